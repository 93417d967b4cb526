"""Names offered while somebody types @ and letters; the text keeps the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from mcr_desktop.domain.customers import Named
from mcr_desktop.domain.text import fold
from mcr_desktop.ui.cards import column
from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.marks import fill_round, painter_on
from mcr_desktop.ui.theme import text_factor

MOST = 6
FEWEST_LETTERS = 3
UNKNOWN = 0
"""The customer id of a name that nobody has yet: taking it adds the customer."""


def with_unknown(named: Sequence[Named], letters: str) -> tuple[Named, ...]:
    """These names, and last the letters themselves as a new customer, unless somebody is called that."""
    name = " ".join(letters.split())
    known = any(fold(each.name) == fold(name) for each in named)
    shown = tuple(named[: MOST - 1])
    return shown if known or len(name) < FEWEST_LETTERS else (*shown, Named(UNKNOWN, name))


class NameOffer(QFrame):
    """A short list below the cursor; Up and Down move, Enter or Tab takes, Esc leaves."""

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = LineList(self.tr("Customers and people"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _: self.take())
        self.setLayout(column(self.list, margins=(4, 6, 4, 6)))
        self._named: tuple[Named, ...] = ()
        self.hide()

    def show_named(self, named: tuple[Named, ...], below: QPoint) -> None:
        """Offer these at a place in the parent's coordinates; hidden when there are none."""
        self._named = named[:MOST]
        self.list.show_lines(self._line(at, each) for at, each in enumerate(self._named))
        self.list.choose_first()
        self.setVisible(bool(self._named))
        if not self._named:
            return
        scale, parent = text_factor(), self.parentWidget()
        tall = sum(self.list.sizeHintForRow(row) for row in range(self.list.model().rowCount()))
        self.resize(round(340 * scale), round(tall + 14))
        room = parent.rect() if parent is not None else self.rect()
        x = min(below.x(), max(0, room.width() - self.width() - 8))
        y = min(below.y(), max(0, room.height() - self.height() - 4))
        self.move(x, y)
        self.raise_()

    def steer(self, where: str) -> None:
        """Move up or down, take the one chosen, or leave."""
        if where == "take":
            self.take()
        elif where == "leave":
            self.hide()
        else:
            self.list.step(1 if where == "down" else -1)

    def take(self) -> None:
        """Take the name that is chosen."""
        chosen = self.list.chosen()
        self.hide()
        if isinstance(chosen, int):
            self.taken.emit(self._named[chosen])

    def _line(self, at: int, named: Named) -> Line:
        if named.customer_id == UNKNOWN:
            title = self.tr("Add “{name}”").format(name=named.name)
            return Line(at, title, self.tr("as a new customer"), tile="plus")
        person = named.contact_id is not None
        return Line(at, named.name, named.detail, avatar=named.name, square=not person)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self)
        fill_round(painter_on(self), QRectF(self.rect()), 10, colours.surface, colours.border_btn)
