"""The main window: menu bar, sidebar, the places one above the other, status line.

It shows at once with places that are still empty; the pages behind the first one and all presenters come
when the rest has been imported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent

from mcr_desktop.ui.frame import USUAL, Frame
from mcr_desktop.ui.history import History, Visit
from mcr_desktop.ui.memory import WindowMemory
from mcr_desktop.ui.page import Page
from mcr_desktop.ui.theme import Look

TITLE_BAR = 40
"""What the desktop may put above the window; how high that is shows only when it stands there."""


class Shell(Frame):
    """The window and its six places."""

    visited = Signal(str, object)
    """A place was opened, with what is to be open there (a customer's id) or None."""
    closed = Signal()
    painted = Signal()
    """The window is on the screen for the first time."""

    def __init__(self, look: Look, memory: Path | None = None) -> None:
        super().__init__(look)
        self.memory = WindowMemory(memory)
        self.history = History()
        self.may_close: Callable[[], bool] = lambda: True
        self._focus_due = self._just_opened = True
        self._was_painted = False
        self.sidebar.place_chosen.connect(self.show_place)
        self.sidebar.customer_chosen.connect(lambda customer: self.show_place("customers", customer))

    @property
    def place(self) -> str:
        """Which place is shown."""
        return self.history.now.place if self.history.now is not None else ""

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.places.get(self.place)

    def add_place(self, place: str, icon: str, page: Page | None, title: str = "") -> None:
        """Add a place to the sidebar; its key is Ctrl and its number.  Without a page it is filled later."""
        self.titles[place] = title or (page.title if page is not None else place)
        self.sidebar.add_place(place, self.titles[place], icon, f"Ctrl {len(self.titles)}")
        if page is not None:
            self.fill_place(place, page)

    def fill_place(self, place: str, page: Page) -> None:
        """Give a place its page; if somebody waits there, it is shown."""
        self.places[place] = page
        self.stack.addWidget(page)
        page.go.connect(self.show_place)
        page.told.connect(self._told)
        if place == self.place:
            self._present()

    def allow_place(self, place: str, allowed: bool) -> None:
        """Show a place only to those whose work it is; others do not see it at all."""
        self.sidebar.places[place].setVisible(allowed)
        if not allowed and self.place == place:
            self.show_place(next(iter(self.titles)))

    def show_place(self, place: str, detail: object = None) -> None:
        """Open a place, and something in it."""
        button = self.sidebar.places.get(place)
        if button is None or button.isHidden():
            return
        self.history.visit(Visit(place, detail))
        self._present()

    def step_history(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        if self.history.step(by) is not None:
            self._present()

    def step_pane(self, by: int) -> None:
        """Give the keyboard to the next pane (1) or the one before (-1): sidebar, then the page's."""
        page = self.page
        if page is not None and page.focus_pane(by):
            return
        self.sidebar.focus_first()

    def toggle_side_pane(self) -> None:
        """Open or close the pane at the far side of the page."""
        if self.page is not None:
            self.page.toggle_side()

    def restore(self, first: str) -> None:
        """Stand where the window stood, with the same place open; `first` when it is new."""
        if not self.memory.restore_window(self):
            room = self.screen().availableSize() - QSize(0, TITLE_BAR)
            self.resize(USUAL.boundedTo(room))
        visit = self.memory.visit()
        self.restore_widths()
        self.show_place(first)
        if visit is not None and visit != Visit(first):
            self.show_place(visit.place, visit.detail)

    def restore_widths(self) -> None:
        """Give panes and table columns the widths they had; again for pages that have come since."""
        self.memory.restore_widths(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)  # what is painted now is handed to the screen first

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._told()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.memory.keep_window(self, self.history.now)
        self.closed.emit()
        super().closeEvent(event)

    def _present(self) -> None:
        visit, page = self.history.now, self.page
        if visit is None:
            return
        self.sidebar.show_place(visit.place)
        self.menus.show_place(visit.place)
        if page is None:
            self.waiting.header.say(self.titles[visit.place])
            self.stack.setCurrentWidget(self.waiting)
            self.setWindowTitle(f"{self.titles[visit.place]} · MCR Desktop")
            return
        self.stack.setCurrentWidget(page)
        page.fit(self.width_class())
        self._focus_due = self._just_opened = True
        self._told()
        self.visited.emit(visit.place, visit.detail)

    def _told(self) -> None:
        page = self.page
        if page is None:
            return
        self.status_line.show_hints(page.hints)
        self.status_line.say(page.status)
        self.setWindowTitle(f"{page.title} · MCR Desktop")
        self._take_up(page)

    def _take_up(self, page: Page) -> None:
        """Give the keyboard to a place that was opened, as soon as it has something to give it to."""
        if not self._focus_due or not self.isVisible():
            return
        focused = self.focusWidget()
        if (
            focused is not None
            and focused.hasFocus()
            and page.isAncestorOf(focused)
            and not self._just_opened
        ):
            self._focus_due = False  # somebody has gone on by hand
        elif page.focus_body():
            self._focus_due = False
        else:
            self.sidebar.focus_first()
        self._just_opened = False
