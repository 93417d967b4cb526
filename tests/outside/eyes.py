"""What a screen reader sees of one program, told line by line in JSON.

Run by the system's own Python, which has the binding to the accessibility bus:
/usr/bin/python3 eyes.py PID.  Every line read is a question, every line written its answer.
"""

import json
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402  the version comes first

ALL = Atspi.CollectionMatchType.ALL


def windows(desktop: Any, pid: int) -> Iterator[Any]:
    """The windows of the program of this number; none before it has any."""
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is not None and program.get_process_id() == pid:
            yield from (program.get_child_at_index(each) for each in range(program.get_child_count()))


def seen(desktop: Any, pid: int, *states: Any) -> Iterator[Any]:
    """Everything that is shown on the screen and is in these states."""
    wanted = Atspi.StateSet.new([Atspi.StateType.SHOWING, *states])
    rule = Atspi.MatchRule.new(wanted, ALL, {}, ALL, [], ALL, [], ALL, False)
    for window in windows(desktop, pid):
        yield window
        yield from window.get_collection_iface().get_matches(
            rule, Atspi.CollectionSortOrder.CANONICAL, 0, True
        )


def told(thing: Any) -> tuple[str, str]:
    """Its role and its name."""
    return thing.get_role_name(), thing.get_name()


def words_in(thing: Any) -> str:
    """The text somebody has typed into it."""
    text = thing.get_text_iface()
    return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) if text is not None else ""


def answer(desktop: Any, pid: int, question: dict[str, str]) -> Any:
    """What is asked for: "shown", "focused", "text" of something, or whether "press" found it."""
    match question["ask"]:
        case "shown":
            return [told(thing) for thing in seen(desktop, pid)]
        case "focused":
            return [told(thing) for thing in seen(desktop, pid, Atspi.StateType.FOCUSED)]
        case "text":
            named = (thing for thing in seen(desktop, pid) if thing.get_name() == question["name"])
            return next((words_in(thing) for thing in named if thing.get_text_iface() is not None), None)
    wanted = (question["role"], question["name"])
    thing = next((each for each in seen(desktop, pid) if told(each) == wanted), None)
    return thing is not None and Atspi.Action.do_action(thing.get_action_iface(), 0)


def main() -> None:
    """Answer until nobody asks any more."""
    warnings.simplefilter("ignore", DeprecationWarning)  # this release has no other names for them
    desktop = Atspi.get_desktop(0)
    desktop.set_cache_mask(Atspi.Cache.NONE)  # ask the program, never one's memory
    for line in sys.stdin:
        try:
            found = answer(desktop, int(sys.argv[1]), json.loads(line))
        except (GLib.Error, AttributeError):  # it went away while it was looked at
            found = None
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
