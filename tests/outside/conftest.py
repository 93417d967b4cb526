"""A screen of its own for whoever drives the program as a person does."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.outside.screen import Screen, ended, program

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives the program from outside."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("outside")


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a display that nobody else uses, with a window manager."""
    with ExitStack() as stack:
        answer, tell = os.pipe()
        size = ("-screen", "0", "1440x900x24")
        server = program("Xvfb", "-displayfd", str(tell), *size, "-nolisten", "tcp", pass_fds=(tell,))
        stack.enter_context(ended(server))
        os.close(tell)
        with os.fdopen(answer) as line:
            name = f":{line.readline().strip()}"
        keeper = program("openbox", environment={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL)
        stack.enter_context(ended(keeper))
        yield name


@pytest.fixture
def screen(display: str, tmp_path: Path) -> Screen:
    """That display, for somebody with an empty home."""
    return Screen(display, tmp_path)
