"""What can be seen to be wrong with a widget without looking: words cut off, controls without a name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from mcr_desktop.ui.marks import Chip, KeyHint
from mcr_desktop.ui.words import ElidedWords

SLACK = 1


def clipped(widget: QWidget) -> list[str]:
    """Words that do not fit where they stand: each a line for a person; none when all is well.

    Words that end in … on purpose are left out as long as something of them is to be seen, and so is what
    merely has to be scrolled to.
    """
    return [fault for each in _worded(widget) if (fault := _fault_of(each))]


def unnamed(widget: QWidget) -> list[str]:
    """Controls that can have the keyboard and have no name for a screen reader."""
    takers = [each for each in _visible(widget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    inside = (QScrollBar, QAbstractScrollArea) if not takers else (QScrollBar,)
    named = [each for each in takers if not isinstance(each, inside) and not _is_part(each)]
    return [_told(each) for each in named if not each.accessibleName().strip()]


def small_targets(widget: QWidget, least: int = 24) -> list[str]:
    """Controls that are too small to be hit."""
    pressed = [each for each in _visible(widget) if isinstance(each, QAbstractButton) and not _is_part(each)]
    return [
        f"{_told(each)} is {each.width()} x {each.height()}"
        for each in pressed
        if min(each.width(), each.height()) < least
    ]


def _visible(widget: QWidget) -> list[QWidget]:
    return [each for each in (widget, *widget.findChildren(QWidget)) if each.isVisibleTo(widget)]


def _worded(widget: QWidget) -> Iterator[QWidget]:
    for each in _visible(widget):
        if isinstance(each, QLabel | QAbstractButton | Chip | KeyHint | QComboBox) and each.width() > 0:
            yield each


def _fault_of(each: QWidget) -> str:
    if not _text(each).strip():
        return ""
    if isinstance(each, ElidedWords):
        nothing = each.shown.strip("… ") == ""
        return f"nothing of {_told(each)} is shown" if nothing else _too_low(each)
    if isinstance(each, QLabel) and each.wordWrap():
        needed = each.heightForWidth(each.width())
        return (
            f"{_told(each)} needs {needed} px of height, has {each.height()}"
            if each.height() + SLACK < needed
            else ""
        )
    wanted = each.minimumSizeHint() if isinstance(each, QComboBox) else each.sizeHint()
    if each.width() + SLACK < wanted.width():
        return f"{_told(each)} needs {wanted.width()} px of width, has {each.width()}"
    return _too_low(each) or _outside(each)


def _too_low(each: QWidget) -> str:
    wanted = each.minimumSizeHint().height()
    return (
        f"{_told(each)} needs {wanted} px of height, has {each.height()}"
        if each.height() + SLACK < wanted
        else ""
    )


def _outside(each: QWidget) -> str:
    """Cut by the widget around it, unless that one scrolls."""
    around = each.parentWidget()
    if around is None or isinstance(around, QAbstractScrollArea) or each.isWindow():
        return ""
    if isinstance(around.parentWidget(), QAbstractScrollArea):
        return ""
    box = QRect(each.mapTo(around, QPoint(0, 0)), each.size())
    room = around.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    return "" if room.contains(box) else f"{_told(each)} stands out of what holds it"


def _is_part(each: QWidget) -> bool:
    """Made by Qt inside a control of its own: buttons of a spin box, the line of a combo box."""
    around = each.parentWidget()
    holders = (QAbstractSpinBox, QComboBox, QAbstractItemView)
    return each.objectName().startswith("qt_") or (
        isinstance(around, holders) and isinstance(each, QLineEdit | QAbstractButton | QScrollBar)
    )


def _text(each: QWidget) -> str:
    if isinstance(each, QComboBox):
        return each.currentText()
    if isinstance(each, KeyHint):
        return each.accessibleName()
    return each.text() if isinstance(each, QLabel | QAbstractButton | Chip) else ""


def _told(each: QWidget) -> str:
    name = each.accessibleName() or _text(each) or each.objectName()
    return f"{type(each).__name__} '{name[:60]}'"
