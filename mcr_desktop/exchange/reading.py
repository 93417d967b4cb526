"""Rows become records: one function for each kind, and what makes a row look odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from mcr_desktop.domain.conversations import Kind as ConversationKind
from mcr_desktop.domain.conversations import Starter
from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.people import Role
from mcr_desktop.exchange.cells import CellReader, Cells
from mcr_desktop.exchange.columns import Columns
from mcr_desktop.exchange.dates import (
    DateEvidence,
    decide_orders,
    reader_by_format,
    reader_by_order,
)  # fmt: skip
from mcr_desktop.exchange.fields import FIELDS, Shape, folded_heading
from mcr_desktop.exchange.oddities import Oddities
from mcr_desktop.exchange.records import (
    Bad,
    Direction,
    Good,
    Imported,
    ImportedAssignment,
    ImportedComplaint,
    ImportedContact,
    ImportedConversation,
    ImportedCustomer,
    ImportedOrder,
    ImportedUser,
    ImportKind,
)  # fmt: skip
from mcr_desktop.exchange.rows import Table, TableRow
from mcr_desktop.exchange.values import NOTHING, AmountEvidence
from mcr_desktop.exchange.words import (
    COMPLAINT_STATES,
    CONVERSATION_KINDS,
    DIRECTIONS,
    FUNCTIONS,
    INFLUENCE,
    PARTS,
    ROLES,
    SEVERITY,
    STAKEHOLDERS,
    STARTERS,
    find_word,
    split_words,
)  # fmt: skip

Outcome: TypeAlias = Good[Imported] | Bad


@dataclass(frozen=True, slots=True)
class Reading:
    """A table about to be read: how its dates and amounts were understood, and its rows as records."""

    table: Table
    cells: CellReader
    guessed: tuple[str, ...]

    def rows(self) -> Iterator[Outcome]:
        """Each row as a record or as a fault, in the order of the file; starts anew at each call.

        Nothing is kept but what is needed to notice repetitions.  Raises Refused where the file itself
        cannot be read on.
        """
        kind = self.cells.columns.kind
        oddities = Oddities(kind)
        make = _Complaints().make if kind is ImportKind.COMPLAINTS else _MAKERS[kind]
        for row in self.table.rows():
            yield _outcome(row, self.cells, make, oddities)


def read_rows(table: Table, columns: Columns, *, date_format: str | None = None) -> Reading:
    """Look through the dates and amounts of a whole file once, and decide how they are meant.

    Raises WrongUse for a date format that is none, Refused for a file that cannot be read to its end.
    """
    fields = [each for each in FIELDS[columns.kind] if each.name in columns.places]
    dates = {
        each.name: DateEvidence(columns.column_of(each.name)) for each in fields if each.shape is Shape.DATE
    }
    amounts = {
        each.name: AmountEvidence(columns.column_of(each.name))
        for each in fields
        if each.shape is Shape.MONEY
    }
    fixed = None if date_format is None else reader_by_format(date_format)
    looks = [(columns.places[name], evidence.look) for name, evidence in amounts.items()]
    if fixed is None:
        looks += [(columns.places[name], evidence.look) for name, evidence in dates.items()]
    _look_through(table, looks)
    orders, said = decide_orders([] if fixed else list(dates.values()))
    readers = {name: fixed or reader_by_order(orders[evidence.column]) for name, evidence in dates.items()}
    commas = frozenset(name for name, evidence in amounts.items() if evidence.decimal_comma)
    said += tuple(sentence for evidence in amounts.values() for sentence in evidence.sentences)
    return Reading(table, CellReader(columns, readers, commas), said)


def _look_through(table: Table, looks: Sequence[tuple[int, Callable[[str], None]]]) -> None:
    for row in table.rows() if looks else ():
        for place, look in looks:
            look(row.cells[place])


def _outcome(
    row: TableRow, reader: CellReader, make: Callable[[Cells], Imported], oddities: Oddities
) -> Outcome:
    if row.problem:
        return Bad(row.number, "", "", row.problem, row.cells)
    cells = reader.cells(row)
    record = make(cells)
    if cells.problems:
        first, *more = cells.problems
        return replace(first, cells=row.cells, more=tuple(more))
    return Good(record, row.cells, tuple(cells.remarks) + oddities.of(record, row, cells))


def _customer(cells: Cells) -> ImportedCustomer:
    town = f"{cells.line('postcode')} {cells.line('city')}".strip()
    parts = [
        _one_line(cells.text("address")),
        cells.line("street"),
        town,
        cells.line("state"),
        cells.line("country"),
    ]
    return ImportedCustomer(
        row=cells.row.number,
        name=cells.line("name", required=True),
        key=cells.line("key", required=_needs_key(cells)),
        parent=cells.line("parent"),
        segment=cells.line("segment"),
        region=cells.line("region"),
        value=cells.money("value"),
        since=cells.day("since"),
        website=cells.line("website"),
        phone=cells.phone("phone"),
        email=cells.email("email"),
        address=", ".join(part for part in parts if part),
        note=cells.text("note"),
        team=cells.line("team"),
    )


def _needs_key(cells: Cells) -> bool:
    """A column simply headed key may be blank, as in our own exports; one that tells customers apart not."""
    columns = cells.reader.columns
    return "key" in columns.places and (
        "key" in columns.named or folded_heading(columns.column_of("key")) != "key"
    )


def _one_line(text: str) -> str:
    return ", ".join(line.strip().rstrip(",") for line in text.splitlines() if line.strip())


def _contact(cells: Cells) -> ImportedContact:
    name = cells.line("name") or " ".join(filter(None, (cells.line("given"), cells.line("family"))))
    if not name:
        column = "name" if cells.has_column("name") else "family" if cells.has_column("family") else "given"
        cells.fail(column, "nobody is named here")
    return ImportedContact(
        row=cells.row.number,
        customer=cells.line("customer", required=True),
        name=name,
        title=cells.line("title"),
        role=cells.known_word("role", STAKEHOLDERS),
        influence=cells.scale("influence", INFLUENCE),
        phone=cells.phone("phone"),
        mobile=cells.phone("mobile"),
        email=cells.email("email"),
        channel=cells.line("channel"),
        address=_one_line(cells.text("address")),
        note=cells.text("note"),
        terms=cells.text("terms"),
    )


def _conversation(cells: Cells) -> ImportedConversation:
    direction = cells.word("direction", DIRECTIONS)
    starter = cells.word("started_by", STARTERS)
    if starter is None and direction is not None:
        starter = Starter.THEM if direction is Direction.IN else Starter.US
    return ImportedConversation(
        row=cells.row.number,
        customer=cells.line("customer", required=True),
        when=cells.required_moment("when"),
        text=cells.text("text", required=True),
        kind=cells.known_word("kind", CONVERSATION_KINDS) or ConversationKind.OTHER,
        direction=direction,
        started_by=starter,
        participants=split_words(cells.text("participants")),
        user=cells.line("user"),
        reference=cells.line("reference"),
        private=cells.yes_no("private"),
    )


@dataclass(slots=True)
class _Complaints:
    """Complaints of one file: later rows of a reference may leave out what its first row gave."""

    _begun: set[str] = field(default_factory=set)

    def make(self, cells: Cells) -> ImportedComplaint:
        reference = cells.line("reference")
        later = bool(reference) and reference in self._begun
        record = ImportedComplaint(
            row=cells.row.number,
            customer=cells.line("customer", required=not later),
            received=cells.day("received") if later else cells.required_moment("received").date(),
            kind=cells.line("kind"),
            product=cells.line("product"),
            site=cells.line("site"),
            carrier=cells.line("carrier"),
            channel=cells.line("channel"),
            region=cells.line("region"),
            severity=cells.scale("severity", SEVERITY),
            value=cells.money("value"),
            outcome=cells.text("outcome"),
            text=cells.text("text"),
            reference=reference,
            attributes=cells.attributes(),
            remedy=cells.text("remedy"),
            cause=cells.text("cause"),
            closed_on=cells.day("closed_on"),
            state=cells.word("stage", COMPLAINT_STATES),
        )
        if reference and not cells.problems:
            self._begun.add(reference)
        return record


def _assignment(cells: Cells) -> ImportedAssignment:
    starts, ends = cells.day("from"), cells.day("until")
    if starts is not None and ends is not None and ends < starts:
        cells.fail("until", f"it ends on {ends} before it begins on {starts}")
    return ImportedAssignment(
        row=cells.row.number,
        customer=cells.line("customer", required=True),
        user=cells.line("user", required=True),
        part=cells.word("role", PARTS) or Part.MANAGER,
        team=cells.line("team"),
        starts_on=starts,
        ends_on=ends,
        reason=cells.text("reason").strip(),
    )


def _user(cells: Cells) -> ImportedUser:
    return ImportedUser(
        row=cells.row.number,
        name=cells.line("name", required=True),
        roles=_roles(cells),
        team=cells.line("team"),
        function=cells.known_word("function", FUNCTIONS),
        email=cells.email("email"),
        title=cells.line("title"),
    )


def _roles(cells: Cells) -> frozenset[Role]:
    """Roles are a set: several may stand in one cell."""
    given = cells.raw("role").strip()
    if given.casefold() in NOTHING:
        return frozenset({Role.ACCOUNT_MANAGER})
    several = split_words(given)
    roles = [find_word(word, ROLES) for word in several]
    if len(several) > 1 and all(role is not None for role in roles):
        return frozenset(role for role in roles if role is not None)
    role = cells.word("role", ROLES)
    return frozenset() if role is None else frozenset({role})


def _order(cells: Cells) -> ImportedOrder:
    return ImportedOrder(
        row=cells.row.number,
        reference=cells.line("reference"),
        customer=cells.line("customer", required=True),
        ordered=cells.required_moment("ordered").date(),
        value=cells.money("value"),
        carrier=cells.line("carrier"),
        product=cells.line("product"),
        site=cells.line("site"),
        channel=cells.line("channel"),
        region=cells.line("region"),
        quantity=cells.number("quantity"),
        required=cells.day("required"),
        shipped=cells.day("shipped"),
    )


_MAKERS: Mapping[ImportKind, Callable[[Cells], Imported]] = {
    ImportKind.CUSTOMERS: _customer,
    ImportKind.CONTACTS: _contact,
    ImportKind.CONVERSATIONS: _conversation,
    ImportKind.ASSIGNMENTS: _assignment,
    ImportKind.USERS: _user,
    ImportKind.ORDERS: _order,
}
