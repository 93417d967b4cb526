"""Undo and redo rest on the journal: whole deeds, back and forth, or a refusal that changes nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select, update

from mcr_desktop.domain.errors import Refused, Stale
from mcr_desktop.domain.people import Role
from mcr_desktop.models.customers import Contact, Customer
from mcr_desktop.services.history import HistoryService
from mcr_desktop.store import audit
from mcr_desktop.store.audit import Deed
from tests.worlds import World


def _history(world: World) -> HistoryService:
    return HistoryService(world.database, world.clock)


def _names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def _rename(world: World, customer: int, name: str) -> None:
    with world.database.writing() as session:
        audit.record(session, world.root, Deed.CHANGED_CUSTOMER, world.clock(), customer_id=customer)
        row = session.get_one(Customer, customer)
        row.name = name


def test_a_deed_is_taken_back_and_done_again(world: World) -> None:
    customer = world.customer("Marlow Ferries")
    _rename(world, customer, "Marlow")
    history = _history(world)

    assert history.undo(world.root) == "change a customer"
    assert _names(world) == ["Marlow Ferries"]
    assert history.redo(world.root) == "change a customer"
    assert _names(world) == ["Marlow"]
    history.undo(world.root)
    history.undo(world.root)
    assert _names(world) == []
    history.redo(world.root)
    history.redo(world.root)
    assert _names(world) == ["Marlow"]


def test_a_new_deed_ends_what_could_be_done_again(world: World) -> None:
    customer = world.customer("Marlow Ferries")
    _rename(world, customer, "Marlow")
    _history(world).undo(world.root)
    _rename(world, customer, "Marlow & Sons")

    with pytest.raises(Refused, match="nothing to do again"):
        _history(world).redo(world.root)


def test_what_somebody_changed_since_is_not_taken_back(world: World) -> None:
    customer = world.customer("Marlow Ferries")
    _rename(world, customer, "Marlow")
    with world.database.writing() as session:
        session.execute(update(Customer).values(name="Marlow Lines"))
    before = world.checksum()

    with pytest.raises(Stale, match="changed this since"):
        _history(world).undo(world.root)
    assert world.checksum() == before


def test_what_others_built_upon_is_not_taken_back(world: World) -> None:
    customer = world.customer("Marlow Ferries")
    maya = world.user("Maya", Role.ADMIN)
    with world.database.writing() as session:
        audit.record(session, maya, Deed.ADDED_CONTACT, world.clock(), customer_id=customer)
        session.add(Contact(uuid=str(uuid4()), customer_id=customer, name="Una", folded="una"))
    before = world.checksum()
    history = _history(world)
    with world.database.reading() as session:
        first = audit.newest(session, world.root, Deed.ADDED_CUSTOMER)

    with pytest.raises(Refused, match="Other records were added"):
        history.undo(world.root, first)
    assert world.checksum() == before


def test_only_ones_own_deeds_and_only_for_thirty_days(world: World) -> None:
    world.customer("Marlow Ferries")
    maya = world.user("Maya", Role.ADMIN)
    with pytest.raises(Refused, match="nothing to take back"):
        _history(world).undo(maya)
    world.clock.move(days=31)
    with pytest.raises(Refused, match="nothing to take back"):
        _history(world).undo(world.root)


def test_a_write_without_its_audit_line_is_a_defect(world: World) -> None:
    with pytest.raises(RuntimeError, match="audit line"), world.database.writing() as session:
        session.add(Customer(uuid=str(uuid4()), name="Nobody", folded="nobody"))
    assert _names(world) == []
