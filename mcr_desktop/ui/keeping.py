"""Rows that keep the keyboard: shown anew from records without losing where somebody was."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from mcr_desktop.ui.cards import clear

Record = TypeVar("Record")


class Kept(Generic[Record]):
    """The widgets of some records in one layout; only built again when the records are others.

    If one of them had the keyboard, it has it again, or the one now in its place has.
    """

    def __init__(
        self,
        layout: QLayout,
        make: Callable[[Record], QWidget],
        key: Callable[[Record], Hashable],
    ) -> None:
        self._layout, self._make, self._key = layout, make, key
        self._records: tuple[Record, ...] | None = None
        self._widgets: list[QWidget] = []

    def show(self, records: Sequence[Record]) -> None:
        """Hold these and nothing else."""
        wanted = tuple(records)
        if wanted == self._records:
            return
        at = self._focused()
        before = [self._key(record) for record in self._records or ()]
        self._records = wanted
        clear(self._layout)
        self._widgets = [self._make(record) for record in wanted]
        for widget in self._widgets:
            self._layout.addWidget(widget)
            if widget.parentWidget() is not None:  # shown now, so that it can have the keyboard at once
                widget.show()
        if at is not None and wanted:
            keys = [self._key(record) for record in wanted]
            place = keys.index(before[at]) if before[at] in keys else min(at, len(keys) - 1)
            self.focus(place)

    def renew(self) -> None:
        """Build the same records anew, because what they look like has changed."""
        records, self._records = self._records, None
        if records is not None:
            self._records = ()
            self.show(records)

    def widget(self, key: Hashable) -> QWidget | None:
        """The widget of the record with this key."""
        for record, widget in zip(self._records or (), self._widgets, strict=True):
            if self._key(record) == key:
                return widget
        return None

    def focus(self, place: int) -> bool:
        """Give the keyboard to the widget at this place."""
        if not 0 <= place < len(self._widgets):
            return False
        taker = self._widgets[place].focusProxy() or self._widgets[place]
        taker.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _focused(self) -> int | None:
        for at, widget in enumerate(self._widgets):
            focused = widget.window().focusWidget()
            if focused is not None and (focused is widget or widget.isAncestorOf(focused)):
                return at
        return None
