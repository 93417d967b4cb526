"""The sheet of keys (?): what works in this view, and everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mcr_desktop.ui.buttons import ActionButton
from mcr_desktop.ui.cards import Scroll, column, fixed, line
from mcr_desktop.ui.commands import Commands
from mcr_desktop.ui.keys import key_words
from mcr_desktop.ui.marks import KeyHint
from mcr_desktop.ui.menus import menu_titles
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.page import Hints
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import words

KEY_WIDTH = 104
MOST_ROWS = 15
ROOM_FOR_COLUMNS = 1000


class KeySheet(Sheet):
    """Keys of this view, and keys of the whole window by menu; in columns where there is room."""

    def __init__(self, parent: QWidget, commands: Commands, hints: Hints, place: str = "") -> None:
        super().__init__(parent, parent.tr("Keys"), "key")
        lists = [(self.tr("In this view"), hints)] if hints else []
        for menu, title in menu_titles().items():
            here = (each for each in commands.of(menu) if each.key and each.context in ("window", place))
            keys = tuple((key_words(each.key), each.title) for each in here)
            lists += [(title.replace("&", ""), keys)] if keys else []
        roomy = parent.window().width() / text_factor() >= ROOM_FOR_COLUMNS
        rows = MOST_ROWS if roomy else sum(len(keys) + 1 for _, keys in lists)
        beside = line(*(column(*each, 1, spacing=16) for each in _columns(lists, rows)), spacing=32)
        beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = Scroll(beside, margins=(4, 4, 12, 4), surface="surface")
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.tr("Keys"))
        scroll.setMinimumHeight(round(440 * min(1.2, text_factor())))
        self.body.addWidget(scroll)
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        close.clicked.connect(self.accept)


def _columns(lists: list[tuple[str, Hints]], rows: int) -> list[list[QVBoxLayout]]:
    """The lists in order, as many below each other as fit into so many rows."""
    columns: list[list[QVBoxLayout]] = []
    left = 0
    for title, keys in lists:
        if left < len(keys) + 1:
            columns.append([])
            left = rows
        columns[-1].append(_listed(title, keys))
        left -= len(keys) + 1
    return columns


def _listed(title: str, hints: Hints) -> QVBoxLayout:
    rows = [line(fixed(line(KeyHint(key), 1), KEY_WIDTH), words(does), 1, spacing=8) for key, does in hints]
    return column(words(title, "group"), *rows, spacing=6)
