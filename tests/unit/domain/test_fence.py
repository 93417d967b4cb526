"""The picket fence as data: what each seat may do, and the sentence that refuses."""

import pytest

from mcr_desktop.domain.errors import NotAllowed
from mcr_desktop.domain.fence import GRANTS, Action, Fence, Seat, refusal, require, require_admin
from mcr_desktop.domain.people import Actor, Role


def fence(*seats: Seat, fenced: bool = True, ask: str = "Maya Lindqvist") -> Fence:
    return Fence(7, "Hollis & Crane", fenced, frozenset(seats), ask)


@pytest.mark.parametrize("seat", Seat)
def test_everybody_may_see_who_looks_after_a_customer(seat: Seat) -> None:
    assert fence(seat).allows(Action.SEE_DIRECTORY)


@pytest.mark.parametrize("seat", [Seat.OUTSIDER, Seat.ADMIN])
def test_whoever_is_outside_reads_and_writes_nothing(seat: Seat) -> None:
    assert not fence(seat).allows(Action.READ)
    assert not fence(seat).allows(Action.WRITE)


def test_rights_of_several_seats_add_up() -> None:
    both = fence(Seat.ADMIN, Seat.MEMBER)
    assert {action for action in Action if both.allows(action)} == GRANTS[Seat.ADMIN] | GRANTS[Seat.MEMBER]


def test_a_gate_pass_opens_the_records_to_read_but_not_to_write() -> None:
    guest = fence(Seat.ADMIN, Seat.PASS_HOLDER)
    assert guest.allows(Action.READ)
    assert not guest.allows(Action.WRITE)


@pytest.mark.parametrize(
    ("seats", "fenced", "recorded"),
    [
        ((Seat.LEAD,), True, True),
        ((Seat.PASS_HOLDER, Seat.ADMIN), True, True),
        ((Seat.MEMBER,), True, False),
        ((Seat.LEAD, Seat.MEMBER), True, False),
        ((Seat.OPEN, Seat.LEAD), False, False),
        ((Seat.OUTSIDER,), True, False),
    ],
)
def test_reading_is_recorded_of_leads_and_guests_only(
    seats: tuple[Seat, ...], *, fenced: bool, recorded: bool
) -> None:
    assert fence(*seats, fenced=fenced).reading_is_recorded is recorded


def test_an_outsider_is_told_whom_to_ask() -> None:
    with pytest.raises(NotAllowed, match=r"^Maya Lindqvist looks after Hollis & Crane\. Ask Maya\.$"):
        require(Action.READ, fence(Seat.OUTSIDER))


def test_what_is_allowed_passes_in_silence() -> None:
    require(Action.WRITE, fence(Seat.MEMBER))


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("ask", ["", "Maya Lindqvist"])
def test_every_refusal_is_one_plain_sentence_or_two(action: Action, ask: str) -> None:
    words = refusal(action, fence(Seat.OUTSIDER, ask=ask))
    assert words[0].isupper()
    assert words.endswith(".")
    assert "\n" not in words


def test_where_everybody_may_write_there_is_no_message_to_leave() -> None:
    with pytest.raises(
        NotAllowed, match=r"^Hollis & Crane is open to everybody: log a conversation instead\.$"
    ):
        require(Action.LEAVE_MESSAGE, fence(Seat.OPEN, fenced=False))
    with pytest.raises(NotAllowed, match=r"^You look after Hollis & Crane yourself: log"):
        require(Action.LEAVE_MESSAGE, fence(Seat.MEMBER))


def test_only_an_admin_passes_where_an_admin_is_asked_for() -> None:
    require_admin(Actor(1, "Ada", frozenset({Role.ADMIN})), "erase a person")
    with pytest.raises(NotAllowed, match="Only an admin may erase a person"):
        require_admin(Actor(2, "Tom", frozenset({Role.TEAM_LEAD})), "erase a person")
