"""Complaints: the list with causes and remedies, by month with what is usual, and which kinds weigh most."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.charts.axes import number_words
from mcr_desktop.charts.monthly import MonthlyBars
from mcr_desktop.charts.pareto import Pareto
from mcr_desktop.domain.complaints import NOT_GIVEN, ComplaintRow, ComplaintState
from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot
from mcr_desktop.reports.blocks import Pair, captioned, label, section
from mcr_desktop.reports.figures import days_words, money, short_day
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, CHART_SIZE, META, Style
from mcr_desktop.reports.text import Text

STATES = {
    ComplaintState.OPEN: "Open",
    ComplaintState.ACKNOWLEDGED: "Acknowledged",
    ComplaintState.REMEDIED: "Waiting for their yes",
}
WITH_CAUSES = (
    Column("Date", 0.105),
    Column("What happened", 0.365),
    Column("Cause", 0.32),
    Column("State", 0.21),
)
WITHOUT = (Column("Date", 0.12), Column("What happened", 0.58), Column("State", 0.3))
UNKNOWN = Style(ink="text3")
WEIGHT = "What weighs most"
MONTHS_HIGH = 118.0
"""Height of the monthly chart in points."""


def complaints_section(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Flowable]:
    """The complaints of the period, the newest first; causes in the team's copy only."""
    with_causes = made_for is MadeFor.TEAM
    title = "Complaints and their causes" if with_causes else "Complaints"
    if not snapshot.complaints:
        return section(title, [Text("No complaint came in, and none is open.", BODY)])
    newest = sorted(
        snapshot.complaints, key=lambda complaint: (-complaint.received_on.toordinal(), complaint.id)
    )
    rows = [_row(complaint, snapshot, causes=with_causes) for complaint in newest]
    return section(title, [Rows(WITH_CAUSES if with_causes else WITHOUT, rows)])


def months_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Complaints by month with their usual range."""
    if not snapshot.by_month:
        return []
    chart = MonthlyBars(snapshot.by_month, min(snapshot.period.last, snapshot.made_on.date()), CHART_SIZE)
    return section(
        "Complaints by month", captioned(chart, MONTHS_HIGH), "columns above the shaded range are unusual"
    )


def pareto_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Which kinds make up most of the complaints, by number and by value."""
    by_count = Pareto.of(snapshot.pareto, "count", size=CHART_SIZE)
    if not by_count.rows:
        return []
    if len(by_count.rows) == 1:
        return section(WEIGHT, [Text(_one_kind(snapshot), BODY)])
    by_value = Pareto.of(snapshot.pareto, "value", size=CHART_SIZE)
    number = [label("By number"), *captioned(by_count, by_count.height)]
    if not by_value.rows:
        return section(WEIGHT, captioned(by_count, by_count.height))
    value = [label("By value at stake"), *captioned(by_value, by_value.height)]
    return section(WEIGHT, [Pair(number, value)])


def _one_kind(snapshot: ReviewSnapshot) -> str:
    kind, count, value = snapshot.pareto[0]
    worth = f", {money(value)} at stake" if value else ""
    all_of = "The one complaint is" if count == 1 else f"All {number_words(count)} complaints are"
    return f"{all_of} of one kind: {kind}{worth}."


def _row(complaint: ComplaintRow, snapshot: ReviewSnapshot, *, causes: bool) -> list[tuple[Text, ...]]:
    date = Text(short_day(complaint.received_on, snapshot.period.last.year), BODY)
    row: list[tuple[Text, ...]] = [(date,), _what(complaint)]
    if causes:
        row.append(_cause(complaint))
    return [*row, _state(complaint, snapshot, remedies=not causes)]


def _what(complaint: ComplaintRow) -> tuple[Text, ...]:
    kind = "" if complaint.kind == NOT_GIVEN else complaint.kind
    words = complaint.text.strip() or kind or NOT_GIVEN.capitalize()
    marks = [kind] if kind and kind != words else []
    marks += [
        part for part in (complaint.product, complaint.site, complaint.carrier, complaint.channel) if part
    ]
    if complaint.reference:
        marks.append(f"reference\u00a0{complaint.reference}")
    if complaint.value:
        marks.append(f"value\u00a0{money(complaint.value)}")
    if complaint.noticed_by_us:
        marks.append("noticed by us")
    return (Text(words, BODY), *((Text("\u00a0· ".join(marks), META),) if marks else ()))


def _cause(complaint: ComplaintRow) -> tuple[Text, ...]:
    cause = Text(complaint.cause, BODY) if complaint.cause else Text("not known yet", UNKNOWN)
    return (cause, Text(f"Remedy: {complaint.remedy}", META)) if complaint.remedy else (cause,)


def _state(complaint: ComplaintRow, snapshot: ReviewSnapshot, *, remedies: bool) -> tuple[Text, ...]:
    year, today = snapshot.period.last.year, snapshot.made_on.date()
    if complaint.state is ComplaintState.CLOSED:
        words = f"Closed {short_day(complaint.closed_on, year)}" if complaint.closed_on else "Closed"
        took = (complaint.closed_on - complaint.received_on).days if complaint.closed_on else 0
        note = f"after {days_words(took)}" if took > 0 else ""
    else:
        words = STATES[complaint.state]
        age = (today - complaint.received_on).days
        note = f"for {days_words(age)}" if age > 0 else "since today"
    notes = [note] if note else []
    if complaint.remedy and remedies:
        notes.append(f"Remedy: {complaint.remedy}")
    return (Text(words, BODY), *(Text(words, META) for words in notes))
