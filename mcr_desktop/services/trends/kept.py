"""A neutral report as text that the workspace keeps, and back.

What is read back is only looked at, never run: a workspace may come from anybody.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from mcr_desktop.domain.trends import NewSince, Rise, SameKind, TooFew, TrendDriver, TrendReport

FORM = 2
"""Counts up when a judgement is made otherwise, so that earlier ones are made anew."""


def packed(report: TrendReport) -> str:
    """A report as text."""
    # Too few to judge may be tens of thousands: they are taken over as they are.
    few = [(each.kind, dict(each.where), each.observed, each.reason) for each in report.too_few]
    told = {**asdict(replace(report, too_few=())), "too_few": few}
    return json.dumps(told, default=str, separators=(",", ":"))


def unpacked(body: str) -> TrendReport | None:
    """The report that packed() made this of; None for anything else."""
    try:
        return _report(json.loads(body))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None


def _report(given: dict[str, Any]) -> TrendReport:
    monday = given["judged_monday"]
    return TrendReport(
        **{
            **given,
            "as_of": date.fromisoformat(given["as_of"]),
            "judged_monday": None if monday is None else date.fromisoformat(monday),
            "rises": tuple(map(_rise, given["rises"])),
            "slow_rises": tuple(map(_rise, given["slow_rises"])),
            "quiet": tuple(map(_rise, given["quiet"])),
            "too_few": tuple(TooFew(*few) for few in given["too_few"]),
            "new_since": tuple(map(_since, given["new_since"])),
            "silent_since": tuple(map(_since, given["silent_since"])),
            "same_kind": tuple(
                SameKind(tuple(same["kinds"]), same["attribute"]) for same in given["same_kind"]
            ),
        }
    )


def _rise(given: dict[str, Any]) -> Rise:
    monday, growth = given["first_monday"], given["growth"]
    return Rise(
        **{
            **given,
            "value_at_stake": Decimal(given["value_at_stake"]),
            "drivers": tuple(map(_driver, given["drivers"])),
            "names": tuple(given["names"]),
            "weekly": tuple(given["weekly"]),
            "usual": tuple(given["usual"]),
            "usual_low": tuple(given["usual_low"]),
            "first_monday": None if monday is None else date.fromisoformat(monday),
            "growth": None if growth is None else tuple(growth),
        }
    )


def _driver(given: dict[str, Any]) -> TrendDriver:
    return TrendDriver(**{**given, "alternatives": tuple(given["alternatives"])})


def _since(given: dict[str, Any]) -> NewSince:
    return NewSince(given["attribute"], given["value"], date.fromisoformat(given["since"]))
