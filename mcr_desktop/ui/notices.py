"""What the window tells and asks: toasts with Undo, announcements to screen readers, questions, sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from mcr_desktop.ui.buttons import ActionButton, IconButton
from mcr_desktop.ui.cards import column, line
from mcr_desktop.ui.colours import DARK, Tone, colours_of
from mcr_desktop.ui.icons import Icon
from mcr_desktop.ui.marks import Hairline, fill_round, paint_window, painter_on, round_off
from mcr_desktop.ui.words import Words, dress, words

SHOWN_FOR = 8000
BAD: Tone = "bad"
ACCENT: Tone = "accent"
TOAST_ICONS: dict[Tone, str] = {
    "ok": "circle-check",
    "warn": "clock",
    "bad": "triangle-alert",
    "info": "info",
}


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say this; polite unless it is urgent."""
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


@dataclass(frozen=True, slots=True)
class Said:
    """One message and what undoes it."""

    text: str
    tone: Tone
    undo: Callable[[], None] | None


class Toast(QFrame):
    """One message at the foot of the window, with Undo; it stays while pointed at or in focus."""

    gone = Signal()

    def __init__(self, said: Said, parent: QWidget, milliseconds: int) -> None:
        super().__init__(parent)
        self.said = said
        self._timer = QTimer(self, singleShot=True, interval=milliseconds)
        self._timer.timeout.connect(self.close_now)
        self.setAccessibleName(said.text)
        layout = line(Icon(TOAST_ICONS.get(said.tone, "info"), said.tone), spacing=10, margins=(14, 8, 8, 8))
        self._words = words(said.text, "medium")
        layout.addWidget(self._words)
        if said.undo is not None:
            self._undo = ActionButton(self.tr("Undo"), "undo-2", key="Ctrl Z", small=True)
            self._undo.clicked.connect(self._take_back)
            layout.addWidget(self._undo)
        self._close = IconButton(self.tr("Close this message"), "x")
        self._close.clicked.connect(self.close_now)
        layout.addWidget(self._close)
        self.setLayout(layout)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        self._timer.start()

    def close_now(self) -> None:
        self._timer.stop()
        self.gone.emit()

    def is_waiting(self) -> bool:
        """Whether the time is running."""
        return self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self._timer.start()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self)
        fill_round(painter_on(self), QRectF(self.rect()), 12, colours.surface, colours.border_btn)

    def _take_back(self) -> None:
        if self.said.undo is not None:
            self.said.undo()
        self.close_now()


class Toasts(QObject):
    """Shows one message at a time over the foot of a window; a newer one takes the older's place."""

    def __init__(self, window: QWidget, milliseconds: int = SHOWN_FOR) -> None:
        super().__init__(window)
        self._window, self._milliseconds = window, milliseconds
        self.shown: Toast | None = None
        window.installEventFilter(self)

    def say(self, text: str, undo: Callable[[], None] | None = None, tone: Tone = "ok") -> None:
        """Tell what was done, and offer to undo it."""
        self.hide()
        toast = Toast(Said(text, tone, undo), self._window, self._milliseconds)
        toast.gone.connect(self.hide)
        self.shown = toast
        self._place()
        toast.show()
        toast.raise_()
        announce(self._window, text, urgent=tone == "bad")

    def hide(self) -> None:
        """Take the message away."""
        if self.shown is not None:
            toast, self.shown = self.shown, None
            toast.hide()
            toast.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self.shown is None:
            return
        self.shown.adjustSize()
        size, room = self.shown.size(), self._window.size()
        self.shown.move(QPoint((room.width() - size.width()) // 2, room.height() - size.height() - 48))


class Shade(QWidget):
    """Dims a window while a sheet lies over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        dark = colours_of(self) is DARK
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 120 if dark else 60))


class Sheet(QDialog):
    """A sheet over the window with a title line, a body and buttons; opened, never waited for."""

    def __init__(
        self, parent: QWidget | None, title: str, icon: str = "", hint: str = "", *, tone: Tone = "accent"
    ) -> None:
        super().__init__(
            parent.window() if parent is not None else None,
            Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowTitle(title)
        self.setModal(True)
        self._shade: Shade | None = None
        items: list[QWidget | int] = [Icon(icon, tone, 18)] if icon else []
        self.hint = words(hint, "meta")
        items += [words(title, "section"), 1, self.hint]
        self.head = line(*items, spacing=10, margins=(20, 14, 20, 14))
        self.body: QVBoxLayout = column(spacing=14, margins=(20, 16, 20, 8))
        self._buttons = line(1, margins=(20, 8, 20, 18), spacing=10)
        self.setLayout(column(self.head, Hairline(), self.body, self._buttons))
        dress(self, "sheet")

    def add_button(self, button: ActionButton) -> ActionButton:
        """Add a button at the foot, in the order of reading."""
        self._buttons.addWidget(button)
        return button

    def add_word(self, text: str) -> Words:
        """A quiet word at the foot, before the buttons."""
        said = words(text, "meta", wrap=True)
        self._buttons.insertWidget(0, said, 10)
        return said

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        round_off(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        under = self.parentWidget()
        if under is not None and self._shade is None:
            self._shade = Shade(under)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._shade is not None:
            self._shade.hide()
            self._shade.deleteLater()
            self._shade = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.position().y() < self.head.geometry().bottom() and handle is not None:
            handle.startSystemMove()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_window(self)


class Question(Sheet):
    """Asks before what cannot be undone; answered by signal."""

    answered = Signal(bool)

    def __init__(
        self, parent: QWidget | None, title: str, text: str, yes: str, *, danger: bool = False
    ) -> None:
        icon, tone = ("triangle-alert", BAD) if danger else ("info", ACCENT)
        super().__init__(parent, title, icon, tone=tone)
        told = words(text, "body", wrap=True)
        told.setMinimumWidth(360)
        self.body.addWidget(told)
        self.no = self.add_button(ActionButton(self.tr("Cancel"), key="Esc"))
        self.yes = self.add_button(ActionButton(yes, manner="danger" if danger else "primary"))
        self.no.clicked.connect(self.reject)
        self.yes.clicked.connect(self.accept)
        self.finished.connect(lambda result: self.answered.emit(result == QDialog.DialogCode.Accepted))
        self.no.setFocus()
