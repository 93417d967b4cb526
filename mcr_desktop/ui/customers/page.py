"""The place of customers: the list of all, and the page of one, with a way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from mcr_desktop.ui.capture.form import KEEP_MS
from mcr_desktop.ui.customers.customer import CustomerPage
from mcr_desktop.ui.customers.listing import ListPage
from mcr_desktop.ui.customers.sheets import CustomerSheet
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.parts import Hairline, Page, Width


class CustomersPage(Page):
    """Two pages in one place; header, hints and status are those of the one that is shown."""

    add_asked = Signal(object)
    """A customer of this name is to be added."""
    log_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, jobs: Runner, keep_ms: int = KEEP_MS) -> None:
        super().__init__(self.tr("Customers"))
        self.header.hide()
        for hairline in self.findChildren(Hairline):
            hairline.hide()
        self.list = ListPage(jobs)
        self.customer = CustomerPage(keep_ms)
        self.deck = QStackedWidget()
        self.deck.addWidget(self.list)
        self.deck.addWidget(self.customer)
        self.set_body(self.deck)
        for page in (self.list, self.customer):
            page.told.connect(self._tell_for)
            page.go.connect(self.go)
        self.list.opened.connect(lambda customer: self.go.emit("customers", customer))
        self.list.log_wanted.connect(self.log_wanted)
        self.list.import_wanted.connect(self.import_wanted)
        self.list.add_wanted.connect(self._ask_for_name)
        self.customer.log_wanted.connect(self.log_wanted)
        self._tell_for()

    @property
    def shown(self) -> ListPage | CustomerPage:
        """The page that is in front."""
        return self.customer if self.deck.currentWidget() is self.customer else self.list

    @property
    def customer_id(self) -> int | None:
        """The customer whom a new conversation would be about."""
        return self.customer.state.customer_id if self.shown is self.customer else self.list.chosen()

    def show_list(self) -> None:
        """Bring the list to the front."""
        self.deck.setCurrentWidget(self.list)
        self._tell_for()

    def show_customer(self) -> None:
        """Bring the customer's page to the front."""
        self.deck.setCurrentWidget(self.customer)
        self._tell_for()

    def focus_filter(self) -> None:
        """Give the keyboard to the filter of what is shown (Ctrl+F)."""
        if self.shown is self.customer:
            self.customer.middle.focus_filter()
        else:
            self.list.focus_filter()

    def focus_start(self) -> None:
        """Give the keyboard to what is shown."""
        self.shown.focus_start()

    def fit(self, width: Width) -> None:
        super().fit(width)
        self.list.fit(width)
        self.customer.fit(width)

    def focus_pane(self, step: int) -> bool:
        return self.shown.focus_pane(step)

    def toggle_side(self) -> None:
        self.shown.toggle_side()

    def _tell_for(self) -> None:
        shown = self.shown
        self.tell(shown.hints, shown.status, shown.title)

    def _ask_for_name(self) -> None:
        sheet = CustomerSheet(self)
        sheet.asked.connect(self.add_asked)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
