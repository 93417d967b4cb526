"""Paints one row of a list from its record: mark, title, chip, detail, state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mcr_desktop.ui.colours import Colours, colours_of
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.marks import fill_round, paint_avatar, paint_tile
from mcr_desktop.ui.pen import write_line
from mcr_desktop.ui.theme import text_factor

if TYPE_CHECKING:
    from mcr_desktop.ui.lists import Group, Line
    from mcr_desktop.ui.table import Index

LINE_ROLE = Qt.ItemDataRole.UserRole + 10
SIDE, ABOVE, GAP = 18, 9, 10
MARK, TICK = 28, 16
MOST_DETAIL_LINES = 2


def type_of(base: QFont, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The list's font in another of the theme's sizes."""
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * px / 13)
    font.setWeight(weight)
    return font


class LinePainter(QStyledItemDelegate):
    """Draws lines and group headings; all heights come from the font."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, view = index.data(LINE_ROLE), option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 240
        small = QFontMetricsF(type_of(option.font, 12)).height()
        if not _is_line(row):
            return QSize(width, round(small + (14 if index.row() == 0 else 26)))
        height = QFontMetricsF(type_of(option.font, 13)).height()
        if row.detail:
            lines = _wrapped(row.detail, type_of(option.font, 12), self._words_width(row, width))
            height += 2 + len(lines) * small
        if row.state:
            height += 2 + small
        least = MARK * text_factor() if row.tile or row.avatar else 0
        return QSize(width, round(max(height, least) + 2 * ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, view = index.data(LINE_ROLE), option.widget
        if not isinstance(view, QWidget):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(view)
        if _is_line(row):
            self._paint_line(painter, option, row, colours)
        else:
            self._paint_group(painter, option, row, colours)
        painter.restore()

    def tick_box(self, view: QWidget, rect: object) -> QRectF:
        """Where a press ticks the row: a target of at least 28 pixels."""
        box, side = QRectF(rect), TICK * text_factor()  # type: ignore[call-overload]
        target = QRectF(0, 0, max(32.0, side + 12), box.height())
        back = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        target.moveTop(box.top())
        if back:
            target.moveRight(box.right() - SIDE + 8)
        else:
            target.moveLeft(box.left() + SIDE - 8)
        return target

    def _words_width(self, row: Line, width: float) -> float:
        scale, used = text_factor(), 2.0 * SIDE
        used += (TICK + GAP) * scale if row.checked is not None else 0
        used += (MARK + GAP) * scale if row.tile or row.avatar else 0
        return max(60.0, width - used)

    def _paint_group(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Group, colours: Colours
    ) -> None:
        font = type_of(option.font, 12, QFont.Weight.DemiBold)
        box = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, -5)
        _write(painter, box, row.title, font, colours.text3, option.direction, Qt.AlignmentFlag.AlignBottom)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Line, colours: Colours
    ) -> None:
        view, box = option.widget, QRectF(option.rect)
        field = box.adjusted(8, 1, -8, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            fill_round(painter, field, 8, colours.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill_round(painter, field, 8, colours.hover)
        inner = self._paint_marks(painter, view, row, box.adjusted(SIDE, ABOVE, -SIDE, -ABOVE), colours)
        self._paint_words(painter, option, row, inner, colours)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            fill_round(painter, field, 8, "", colours.focus, 2)

    def _paint_marks(
        self, painter: QPainter, view: QWidget, row: Line, box: QRectF, colours: Colours
    ) -> QRectF:
        """Tick box, tile or avatar; returns what room is left for words."""
        scale = text_factor()
        back = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if row.checked is not None:
            side = TICK * scale
            spot, box = _cut(box, side, GAP * scale, back=back)
            _paint_tick(painter, _square(spot, side), colours, on=row.checked)
        if row.tile or row.avatar:
            side = MARK * scale
            spot, box = _cut(box, side, GAP * scale, back=back)
            spot = _square(spot, side, top=bool(row.detail and row.state))
            if row.avatar:
                paint_avatar(painter, spot, row.avatar, view, square=row.square)
            else:
                paint_tile(painter, spot, row.tile, row.tone, view)
        return box

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Line, box: QRectF, colours: Colours
    ) -> None:
        strong, small = type_of(option.font, 13, QFont.Weight.DemiBold), type_of(option.font, 12)
        height, lower = QFontMetricsF(strong).height(), QFontMetricsF(small).height()
        details = _wrapped(row.detail, small, box.width()) if row.detail else []
        used = height + (2 + len(details) * lower if details else 0) + (2 + lower if row.state else 0)
        y = box.top() + max(0.0, (box.height() - used) / 2)
        head = QRectF(box.left(), y, box.width(), height)
        self._paint_head(painter, option, row, head, colours)
        y += height + 2
        for text in details:
            _write(
                painter,
                QRectF(box.left(), y, box.width(), lower),
                text,
                small,
                colours.text2,
                option.direction,
            )
            y += lower
        if row.state:
            at = QRectF(box.left(), y + (2 if details else 0), box.width(), lower)
            if row.state_icon:
                spot, at = _cut(at, lower * 0.85, 5, back=option.direction == Qt.LayoutDirection.RightToLeft)
                paint_icon(painter, row.state_icon, _square(spot, spot.width()), colours.ink(row.tone))
            font = type_of(option.font, 12, QFont.Weight.Medium)
            _write(painter, at, row.state, font, colours.ink(row.tone), option.direction)

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Line, head: QRectF, colours: Colours
    ) -> None:
        back, small = option.direction == Qt.LayoutDirection.RightToLeft, type_of(option.font, 12)
        room = QRectF(head)
        if row.right:
            width = QFontMetricsF(small).horizontalAdvance(row.right) + 2
            spot, room = _cut(room, width, GAP, back=not back)
            _write(
                painter,
                QRectF(spot.left(), head.top(), width, head.height()),
                row.right,
                small,
                colours.text2,
                option.direction,
            )
        strong = type_of(option.font, 13, QFont.Weight.DemiBold)
        needed = min(QFontMetricsF(strong).horizontalAdvance(row.title) + 2, room.width())
        if row.chip:
            chip = type_of(option.font, 12, QFont.Weight.Medium)
            width = QFontMetricsF(chip).horizontalAdvance(row.chip) + 16
            needed = min(needed, room.width() - width - 8)
            x = room.right() - needed - 8 - width if back else room.left() + needed + 8
            spot = QRectF(x, head.center().y() - head.height() / 2 - 2, width, head.height() + 4)
            fill_round(painter, spot, spot.height() / 2, colours.soft(row.chip_tone))
            _write(painter, spot, row.chip, chip, colours.ink(row.chip_tone), option.direction, centred=True)
        title = QRectF(room.right() - needed if back else room.left(), head.top(), needed, head.height())
        _write(painter, title, row.title, strong, colours.text, option.direction)


def _is_line(row: object) -> bool:
    return hasattr(row, "checked")


def _cut(box: QRectF, width: float, gap: float, *, back: bool) -> tuple[QRectF, QRectF]:
    """Take a piece off the start of a box (its end when reading the other way); returns piece and rest."""
    x = box.right() - width if back else box.left()
    rest = box.adjusted(0, 0, -width - gap, 0) if back else box.adjusted(width + gap, 0, 0, 0)
    return QRectF(x, box.top(), width, box.height()), rest


def _square(spot: QRectF, side: float, *, top: bool = False) -> QRectF:
    """A square in a piece of a box: in its middle, or at its top."""
    y = spot.top() if top else spot.center().y() - side / 2
    return QRectF(spot.left(), y, side, side)


def _paint_tick(painter: QPainter, spot: QRectF, colours: Colours, *, on: bool) -> None:
    if on:
        fill_round(painter, spot, 4.5, colours.accent)
        paint_icon(painter, "check", spot.adjusted(2, 2, -2, -2), colours.on_accent)
    else:
        fill_round(painter, spot, 4.5, colours.surface, colours.border_strong, 1.6)


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    ink: str,
    direction: Qt.LayoutDirection,
    upright: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    *,
    centred: bool = False,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    back = direction == Qt.LayoutDirection.RightToLeft
    write_line(painter, box, text, back=back, along="middle" if centred else "start", upright=upright)


def _wrapped(text: str, font: QFont, width: float) -> list[str]:
    """Break into lines that fit; what is left after the last goes on it, to be cut there."""
    metrics, line = QFontMetricsF(font), ""
    lines: list[str] = []
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and len(lines) < MOST_DETAIL_LINES - 1 and metrics.horizontalAdvance(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines
