"""Work goes to another thread and comes back to this one, the newest of its key only."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from mcr_desktop.domain.errors import Refused
from mcr_desktop.ui.jobs import AtOnce, Jobs


class Answers:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.at_home: list[bool] = []

    def done(self, result: object) -> None:
        self.results.append(result)
        self.at_home.append(current_thread() is main_thread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.at_home.append(current_thread() is main_thread())


@pytest.fixture
def answers() -> Answers:
    return Answers()


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    jobs.start("where", lambda: current_thread() is main_thread(), answers.done, answers.failed)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == [False]
    assert answers.at_home == [True]


def test_a_failure_is_handed_over_and_not_hidden(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    def work() -> None:
        raise Refused("No.")

    jobs.start("fails", work, answers.done, answers.failed)
    qtbot.waitUntil(lambda: bool(answers.errors))
    assert [str(error) for error in answers.errors] == ["No."]
    assert answers.at_home == [True]


def test_a_newer_job_silences_the_older_of_its_key(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    held = Event()

    def slow() -> str:
        held.wait(10)
        return "old"

    jobs.start("load", slow, answers.done, answers.failed)
    jobs.start("load", lambda: "new", answers.done, answers.failed)
    qtbot.waitUntil(lambda: answers.results == ["new"])
    held.set()
    jobs.start("after", lambda: "after", answers.done, answers.failed)
    qtbot.waitUntil(lambda: "after" in answers.results)
    assert answers.results == ["new", "after"]


def test_jobs_of_other_keys_are_not_silenced(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    jobs.start("load", lambda: 1, answers.done, answers.failed)
    jobs.start("save", lambda: 2, answers.done, answers.failed)
    qtbot.waitUntil(lambda: len(answers.results) == 2)
    assert set(answers.results) == {1, 2}


def test_what_is_forgotten_is_asked_to_stop_and_never_answers(
    qtbot: QtBot, jobs: Jobs, answers: Answers
) -> None:
    stop, stopped = Event(), Event()

    def work() -> str:
        stop.wait(10)
        stopped.set()
        return "too late"

    jobs.start("page", work, answers.done, answers.failed, cancel=stop)
    jobs.forget("page")
    qtbot.waitUntil(stopped.is_set)
    jobs.start("next", lambda: "next", answers.done, answers.failed)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == ["next"]


def test_a_cancelled_job_answers_with_what_it_has(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    stop, begun = Event(), Event()

    def work() -> str:
        begun.set()
        stop.wait(10)
        return "9 of 12"

    jobs.start("batch", work, answers.done, answers.failed, cancel=stop)
    qtbot.waitUntil(begun.is_set)
    jobs.cancel("batch")
    qtbot.waitUntil(lambda: bool(answers.results))
    assert answers.results == ["9 of 12"]


def test_how_many_are_awaited_is_told(qtbot: QtBot, jobs: Jobs, answers: Answers) -> None:
    told: list[int] = []
    jobs.busy_changed.connect(told.append)
    jobs.start("a", lambda: 1, answers.done, answers.failed)
    qtbot.waitUntil(lambda: bool(answers.results))
    assert told == [1, 0]


def test_closing_waits_for_what_runs(jobs: Jobs, answers: Answers) -> None:
    stop = Event()
    jobs.start("a", lambda: stop.wait(10), answers.done, answers.failed, cancel=stop)
    assert jobs.close()
    assert answers.results == []


def test_the_runner_for_pictures_answers_before_it_returns(answers: Answers) -> None:
    runner = AtOnce()
    runner.start("a", lambda: 1, answers.done, answers.failed)

    def refused() -> int:
        raise Refused("No.")

    def defect() -> int:
        raise ZeroDivisionError

    runner.start("a", refused, answers.done, answers.failed)
    assert answers.results == [1]
    assert [str(error) for error in answers.errors] == ["No."]
    with pytest.raises(ZeroDivisionError):
        runner.start("a", defect, answers.done, answers.failed)
    runner.forget("a")
    runner.cancel("a")
