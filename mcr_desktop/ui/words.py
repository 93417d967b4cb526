"""Words on screen: always plain text, whatever a customer's name or note contains."""

from __future__ import annotations

from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QToolTip, QWidget

from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.pen import Along, write_line
from mcr_desktop.ui.theme import figures

Role = Literal[
    "title", "heading", "figure", "subtitle", "section", "strong", "medium", "body", "note", "meta", "small",
    "group", "link", "axis", "key", "chip",
]  # fmt: skip


def plain_tip(text: str) -> str:
    """A tooltip is markup to Qt; this one shows exactly these words."""
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>' if text else ""


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip of plain words."""
    widget.setToolTip(plain_tip(text))


def unmarked(text: str) -> str:
    """Words for a menu, button or box, where a single '&' would vanish and make a shortcut."""
    return text.replace("&", "&&")


def dress(widget: QWidget, role: str, tone: Tone | None = None) -> None:
    """Set the role (and tone) by which the style sheet knows this widget."""
    before = (widget.property("role"), widget.property("tone"))
    widget.setProperty("role", role)
    widget.setProperty("tone", tone)
    if before != (role, tone) and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Words(QLabel):
    """A line or a paragraph of plain text."""

    def __init__(
        self, text: str = "", role: Role = "body", *, wrap: bool = False, tone: Tone | None = None
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._upright = _TOP if wrap else _MIDDLE
        self._align()
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._role: Role = role
        dress(self, role, tone)
        self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Stand at the side where reading begins, in whatever script the words are."""
        back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if back else Qt.AlignmentFlag.AlignLeft
        centred = self.alignment() & Qt.AlignmentFlag.AlignHCenter
        self.setAlignment((centred or side | Qt.AlignmentFlag.AlignAbsolute) | self._upright)

    def set_tone(self, tone: Tone | None) -> None:
        """Say in which tone these words are meant."""
        dress(self, self._role, tone)

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show other words; hidden when there are none."""
        self.setText(text)
        self.set_tone(tone)
        self.setVisible(bool(text))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignTop


class ElidedWords(Words):
    """One line that ends in … where room is short, and then shows itself whole as a tooltip."""

    def __init__(self, text: str = "", role: Role = "body", *, tone: Tone | None = None) -> None:
        super().__init__(text, role, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        margins = self.contentsMargins()
        width = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right()
        return QSize(int(width) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        few = QFontMetricsF(self.font()).horizontalAdvance("Mmmmm…")
        return QSize(int(min(few, self.sizeHint().width())), self.sizeHint().height())

    @property
    def shown(self) -> str:
        """What fits of the text."""
        return QFontMetricsF(self.font()).elidedText(
            self.text().replace("\n", " "), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            text = self.text() if self.shown != self.text() else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        back = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        write_line(painter, QRectF(self.contentsRect()), self.text(), back=back, along=self._along())

    def _along(self) -> Along:
        side, flag = self.alignment(), Qt.AlignmentFlag
        if side & flag.AlignHCenter:
            return "middle"
        return "end" if side & flag.AlignRight and not side & flag.AlignAbsolute else "start"


def words(
    text: str = "",
    role: Role = "body",
    *,
    tone: Tone | None = None,
    wrap: bool = False,
    elide: bool = False,
    selectable: bool = False,
    numbers: bool = False,
) -> Words:
    """The one way to put words on screen: plain text, sized by role; `numbers` makes figures line up."""
    label = ElidedWords(text, role, tone=tone) if elide else Words(text, role, wrap=wrap, tone=tone)
    if numbers:
        figures(label)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label
