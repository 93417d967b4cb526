"""Rises and investigations as one list, under four headings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mcr_desktop.domain.trends import AlertGroup, Investigation, Rise, Stage, TrendDriver, TrendReport
from mcr_desktop.services.trends.alerts import alerts_of, line_words

TODAY = date(2026, 11, 23)


def rise(kind: str = "Late", site: str | None = None, *, observed: int = 11) -> Rise:
    drivers = (TrendDriver({"site": site}, observed, 3.0, 0.9),) if site else ()
    return Rise(kind, {}, observed, 3.2, 4, 0.001, None, Decimal(10), "Late: 11.", drivers, 6, key=f"{kind}|")


def looked_into(stage: Stage, **more: object) -> Investigation:
    known = {"kind": "Late", "owner": "Tom Okafor", "opened_on": date(2026, 11, 20), "where": {}} | more
    return Investigation(1, "Gate B", stage, **known)  # type: ignore[arg-type]


def report(*rises: Rise, **more: object) -> TrendReport:
    return TrendReport(TODAY, date(2026, 11, 16), rises=rises, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "group", "state"),
    [
        (Stage.SPOTTED, AlertGroup.NEEDS_YOU, "Spotted · Tom · day 4"),
        (Stage.INVESTIGATING, AlertGroup.NEEDS_YOU, "Investigating · Tom · day 4"),
        (Stage.ACTING, AlertGroup.BEING_FIXED, "Acting · Tom · day 4"),
        (Stage.VERIFIED, AlertGroup.NEEDS_YOU, "Verified, and it is back"),
    ],
)
def test_a_rise_stands_where_its_investigation_is(stage: Stage, group: AlertGroup, state: str) -> None:
    (alert,) = alerts_of(report(rise()), [looked_into(stage)], TODAY)
    assert (alert.title, alert.group, alert.state, alert.key) == ("Gate B", group, state, "Late|")


@pytest.mark.parametrize(
    ("one", "group", "state"),
    [
        (looked_into(Stage.SPOTTED, owner=""), AlertGroup.UNDER_WATCH, "Spotted · no owner · day 4"),
        (looked_into(Stage.INVESTIGATING), AlertGroup.BEING_FIXED, "Investigating · Tom · day 4"),
        (looked_into(Stage.ACTING, opened_on=None), AlertGroup.BEING_FIXED, "Acting · Tom"),
        (
            looked_into(Stage.VERIFIED, verified_on=date(2026, 11, 2)),
            AlertGroup.CLOSED,
            "Verified · held 3 weeks",
        ),
        (looked_into(Stage.VERIFIED, verified_on=date(2026, 11, 22)), AlertGroup.CLOSED, "Verified"),
    ],
)
def test_an_investigation_without_a_rise_stands_by_its_stage(
    one: Investigation, group: AlertGroup, state: str
) -> None:
    (alert,) = alerts_of(report(), [one], TODAY)
    assert (alert.group, alert.state) == (group, state)


def test_what_was_verified_in_another_year_is_not_listed() -> None:
    assert alerts_of(report(), [looked_into(Stage.VERIFIED, verified_on=date(2025, 12, 1))], TODAY) == ()


def test_an_investigation_joins_only_the_rise_of_its_kind_and_place() -> None:
    north = looked_into(Stage.ACTING, where={"site": "North"})
    assert len(alerts_of(report(rise(site="North")), [north], TODAY)) == 1
    assert len(alerts_of(report(rise(site="South")), [north], TODAY)) == 2
    assert len(alerts_of(report(rise("Broken")), [north], TODAY)) == 2


def test_rises_without_an_owner_come_first_and_watched_ones_after() -> None:
    alerts = alerts_of(
        report(rise(site="North"), quiet=(rise("Quiet"),), slow_rises=(rise("Slow"),)), [], TODAY
    )
    assert [(alert.group, alert.state, alert.stage) for alert in alerts] == [
        (AlertGroup.NEEDS_YOU, "No owner yet", Stage.EXPLAINED),
        (AlertGroup.UNDER_WATCH, "Said to be no trend", Stage.SPOTTED),
        (AlertGroup.UNDER_WATCH, "Rising slowly", Stage.SPOTTED),
    ]
    assert alerts[0].line == "11 complaints, 6 customers. About 3 expected."


def test_every_alert_has_a_key_of_its_own() -> None:
    alerts = alerts_of(report(rise(), slow_rises=(rise(),)), [looked_into(Stage.ACTING, kind="Other")], TODAY)
    assert [alert.key for alert in alerts] == ["Late|", "Other|", "Late|#2"]
    assert line_words(rise(observed=1)).startswith("1 complaint, ")
