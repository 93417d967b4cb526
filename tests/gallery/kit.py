"""A day made only of kit parts: the shell and the parts beside the mocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mcr_desktop.charts.weekly import WeeklyBars
from mcr_desktop.ui.lists import Line, LineList
from mcr_desktop.ui.notices import Question, Toasts
from mcr_desktop.ui.painting import ChartView
from mcr_desktop.ui.palette import Palette, PaletteRow
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Card,
    Check,
    Chip,
    Choice,
    EmptyState,
    FilterChip,
    FreshnessBar,
    Icon,
    IconButton,
    NoAccess,
    Page,
    PlainEdit,
    ProblemLine,
    ProgressLine,
    PromiseTick,
    Row,
    Scroll,
    SearchField,
    Section,
    SectionTitle,
    StageLine,
    Tone,
    column,
    fixed,
    labelled,
    line,
    line_edit,
    words,
)
from mcr_desktop.ui.table import Column, RecordTable
from mcr_desktop.ui.tableview import TableView
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
TONES: tuple[tuple[Tone, str], ...] = (
    ("ok", "circle-check"),
    ("warn", "clock"),
    ("bad", "triangle-alert"),
    ("info", "info"),
    ("accent", "map"),
    ("neutral", "hand"),
)
ALERTS = (
    Line(
        "late",
        "Late delivery",
        "11 complaints, 6 customers. About 4 expected.",
        "Investigating · Tom · day 3",
        "bad",
        tile="trending-up",
        group="Needs you",
    ),
    Line(
        "missed",
        "Missed pick-up",
        "5 complaints, 4 customers. About 1 expected.",
        "Spotted today · no owner",
        "warn",
        tile="trending-up",
        group="Needs you",
    ),
    Line(
        "unit",
        "Wrong unit on invoice",
        "Price list corrected 2 Nov",
        "Verifying · 2 of 4 quiet weeks",
        "info",
        tile="wrench",
        group="Being fixed",
    ),
    Line(
        "slow",
        "Slow quote answers",
        "3 in six weeks, upper edge of normal",
        "No action needed",
        "neutral",
        tile="eye",
        group="Under watch",
    ),
    Line(
        "pack",
        "Damaged packaging",
        "Fixed in May. Complaints fell from 9 to 1.",
        "Verified · held 24 weeks",
        "ok",
        tile="circle-check",
        group="Closed this year",
    ),
)
READY: tuple[tuple[str, str, Tone, str], ...] = (
    ("St. Brannock Hospital", "2 stale facts", "warn", "hourglass"),
    ("Hollis & Crane Foods", "Ready, 3 pages", "ok", "circle-check"),
    ("Kelso Mills", "No joint plan yet", "bad", "circle-alert"),
    ("Forth Brewing", "Waiting", "neutral", "clock"),
)
PromiseWords = tuple[str, str, str, str, Tone, str]
COLUMNS: tuple[Column[PromiseWords], ...] = (
    Column("Customer", lambda row: row[2], avatar=lambda row: row[2], width=220),
    Column("Promise", lambda row: row[0], width=220),
    Column(
        "Due",
        lambda row: row[3],
        tone=lambda row: None if row[4] == "neutral" else row[4],
        align="right",
        width=110,
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


def _controls(theme: Theme) -> QWidget:  # noqa: ARG001
    page = Page("Parts", "Controls, fields and states")
    page.header.add_action(ActionButton("Save as one PDF", "file-down", key="Ctrl S"))
    page.header.add_action(ActionButton("Print 12 reviews", "printer", manner="primary", key="Ctrl P"))
    manners = [
        ActionButton(each, "check", manner=each) for each in ("primary", "secondary", "quiet", "danger")
    ]
    off = ActionButton("Not now", "check")
    off.setEnabled(False)
    buttons = line(*manners, off, IconButton("More", "ellipsis"), 1)
    chosen = FilterChip("Everything")
    chosen.setChecked(True)
    chips = line(chosen, FilterChip("Conversations"), FilterChip("Complaints", 2), 1)
    tones = line(*[Chip(tone, tone, icon) for tone, icon in TONES], 1)
    ticked, partly = Check("What we learned"), Check("12 of 38 customers")
    ticked.setChecked(True)
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    checks = line(ticked, partly, Check("Contact log"), PromiseTick("call back"), 1, spacing=16)
    fields = line(
        labelled("Period", line_edit("Period", "1 Sep to 22 Nov 2026")),
        labelled("Made for", Choice("Made for", ("Team meeting", "The customer"))),
        labelled("Note", PlainEdit("Note", "What was said", lines=2), "Kept as a draft while you type"),
        spacing=16,
    )
    stages = StageLine(("Spotted", "Explained", "Investigating", "Acting", "Verified"))
    stages.show_stage(
        2,
        ("14 Nov, by rule", "2 causes stand out", "Tom · day 3 of 10", "not started", "needs 4 quiet weeks"),
    )
    problem, progress = ProblemLine("Try again"), ProgressLine("Building")
    problem.say("The team file cannot be reached. Your 2 notes are safe here.")
    progress.show_progress(9, 12)
    bars = line(FreshnessBar(0.9, "6 d"), FreshnessBar(0.3, "5 mo"), FreshnessBar(0, "7 mo"), 1, spacing=24)
    empty = EmptyState(
        "No conversations yet. Log the last one you remember.", "message-circle", "Log conversation", "Ctrl N"
    )
    page.set_panes(
        Scroll(
            column(
                buttons, chips, tones, checks, fields, stages, problem, progress, bars, empty, 1, spacing=18
            )
        ),
        side=Scroll(
            NoAccess("Maya looks after this customer. Ask her.", "Leave a message for the team"),
            surface="surface",
        ),
        widths=(862, 346),
    )
    return page


def _lists(theme: Theme) -> QWidget:  # noqa: ARG001
    page = Page("Lists", "Painted rows and a table")
    alerts = LineList("Alerts")
    alerts.show_lines(ALERTS)
    alerts.choose("late")
    reviews = LineList("Customers")
    reviews.show_lines(
        Line(name, name, avatar=name, checked=at < 2, state=state, tone=tone, state_icon=icon)
        for at, (name, state, tone, icon) in enumerate(READY)
    )
    table = RecordTable(COLUMNS)
    table.show(PROMISES)
    view = TableView("Promises", table)
    chart = ChartView("Late-delivery complaints per week", 190)
    counts = (1, 0, 1, 1, 0, 1, 0, 0, 2, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 2, 2, 2, 4)
    chart.show_chart(
        WeeklyBars(date(2026, 6, 8), counts, (2.1,) * 24, (0.0,) * 24, 6, what="late deliveries")
    )
    card = Card(divided=False, margins=(14, 12, 14, 12))
    card.add(chart)
    page.set_panes(
        alerts, column_widget(Scroll(column(card, spacing=0)), view), reviews, widths=(260, 600, 260), grows=1
    )
    return page


def column_widget(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(*widgets))
    return holder


def _question(theme: Theme) -> QWidget:  # noqa: ARG001
    return Question(
        None, "Empty the trash", "12 conversations will be gone for good.", "Empty it", danger=True
    )


def _palette(theme: Theme) -> QWidget:  # noqa: ARG001
    box = Palette(None)
    box.box.setText("holl")
    box.show_rows(
        (
            PaletteRow(
                2,
                "Hollis & Crane Foods",
                "Leo Hartmann, Gavin Crane",
                "Customers",
                avatar="Hollis & Crane Foods",
            ),
            PaletteRow(
                3, "Holloway Joinery", "Maya looks after them", "Customers", avatar="Holloway Joinery"
            ),
            PaletteRow(
                4,
                "Gavin rang. Truck came to gate A again",
                "Hollis & Crane Foods, 20 Nov",
                "Notes",
                "message-circle",
            ),
            PaletteRow(
                ("command", "log"),
                "Log conversation",
                "",
                "Commands",
                "message-square-plus",
                shortcut="Ctrl+N",
            ),
        )
    )
    box.resize(640, 420)
    return box


def _toast(theme: Theme) -> QWidget:
    page = _controls(theme)
    Toasts(page).say("Saved with Hollis & Crane Foods.", undo=page.update)
    return page


EXAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "today of parts": _today,
    "controls": _controls,
    "lists": _lists,
    "question": _question,
    "palette": _palette,
    "toast": _toast,
}
