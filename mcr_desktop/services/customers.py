"""Customers: the open directory, a customer's page, the fence round it, and the plan agreed with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from mcr_desktop.domain.conversations import ContactPressure, Side
from mcr_desktop.domain.customers import (
    ContactRow,
    CustomerDetails,
    CustomerHeader,
    CustomerRow,
    GatePassRow,
    budget_of,
)
from mcr_desktop.domain.errors import NotFound, Refused
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.reviews import PlanLine
from mcr_desktop.services.door import opened, said, unchanged
from mcr_desktop.services.names import closest
from mcr_desktop.store import audit, contacts, conversations, customers, fences, plans, values
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database
from mcr_desktop.store.scope import admit, admit_admin, fence_around


@dataclass(frozen=True, slots=True)
class CustomerService:
    """The directory is open to everybody; what lies behind a name only to those the fence lets in."""

    database: Database
    now: Callable[[], datetime]

    def ids(
        self,
        actor: Actor,
        *,
        text: str = "",
        saved: str = "all",
        sort: str = "name",
        descending: bool = False,
    ) -> list[int]:
        """Every customer's id in order, narrowed by words of the name and a saved view.

        saved: all, mine, fenced, open (not fenced).  sort: name, value, manager, last contact; what the
        actor may not read does not sort.  Raises Refused for other words.
        """
        with self.database.reading() as session:
            return customers.ids(
                session, actor, self.now(), text=text, saved=saved, sort=sort, descending=descending
            )

    def rows(self, actor: Actor, ids: Sequence[int]) -> tuple[CustomerRow, ...]:
        """The lines of the directory for these ids; fields from records only where the actor may read."""
        with self.database.reading() as session:
            return customers.rows(session, actor, ids, self.now())

    def header(self, actor: Actor, customer_id: int) -> CustomerHeader:
        """The top of a customer's page.  Raises NotFound, NotAllowed."""
        now = self.now()
        with opened(self.database, actor, customer_id, now) as (session, fence):
            return customers.header(session, fence, now)

    def directory_entry(self, actor: Actor, customer_id: int) -> CustomerHeader:
        """What everybody may know of a customer: name, fence, and whom to ask.  Raises NotFound."""
        now = self.now()
        with self.database.reading() as session:
            fence = fence_around(session, actor, customer_id, now)
            return customers.directory_entry(session, fence, now)

    def find_named(self, actor: Actor, name_or_key: str) -> int:
        """The customer with this key, else with this name however it is written.

        Raises Refused when two are called that, NotFound with the likeliest name meant.
        """
        del actor  # the directory is open by design
        with self.database.reading() as session:
            found = customers.named(session, name_or_key)
            if found is not None:
                return found
            likely = closest(name_or_key, customers.names(session).values())
        meant = f" Did you mean {likely}?" if likely else ""
        raise NotFound(f"There is no customer called {name_or_key}.{meant}")

    def add(
        self,
        actor: Actor,
        name: str,
        details: CustomerDetails | None = None,
        *,
        uuid: str | None = None,
    ) -> int:
        """A new customer, open to everybody until a fence is decided.  Raises Refused for a taken name."""
        stored = uuid or str(uuid4())
        with self.database.writing() as session:
            if (known := customers.of_uuid(session, stored)) is not None:
                return known
            audit.record(session, actor, Deed.ADDED_CUSTOMER, self.now(), subject=name)
            return customers.add(session, name, details or CustomerDetails(), stored)

    def change(
        self, actor: Actor, customer_id: int, name: str, details: CustomerDetails, *, seen_version: int
    ) -> None:
        """Correct what is said about a customer.  Raises NotFound, NotAllowed, Refused, Stale."""
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            customer = customers.get(session, customer_id)
            unchanged(customer.version, seen_version)
            audit.record(session, actor, Deed.CHANGED_CUSTOMER, now, customer_id=customer_id, subject=name)
            customers.change(session, customer, name, details)
            session.flush()

    def contacts(self, actor: Actor, customer_id: int) -> tuple[ContactRow, ...]:
        """A customer's people.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return contacts.of(session, customer_id)

    def add_contact(
        self, actor: Actor, customer_id: int, contact: ContactRow, *, uuid: str | None = None
    ) -> int:
        """A new person at a customer; the row's own id is not looked at.  Raises as change_contact."""
        now, stored = self.now(), uuid or str(uuid4())
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            if (known := contacts.of_uuid(session, stored)) is not None:
                return known
            audit.record(
                session, actor, Deed.ADDED_CONTACT, now, customer_id=customer_id, subject=contact.name
            )
            return contacts.add(session, customer_id, contact, stored)

    def change_contact(self, actor: Actor, contact: ContactRow) -> None:
        """Make a person what the row says, unless somebody changed them since it was read.

        Raises NotFound, NotAllowed, Refused, Stale.
        """
        now = self.now()
        with self.database.writing() as session:
            stored = contacts.get(session, contact.id)
            admit(session, actor, stored.customer_id, Action.WRITE, now)
            unchanged(stored.version, contact.version)
            audit.record(
                session,
                actor,
                Deed.CHANGED_CONTACT,
                now,
                customer_id=stored.customer_id,
                subject=contact.name,
            )
            contacts.change(stored, contact)
            session.flush()

    def fence(self, actor: Actor, customer_id: int, reason: str, starts_on: date | None = None) -> int:
        """Protect a customer from a day on, today if none is given.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.DECIDE_FENCE, now)
            why = said(reason, "Say in a word why this customer is protected.")
            audit.record(
                session, actor, Deed.FENCED, now, customer_id=customer_id, subject="fenced", reason=why
            )
            first = starts_on or local_day(now)
            return fences.decide(session, customer_id, first, why, actor.id, now)

    def lift_fence(self, actor: Actor, customer_id: int, reason: str) -> None:
        """Open a customer to everybody again.  Raises NotFound, NotAllowed, Refused."""
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.DECIDE_FENCE, now)
            why = said(reason, "Say in a word why the fence comes down.")
            decision = customers.decision_in_force(session, customer_id, local_day(now))
            if decision is None:
                raise Refused("There is no fence round this customer.")
            audit.record(
                session, actor, Deed.FENCED, now, customer_id=customer_id, subject="fence lifted", reason=why
            )
            fences.lift(session, decision, local_day(now), why)

    def open_gate(self, actor: Actor, customer_id: int, reason: str) -> int:
        """Let an admin read a fenced customer's records for a day; its team sees that, and why.

        Raises NotFound, NotAllowed for anybody but an admin, Refused where no pass is needed.
        """
        now = self.now()
        with self.database.writing() as session:
            fence = fence_around(session, actor, customer_id, now)
            admit_admin(session, actor, "open a gate pass")
            if fence.allows(Action.READ):
                raise Refused(f"You can read the records of {fence.customer} already.")
            why = said(reason, "Say in a word why you need to see these records.")
            audit.record(session, actor, Deed.OPENED_GATE, now, customer_id=customer_id, reason=why)
            return fences.open_gate(session, customer_id, actor.id, why, now)

    def gate_passes(self, actor: Actor, customer_id: int) -> tuple[GatePassRow, ...]:
        """Who opened a customer's records by a pass, when and why.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return fences.gate_passes(session, customer_id)

    def pressure(self, actor: Actor, customer_id: int) -> ContactPressure:
        """How often we sought a customer this month, against what they bear.  Raises NotFound, NotAllowed."""
        now = self.now()
        with opened(self.database, actor, customer_id, now) as (session, _):
            own = customers.get(session, customer_id).contact_budget
            worth = values.standing(session, [customer_id], local_day(now))[customer_id]
            return conversations.pressure(session, customer_id, budget_of(worth.tier, own), now)

    def plan(self, actor: Actor, customer_id: int) -> tuple[PlanLine, ...]:
        """What was agreed with a customer, and how far it is.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return plans.of(session, customer_id)

    def add_objective(
        self,
        actor: Actor,
        customer_id: int,
        title: str,
        *,
        due: date | None = None,
        agreed_with: str = "",
        uuid: str | None = None,
    ) -> int:
        """Something agreed with a customer.  Raises NotFound, NotAllowed, Refused."""
        now, stored = self.now(), uuid or str(uuid4())
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            if (known := plans.objective_of_uuid(session, stored)) is not None:
                return known
            words = said(title, "Say what was agreed.")
            audit.record(session, actor, Deed.PLANNED, now, customer_id=customer_id, subject=words)
            return plans.add_objective(session, customer_id, words, due, agreed_with, stored, local_day(now))

    def add_step(
        self,
        actor: Actor,
        objective_id: int,
        text: str,
        *,
        side: Side = Side.OURS,
        due: date | None = None,
        uuid: str | None = None,
    ) -> int:
        """One more step towards an objective.  Raises NotFound, NotAllowed, Refused."""
        now, stored = self.now(), uuid or str(uuid4())
        with self.database.writing() as session:
            towards = plans.objective(session, objective_id)
            admit(session, actor, towards.customer_id, Action.WRITE, now)
            if (known := plans.step_of_uuid(session, stored)) is not None:
                return known
            words = said(text, "Say what is to be done.")
            audit.record(session, actor, Deed.PLANNED, now, customer_id=towards.customer_id, subject=words)
            return plans.add_step(session, towards, words, side, due, stored)

    def tick_step(self, actor: Actor, step_id: int, *, done: bool = True) -> None:
        """Say that a step is done, or that it is not after all.  Raises NotFound, NotAllowed."""
        now = self.now()
        with self.database.writing() as session:
            step = plans.step(session, step_id)
            admit(session, actor, step.customer_id, Action.WRITE, now)
            audit.record(
                session, actor, Deed.PLANNED, now, customer_id=step.customer_id, subject=step.text[:80]
            )
            step.done_on = local_day(now) if done else None
            session.flush()
