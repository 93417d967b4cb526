"""One box for everything (Ctrl+K): customers, people, notes, complaints, commands.

Finding is the presenter's: the palette says what was typed and shows the rows it is handed. A prefix narrows:
> commands, @ people, # kinds of complaint, ? help.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from mcr_desktop.ui.cards import column, line
from mcr_desktop.ui.commands import Commands
from mcr_desktop.ui.icons import Icon
from mcr_desktop.ui.keys import key_words
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.marks import Hairline, KeyHint, paint_window, round_off
from mcr_desktop.ui.theme import text_factor
from mcr_desktop.ui.words import words

PREFIXES = ">@#?"
WAIT_MS = 40


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One find: what it is, how it opens, and the key that would have done the same."""

    key: Hashable
    title: str
    detail: str = ""
    group: str = ""
    icon: str = ""
    avatar: str = ""
    square: bool = True
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, split into prefix and words."""

    prefix: str
    text: str

    @classmethod
    def of(cls, typed: str) -> Wanted:
        """'>tex' asks for commands with 'tex'; without a prefix, for everything."""
        typed = typed.strip()
        return cls(typed[0], typed[1:].strip()) if typed[:1] and typed[0] in PREFIXES else cls("", typed)


class Palette(QDialog):
    """The box and what was found; Enter opens, Ctrl+Enter logs a conversation with it."""

    asked = Signal(object)
    """A `Wanted`: find rows for it and hand them to `show_rows`."""
    opened = Signal(object)
    logged = Signal(object)

    def __init__(self, parent: QWidget | None, *, wait: int = WAIT_MS) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setModal(True)
        self.setWindowTitle(self.tr("Find a customer, note or command"))
        self.box = QLineEdit()
        self.box.setProperty("role", "bare")
        self.box.setPlaceholderText(self.tr("Find a customer, note or command"))
        self.box.setAccessibleName(self.tr("Find a customer, note or command"))
        self.found = LineList(self.tr("Found"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = words("", "subtitle", wrap=True)
        self.none.setContentsMargins(18, 8, 18, 12)
        self.none.hide()
        self._timer = QTimer(self, singleShot=True, interval=wait)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self.box.textChanged.connect(lambda _: self._timer.start())
        self.box.installEventFilter(self)
        self.found.opened.connect(self._open)
        self.found.clicked.connect(lambda _: self._open(self.found.chosen()))

    def start(self, typed: str = "") -> None:
        """Open with these characters already typed."""
        self.box.setText(typed)
        self._ask()
        self._place()
        self.open()
        self.box.setFocus()
        self.box.selectAll() if not typed else self.box.end(False)

    def show_rows(self, rows: tuple[PaletteRow, ...], nothing: str = "") -> None:
        """Show what was found, or the sentence that says that nothing was."""
        self.found.show_lines(_line(row) for row in rows)
        self.found.choose_first()
        self.found.setVisible(bool(rows))
        self.none.say("" if rows else nothing)

    def wanted(self) -> Wanted:
        """What is typed now."""
        return Wanted.of(self.box.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._steer(event):
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        round_off(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_window(self)

    def _steer(self, event: QKeyEvent) -> bool:
        """Keys that move among the finds while the text keeps the keyboard."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.found.step(steps[Qt.Key(event.key())])
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._timer.stop()
                self._ask()
            log = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._open(self.found.chosen(), log=log)
            return True
        return False

    def _open(self, key: Hashable | None, *, log: bool = False) -> None:
        if key is None:
            return
        self.accept()
        (self.logged if log else self.opened).emit(key)

    def _ask(self) -> None:
        self.asked.emit(self.wanted())

    def _lay_out(self) -> None:
        head = line(Icon("search", size=18), self.box, KeyHint("Esc"), spacing=12, margins=(18, 14, 14, 14))
        hints = line(spacing=6, margins=(18, 8, 18, 10))
        for key, does in (
            ("↵", self.tr("open")),
            ("Ctrl ↵", self.tr("log a conversation")),
            (">", self.tr("commands")),
            ("@", self.tr("people")),
            ("#", self.tr("kinds")),
        ):
            hints.addWidget(KeyHint(key))
            hints.addWidget(words(does, "small"))
            hints.addSpacing(8)
        hints.addStretch(1)
        self.setLayout(column(head, Hairline(), -6, self.found, self.none, Hairline(), hints))

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        scale = text_factor()
        size = QSize(
            min(window.width() - 48, round(640 * scale)), min(window.height() - 96, round(460 * scale))
        )
        self.resize(size)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(
            corner.x() + (window.width() - size.width()) // 2, corner.y() + round(window.height() * 0.12)
        )


def _line(row: PaletteRow) -> Line:
    return Line(
        row.key,
        row.title,
        row.detail,
        tile="" if row.avatar else row.icon,
        avatar=row.avatar,
        square=row.square,
        right=key_words(row.shortcut),
        group=row.group,
    )


def command_rows(commands: Commands, text: str, group: str = "") -> tuple[PaletteRow, ...]:
    """Commands whose title or other words contain every word typed, best beginnings first."""
    asked = text.casefold().split()
    rows: list[tuple[tuple[bool, str], PaletteRow]] = []
    for each in commands:
        told = f"{each.title} {each.words}".casefold()
        if each.able() and all(word in told for word in asked):
            begins = not told.startswith(text.casefold())
            row = PaletteRow(
                ("command", each.id),
                each.title,
                group=group,
                icon=each.icon or "chevron-right",
                shortcut=each.key,
            )
            rows.append(((begins, each.title), row))
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
