"""A defect is told by a reference number; its trace goes into the log, and no note's words with it."""

from __future__ import annotations

import traceback
from datetime import datetime
from uuid import uuid4

from mcr_desktop import __version__
from mcr_desktop.config import Paths


def write_down(error: BaseException, now: datetime, paths: Paths) -> str:
    """Log where a defect happened and return its reference number.

    The message of the error is left out: it may quote what somebody wrote.
    """
    reference = uuid4().hex[:8].upper()
    places = traceback.extract_tb(error.__traceback__)
    frames = "".join(f"  {place.filename}:{place.lineno} {place.name}\n" for place in places)
    entry = f"{now.isoformat()} {reference} MCR Desktop {__version__}: {_kinds(error)}\n{frames}\n"
    paths.make()
    with (paths.log / "defects.log").open("a", encoding="utf-8") as log:
        log.write(entry)
    return reference


def _kinds(error: BaseException) -> str:
    """The kind of the error and of what led to it."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        kinds.append(type(cause).__name__)
        following = cause.__cause__ or cause.__context__
        if following is None:
            break
        cause = following
    return " from ".join(kinds)
