"""Lucide's line icons in any colour and size, sharp at every scale of the screen."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from mcr_desktop.config import resource
from mcr_desktop.ui.colours import Tone, colours_of
from mcr_desktop.ui.theme import text_factor

MIRRORED = frozenset(
    {"arrow-right", "arrow-up-right", "arrow-down-left", "chevron-left", "chevron-right", "log-out", "undo-2"}
)
"""Icons that point along the line of reading, and turn where people read from right to left."""


@lru_cache(maxsize=256)
def _drawing(name: str) -> bytes:
    path = resource(f"{name}.svg") if name == "logo" else resource("icons", f"{name}.svg")
    return path.read_bytes().replace(b'stroke-width="2"', b'stroke-width="1.7"')


def pixmap(name: str, colour: str, size: float, ratio: float = 1.0) -> QPixmap:
    """The icon as a square picture of so many logical pixels."""
    key = f"icon {name} {colour} {size:.2f} {ratio:.2f}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    side = max(1, round(size * ratio))
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", colour.encode())))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: str, *, mirrored: bool = False) -> None:
    """Draw the icon centred in this box; `mirrored` where people read from right to left."""
    ratio = painter.device().devicePixelRatio()
    side = min(box.width(), box.height())
    picture = pixmap(name, colour, side, ratio)
    left, top = box.center().x() - side / 2, box.center().y() - side / 2
    spot = QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, side, side)
    painter.save()
    if mirrored and name in MIRRORED:
        painter.translate(2 * spot.center().x(), 0)
        painter.scale(-1, 1)
    painter.drawPixmap(spot.topLeft(), picture)
    painter.restore()


def window_icon(colour: str) -> QIcon:
    """The three pickets, for the title bar and the task bar."""
    icon = QIcon()
    for side in (16, 24, 32, 48, 64, 128):
        icon.addPixmap(pixmap("logo", colour, side))
    return icon


class Icon(QWidget):
    """One icon, coloured by tone; says nothing to screen readers, for a word always stands beside it."""

    def __init__(
        self, name: str, tone: Tone = "neutral", size: float = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        self._name, self._tone = name, tone or self._tone
        self.update()

    def sizeHint(self) -> QSize:
        side = round(self._size * text_factor())
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._size * text_factor()
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_icon(painter, self._name, box, colours_of(self).ink(self._tone), mirrored=mirrored)
