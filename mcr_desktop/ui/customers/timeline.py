"""The timeline as a list: newest first, stands still when news come in, reads older ones at its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu

from mcr_desktop.ui.customers.moments import Key, Moment
from mcr_desktop.ui.customers.timelinepainter import FRESH_ROLE, LAST_ROLE, MOMENT_ROLE, MomentPainter
from mcr_desktop.ui.keys import letter_of, moves
from mcr_desktop.ui.table import NOWHERE, Index
from mcr_desktop.ui.words import dress

FRESH_MS = 5000
NEAR_THE_END = 300


class MomentList(QAbstractListModel):
    """Moments, and which of them have just come in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = date.min
        self._moments: tuple[Moment, ...] = ()
        self._fresh: frozenset[Key] = frozenset()

    def show(self, moments: Iterable[Moment]) -> None:
        """Hold these; where only the top is new, only the top is touched."""
        wanted = tuple(moments)
        added = len(wanted) - len(self._moments)
        if added > 0 and self._moments and wanted[added:] == self._moments:
            self.beginInsertRows(NOWHERE, 0, added - 1)
            self._moments = wanted
            self.endInsertRows()
        elif added > 0 and self._moments and wanted[: len(self._moments)] == self._moments:
            self.beginInsertRows(NOWHERE, len(self._moments), len(wanted) - 1)
            self._moments = wanted
            self.endInsertRows()
        elif wanted != self._moments:
            self.beginResetModel()
            self._moments = wanted
            self.endResetModel()

    def mark_fresh(self, fresh: Iterable[Key]) -> None:
        """Mark these as just come in, and no others."""
        self._fresh = frozenset(fresh)
        if self._moments:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._moments) - 1, 0), [FRESH_ROLE])

    def moment(self, row: int) -> Moment | None:
        return self._moments[row] if 0 <= row < len(self._moments) else None

    def row_of(self, key: Key) -> int | None:
        return next((row for row, each in enumerate(self._moments) if each.key == key), None)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._moments)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = self.moment(index.row()) if index.isValid() else None
        if shown is None:
            return None
        if role == MOMENT_ROLE:
            return shown
        if role == FRESH_ROLE:
            return shown.key in self._fresh
        if role == LAST_ROLE:
            return index.row() == len(self._moments) - 1
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return shown.sentence(self.today)
        return None


class Timeline(QListView):
    """J and K or arrows move, Enter opens, E corrects; letters go up with the moment they were pressed on."""

    opened = Signal(object)
    letter = Signal(str, object)
    older_wanted = Signal()
    """The end is near: what came before it is wanted."""

    def __init__(self, name: str, today: date) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.moments = MomentList(self)
        self.setModel(self.moments)
        self._painter = MomentPainter(self, today)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.verticalScrollBar().setSingleStep(24)
        dress(self, "surface")
        self._calm = QTimer(self, singleShot=True, interval=FRESH_MS)
        self._calm.timeout.connect(lambda: self.moments.mark_fresh(()))
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._near_the_end)

    def show_moments(self, moments: Sequence[Moment], today: date) -> None:
        """Hold these; what was in view stays in view, and stays chosen."""
        if today != self._painter.today:
            self._painter.today = self.moments.today = today
            self._painter.forget_shapes()
        before, anchor = self.chosen(), self._anchor()
        self.moments.show(moments)
        if before is not None:
            self.choose(before.key)
        elif self.hasFocus():
            self.step(0)  # the keyboard was here before there was anything
        self._hold(anchor)

    def show_fresh(self, keys: Iterable[Key]) -> None:
        """Mark what a colleague has just written, for five seconds."""
        self.moments.mark_fresh(keys)
        self._calm.start()

    def chosen(self) -> Moment | None:
        """The moment where the keyboard is."""
        return self.moments.moment(self.currentIndex().row())

    def choose(self, key: Key) -> bool:
        """Move to this moment; False if it is not there."""
        row = self.moments.row_of(key)
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self.moments.index(row, 0), self.selectionModel().SelectionFlag.ClearAndSelect
            )
        return row is not None

    def step(self, by: int) -> None:
        """Older (1) or newer (-1)."""
        row = max(0, self.currentIndex().row() + by) if self.currentIndex().isValid() else 0
        if row < self.moments.rowCount():
            self.setCurrentIndex(self.moments.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen, step = self.chosen(), moves(event)
        if step is not None:
            self.step(step)
        elif chosen is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(chosen)
        elif said := letter_of(event):
            self.letter.emit(said, chosen)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Read in full\tEnter")).triggered.connect(lambda: self.opened.emit(chosen))
        copy = menu.addAction(self.tr("Copy the words"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(chosen.text))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_painter"):
            self._painter.forget_shapes()
            self.scheduleDelayedItemsLayout()

    def _anchor(self) -> tuple[Key, int] | None:
        """The first moment in view and how far it is from the top; None at the very top."""
        if self.verticalScrollBar().value() == 0:
            return None
        index = self.indexAt(self.viewport().rect().topLeft())
        shown = self.moments.moment(index.row())
        return (shown.key, self.visualRect(index).top()) if shown is not None else None

    def _hold(self, anchor: tuple[Key, int] | None) -> None:
        """Scroll so that the anchor is where it was."""
        if anchor is None:
            return
        row = self.moments.row_of(anchor[0])
        if row is None:
            return
        self.doItemsLayout()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.visualRect(self.moments.index(row, 0)).top() - anchor[1])

    def _near_the_end(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() > 0 and value > bar.maximum() - NEAR_THE_END:
            self.older_wanted.emit()

    def _open(self, index: QModelIndex) -> None:
        shown = self.moments.moment(index.row())
        if shown is not None:
            self.opened.emit(shown)
