"""From the first start to a first note, in the sample and in a workspace of one's own."""

import csv
import subprocess
from pathlib import Path

from tests.outside.reader import Reader, reading, reading_process
from tests.outside.screen import PATIENCE, Screen, ended

IN_THE_SAMPLE = 2
IN_ONES_OWN = 4


class Actions:
    """What is done besides writing: a command chosen, a dialog answered, something saved."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.count = 0

    def strike(self, *keys: str) -> None:
        self.count += 1
        self._screen.strike(*keys)


def write_a_note(screen: Screen, reader: Reader, who: str, text: str) -> None:
    """Name a customer and write down what was said, in a capture window that is open."""
    reader.wait_for_keyboard("text", "What was said")
    screen.type(f"@{who}")
    reader.wait_for(who)
    screen.strike("Return")
    reader.wait(lambda: reader.text("What was said") == "", "the name taken")
    screen.type(text)


def notes(screen: Screen, workspace: Path, folder: Path) -> list[str]:
    """What was said in all conversations of a workspace."""
    done = screen.ask("export", str(folder), workspace=workspace)
    assert done.returncode == 0, done.stderr
    with (folder / "conversations.csv").open(encoding="utf-8-sig", newline="") as table:
        return [row["text"] for row in csv.DictReader(table)]


def test_the_first_note_in_the_sample_takes_two_actions(desk: Screen, tmp_path: Path) -> None:
    desk.sample.unlink()
    with ended(desk.start()) as running, reading(desk, running) as reader:
        window = desk.wait_for_window("Today · MCR Desktop")
        reader.wait_for("promises due", "Sample team. Nothing here is real.")
        actions = Actions(desk)
        desk.focus(window)
        actions.strike("ctrl+n")
        write_a_note(desk, reader, "Hollis", "The first note")
        actions.strike("ctrl+Return")
        reader.wait_for("Saved with Hollis & Crane Foods")
        assert actions.count <= IN_THE_SAMPLE
        assert desk.close(window, running) == (0, "")
    assert "The first note" in notes(desk, desk.sample, tmp_path / "out")


def test_the_first_note_in_a_workspace_of_ones_own_takes_four(desk: Screen, tmp_path: Path) -> None:
    own = tmp_path / "own.mcr"
    with ended(desk.start(stderr=subprocess.DEVNULL)) as running, reading(desk, running) as reader:
        window = desk.wait_for_window("Today · MCR Desktop")
        reader.wait_for("promises due")
        actions = Actions(desk)
        desk.focus(window)
        desk.strike("ctrl+k")
        reader.wait_for_keyboard("text", "Find a customer, note or command")
        desk.type(">new workspace")
        reader.wait_for("Commands")
        actions.strike("Return")
        reader.wait_for_keyboard("text", "File name:")
        desk.strike("ctrl+a")
        desk.type(own.stem)  # into the folder where the program was started
        actions.strike("Return")
        assert running.wait(PATIENCE) == 0
    window = desk.wait_for_window("Today · MCR Desktop")
    with desk.surely_ended(window), reading_process(desk, desk.process_of(window)) as reader:
        reader.wait_for("Nothing waits for you.")
        desk.focus(window)
        actions.strike("ctrl+n")
        write_a_note(desk, reader, "Quayside", "Our own first note")
        desk.photograph("5 own workspace")
        actions.strike("ctrl+Return")
        reader.wait_for("Saved with Quayside")
        assert actions.count <= IN_ONES_OWN
        desk.press(window, "alt+F4")
        desk.wait_for_end(window)
    assert notes(desk, own, tmp_path / "out") == ["Our own first note"]
