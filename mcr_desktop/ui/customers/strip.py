"""Thirty days of contact as thirty small bars: ours, theirs, and the days of rest between."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.conversations import ContactPressure
from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.dates import short_day
from mcr_desktop.ui.marks import fill_round, paint_focus, painter_on, reads_left
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import plain_tip

TALL, GAP = 22.0, 2.0


class ContactStrip(QWidget):
    """Bars of the last thirty days; every bar says its day when pointed at, the whole is said in words."""

    def __init__(self) -> None:
        super().__init__()
        self._pressure = ContactPressure()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Contact in the last thirty days"))

    def show_pressure(self, pressure: ContactPressure) -> None:
        """Draw these days."""
        self._pressure = pressure
        self.setAccessibleDescription(self._spoken())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(220 * text_factor()), round((TALL + 4) * text_factor()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self._words_at(event.pos().x())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        edge = colours.border if colours.neutral_soft == colours.surface else ""
        for at in range(len(self._pressure.ours)):
            box = self._bar(at)
            ours, theirs = self._pressure.ours[at], self._theirs(at)
            if not ours and not theirs:
                fill_round(painter, box, 1.5, colours.neutral_soft, edge)
                continue
            split = box.height() * theirs / (ours + theirs)
            upper = box.adjusted(0, 0, 0, -split)
            lower = QRectF(box.left(), upper.bottom(), box.width(), split)
            if ours:
                fill_round(painter, upper, 1.5, colours.accent)
            if theirs:
                fill_round(painter, lower, 1.5, colours.border_strong)
        if self.hasFocus():
            paint_focus(painter, self, 4)

    def _bar(self, at: int) -> QRectF:
        count = len(self._pressure.ours)
        step = (self.width() - 2) / max(1, count)
        place = count - 1 - at if reads_left(self) else at
        return QRectF(1 + place * step, 2, max(1.0, step - GAP), self.height() - 4)

    def _theirs(self, at: int) -> int:
        return self._pressure.theirs[at] if at < len(self._pressure.theirs) else 0

    def _words_at(self, x: float) -> str:
        for at in range(len(self._pressure.ours)):
            if self._bar(at).left() <= x < self._bar(at).right() + GAP:
                return self._day_words(at)
        return ""

    def _day_words(self, at: int) -> str:
        first = self._pressure.first_day or date.min
        day = first + timedelta(days=at)
        said = [f"{self._pressure.ours[at]} by us"] if self._pressure.ours[at] else []
        said += [f"{self._theirs(at)} by them"] if self._theirs(at) else []
        return f"{short_day(day, day)}: {', '.join(said) or 'no contact'}"

    def _spoken(self) -> str:
        ours, theirs = sum(self._pressure.ours), sum(self._pressure.theirs)
        if not ours and not theirs:
            return self.tr("No contact in the last thirty days.")
        days = [
            self._day_words(at)
            for at in range(len(self._pressure.ours))
            if self._pressure.ours[at] or self._theirs(at)
        ]
        total = counted(ours + theirs, self.tr("contact"), self.tr("contacts"))
        return f"{total}, {ours} started by us and {theirs} by them. {'; '.join(days)}."
