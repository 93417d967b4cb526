"""A mail message becomes a conversation of the one customer whose people wrote it or were written to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mcr_desktop.domain.conversations import Kind, Starter
from mcr_desktop.domain.errors import Refused
from mcr_desktop.exchange.mail import Address, MailMessage, read_mail
from mcr_desktop.exchange.records import Good, ImportedConversation
from mcr_desktop.services.imports.conversations import bring_talks
from mcr_desktop.services.imports.desk import Desk, name_some
from mcr_desktop.store import imports
from mcr_desktop.store.imports import KnownAddress, KnownCustomer

LONGEST_REFERENCE = 100
OPEN_TO_ALL = frozenset({
    "aol.com", "free.fr", "gmail.com", "gmx.at", "gmx.ch", "gmx.de", "gmx.net", "googlemail.com",
    "hotmail.co.uk", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net", "libero.it", "live.com",
    "mail.com", "mail.ru", "me.com", "msn.com", "o2.pl", "onet.pl", "orange.fr", "outlook.com",
    "outlook.de", "proton.me", "protonmail.com", "qq.com", "t-online.de", "web.de", "wp.pl",
    "yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.com", "yandex.ru", "126.com", "163.com",
})  # fmt: skip
"""Domains where anybody may have an address: they say nothing about whose people somebody belongs to."""


def mails(path: Path) -> Iterator[Good[MailMessage]]:
    """The one message of a mail file.  Raises Refused for what is none."""
    yield Good(read_mail(path))


def bring_mails(desk: Desk, rows: Iterator[Good[MailMessage]]) -> None:
    """Mails become conversations of the customer they went to or came from.

    Raises Refused for a mail that speaks of no customer, or of two.
    """
    bring_talks(desk, (_letter(desk, good.record) for good in rows))


def _letter(desk: Desk, mail: MailMessage) -> tuple[Good[ImportedConversation], KnownCustomer]:
    """The mail as a conversation with its customer; what a person should look at is told."""
    company = _Company.of(desk, mail)
    customer = company.customer()
    ours = company.our_name(mail)
    known = mail.sender is not None and company.belongs(mail.sender, customer)
    people = mail.recipients if mail.sender is None else (mail.sender, *mail.recipients)
    record = ImportedConversation(
        row=1,
        customer=customer.name,
        when=_moment(desk, mail),
        text=_words(mail),
        kind=Kind.MAIL,
        started_by=Starter.THEM if known else Starter.US,
        participants=tuple(name for each in people if (name := company.name(each, customer)) != ours),
        user=ours,
        reference=mail.message_id if len(mail.message_id) <= LONGEST_REFERENCE else "",
    )
    remarks = [*mail.remarks, *company.remarks(mail, customer)]
    if record.when > desk.now:
        remarks.append("it is dated in the future")
    for remark in remarks:
        desk.suspicious.append(f"{mail.subject or desk.file}: {remark}")
    return Good(record), customer


@dataclass(frozen=True, slots=True)
class _Company:
    """Whose the addresses of a mail are: contacts and customers by address or domain, and our users."""

    file: str
    addresses: tuple[Address, ...]
    known: Mapping[str, tuple[KnownAddress, ...]]
    by_domain: Mapping[str, tuple[KnownAddress, ...]]
    users: Mapping[str, str]

    @classmethod
    def of(cls, desk: Desk, mail: MailMessage) -> _Company:
        """Look every address of a mail up."""
        people = mail.recipients if mail.sender is None else (mail.sender, *mail.recipients)
        users = imports.users_by_address(desk.session)
        ours = {_domain(address) for address in users}
        wanted = {each.address.casefold() for each in people if "@" in each.address}
        domains = {domain for address in wanted for domain in _domains(address)} - OPEN_TO_ALL - ours
        return cls(
            file=desk.file,
            addresses=people,
            known=imports.known_addresses(desk.session, wanted),
            by_domain=imports.known_domains(desk.session, domains),
            users=users,
        )

    def customer(self) -> KnownCustomer:
        """The one customer of this mail: its sender's, else its recipients'; by address, else by domain.

        Raises Refused where nobody is known, or the people of two customers are.
        """
        found: dict[int, KnownCustomer] = {}
        for ways in (self._by_address, self._by_domain):
            for each in self.addresses:
                found |= {known.customer.id: known.customer for known in ways(each)}
                if found and each is self.addresses[0]:
                    break
            if found:
                break
        if not found:
            raise Refused(self._nobody())
        if len(found) > 1:
            names = name_some(sorted(known.name for known in found.values()))
            raise Refused(
                f"{self.file}: it cannot be told whose mail this is, its addresses are known at {names}. "
                "Let the address of whoever it is about stand with one customer's contacts only, then bring "
                "it in again. Nothing was brought in."
            )
        return next(iter(found.values()))

    def _nobody(self) -> str:
        written = [each.address for each in self.addresses if each.address.casefold() not in self.users]
        named = f" ({name_some(written, 3)})" if written else ""
        return (
            f"{self.file}: none of its addresses{named} belongs to a contact or to the mail domain of a "
            "customer. Give one of them to a contact of the customer it is about, then bring it in again; "
            "--map cannot help, for a mail has no columns. Nothing was brought in."
        )

    def _by_address(self, person: Address) -> tuple[KnownAddress, ...]:
        return self.known.get(person.address.casefold(), ())

    def _by_domain(self, person: Address) -> tuple[KnownAddress, ...]:
        if person.address.casefold() in self.users:
            return ()
        return next(
            (self.by_domain[domain] for domain in _domains(person.address) if domain in self.by_domain), ()
        )

    def belongs(self, person: Address, customer: KnownCustomer) -> bool:
        """Whether somebody is of this customer."""
        return any(
            known.customer.id == customer.id
            for known in (*self._by_address(person), *self._by_domain(person))
        )

    def name(self, person: Address, customer: KnownCustomer) -> str:
        """What somebody is called here: as a contact, as one of us, else as the mail says."""
        for known in self._by_address(person):
            if known.customer.id == customer.id and known.contact:
                return known.contact
        return self.users.get(person.address.casefold()) or person.name or person.address

    def our_name(self, mail: MailMessage) -> str:
        """Which of us wrote it or was written to; blank where none of us can be told."""
        return next(
            (
                name
                for each in self.addresses
                if each.address.casefold() not in self.known
                and (name := self.users.get(each.address.casefold()))
            ),
            "",
        )

    def remarks(self, mail: MailMessage, customer: KnownCustomer) -> Iterator[str]:
        """What to look at: a guess by domain, and a sender whom nobody knows."""
        if not any(self._by_address(each) for each in self.addresses):
            domains = {domain for each in self.addresses for domain in _domains(each.address)}
            matched = sorted(domains & self.by_domain.keys())
            yield f"taken for {customer.name} by its mail domain {name_some(matched)}"
        sender = mail.sender
        if sender is None:
            yield "it does not say who wrote it; taken for ours"
        elif not self.belongs(sender, customer) and sender.address.casefold() not in self.users:
            yield f"{sender.address or sender.name} is neither at {customer.name} nor one of us"


def _domain(address: str) -> str:
    return address.casefold().rpartition("@")[2]


def _domains(address: str) -> Iterator[str]:
    """The domain of an address and those above it: mail.acme.example, acme.example."""
    labels = _domain(address).strip(".").split(".")
    if "@" in address:
        yield from (".".join(labels[start:]) for start in range(len(labels) - 1))


def _moment(desk: Desk, mail: MailMessage) -> datetime:
    if mail.sent_at is None:
        raise Refused(
            f"{desk.file}: it cannot be told when this mail was sent. Write it down as a conversation "
            "instead. Nothing was brought in."
        )
    # A date whose zone is "-0000" is one in UTC, written by a machine that hides where it stands.
    return mail.sent_at if mail.sent_at.tzinfo else mail.sent_at.replace(tzinfo=UTC)


def _words(mail: MailMessage) -> str:
    """Subject, words, and the names of what was attached."""
    attached = ""
    if mail.attachments:
        attached = f"Attached, not kept here: {', '.join(mail.attachments)}"
    words = [part for part in (mail.subject, mail.text.strip(), attached) if part]
    return "\n\n".join(words) or "A mail without words."
