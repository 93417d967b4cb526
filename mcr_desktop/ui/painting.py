"""The chart's canvas on screen, and the widget that shows one chart to eyes, keys and screen readers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mcr_desktop.charts.canvas import Align, Chart, Ink, Point, Weight
from mcr_desktop.ui.colours import Colours, colours_of
from mcr_desktop.ui.marks import fill_round, paint_focus
from mcr_desktop.ui.notices import announce
from mcr_desktop.ui.theme import FAMILIES, text_factor
from mcr_desktop.ui.words import plain_tip

EDGE = 5.0
"""Room round the drawing for the focus ring."""
WEIGHTS: dict[Weight, QFont.Weight] = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "semibold": QFont.Weight.DemiBold,
}


def ink_of(ink: Ink, colours: Colours) -> str:
    """The colour that an ink has on screen; history is grey in every theme."""
    return colours.border_strong if ink == "history" else str(getattr(colours, ink))


@runtime_checkable
class Barred(Chart, Protocol):
    """A chart whose bars can be pointed at, one for each row of its table."""

    def bar_at(self, x: float, width: float) -> int | None:
        """Which bar is at this place."""

    def bar_box(self, index: int, width: float, height: float) -> tuple[float, float, float, float]:
        """Left, top, width and height of a bar."""

    def bar_words(self, index: int) -> str:
        """What a bar says."""


class ScreenCanvas:
    """The eight strokes on a QPainter."""

    def __init__(self, painter: QPainter, colours: Colours) -> None:
        self._painter, self._colours = painter, colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def line(self, start: Point, end: Point, ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        self._painter.setPen(self._pen(ink, width, dashed=dashed))
        self._painter.drawLine(QPointF(*start), QPointF(*end))

    def polyline(self, points: Sequence[Point], ink: Ink, width: float = 1.0) -> None:
        self._painter.setPen(self._pen(ink, width))
        corners = [QPointF(*point) for point in points]
        if width <= 1.0:
            self._painter.drawPolyline(corners)
            return
        # One antialiased polyline wider than a pixel takes thirty times as long as its parts.
        for start, end in pairwise(corners):
            self._painter.drawLine(start, end)

    def steps(self, points: Sequence[Point], ink: Ink, width: float = 1.0, *, dashed: bool = False) -> None:
        self._painter.setPen(self._pen(ink, width, dashed=dashed))
        for (x, y), (next_x, next_y) in pairwise(points):
            self._painter.drawLine(QPointF(x, y), QPointF(next_x, y))
            self._painter.drawLine(QPointF(next_x, y), QPointF(next_x, next_y))

    def bar(self, corner: Point, width: float, height: float, ink: Ink, *, radius: float = 0.0) -> None:
        fill_round(self._painter, QRectF(*corner, width, height), radius, ink_of(ink, self._colours))

    def hatch(self, corner: Point, width: float, height: float, ink: Ink) -> None:
        box = QRectF(*corner, width, height)
        self._painter.fillRect(box, QBrush(self._colour(ink), Qt.BrushStyle.BDiagPattern))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(self._pen(ink, 1.0))
        self._painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def disc(self, centre: Point, radius: float, ink: Ink, *, hollow: bool = False) -> None:
        self._painter.setPen(self._pen(ink, 1.5) if hollow else Qt.PenStyle.NoPen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush if hollow else self._colour(ink))
        self._painter.drawEllipse(QPointF(*centre), radius, radius)

    def text(
        self,
        at: Point,
        words: str,
        ink: Ink,
        size: float = 11.0,
        *,
        align: Align = "left",
        weight: Weight = "regular",
    ) -> None:
        width = self.text_width(words, size, weight=weight)
        left = at[0] - {"left": 0.0, "middle": width / 2, "right": width}[align]
        self._painter.setFont(_font(size, weight))
        self._painter.setPen(self._colour(ink))
        self._painter.drawText(QPointF(left, at[1]), words)

    def text_width(self, words: str, size: float = 11.0, *, weight: Weight = "regular") -> float:
        return QFontMetricsF(_font(size, weight)).horizontalAdvance(words)

    def _colour(self, ink: Ink) -> QColor:
        return QColor(ink_of(ink, self._colours))

    def _pen(self, ink: Ink, width: float, *, dashed: bool = False) -> QPen:
        pen = QPen(self._colour(ink), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashed else Qt.PenCapStyle.RoundCap)
        if dashed:
            pen.setDashPattern([3.0, 2.5])
        return pen


def _font(size: float, weight: Weight) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(max(1, round(size)))
    font.setWeight(WEIGHTS[weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class ChartView(QWidget):
    """One chart: Left and Right move over its bars and say them, Enter opens one, T shows it as a table."""

    drilled = Signal(int)
    """Enter or a click on a bar."""
    table_wanted = Signal()

    def __init__(self, name: str, height: int = 190) -> None:
        super().__init__()
        self._name, self._height = name, height
        self._chart: Chart | None = None
        self._bar: int | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart | None) -> None:
        """Draw this chart, or nothing."""
        self._chart, self._bar = chart, None
        self.setAccessibleDescription(chart.words() if chart is not None else "")
        self.update()

    def bar(self) -> int | None:
        """The bar where the keyboard or the pointer is."""
        return self._bar

    def sizeHint(self) -> QSize:
        return QSize(round(360 * text_factor()), round(self._height * text_factor()))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(200 * text_factor()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chart is not None:
            scale = text_factor()
            painter.save()
            painter.scale(scale, scale)
            painter.translate(EDGE, EDGE)
            self._chart.draw(ScreenCanvas(painter, colours_of(self)), *self._room())
            self._mark_bar(painter)
            painter.restore()
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._bars():
            self._move(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._bar is not None:
            self.drilled.emit(self._bar)
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.table_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._bar_under(event.position().x()))
        if self._bar is not None and isinstance(self._chart, Barred):
            QToolTip.showText(
                event.globalPosition().toPoint(), plain_tip(self._chart.bar_words(self._bar)), self
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        bar = self._bar_under(event.position().x())
        if bar is not None:
            self._point_at(bar)
            self.drilled.emit(bar)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def _room(self) -> tuple[float, float]:
        return self.width() / text_factor() - 2 * EDGE, self.height() / text_factor() - 2 * EDGE

    def _bars(self) -> int:
        if not isinstance(self._chart, Barred):
            return 0
        return max(0, len(self._chart.table()) - 1)

    def _bar_under(self, x: float) -> int | None:
        if not isinstance(self._chart, Barred):
            return None
        return self._chart.bar_at(x / text_factor() - EDGE, self._room()[0])

    def _move(self, by: int) -> None:
        count = self._bars()
        start = self._bar if self._bar is not None else (count if by < 0 else -1)
        self._point_at(min(count - 1, max(0, start + by)))
        if self._bar is not None and isinstance(self._chart, Barred):
            words = self._chart.bar_words(self._bar)
            self.setAccessibleName(f"{self._name}: {words}")
            announce(self, words)

    def _point_at(self, bar: int | None) -> None:
        if bar != self._bar:
            self._bar = bar
            self.update()

    def _mark_bar(self, painter: QPainter) -> None:
        if self._bar is None or not isinstance(self._chart, Barred):
            return
        left, _, width, _ = self._chart.bar_box(self._bar, *self._room())
        height = self._room()[1]
        if not math.isfinite(left):
            return
        box = QRectF(left - 3, 2, width + 6, height - 4)
        fill_round(painter, box, 5, "", colours_of(self).focus, 1.5)
