"""Account reviews: one frozen snapshot of a customer and a period, and the PDFs made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from mcr_desktop.domain.errors import Refused, Stale
from mcr_desktop.domain.fence import Action
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period, local_day, three_months_to
from mcr_desktop.domain.reviews import (
    USUAL_SECTIONS,
    IssuedRow,
    MadeFor,
    PrintedReview,
    RedLines,
    ReviewSnapshot,
    Section,
)
from mcr_desktop.domain.text import storable
from mcr_desktop.exchange.writing import replacing, safe_file_name
from mcr_desktop.reports.copies import copy_for
from mcr_desktop.reports.review import print_review, print_together
from mcr_desktop.reports.summary import drafted
from mcr_desktop.services.door import opened
from mcr_desktop.services.reviews.frozen import freeze, thaw
from mcr_desktop.services.reviews.making import made_now
from mcr_desktop.services.reviews.previous import previous_of
from mcr_desktop.services.reviews.redlines import red_lines
from mcr_desktop.store import audit, customers, issued, people, reviews, settings
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database, Session
from mcr_desktop.store.scope import admit, fence_around

LONGEST_SUMMARY = 4000
RIGHT_FOR = {MadeFor.TEAM: Action.READ, MadeFor.CUSTOMER: Action.PRINT_FOR_CUSTOMER}


@dataclass(frozen=True, slots=True)
class ReviewService:
    """Makes account reviews of the customers the fence lets the actor read."""

    database: Database
    now: Callable[[], datetime]

    def usual_period(self, actor: Actor, until: date | None = None) -> Period:
        """The three months that end on a day, today by default."""
        del actor  # the calendar is the same for everybody
        return three_months_to(until or local_day(self.now()))

    def choose(
        self,
        actor: Actor,
        *,
        named: Sequence[int] = (),
        team: str | None = None,
        everyone: bool = False,
        made_for: MadeFor = MadeFor.TEAM,
    ) -> tuple[tuple[int, ...], int]:
        """Which customers to print, and how many were left out.

        Those named must all be readable: one that is not raises NotAllowed.  Of a team or of everyone,
        what the actor may not print is left out.  Raises Refused for a team that is not there.
        """
        now, action = self.now(), RIGHT_FOR[made_for]
        with self.database.reading() as session:
            for customer_id in named:
                admit(session, actor, customer_id, action, now)
            if named or not (team is not None or everyone):
                return tuple(dict.fromkeys(named)), 0
            if team is not None:
                people.team_named(session, team)
            mine, left_out = reviews.readable(session, actor, now, team)
            if action is Action.READ:
                return tuple(mine), left_out
            printable = tuple(number for number in mine if may(session, actor, number, action, now))
            return printable, left_out + len(mine) - len(printable)

    def snapshot(
        self, actor: Actor, customer_id: int, period: Period, *, summary: str = ""
    ) -> ReviewSnapshot:
        """Everything a review of this customer and period prints, as it is now.

        Where nothing has changed since a review of the same days was issued today, it is that one: so both
        copies come from one snapshot.  Without a summary the one kept for these days is taken; where none
        was written, each copy drafts one from what it may hold.  Private talks are in it and marked.
        Raises NotFound, NotAllowed.
        """
        now = self.now()
        with opened(self.database, actor, customer_id, now) as (session, fence):
            header = customers.header(session, fence, now)
            made = made_now(session, actor, header, period, now)
            workspace = settings.value(session, "name") or self.database.path.stem
            said = summary.strip() or issued.kept_summary(session, customer_id, period)
            made = replace(made, workspace=workspace, summary=said)
            last = issued.last(session, customer_id)
            if last is None:
                return replace(made, number=1)
            before = thaw(last.snapshot)
            if _says_the_same(before, made):
                return before
            previous = previous_of(session, before, local_day(now))
            return replace(made, number=last.number + 1, previous=previous)

    def print(
        self,
        actor: Actor,
        customer_id: int,
        period: Period,
        made_for: MadeFor = MadeFor.TEAM,
        *,
        paper: str = "A4",
        summary: str = "",
        sections: frozenset[Section] = USUAL_SECTIONS,
    ) -> PrintedReview:
        """The review as a PDF, issued: numbered, kept, and written down for whom.

        Raises NotFound, NotAllowed: the customer's copy is a lead's to print.
        """
        made = self.preview(
            actor, customer_id, period, made_for, paper=paper, summary=summary, sections=sections
        )
        self.issue(actor, made)
        return made

    def preview(
        self,
        actor: Actor,
        customer_id: int,
        period: Period,
        made_for: MadeFor = MadeFor.TEAM,
        *,
        paper: str = "A4",
        summary: str = "",
        sections: frozenset[Section] = USUAL_SECTIONS,
    ) -> PrintedReview:
        """The same file to look at first; printing or saving it is issue()d.  Raises as print()."""
        with self.database.reading() as session:
            admit(session, actor, customer_id, RIGHT_FOR[made_for], self.now())
        return print_review(
            self.snapshot(actor, customer_id, period, summary=summary),
            made_for,
            paper=paper,
            sections=sections,
        )

    def issue(self, actor: Actor, made: PrintedReview) -> int:
        """Keep a file that leaves the house with the snapshot it was printed from; returns its number.

        A file that was issued before is only written down again.  Raises NotFound, NotAllowed, and Stale
        when another review took the number meanwhile.
        """
        now, snapshot = self.now(), made.snapshot
        if snapshot is None:
            raise Refused("This file was not printed from a review.")
        with self.database.writing() as session:
            admit(session, actor, snapshot.customer_id, RIGHT_FOR[made.made_for], now)
            period = snapshot.period
            audit.record(
                session,
                actor,
                Deed.PRINTED,
                now,
                customer_id=snapshot.customer_id,
                subject=f"review {snapshot.number}, {period.first} to {period.last}, for the {made.made_for}",
            )
            review = issued.of_number(session, snapshot.customer_id, snapshot.number)
            if review is None:
                review = issued.add(session, actor, snapshot, freeze(snapshot), now)
            elif issued.holds_copy(session, review, made.pdf):
                return review.number
            elif thaw(review.snapshot) != snapshot:
                whose = f"Review {snapshot.number} of {snapshot.customer}"
                raise Stale(f"{whose} was issued meanwhile. Look at yours again.")
            issued.add_copy(session, actor, review, made, now)
            return review.number

    def issued(self, actor: Actor, customer_id: int) -> tuple[IssuedRow, ...]:
        """Every copy that left the house for a customer, the newest first.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return issued.copies(session, customer_id)

    def kept(self, actor: Actor, copy_id: int) -> PrintedReview:
        """An issued copy to look at, byte for byte.  Raises NotFound, NotAllowed, Unavailable."""
        with self.database.reading() as session:
            customer_id = issued.customer_of_copy(session, copy_id)
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            copy, review = issued.copy(session, copy_id)
            frozen = thaw(review.snapshot)
            return PrintedReview(
                frozen.customer, copy.name, copy.pdf, copy.pages, copy.made_for, copy.paper, frozen
            )

    def again(self, actor: Actor, copy_id: int) -> PrintedReview:
        """Print an issued copy again, byte for byte; it is written down.  Raises as kept() and print()."""
        made = self.kept(actor, copy_id)
        self.issue(actor, made)
        return made

    def summary(self, actor: Actor, customer_id: int, period: Period) -> str:
        """The paragraph kept for a review, blank where nobody wrote one.  Raises NotFound, NotAllowed."""
        with opened(self.database, actor, customer_id, self.now()) as (session, _):
            return issued.kept_summary(session, customer_id, period)

    def draft(self, actor: Actor, made: PrintedReview) -> str:
        """The paragraph that is printed while nobody has written one, made from what this copy may hold."""
        del actor  # it was printed for this person
        if made.snapshot is None:
            return ""
        return drafted(copy_for(made.snapshot, made.made_for, USUAL_SECTIONS))

    def keep_summary(self, actor: Actor, customer_id: int, period: Period, words: str) -> None:
        """Keep the paragraph for the review of a period; blank means that it is drafted again.

        Raises NotFound, NotAllowed, Refused.
        """
        now, said = self.now(), storable(words).strip()
        if len(said) > LONGEST_SUMMARY:
            raise Refused(f"A summary is one paragraph: keep it under {LONGEST_SUMMARY:,} letters.")
        with self.database.writing() as session:
            admit(session, actor, customer_id, Action.WRITE, now)
            if said == issued.kept_summary(session, customer_id, period):
                return
            subject = f"{period.first} to {period.last}"
            audit.record(session, actor, Deed.SUMMARISED, now, customer_id=customer_id, subject=subject)
            issued.keep_summary(session, actor, customer_id, period, said, now)

    def red_lines(self, actor: Actor, made: PrintedReview) -> RedLines:
        """What to look at before a customer's copy leaves the house.  Raises NotFound, NotAllowed."""
        snapshot = made.snapshot
        if snapshot is None or made.made_for is not MadeFor.CUSTOMER:
            return RedLines()
        with opened(self.database, actor, snapshot.customer_id, self.now()) as (session, _):
            first = not issued.went_to_customer(session, snapshot.customer_id)
        return replace(red_lines(snapshot), first=first)

    def print_many(
        self,
        actor: Actor,
        ids: Sequence[int],
        period: Period,
        made_for: MadeFor = MadeFor.TEAM,
        *,
        paper: str = "A4",
        sections: frozenset[Section] = USUAL_SECTIONS,
    ) -> Iterator[PrintedReview]:
        """One review after another; whoever asks may stop in between and keeps what was made."""
        for customer_id in ids:
            yield self.print(actor, customer_id, period, made_for, paper=paper, sections=sections)

    def print_together(self, actor: Actor, made: Sequence[PrintedReview], title: str) -> bytes:
        """Reviews that were printed, as one PDF with a bookmark for each.  Raises Refused for none."""
        del actor  # each of them was printed for this person
        if not made:
            raise Refused("There is no review to put together.")
        return print_together(made, title)

    def save(self, actor: Actor, pdf: bytes, name: str, folder: Path, taken: set[str]) -> Path:
        """Write a PDF into a folder under a safe name, at once and whole.  Raises Refused."""
        del actor  # it was printed for this person
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(f"{folder} cannot be made: {error.strerror}.") from error
        path = folder / safe_file_name(name.removesuffix(".pdf"), suffix=".pdf", taken=taken)
        taken.add(path.name)
        with replacing(path) as file:
            file.write(pdf)
        return path


def may(session: Session, actor: Actor, customer_id: int, action: Action, now: datetime) -> bool:
    """Whether the fence round a customer lets this person do an action."""
    return fence_around(session, actor, customer_id, now).allows(action)


def _says_the_same(before: ReviewSnapshot, now: ReviewSnapshot) -> bool:
    """Whether nothing has changed since a review was made earlier on the same day."""
    like = replace(
        now, made_on=before.made_on, made_by=before.made_by, number=before.number, previous=before.previous
    )
    return like == before and local_day(before.made_on) == local_day(now.made_on)
