"""What leaves beside the customers' own tables: what came from outside, our people, causes, and the trail."""

from __future__ import annotations

from sqlalchemy import select

from mcr_desktop.models.conversations import NoteRevision
from mcr_desktop.models.customers import Breach, Customer, GatePass, OutsideMessage
from mcr_desktop.models.history import AuditEntry
from mcr_desktop.models.investigations import Investigation, InvestigationAction, InvestigationWhy
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.store.export import Leaving, Visible


def from_outside(visible: Visible) -> tuple[Leaving, ...]:
    """Messages, contacts and gate passes from outside the fence, and every wording a note has had."""
    return (
        Leaving(
            "messages from outside",
            ("customer", "user", "left at", "text"),
            select(Customer.name, User.name, OutsideMessage.left_at, OutsideMessage.text)
            .join(Customer, Customer.id == OutsideMessage.customer_id)
            .join(User, User.id == OutsideMessage.user_id)
            .where(visible(OutsideMessage.customer_id))
            .order_by(OutsideMessage.id),
        ),
        Leaving(
            "contacts outside the fence",
            ("customer", "user", "happened at", "what"),
            select(Customer.name, User.name, Breach.happened_at, Breach.what)
            .join(Customer, Customer.id == Breach.customer_id)
            .join(User, User.id == Breach.user_id)
            .where(visible(Breach.customer_id))
            .order_by(Breach.id),
        ),
        Leaving(
            "gate passes",
            ("customer", "user", "opened at", "ends at", "reason"),
            select(Customer.name, User.name, GatePass.opened_at, GatePass.ends_at, GatePass.reason)
            .join(Customer, Customer.id == GatePass.customer_id)
            .join(User, User.id == GatePass.user_id)
            .where(visible(GatePass.customer_id))
            .order_by(GatePass.id),
        ),
        Leaving(
            "note revisions",
            ("customer", "conversation", "number", "text", "user", "written at"),
            select(
                Customer.name,
                NoteRevision.conversation_id,
                NoteRevision.number,
                NoteRevision.text,
                User.name,
                NoteRevision.written_at,
            )
            .join(Customer, Customer.id == NoteRevision.customer_id)
            .join(User, User.id == NoteRevision.written_by_id)
            .where(visible(NoteRevision.customer_id))
            .order_by(NoteRevision.id),
        ),
    )


def people() -> tuple[Leaving, ...]:
    """Who is one of us, with their roles, and who is in which team; open by design."""
    return (
        Leaving(
            "users",
            ("name", "role", "email", "title"),
            select(User.name, UserRole.role, User.email, User.title)
            .outerjoin(UserRole, UserRole.user_id == User.id)
            .order_by(User.id, UserRole.id),
        ),
        Leaving(
            "team members",
            ("team", "name", "function", "from", "until"),
            select(Team.name, User.name, TeamMember.function, TeamMember.starts_on, TeamMember.ends_on)
            .join(Team, Team.id == TeamMember.team_id)
            .join(User, User.id == TeamMember.user_id)
            .order_by(TeamMember.id),
        ),
    )


def everything_else() -> tuple[Leaving, ...]:
    """What belongs to no single customer and only an admin with a reason takes along."""
    return (
        Leaving(
            "investigations",
            ("title", "kind", "where", "stage", "opened on", "due", "containment", "cause", "escape point",
             "fixed when", "effect", "verified on"),
            select(
                Investigation.title, Investigation.kind, Investigation.where_json, Investigation.stage,
                Investigation.opened_on, Investigation.due, Investigation.containment, Investigation.cause,
                Investigation.escape_point, Investigation.fixed_when, Investigation.effect,
                Investigation.verified_on,
            ).order_by(Investigation.id),
        ),
        Leaving(
            "whys",
            ("investigation", "number", "text", "evidence"),
            select(
                Investigation.title, InvestigationWhy.number, InvestigationWhy.text,
                InvestigationWhy.evidence,
            )
            .join(Investigation, Investigation.id == InvestigationWhy.investigation_id)
            .order_by(InvestigationWhy.id),
        ),
        Leaving(
            "actions",
            ("investigation", "text", "purpose", "user", "due", "done on"),
            select(
                Investigation.title, InvestigationAction.text, InvestigationAction.purpose, User.name,
                InvestigationAction.due, InvestigationAction.done_on,
            )
            .join(Investigation, Investigation.id == InvestigationAction.investigation_id)
            .outerjoin(User, User.id == InvestigationAction.user_id)
            .order_by(InvestigationAction.id),
        ),
        Leaving(
            "audit",
            ("at", "user", "deed", "customer", "subject", "reason"),
            select(
                AuditEntry.at, User.name, AuditEntry.deed, Customer.name, AuditEntry.subject,
                AuditEntry.reason,
            )
            .join(User, User.id == AuditEntry.user_id)
            .outerjoin(Customer, Customer.id == AuditEntry.customer_id)
            .order_by(AuditEntry.id),
        ),
    )  # fmt: skip
