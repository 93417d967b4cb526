"""The customer's own sheet: printed, read when it comes back, and each change taken over one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from mcr_desktop.domain.conversations import NewFact
from mcr_desktop.domain.errors import NotFound, Refused, Stale
from mcr_desktop.domain.fence import Action, Fence
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period, local_day
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.domain.reviews import PrintedReview, ReviewSnapshot
from mcr_desktop.domain.sheets import (
    TERMS,
    SheetAnswer,
    SheetAnswers,
    SheetChange,
    SheetKey,
    SheetKind,
    SheetLine,
    SheetReading,
    lines_of,
)
from mcr_desktop.domain.text import fold
from mcr_desktop.exchange.sheets import read_sheet
from mcr_desktop.reports.sheet import print_sheet
from mcr_desktop.services.door import opened, said
from mcr_desktop.store import audit, contacts, customers, facts, promises, settings
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit

SOURCE = "the customer"
NEW_TOPIC = "told by the customer"
_GONE = "We no longer hold what stood there; taken over, it becomes a new fact."
_NOT_THERE = "There is no such line on this customer's sheet."
_CHANGED = "We have changed this ourselves since the sheet was printed."
_BOTH = "They ticked it as right and wrote beside it, too."


@dataclass(frozen=True, slots=True)
class SheetService:
    """What a customer corrects of what we believe about them."""

    database: Database
    now: Callable[[], datetime]

    def print(self, actor: Actor, customer_id: int, *, paper: str = "A4") -> PrintedReview:
        """The sheet as a PDF to be filled in, and who printed it written down.

        Raises NotFound, NotAllowed: what goes into the customer's hands is a lead's to print.
        """
        now = self.now()
        with self.database.reading() as session:
            admit(session, actor, customer_id, Action.PRINT_FOR_CUSTOMER, now)
        with opened(self.database, actor, customer_id, now) as (session, fence):
            made = print_sheet(self._believed(session, actor, fence, now), paper=paper)
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.PRINT_FOR_CUSTOMER, now)
            audit.record(
                session, actor, Deed.PRINTED, now, customer_id=customer_id, subject="the customer's own sheet"
            )
        return made

    def read(self, actor: Actor, path: Path) -> SheetReading:
        """A sheet that came back, each answer beside what we hold today.  Nothing is changed by reading.

        Raises NotFound, NotAllowed, and Refused for a file that is no such sheet.
        """
        now, answers = self.now(), read_sheet(path)
        with opened(self.database, actor, answers.customer_id, now) as (session, fence):
            held = lines_of(self._believed(session, actor, fence, now))
        told = [_beside(answers, answer, held) for answer in answers.answers]
        changes = tuple(change for change in told if change is not None)
        return SheetReading(
            answers.customer_id, fence.customer, answers.made_on, changes, len(told) - len(changes)
        )

    def accept(self, actor: Actor, change: SheetChange) -> None:
        """Take over one change: its source is the customer, its day is today.

        Raises NotFound, NotAllowed, Refused, and Stale when it is no longer as it was shown.
        """
        now = self.now()
        with self.database.writing() as session:
            admit(session, actor, change.customer_id, Action.WRITE, now)
            audit.record(
                session,
                actor,
                Deed.TOOK_OVER,
                now,
                customer_id=change.customer_id,
                subject=change.label[:80],
                reason=f"sheet of {change.made_on}",
            )
            _TAKE[change.key.kind](session, actor, change, now)

    def _believed(self, session: Session, actor: Actor, fence: Fence, now: datetime) -> ReviewSnapshot:
        """What the sheet is printed from."""
        header, today = customers.header(session, fence, now), local_day(now)
        return ReviewSnapshot(
            header.id,
            header.name,
            settings.value(session, "name") or self.database.path.stem,
            Period(today, today),
            now.astimezone(),
            actor.name,
            team=header.team,
            contacts=contacts.of(session, header.id),
            facts=facts.of(session, header.id),
            promises=tuple(
                each for each in promises.of(session, header.id) if each.state is PromiseState.OPEN
            ),
        )


def _beside(answers: SheetAnswers, answer: SheetAnswer, held: tuple[SheetLine, ...]) -> SheetChange | None:
    """An answer beside what we hold; None where there is nothing to do about it."""
    line = _line(answer.key, held)
    change = SheetChange(
        answers.customer_id, answer.key, line.label if line else "", line.value if line else "",
        answer.changed_to, answers.made_on,
    )  # fmt: skip
    if line is None:
        anew = SheetKey(SheetKind.NEW, 0)
        return replace(change, key=anew, label=NEW_TOPIC, remark=_GONE) if change.new else None
    if answer.key.kind is SheetKind.NEW and any(_is_told(each, change.new) for each in held):
        return None
    if _same(change.new, line.value):
        change = replace(change, new="")
    if not change.new:
        is_fact = answer.key.kind is SheetKind.FACT
        return replace(change, key=line.key) if is_fact and answer.right and line.value else None
    remark = _CHANGED if line.key.version != answer.key.version else _BOTH if answer.right else ""
    return replace(change, key=line.key, remark=remark)


def _line(key: SheetKey, held: tuple[SheetLine, ...]) -> SheetLine | None:
    """The line we hold today for the one that was answered; a term may have become a fact meanwhile."""
    for line in held:
        if (line.key.kind, line.key.id) == (key.kind, key.id):
            return line
    if key.kind is SheetKind.TERM and key.id < len(TERMS):
        return next((line for line in held if line.is_term and line.label == TERMS[key.id]), None)
    return None


def _is_told(line: SheetLine, words: str) -> bool:
    """Whether a line is what the customer told us on a sheet before."""
    return line.key.kind is SheetKind.FACT and line.label == NEW_TOPIC and _same(line.value, words)


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _take_fact(session: Session, actor: Actor, change: SheetChange, now: datetime) -> None:
    fact = facts.get(session, change.key.id)
    _refuse_other(fact.customer_id, change)
    _unchanged(fact.value, change)
    if fact.ended_on is not None or fact.restricted:
        raise NotFound(_NOT_THERE)
    if change.new:
        facts.replace_value(session, fact, change.new, actor.id, now)
        fact.source = SOURCE
    else:
        fact.confirmed_on = max(local_day(now), fact.learned_on)
        fact.user_id, fact.ask_next, fact.source = actor.id, False, SOURCE


def _take_new(session: Session, actor: Actor, change: SheetChange, now: datetime) -> None:
    topic = TERMS[change.key.id] if change.key.kind is SheetKind.TERM else NEW_TOPIC
    told = said(change.new, "There is nothing written there.")
    identity = str(uuid5(NAMESPACE_OID, f"sheet {change.customer_id} {change.made_on} {topic} {told}"))
    if facts.of_uuid(session, identity) is None:
        new = NewFact(topic, told)
        facts.add(session, change.customer_id, new, identity, user_id=actor.id, at=now, source=SOURCE)


def _take_person(session: Session, actor: Actor, change: SheetChange, now: datetime) -> None:
    del actor, now
    stored = contacts.get(session, change.key.id)
    _refuse_other(stored.customer_id, change)
    row = next(row for row in contacts.of(session, stored.customer_id) if row.id == stored.id)
    words = " ".join(said(change.new, "There is nothing written there.").split())
    kind = change.key.kind
    _unchanged({SheetKind.NAME: row.name, SheetKind.TITLE: row.title}.get(kind, row.terms), change)
    if kind is SheetKind.NAME:
        row = replace(row, name=words[:200])
    elif kind is SheetKind.TITLE:
        row = replace(row, title=words[:200])
    else:
        row = replace(row, terms=change.new)
    contacts.change(stored, row)
    session.flush()


def _take_promise(session: Session, actor: Actor, change: SheetChange, now: datetime) -> None:
    del actor, now
    promise = promises.get(session, change.key.id)
    _refuse_other(promise.customer_id, change)
    _unchanged(promise.text, change)
    if promise.state is not PromiseState.OPEN:
        raise Refused("This promise is closed. Open it again first.")
    promise.text = said(change.new, "There is nothing written there.")
    session.flush()


def _refuse_other(customer_id: int, change: SheetChange) -> None:
    """A file from outside may name any record; only those of its own customer count."""
    if customer_id != change.customer_id:
        raise NotFound(_NOT_THERE)


def _unchanged(held: str, change: SheetChange) -> None:
    if held != change.old:
        raise Stale("A colleague changed this meanwhile. Read the sheet again before you take it over.")


_TAKE: dict[SheetKind, Callable[[Session, Actor, SheetChange, datetime], None]] = {
    SheetKind.FACT: _take_fact,
    SheetKind.TERM: _take_new,
    SheetKind.NEW: _take_new,
    SheetKind.NAME: _take_person,
    SheetKind.TITLE: _take_person,
    SheetKind.REACH: _take_person,
    SheetKind.PROMISE: _take_promise,
}
