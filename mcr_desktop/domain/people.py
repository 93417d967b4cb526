"""The people of the house: who signs in, what they may do, and their teams."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does here; roles are a set and rights add up."""

    ACCOUNT_MANAGER = "account manager"
    TEAM_LEAD = "team lead"
    ADMIN = "admin"


class Function(StrEnum):
    """What a member brings to a team."""

    SALES = "sales"
    MARKETING = "marketing"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person on whose behalf something is asked or done."""

    id: int
    name: str
    roles: frozenset[Role] = frozenset()

    @property
    def is_admin(self) -> bool:
        """Whether this person administers the workspace."""
        return Role.ADMIN in self.roles

    @property
    def is_lead(self) -> bool:
        """Whether this person leads teams (those of which they are a member)."""
        return Role.TEAM_LEAD in self.roles


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One of us, as listed for everybody."""

    id: int
    name: str
    roles: frozenset[Role]
    teams: tuple[str, ...] = ()
    customers: int = 0
    limit: int | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class TeamMemberRow:
    """A member of a team and what they bring to it."""

    user_id: int
    name: str
    function: Function
    leads: bool
    customers: int = 0


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its members and how many customers it looks after."""

    id: int
    name: str
    members: tuple[TeamMemberRow, ...] = ()
    customers: int = 0


TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau"})


def initials(name: str) -> str:
    """Two letters for an avatar: of the first two words that are no title, or of the only one."""
    words = [word for word in name.split() if word[:1].isalnum()]
    words = [word for word in words if word.casefold().rstrip(".") not in TITLES] or words
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[1][0]
    return letters.upper()
