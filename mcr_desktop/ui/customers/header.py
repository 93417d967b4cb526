"""The head of a customer's page: who they are, who of us looks after them, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from mcr_desktop.domain.customers import AssignmentRow, CustomerHeader, Part
from mcr_desktop.ui.names import first_name
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Chip,
    IconButton,
    PageHeader,
    clear,
    column,
    line,
    tip,
    unmarked,
    words,
)

MOST_FACES = 4
MenuItem = tuple[str, str, Callable[[], None]]


class TeamBlock(QWidget):
    """The faces of those who look after a customer, and who leads."""

    def __init__(self) -> None:
        super().__init__()
        self._faces = line(spacing=4)
        self._leads = words("", "medium")
        title = words(self.tr("Their team here"), "meta")
        self.setLayout(column(title, line(self._faces, self._leads, spacing=8), spacing=4))

    def present(self, assignments: tuple[AssignmentRow, ...]) -> None:
        """Show these people."""
        clear(self._faces)
        people = list(dict.fromkeys(each.user for each in assignments))
        for name in people[:MOST_FACES]:
            self._faces.addWidget(Avatar(name, 24))
        managers = [each.user for each in assignments if each.part is Part.MANAGER]
        more = f"+{len(people) - MOST_FACES} " if len(people) > MOST_FACES else ""
        leads = self.tr("Nobody leads")
        if managers:
            leads = self.tr("{who} leads").format(who=first_name(managers[0]))
        self._leads.setText(f"{more}{leads}")
        told = "\n".join(f"{each.user}: {each.part.value}" for each in assignments)
        tip(self, told)
        self.setAccessibleName(f"{self.tr('Their team here')}: {told.replace(chr(10), ', ')}")


class CustomerHead(PageHeader):
    """Avatar, name, fence, and the actions."""

    back = Signal()
    prepare = Signal()
    log = Signal()
    complaint = Signal()
    review = Signal()

    def __init__(self) -> None:
        self.back_button = IconButton("", "chevron-left", key="Alt+Left")
        self.avatar = Avatar("", 48, square=True)
        before = QWidget()
        before.setLayout(line(self.back_button, self.avatar, spacing=8))
        super().__init__("", "", before)
        self.layout().setContentsMargins(12, 12, 16, 12)  # type: ignore[union-attr]
        self.back_button.setAccessibleName(self.tr("Back to all customers"))
        tip(self.back_button, self.tr("Back to all customers (Alt+Left)"))
        self.back_button.clicked.connect(self.back)
        self.fence = Chip("", "accent", "fence")
        self.under_title.insertWidget(0, self.fence)
        self.team = TeamBlock()
        self.prepare_button = ActionButton(self.tr("Prepare"), "notebook-pen", key="Ctrl E")
        self.prepare_button.clicked.connect(self.prepare)
        self.log_button = ActionButton(
            self.tr("Log conversation"), "message-square-plus", manner="primary", key="Ctrl N"
        )
        self.log_button.clicked.connect(self.log)
        self.more = IconButton(self.tr("More about this customer"), "ellipsis")
        self.more.clicked.connect(self._open_menu)
        self._items: list[MenuItem] = []
        self._readable, self._has_team, self._narrow = True, False, False
        for each in (self.team, self.prepare_button, self.log_button, self.more):
            self.add_action(each)

    def add_item(self, title: str, key: str, do: Callable[[], None]) -> None:
        """Offer something more in the menu."""
        self._items.append((title, key, do))

    def present(self, header: CustomerHeader, *, readable: bool) -> None:
        """Show this customer; of one behind the fence only the name and the fence."""
        self.avatar.show_name(header.name)
        self.say(header.name, _subtitle(header) if readable else "")
        self.fence.show_words(self.tr("Valued customer") if header.fence.fenced else "")
        self.team.present(header.assignments)
        self._readable, self._has_team = readable, bool(header.assignments)
        self._show_actions()

    def fold(self, *, narrow: bool) -> None:
        """Keep only what fits: the rest is in the menu."""
        self._narrow = narrow
        self._show_actions()

    def _show_actions(self) -> None:
        """What folds away is hidden, so that the keyboard does not stop at it unseen."""
        for each in (self.log_button, self.more):
            each.setVisible(self._readable)
        self.prepare_button.setVisible(self._readable and not self._narrow)
        self.team.setVisible(self._readable and self._has_team and not self._narrow)

    def menu(self) -> QMenu:
        """Everything that can be done from here."""
        menu = QMenu(self)
        own: list[MenuItem] = [
            (self.tr("Prepare a conversation"), "Ctrl+E", self.prepare.emit),
            (self.tr("Log a conversation"), "Ctrl+N", self.log.emit),
            (self.tr("Log a complaint"), "Ctrl+Shift+C", self.complaint.emit),
            (self.tr("Account review"), "", self.review.emit),
        ]
        for title, key, do in [*own, *self._items]:
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(unmarked(f"{title}\t{shown}" if key else title))
            action.triggered.connect(lambda _=False, do=do: do())
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = self.more.rect().bottomLeft() if back else self.more.rect().bottomRight()
        place = self.more.mapToGlobal(corner)
        if not back:
            place.setX(place.x() - menu.sizeHint().width())
        menu.popup(place)


def _subtitle(header: CustomerHeader) -> str:
    parts = [header.segment, header.region, header.parent]
    if header.since is not None:
        parts.append(f"with us since {header.since.year}")
    return " · ".join(part for part in parts if part)
