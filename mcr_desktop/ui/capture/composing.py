"""A note as it is being written: what it says, what was found in it, and what was decided about that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum

from mcr_desktop.charts.axes import day_words
from mcr_desktop.domain.capture import Card, CardKind, Reading, read_capture
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import (
    ContactPressure,
    Draft,
    Kind,
    NewComplaint,
    NewConversation,
    NewFact,
    NewObjective,
    NewPromise,
    Starter,
)
from mcr_desktop.domain.customers import ContactRow
from mcr_desktop.domain.facts import shelf_months_for
from mcr_desktop.ui.capture.cards import MOST_KEYS, Found
from mcr_desktop.ui.capture.guesses import guess
from mcr_desktop.ui.capture.marked import Mark
from mcr_desktop.ui.colours import Tone
from mcr_desktop.ui.dates import echoed, near_day
from mcr_desktop.ui.names import first_name

LOOKS: dict[CardKind, tuple[str, Tone]] = {
    CardKind.COMPLAINT: ("flag", "warn"),
    CardKind.PROMISE: ("handshake", "accent"),
    CardKind.THEIRS: ("handshake", "info"),
    CardKind.FACT: ("leaf", "ok"),
    CardKind.PLAN: ("map", "accent"),
    CardKind.PRIVATE: ("lock", "warn"),
}


class Taken(Enum):
    """What becomes of a card: it joins an open complaint, is created, or is left out."""

    JOIN = "join"
    NEW = "new"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody decided about one card, and by which words it is known again after more typing."""

    kind: CardKind
    source: str
    start: int
    taken: Taken | None = None
    flipped: bool = False

    def is_about(self, card: Card, text: str) -> bool:
        """Whether this card is the one that was meant: the same words, or the same beginning."""
        if card.kind is not self.kind:
            return False
        return text[card.start : card.end].strip() == self.source or card.start == self.start


@dataclass(frozen=True, slots=True)
class Note:
    """All that is known of a conversation before it is saved.

    What the writer chose stands above what the words say: kind, started_by, contact_ids and minutes are
    None until chosen.
    """

    uuid: str
    text: str = ""
    customer_id: int | None = None
    customer: str = ""
    contacts: tuple[ContactRow, ...] = ()
    kind: Kind | None = None
    started_by: Starter | None = None
    contact_ids: tuple[int, ...] | None = None
    minutes: int | None = None
    happened_at: datetime | None = None
    private: bool | None = None
    noticed: bool = False
    """The complaints written down here are shortfalls that we noticed ourselves."""
    choices: tuple[Choice, ...] = ()
    kinds: tuple[str, ...] = ()
    similar: Mapping[str, ComplaintRow | None] = field(default_factory=dict)
    pressure: ContactPressure | None = None
    refused: str = ""
    """Why nothing may be logged with this customer."""
    today: date = date.min

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.text.strip()

    def draft(self, at: datetime) -> Draft:
        """What is kept while it is typed."""
        said = self.said()
        return Draft(self.uuid, self.text, at, self.customer_id, self.customer, said.kind, said.started_by)

    def said(self) -> Said:
        """What was chosen, else what the words say, else what is usual."""
        found = guess(self.text, self.contacts)
        return Said(
            self.kind or found.kind or Kind.CALL,
            self.started_by or found.started_by or Starter.US,
            found.contact_ids if self.contact_ids is None else self.contact_ids,
            self.minutes or found.minutes,
        )

    def reading(self) -> Reading:
        """What is found in the words."""
        return read_capture(self.text, self.today, self.kinds)

    def cards(self) -> tuple[tuple[Card, Taken], ...]:
        """What is found in the words, as it was decided about it."""
        return tuple(self._decided(card) for card in self.reading().cards)

    def toggled(self, at: int) -> Note:
        """The same note with the card at this place taken otherwise: join, new, out, and round again."""
        cards = self.cards()
        if not 0 <= at < len(cards):
            return self
        card, taken = cards[at]
        order = [Taken.NEW, Taken.OUT]
        if self._similar(card) is not None:
            order.insert(0, Taken.JOIN)
        following = order[(order.index(taken) + 1) % len(order)]
        return self._choose(card, replace(self._choice(card), taken=following))

    def with_contact(self, contact_id: int) -> Note:
        """The same note with somebody taking part, or not taking part after all."""
        chosen = self.said().contact_ids
        others = tuple(each for each in chosen if each != contact_id)
        return replace(self, contact_ids=others if contact_id in chosen else (*chosen, contact_id))

    def flipped(self, cursor: int) -> Note:
        """The same note with the other reading of the day nearest before the cursor."""
        able = [card for card, _ in self.cards() if card.day is not None and card.day.other is not None]
        if not able:
            return self
        before = [card for card in able if card.start <= cursor]
        card = max(before, key=lambda each: each.start) if before else able[0]
        choice = self._choice(card)
        return self._choose(card, replace(choice, flipped=not choice.flipped))

    def is_private(self) -> bool:
        """Chosen by hand, else by the token."""
        return self.reading().private if self.private is None else self.private

    def marks(self) -> tuple[Mark, ...]:
        """Tokens and days that count, to be tinted in the text."""
        marks = []
        for card, taken in self.cards():
            if self.text[card.start : card.start + 1] == "/":
                marks.append(Mark(card.start, card.start + 1 + len(card.kind.value), LOOKS[card.kind][1]))
            if card.day is not None and taken is not Taken.OUT:
                marks.append(Mark(card.day.start, card.day.end, "accent"))
        return tuple(marks)

    def found(self, me: str) -> tuple[Found, ...]:
        """The cards as they are shown; the first nine have a key."""
        return tuple(
            self._found(card, taken, me, f"Alt {at + 1}" if at < MOST_KEYS else "")
            for at, (card, taken) in enumerate(self.cards())
        )

    def conversation(self) -> NewConversation | None:
        """What is to be saved; None while no customer is named or nothing is written."""
        if self.customer_id is None or self.is_empty:
            return None
        said, taken = self.said(), [(card, how) for card, how in self.cards() if how is not Taken.OUT]
        return NewConversation(
            self.uuid,
            self.customer_id,
            self.text.strip(),
            said.kind,
            said.started_by,
            self.happened_at,
            said.minutes,
            said.contact_ids,
            self.is_private(),
            tuple(card.new for card, _ in taken if isinstance(card.new, NewPromise)),
            tuple(_lasting(card.new) for card, _ in taken if isinstance(card.new, NewFact)),
            tuple(self._heard(card.new, how) for card, how in taken if isinstance(card.new, NewComplaint)),
            tuple(card.new for card, _ in taken if isinstance(card.new, NewObjective)),
        )

    def has_complaints(self) -> bool:
        """Whether a complaint is among what was found."""
        return any(isinstance(card.new, NewComplaint) for card in self.reading().cards)

    def complaint_kinds(self) -> tuple[str, ...]:
        """Kinds of the complaints found, for which an open one may be there already."""
        news = [card.new for card in self.reading().cards]
        return tuple(dict.fromkeys(new.kind for new in news if isinstance(new, NewComplaint) and new.kind))

    def _decided(self, card: Card) -> tuple[Card, Taken]:
        choice = self._choice(card)
        shown = card.flipped() if choice.flipped else card
        usual = Taken.OUT if not card.on else Taken.NEW if self._similar(card) is None else Taken.JOIN
        taken = choice.taken or usual
        return shown, Taken.NEW if taken is Taken.JOIN and self._similar(card) is None else taken

    def _choice(self, card: Card) -> Choice:
        source = self.text[card.start : card.end].strip()
        about = [choice for choice in self.choices if choice.is_about(card, self.text)]
        exact = [choice for choice in about if choice.source == source]
        return (exact or about or [Choice(card.kind, source, card.start)])[0]

    def _choose(self, card: Card, choice: Choice) -> Note:
        source = self.text[card.start : card.end].strip()
        others = tuple(each for each in self.choices if not each.is_about(card, self.text))
        return replace(self, choices=(*others, replace(choice, source=source, start=card.start)))

    def _similar(self, card: Card) -> ComplaintRow | None:
        return self.similar.get(card.new.kind) if isinstance(card.new, NewComplaint) else None

    def _heard(self, new: NewComplaint, taken: Taken) -> NewComplaint:
        new, similar = replace(new, noticed_by_us=self.noticed), self.similar.get(new.kind)
        return replace(new, joins=similar.id) if taken is Taken.JOIN and similar is not None else new

    def _found(self, card: Card, taken: Taken, me: str, key: str) -> Found:
        icon, tone = LOOKS[card.kind]
        on = taken is not Taken.OUT
        return Found(card.title, self._detail(card, taken, me), icon, tone, on, key)

    def _detail(self, card: Card, taken: Taken, me: str) -> str:
        similar = self._similar(card)
        if similar is not None and taken is Taken.JOIN:
            return f"Adds to the open one of {near_day(similar.received_on, self.today)}"
        if not isinstance(card.new, NewPromise):
            return card.detail
        keeper = first_name(me)
        whose = "Theirs" if card.kind is CardKind.THEIRS else f"Ours · {keeper}"
        if card.new.due is None:
            return f"{whose} · no day yet"
        day = card.day
        other = f" · Ctrl Space: {day_words(day.other)}" if day is not None and day.other else ""
        return f"{whose} · {echoed(card.new.due, self.today)}{other}"


@dataclass(frozen=True, slots=True)
class Said:
    """How it was, chosen or guessed."""

    kind: Kind
    started_by: Starter
    contact_ids: tuple[int, ...]
    minutes: int | None


def _lasting(new: NewFact) -> NewFact:
    """A fact with the usual shelf life of its topic."""
    return replace(new, shelf_months=shelf_months_for(new.topic)) if new.shelf_months is None else new


def names_of(contacts: Sequence[ContactRow], ids: Sequence[int]) -> tuple[str, ...]:
    """The names of these contacts, in the order they were chosen."""
    by_id = {each.id: each.name for each in contacts}
    return tuple(by_id[each] for each in ids if each in by_id)
