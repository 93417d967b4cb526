"""python -m tests.gallery OUT: pictures of every page in every state, and of the printed reviews.

Each example is shown light and dark, at 100 and 200 per cent of the usual text size; a person looks at them
at each change. The printed reviews lie beside them as PDF, and as pictures where pdftoppm is there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mcr_desktop.config import resource
from mcr_desktop.domain.reviews import MadeFor
from mcr_desktop.reports.review import print_review
from mcr_desktop.ui.theme import Choice, Look, load_fonts
from tests.gallery.examples import collect, drop, settle, stand
from tests.gallery.reviews import example_snapshots
from tests.ui.looks import clipped

WINDOW = (1440, 900)
THEMES: tuple[Choice, ...] = ("light", "dark")
SIZES = (100, 200)


def main(arguments: list[str]) -> int:
    """Make the pictures; returns 0, or 1 when words are cut off in one of them."""
    options = _read(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    # "offscreen" draws without a display; it must be chosen before the application begins.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    load_fonts(resource("fonts").glob("*.ttf"))
    look = Look(app, "light")
    faults = 0
    for theme in THEMES:
        for size in SIZES:
            look.choose(theme)
            look.set_text(size)
            faults += _picture_all(app, look, options)
    if not options.only or options.only == "reviews":
        _print_reviews(options.out)
    return 1 if faults else 0


def _read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the pictures; made if needed")
    parser.add_argument("--only", default="", metavar="PLACE", help="only the examples of this place")
    return parser.parse_args(arguments)


def _picture_all(app: QApplication, look: Look, options: argparse.Namespace) -> int:
    """Every example in the look that is on now; returns how many had words cut off."""
    faults = 0
    for example in collect(options.only):
        shown, pictured = stand(look, example)
        name = f"{example.file_name}_{look.choice}_{look.text_percent}.png"
        _show(shown, app)
        pictured.grab().save(str(options.out / name))
        for complaint in clipped(pictured):
            faults += 1
            print(f"{name}: {complaint}", file=sys.stderr)
        shown.close()
        drop(shown)
        settle(app)
    return faults


def _show(shown: QWidget, app: QApplication) -> None:
    shown.ensurePolished()
    if isinstance(shown, QDialog):
        shown.adjustSize()
    else:
        shown.resize(*WINDOW)
    shown.show()
    settle(app)


def _print_reviews(out: Path) -> None:
    for name, snapshot in example_snapshots().items():
        for made_for in MadeFor:
            path = out / f"review_{name}_{made_for.value}.pdf"
            path.write_bytes(print_review(snapshot, made_for).pdf)
            if program := shutil.which("pdftoppm"):
                subprocess.run(
                    [program, "-r", "110", "-png", str(path), str(path.with_suffix(""))], check=True
                )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
