"""Small painted marks: chips, avatars, key hints, meters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mcr_desktop.domain.people import initials
from mcr_desktop.ui.colours import Tone, colours_of, face
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.pen import write_line
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import dress, tip

FIXED = QSizePolicy.Policy.Fixed
SINGLE_LINE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)


def painter_on(widget: QWidget) -> QPainter:
    """A painter with smooth edges and the widget's own font."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(widget.font())
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return painter


def fill_round(
    painter: QPainter, box: QRectF, radius: float, fill: str, edge: str = "", width: float = 1.0
) -> None:
    """A rounded box with an optional edge drawn inside it."""
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge:
        painter.setPen(QPen(QColor(edge), width))
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def round_off(window: QWidget, radius: float = 12.0) -> None:
    """Cut the corners of a frameless window where the screen may have nobody to blend them."""
    if QGuiApplication.platformName() == "xcb":
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(window.rect()), radius, radius)
        window.setMask(QRegion(shape.toFillPolygon().toPolygon()))


def paint_window(window: QWidget, radius: float = 12.0) -> None:
    """The face of a frameless window; where nobody blends its corners, they have the colour of its edge."""
    painter, colours = painter_on(window), colours_of(window)
    if QGuiApplication.platformName() == "xcb":
        painter.fillRect(window.rect(), QColor(colours.border_btn))
    fill_round(painter, QRectF(window.rect()), radius, colours.surface, colours.border_btn)


def paint_focus(painter: QPainter, widget: QWidget, radius: float = 8.0) -> None:
    """The ring that shows where the keyboard is."""
    fill_round(painter, QRectF(widget.rect()), radius, "", colours_of(widget).focus, 2.0)


def reads_left(widget: QWidget) -> bool:
    """Whether people read from right to left here."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


class Chip(QWidget):
    """A short word on a tint, with an icon so that colour is never alone."""

    def __init__(
        self, text: str, tone: Tone = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        dress(self, "chip")
        self.setSizePolicy(FIXED, FIXED)
        self.setAccessibleName(text)

    def show_words(self, text: str, tone: Tone | None = None, icon: str | None = None) -> None:
        """Show another word, tone and icon; hidden when there is no word."""
        self._text, self._tone = text, tone or self._tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        icon = metrics.height() * 0.85 + 4 if self._icon else 0
        return QSize(round(metrics.horizontalAdvance(self._text) + icon + 17), round(metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        box, metrics = QRectF(self.rect()), QFontMetricsF(self.font())
        edge = colours.border if colours.is_plain else ""
        fill_round(painter, box, box.height() / 2, colours.soft(self._tone), edge)
        inner, ink = box.adjusted(8, 0, -8, 0), colours.ink(self._tone)
        if self._icon:
            side = metrics.height() * 0.85
            spot = QRectF(inner.left(), 0, side, box.height())
            if reads_left(self):
                spot.moveRight(inner.right())
                inner.setRight(spot.left() - 4)
            else:
                inner.setLeft(spot.right() + 4)
            paint_icon(painter, self._icon, spot, ink, mirrored=reads_left(self))
        painter.setPen(QColor(ink))
        painter.drawText(inner, SINGLE_LINE, self._text)


class KeyHint(QWidget):
    """A key in a small box, as in the status line."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        dress(self, "key")
        self.setSizePolicy(FIXED, FIXED)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        return QSize(round(metrics.horizontalAdvance(self._key) + 11), round(metrics.height() + 5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        edge = colours.border if colours.is_plain else ""
        fill_round(painter, QRectF(self.rect()), 4, colours.neutral_soft, edge)
        painter.setPen(QColor(colours.text2))
        painter.drawText(QRectF(self.rect()), SINGLE_LINE, self._key)


class Avatar(QWidget):
    """The initials of a person (round) or a customer (square), in a colour that belongs to the name."""

    def __init__(
        self, name: str, size: float = 24, *, square: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._size, self._square = name, size, square
        self.setSizePolicy(FIXED, FIXED)
        self.setAccessibleName(name)
        tip(self, name)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        tip(self, name)
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._size * text_factor())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        paint_avatar(painter, QRectF(self.rect()), self._name, self, square=self._square)


def paint_avatar(painter: QPainter, box: QRectF, name: str, widget: QWidget, *, square: bool) -> None:
    """Draw the avatar of this name into a square box."""
    colours = colours_of(widget)
    ground, ink = face(name, colours)
    side = min(box.width(), box.height())
    radius = max(4.0, side * 0.18) if square else side / 2
    fill_round(painter, box, radius, ground, colours.border if colours.is_plain else "")
    font = QFont(widget.font())
    font.setPixelSize(max(7, round(side * 0.38)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, SINGLE_LINE, initials(name))


class Meter(QWidget):
    """A thin bar that is full in part: freshness, progress, share."""

    def __init__(self, share: float = 0.0, tone: Tone = "accent", words: str = "", width: int = 64) -> None:
        super().__init__()
        self._share, self._tone, self._width = share, tone, width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, FIXED)
        self.setAccessibleName(words)

    def show_share(self, share: float, tone: Tone | None = None, words: str = "") -> None:
        self._share, self._tone = min(1.0, max(0.0, share)), tone or self._tone
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._width, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self._width), 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = painter_on(self), colours_of(self)
        box = QRectF(0, (self.height() - 5) / 2, self.width(), 5)
        edge = colours.border if colours.is_plain else ""
        fill_round(painter, box, 2.5, colours.neutral_soft, edge)
        if self._share <= 0:
            return
        part = QRectF(box)
        part.setWidth(max(5.0, box.width() * min(1.0, self._share)))
        if reads_left(self):
            part.moveRight(box.right())
        fill_round(painter, part, 2.5, colours.ink(self._tone))


class Tile(QWidget):
    """An icon on a tinted square, beside an alert; round on a timeline."""

    def __init__(self, icon: str, tone: Tone = "neutral", size: float = 32, *, round_: bool = False) -> None:
        super().__init__()
        self._icon, self._tone, self._size, self._round = icon, tone, size, round_
        self.setSizePolicy(FIXED, FIXED)

    def sizeHint(self) -> QSize:
        side = round(self._size * text_factor())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tile(painter_on(self), QRectF(self.rect()), self._icon, self._tone, self, round_=self._round)


def paint_tile(
    painter: QPainter, box: QRectF, icon: str, tone: Tone, widget: QWidget, *, round_: bool = False
) -> None:
    """Draw an icon on its tint."""
    colours = colours_of(widget)
    fill_round(painter, box, box.width() / 2 if round_ else 7, colours.soft(tone))
    side = box.width() * 0.5
    inner = QRectF(0, 0, side, side)
    inner.moveCenter(box.center())
    paint_icon(painter, icon, inner, colours.ink(tone), mirrored=reads_left(widget))


class Hairline(QWidget):
    """A line of one pixel between things."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self._upright = upright
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(colours_of(self).border))


class StageLine(QWidget):
    """Steps from first to last with the present one marked: done, now, and still to come."""

    def __init__(self, stages: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages = stages
        self._details: tuple[str, ...] = ("",) * len(stages)
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, FIXED)

    def show_stage(self, now: int, details: tuple[str, ...] = ()) -> None:
        """Stages before `now` are done; details stand below each name."""
        self._now = now
        self._details = details + ("",) * (len(self._stages) - len(details))
        stage = self._stages[min(now, len(self._stages) - 1)]
        self.setAccessibleName(f"Step {min(now + 1, len(self._stages))} of {len(self._stages)}: {stage}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        lines = 2 if any(self._details) else 1
        return QSize(
            round(len(self._stages) * 112 * text_factor()),
            round(24 * text_factor() + 6 + metrics.height() * lines),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(len(self._stages) * 60, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        step = self.width() / len(self._stages)
        for number in range(len(self._stages)):
            left = self.width() - (number + 1) * step if reads_left(self) else number * step
            self._paint_stage(painter, number, QRectF(left, 0, step, self.height()))

    def _paint_stage(self, painter: QPainter, number: int, box: QRectF) -> None:
        colours, side = colours_of(self), 24 * text_factor()
        done, now = number < self._now, number == self._now
        back = reads_left(self)
        circle = QRectF(box.right() - side if back else box.left(), 0, side, side)
        if number + 1 < len(self._stages):
            start, end = (
                (circle.left() - 4, box.left() + 4) if back else (circle.right() + 4, box.right() - 4)
            )
            painter.setPen(QPen(QColor(colours.accent if done else colours.border), 2 if done else 1.5))
            painter.drawLine(QPointF(start, side / 2), QPointF(end, side / 2))
        if done:
            fill_round(painter, circle, side / 2, colours.accent)
            paint_icon(painter, "check", circle.adjusted(5, 5, -5, -5), colours.on_accent)
        else:
            fill_round(painter, circle, side / 2, "", colours.accent if now else colours.border_strong, 2)
            self._write(
                painter,
                circle,
                str(number + 1),
                colours.accent if now else colours.text3,
                bold=True,
                centre=True,
            )
        height = QFontMetricsF(self.font()).height()
        name = QRectF(box.left(), side + 6, box.width() - 6, height)
        self._write(painter, name, self._stages[number], colours.text, bold=now)
        self._write(painter, name.translated(0, height), self._details[number], colours.text2)

    def _write(
        self, painter: QPainter, box: QRectF, text: str, ink: str, *, bold: bool = False, centre: bool = False
    ) -> None:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        write_line(painter, box, text, back=reads_left(self), along="middle" if centre else "start")
