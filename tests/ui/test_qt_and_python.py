"""The pair of Qt and Python that is installed keeps Python's own objects whole."""

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 1000
FEW = 50  # other threads and caches take and give back a handful


class Bell(QObject):
    rung = Signal()


def test_calls_that_return_nothing_take_no_reference_off_nothing() -> None:
    bell = Bell()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        bell.setObjectName("bell")
    assert abs(sys.getrefcount(None) - before) < FEW


def test_a_signal_takes_no_reference_off_the_truth() -> None:
    bell = Bell()
    heard: list[int] = []
    bell.rung.connect(lambda: heard.append(1))
    before = sys.getrefcount(True)
    for _ in range(CALLS):
        bell.rung.emit()
    assert len(heard) == CALLS
    assert abs(sys.getrefcount(True) - before) < FEW
