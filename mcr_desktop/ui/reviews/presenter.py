"""Decides what the Reviews place shows, and makes the files one after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.customers import CustomerRow
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.reviews import MadeFor, PrintedReview
from mcr_desktop.ui.deeds import expected
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.reviews.page import Customer, ReviewsPage, State
from mcr_desktop.ui.reviews.printing import PrintWindow, ask_folder, ask_pdf
from mcr_desktop.ui.reviews.wishes import Wish

if TYPE_CHECKING:
    from mcr_desktop.services.customers import CustomerService
    from mcr_desktop.services.reviews import ReviewService

Made = list[tuple[int, PrintedReview]]
Ending = Callable[[Made], None]


def _said(text: str) -> str:
    return QCoreApplication.translate("reviews", text)


@dataclass(eq=False)
class ReviewsPresenter:
    """Shows one review as it will print, and makes as many as are ticked.

    What was looked at is kept until the wishes change, so that the file shown is the file printed.
    """

    page: ReviewsPage
    reviews: ReviewService
    customers: CustomerService
    jobs: Runner
    actor: Actor
    state: State
    _made: dict[int, PrintedReview] = field(default_factory=dict)
    _stopped: bool = False

    def __post_init__(self) -> None:
        page = self.page
        page.again.connect(self.load)
        page.shown.connect(self.show)
        page.ticked.connect(self._tick)
        page.all_ticked.connect(self._tick_all)
        page.wishes_changed.connect(self._wish)
        page.stopped.connect(self._stop)
        page.save_together_wanted.connect(lambda: ask_pdf(page, self._file_name(), self._save_together))
        page.save_apart_wanted.connect(lambda: ask_folder(page, self._save_apart))
        page.print_wanted.connect(lambda: self._build(self._print))
        page.present(self.state)

    def load(self) -> None:
        """Read whose reviews may be printed."""
        self._show(replace(self.state, busy=True, problem=""))
        self.jobs.start((self, "list"), self._read, self._loaded, self._failed)

    def show(self, customer_id: int) -> None:
        """Show the review of one customer."""
        if customer_id == self.state.shown and self.state.pdf:
            return
        self._show(replace(self.state, shown=customer_id, problem=""))
        self._preview()

    def choose(self, customer_id: int) -> None:
        """Come here for one customer: tick it and show it."""
        self._tick(customer_id, ticked=True)
        self.show(customer_id)

    def _read(self) -> tuple[tuple[CustomerRow, ...], int]:
        ids, left_out = self.reviews.choose(self.actor, everyone=True, made_for=self.state.made_for)
        rows = self.customers.rows(self.actor, ids)
        return tuple(sorted(rows, key=lambda row: (not row.fenced, row.name.casefold()))), left_out

    def _loaded(self, found: tuple[tuple[CustomerRow, ...], int]) -> None:
        rows, left_out = found
        before = {customer.id: customer for customer in self.state.customers}
        listed = tuple(before.get(row.id) or Customer(row.id, row.name) for row in rows)
        self._show(replace(self.state, busy=False, loaded=True, customers=listed, left_out=left_out))
        if self.state.shown is None and listed:
            self.show(listed[0].id)

    def _preview(self) -> None:
        shown = self.state.shown
        if shown is None:
            return
        kept = self._made.get(shown)
        if kept is not None:
            self._previewed(shown, kept)
            return
        self.jobs.start(
            (self, "preview"), partial(self._make, shown), partial(self._previewed, shown), self._failed
        )

    def _make(self, customer_id: int) -> PrintedReview:
        state = self.state
        return self.reviews.preview(
            self.actor, customer_id, state.period, state.made_for, paper=state.paper, sections=state.sections
        )

    def _previewed(self, customer_id: int, made: PrintedReview) -> None:
        self._keep(customer_id, made)
        if self.state.shown == customer_id:
            self._show(replace(self.state, pdf=made.pdf))

    def _keep(self, customer_id: int, made: PrintedReview) -> None:
        self._made[customer_id] = made
        words = _said("Ready, 1 page") if made.pages == 1 else _said("Ready, {n} pages").format(n=made.pages)
        self._mark(customer_id, state=words, tone="ok", icon="circle-check")

    def _wish(self, wish: Wish) -> None:
        """Everything made so far is another file now."""
        self._made.clear()
        plain = tuple(
            replace(customer, state="", tone="neutral", icon="") for customer in self.state.customers
        )
        reread = wish.made_for is not self.state.made_for
        self._show(
            replace(
                self.state,
                period=wish.period,
                made_for=wish.made_for,
                paper=wish.paper,
                sections=wish.sections,
                customers=plain,
                problem="",
                done="",
            )
        )
        if reread:
            self.load()
        self._preview()

    def _tick(self, customer_id: int, ticked: bool) -> None:
        self._mark(customer_id, ticked=ticked)

    def _tick_all(self, ticked: bool) -> None:
        every = tuple(replace(customer, ticked=ticked) for customer in self.state.customers)
        self._show(replace(self.state, customers=every))

    def _build(self, ending: Ending) -> None:
        """Make every ticked review that is not made yet, one job each, then hand all of them on."""
        wanted = [customer.id for customer in self.state.ticked]
        if not wanted or self.state.building is not None:
            return
        self._stopped = False
        for customer_id in wanted:
            if customer_id not in self._made:
                self._mark(customer_id, state=_said("Waiting"), tone="neutral", icon="clock")
        self._next(wanted, [], ending)

    def _next(self, wanted: list[int], made: Made, ending: Ending) -> None:
        if self._stopped or len(made) == len(wanted):
            self._end(wanted, made, ending)
            return
        self._show(replace(self.state, building=(len(made), len(wanted)), problem=""))
        customer_id = wanted[len(made)]

        def done(review: PrintedReview) -> None:
            self._keep(customer_id, review)
            self._next(wanted, [*made, (customer_id, review)], ending)

        kept = self._made.get(customer_id)
        if kept is not None:
            done(kept)
            return
        self._mark(customer_id, state=_said("Building…"), tone="info", icon="")
        self.jobs.start((self, "build"), partial(self._make, customer_id), done, self._broken)

    def _end(self, wanted: list[int], made: Made, ending: Ending) -> None:
        for customer_id in wanted[len(made) :]:
            self._mark(customer_id, state="", tone="neutral", icon="")
        kept = _said("Stopped: {made} of {wanted} are ready.").format(made=len(made), wanted=len(wanted))
        self._show(replace(self.state, building=None, done=kept if self._stopped else ""))
        if not self._stopped:
            ending(made)

    def _stop(self) -> None:
        self._stopped = True

    def _broken(self, error: Exception) -> None:
        self._show(replace(self.state, building=None))
        self._failed(error)

    def _save_together(self, path: Path) -> None:
        def save(made: Made) -> Path:
            self._issue(made)
            title = path.stem
            pdf = self.reviews.print_together(self.actor, [review for _, review in made], title)
            return self.reviews.save(self.actor, pdf, path.name, path.parent, set())

        self._build(lambda made: self._run(partial(save, made), _said("Saved {what}.")))

    def _save_apart(self, folder: Path) -> None:
        def save(made: Made) -> str:
            self._issue(made)
            taken: set[str] = set()
            for _, review in made:
                self.reviews.save(self.actor, review.pdf, review.name, folder, taken)
            return _said("{n} files in {folder}").format(n=len(made), folder=folder)

        self._build(lambda made: self._run(partial(save, made), _said("Saved {what}.")))

    def _print(self, made: Made) -> None:
        def together() -> bytes:
            return self.reviews.print_together(self.actor, [review for _, review in made], self._file_name())

        def ask(pdf: bytes) -> None:
            window = PrintWindow(self.page, pdf)
            window.printed.connect(
                lambda: self._run(partial(self._issue, made), _said("Sent to the printer."))
            )
            window.open()

        self.jobs.start((self, "print"), together, ask, self._failed)

    def _issue(self, made: Made) -> None:
        for _, review in made:
            self.reviews.issue(self.actor, review)

    def _run(self, work: Callable[[], object], said: str) -> None:
        def done(what: object) -> None:
            self._show(replace(self.state, done=said.format(what=what)))

        self.jobs.start((self, "write"), work, done, self._failed)

    def _file_name(self) -> str:
        made_for = "" if self.state.made_for is MadeFor.TEAM else " customer"
        return f"Account reviews {self.state.period.last}{made_for}"

    def _mark(self, customer_id: int, **changed: object) -> None:
        listed = tuple(
            replace(customer, **changed) if customer.id == customer_id else customer  # type: ignore[arg-type]
            for customer in self.state.customers
        )
        self._show(replace(self.state, customers=listed))

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False))
        self._show(replace(self.state, problem=expected(error), pdf=b""))

    def _show(self, state: State) -> None:
        self.state = state
        self.page.present(state)
