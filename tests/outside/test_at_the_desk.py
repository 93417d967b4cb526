"""A day at the desk: the window read by a screen reader and driven by keys alone."""

import csv
import signal
from pathlib import Path

from tests.outside.reader import Reader, reading
from tests.outside.screen import PATIENCE, Screen, ended

PLACES = ("Today", "Customers", "Complaints & trends", "Team", "Reviews", "Admin")
NOTE = "Gavin rang."
PROMISE = "Send the sheet"
COMPLAINT = "Two cartons were wet"
DRAFT_SECONDS = 2.5


def rows(file: Path) -> list[dict[str, str]]:
    """What an exported table holds."""
    with file.open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def opened(screen: Screen, reader: Reader) -> str:
    """The window, once Today is there to be used."""
    window = screen.wait_for_window("Today · MCR Desktop")
    reader.wait_for("promises due", "robin")
    return window


def begin_a_note(screen: Screen, reader: Reader, window: str) -> None:
    """Open capture by its key."""
    screen.press(window, "ctrl+n")
    reader.wait_for_keyboard("text", "What was said")


def test_a_conversation_is_written_down_and_read_back(desk: Screen, tmp_path: Path) -> None:
    with ended(desk.start()) as running, reading(desk, running) as reader:
        window = opened(desk, reader)
        shown = reader.shown()
        boxes = [name for role, name in shown if role == "check box"]
        assert [place for place in PLACES if not any(box.startswith(place) for box in boxes)] == []
        assert ("push button", "Log conversation") in shown
        assert ("text", "Find a customer, note or command") in shown
        assert any(role == "panel" and name.startswith("Promise, ours, ") for role, name in shown)
        assert [
            name for role, name in shown if role in {"push button", "check box", "text"} and not name
        ] == []
        desk.photograph("1 today")

        begin_a_note(desk, reader, window)
        desk.type("@holl")
        reader.wait_for("Hollis & Crane Foods")
        desk.strike("Return")
        reader.wait(lambda: reader.text("What was said") == "", "the mention taken")
        desk.type(f"{NOTE} /promise {PROMISE} by Friday")
        desk.strike("Return")
        desk.type(f"/complaint {COMPLAINT}")
        reader.wait_for(
            PROMISE, COMPLAINT, "Save and open", "How you talked", "With whom", "When, and how long"
        )
        desk.photograph("2 capture")
        desk.strike("ctrl+Return")
        reader.wait_for("Saved with Hollis & Crane Foods")

        desk.press(window, "ctrl+k")
        reader.wait_for_keyboard("text", "Find a customer, note or command")
        desk.type("hollis")
        reader.wait_for("Customers", "Hollis & Crane Foods")
        desk.strike("Return")
        desk.wait_for_window("Hollis & Crane Foods · MCR Desktop")
        reader.wait_for(NOTE, PROMISE, COMPLAINT, "What matters to them", "Contact this month", "Joint plan")
        desk.photograph("3 customer")
        assert desk.close(window, running) == (0, "")

    assert desk.ask("export", str(tmp_path / "out")).returncode == 0
    (talk,) = [row for row in rows(tmp_path / "out" / "conversations.csv") if NOTE in row["text"]]
    assert talk["customer"] == "Hollis & Crane Foods"
    (promise,) = [row for row in rows(tmp_path / "out" / "promises.csv") if PROMISE in row["text"]]
    assert promise["due"] == "2026-11-27"
    (complaint,) = [row for row in rows(tmp_path / "out" / "complaints.csv") if row["text"] == COMPLAINT]
    assert complaint["customer"] == "Hollis & Crane Foods"


def test_what_was_typed_survives_being_killed(desk: Screen) -> None:
    with ended(desk.start()) as running, reading(desk, running) as reader:
        begin_a_note(desk, reader, opened(desk, reader))
        desk.type("@holl")
        reader.wait_for("Hollis & Crane Foods")
        desk.strike("Return")
        desk.type("Nell wants the bin list")
        taken = reader.wait(lambda: "Draft kept" in reader.names(), "the draft to be kept")
        print(f"draft kept {taken:.2f} s after the last key")
        assert taken < DRAFT_SECONDS
        running.send_signal(signal.SIGKILL)
        running.wait(timeout=PATIENCE)
    with ended(desk.start()) as running, reading(desk, running) as reader:
        window = opened(desk, reader)
        reader.press(
            "push button", "1 draft, open the newest: Hollis & Crane Foods · Nell wants the bin list"
        )
        reader.wait(lambda: reader.text("What was said") == "Nell wants the bin list", "the draft")
        desk.photograph("4 draft")
        desk.strike("Escape")
        assert desk.close(window, running) == (0, "")
    assert desk.ask("check").returncode == 0


def test_a_second_start_says_who_has_the_workspace_and_harms_nothing(desk: Screen) -> None:
    with ended(desk.start()) as running, reading(desk, running) as reader:
        window = opened(desk, reader)
        _, told = desk.start().communicate(timeout=PATIENCE)
        assert "sample.mcr is open in another MCR Desktop" in told
        assert f"(process {running.pid}) since" in told
        refused = desk.ask("note", "Hollis & Crane Foods", "--text", "hello")
        assert refused.returncode == 1
        assert f"(process {running.pid})" in refused.stderr
        reader.wait_for("promises due")
        assert desk.close(window, running) == (0, "")
    assert desk.ask("check").returncode == 0
