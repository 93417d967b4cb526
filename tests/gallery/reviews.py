"""Examples of account reviews: one as rich as a good quarter, one empty, one hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.conversations import ContactPressure, Kind, Side, Starter
from mcr_desktop.domain.customers import AssignmentRow, ContactRow, Part, Stakeholder, Tier
from mcr_desktop.domain.facts import Fact
from mcr_desktop.domain.periods import Period, add_months
from mcr_desktop.domain.promises import Promise, PromiseState
from mcr_desktop.domain.reviews import (
    CarriedAction,
    MonthCount,
    OrderFigures,
    Outcome,
    PastFigures,
    PlanLine,
    PreviousReview,
    ReviewSnapshot,
    Talk,
)
from mcr_desktop.domain.trends import Investigation, Stage, Step, Why

PERIOD = Period(date(2026, 9, 1), date(2026, 11, 22))
MADE_ON = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
DAY = date(2026, 10, 9)
NAME = "St. Brannock Hospital"

HOSTILE_NAMES = (
    '<Acme> & "Söhne" Ltd',
    "</para><b>Bold & Bros",
    '<img src="/etc/hostname"/> Pictures',
    '<a href="javascript:alert(1)">Click</a>',
    "株式会社サンプル商事",
    "Żółć i Spółka z o.o.",
    "Ελληνική Εταιρεία Α.Ε.",
    "Şişli İğne Iğdır Ticaret",
    "ООО «Ромашка и Ёж»",
    "한국무역 주식회사",
    "evil\u202eexe.pdf",
    "zero\u200bwidth\u200djoiner",
    "%s {0} $HOME \\n &amp; &lt;",
)


def example_snapshots() -> dict[str, ReviewSnapshot]:
    """Every example by its name."""
    return {"rich": rich(), "empty": empty(), "hostile": hostile(), "followed": followed()}


def followed() -> ReviewSnapshot:
    """The rich one as the third of its customer, with what became of what was open in the second."""
    actions = (
        CarriedAction("Photo of the cold chain box", "ours", Outcome.LATE, date(2026, 11, 20)),
        CarriedAction("Trial volumes for January", "theirs", Outcome.OPEN, date(2026, 12, 4)),
        CarriedAction("Dock map for the new couriers", "ours", Outcome.DONE, DAY, DAY + timedelta(days=4)),
        CarriedAction("Names of the night shift", "theirs", Outcome.DONE, DAY, DAY - timedelta(days=1)),
        CarriedAction(
            "Labels in two languages", "ours", Outcome.DROPPED, None, DAY, "The wards asked us not to."
        ),
    )
    before = PreviousReview(
        2,
        date(2026, 8, 31),
        Period(date(2026, 6, 1), date(2026, 8, 30)),
        PastFigures(9, 2, 6, 5, 4, 1),
        actions,
    )
    return replace(rich(), number=3, previous=before)


def empty() -> ReviewSnapshot:
    """A customer about whom nothing is known yet."""
    return ReviewSnapshot(7, "Marlow Ferries", "Hartwell Supply", PERIOD, MADE_ON, "Tom Okafor", team="North")


def rich() -> ReviewSnapshot:
    """A good quarter with one sore spot."""
    return ReviewSnapshot(
        1,
        NAME,
        "Hartwell Supply",
        PERIOD,
        MADE_ON,
        "Tom Okafor",
        team="North",
        tier=Tier.TOP,
        value=Decimal("318402.55"),
        segment="Hospitals",
        region="North",
        since=date(2014, 3, 1),
        fenced_from=date(2025, 3, 3),
        fence_reason="Largest hospital of the region; one missed delivery stops a ward.",
        assignments=(
            AssignmentRow(
                1, 1, "Maya Lindqvist", Part.MANAGER, date(2024, 2, 1), None, "Knows the wards", "sales"
            ),
            AssignmentRow(2, 2, "Tom Okafor", Part.DEPUTY, date(2025, 6, 1), None, "", "service"),
            AssignmentRow(
                3,
                3,
                "Jonas Reuter",
                Part.COVER,
                date(2026, 8, 3),
                date(2026, 8, 21),
                "Maya on leave",
                "sales",
            ),
        ),
        contacts=(
            ContactRow(
                1,
                "Dr. Amara Osei",
                "Chief Scientist",
                Stakeholder.DECIDES,
                5,
                "+44 20 7946 0018",
                "a.osei@brannock.example",
                "Calls after 14:00, never on Mondays",
            ),
            ContactRow(2, "Fiona Wyld", "Head of Purchasing", Stakeholder.INFLUENCES, 4),
            ContactRow(3, "Peter Amsel", "Dock supervisor", Stakeholder.USES, 2, "+44 20 7946 0021"),
        ),
        summary=(
            "A good quarter with one sore spot. Dr. Osei trusts the new courier and wants buffer stock over "
            "the holidays, but two batches went to the wrong gate after the depot move. Their budget talks "
            "begin on 30 November. They have asked to see our forecast first."
        ),
        talks=_talks(),
        facts=_facts(),
        promises=_promises(),
        complaints=_complaints(),
        by_month=_months(),
        pareto=(
            ("Late delivery", 8, Decimal("18240.00")),
            ("Wrong unit on invoice", 3, Decimal("1260.40")),
            ("Damaged packaging", 2, Decimal("5210.75")),
            ("Slow quote answers", 1, Decimal(0)),
        ),
        investigations=_investigations(),
        plan=(
            PlanLine("Zero stock-outs in ward trials", 5, 4, due=date(2027, 3, 31)),
            PlanLine("Shared forecast by February", 4, 2, due=date(2027, 2, 15)),
            PlanLine("Peer round-table with Marlow Ferries and Leith Labs", 4, 1, side="ours"),
        ),
        ask_next=(
            "How much buffer would let you sleep over the holidays?",
            "Who else sits in the budget talks?",
            "May we show Leith Labs how you run the dock?",
        ),
        orders=OrderFigures(31, Decimal("84211.37"), 418, Decimal("1265793.04")),
        pressure=ContactPressure(budget=6, started_by_us=4, by_people=("Maya Lindqvist", "Tom Okafor")),
    )


def hostile() -> ReviewSnapshot:
    """Names and texts made to break a page: markup, scripts, endless words, and far too much of all."""
    name = HOSTILE_NAMES[0]
    day = PERIOD.first
    note = "Ein sehr langer Absatz mit Ümläuten, 株式会社 und <b>keinem</b> Markup & mehr. " * 120
    return ReviewSnapshot(
        9,
        name,
        "Hartwell & <Sons> Supply",
        PERIOD,
        MADE_ON,
        HOSTILE_NAMES[1],
        team="Νότια",
        tier=Tier.NEXT,
        fence_reason=HOSTILE_NAMES[3],
        fenced_from=day,
        summary="\n".join(HOSTILE_NAMES),
        assignments=tuple(
            AssignmentRow(i, i, who, Part.SPECIALIST, day, None, f"reason {i}")
            for i, who in enumerate(HOSTILE_NAMES)
        ),
        contacts=(
            *(ContactRow(i, who, "Title " + who) for i, who in enumerate(HOSTILE_NAMES)),
            ContactRow(99, "Anna-" + "Theodora-" * 12 + "Müller", "W" * 120),
        ),
        talks=tuple(
            Talk(
                day + timedelta(days=i % 80),
                list(Kind)[i % 5],
                list(Starter)[i % 2],
                "Maya",
                f"Talk {i} & <i>words</i>",
            )
            for i in range(260)
        ),
        facts=(
            *(Fact(i, 9, "name", who, day, day, "Source <x>", "Maya") for i, who in enumerate(HOSTILE_NAMES)),
            Fact(90, 9, "story", note, date(2025, 1, 1), date(2025, 1, 1), "Tom"),
            Fact(91, 9, "word", "x" * 4000, day, day, "Tom"),
        ),
        promises=tuple(
            Promise(
                i,
                9,
                name,
                f"Promise {i}: {HOSTILE_NAMES[i % len(HOSTILE_NAMES)]}",
                list(Side)[i % 2],
                list(PromiseState)[i % 3],
                day + timedelta(days=i % 120),
                "Maya Lindqvist",
                closed_on=day + timedelta(days=i % 130) if i % 3 else None,
                why="because <they> asked & we agreed",
            )
            for i in range(200)
        ),
        complaints=tuple(
            ComplaintRow(
                i,
                9,
                name,
                HOSTILE_NAMES[i % len(HOSTILE_NAMES)],
                day + timedelta(days=i % 80),
                note if i == 3 else f"Complaint {i} about <gate> & “dock”",
                value=Decimal(i) * 100,
                reference=f"R-{i}",
                cause=f"cause {i} & <why>",
                product="Σίγμα",
                site="Łódź",
            )
            for i in range(40)
        ),
        by_month=tuple(
            MonthCount(add_months(date(2024, 12, 1), i), 40 * i % 173, 60.0, 100.0) for i in range(24)
        ),
        pareto=tuple((who, 40 - 3 * i, Decimal(1000 * i)) for i, who in enumerate(HOSTILE_NAMES)),
        plan=tuple(PlanLine(f"{who} " * 6, 10, i) for i, who in enumerate(HOSTILE_NAMES)),
        ask_next=(*HOSTILE_NAMES, note[:6000]),
        orders=OrderFigures(12345, Decimal("9876543210.99"), 123456, Decimal("99876543210.01")),
        pressure=ContactPressure(budget=2, started_by_us=5, by_people=HOSTILE_NAMES[:2]),
    )


def _talks() -> tuple[Talk, ...]:
    us, them = Starter.US, Starter.THEM
    return (
        Talk(date(2026, 9, 3), Kind.CALL, us, "Dr. Osei", "Walked through the ward trial plan."),
        Talk(date(2026, 9, 9), Kind.MEETING, them, "Dr. Osei, Fiona Wyld", "Joint plan agreed for 2027."),
        Talk(date(2026, 9, 11), Kind.MAIL, us, "Fiona Wyld", "Sent the plan as agreed."),
        Talk(date(2026, 9, 24), Kind.CALL, us, "Peter Amsel", "Gate B is closed from 9 October."),
        Talk(date(2026, 9, 29), Kind.CALL, them, "Dr. Osei", "Asked about courier times."),
        Talk(date(2026, 10, 14), Kind.CALL, them, "Peter Amsel", "Batch 85 came to gate A."),
        Talk(date(2026, 10, 15), Kind.CALL, us, "Peter Amsel", "Apologised and told him what went wrong."),
        Talk(date(2026, 10, 22), Kind.MEETING, us, "Dr. Osei", "Switch of courier agreed."),
        Talk(date(2026, 10, 29), Kind.MAIL, us, "Fiona Wyld", "Corrected invoice 4471 announced."),
        Talk(date(2026, 11, 5), Kind.MEETING, them, "Dr. Osei", "Ward trials from January."),
        Talk(
            date(2026, 11, 10),
            Kind.CALL,
            us,
            "Fiona Wyld",
            "Budget talks, her doubts in confidence.",
            private=True,
        ),
        Talk(date(2026, 11, 12), Kind.MAIL, us, "Dr. Osei", "Stability data announced."),
        Talk(date(2026, 11, 18), Kind.CALL, them, "Peter Amsel", "Batch 88 at gate A, 40 minutes late."),
        Talk(date(2026, 11, 19), Kind.CALL, us, "Dr. Osei", "Promised an answer on batch 88."),
    )


def _facts() -> tuple[Fact, ...]:
    def fact(number: int, value: str, day: date, source: str, by: str, months: int | None = 6) -> Fact:
        return Fact(number, 1, "", value, day, day, source, by, NAME, months)

    return (
        fact(
            1,
            "They plan ward trials from January, about 30% more volume.",
            date(2026, 11, 5),
            "Tom and Maya",
            "",
        ),
        fact(2, "Deliveries before 07:30, gate B only.", date(2026, 11, 17), "Jonas", "", 12),
        fact(3, "Fiona Wyld would speak at our peer round-table.", date(2026, 11, 5), "Tom", ""),
        fact(4, "Dr. Osei is Chief Scientist.", date(2026, 4, 14), "Maya", ""),
    )


def _promises() -> tuple[Promise, ...]:
    def promise(
        number: int, text: str, due: date, closed: date | None = None, side: Side = Side.OURS
    ) -> Promise:
        state = PromiseState.KEPT if closed else PromiseState.OPEN
        return Promise(number, 1, NAME, text, side, state, due, "Tom Okafor", closed_on=closed)

    return (
        promise(1, "Answer on batch 88", date(2026, 11, 23)),
        promise(2, "Gate B sign at the dock", date(2026, 12, 1)),
        promise(3, "Trial volumes for January", date(2026, 12, 4), side=Side.THEIRS),
        promise(4, "Stability data, lots 81 to 86", date(2026, 11, 16), date(2026, 11, 16)),
        promise(5, "Switch courier", date(2026, 10, 27), date(2026, 10, 28)),
    )


def _complaints() -> tuple[ComplaintRow, ...]:
    return (
        ComplaintRow(
            1,
            1,
            NAME,
            "Late delivery",
            date(2026, 11, 18),
            "Batch 88 at gate A, 40 minutes late",
            state=ComplaintState.ACKNOWLEDGED,
            value=Decimal("4120.00"),
            site="Depot North",
            carrier="Swiftline",
            cause="Route sheet still says gate B",
        ),
        ComplaintRow(
            2,
            1,
            NAME,
            "Wrong unit on invoice",
            date(2026, 10, 30),
            "Invoice 4471 in wrong unit",
            state=ComplaintState.REMEDIED,
            value=Decimal("380.40"),
            reference="4471",
            remedy="Credit note and new invoice",
            cause="Old price list, corrected 2 Nov",
        ),
        ComplaintRow(
            3,
            1,
            NAME,
            "Late delivery",
            date(2026, 10, 14),
            "Batch 85 at gate A",
            state=ComplaintState.CLOSED,
            value=Decimal("2950.00"),
            site="Depot North",
            cause="Same route sheet",
            closed_on=date(2026, 10, 16),
        ),
    )


def _months() -> tuple[MonthCount, ...]:
    counts = (1, 0, 2, 1, 0, 1, 1, 0, 1, 0, 4, 3)
    return tuple(
        MonthCount(add_months(date(2025, 12, 1), i), count, 0.9, 2.6) for i, count in enumerate(counts)
    )


def _investigations() -> tuple[Investigation, ...]:
    return (
        Investigation(
            1,
            "Late delivery, Depot North",
            Stage.INVESTIGATING,
            "Late delivery",
            {"site": "Depot North"},
            "Tom Okafor",
            opened_on=date(2026, 11, 14),
            due=date(2026, 11, 30),
            containment="Dispatcher phones every driver before the first stop.",
            whys=(
                Why("Truck arrives 30 to 60 minutes late", "seen in 8 notes"),
                Why("Driver goes to the old gate first", "seen in 7 notes"),
                Why("Route sheet still says gate B", "checked with depot, 20 Nov"),
            ),
            cause="Route sheets are copied by hand from the March list.",
            steps=(
                Step(1, "Depot prints sheets from the customer page", "Jonas", date(2026, 11, 27)),
                Step(
                    2,
                    "Drivers briefed on gate A",
                    "Tom",
                    date(2026, 11, 20),
                    date(2026, 11, 19),
                    "containment",
                ),
            ),
            fixed_when="late-delivery complaints stay under 2 a week for 4 weeks, and two customers say so.",
        ),
    )
