"""The trend report for a team lead: what rises and what it shares, and how far each cure is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from reportlab.platypus import Flowable, Spacer

from mcr_desktop.charts.axes import counted
from mcr_desktop.charts.fishbone import Fishbone
from mcr_desktop.charts.shares import Shares
from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.domain.trends import (
    Alert,
    AlertGroup,
    Investigation,
    PrintedTrends,
    Rise,
    Stage,
    TrendReport,
)
from mcr_desktop.reports.blocks import Cards, Figure, KeepRoom, captioned, label, section
from mcr_desktop.reports.figures import listed, long_day, money, short_day
from mcr_desktop.reports.fonts import Face
from mcr_desktop.reports.page import Sheet, print_pages
from mcr_desktop.reports.painting import ChartFlowable
from mcr_desktop.reports.rows import listing
from mcr_desktop.reports.styles import BODY, CHART_SIZE, META, SUMMARY, TITLE, Style
from mcr_desktop.reports.summary import COVER, Letterhead, Rule
from mcr_desktop.reports.text import Span, Text

NAME = "Trend report"
CHART_HIGH = 112.0
COLUMN = 503.0
"""Width of the column on the narrower of the two papers."""

OPEN = (AlertGroup.NEEDS_YOU, AlertGroup.BEING_FIXED)


@dataclass(frozen=True, slots=True)
class _Made:
    by: str
    workspace: str
    at: datetime

    @property
    def year(self) -> int:
        return self.at.year


def print_trends(
    report: TrendReport,
    alerts: Sequence[Alert],
    *,
    workspace: str,
    made_by: str,
    made_on: datetime,
    paper: str = "A4",
) -> PrintedTrends:
    """What one reader sees at the trends place, as a finished PDF.

    Args:
        report: what the analysis found, for this reader: no name that they may not read.
        alerts: rises joined with the investigations into them, for the same reader.
        workspace: whose it is.
        made_by: who prints it.
        made_on: when, with its time zone.
        paper: A4 or Letter.

    Raises:
        KeyError: for a paper that is not known.
    """
    made = _Made(made_by, workspace, made_on)
    sheet = Sheet(
        title=f"{workspace}: {NAME}",
        author=workspace,
        subject=NAME,
        head=workspace,
        head_right=f"{NAME}, {long_day(report.as_of)}",
        foot=f"For {made_by} only: others may read fewer names.",
        made_on=made_on,
        paper=paper,
    )
    pdf, pages = print_pages(sheet, _story(report, alerts, made))
    return PrintedTrends(f"{NAME} {report.as_of.isoformat()}.pdf", pdf, pages)


def _story(report: TrendReport, alerts: Sequence[Alert], made: _Made) -> list[Flowable]:
    rising = [alert for alert in alerts if alert.rise is not None and alert.group in OPEN]
    watched = [alert for alert in alerts if alert.group is AlertGroup.UNDER_WATCH]
    looked_into = [alert for alert in alerts if alert.investigation is not None]
    story = _top(report, alerts, made)
    for alert in rising:
        story += _rise(alert, made.year)
    if not rising:
        story += section("What rises", [Text("Nothing stands out. Complaints are as usual.", BODY)])
    for alert in looked_into:
        if alert.investigation is not None:
            story += _investigation(alert.investigation, made)
    story += _watched(watched)
    return [*story, *_new_and_few(report, made.year), *_method(report)]


def _top(report: TrendReport, alerts: Sequence[Alert], made: _Made) -> list[Flowable]:
    needs = sum(alert.group is AlertGroup.NEEDS_YOU for alert in alerts)
    fixing = sum(alert.group is AlertGroup.BEING_FIXED for alert in alerts)
    closed = sum(alert.group is AlertGroup.CLOSED for alert in alerts)
    who = "valued customers" if report.valued_only else "all customers"
    judged = report.judged_monday
    week = f"judged to the week of {long_day(judged)}" if judged is not None else "nothing judged yet"
    cover = f"Complaints of {who}, {week}. Printed {long_day(made.at.date())} by {made.by}."
    cards = [
        Figure(str(needs), "need you"),
        Figure(str(fixing), "being fixed"),
        Figure(str(closed), "closed this year"),
        Figure(f"{report.complaints:,}", "complaints", f"{report.kinds:,} kinds, {report.exposure}"),
    ]
    return [
        Letterhead(made.workspace, NAME),
        Text(f"{NAME}, {long_day(report.as_of)}", TITLE, after=2.0),
        Text(cover, COVER),
        Rule(),
        Cards(cards, before=2.0),
    ]


def _rise(alert: Alert, year: int) -> list[Flowable]:
    rise = alert.rise
    if rise is None:
        return []
    body: list[Flowable] = [
        Text(rise.sentence, SUMMARY, after=3.0),
        Text(_marks(alert, rise), META, after=6.0),
    ]
    if rise.weekly:
        body += captioned(replace(WeeklyBars.of_rise(rise), size=CHART_SIZE), CHART_HIGH)
    shares = Shares.of_rise(rise)
    if shares.rows:
        chart = Shares(shares.rows, CHART_SIZE)
        body += [
            KeepRoom([ChartFlowable(chart, chart.height)], 27.0),
            label("What the complaints share"),
            ChartFlowable(chart, chart.height, after=2.0),
        ]
    remark = f"seen {short_day(alert.spotted_at.date(), year)}" if alert.spotted_at else ""
    return section(alert.title, body, remark)


def _marks(alert: Alert, rise: Rise) -> str:
    marks = [alert.state or alert.stage.value, counted(rise.customers, "customer", "customers")]
    if rise.names:
        others = rise.customers - len(rise.names)
        names = [
            *rise.names,
            *([f"{others} other customer{'' if others == 1 else 's'}"] if others > 0 else []),
        ]
        marks[-1] = listed(names)
    if rise.value_at_stake > 0:
        marks.append(f"{money(rise.value_at_stake)} at stake")
    return "\u00a0· ".join(marks)


def _investigation(one: Investigation, made: _Made) -> list[Flowable]:
    year = made.year
    marks = [f"verified {short_day(one.verified_on, year)}" if one.verified_on else one.stage.value]
    marks += [f"{one.owner} owns it"] if one.owner else []
    marks += [f"opened {short_day(one.opened_on, year)}"] if one.opened_on else []
    if one.due and one.stage is not Stage.VERIFIED:
        marks.append(f"due {short_day(one.due, year)}")
    body: list[Flowable] = [Text("\u00a0· ".join(marks), META, after=4.0)]
    if one.whys:
        bones = Fishbone.of(one, CHART_SIZE)
        body.append(ChartFlowable(bones, bones.height_for(COLUMN), before=2.0, after=4.0))
    said = [
        ("Meanwhile", one.containment),
        ("Root cause", one.cause or ("not known yet" if one.stage is not Stage.VERIFIED else "")),
        ("Where it got through", one.escape_point),
        ("Fixed when", one.fixed_when),
        ("Effect so far", one.effect),
    ]
    body += [listing(said, before=2.0)]
    if one.steps:
        body += [label("Actions"), *_steps(one, made.at.date())]
    return section(f"Investigation: {one.title}", [*body, Spacer(1, 4.0)], together=True)


def _steps(one: Investigation, today: date) -> list[Flowable]:
    found: list[Flowable] = []
    for step in one.steps:
        marks = [step.purpose, *([step.who] if step.who else [])]
        if step.done_on is not None:
            marks.append(f"done {short_day(step.done_on, today.year)}")
        elif step.due is not None:
            late = ", late" if step.due < today else ""
            marks.append(f"due {short_day(step.due, today.year)}{late}")
        found.append(Text([Span(step.text, Face.MEDIUM)], BODY))
        found.append(Text("\u00a0· ".join(marks), META, after=4.0))
    return found


def _watched(alerts: Sequence[Alert]) -> list[Flowable]:
    if not alerts:
        return []
    rows: list[Flowable] = []
    for alert in alerts:
        rows.append(Text([Span(alert.title, Face.MEDIUM)], BODY))
        rows.append(Text(" ".join(part for part in (alert.line, alert.state) if part), META, after=4.0))
    return section("Under watch", rows)


def _new_and_few(report: TrendReport, year: int) -> list[Flowable]:
    story: list[Flowable] = []
    if report.new_since:
        new = [
            Text(
                f"{each.attribute} {each.value or 'another customer'}, since {short_day(each.since, year)}",
                BODY,
            )
            for each in report.new_since
        ]
        remark = "new is not the same as rising"
        story += section("New", new, remark)
    if report.too_few:
        places = counted(len(report.too_few), "place has", "places have")
        story += section("Too early to say", [Text(f"{places} too few complaints to judge.", BODY)])
    return story


def _method(report: TrendReport) -> list[Flowable]:
    words = (
        "Every whole week is compared with what is usual for it: level, season, slow trend, and how many "
        f"orders there were ({report.exposure}). Of ten rises told, about one is false. What the complaints "
        "share is the combination that carries more of the rise than chance would give it. An effect sets "
        "the time since the first action against that before the rise was noticed; its interval holds 19 "
        "times in 20."
    )
    return section("How this is found", [Text(words, Style(size=8.8, leading=12.0, ink="text2"))])
