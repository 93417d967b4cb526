"""A screen of its own for whoever drives the program as a person does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.outside.screen import PATIENCE, Screen, ended, program

HERE = Path(__file__).parent
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"


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


@pytest.fixture(scope="session")
def bus(display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a message bus of one's own, on which screen readers and programs find each other."""
    with ExitStack() as stack:
        answer, tell = os.pipe()
        surroundings = Screen(display, tmp_path_factory.mktemp("bus")).environment
        words = ("--session", "--nofork", f"--print-address={tell}")
        daemon = program("dbus-daemon", *words, environment=surroundings, pass_fds=(tell,))
        stack.enter_context(ended(daemon))
        os.close(tell)
        with os.fdopen(answer) as line:
            address = line.readline().strip()
        surroundings |= {"DBUS_SESSION_BUS_ADDRESS": address}
        launcher = program(
            LAUNCHER, "--launch-immediately", environment=surroundings, stderr=subprocess.DEVNULL
        )
        stack.enter_context(ended(launcher))
        yield address


@pytest.fixture(scope="session")
def made_sample(display: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, made once."""
    maker = Screen(display, tmp_path_factory.mktemp("maker"))
    maker.sample.parent.mkdir(parents=True)
    command = (sys.executable, "-m", "mcr_desktop", "new", str(maker.sample), "--sample")
    subprocess.run(command, env=maker.environment, check=True, timeout=PATIENCE)
    return maker.sample


@pytest.fixture
def desk(display: str, bus: str, made_sample: Path, tmp_path: Path) -> Screen:
    """A display with a screen reader, for somebody who has the sample workspace already."""
    screen = Screen(display, tmp_path, bus)
    screen.sample.parent.mkdir(parents=True)
    shutil.copyfile(made_sample, screen.sample)
    return screen


@pytest.fixture
def screen(display: str, tmp_path: Path) -> Screen:
    """That display, for somebody with an empty home."""
    return Screen(display, tmp_path)
