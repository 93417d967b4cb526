"""Whatever somebody did, one undo takes it back whole, and one redo does it again."""

from __future__ import annotations

from contextlib import closing

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mcr_desktop.models import Base
from tests.scenes import Stage, built, stage
from tests.store.test_fence_matrix import USE_CASES, UseCase
from tests.worlds import World

__all__ = ["built", "stage"]

WHO = {"write": "deputy", "assign": "admin", "fence": "admin", "lift": "admin", "gate": "admin"}
TRACES = {"audit_entry", "change", "draft"}
UNDONE = [each for each in USE_CASES if each.writes and each.needs in WHO]


def stored(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Everything stored beside the traces of what was done; versions only count changes."""
    with closing(sqlcipher.connect(str(world.database.path))) as connection:
        return {
            table.name: connection.execute(
                f"SELECT {', '.join(column.name for column in table.columns if column.name != 'version')} "  # noqa: S608
                f'FROM "{table.name}" ORDER BY 1, 2'
            ).fetchall()
            for table in Base.metadata.sorted_tables
            if table.name not in TRACES
        }


@pytest.mark.parametrize("use_case", UNDONE, ids=lambda each: each.name)
def test_undo_takes_it_back_whole_and_redo_does_it_again(use_case: UseCase, stage: Stage) -> None:
    actor = stage.scene.people[WHO[use_case.needs]]
    records = stage.scene.open if use_case.needs == "fence" else stage.scene.fenced
    before = stored(stage.world)

    use_case.call(stage.services, actor, records, stage.scene)
    after = stored(stage.world)
    assert after != before
    stage.services.history.undo(actor)
    assert stored(stage.world) == before
    stage.services.history.redo(actor)
    assert stored(stage.world) == after
