"""Reports of the services in the words of the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.trends import NewSince, Rise, TrendDriver, TrendReport
from mcr_desktop.domain.workspace import CheckReport, ExportReport
from mcr_desktop.services.trends.words import carrying, expected_words, in_place, place_words

MOST_TOO_FEW = 12
"""Cells with too few complaints that are told by name on a terminal; --json lists all."""


def import_words(report: ImportReport, left_behind: str | None) -> Iterator[str]:
    """The account of one file brought in."""
    yield f"{report.file}: {', '.join(_counts(report))}."
    if report.nothing_new:
        what = "Nothing else in it" if report.skipped else "Nothing in it"
        yield f"{what} {'is' if report.dry_run else 'was'} new; the workspace is as it was."
    elif report.dry_run:
        yield "This was a dry run; the workspace is as it was."
    if report.skipped and left_behind and not report.dry_run:
        were = "row was" if report.skipped == 1 else "rows were"
        each = "with its reason" if report.skipped == 1 else "each with its reason"
        yield f"{report.skipped:,} {were} left behind in {left_behind}, {each}."
    elif report.skipped:
        yield f"{_counted(report.skipped, 'row')} could not be brought in."
    for sentence in report.guessed:
        yield f"Guessed: {sentence}"
    yield from report.notes
    if report.suspicious:
        yield "Somebody should look at:"
        for line in report.suspicious:
            yield f"  {line}"


def _counts(report: ImportReport) -> Iterator[str]:
    """Rows read, and what became of them; what is none is not worth a word."""
    would = "would be " if report.dry_run else ""
    one = report.kind.removesuffix("s")
    yield f"{_counted(report.read, 'row')} read"
    if report.added:
        yield f"{_counted(report.added, one)} {would}added"
    if report.changed:
        yield f"{_counted(report.changed, one)} {would}changed"
    if report.unchanged:
        yield f"{report.unchanged:,} unchanged"


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def assigned_words(colleague: str, options: Namespace) -> str:
    """What assigning has done."""
    since = f" from {options.starts_on}" if options.starts_on else ""
    until = f" until {options.ends_on}" if options.ends_on else ""
    team = f", in {options.team} team" if options.team else ""
    return f"{colleague} is {options.part} for {options.customer}{team}{since}{until}."


def export_words(report: ExportReport) -> Iterator[str]:
    """What has been written, and how many customers stayed behind the fence."""
    customers = _counted(report.customers, "customer")
    yield f"Wrote {', '.join(report.files)} to {report.folder}: {customers}."
    if report.left_out:
        yield f"Left out {_counted(report.left_out, 'customer')} whose records you may not read."


def check_words(report: CheckReport) -> Iterator[str]:
    """What looking the workspace over has found."""
    if report.sound:
        yield "Sound: integrity, foreign keys and search index are in order."
    else:
        yield "Damaged. Restore a backup of it. What was found:"
        for fault in report.faults:
            yield f"  {fault}"
    protection = "protected by a passphrase" if report.protected else "not protected by a passphrase"
    yield f"Schema {report.schema}, {report.library}, {protection}."
    held = (f"{count:,} {table.replace('_', ' ')}" for table, count in report.rows if count)
    yield f"Rows: {', '.join(held)}."


def trend_words(report: TrendReport) -> Iterator[str]:
    """The analysis in plain sentences."""
    yield _judged(report)
    if not report.rises:
        yield "Nothing stands out."
    for rise in report.rises:
        yield rise.sentence
        yield from (f"  {line}" for line in _detail(rise))
    if report.slow_rises:
        yield "Rising slowly:"
        yield from (f"  {rise.sentence}" for rise in report.slow_rises)
    if report.new_since:
        yield "New, which is not the same as rising:"
        yield from (f"  {_new_words(new)}" for new in report.new_since)
    if report.silent_since:
        yield "Nothing more from here, which is no improvement unless you know why:"
        yield from (f"  {_new_words(silent)}" for silent in report.silent_since)
    if report.same_kind:
        yield "Possibly one and the same kind:"
        yield from (f"  {' / '.join(same.kinds)}" for same in report.same_kind)
    yield from _too_few(report)


def _judged(report: TrendReport) -> str:
    whose = "customers inside the fence" if report.valued_only else "all customers"
    if report.judged_monday is None:
        return f"There are no complaints of {whose} to judge yet."
    monday = report.judged_monday
    return (
        f"Judged: the week of {monday.day} {monday:%B %Y}, {report.complaints:,} complaints of "
        f"{report.kinds:,} {'kind' if report.kinds == 1 else 'kinds'} from {whose}, {report.exposure}."
    )


def _detail(rise: Rise) -> Iterator[str]:
    if rise.names or rise.customers:
        yield f"From: {_customers(rise)}."
    if rise.value_at_stake:
        yield f"At stake: {rise.value_at_stake:,.2f}. {chance_words(rise.p_value)}"
    else:
        yield chance_words(rise.p_value)
    told = carrying(rise)
    for driver in rise.drivers:
        others = [in_place(where) for where in driver.alternatives]
        might = f"It might as well be {' or '.join(others)}." if others else ""
        said = might if driver is told else f"In common: {_driver(driver)} {might}".rstrip()
        if said:
            yield said


def chance_words(p_value: float) -> str:
    """How unlikely it is that chance alone did this, without the word significant."""
    if p_value < 0.001:
        return "Very unlikely to be chance (below 1 in 1,000)."
    return f"Unlikely to be chance (about 1 in {max(2, round(1 / p_value)):,})."


def _customers(rise: Rise) -> str:
    hidden = rise.customers - len(rise.names)
    others = f"{hidden} other customer{'' if hidden == 1 else 's'}" if hidden > 0 else ""
    return ", ".join([*rise.names, others] if others else rise.names)


def _driver(driver: TrendDriver) -> str:
    behind = "" if driver.share_of_rise is None else f"; {driver.share_of_rise:.0%} of the rise"
    usual = expected_words(driver.expected)
    counted = f"{driver.observed} in the last 6 weeks, {usual} expected{behind.replace('%', ' %')}"
    return f"{in_place(driver.where)}, {counted}."


def _new_words(new: NewSince) -> str:
    value = f"{new.attribute} {new.value}" if new.value is not None else "another customer"
    return f"{value}, since {new.since.day} {new.since:%B %Y}"


def _too_few(report: TrendReport) -> Iterator[str]:
    if not report.too_few:
        return
    named = [few for few in report.too_few if None not in few.where.values()]
    yield "Too few to judge:"
    for few in named[:MOST_TOO_FEW]:
        yield f"  {place_words(few.kind, few.where)}: {few.observed}, {few.reason}"
    more, unnamed = len(report.too_few) - len(named[:MOST_TOO_FEW]), len(report.too_few) - len(named)
    if not more:
        return
    where = "at another customer" if unnamed == 1 else "at other customers"
    part = where if unnamed == more else f"{unnamed:,} of them {where}"
    yield f"  and {more:,} more{f', {part}' if unnamed else ''}; --json lists them all"


def trend_json(report: TrendReport) -> dict[str, Any]:
    """The analysis in its documented shape."""
    return {
        "as_of": report.as_of.isoformat(),
        "rises": [_rise_json(rise) for rise in report.rises],
        "slow_rises": [_rise_json(rise) for rise in report.slow_rises],
        "too_few": [
            {"kind": few.kind, "where": dict(few.where), "observed": few.observed, "reason": few.reason}
            for few in report.too_few
        ],
        "new_since": [
            {"attribute": new.attribute, "value": new.value, "since": new.since.isoformat()}
            for new in report.new_since
        ],
        "same_kind": [{"kinds": list(same.kinds)} for same in report.same_kind],
    }


def _rise_json(rise: Rise) -> dict[str, Any]:
    return {
        "kind": rise.kind,
        "where": dict(rise.where),
        "observed": rise.observed,
        "expected": round(rise.expected, 2),
        "weeks": rise.weeks,
        "p_value": float(f"{rise.p_value:.3g}"),
        "share_of_rise": _rounded(rise.share_of_rise),
        "value_at_stake": float(round(rise.value_at_stake, 2)),
        "sentence": rise.sentence,
        "drivers": [
            {
                "where": dict(driver.where),
                "observed": driver.observed,
                "expected": round(driver.expected, 2),
                "share_of_rise": _rounded(driver.share_of_rise),
                "alternatives": [dict(where) for where in driver.alternatives],
            }
            for driver in rise.drivers
        ],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)
