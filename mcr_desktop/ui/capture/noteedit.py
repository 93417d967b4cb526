"""The text in which a conversation is written down: words that mean something stand on a tint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit

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


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that was understood, counted in characters."""

    start: int
    end: int
    tone: Tone = "accent"


class MarkPainter(QSyntaxHighlighter):
    """Gives understood words their colour and weight; the tint below them is the editor's."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.marks: tuple[Mark, ...] = ()
        self.inks: dict[Tone, str] = {}

    def highlightBlock(self, text: str) -> None:
        start, length = self.currentBlock().position(), _length(text)
        wide = QTextCharFormat()
        wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        wide.setFontLetterSpacing(ROOM)
        for mark in self.marks:
            first, last = max(mark.start - start, 0), min(mark.end - start, length)
            if first >= last:
                continue
            looks = QTextCharFormat()
            looks.setForeground(QColor(self.inks.get(mark.tone, "")))
            looks.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(first, last - first, looks)
            for beside in (first - 1, last):
                if 0 <= beside < length and _from_units(text, beside + 1)[-1:] == " ":
                    self.setFormat(beside, 1, wide)


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
        units = _Units(self.text())
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
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, _length(found) + 1
            )
            cursor.insertText(f"{words} " if words else "")

    def text_before(self) -> str:
        """What stands before the cursor in its paragraph."""
        cursor = self.textCursor()
        return _from_units(cursor.block().text(), cursor.positionInBlock())

    def cursor_place(self) -> int:
        """Where the cursor is, as Python counts."""
        return len(_from_units(self.text(), self.textCursor().position()))

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
        for mark, box in self._tinted():
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

    def _tinted(self) -> Iterator[tuple[Mark, QRectF]]:
        """Every tinted stretch and its place on screen; one that wraps has several."""
        for mark in self._looks.marks:
            block = self.document().findBlock(mark.start)
            while block.isValid() and block.position() < mark.end:
                yield from ((mark, box) for box in self._boxes(block, mark))
                block = block.next()

    def _boxes(self, block: QTextBlock, mark: Mark) -> Iterator[QRectF]:
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        first = max(0, mark.start - block.position())
        last = min(block.length() - 1, mark.end - block.position())
        layout, height = block.layout(), QFontMetricsF(self.font()).height()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if start >= end:
                continue
            edges = sorted((_x(line, start), _x(line, end)))
            top = corner.y() + line.y() - self.verticalScrollBar().value()
            yield QRectF(corner.x() + edges[0] - 4, top - 1.5, edges[1] - edges[0] + 8, height + 3)


def _x(line: QTextLine, place: int) -> float:
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def _mention_at(before: str) -> str | None:
    """The letters after the last @ that begins a word before the cursor; None where there is none."""
    at = before.rfind("@")
    if at < 0 or (at > 0 and not before[at - 1].isspace()):
        return None
    letters = before[at + 1 :]
    return letters if len(letters) <= 30 and letters.count(" ") <= 1 and not letters.startswith(" ") else None


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _from_units(text: str, units: int) -> str:
    """The start of a text that is so many units of sixteen bits long."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")


class _Units:
    """Places in a text as Qt counts them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._same = max(text, default=" ") <= "\uffff"

    def at(self, place: int) -> int:
        return place if self._same else _length(self._text[:place])
