"""The words of our lists, and what else people and programmes call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from rapidfuzz import process

from mcr_desktop.domain.complaints import ComplaintState
from mcr_desktop.domain.conversations import Kind as ConversationKind
from mcr_desktop.domain.conversations import Starter
from mcr_desktop.domain.customers import Part, Stakeholder
from mcr_desktop.domain.people import Function, Role
from mcr_desktop.exchange.fields import folded_heading
from mcr_desktop.exchange.records import Direction
from mcr_desktop.exchange.values import NOTHING, parse_whole

Word = TypeVar("Word")


def _words(pairs: Mapping[Word, str]) -> dict[str, Word]:
    return {word: meaning for meaning, words in pairs.items() for word in words.split()}


PARTS = _words(
    {
        Part.MANAGER: "manager accountmanager keyaccountmanager kam am rep representative salesrep "
        "owner primary main "
        "lead betreuer hauptbetreuer",
        Part.DEPUTY: "deputy backup secondary vice second stellvertreter assistant stellvertretung",
        Part.COVER: "cover substitute holidaycover vertretung temporary stand-in standin urlaubsvertretung",
        Part.SPECIALIST: "specialist expert technical engineer service marketing support spezialist",
    }
)
COMPLAINT_STATES = {state.value: state for state in ComplaintState}
ROLES = _words(
    {
        Role.ACCOUNT_MANAGER: "accountmanager manager keyaccountmanager kam am rep representative salesrep "
        "salesrepresentative accountexecutive user member betreuer",
        Role.TEAM_LEAD: "teamlead teamleader lead leader head supervisor teammanager salesmanager "
        "teamleitung teamleiter",
        Role.ADMIN: "admin administrator systemadministrator workspaceadmin",
    }
)
FUNCTIONS = _words(
    {
        Function.SALES: "sales vertrieb selling accountmanagement",
        Function.MARKETING: "marketing",
        Function.SERVICE: "service support customerservice aftersales kundendienst technical",
    }
)
STAKEHOLDERS = _words(
    {
        Stakeholder.DECIDES: "decides decider decisionmaker economicbuyer buyer budgetholder approver "
        "entscheider",
        Stakeholder.INFLUENCES: "influences influencer champion evaluator recommender advisor "
        "technicalbuyer beeinflusser",
        Stakeholder.USES: "uses user enduser practitioner anwender nutzer",
        Stakeholder.BLOCKS: "blocks blocker detractor opponent gatekeeper verhinderer",
    }
)
CONVERSATION_KINDS = _words(
    {
        ConversationKind.CALL: "call phone phonecall telephone tel called anruf telefonat",
        ConversationKind.MEETING: "meeting met visit inperson appointment lunch event video videocall "
        "besuch termin treffen",
        ConversationKind.MAIL: "mail email letter fax brief",
        ConversationKind.CHAT: "chat message sms whatsapp teams slack im textmessage nachricht",
        ConversationKind.OTHER: "other note task misc sonstiges notiz",
    }
)
DIRECTIONS = _words(
    {
        Direction.IN: "in inbound incoming received fromcustomer eingehend them customer",
        Direction.OUT: "out outbound outgoing sent tocustomer ausgehend us",
    }
)
STARTERS = _words(
    {
        Starter.US: "us we our ours out outbound outgoing company rep user wir",
        Starter.THEM: "them they theirs customer client contact in inbound incoming kunde",
    }
)
INFLUENCE = {"none": 1, "low": 2, "medium": 3, "mid": 3, "average": 3, "high": 4, "veryhigh": 5, "highest": 5}
SEVERITY = {
    "trivial": 1, "cosmetic": 1, "verylow": 1, "low": 2, "minor": 2, "medium": 3, "normal": 3, "moderate": 3,
    "high": 4, "major": 4, "serious": 4, "critical": 5, "urgent": 5, "severe": 5, "blocker": 5, "veryhigh": 5,
}  # fmt: skip


def find_word(text: str, words: Mapping[str, Word]) -> Word | None:
    """What a word stands for in one of our lists; None where nobody knows."""
    return words.get(folded_heading(text))


def parse_scale(text: str, words: Mapping[str, int], title: str) -> int | None:
    """A step from 1 to 5, as a number or a word; None for nothing.  Raises ValueError with a reason."""
    plain = text.strip()
    if plain.casefold() in NOTHING:
        return None
    known = find_word(plain, words)
    if known is not None:
        return known
    reason = f"{title} is a number from 1 to 5, or a word such as low, medium, high"
    try:
        step = parse_whole(plain)
    except ValueError as error:
        raise ValueError(reason) from error
    if step is None or not 1 <= step <= 5:
        raise ValueError(reason)
    return step


def split_words(text: str) -> tuple[str, ...]:
    """The parts of a cell in which several names or words stand side by side."""
    parts = re.split(r"\s*(?:;|\n| ::: |\||,(?!\s*(?:Jr|Sr|PhD|MD|Inc|Ltd)\b))\s*", text)
    return tuple(part.strip() for part in parts if part.strip())


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody may have meant; None where none is near."""
    found = process.extractOne(word, list(known), processor=folded_heading, score_cutoff=60)
    return None if found is None else found[0]
