"""The text in which a conversation is written down: words that mean something stand on a tint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from mcr_desktop.ui.capture.marked import Mark, MarkPainter, Units, first_units, tinted, units_in
from mcr_desktop.ui.colours import Tone, colours_of
from mcr_desktop.ui.marks import fill_round
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import dress

LEADING = 7
MOST_LINES = 9
MARGIN = 9
ROOM = 4.0
TONES: tuple[Tone, ...] = ("ok", "warn", "bad", "info", "accent", "neutral")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class NoteEdit(QTextEdit):
    """Plain words only; Ctrl+Enter commits, Alt and a digit answers a card, Ctrl+Space the other reading."""

    committed = Signal(bool)
    """Save; True: and open the customer's page (Ctrl+Shift+Enter)."""
    toggled = Signal(int)
    flipped = Signal()
    mentioned = Signal(str)
    """The letters typed after an @, or "" when there is none at the cursor."""
    steered = Signal(str)
    """While names are offered: "up", "down", "take" or "leave"."""
    entered = Signal()
    left = Signal()
    """The keyboard has gone elsewhere."""
    escaped = Signal()

    def __init__(self, name: str, placeholder: str = "", *, lines: int = 5, grows: bool = False) -> None:
        super().__init__()
        self._grows = grows
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        upright = QSizePolicy.Policy.Fixed if grows else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = lines
        self.document().setDocumentMargin(2 if grows else MARGIN)
        self.offering = False
        self._looks = MarkPainter(self.document())
        self.viewport().setAutoFillBackground(False)
        dress(self, "bare" if grows else "note")
        self._space_lines()
        self.textChanged.connect(self._look_for_mention)
        self.cursorPositionChanged.connect(self._look_for_mention)
        if grows:
            self.document().documentLayout().documentSizeChanged.connect(lambda _: self.updateGeometry())

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Write this instead; the cursor stands at its end."""
        self.setPlainText(text)
        self._space_lines()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def add_line(self, text: str) -> None:
        """Write this on a line of its own at the end, as if it were typed."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        before = self.text()
        self.insertPlainText(f"\n{text}" if before.strip() and not before.endswith("\n") else text)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Tint these stretches; places are counted as Python counts."""
        units = Units(self.text())
        wanted = tuple(Mark(units.at(mark.start), units.at(mark.end), mark.tone) for mark in marks)
        colours = colours_of(self)
        inks = {tone: colours.ink(tone) for tone in TONES}
        if wanted == self._looks.marks and inks == self._looks.inks:
            return
        self._looks.marks, self._looks.inks = wanted, inks
        blocked = self.blockSignals(True)
        self._looks.rehighlight()
        self.blockSignals(blocked)
        self.viewport().update()

    def take_mention(self, words: str) -> None:
        """Put these words in the place of the @ and its letters."""
        cursor = self.textCursor()
        found = _mention_at(self.text_before())
        if found is not None:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, units_in(found) + 1
            )
            cursor.insertText(f"{words} " if words else "")

    def text_before(self) -> str:
        """What stands before the cursor in its paragraph."""
        cursor = self.textCursor()
        return first_units(cursor.block().text(), cursor.positionInBlock())

    def cursor_place(self) -> int:
        """Where the cursor is, as Python counts."""
        return len(first_units(self.text(), self.textCursor().position()))

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).height() + LEADING * text_factor()
        tall = line * self._lines + 2 * self.document().documentMargin() + 6
        if self._grows:
            tall = min(max(tall, self.document().size().height()), line * MOST_LINES)
        return QSize(320, round(tall))

    def minimumSizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).height() + LEADING * text_factor()
        margins = 2 * self.document().documentMargin() + 6
        return QSize(
            160, self.sizeHint().height() if self._grows else round(line * min(4, self._lines) + margins)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._steer(event) or self.command(event):
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  Qt's own name
        if self.offering and next:
            self.steered.emit("take")
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def loadResource(self, type_: int, name: QUrl | str) -> object:
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self)
        for mark, box in tinted(self.document(), self._looks.marks):
            box.translate(0, -self.verticalScrollBar().value())
            fill_round(painter, box, 6, colours.soft(mark.tone))
        painter.end()
        super().paintEvent(event)

    def _steer(self, event: QKeyEvent) -> bool:
        """Keys that move among offered names while the text keeps the keyboard."""
        if not self.offering:
            return False
        meant = {
            Qt.Key.Key_Up: "up",
            Qt.Key.Key_Down: "down",
            Qt.Key.Key_Tab: "take",
            Qt.Key.Key_Escape: "leave",
        }
        key = Qt.Key(event.key())
        said = "take" if key in _ENTER and not event.modifiers() & _CTRL else meant.get(key)
        if said is not None:
            self.steered.emit(said)
        return said is not None

    def command(self, event: QKeyEvent) -> bool:
        """Do what a key with Ctrl or Alt asks for, or Esc; False when it asks for nothing."""
        held, key = event.modifiers(), Qt.Key(event.key())
        if key in _ENTER and held & _CTRL:
            self.committed.emit(bool(held & _SHIFT))
        elif held & _ALT and not held & _CTRL and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.toggled.emit(int(key) - int(Qt.Key.Key_1))
        elif key == Qt.Key.Key_Space and held & _CTRL:
            self.flipped.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _look_for_mention(self) -> None:
        found = _mention_at(self.text_before())
        self.mentioned.emit("" if found is None else found)

    def _space_lines(self) -> None:
        """Room between lines, so that tints do not touch."""
        looks = QTextBlockFormat()
        looks.setLineHeight(
            LEADING * text_factor(), QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value
        )
        blocked = self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(looks)
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(blocked)


def _mention_at(before: str) -> str | None:
    """The letters after the last @ that begins a word before the cursor; None where there is none."""
    at = before.rfind("@")
    if at < 0 or (at > 0 and not before[at - 1].isspace()):
        return None
    letters = before[at + 1 :]
    return letters if len(letters) <= 30 and letters.count(" ") <= 1 and not letters.startswith(" ") else None
