"""What every test can rely on: no screen, nothing in the log, the same numbers every time."""

import gc
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.worlds import database, empty_workspace, world

__all__ = ["database", "empty_workspace", "world"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The machine's load must not decide whether a test passes, nor chance which examples it sees.
settings.register_profile("quick", deadline=None, derandomize=True, max_examples=50, database=None)
settings.register_profile("long", deadline=None, max_examples=2000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the proofs that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long proofs out unless they are asked for; left out is not skipped."""
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_collection_finish() -> None:
    """What is loaded now stays: tests of the window, which collect what they left, need not search it."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nobody reads the reasons, a skipped test is a failed one."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that leaves a warning in the log which it does not expect."""
    yield
    if not request.node.get_closest_marker("logs"):
        records = [*caplog.get_records("setup"), *caplog.get_records("call")]
        assert [r.getMessage() for r in records if r.levelno >= logging.WARNING] == []
