"""What the customers' place does: the list, and the page of one customer.

Both need the window's `Deeds` (jobs, history, toasts, bulletin), the actor and the clock.  Whoever opens
the place calls `open(None)` for the list or `open(customer_id)`; `prepare(customer_id)` and
`show_contacts(customer_id)` open a customer's page at that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.ui.customers.listing import SAVED, ListPage, ListState
from mcr_desktop.ui.customers.onecustomer import CustomerPresenter
from mcr_desktop.ui.customers.page import CustomersPage
from mcr_desktop.ui.deeds import Deeds, expected

if TYPE_CHECKING:
    from mcr_desktop.services.customers import CustomerService


@dataclass(eq=False)
class ListPresenter:
    """Keeps the list in the order and the view that were chosen."""

    page: ListPage
    customers: CustomerService
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    state: ListState = field(default_factory=ListState)

    def __post_init__(self) -> None:
        self.state = replace(self.state, may_bring_in=self.actor.is_admin, day=local_day(self.now()))
        self.page.read_with(partial(self.customers.rows, self.actor), self._failed)
        self.page.filtered.connect(self._filter)
        self.page.saved_chosen.connect(self._choose_saved)
        self.page.sort_chosen.connect(self._sort)
        self.page.again.connect(self.load)
        self.deeds.bulletin.changed.connect(self._changed)

    def load(self) -> None:
        """Read the ids in their order; the rows are read as they are looked at."""
        state = replace(self.state, busy=True, problem="", day=local_day(self.now()))
        self._show(state)
        work = partial(
            self.customers.ids,
            self.actor,
            text=state.text,
            saved=state.saved,
            sort=state.sort,
            descending=state.descending,
        )
        self.deeds.jobs.start((self, "ids"), work, self._loaded, self._failed)

    def _loaded(self, ids: list[int]) -> None:
        self._show(replace(self.state, busy=False, ids=ids))

    def _filter(self, text: str) -> None:
        self.state = replace(self.state, text=text)
        self.load()

    def _choose_saved(self, saved: str) -> None:
        self.state = replace(self.state, saved=saved if saved in SAVED else "all")
        self.load()

    def _sort(self, sort: str, descending: bool) -> None:
        self.state = replace(self.state, sort=sort, descending=descending)
        self.load()

    def _changed(self, customer_id: object) -> None:
        if self.state.ids is None:
            return
        if customer_id is None:
            self.load()
        else:
            self.page.refresh()

    def _failed(self, error: Exception) -> None:
        self._show(replace(self.state, busy=False, problem=expected(error)))

    def _show(self, state: ListState) -> None:
        self.state = state
        self.page.present(state)


@dataclass(eq=False)
class CustomersPresenter:
    """The place: which of its two pages is in front, and what they do."""

    page: CustomersPage
    customers: CustomerService
    customer: CustomerPresenter
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    list: ListPresenter = field(init=False)

    def __post_init__(self) -> None:
        self.list = ListPresenter(self.page.list, self.customers, self.deeds, self.actor, self.now)
        self.page.add_asked.connect(self._add)

    def open(self, customer_id: object = None) -> None:
        """Show a customer's page, or the list of all."""
        if isinstance(customer_id, int):
            self.customer.open(customer_id)
            self.page.show_customer()
        else:
            self.customer.leave()
            if self.list.state.ids is None:
                self.list.load()
            self.page.show_list()
        self.page.focus_start()

    def prepare(self, customer_id: int) -> None:
        """Show what to know before talking with a customer."""
        self.page.go.emit("customers", customer_id)
        self.customer.prepare()

    def show_contacts(self, customer_id: int) -> None:
        """Show only the conversations with a customer."""
        self.page.go.emit("customers", customer_id)
        self.customer.choose_kinds((EntryKind.CONVERSATION,))

    def _add(self, name: str) -> None:
        add = partial(self.customers.add, self.actor, name)
        said = self.page.tr("{name} added").format(name=name)
        self.deeds.do(add, said, None, after=lambda number: self.page.go.emit("customers", number))
