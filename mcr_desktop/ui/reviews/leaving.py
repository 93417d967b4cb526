"""How reviews leave the house: one PDF, files, or paper; the red lines stand before a customer's copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.reviews import MadeFor, PrintedReview, RedLines
from mcr_desktop.ui.reviews.batch import Made
from mcr_desktop.ui.reviews.printing import PrintWindow, ask_folder, ask_pdf
from mcr_desktop.ui.reviews.sheets import RedLineSheet

if TYPE_CHECKING:
    from mcr_desktop.ui.reviews.presenter import ReviewsPresenter

Lines = tuple[tuple[str, RedLines], ...]


def _said(text: str) -> str:
    return QCoreApplication.translate("reviews", text)


@dataclass(eq=False)
class Leaving:
    """Makes what is ticked, has it looked over where it goes to the customer, and lets it go."""

    host: ReviewsPresenter

    def __post_init__(self) -> None:
        page = self.host.page
        page.save_together_wanted.connect(lambda: ask_pdf(page, self._file_name(), self.save_together))
        page.save_apart_wanted.connect(lambda: ask_folder(page, self.save_apart))
        page.print_wanted.connect(self.print)

    def save_together(self, path: Path) -> None:
        """All that is ticked as one PDF."""
        self._looked_over(lambda: self.host.build(self.host.make, partial(self._bind, path)))

    def save_apart(self, folder: Path) -> None:
        """A file for each that is ticked, written as soon as it is made: stopping keeps the finished ones."""
        taken: set[str] = set()
        work = partial(self._write_one, folder, taken)
        told = _said("Saved {n} files in {folder}.")

        def ended(made: Made) -> None:
            self.host.say(told.format(n=len(made), folder=folder))
            self.host.beside.reload()

        self._looked_over(lambda: self.host.build(work, ended))

    def print(self) -> None:
        """All that is ticked, on paper."""
        self._looked_over(lambda: self.host.build(self.host.make, self.print_made))

    def print_made(self, made: Made) -> None:
        """Ask for a printer; what was printed is written down."""
        host = self.host

        def together() -> bytes:
            return host.asked.reviews.print_together(host.actor, made, self._file_name())

        def ask(pdf: bytes) -> None:
            window = PrintWindow(host.page, pdf)
            window.printed.connect(
                lambda: self.run(partial(self._issue, made), _said("Sent to the printer."))
            )
            window.open()

        host.jobs.start((self, "print"), together, ask, host.trouble)

    def save_one(self, made: PrintedReview, path: Path) -> None:
        """Save one file again, as it was issued."""

        def save() -> Path:
            self._issue((made,))
            return self.host.asked.reviews.save(self.host.actor, made.pdf, path.name, path.parent, set())

        self.run(save, _said("Saved {what}."))

    def run(self, work: Callable[[], object], said: str) -> None:
        """Do it, say it, and show what is issued now."""
        host = self.host

        def done(what: object) -> None:
            host.say(said.format(what=what))
            host.beside.reload()

        host.jobs.start((self, "write"), work, done, host.trouble)

    def _looked_over(self, then: Callable[[], None]) -> None:
        """Go on at once for the team; for a customer once somebody has seen what the copies leave out."""
        host = self.host
        inside = host.state.made_for is MadeFor.TEAM
        over = partial(host.build, host.make, partial(self._look_over, then))
        host.beside.settle(then if inside else over)

    def _look_over(self, then: Callable[[], None], made: Made) -> None:
        host = self.host

        def read() -> Lines:
            reviews = host.asked.reviews
            return tuple((each.customer, reviews.red_lines(host.actor, each)) for each in made)

        def ask(lines: Lines) -> None:
            wanted = tuple((name, each) for name, each in lines if each.first or each.in_summary)
            if not wanted:
                then()
                return
            sheet = RedLineSheet(host.page, wanted)
            sheet.agreed.connect(then)
            sheet.open()

        host.jobs.start((self, "red lines"), read, ask, host.trouble)

    def _bind(self, path: Path, made: Made) -> None:
        reviews, actor = self.host.asked.reviews, self.host.actor

        def save() -> Path:
            pdf = reviews.print_together(actor, made, path.stem)
            self._issue(made)
            return reviews.save(actor, pdf, path.name, path.parent, set())

        self.run(save, _said("Saved {what}."))

    def _write_one(self, folder: Path, taken: set[str], customer_id: int) -> PrintedReview:
        made = self.host.make(customer_id)
        self._issue((made,))
        self.host.asked.reviews.save(self.host.actor, made.pdf, made.name, folder, taken)
        return made

    def _issue(self, made: Made) -> None:
        for review in made:
            self.host.asked.reviews.issue(self.host.actor, review)

    def _file_name(self) -> str:
        state = self.host.state
        made_for = "" if state.made_for is MadeFor.TEAM else " customer"
        return f"Account reviews {state.period.last}{made_for}"
