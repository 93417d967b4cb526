"""Before a customer's copy leaves the house: what it leaves out, and what in its summary comes from there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mcr_desktop.domain.reviews import USUAL_SECTIONS, MadeFor, RedLines, ReviewSnapshot
from mcr_desktop.domain.text import fold
from mcr_desktop.reports.copies import copy_for

WORD = re.compile(r"\w+(?:[.,'’]\w+)*")
TOGETHER = 3
"""So many words in the order of an internal text are taken for a quotation of it."""

MOST = 12


def red_lines(snapshot: ReviewSnapshot) -> RedLines:
    """Look a review over as one does who hands the customer their copy."""
    return RedLines(tuple(_left_out(snapshot)), tuple(_quoted(snapshot))[:MOST])


def _left_out(snapshot: ReviewSnapshot) -> Iterator[str]:
    """What we hold of this customer and the copy does not say, in words and counts."""
    private = sum(talk.private for talk in snapshot.talks)
    restricted = sum(fact.restricted for fact in snapshot.facts)
    causes = sum(bool(complaint.cause) for complaint in snapshot.complaints)
    stances = sum(bool(row.stakeholder or row.influence or row.terms) for row in snapshot.contacts)
    counted = (
        (private, "{n} private {noun}", "talk", "talks"),
        (restricted, "{n} restricted {noun}", "fact", "facts"),
        (causes, "our cause of {n} {noun}", "complaint", "complaints"),
        (len(snapshot.investigations), "what we look into in {n} {noun}", "investigation", "investigations"),
        (
            stances,
            "how {n} of their {noun} in decisions, and our terms with them",
            "people stands",
            "people stand",
        ),
        (len(snapshot.ask_next), "{n} {noun} to ask next time", "question", "questions"),
    )
    for count, words, one, many in counted:
        if count:
            yield words.format(n=count, noun=one if count == 1 else many)
    if snapshot.value is not None or snapshot.tier is not None:
        yield "their value to us and their tier"
    if snapshot.fence_reason or snapshot.fenced_from:
        yield "our reasons for the fence"
    if any(row.reason for row in snapshot.assignments):
        yield "why each of us was assigned"
    if snapshot.pressure is not None:
        yield "the contact budget, and how much of it is used"


def _quoted(snapshot: ReviewSnapshot) -> Iterator[str]:
    """Parts of the summary that stand in internal texts, and in nothing the customer may read."""
    summary = _words(snapshot.summary)
    if not summary:
        return
    copy = copy_for(snapshot, MadeFor.CUSTOMER, USUAL_SECTIONS)
    open_words = set(_folded(_texts(copy)))
    open_runs = {run for text in _texts(copy) for run in _runs(_folded([text]))}
    internal = [text for text in _texts(snapshot) if text not in set(_texts(copy))]
    runs = {run for text in internal for run in _runs(_folded([text]))} - open_runs
    telling = {word for text in internal for word in _telling(text)} - open_words
    yield from _stretches(snapshot.summary, summary, runs, telling)


def _stretches(
    text: str, words: Sequence[re.Match[str]], runs: set[tuple[str, ...]], telling: set[str]
) -> Iterator[str]:
    """The marked words of a text as few stretches, each as it was written."""
    folded = [fold(word.group()) for word in words]
    marked = [word in telling for word in folded]
    for start in range(len(folded) - TOGETHER + 1):
        if tuple(folded[start : start + TOGETHER]) in runs:
            marked[start : start + TOGETHER] = [True] * TOGETHER
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and marked[end] and _go_on(text, words[end - 1], words[end]):
            end += 1
        if marked[start]:
            yield text[words[start].start() : words[end - 1].end()]
        start = end if marked[start] else start + 1


def _go_on(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether two words stand in one sentence."""
    return not set(".;:!?\n") & set(text[word.end() : following.start()])


def _texts(snapshot: ReviewSnapshot) -> list[str]:
    """Every text in a snapshot that a person wrote, and the figures only we go by."""
    found: list[object] = [
        snapshot.customer, snapshot.team, snapshot.workspace, snapshot.made_by, snapshot.tier, snapshot.value,
        snapshot.segment, snapshot.region, snapshot.fence_reason, *snapshot.ask_next,
    ]  # fmt: skip
    for person in snapshot.assignments:
        found += [person.user, person.reason]
    for contact in snapshot.contacts:
        found += [contact.name, contact.title, contact.terms, contact.stakeholder]
    for talk in snapshot.talks:
        found += [talk.who, talk.text]
    for fact in snapshot.facts:
        found += [fact.topic, fact.value, fact.source]
    for promise in snapshot.promises:
        found += [promise.text, promise.who, promise.why]
    for each in snapshot.complaints:
        found += [each.kind, each.text, each.remedy, each.cause, each.product, each.site, each.carrier]
    for one in snapshot.investigations:
        found += [
            one.title,
            one.owner,
            one.containment,
            one.cause,
            one.escape_point,
            one.fixed_when,
            one.effect,
        ]
        found += [word for step in one.steps for word in (step.text, step.who)]
        found += [word for why in one.whys for word in (why.text, why.evidence)]
    for line in snapshot.plan:
        found += [line.title, *(step.text for step in line.actions)]
    return [str(text) for text in found if text]


def _words(text: str) -> list[re.Match[str]]:
    return list(WORD.finditer(text))


def _folded(texts: Iterable[str]) -> list[str]:
    return [fold(word.group()) for text in texts for word in _words(text)]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + TOGETHER]) for start in range(len(words) - TOGETHER + 1))


def _telling(text: str) -> Iterator[str]:
    """Words that mean one thing only: numbers of two digits and more, and names within a sentence."""
    for word in _words(text):
        written = word.group()
        begins = word.start() == 0 or text[: word.start()].rstrip()[-1:] in ".!?:;\n"
        if sum(sign.isdigit() for sign in written) >= 2 or (written[:1].isupper() and not begins):
            yield fold(written)
