"""What a note holds besides its words: promises, facts, complaints, read by local rules into cards.

A token at the start of a line or after a space (/complaint /promise /theirs /fact /plan /private) makes a
card of the rest of its line, switched on.  Plain words make cards that are only offered.  Nothing is
created here: the same text always gives the same cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mcr_desktop.domain.conversations import NewComplaint, NewFact, NewObjective, NewPromise, Side
from mcr_desktop.domain.facts import shelf_months_for
from mcr_desktop.domain.phrases import DateReading, read_date, read_dates
from mcr_desktop.domain.text import words_of


class CardKind(StrEnum):
    """What was found."""

    COMPLAINT = "complaint"
    PROMISE = "promise"
    THEIRS = "theirs"
    FACT = "fact"
    PLAN = "plan"
    PRIVATE = "private"


New = NewPromise | NewFact | NewComplaint | NewObjective


@dataclass(frozen=True, slots=True)
class Card:
    """Something found in the words from start to end: what it would become, and whether it will."""

    kind: CardKind
    title: str
    detail: str
    on: bool
    start: int
    end: int
    new: New | None = None
    day: DateReading | None = None

    def switched(self) -> Card:
        """The same card, on if it was off."""
        return replace(self, on=not self.on)

    def flipped(self) -> Card:
        """The same card with the other reading of its day, if there is one."""
        if self.day is None or self.day.other is None:
            return self
        day = self.day.flipped()
        assert isinstance(self.new, NewPromise | NewObjective), "nothing else has a day"
        new = replace(self.new, due=day.first)
        return replace(self, day=day, new=new, detail=_detail(self.kind, new, day.first))


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in a note, in the order of its words."""

    cards: tuple[Card, ...] = ()
    days: tuple[DateReading, ...] = ()
    private: bool = False


_TOKEN = re.compile(r"(?:(?<=\s)|(?<=^))/(complaint|promise|theirs|fact|plan|private)(?!\w)", re.IGNORECASE)
_GOES_ON = (
    r"[.!?;](?!\s|$)",
    r"(?<=\d)\.(?=\s?(?:\d|jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez))",  # 4. Dezember
)
_SENTENCE = re.compile(rf"[^.!?;]+(?:(?:{'|'.join(_GOES_ON)})[^.!?;]*)*", re.IGNORECASE)


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


_DISSATISFIED = _words(
    r"complain\w*|late|delayed|damaged|broken|missing|missed|wrong|defective|unhappy|angry|annoyed|disappointed",
    r"beschwer\w*|reklam\w*|verspätet|verspätung|zu spät|beschädigt|kaputt|fehlt|fehlte|falsch\w*|defekt\w*",
    r"verärgert|unzufrieden|enttäuscht",
)
_DENIED = re.compile(r"\b(?:not|no|never|nicht|kein\w*|nie)(?:\s+\w+)?\s*$", re.IGNORECASE)
_OURS = _words(
    r"(?:we|i)(?:['’]ll| will| shall| promised?)|promised? (?:to|him|her|them)|we owe|versprochen|zugesagt",
    r"(?:wir|ich) (?:werden?|versprechen?|schicken?|senden?|liefern?|melden?|klären?)",
)
_THEIRS = _words(
    r"(?:they|he|she)(?:['’]ll| will| promised?)",
    r"will (?:send|confirm|give|return|call|sign|pay|provide|let us|check|tell|share|order|answer|decide)",
    r"will (?:come|get) back",
    r"(?:sie|er) (?:wird|werden|schickt|schicken|sendet|bestätigt|meldet|liefert)",
    r"wird (?:\w+ ){0,4}(?:schicken|bestätigen|senden|melden|zahlen|prüfen)",
)
_BY = re.compile(r"\b(?:by|until|till|no later than|bis(?: zum)?|spätestens)\s*$", re.IGNORECASE)
_LEARNED = (
    (
        "role",
        _words(
            r"leaves|leaving|joins|joined|retires|moves to|moved to|promoted|takes over",
            r"new (?:head|boss|lead)",
            r"verlässt|wechselt|geht in rente|übernimmt|befördert|neue[rn]? (?:chef\w*|leiter\w*)",
        ),
    ),
    (
        "preference",
        _words(
            r"prefers?|likes|dislikes|hates|loves|allergic|never (?:call|mail|before|after)",
            r"bevorzugt|mag|hasst|lieber|bitte nie",
        ),
    ),
    ("goal", _words(r"goal|aims?|plans? to|wants to|budget|ziel\w*|plant|will bis")),
    ("birthday", _words(r"birthday|geburtstag")),
)
_SEVERITY = re.compile(r"\b(?:severity|sev|schwere) ?([1-5])\b", re.IGNORECASE)
_WANTED = re.compile(
    r"\b(?:(?:they|he|she) wants?|(?:sie|er) (?:will|möchte|wollen)) ([^.;!?]+)", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"^(?:and |but |und |aber )?"
    r"(?:(?:we|i|they)(?:['’]ll| will| shall)?(?: promised?)?(?: to)?"
    r"|promised? (?:to|(?:him|her|them) to)|to)\s+",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:^|[\s,])(?:by|on|until|till|before|at|in|bis(?: zum)?|am|vor|im)$", re.IGNORECASE)


def read_capture(text: str, today: date, kinds: Sequence[str] = ()) -> Reading:
    """The cards in a note, the days it names, and whether it is to be private.

    kinds are the known kinds of complaints, from which one is guessed by its words.
    """
    cards = tuple(_cards(text, today, kinds))
    private = any(card.kind is CardKind.PRIVATE for card in cards)
    return Reading(cards, read_dates(text, today), private)


def _cards(text: str, today: date, kinds: Sequence[str]) -> Iterator[Card]:
    for line in re.finditer(r"[^\n]+", text):
        tokens = list(_TOKEN.finditer(text, line.start(), line.end()))
        plain_end = tokens[0].start() if tokens else line.end()
        yield from _offered(text, line.start(), plain_end, today, kinds)
        ends = [*(token.start() for token in tokens[1:]), line.end()]
        for token, end in zip(tokens, ends, strict=False):
            card = _asked_for(CardKind(token[1].lower()), text, token, end, today, kinds)
            if card is not None:
                yield card


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a note, where they begin, and what a card of them covers."""

    words: str
    begins: int
    start: int
    end: int


def _asked_for(
    kind: CardKind, text: str, token: re.Match[str], end: int, today: date, kinds: Sequence[str]
) -> Card | None:
    """The card of a token; without words behind it there is none yet, unless it needs none."""
    place = _trimmed(text, token.end(), end)
    if kind is CardKind.PRIVATE:
        detail = "Read by the team, never printed for the customer"
        return Card(kind, "Private", detail, True, token.start(), token.end())
    if not place.words:
        return None
    return _card(kind, replace(place, start=token.start()), today, kinds, on=True)


def _offered(text: str, start: int, end: int, today: date, kinds: Sequence[str]) -> Iterator[Card]:
    for sentence in _SENTENCE.finditer(text, start, end):
        place = _trimmed(text, *sentence.span())
        kind = _kind_of(place.words, today, kinds)
        if kind is not None:
            yield _card(kind, place, today, kinds, on=False)


def _trimmed(text: str, start: int, end: int) -> _Place:
    words = text[start:end].strip()
    begins = start + text[start:end].find(words)
    return _Place(words, begins, begins, begins + len(words))


def _kind_of(words: str, today: date, kinds: Sequence[str]) -> CardKind | None:
    """What a sentence most likely is, if anything: a promise before a complaint before a fact."""
    if _OURS.search(words):
        return CardKind.PROMISE
    if _THEIRS.search(words):
        return CardKind.THEIRS
    day = read_date(words, today)
    if day is not None and _BY.search(words[: day.start] + " "):
        return CardKind.PROMISE
    unhappy = _DISSATISFIED.search(words)
    if (unhappy or kind_guessed(words, kinds)) and not _DENIED.search(
        words[: unhappy.start()] if unhappy else ""
    ):
        return CardKind.COMPLAINT
    return CardKind.FACT if _topic(words) else None


def _card(kind: CardKind, place: _Place, today: date, kinds: Sequence[str], *, on: bool) -> Card:
    words = place.words
    new: New
    if kind is CardKind.COMPLAINT:
        new = _complaint(words, kinds)
        title = f"Complaint: {_short(new.kind or words)}"
        return Card(kind, title, _detail(kind, new), on, place.start, place.end, new)
    if kind is CardKind.FACT:
        new = _fact(words)
        title = f"Fact: {_short(new.value)}"
        return Card(kind, title, _detail(kind, new), on, place.start, place.end, new)
    day = read_date(words, today)
    due = None if day is None else day.first
    said = _without_day(words, day)
    if day is not None:
        day = replace(day, start=day.start + place.begins, end=day.end + place.begins)
    if kind is CardKind.PLAN:
        title, new = f"Plan: {_short(said)}", NewObjective(said, due)
    else:
        side = Side.THEIRS if kind is CardKind.THEIRS else Side.OURS
        title, new = f"Promise: {_short(said)}", NewPromise(said, side, due)
    return Card(kind, title, _detail(kind, new, due), on, place.start, place.end, new, day)


def _detail(kind: CardKind, new: New | None, due: date | None = None) -> str:
    if isinstance(new, NewComplaint):
        return f"Severity {new.severity} of 5"
    if isinstance(new, NewFact):
        months = shelf_months_for(new.topic)
        return "Never goes stale" if months is None else f"Stays fresh for {months} months"
    day = "no day yet" if due is None else f"{due:%a} {due.day} {due:%B}"
    return day if kind is CardKind.PLAN else f"{'Theirs' if kind is CardKind.THEIRS else 'Ours'} · {day}"


def _without_day(words: str, day: DateReading | None) -> str:
    """What is promised, without who says so at the beginning and without the day at the end."""
    said = words
    if day is not None and not words[day.end :].strip(" .,!"):
        said = words[: day.start].rstrip(" ,\t")
        link = _LINK.search(said)
        said = said[: link.start()] if link else said
    said = _LEAD_IN.sub("", said).strip(" .,;:") or words.strip(" .,;:") or words
    return said[:1].upper() + said[1:]


def _complaint(words: str, kinds: Sequence[str]) -> NewComplaint:
    severity = _SEVERITY.search(words)
    wanted = _WANTED.search(words)
    wish = wanted[1].strip() if wanted else ""
    return NewComplaint(words, kind_guessed(words, kinds), int(severity[1]) if severity else 3, wanted=wish)


def kind_guessed(words: str, kinds: Sequence[str]) -> str:
    """The known kind all of whose words are in the text, the one with most words; blank when none fits.

    Words are compared by their first letters, so that "missed pick-ups" is of the kind "Missed pick-up".
    """
    said = words_of(words)
    fitting = [kind for kind in kinds if _names(said, words_of(kind))]
    return max(fitting, key=lambda kind: (len(words_of(kind)), len(kind)), default="")


def _names(said: Sequence[str], kind: Sequence[str]) -> bool:
    return bool(kind) and all(any(_alike(word, part) for word in said) for part in kind)


def _alike(word: str, part: str) -> bool:
    stem = part[: max(4, len(part) - 2)]
    return word == part or (len(part) > 3 and word.startswith(stem))


def _fact(words: str) -> NewFact:
    topic, colon, value = words.partition(":")
    if colon and value.strip() and topic.strip() and len(topic.split()) <= 4:
        return NewFact(topic.strip(), value.strip())
    return NewFact(_topic(words) or "note", words)


def _topic(words: str) -> str:
    """What a sentence would be a fact about, by the words that give it away."""
    return next((topic for topic, signs in _LEARNED if signs.search(words)), "")


def _short(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
