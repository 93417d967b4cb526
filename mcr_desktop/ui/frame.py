"""The frame of the window: menu bar, sidebar, status line, and how they fold where room is short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from mcr_desktop.ui.cards import column, line
from mcr_desktop.ui.commands import Commands
from mcr_desktop.ui.icons import window_icon
from mcr_desktop.ui.marks import Hairline
from mcr_desktop.ui.menus import Menus
from mcr_desktop.ui.notices import Toasts
from mcr_desktop.ui.page import Page, Width
from mcr_desktop.ui.palette import Palette
from mcr_desktop.ui.sidebar import Sidebar
from mcr_desktop.ui.statusline import StatusLine
from mcr_desktop.ui.theme import Look, Theme, text_factor

SMALLEST = QSize(720, 450)
USUAL = QSize(1440, 900)


class Frame(QMainWindow):
    """Everything of the window that stays while places change."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.commands = Commands()
        self.places: dict[str, Page] = {}
        self.titles: dict[str, str] = {}
        self.sidebar = Sidebar()
        self.status_line = StatusLine()
        self.stack = QStackedWidget()
        self.waiting = Page("")
        self.stack.addWidget(self.waiting)
        self.menus = Menus(self)
        self.palette_box = Palette(self)
        self.toasts = Toasts(self)
        self._side_wanted: bool | None = None
        self._lay_out()
        look.changed.connect(self._theme_changed)
        self._theme_changed(look.theme)

    def install(self, commands: Commands) -> None:
        """Offer these commands in the menu bar and by their keys."""
        self.commands = commands
        self.menus.show_commands(commands)

    def toggle_sidebar(self) -> None:
        """Fold the sidebar into a rail, or unfold it."""
        self._side_wanted = self.sidebar.width() < 100
        self._fit()

    def change_text(self, by: int) -> None:
        """Text larger (10) or smaller (-10) per cent; 0 is the usual size."""
        self.look.set_text(self.look.text_percent + by if by else 100)

    def open_palette(self, typed: str = "") -> None:
        """One box for everything."""
        self.palette_box.start(typed)

    def sizeHint(self) -> QSize:
        return USUAL

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.centralWidget() is not None:
            self._fit()

    def width_class(self) -> Width:
        """How much room there is, counted in text of the present size."""
        return Width.of(self.width() / text_factor())

    def _fit(self) -> None:
        width = self.width_class()
        whole = width >= Width.MEDIUM if self._side_wanted is None else self._side_wanted
        self.sidebar.show_rail(not whole)
        for page in self.places.values():
            page.fit(width)

    def _theme_changed(self, theme: Theme) -> None:
        self.setWindowIcon(window_icon(theme.colours.accent))
        self._fit()

    def _lay_out(self) -> None:
        middle = line(self.sidebar, Hairline(upright=True), column(self.stack, self.status_line), spacing=0)
        centre = QWidget()
        centre.setLayout(middle)
        self.setCentralWidget(centre)
        self.setMinimumSize(SMALLEST)
        self.setContextMenuPolicy(self.contextMenuPolicy().NoContextMenu)
