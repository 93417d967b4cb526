"""Decides what stands beside a review: its paragraph, stale facts, issued copies, the customer's sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.reviews import IssuedRow, PrintedReview
from mcr_desktop.domain.sheets import SheetChange, SheetReading
from mcr_desktop.ui.deeds import expected
from mcr_desktop.ui.reviews.printing import ask_pdf, ask_returned
from mcr_desktop.ui.reviews.sheets import ReturnedSheet, StaleSheet
from mcr_desktop.ui.reviews.state import Beside, stale_facts, stale_on

if TYPE_CHECKING:
    from mcr_desktop.ui.reviews.presenter import ReviewsPresenter


def _said(text: str) -> str:
    return QCoreApplication.translate("reviews", text)


@dataclass(eq=False)
class BesidePresenter:
    """The part of the Reviews place that is about one customer."""

    host: ReviewsPresenter
    _looked: PrintedReview | None = None
    _then: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        page = self.host.page
        page.summary.kept.connect(self.keep)
        page.summary.confirm_wanted.connect(self.confirm)
        page.issued.chosen.connect(self.look)
        page.issued.sheet_wanted.connect(self._ask_sheet)
        page.issued.returned_wanted.connect(lambda: ask_returned(page, self.read_sheet))
        page.save_again_wanted.connect(self._save_again)
        page.print_again_wanted.connect(self._print_again)
        page.back_wanted.connect(self.back)

    def load(self, customer_id: int, made: PrintedReview) -> None:
        """Read what stands beside the review of one customer."""
        host = self.host

        def read() -> Beside:
            snapshot = made.snapshot
            return Beside(
                customer_id,
                snapshot.summary if snapshot is not None else "",
                host.asked.reviews.draft(host.actor, made),
                len(stale_facts(made)),
                host.asked.reviews.issued(host.actor, customer_id),
            )

        host.jobs.start((self, "beside"), read, self._loaded, host.trouble)

    def reload(self) -> None:
        """Something was issued: list it."""
        shown = self.host.state.shown
        made = self.host.made.get(shown) if shown is not None else None
        if shown is not None and made is not None:
            self.load(shown, made)

    def keep(self, customer_id: int, words: str) -> None:
        """Keep the paragraph; the review is made anew with it."""
        host = self.host
        work = partial(host.asked.reviews.keep_summary, host.actor, customer_id, host.state.period, words)
        host.jobs.start((self, "summary", customer_id), work, partial(self._kept, customer_id), host.trouble)

    def settle(self, then: Callable[[], None]) -> None:
        """Go on once what is typed is kept."""
        self._then = then
        if not self.host.page.summary.keep():
            self._go_on()

    def _kept(self, customer_id: int, _: None) -> None:
        self.host.renew(customer_id)
        self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def look(self, copy_id: int) -> None:
        """Show an issued copy, byte for byte."""
        host = self.host
        row = next((row for row in host.state.beside.issued if row.id == copy_id), None)
        if row is not None:
            work = partial(host.asked.reviews.kept, host.actor, copy_id)
            host.jobs.start((self, "look"), work, partial(self._looked_at, row), host.trouble)

    def back(self) -> None:
        """Show the review that is to be printed again."""
        self._looked = None
        if self.host.state.shown is not None:
            self.host.show(self.host.state.shown)

    def confirm(self) -> None:
        """Ask about every stale fact of the customer shown, as of the day its review was made."""
        shown = self.host.state.shown
        made = self.host.made.get(shown) if shown is not None else None
        if shown is None or made is None or made.snapshot is None:
            return
        day = made.snapshot.made_on.date()
        sheet = StaleSheet(self.host.page, made.customer, stale_facts(made), day)
        sheet.confirmed.connect(partial(self._settle, sheet, shown, day, True))
        sheet.ask_wanted.connect(partial(self._settle, sheet, shown, day, False))
        sheet.open()

    def save_sheet(self, customer_id: int, path: Path) -> None:
        """Print the customer's own sheet into a file."""
        host = self.host

        def save() -> Path:
            made = host.asked.sheets.print(host.actor, customer_id, paper=host.state.paper)
            return host.asked.reviews.save(host.actor, made.pdf, path.name, path.parent, set())

        host.leaving.run(save, _said("Saved {what}."))

    def read_sheet(self, path: Path) -> None:
        """Read a sheet that came back and lay its changes out."""
        host = self.host
        work = partial(host.asked.sheets.read, host.actor, path)
        host.jobs.start((self, "sheet"), work, partial(self._read, path), host.trouble)

    def _loaded(self, beside: Beside) -> None:
        if beside.customer_id == self.host.state.shown:
            self.host.present(replace(self.host.state, beside=beside))

    def _looked_at(self, row: IssuedRow, made: PrintedReview) -> None:
        self._looked = made
        if row.customer_id == self.host.state.shown:
            self.host.present(replace(self.host.state, looked_at=row, pdf=made.pdf, problem=""))

    def _save_again(self) -> None:
        made = self._looked
        if made is not None:
            stem = made.name.removesuffix(".pdf")
            ask_pdf(self.host.page, stem, partial(self.host.leaving.save_one, made))

    def _print_again(self) -> None:
        if self._looked is not None:
            self.host.leaving.print_made((self._looked,))

    def _settle(self, sheet: StaleSheet, customer_id: int, day: date, still_true: bool, fact: Fact) -> None:
        host, facts = self.host, self.host.asked.facts

        def settle() -> tuple[Fact, ...]:
            if still_true:
                facts.confirm(host.actor, fact.id, seen_version=fact.version)
            else:
                facts.ask_next(host.actor, fact.id)
            return facts.of(host.actor, customer_id)

        def settled(held: tuple[Fact, ...]) -> None:
            sheet.show_facts([each for each in stale_on(held, day) if not each.ask_next])
            host.renew(customer_id)

        host.jobs.start((self, "fact", fact.id), settle, settled, host.trouble)

    def _ask_sheet(self) -> None:
        shown, listed = self.host.state.shown, self.host.state.customers
        if shown is not None:
            name = next((customer.name for customer in listed if customer.id == shown), "")
            ask_pdf(self.host.page, f"{name} sheet", partial(self.save_sheet, shown))

    def _read(self, path: Path, reading: SheetReading) -> None:
        sheet = ReturnedSheet(self.host.page, reading)
        sheet.taken.connect(partial(self._take, sheet, path))
        sheet.open()

    def _take(self, sheet: ReturnedSheet, path: Path, change: SheetChange) -> None:
        host = self.host

        def take() -> SheetReading:
            host.asked.sheets.accept(host.actor, change)
            return host.asked.sheets.read(host.actor, path)

        def taken(reading: SheetReading) -> None:
            sheet.show_reading(reading)
            host.renew(change.customer_id)

        def refused(error: Exception) -> None:
            sheet.say_problem(expected(error))

        host.jobs.start((self, "take"), take, taken, refused)
