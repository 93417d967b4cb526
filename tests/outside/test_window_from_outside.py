"""The real program in a real window, started and driven as a person does it."""

import subprocess
import sys
import time
from pathlib import Path

from tests.outside.screen import PATIENCE, Screen, ended

SECOND_START = 5.0  # seconds until the window is there


def test_the_first_start_opens_the_sample_and_the_second_is_quick(screen: Screen) -> None:
    with ended(screen.start()) as first:
        window = screen.wait_for_window("Today · MCR Desktop")
        assert screen.close(window, first) == (0, "")
    begun = time.monotonic()
    with ended(screen.start()) as second:
        window = screen.wait_for_window("Today · MCR Desktop")
        taken = time.monotonic() - begun
        assert screen.close(window, second) == (0, "")
    print(f"second start: {taken:.2f} s")
    assert taken < SECOND_START


def test_keys_lead_to_the_places(screen: Screen) -> None:
    with ended(screen.start()) as running:
        window = screen.wait_for_window("Today · MCR Desktop")
        screen.press(window, "ctrl+2")
        assert screen.wait_for_window("^Customers · MCR Desktop") == window
        screen.press(window, "ctrl+3")
        assert screen.wait_for_window("^Complaints & trends · MCR Desktop") == window
        assert screen.close(window, running) == (0, "")


def test_without_a_display_the_main_job_is_done_all_the_same(screen: Screen, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "mcr_desktop.tour", str(out)],
        env={**screen.environment, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ""},
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
        check=False,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "Late delivery" in (out / "trends.txt").read_text(encoding="utf-8")
    assert all(path.read_bytes().startswith(b"%PDF") for path in (out / "reviews").glob("*.pdf"))
    assert len(list((out / "reviews").glob("*.pdf"))) >= 3
    assert len(list((out / "screenshots").glob("*.png"))) >= 12
