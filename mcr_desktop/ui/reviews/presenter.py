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
from mcr_desktop.domain.reviews import MadeFor, PrintedReview
from mcr_desktop.ui.deeds import expected
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.reviews.batch import Batch, Ending, Made, Work
from mcr_desktop.ui.reviews.beside import BesidePresenter
from mcr_desktop.ui.reviews.leaving import Leaving
from mcr_desktop.ui.reviews.page import Beside, Customer, ReviewsPage, State
from mcr_desktop.ui.reviews.state import as_made
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
    made: dict[int, PrintedReview] = field(default_factory=dict)

    def __post_init__(self) -> None:
        page = self.page
        self.batch = Batch(self.jobs, self._began, self._keep, self._stopped, self.trouble)
        self.beside = BesidePresenter(self)
        self.leaving = Leaving(self)
        page.again.connect(self.load)
        page.shown.connect(self.show)
        page.ticked.connect(self._tick)
        page.all_ticked.connect(partial(self._tick, None))
        page.wishes_changed.connect(self._wish)
        page.stopped.connect(self.batch.stop)
        page.present(self.state)

    def load(self) -> None:
        """Read whose reviews may be printed."""
        self.present(replace(self.state, busy=True, problem=""))
        work = partial(readable, self.asked, self.actor, self.state.made_for)
        self.jobs.start((self, "list"), work, self._loaded, self.trouble)

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
        self.made.pop(customer_id, None)
        self._list_made(customer_id)
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
            if each.ticked and each.id not in self.made
            else each
            for each in self.state.customers
        )
        self.present(replace(self.state, customers=listed, problem="", done=""))
        self.batch.start(wanted, work, partial(self._ended, ending))

    def make(self, customer_id: int) -> PrintedReview:
        """The review as it was looked at, else a new one.  Called off the window's thread."""
        state = self.state
        return self.made.get(customer_id) or self.asked.reviews.preview(
            self.actor, customer_id, state.period, state.made_for, paper=state.paper, sections=state.sections
        )

    def say(self, done: str) -> None:
        """Say in the status line what was done."""
        self.present(replace(self.state, done=done))

    def trouble(self, error: Exception, *, blank: bool = False) -> None:
        """Say what went wrong; a defect rises.  Where a colleague was quicker, everything is made anew.

        blank: there is nothing to look at.
        """
        state = replace(self.state, busy=False, building=None)
        self.present(replace(state, pdf=b"", beside=Beside()) if blank else state)
        self.present(replace(self.state, problem=expected(error)))
        if isinstance(error, Stale):
            self.made.clear()

    def present(self, state: State) -> None:
        """Look like this from now on."""
        self.state = state
        self.page.present(state)

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
            self.jobs.start(
                (self, "preview"), partial(self.make, shown), done, partial(self.trouble, blank=True)
            )

    def _previewed(self, customer_id: int, made: PrintedReview) -> None:
        self._keep(customer_id, made)
        if self.state.shown == customer_id and self.state.looked_at is None:
            self.present(replace(self.state, pdf=made.pdf))
            self.beside.load(customer_id, made)

    def _keep(self, customer_id: int, made: PrintedReview) -> None:
        self.made[customer_id] = made
        self._list_made(customer_id)

    def _list_made(self, *ids: int) -> None:
        """Say of these customers how far their reviews are."""
        listed = tuple(
            as_made(each, self.made.get(each.id)) if each.id in ids else each for each in self.state.customers
        )
        self.present(replace(self.state, customers=listed))

    def _wish(self, wish: Wish) -> None:
        """Everything made so far is another file now."""
        self.batch.stop()
        self.made.clear()
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

    def _tick(self, customer_id: int | None, ticked: bool) -> None:
        """Include a customer, or all of them for None."""
        listed = tuple(
            replace(each, ticked=ticked) if customer_id in (None, each.id) else each
            for each in self.state.customers
        )
        self.present(replace(self.state, customers=listed))

    def _began(self, customer_id: int, made: int, wanted: int) -> None:
        listed = tuple(
            replace(each, state=_said("Building…"), tone="info", icon="") if each.id == customer_id else each
            for each in self.state.customers
        )
        self.present(replace(self.state, customers=listed, building=(made, wanted)))

    def _ended(self, ending: Ending, made: Made) -> None:
        self.present(replace(self.state, building=None))
        ending(made)

    def _stopped(self, made: Made, others: Sequence[int]) -> None:
        told = _said("Stopped: {made} of {wanted} are ready.")
        done = told.format(made=len(made), wanted=len(made) + len(others))
        self.present(replace(self.state, building=None, done=done))
        self._list_made(*others)


def readable(asked: ReviewServices, actor: Actor, made_for: MadeFor) -> tuple[tuple[CustomerRow, ...], int]:
    """Whose reviews this person may print, the fenced ones first, and how many more there are."""
    ids, left_out = asked.reviews.choose(actor, everyone=True, made_for=made_for)
    rows = asked.customers.rows(actor, ids)
    return tuple(sorted(rows, key=lambda row: (not row.fenced, row.name.casefold()))), left_out
