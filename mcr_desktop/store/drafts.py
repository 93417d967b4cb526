"""Words typed and not yet saved: their writer's alone, without a trace in audit or journal."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mcr_desktop.domain.conversations import Draft
from mcr_desktop.domain.text import storable
from mcr_desktop.models import conversations as models
from mcr_desktop.models.customers import Customer


def keep(session: Session, draft: Draft, user_id: int) -> None:
    """Store a draft, or what it has become.  A draft whose conversation is saved is not brought back."""
    if session.scalar(select(models.Conversation.id).where(models.Conversation.uuid == draft.uuid)):
        return
    known = session.scalars(select(models.Draft).where(models.Draft.uuid == draft.uuid)).one_or_none()
    if known is None:
        known = models.Draft(uuid=draft.uuid, user_id=user_id)
        session.add(known)
    if known.user_id != user_id:
        return
    known.customer_id = draft.customer_id
    known.text = storable(draft.text)
    known.kind = draft.kind
    known.started_by = draft.started_by
    known.changed_at = draft.changed_at
    session.flush()


def drop(session: Session, uuid: str, user_id: int) -> None:
    """Forget one's own draft."""
    session.execute(delete(models.Draft).where(models.Draft.uuid == uuid, models.Draft.user_id == user_id))


def of(session: Session, user_id: int) -> tuple[Draft, ...]:
    """One's own drafts, the latest first."""
    found = session.execute(
        select(models.Draft, Customer.name)
        .outerjoin(Customer, Customer.id == models.Draft.customer_id)
        .where(models.Draft.user_id == user_id)
        .order_by(models.Draft.changed_at.desc(), models.Draft.id.desc())
    )
    return tuple(
        Draft(row.uuid, row.text, row.changed_at, row.customer_id, name or "", row.kind, row.started_by)
        for row, name in found
    )
