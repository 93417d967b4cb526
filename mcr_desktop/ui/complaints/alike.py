"""Kinds whose names look like one and the same thing: a person decides, key by key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcr_desktop.domain.trends import SameKind
from mcr_desktop.ui.complaints.asks import KeepApart, Merge
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.parts import ActionButton, column, line, words


class AlikeLine(QWidget):
    """'Claim Delay' and 'Claim Delays' look alike: merge them, or keep them apart."""

    asked = Signal(object)

    def __init__(self, same: SameKind) -> None:
        super().__init__()
        *others, first = reversed(same.kinds)
        names = self.tr(" and ").join(f"“{kind}”" for kind in same.kinds)
        merge = ActionButton(self.tr("Merge"), "check", small=True)
        apart = ActionButton(self.tr("Keep apart"), manner="quiet", small=True)
        for button, what in ((merge, self.tr("Merge")), (apart, self.tr("Keep apart"))):
            button.setAccessibleName(f"{what}: {names}")
        merge.clicked.connect(lambda: self.asked.emit(Merge((*others, first))))
        apart.clicked.connect(lambda: self.asked.emit(KeepApart(same.kinds)))
        told = words(self.tr("{kinds} look alike.").format(kinds=names), "body", wrap=True)
        self.setLayout(column(told, line(merge, apart, 1, spacing=6), spacing=6))


class AlikeKinds(QWidget):
    """Every such pair, below the alerts."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        lines = column(spacing=12)
        self._lines: Kept[SameKind] = Kept(lines, self._line, lambda same: same.kinds)
        title = words(self.tr("One thing under two names?"), "group")
        self.setLayout(column(title, lines, spacing=6, margins=(16, 8, 12, 8)))

    def present(self, same: tuple[SameKind, ...]) -> None:
        """Show the first few that wait for an answer."""
        self.setVisible(bool(same))
        self._lines.show(same[:3])

    def _line(self, same: SameKind) -> AlikeLine:
        row = AlikeLine(same)
        row.asked.connect(self.asked)
        return row
