"""The sample's conversations, facts, promises and joint plans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from mcr_desktop.domain.conversations import EntryKind, Kind, Side, Starter
from mcr_desktop.domain.facts import shelf_months_for
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.models.conversations import Conversation, NoteRevision, Participant
from mcr_desktop.models.facts import Fact
from mcr_desktop.models.plans import Objective, ObjectiveStep
from mcr_desktop.models.promises import Promise
from mcr_desktop.services.sample.book import Book, Met
from mcr_desktop.services.sample.trade import Sold

TALKS = 300
SPAN = 548
"""Days that the conversations reach back: eighteen months."""

QUIET = "Marlow Ferries"
PRESSED = "Brookside Clinics"
BEHIND = "Leith Labs"

Wording = Callable[[Book, Met, Kind, str], str]
"""What was written down, from the customer, how they talked and with whom."""


def write_talks(book: Book, rise: list[tuple[int, Sold, str]]) -> None:
    """About three hundred conversations; one customer has grown quiet, one is called too often."""
    days: list[tuple[date, Met]] = []
    quiet, pressed = book.named(QUIET), book.named(PRESSED)
    days += [
        (book.ago(41 + 21 * step + book.dice.randrange(-2, 3) * (step > 0)), quiet) for step in range(16)
    ]
    days += [(book.ago(age), pressed) for age in (6, 4, 3, 1)]
    others = [met for met in book.customers if met is not quiet]
    weights = [met.company.weekly * (3 if met.is_fenced else 1) for met in others]
    while len(days) < TALKS - len(rise):
        met = book.dice.choices(others, weights)[0]
        age = book.dice.randrange(8 if met is pressed else 1, SPAN)
        if book.ago(age).weekday() < 5:
            days.append((book.ago(age), met))
    for day, met in sorted(days, key=lambda pair: pair[0]):
        _talk(book, met, day, _text)
    for _, one, text in rise:
        _talk(book, one.met, one.on, _heard(text), Kind.CALL)


def _heard(complaint: str) -> Wording:
    def wording(_book: Book, _met: Met, _kind: Kind, they: str) -> str:
        return f"{they} rang. {complaint}"

    return wording


def _talk(book: Book, met: Met, day: date, wording: Wording, kind: Kind | None = None) -> None:
    dice = book.dice
    kind = kind or dice.choices((Kind.CALL, Kind.MEETING, Kind.MAIL, Kind.CHAT), (50, 18, 24, 8))[0]
    contact_id, they = dice.choice(met.contacts)
    pressed = met.company.name == PRESSED
    starter = Starter.US if pressed or dice.random() < 0.6 else Starter.THEM
    user_id = dice.choice(met.helpers)
    text = wording(book, met, kind, they)
    at = book.at(day)
    number = book.batch.add(
        Conversation,
        uuid=book.uuid(),
        customer_id=met.id,
        user_id=user_id,
        kind=kind,
        started_by=starter,
        happened_at=at,
        minutes=dice.choice((5, 8, 12, 20, 35, 60)) if kind in (Kind.CALL, Kind.MEETING) else None,
        private=dice.random() < 0.03,
        logged_at=at,
    )
    book.batch.add(
        NoteRevision,
        conversation_id=number,
        customer_id=met.id,
        number=1,
        text=text,
        written_by_id=user_id,
        written_at=at,
    )
    book.batch.add(Participant, conversation_id=number, customer_id=met.id, contact_id=contact_id)
    book.index(EntryKind.CONVERSATION, number, met.id, at, text)


def _text(book: Book, met: Met, kind: Kind, they: str) -> str:
    notes, dice = book.cast.notes, book.dice
    mood = dice.choices(("good", "plain", "sore"), (40, 42, 18))[0]
    opening = dice.choice(notes[kind.value]["opening"])
    first, second = dice.sample(notes["middle"][mood], 2)
    lines = [opening, first, second if dice.random() < 0.45 else "", dice.choice(notes["closing"]["lines"])]
    short = they if they.startswith("Dr.") else they.split(maxsplit=1)[0]
    place = f"the {met.company.region} site"
    return " ".join(line for line in lines if line).format(they=short, goods=met.goods, place=place)


def write_facts(book: Book) -> None:
    """Facts of all ages, from confirmed last week to long stale."""
    ages = (6, 38, 64, 155, 215, 20, 290, 400, 90, 12)
    for met in book.customers:
        for place, (topic, value, source) in enumerate(met.company.facts):
            confirmed = book.ago(ages[(place + met.id) % len(ages)])
            learned = confirmed - timedelta(days=book.dice.choice((0, 0, 60, 240)))
            number = book.batch.add(
                Fact,
                uuid=book.uuid(),
                customer_id=met.id,
                topic=topic,
                value=value,
                source=source,
                user_id=book.dice.choice(met.helpers),
                learned_on=learned,
                confirmed_on=confirmed,
                shelf_months=shelf_months_for(topic),
                restricted=topic == "Family",
            )
            book.index(EntryKind.FACT, number, met.id, book.at(learned), f"{topic} {value}")


def write_promises(book: Book) -> None:
    """Promises kept, let go, late, and due in these days."""
    fenced = [met for met in book.customers if met.is_fenced]
    near = (-1, 0, 1, 3, 8, 15)
    for place, met in enumerate(fenced):
        for _ in range(5):
            _closed_promise(book, met)
        for due in (near[place % len(near)], near[(place + 3) % len(near)]):
            _promise(book, met, due=book.ago(-due), made=book.ago(book.dice.randrange(10, 40)))
    for met in (met for met in book.customers if not met.is_fenced and book.dice.random() < 0.4):
        _closed_promise(book, met)


def _closed_promise(book: Book, met: Met) -> None:
    made = book.ago(book.dice.randrange(30, 400))
    due = made + timedelta(days=book.dice.randrange(3, 25))
    closed = due + timedelta(days=book.dice.choice((-3, -1, 0, 0, 1)))
    let_go = book.dice.random() < 0.1
    why = book.dice.choice(book.cast.notes["promises"]["let_go"]) if let_go else ""
    state = PromiseState.LET_GO if let_go else PromiseState.KEPT
    _promise(book, met, due=due, made=made, state=state, closed=min(closed, book.ago(1)), why=why)


def _promise(
    book: Book,
    met: Met,
    *,
    due: date,
    made: date,
    state: PromiseState = PromiseState.OPEN,
    closed: date | None = None,
    why: str = "",
) -> None:
    side = Side.THEIRS if book.dice.random() < 0.25 else Side.OURS
    book.batch.add(
        Promise,
        uuid=book.uuid(),
        customer_id=met.id,
        text=book.dice.choice(book.cast.notes["promises"][side.value]),
        side=side,
        state=state,
        due=due,
        user_id=book.dice.choice(met.helpers) if side is Side.OURS else None,
        contact_id=met.contacts[0][0] if side is Side.THEIRS else None,
        made_on=made,
        closed_on=closed,
        why=why,
    )


def write_plans(book: Book) -> None:
    """Joint plans with steps on both sides; two of the valued twelve have none yet, one is behind."""
    for met in book.customers:
        for title, steps, done in met.company.plan:
            objective = book.batch.add(
                Objective,
                uuid=book.uuid(),
                customer_id=met.id,
                title=title,
                agreed_on=date(2026, 9, 9),
                agreed_with=met.contacts[0][1],
                due=date(2027, 3, 31),
            )
            behind = 21 if met.company.name == BEHIND else 0
            for step in range(steps):
                book.batch.add(
                    ObjectiveStep,
                    uuid=book.uuid(),
                    objective_id=objective,
                    customer_id=met.id,
                    text=book.cast.notes["plans"]["steps"][step],
                    side=Side.OURS if step % 3 else Side.THEIRS,
                    due=book.ago(behind - 10 - 21 * (step - done)),
                    done_on=book.ago(5 + 9 * (done - step)) if step < done else None,
                )
