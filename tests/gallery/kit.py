"""A day made only of kit parts: the shell and the parts beside the mocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Card,
    Chip,
    Icon,
    Page,
    PromiseTick,
    Row,
    Scroll,
    SearchField,
    Section,
    SectionTitle,
    Tone,
    column,
    fixed,
    line,
    words,
)
from mcr_desktop.ui.theme import Theme

PROMISES: tuple[tuple[str, str, str, str, Tone, str], ...] = (
    (
        "Send revised pick-up schedule for week 48",
        "Ours",
        "Hollis & Crane Foods",
        "Yesterday",
        "bad",
        "clock",
    ),
    (
        "Call Dr. Osei with the lab's answer on batch 88",
        "Ours",
        "St. Brannock Hospital",
        "Today 14:00",
        "warn",
        "",
    ),
    ("They send us next year's volume forecast", "Theirs", "Marlow Ferries", "Today", "neutral", ""),
    ("Confirm venue for the peer round-table", "Ours", "Brookside Clinics", "Tomorrow", "neutral", ""),
)
WORTH: tuple[tuple[str, str, Tone, str, str], ...] = (
    ("Marlow Ferries", "Overdue", "warn", "clock",
     "Quiet for 41 days. You two usually speak every three weeks."),
    ("St. Brannock Hospital", "Joint plan", "accent", "map",
     "Their budget talks start next week. The joint plan asks for a check-in first."),
    ("Brookside Clinics", "Give them room", "neutral", "hand",
     "Four contacts in six days from three of us. Let them breathe until Friday."),
)  # fmt: skip
STALE: tuple[tuple[str, str, Tone], ...] = (
    (
        "Dr. Amara Osei is still Chief Scientist at St. Brannock?",
        "Last confirmed 7 months ago by Maya",
        "warn",
    ),
    ("Marlow Ferries still prefer deliveries before 07:00?", "Last confirmed 5 months ago by you", "neutral"),
    (
        "Hollis & Crane's purchasing lead is still Leo Hartmann?",
        "Last confirmed 5 months ago by Jonas",
        "neutral",
    ),
)
NEWS = (
    ("Maya", "spoke with", "09:12", "St. Brannock Hospital",
     "Dr. Osei happy with the new courier. Asked whether we can hold buffer stock over the holidays."),
    ("Jonas", "logged a complaint", "08:40", "Hollis & Crane Foods",
     "Second missed pick-up this month. Dock was staffed, truck went to the old gate."),
    ("Priya", "kept a promise", "Fri 17:48", "Marlow Ferries",
     "Contract copy delivered by hand. They offered to be a reference."),
)  # fmt: skip


def promise_row(text: str, side: str, customer: str, due: str, tone: Tone, icon: str) -> Row:
    row = Row(f"Promise, {side.lower()}, {text}, {customer}, due {due}")
    side_icon = Icon("arrow-up-right" if side == "Ours" else "arrow-down-left", size=12)
    row.setLayout(
        line(
            PromiseTick(text),
            words(text, "medium", elide=True),
            1,
            fixed(line(side_icon, words(side, "meta"), 1), 66),
            fixed(line(Avatar(customer, 20, square=True), words(customer, "body", elide=True), 1), 176),
            fixed(Chip(due, tone, icon), 96, trailing=True),
        )
    )
    return row


def worth_row(customer: str, reason: str, tone: Tone, icon: str, sentence: str) -> Row:
    row = Row(f"{customer}, {reason}: {sentence}", tall=True)
    act = ActionButton("Prepare", "notebook-pen", small=True)
    if reason == "Give them room":
        act = ActionButton("See contacts", "eye", manner="quiet", small=True)
    head = line(words(customer, "strong"), Chip(reason, tone, icon), 1)
    told = column(head, words(sentence, "subtitle", elide=True), spacing=4)
    row.setLayout(line(Avatar(customer, 32, square=True), told, act, spacing=12))
    return row


def stale_row(question: str, age: str, tone: Tone) -> Row:
    row = Row(f"{question} {age}", tall=True)
    below = line(Icon("hourglass", tone, 12), words(age, "meta", tone=tone), 1, spacing=6)
    row.setLayout(
        line(
            column(words(question, "medium", elide=True), below, spacing=3),
            1,
            ActionButton("Still true", "check", key="Y", small=True),
            ActionButton("Changed", "pencil", key="C", small=True),
            ActionButton("Ask next time", manner="quiet", key="L", small=True),
        )
    )
    return row


def news_entry(who: str, deed: str, when: str, customer: str, text: str) -> QWidget:
    holder = QWidget()
    told = column(
        line(words(who, "strong"), words(deed, "subtitle"), 1, words(when, "meta"), spacing=5),
        words(customer, "link"),
        words(text, "body", wrap=True),
        spacing=2,
    )
    layout = line(column(Avatar(who, 24), 1), told, spacing=10)
    layout.setStretch(1, 1)
    holder.setLayout(layout)
    return holder


def side_pane() -> QWidget:
    card = Card(divided=False, margins=(14, 12, 14, 12), spacing=6)
    card.body.addLayout(
        line(Icon("trending-up", "bad"), words("Trend needs you", "strong"), 1, Chip("High-value", "bad"))
    )
    card.add(
        words(
            "Late delivery: 11 complaints from 6 valued customers in six weeks. About 4 would be normal.",
            wrap=True,
        )
    )
    card.body.addLayout(
        line(
            words("You own the investigation · day 3", "meta"),
            1,
            ActionButton("Open", manner="quiet", small=True),
        )
    )
    entries = [news_entry(*each) for each in NEWS]
    return Scroll(
        column(
            card, SectionTitle("While you were away", "coffee", "since Fri 17:20"), *entries, 1, spacing=14
        ),
        margins=(20, 18, 20, 18),
    )


def today_page() -> Page:
    page = Page("Good morning, Tom", "Monday 23 November · 4 promises due, 2 calls worth making")
    page.header.add_action(SearchField("Find a customer, note or command", "Ctrl K", 330))
    page.header.add_action(
        ActionButton("Log conversation", "message-square-plus", manner="primary", key="Ctrl N")
    )
    promises = Section("Promises due", "handshake", "3 ours, 1 theirs")
    promises.show_rows([promise_row(*each) for each in PROMISES])
    worth = Section(
        "Worth a conversation", "messages-square", "Your rhythm with each customer, not a call quota"
    )
    worth.show_rows([worth_row(*each) for each in WORTH])
    stale = Section("Facts going stale", "leaf", "about 40 seconds")
    stale.show_rows([stale_row(*each) for each in STALE], 5)
    main = Scroll(column(promises, worth, stale, 1, spacing=16), margins=(24, 16, 20, 24))
    page.set_panes(main, side=side_pane(), side_name="News", widths=(862, 346))
    page.tell(
        (("↑↓", "move"), ("Space", "kept"), ("S", "snooze"), ("Enter", "open customer"), ("?", "all keys")),
        "2 of 6 done today",
    )
    return page


def _today(theme: Theme) -> QWidget:  # noqa: ARG001
    return today_page()


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {"today of parts": _today}
