"""Decides what the Reviews place shows: whose reviews, the one looked at, and how far the others are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mcr_desktop.domain.customers import CustomerRow
from mcr_desktop.domain.errors import Stale
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.reviews import PrintedReview
from mcr_desktop.ui.deeds import expected
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.reviews.batch import Batch, Ending, Made, Work
from mcr_desktop.ui.reviews.beside import BesidePresenter
from mcr_desktop.ui.reviews.leaving import Leaving
from mcr_desktop.ui.reviews.page import Beside, Customer, ReviewsPage, State
from mcr_desktop.ui.reviews.state import stale_facts
from mcr_desktop.ui.reviews.wishes import Wish

if TYPE_CHECKING:
    from mcr_desktop.services.customers import CustomerService
    from mcr_desktop.services.facts import FactService
    from mcr_desktop.services.reviews import ReviewService
    from mcr_desktop.services.sheets import SheetService


def _said(text: str) -> str:
    return QCoreApplication.translate("reviews", text)


@dataclass(frozen=True, slots=True)
class ReviewServices:
    """What the Reviews place asks."""

    reviews: ReviewService
    customers: CustomerService
    sheets: SheetService
    facts: FactService


@dataclass(eq=False)
class ReviewsPresenter:
    """Shows one review as it will print, and makes as many as are ticked.

    What was looked at is kept until the wishes change, so that the file shown is the file printed.
    """

    page: ReviewsPage
    asked: ReviewServices
    jobs: Runner
    actor: Actor
    state: State
    batch: Batch = field(init=False)
    beside: BesidePresenter = field(init=False)
    leaving: Leaving = field(init=False)
    _made: dict[int, PrintedReview] = field(default_factory=dict)

    def __post_init__(self) -> None:
        page = self.page
        self.batch = Batch(self.jobs, self._began, self._keep, self._stopped, self.trouble)
        self.beside = BesidePresenter(self)
        self.leaving = Leaving(self)
        page.again.connect(self.load)
        page.shown.connect(self.show)
        page.ticked.connect(self._tick)
        page.all_ticked.connect(self._tick_all)
        page.wishes_changed.connect(self._wish)
        page.stopped.connect(self.batch.stop)
        page.present(self.state)

    def load(self) -> None:
        """Read whose reviews may be printed."""
        self.present(replace(self.state, busy=True, problem=""))
        self.jobs.start((self, "list"), self._read, self._loaded, self.trouble)

    def show(self, customer_id: int) -> None:
        """Show the review of one customer."""
        if customer_id == self.state.shown and self.state.pdf and self.state.looked_at is None:
            return
        known = customer_id == self.state.shown
        beside = self.state.beside if known else Beside()
        self.present(replace(self.state, shown=customer_id, problem="", looked_at=None, beside=beside))
        self._preview()

    def choose(self, customer_id: int) -> None:
        """Come here for one customer: tick it and show it."""
        self._tick(customer_id, ticked=True)
        self.show(customer_id)

    def renew(self, customer_id: int) -> None:
        """Something of this customer has changed: what was made of it is no longer true."""
        self._made.pop(customer_id, None)
        self._mark(customer_id, state="", tone="neutral", icon="")
        if self.state.shown == customer_id:
            self.present(replace(self.state, looked_at=None))
            self._preview()

    def build(self, work: Work, ending: Ending) -> None:
        """Do this work for every ticked customer, then hand on what was made."""
        wanted = [customer.id for customer in self.state.ticked]
        if not wanted or self.batch.is_running:
            return
        listed = tuple(
            replace(each, state=_said("Waiting"), tone="neutral", icon="clock")
            if each.ticked and each.id not in self._made
            else each
            for each in self.state.customers
        )
        self.present(replace(self.state, customers=listed, problem="", done=""))
        self.batch.start(wanted, work, partial(self._ended, ending))

    def make(self, customer_id: int) -> PrintedReview:
        """The review as it was looked at, else a new one.  Called off the window's thread."""
        state = self.state
        return self._made.get(customer_id) or self.asked.reviews.preview(
            self.actor, customer_id, state.period, state.made_for, paper=state.paper, sections=state.sections
        )

    def made_of(self, customer_id: int) -> PrintedReview | None:
        """The review of a customer, if it is made."""
        return self._made.get(customer_id)

    def say(self, done: str) -> None:
        """Say in the status line what was done."""
        self.present(replace(self.state, done=done))

    def trouble(self, error: Exception) -> None:
        """Say what went wrong; a defect rises.  Where a colleague was quicker, everything is made anew."""
        self.present(replace(self.state, busy=False, building=None))
        self.present(replace(self.state, problem=expected(error)))
        if isinstance(error, Stale):
            self._made.clear()

    def present(self, state: State) -> None:
        """Look like this from now on."""
        self.state = state
        self.page.present(state)

    def _read(self) -> tuple[tuple[CustomerRow, ...], int]:
        ids, left_out = self.asked.reviews.choose(self.actor, everyone=True, made_for=self.state.made_for)
        rows = self.asked.customers.rows(self.actor, ids)
        return tuple(sorted(rows, key=lambda row: (not row.fenced, row.name.casefold()))), left_out

    def _loaded(self, found: tuple[tuple[CustomerRow, ...], int]) -> None:
        rows, left_out = found
        before = {customer.id: customer for customer in self.state.customers}
        listed = tuple(before.get(row.id) or Customer(row.id, row.name) for row in rows)
        self.present(replace(self.state, busy=False, loaded=True, customers=listed, left_out=left_out))
        if self.state.shown is None and listed:
            self.show(listed[0].id)

    def _preview(self) -> None:
        shown = self.state.shown
        if shown is not None:
            done = partial(self._previewed, shown)
            self.jobs.start((self, "preview"), partial(self.make, shown), done, self._no_preview)

    def _no_preview(self, error: Exception) -> None:
        self.present(replace(self.state, pdf=b"", beside=Beside()))
        self.trouble(error)

    def _previewed(self, customer_id: int, made: PrintedReview) -> None:
        self._keep(customer_id, made)
        if self.state.shown == customer_id and self.state.looked_at is None:
            self.present(replace(self.state, pdf=made.pdf))
            self.beside.load(customer_id, made)

    def _keep(self, customer_id: int, made: PrintedReview) -> None:
        self._made[customer_id] = made
        listed = tuple(
            self._as_before(each) if each.id == customer_id else each for each in self.state.customers
        )
        self.present(replace(self.state, customers=listed))

    def _as_before(self, customer: Customer) -> Customer:
        """How far the review of a customer is, as far as it is kept here."""
        made = self._made.get(customer.id)
        if made is None:
            return replace(customer, state="", tone="neutral", icon="")
        stale = len(stale_facts(made))
        if stale:
            said = _said("1 stale fact") if stale == 1 else _said("{n} stale facts").format(n=stale)
            return replace(customer, state=said, tone="warn", icon="hourglass")
        said = _said("Ready, 1 page") if made.pages == 1 else _said("Ready, {n} pages").format(n=made.pages)
        return replace(customer, state=said, tone="ok", icon="circle-check")

    def _wish(self, wish: Wish) -> None:
        """Everything made so far is another file now."""
        self.batch.stop()
        self._made.clear()
        plain = tuple(
            replace(customer, state="", tone="neutral", icon="") for customer in self.state.customers
        )
        reread = wish.made_for is not self.state.made_for
        self.present(
            replace(
                self.state,
                period=wish.period,
                made_for=wish.made_for,
                paper=wish.paper,
                sections=wish.sections,
                customers=plain,
                problem="",
                done="",
                looked_at=None,
            )
        )
        if reread:
            self.load()
        self._preview()

    def _tick(self, customer_id: int, ticked: bool) -> None:
        self._mark(customer_id, ticked=ticked)

    def _tick_all(self, ticked: bool) -> None:
        every = tuple(replace(customer, ticked=ticked) for customer in self.state.customers)
        self.present(replace(self.state, customers=every))

    def _began(self, customer_id: int, made: int, wanted: int) -> None:
        self.present(replace(self.state, building=(made, wanted)))
        self._mark(customer_id, state=_said("Building…"), tone="info", icon="")

    def _ended(self, ending: Ending, made: Made) -> None:
        self.present(replace(self.state, building=None))
        ending(made)

    def _stopped(self, made: Made, others: Sequence[int]) -> None:
        given_up = set(others)
        listed = tuple(
            self._as_before(each) if each.id in given_up else each for each in self.state.customers
        )
        told = _said("Stopped: {made} of {wanted} are ready.")
        done = told.format(made=len(made), wanted=len(made) + len(others))
        self.present(replace(self.state, customers=listed, building=None, done=done))

    def _mark(self, customer_id: int, **changed: object) -> None:
        listed = tuple(
            replace(customer, **changed) if customer.id == customer_id else customer  # type: ignore[arg-type]
            for customer in self.state.customers
        )
        self.present(replace(self.state, customers=listed))
