"""Writing one line of words with a painter, whichever way people read."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

Along = Literal["start", "middle", "end"]
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def write_line(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    back: bool = False,
    along: Along = "start",
    upright: Qt.AlignmentFlag = _MIDDLE,
) -> None:
    """Write in the painter's font, cut with … where room is short.

    back: people read from right to left here; the words themselves keep the direction of their own script.
    """
    side = Qt.AlignmentFlag.AlignHCenter
    if along != "middle":
        left = (along == "start") != back
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width() + 1)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = side | upright | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(box, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
