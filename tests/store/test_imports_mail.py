"""Mails become conversations of the customer whose people they went to or came from."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.errors import McrError, NotAllowed, Refused, WrongUse
from mcr_desktop.domain.imports import ImportReport
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.text import fold
from mcr_desktop.models.conversations import Conversation, NoteRevision, Participant
from mcr_desktop.models.customers import Contact, Customer
from mcr_desktop.models.people import User
from mcr_desktop.services.history import HistoryService
from mcr_desktop.services.imports import ImportService
from mcr_desktop.services.search import SearchService
from tests.worlds import World


def bring(world: World, path: Path, *, actor: Actor | None = None, dry_run: bool = False) -> ImportReport:
    service = ImportService(world.database, world.clock)
    return service.bring_in(actor or world.root, "conversations", path, dry_run=dry_run)


def mail(
    folder: Path,
    sender: str = "Ada Byron <ada@marlow.example>",
    to: str = "Maya Ito <maya@hartwell.example>",
    **headers: str,
) -> Path:
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Date"] = "Thu, 19 Nov 2026 10:30:00 +0100"
    message["Subject"] = "Ostatnia dostawa: Żółć"
    message["Message-ID"] = "<17@marlow.example>"
    for name, value in headers.items():
        del message[name]
        if value:
            message[name] = value
    message.set_content("Two pallets came wet.\n\nAda\n")
    path = folder / "mail.eml"
    path.write_bytes(message.as_bytes())
    return path


def contact(world: World, customer: int, name: str, email: str) -> int:
    with world.database.writer.begin() as connection:
        row = {"uuid": f"{name}{customer}", "customer_id": customer, "name": name, "folded": fold(name)}
        made = connection.execute(insert(Contact).values(**row, email=email).returning(Contact.id))
        return int(made.scalar_one())


def say(world: World, customer: int, **values: str) -> None:
    with world.database.writer.begin() as connection:
        connection.execute(update(Customer).where(Customer.id == customer).values(**values))


def address(world: World, user: Actor, email: str) -> None:
    with world.database.writer.begin() as connection:
        connection.execute(update(User).where(User.id == user.id).values(email=email))


def talk(world: World) -> Conversation:
    with world.database.reading() as session:
        kept = session.scalars(select(Conversation)).one()
        session.expunge(kept)
        return kept


def test_a_mail_from_a_contact_is_theirs_and_stands_with_its_words(world: World, tmp_path: Path) -> None:
    marlow, maya = world.customer("Marlow Ferries"), world.user("Maya")
    ada = contact(world, marlow, "Ada Lovelace", "Ada@Marlow.example")
    address(world, maya, "maya@hartwell.example")

    report = bring(world, mail(tmp_path))

    assert (report.read, report.added, report.skipped, report.suspicious) == (1, 1, 0, ())
    kept = talk(world)
    assert (kept.customer_id, kept.user_id, kept.kind) == (marlow, maya.id, Kind.MAIL)
    assert kept.started_by is Starter.THEM
    assert kept.happened_at == datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
    assert kept.reference == "17@marlow.example"
    with world.database.reading() as session:
        assert session.scalars(select(NoteRevision.text)).one() == (
            "Ostatnia dostawa: Żółć\n\nTwo pallets came wet.\n\nAda"
        )
        assert session.scalars(select(Participant.contact_id)).all() == [ada]
    assert SearchService(world.database, world.clock).find(world.root, "dostawa zołc")


def test_a_mail_to_a_contact_was_started_by_us(world: World, tmp_path: Path) -> None:
    marlow, maya = world.customer("Marlow Ferries"), world.user("Maya")
    contact(world, marlow, "Ada Lovelace", "ada@marlow.example")
    address(world, maya, "maya@hartwell.example")
    bring(world, mail(tmp_path, "maya@hartwell.example", "ada@marlow.example"))
    kept = talk(world)
    assert (kept.user_id, kept.started_by) == (maya.id, Starter.US)


@pytest.mark.parametrize(
    "said",
    [
        {"website": "https://www.marlow.example/ferries"},
        {"website": "marlow.example"},
        {"email": "office@Marlow.example"},
    ],
)
def test_the_mail_domain_of_a_customer_tells_whose_it_is(
    world: World, tmp_path: Path, said: dict[str, str]
) -> None:
    say(world, world.customer("Marlow Ferries"), **said)
    report = bring(world, mail(tmp_path, "Ada <ada@mail.marlow.example>"))
    assert report.added == 1
    assert any(
        "taken for Marlow Ferries by its mail domain marlow.example" in line for line in report.suspicious
    )
    assert any("Ada" in line and "left out of those who took part" in line for line in report.suspicious)


def test_a_colleague_of_a_contact_is_known_by_their_domain(world: World, tmp_path: Path) -> None:
    marlow = world.customer("Marlow Ferries")
    contact(world, marlow, "Ada", "ada@marlow.example")
    bring(world, mail(tmp_path, "Bert <bert@marlow.example>"))
    assert talk(world).customer_id == marlow


def test_an_exact_address_decides_before_any_domain(world: World, tmp_path: Path) -> None:
    one, two = world.customer("One"), world.customer("Two")
    say(world, one, website="marlow.example")
    contact(world, two, "Ada", "ada@marlow.example")
    bring(world, mail(tmp_path))
    assert talk(world).customer_id == two


def test_a_mail_of_nobody_known_is_refused_and_says_what_to_do(world: World, tmp_path: Path) -> None:
    say(world, world.customer("Marlow Ferries"), website="notmarlow.example")
    before = world.checksum()
    with pytest.raises(Refused) as refused:
        bring(world, mail(tmp_path))
    told = str(refused.value)
    assert told.startswith("mail.eml: none of its addresses (ada@marlow.example, maya@hartwell.example)")
    assert "Give one of them to a contact" in told
    assert "--map cannot help" in told
    assert "\n" not in told
    assert world.checksum() == before


def test_domains_open_to_all_say_nothing(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@gmail.com")
    with pytest.raises(Refused, match="none of its addresses"):
        bring(world, mail(tmp_path, "bert@gmail.com"))


def test_our_own_domain_says_nothing(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Old colleague", "old@hartwell.example")
    address(world, world.user("Maya"), "maya@hartwell.example")
    with pytest.raises(Refused, match="none of its addresses"):
        bring(world, mail(tmp_path))


def test_a_mail_that_may_be_of_two_customers_is_refused_with_their_names(
    world: World, tmp_path: Path
) -> None:
    for name in ("One", "Two"):
        contact(world, world.customer(name), "Ada", "ada@marlow.example")
    before = world.checksum()
    with pytest.raises(Refused, match="its addresses are known at One, Two"):
        bring(world, mail(tmp_path))
    assert world.checksum() == before


def test_the_sender_decides_before_those_in_copy(world: World, tmp_path: Path) -> None:
    one, two = world.customer("One"), world.customer("Two")
    contact(world, one, "Ada", "ada@marlow.example")
    contact(world, two, "Bert", "bert@other.example")
    bring(world, mail(tmp_path, Cc="bert@other.example"))
    assert talk(world).customer_id == one


def test_customers_of_the_same_name_are_told_apart_by_their_people(world: World, tmp_path: Path) -> None:
    world.customer("One")
    second = world.customer("One")
    contact(world, second, "Ada", "ada@marlow.example")
    bring(world, mail(tmp_path))
    assert talk(world).customer_id == second


def test_the_same_mail_twice_is_one_and_undo_takes_it_back(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    path = mail(tmp_path)
    bring(world, path)
    assert bring(world, path).nothing_new
    HistoryService(world.database, world.clock).undo(world.root)
    assert world.counts()["conversation"] == 0


def test_a_dry_run_of_a_mail_changes_nothing(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    before = world.checksum()
    assert bring(world, mail(tmp_path), dry_run=True).added == 1
    assert world.checksum() == before


def test_a_mail_without_its_day_is_refused(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    with pytest.raises(Refused, match="cannot be told when this mail was sent"):
        bring(world, mail(tmp_path, Date=""))


def test_what_is_odd_about_a_mail_is_said(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    path = mail(tmp_path, "x@carrier.example", "ada@marlow.example", Date="Thu, 19 Nov 2027 10:30:00 -0000")
    report = bring(world, path)
    assert any("dated in the future" in line for line in report.suspicious)
    assert any("x@carrier.example is neither at Marlow Ferries nor one of us" in s for s in report.suspicious)


def test_a_mail_without_sender_or_words_still_goes_in(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    path = tmp_path / "bare.EML"
    path.write_bytes(b"To: ada@marlow.example\r\nDate: Thu, 19 Nov 2026 10:30:00 -0000\r\n\r\n")
    report = bring(world, path)
    assert report.added == 1
    assert any("does not say who wrote it" in line for line in report.suspicious)


def test_half_characters_of_odd_charsets_do_not_stop_a_mail(world: World, tmp_path: Path) -> None:
    contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    path = tmp_path / "odd.eml"
    path.write_bytes(
        b"From: ada@marlow.example\r\nDate: Thu, 19 Nov 2026 10:30:00 +0000\r\n"
        b"Subject: =?utf-7?Q?+2AA-?=\r\nContent-Type: text/plain; charset=utf-7\r\n\r\na +2AA- b\r\n"
    )
    assert bring(world, path).added == 1


def test_options_about_columns_are_wrong_for_a_mail(world: World, tmp_path: Path) -> None:
    service = ImportService(world.database, world.clock)
    with pytest.raises(WrongUse, match="has no columns"):
        service.bring_in(world.root, "conversations", mail(tmp_path), mapping={"customer": "From"})


def test_only_an_admin_brings_mail_in(world: World, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        bring(world, mail(tmp_path), actor=world.user("Eve", Role.TEAM_LEAD))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=400))
def test_whatever_a_mail_holds_it_goes_in_or_is_refused_in_words(
    world: World, tmp_path: Path, content: bytes
) -> None:
    if not world.counts()["contact"]:
        contact(world, world.customer("Marlow Ferries"), "Ada", "ada@marlow.example")
    path = tmp_path / "any.eml"
    path.write_bytes(b"From: ada@marlow.example\r\nDate: Thu, 19 Nov 2026 10:30:00 +0000\r\n" + content)
    try:
        told = bring(world, path).file
    except McrError as error:
        told = str(error)
    assert told.startswith("any.eml")
