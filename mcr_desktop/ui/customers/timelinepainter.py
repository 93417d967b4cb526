"""Paints the timeline: a tile on a thread, who did what and when, the words, and marks below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mcr_desktop.ui.colours import Colours, Tone, colours_of
from mcr_desktop.ui.customers.moments import Moment
from mcr_desktop.ui.dates import moment as moment_words
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.linepainter import type_of
from mcr_desktop.ui.marks import fill_round, paint_tile
from mcr_desktop.ui.theme import text_factor

if TYPE_CHECKING:
    from mcr_desktop.ui.table import Index

MOMENT_ROLE = Qt.ItemDataRole.UserRole + 20
FRESH_ROLE = Qt.ItemDataRole.UserRole + 21
LAST_ROLE = Qt.ItemDataRole.UserRole + 22
SIDE, ABOVE, BELOW, TILE, GAP = 20.0, 7.0, 11.0, 28.0, 11.0
MOST_LINES = 12
_TONES: dict[str, Tone] = {"ok": "ok", "warn": "warn", "bad": "bad", "info": "info", "accent": "accent"}


@dataclass(frozen=True, slots=True)
class Shape:
    """How one moment lies in a width: where its words begin and how tall its parts are."""

    left: float
    width: float
    head: float
    lines: tuple[str, ...]
    line: float
    chip_rows: int
    chip: float

    @property
    def height(self) -> float:
        """Of all parts, without the space around them."""
        said = 3 + len(self.lines) * self.line if self.lines else 0
        chips = self.chip_rows * (self.chip + 4) + 3 if self.chip_rows else 0
        return max(TILE * text_factor(), self.head + said + chips)


class MomentPainter(QStyledItemDelegate):
    """Draws moments; every height comes from the font and the width of the list."""

    def __init__(self, view: QListView, today: date) -> None:
        super().__init__(view)
        self.today = today
        self._shapes: dict[tuple[object, ...], Shape] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, shown = option.widget, index.data(MOMENT_ROLE)
        width = view.viewport().width() if isinstance(view, QListView) else 400
        shape = self._shape(shown, option.font, width)
        return QSize(width, round(shape.height + ABOVE + BELOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, shown = option.widget, index.data(MOMENT_ROLE)
        if not isinstance(view, QListView):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text in its own direction
        box, colours = QRectF(option.rect), colours_of(view)
        self._paint_ground(painter, option, shown, index, colours)
        shape = self._shape(shown, option.font, view.viewport().width())
        self._paint_tile(painter, view, box, shown, colours, last=bool(index.data(LAST_ROLE)))
        pen = _Pen(painter, colours, option.font, box, back=_reads_left(option))
        y = box.top() + ABOVE
        self._paint_head(pen, shown, shape, y)
        self._paint_body(pen, shown, shape, y + shape.head + 3)
        painter.restore()

    def forget_shapes(self) -> None:
        """Measure anew: the font or the day has changed."""
        self._shapes.clear()

    def _shape(self, shown: Moment, font: QFont, width: int) -> Shape:
        key = (shown, font.key(), width)
        found = self._shapes.get(key)
        if found is None:
            if len(self._shapes) > 4000:
                self._shapes.clear()
            found = self._shapes[key] = _measured(shown, font, width)
        return found

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, shown: Moment, index: Index, colours: Colours
    ) -> None:
        field = QRectF(option.rect).adjusted(SIDE - 10, 0, -SIDE + 10, -2)
        has_keyboard = isinstance(option.widget, QWidget) and option.widget.hasFocus()
        if option.state & QStyle.StateFlag.State_Selected and has_keyboard:
            fill_round(painter, field, 8, colours.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill_round(painter, field, 8, colours.hover)
        edge = colours.accent if index.data(FRESH_ROLE) else colours.warn if shown.private else ""
        if edge:
            x = field.right() - 2 if _reads_left(option) else field.left()
            fill_round(painter, QRectF(x, field.top() + 4, 2, field.height() - 8), 1, edge)
        if option.state & QStyle.StateFlag.State_HasFocus and has_keyboard:
            fill_round(painter, field, 8, "", colours.focus, 2)

    def _paint_tile(
        self, painter: QPainter, view: QWidget, box: QRectF, shown: Moment, colours: Colours, *, last: bool
    ) -> None:
        side = TILE * text_factor()
        back = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = box.right() - SIDE - side if back else box.left() + SIDE
        spot = QRectF(x, box.top() + ABOVE - 2, side, side)
        if not last:
            thread = QRectF(spot.center().x() - 1, spot.bottom() + 3, 2, box.bottom() - spot.bottom())
            painter.fillRect(thread, QColor(colours.border))
        icon, tone = shown.mark()
        paint_tile(painter, spot, icon, tone, view, round_=True)

    def _paint_head(self, pen: _Pen, shown: Moment, shape: Shape, y: float) -> None:
        strong, plain = type_of(pen.font, 13, QFont.Weight.DemiBold), type_of(pen.font, 13)
        meta = type_of(pen.font, 12)
        when = moment_words(shown.head.at, self.today)
        room = shape.width - QFontMetricsF(meta).horizontalAdvance(when) - 8
        pen.write(shape.left + shape.width, y, when, meta, pen.colours.text2, shape.head, ends=True)
        if shown.private:
            side = shape.head * 0.8
            room -= side + 6
            pen.icon("lock", shape.left + room + 2, y + (shape.head - side) / 2, side, pen.colours.warn)
        used = pen.write(shape.left, y, shown.head.who, strong, pen.colours.text, shape.head, most=room)
        if room - used > 40:
            pen.write(
                shape.left + used + 5,
                y,
                shown.head.deed,
                plain,
                pen.colours.text2,
                shape.head,
                most=room - used - 5,
            )

    def _paint_body(self, pen: _Pen, shown: Moment, shape: Shape, y: float) -> None:
        plain = type_of(pen.font, 13)
        for text in shape.lines:
            pen.write(shape.left, y, text, plain, pen.colours.text, shape.line)
            y += shape.line
        x, y = shape.left, y + (4 if shape.lines else 1)
        for tag in shown.tags:
            width = _chip_width(tag.words, tag.icon, pen.font)
            if x > shape.left and x + width > shape.left + shape.width:
                x, y = shape.left, y + shape.chip + 4
            pen.chip(
                x,
                y,
                min(width, shape.width),
                shape.chip,
                tag.words,
                _TONES.get(tag.tone, "neutral"),
                tag.icon,
            )
            x += width + 7


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes into one row, from the side where people begin to read; x runs along the reading."""

    painter: QPainter
    colours: Colours
    font: QFont
    box: QRectF
    back: bool

    def write(
        self,
        x: float,
        y: float,
        text: str,
        font: QFont,
        ink: str,
        height: float,
        *,
        most: float | None = None,
        ends: bool = False,
    ) -> float:
        """Write one line that begins (or ends) at x; returns how wide it became."""
        metrics = QFontMetricsF(font)
        shown = text if most is None else metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
        width = metrics.horizontalAdvance(shown)
        start = x - width if ends else x
        self.painter.setFont(font)
        self.painter.setPen(QColor(ink))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        flags |= int(Qt.TextFlag.TextSingleLine)
        side = Qt.AlignmentFlag.AlignRight if self.back else Qt.AlignmentFlag.AlignLeft
        self.painter.drawText(self._spot(start, y, width + 2, height), flags | int(side), shown)
        return width

    def icon(self, name: str, x: float, y: float, side: float, ink: str) -> None:
        """Draw an icon."""
        paint_icon(self.painter, name, self._spot(x, y, side, side), ink, mirrored=self.back)

    def chip(self, x: float, y: float, width: float, height: float, text: str, tone: Tone, icon: str) -> None:
        """Draw a chip."""
        colours = self.colours
        edge = colours.border if colours.neutral_soft == colours.surface else ""
        fill_round(self.painter, self._spot(x, y, width, height), height / 2, colours.soft(tone), edge)
        inner = x + 8
        if icon:
            side = QFontMetricsF(type_of(self.font, 12)).height() * 0.85
            self.icon(icon, inner, y + (height - side) / 2, side, colours.ink(tone))
            inner += side + 4
        font = type_of(self.font, 12, QFont.Weight.Medium)
        self.write(inner, y, text, font, colours.ink(tone), height, most=x + width - inner - 6)

    def _spot(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.box.left() + self.box.right() - x - width if self.back else x
        return QRectF(left, y, width, height)


def _measured(shown: Moment, font: QFont, width: int) -> Shape:
    left = SIDE + TILE * text_factor() + GAP
    room = max(80.0, width - left - SIDE)
    plain = type_of(font, 13)
    metrics = QFontMetricsF(plain)
    lines = _wrapped(shown.text, plain, room)
    rows, x = 0, room + 1
    for tag in shown.tags:
        wide = _chip_width(tag.words, tag.icon, font)
        if rows == 0 or x + wide > room:
            rows, x = rows + 1, 0.0
        x += wide + 7
    chip = QFontMetricsF(type_of(font, 12, QFont.Weight.Medium)).height() + 6
    return Shape(left, room, metrics.height(), lines, metrics.height() + 0.5, rows, chip)


def _wrapped(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """The lines of a text in a width; what does not fit in the most lines ends in an ellipsis."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(_part(paragraph, line.textStart(), line.textLength()))
            if len(lines) > MOST_LINES:
                break
        layout.endLayout()
        if len(lines) > MOST_LINES:
            return (*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1].rstrip()} …")
    return tuple(lines) if text else ()


def _part(text: str, start: int, length: int) -> str:
    """A part of a text counted as Qt counts, in units of sixteen bits."""
    if text.isascii() or max(text, default=" ") <= "\uffff":
        return text[start : start + length].rstrip()
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip()


def _chip_width(text: str, icon: str, font: QFont) -> float:
    metrics = QFontMetricsF(type_of(font, 12, QFont.Weight.Medium))
    return metrics.horizontalAdvance(text) + 17 + (metrics.height() * 0.85 + 4 if icon else 0)


def _reads_left(option: QStyleOptionViewItem) -> bool:
    return option.direction == Qt.LayoutDirection.RightToLeft
