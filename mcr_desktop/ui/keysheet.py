"""The sheet of keys (?): what works in this view, and everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mcr_desktop.ui.buttons import ActionButton
from mcr_desktop.ui.cards import Scroll, column, line
from mcr_desktop.ui.commands import Commands
from mcr_desktop.ui.keys import key_words
from mcr_desktop.ui.marks import KeyHint
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.page import Hints
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import words


class KeySheet(Sheet):
    """Two columns: keys of this view, and keys of the whole window by menu."""

    def __init__(self, parent: QWidget, commands: Commands, hints: Hints) -> None:
        super().__init__(parent, parent.tr("Keys"), "key")
        here = _listed(self.tr("In this view"), hints)
        everywhere = _listed(
            self.tr("Everywhere"), tuple((key_words(each.key), each.title) for each in commands if each.key)
        )
        both = line(here, everywhere, spacing=40)
        both.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = Scroll(both, margins=(4, 4, 12, 4))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(self.tr("Keys"))
        scroll.setMinimumHeight(round(360 * min(1.4, text_factor())))
        self.body.addWidget(scroll)
        close = self.add_button(ActionButton(self.tr("Close"), key="Esc"))
        close.clicked.connect(self.accept)


def _listed(title: str, hints: Hints) -> QVBoxLayout:
    rows = [line(KeyHint(key), words(does, "body"), 1, spacing=10) for key, does in hints]
    return column(words(title, "group"), *rows, 1, spacing=6)
