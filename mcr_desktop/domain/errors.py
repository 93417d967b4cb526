"""What may go wrong and is expected: each text is one plain sentence for the person at the screen.

McrError
├── NotFound        the thing asked for is not there
├── NotAllowed      it is there, and not for this person; the text names who to ask
├── Refused         the input or the deed is refused, with the reason; nothing was changed
│   └── WrongUse    the words of a command are off (exit 2)
├── Stale           somebody else changed it meanwhile; look again
└── Unavailable     the workspace cannot be used now: locked, newer, foreign, damaged, full

Everything else that is raised is a defect.
"""

from __future__ import annotations


class McrError(Exception):
    """An expected failure, told to the person in its own words."""


class NotFound(McrError):
    """The thing asked for is not in this workspace."""


class NotAllowed(McrError):
    """It is there, but this person may not; the text says whom to ask."""


class Refused(McrError):
    """An input or a deed was refused with a reason; nothing was changed."""


class WrongUse(Refused):
    """The command's own words are off."""


class Stale(McrError):
    """Somebody else changed it since it was read."""


class Unavailable(McrError):
    """The workspace cannot be opened or written now."""
