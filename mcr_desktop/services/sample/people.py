"""The sample's people, teams and customers, the fences and who is inside them."""

from __future__ import annotations

from datetime import date, timedelta

from mcr_desktop.domain.customers import Part, Stakeholder
from mcr_desktop.domain.people import Function, Role
from mcr_desktop.domain.text import fold
from mcr_desktop.models.customers import Assignment, Contact, Customer, FenceDecision
from mcr_desktop.models.people import Team, TeamMember, User, UserRole
from mcr_desktop.services.sample.book import GOODS, Book, Met
from mcr_desktop.services.sample.cast import YOU, Company

FOUNDED = date(2018, 1, 8)
PARTS = {"manager": Part.MANAGER, "deputy": Part.DEPUTY, "specialist": Part.SPECIALIST}


def write_people(book: Book) -> None:
    """Fourteen of us in three teams; whoever makes the sample leads the first."""
    book.users[YOU] = book.you
    book.batch.add(UserRole, user_id=book.you, role=Role.TEAM_LEAD)
    for place, team in enumerate(book.cast.teams):
        team_id = book.batch.add(Team, name=team["name"], folded=fold(team["name"]))
        book.teams[team["name"]] = team_id
        for member in team["members"]:
            lead = team.get("lead") == member["name"]
            user_id = _user(
                book, member["name"], [Role.ACCOUNT_MANAGER] + [Role.TEAM_LEAD] * lead, member.get("limit")
            )
            _member(book, team_id, user_id, Function(member["function"]))
        if place == 0:
            _member(book, team_id, book.you, Function.SALES)
    for name in book.cast.admins:
        _user(book, name, [Role.ADMIN], None)


def _user(book: Book, name: str, roles: list[Role], limit: int | None) -> int:
    email = fold(name).replace(" ", ".") + "@hartwell.example"
    # Whoever makes the sample may be called as somebody in it.
    shown = f"{name} (sample)" if fold(name) == fold(book.your_name) else name
    user_id = book.batch.add(
        User, name=shown, folded=fold(shown), email=email, title="", customer_limit=limit or 15, active=True
    )
    book.users[name] = user_id
    for role in roles:
        book.batch.add(UserRole, user_id=user_id, role=role)
    return user_id


def _member(book: Book, team_id: int, user_id: int, function: Function) -> None:
    book.batch.add(
        TeamMember, team_id=team_id, user_id=user_id, function=function, starts_on=FOUNDED, ends_on=None
    )


def write_customers(book: Book) -> None:
    """Twelve fenced customers with their people, and twenty-eight that are open to the whole house."""
    for place, company in enumerate(book.cast.companies):
        _customer(book, company, GOODS[place % len(GOODS)])
    for place, name in enumerate(book.cast.others["names"]):
        _customer(book, _other(book, name, place), GOODS[place % len(GOODS)])
    _cover(book)


def _other(book: Book, name: str, place: int) -> Company:
    others, dice = book.cast.others, book.dice
    team = book.cast.teams[place % 3]
    people = dice.sample(others["people"], dice.choice((1, 1, 2)))
    return Company(
        name=name,
        team=team["name"],
        segment=others["segments"][place % len(others["segments"])],
        region=dice.choice(others["regions"]),
        since=book.ago(dice.randrange(400, 4000)),
        weekly=dice.choice((0.5, 1.0, 1.5)),
        helpers=(("manager", dice.choice(team["members"])["name"]),),
        people=tuple((person, dice.choice(others["titles"]), "influences", 3) for person in people),
        facts=(
            ("Preference", f"Calls rather than mails, {dice.choice(('mornings', 'after lunch'))}", people[0]),
        ),
    )


def _customer(book: Book, company: Company, goods: str) -> None:
    customer_id = book.batch.add(
        Customer,
        uuid=book.uuid(),
        name=company.name,
        folded=fold(company.name),
        team_id=book.teams[company.team],
        segment=company.segment,
        region=company.region,
        since=company.since,
        contact_budget=_budget(company),
    )
    if company.fenced is not None:
        book.batch.add(
            FenceDecision,
            customer_id=customer_id,
            starts_on=company.fenced,
            reason=company.reason,
            decided_by_id=book.you,
            decided_at=book.at(company.fenced),
        )
    helpers = [_assignment(book, customer_id, part, name, company.since) for part, name in company.helpers]
    contacts = [_contact(book, customer_id, company, *person) for person in company.people]
    book.customers.append(Met(customer_id, company, tuple(contacts), tuple(helpers), goods))


def _budget(company: Company) -> int | None:
    """How often we may seek the valued in a month: the larger ones more often, whatever their rank."""
    if company.fenced is None:
        return None
    return 6 if company.weekly >= 5 else 4


def _assignment(book: Book, customer_id: int, part: str, name: str, since: date) -> int:
    user_id = book.users[name]
    _assign(book, customer_id, user_id, PARTS[part], max(since, FOUNDED), None, "knows them best")
    return user_id


def _assign(
    book: Book, customer_id: int, user_id: int, part: Part, starts_on: date, ends_on: date | None, reason: str
) -> None:
    book.batch.add(
        Assignment,
        uuid=book.uuid(),
        customer_id=customer_id,
        user_id=user_id,
        part=part,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        assigned_by_id=book.you,
        assigned_at=book.at(starts_on),
    )


def _contact(
    book: Book, customer_id: int, company: Company, name: str, title: str, part: str, influence: int
) -> tuple[int, str]:
    domain = fold(company.name).split()[0].strip(".,") + ".example"
    contact_id = book.batch.add(
        Contact,
        uuid=book.uuid(),
        customer_id=customer_id,
        name=name,
        folded=fold(name),
        title=title,
        stakeholder=Stakeholder(part),
        influence=influence,
        phone=f"+44 131 555 0{book.dice.randrange(100, 200)}",
        email=fold(name).split()[-1] + "@" + domain,
    )
    return contact_id, name


def _cover(book: Book) -> None:
    """You stand in for Maya until Thursday."""
    until = book.day + timedelta(days=3)
    for name in ("Leith Labs", "St. Brannock Hospital"):
        _assign(
            book, book.named(name).id, book.you, Part.COVER, book.ago(3), until, "Maya is away until Thursday"
        )
