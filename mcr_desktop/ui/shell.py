"""The main window: menu bar, sidebar, the places one above the other, status line.

It shows at once with places that are still empty; presenters are attached when the rest has been imported.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent

from mcr_desktop.ui.frame import USUAL, Frame
from mcr_desktop.ui.history import History, Visit
from mcr_desktop.ui.memory import WindowMemory
from mcr_desktop.ui.page import Page
from mcr_desktop.ui.theme import Look


class Shell(Frame):
    """The window and its six places."""

    visited = Signal(str, object)
    """A place was opened, with what is to be open there (a customer's id) or None."""
    closed = Signal()

    def __init__(self, look: Look, memory: Path | None = None) -> None:
        super().__init__(look)
        self.memory = WindowMemory(memory)
        self.history = History()
        self.may_close: Callable[[], bool] = lambda: True
        self._focus_due = self._just_opened = True
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

    def add_place(self, place: str, icon: str, page: Page, title: str = "") -> None:
        """Add a place to the sidebar and the stack; its key is Ctrl and its number."""
        self.places[place] = page
        self.titles[place] = title or page.title
        self.sidebar.add_place(place, self.titles[place], icon, f"Ctrl {len(self.places)}")
        self.stack.addWidget(page)
        page.go.connect(self.show_place)
        page.told.connect(self._told)

    def allow_place(self, place: str, allowed: bool) -> None:
        """Show a place only to those whose work it is; others do not see it at all."""
        self.sidebar.places[place].setVisible(allowed)
        if not allowed and self.place == place:
            self.show_place(next(iter(self.places)))

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
            self.resize(USUAL)
        visit = self.memory.visit()
        self.memory.restore_widths(self)
        self.show_place(first)
        if visit is not None and visit != Visit(first):
            self.show_place(visit.place, visit.detail)

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
        if visit is None or page is None:
            return
        self.stack.setCurrentWidget(page)
        self.sidebar.show_place(visit.place)
        self.menus.show_place(visit.place)
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
