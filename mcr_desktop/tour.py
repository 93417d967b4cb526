"""The main job without a window: python -m mcr_desktop.tour OUT

Makes the sample workspace, judges its complaints, prints account reviews, and takes a picture of every
place; all of it into one folder, for whoever sits at a machine without a display.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mcr_desktop.config import Paths, resource
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.reviews import MadeFor
from mcr_desktop.wiring import Workspace, acting, make_workspace

if TYPE_CHECKING:
    from mcr_desktop.app.window import Window

REVIEWS = 3
PLACES: tuple[tuple[str, int | None], ...] = (
    ("today", None),
    ("customers", None),
    ("customers", 1),
    ("complaints", None),
    ("team", None),
    ("reviews", 1),
    ("admin", None),
)
SIZE = (1440, 900)
PATIENCE_MS = 60_000


def main(words: list[str] | None = None) -> int:
    """Take the tour into a folder; returns the exit code."""
    arguments = sys.argv[1:] if words is None else words
    if len(arguments) != 1:
        print("usage: python -m mcr_desktop.tour OUT", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    try:
        _take(out)
    except McrError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _take(out: Path) -> None:
    paths = Paths.under(out / "home")
    paths.make()
    for old in paths.data.glob("sample.mcr*"):
        old.unlink()
    with make_workspace(paths.sample, sample=True) as workspace:
        print(f"Made the sample workspace {paths.sample}")
        _judge(workspace, out / "trends.txt")
        _print(workspace, out / "reviews")
    for picture in _pictures(paths, out / "screenshots"):
        print(f"Took a picture of {picture}")
    print(f"Everything is in {out}")


def _judge(workspace: Workspace, file: Path) -> None:
    from mcr_desktop.cli.telling import trend_words

    report = workspace.services.trends.report(acting(workspace.services, None))
    sentences = list(trend_words(report))
    file.write_text("\n".join(sentences) + "\n", encoding="utf-8")
    print(*sentences[:4], sep="\n")


def _print(workspace: Workspace, folder: Path) -> None:
    services, actor = workspace.services, acting(workspace.services, None)
    ids = services.customers.ids(actor, saved="mine", sort="value", descending=True)
    period, taken = services.reviews.usual_period(actor), set[str]()
    for old in folder.glob("*.pdf"):
        old.unlink()
    for made_for in MadeFor:
        for made in services.reviews.print_many(actor, ids[:REVIEWS], period, made_for):
            path = services.reviews.save(actor, made.pdf, made.name, folder, taken)
            print(f"Printed {path}, {made.pages} pages")


def _pictures(paths: Paths, folder: Path) -> Iterator[Path]:
    """Every place in light and dark, photographed from the real window on a screen that is only memory."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from mcr_desktop.app.opening import Wanted
    from mcr_desktop.app.window import Window
    from mcr_desktop.ui.theme import Choice, Look, load_fonts

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    load_fonts(resource("fonts").glob("*.ttf"))
    look = Look(app, "light")
    window = Window(app, look, paths, Wanted(workspace=str(paths.sample)))
    window.shell.resize(*SIZE)
    window.show()
    _until(lambda: window.rooms is not None)
    window.shell.resize(*SIZE)
    themes: tuple[Choice, ...] = ("light", "dark")
    for theme in themes:
        look.choose(theme)
        for number, (place, detail) in enumerate(PLACES, start=1):
            window.shell.show_place(place, detail)
            _until(lambda: window.jobs.is_idle)
            name = "customer" if place == "customers" and detail else place
            yield _photograph(window, folder / f"{number} {name} {theme}.png")
    window.shell.close()


def _photograph(window: Window, path: Path) -> Path:
    window.shell.toasts.hide()
    window.shell.grab().save(str(path))
    return path


def _until(ready: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    loop, end = QEventLoop(), QDeadlineTimer(PATIENCE_MS)
    calm = 0
    while calm < 5 and not end.hasExpired():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 40)
        calm = calm + 1 if ready() else 0


if __name__ == "__main__":
    sys.exit(main())
