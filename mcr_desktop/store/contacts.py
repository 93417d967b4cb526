"""Questions about the people at a customer."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.domain.text import fold, storable
from mcr_desktop.models.customers import Contact


def of(session: Session, customer_id: int) -> tuple[ContactRow, ...]:
    """A customer's people: those still there first, the influential before the others."""
    found = session.scalars(
        select(Contact)
        .where(Contact.customer_id == customer_id)
        .order_by(Contact.left_on.is_not(None), Contact.influence.desc().nulls_last(), Contact.folded)
    )
    return tuple(
        ContactRow(
            row.id,
            row.name,
            row.title,
            row.stakeholder,
            row.influence,
            row.phone,
            row.email,
            row.terms,
            row.mobile,
            row.left_on,
            row.version,
        )
        for row in found
    )


def get(session: Session, contact_id: int) -> Contact:
    """One contact to be changed.  Raises NotFound."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise NotFound("There is no such person at a customer of this workspace.")
    return contact


def of_uuid(session: Session, uuid: str) -> int | None:
    """The contact that was stored under this uuid."""
    return session.scalar(select(Contact.id).where(Contact.uuid == uuid))


def add(session: Session, customer_id: int, row: ContactRow, uuid: str) -> int:
    """A new person at a customer."""
    contact = Contact(uuid=uuid, customer_id=customer_id)
    change(contact, row)
    session.add(contact)
    session.flush()
    return contact.id


def change(contact: Contact, row: ContactRow) -> None:
    """Make a contact what the row says.  Raises Refused without a name or outside the scale."""
    name = " ".join(storable(row.name).split())
    if not name:
        raise Refused("A person needs a name.")
    if row.influence is not None and not 1 <= row.influence <= 5:
        raise Refused("Influence goes from 1 to 5.")
    contact.name, contact.folded = name, fold(name)
    contact.title = storable(row.title).strip()
    contact.stakeholder = row.stakeholder
    contact.influence = row.influence
    contact.phone = storable(row.phone).strip()
    contact.mobile = storable(row.mobile).strip()
    contact.email = storable(row.email).strip()
    contact.terms = storable(row.terms).strip()
    contact.left_on = row.left_on
