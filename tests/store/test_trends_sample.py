"""The sample's story as the analysis tells it, whatever the dice say."""

from __future__ import annotations

import pytest

from mcr_desktop.domain.trends import AlertGroup, Stage
from mcr_desktop.services.sample import fill_sample
from mcr_desktop.services.sample.fill import SEED
from mcr_desktop.services.trends import TrendService
from tests.worlds import World


@pytest.mark.parametrize("seed", [SEED, 5, 11])
def test_the_planted_rise_is_told_with_depot_and_carrier_and_nothing_else_is(world: World, seed: int) -> None:
    fill_sample(world.database, world.root, world.clock(), seed)
    service = TrendService(world.database, world.clock)
    report = service.report(world.root)

    (rise,) = report.rises
    assert rise.kind == "Late delivery"
    assert {**rise.where, **rise.drivers[0].where} == {"site": "Depot North", "carrier": "Swiftline"}
    assert rise.sentence.startswith("Late delivery: ")
    assert "rom Depot North by Swiftline" in rise.sentence
    assert (report.slow_rises, report.new_since, report.silent_since) == ((), (), ())

    alerts = service.alerts(world.root)
    assert alerts[0].rise == rise
    assert alerts[0].group is AlertGroup.NEEDS_YOU
    cured = next(alert for alert in alerts if alert.title == "Damaged packaging")
    assert (cured.group, cured.stage) == (AlertGroup.CLOSED, Stage.VERIFIED)
    assert all("Harbour" not in str((alert.title, alert.line)) for alert in alerts)
