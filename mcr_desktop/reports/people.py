"""People on both sides: who of us looks after the customer since when, and who they are."""

from __future__ import annotations

from reportlab.platypus import Flowable

from mcr_desktop.domain.customers import AssignmentRow, ContactRow
from mcr_desktop.domain.reviews import MadeFor, ReviewSnapshot
from mcr_desktop.reports.blocks import Heading, KeepRoom, labelled, section
from mcr_desktop.reports.figures import short_day
from mcr_desktop.reports.rows import Column, Rows
from mcr_desktop.reports.styles import BODY, META
from mcr_desktop.reports.summary import PART_ORDER, team_words
from mcr_desktop.reports.text import Text

OURS = (Column("Name", 0.4), Column("As", 0.22), Column("Since", 0.19), Column("Until", 0.19))
THEIRS = (
    Column("Name", 0.34),
    Column("Function", 0.25),
    Column("In decisions", 0.16),
    Column("Their terms", 0.25),
)


def people_section(snapshot: ReviewSnapshot, made_for: MadeFor) -> list[Flowable]:
    """Our team for the customer, with dates, and the customer's people."""
    story: list[Flowable] = []
    if snapshot.assignments:
        year = snapshot.period.last.year
        ours = sorted(
            snapshot.assignments, key=lambda row: (PART_ORDER.index(row.part), row.starts_on, row.id)
        )
        story += labelled("Who looks after them", Rows(OURS, [_ours(row, year) for row in ours]))
    if snapshot.contacts:
        brief = made_for is MadeFor.CUSTOMER
        cells = [_theirs(contact, brief=brief) for contact in snapshot.contacts]
        told = [any(text.spans[0].words for row in cells for text in row[place]) for place in range(4)]
        columns = [column for column, known in zip(THEIRS, told, strict=True) if known]
        rows = [[cell for cell, known in zip(row, told, strict=True) if known] for row in cells]
        story += labelled("Their people", Rows(columns, rows))
    if not story:
        return []
    team = team_words(snapshot.team)
    return [KeepRoom(story[2:], 62.0), Heading("People", f"served by the {team}" if team else ""), *story]


def no_people_section(snapshot: ReviewSnapshot) -> list[Flowable]:
    """Says that nobody is known yet, where a page has room for it."""
    team = team_words(snapshot.team)
    served = f"served by the {team}" if team else ""
    return section("People", [Text("No names are written down yet, on either side.", BODY)], served)


def _ours(row: AssignmentRow, year: int) -> list[tuple[Text, ...]]:
    name = [Text(row.user, BODY)]
    if row.reason:
        name.append(Text(row.reason, META))
    part = row.part.value.capitalize() + (f", {row.function}" if row.function else "")
    until = short_day(row.ends_on, year) if row.ends_on else "now"
    return [
        tuple(name),
        (Text(part, BODY),),
        (Text(short_day(row.starts_on, year), BODY),),
        (Text(until, BODY),),
    ]


def _theirs(contact: ContactRow, *, brief: bool) -> list[tuple[Text, ...]]:
    """Name, function, part in decisions, terms; a column that nobody fills is not printed."""
    reach = "" if brief else "\u00a0· ".join(part for part in (contact.phone, contact.email) if part)
    name = (Text(contact.name, BODY), *((Text(reach, META),) if reach else ()))
    stands = [Text(contact.stakeholder.value.capitalize() if contact.stakeholder else "", BODY)]
    if contact.influence is not None:
        stands.append(Text(f"influence {contact.influence} of 5", META))
    return [name, (Text(contact.title, BODY),), tuple(stands), (Text(contact.terms, BODY),)]
