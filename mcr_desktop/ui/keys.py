"""One-letter keys: what they mean on a list, and how keys are written for people."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}
_SPECIAL = {Qt.Key.Key_Space: "Space", Qt.Key.Key_Delete: "Del"}
_HOLDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def moves(event: QKeyEvent) -> int | None:
    """One row down (1) or up (-1) for arrows and J, K; None for anything else."""
    if event.modifiers() & (_HOLDING | Qt.KeyboardModifier.ShiftModifier):
        return None
    return STEPS.get(Qt.Key(event.key()))


def letter_of(event: QKeyEvent) -> str:
    """The single letter (upper case), Space or Del that was pressed alone, else nothing."""
    if event.modifiers() & _HOLDING:
        return ""
    if (key := Qt.Key(event.key())) in _SPECIAL:
        return _SPECIAL[key]
    text = event.text()
    return text.upper() if len(text) == 1 and text.isalpha() else ""


def key_words(key: str) -> str:
    """A key as people write it here: 'Ctrl N' for 'Ctrl+N', with ↵ for Enter."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
    spoken = native.replace("Return", "↵").replace("Enter", "↵")
    return (
        spoken
        if spoken.endswith("+") and "++" not in spoken
        else spoken.replace("++", " plus").replace("+", " ")
    )
