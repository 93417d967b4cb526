"""Fields to type into: a search box with its key, plain text, and labels above."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mcr_desktop.ui.cards import Item, column
from mcr_desktop.ui.colours import colours_of
from mcr_desktop.ui.icons import paint_icon
from mcr_desktop.ui.marks import KeyHint, painter_on, reads_left
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import Words, words


class SearchField(QLineEdit):
    """A line to search or filter with; an icon before, the key that leads here behind."""

    left = Signal()
    """Esc in an empty field, or Down: the keyboard goes on to what was found."""

    def __init__(self, placeholder: str, key: str = "", width: int = 0) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self._hint = KeyHint(key) if key else None
        self._width = width
        if self._hint is not None:
            self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout = QHBoxLayout(self)
            layout.setContentsMargins(8, 0, 8, 0)
            layout.addStretch(1)
            layout.addWidget(self._hint)
        self._make_room()

    def sizeHint(self) -> QSize:
        height = max(32, round(QFontMetricsF(self.font()).height()) + 16)
        return QSize(self._width or super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(160, self.sizeHint().width()), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = QEvent.Type
        if event.type() in (kind.StyleChange, kind.FontChange, kind.LayoutDirectionChange):
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = 15 * text_factor()
        x = self.width() - 10 - side if reads_left(self) else 10
        paint_icon(painter_on(self), "search", QRectF(x, 0, side, self.height()), colours_of(self).text3)

    def _make_room(self) -> None:
        behind = self._hint.sizeHint().width() + 6 if self._hint is not None else 0
        before = round(15 * text_factor()) + 9
        if reads_left(self):
            before, behind = behind, before
        self.setTextMargins(before, 0, behind, 0)


class PlainEdit(QPlainTextEdit):
    """Text to write down; what is pasted comes in as plain words and nothing is ever loaded."""

    committed = Signal()
    """Ctrl+Enter."""

    def __init__(self, name: str, placeholder: str = "", *, lines: int = 3, bare: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if bare:
            self.setProperty("role", "bare")

    def sizeHint(self) -> QSize:
        return QSize(320, round(QFontMetricsF(self.font()).lineSpacing() * self._lines + 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(QFontMetricsF(self.font()).lineSpacing() * min(2, self._lines) + 16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        return None


def line_edit(name: str, text: str = "", placeholder: str = "") -> QLineEdit:
    """A line to type into, named for screen readers."""
    edit = QLineEdit(text)
    edit.setAccessibleName(name)
    edit.setPlaceholderText(placeholder)
    edit.setMinimumHeight(32)
    return edit


def labelled(label: str, control: QWidget, hint: str = "") -> QVBoxLayout:
    """A label above its control, and a hint below."""
    above: Words = words(label, "group")
    above.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(label)
    items: list[Item] = [above, control]
    if hint:
        items.append(words(hint, "small", wrap=True))
    if control.sizePolicy().verticalPolicy() in (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum):
        items.append(1)
    above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return column(*items, spacing=4)
