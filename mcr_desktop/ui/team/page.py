"""Team: each team with its people, and beside it the notes that all of us share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from mcr_desktop.charts.axes import counted
from mcr_desktop.domain.conversations import TimelineEntry
from mcr_desktop.domain.people import TeamMemberRow, TeamRow
from mcr_desktop.ui.keeping import Kept
from mcr_desktop.ui.parts import (
    ActionButton,
    Avatar,
    Chip,
    EmptyState,
    Page,
    ProblemLine,
    Row,
    Scroll,
    Section,
    SectionTitle,
    column,
    fixed,
    line,
    words,
)
from mcr_desktop.ui.today.side import NewsRow


@dataclass(frozen=True, slots=True)
class State:
    """Everything the Team place can look like."""

    today: date
    busy: bool = False
    problem: str = ""
    teams: tuple[TeamRow, ...] = ()
    feed: tuple[TimelineEntry, ...] = ()
    loaded: bool = False


class MemberRow(Row):
    """Somebody of a team: what they bring, and how many customers they look after."""

    def __init__(self, member: TeamMemberRow) -> None:
        care = counted(member.customers, "customer", "customers")
        leads = self.tr("leads the team") if member.leads else ""
        super().__init__(", ".join(filter(None, (member.name, leads, member.function.value, care))))
        name = line(Avatar(member.name, 28), words(member.name, "strong", elide=True), spacing=10)
        name.setStretch(1, 1)
        chip = [Chip(self.tr("Leads"), "accent")] if member.leads else []
        function = fixed(words(member.function.value.capitalize(), "subtitle"), 110)
        content = line(name, *chip, function, fixed(words(care, "meta"), 100, trailing=True), spacing=12)
        content.setStretch(0, 1)
        self.setLayout(line(content))


class TeamPage(Page):
    """Who looks after whom, and the shared notes."""

    customer_wanted = Signal(int)
    assign_wanted = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Team"), self.tr("Who looks after whom, and what we learned lately"))
        assign = ActionButton(self.tr("Who covers whom"), "users", manner="secondary", key="Ctrl 6")
        assign.clicked.connect(self.assign_wanted)
        self.header.add_action(assign)
        self.problem = ProblemLine(self.tr("Try again"))
        self.problem.acted.connect(self.again)
        self.nothing = EmptyState(self.tr("There is no team yet. An admin makes the first one."), "users")
        self._sections = column(spacing=20)
        self._teams: Kept[TeamRow] = Kept(self._sections, self._section, lambda team: team.id)
        news = column(spacing=4)
        self._today = date.min
        self._news: Kept[TimelineEntry] = Kept(news, self._entry, lambda entry: (entry.entry, entry.id))
        self.quiet = words(
            self.tr("Nobody has written anything down in the last two weeks."), "meta", wrap=True
        )
        title = SectionTitle(self.tr("Shared notes"), "message-circle", self.tr("last two weeks"))
        self.set_panes(
            Scroll(column(self.problem, self.nothing, self._sections, 1, spacing=16)),
            side=Scroll(column(title, self.quiet, news, 1, spacing=8), margins=(20, 18, 20, 18)),
            side_name=self.tr("Shared notes"),
        )
        self.tell(
            (("↑↓", self.tr("move")), ("Enter", self.tr("open customer")), ("?", self.tr("all keys"))), ""
        )

    def present(self, state: State) -> None:
        """Look like this state, whatever was shown before."""
        self._today = state.today
        self.problem.say(state.problem)
        self.nothing.setVisible(state.loaded and not state.teams)
        self._teams.show(state.teams)
        self._news.show(state.feed)
        self.quiet.setVisible(state.loaded and not state.feed)
        people = len({member.user_id for team in state.teams for member in team.members})
        if state.loaded:
            counts = (counted(len(state.teams), "team", "teams"), counted(people, "person", "people"))
            self.tell(self.hints, " · ".join(counts))

    def _section(self, team: TeamRow) -> Section:
        section = Section(team.name, "users")
        rows = [
            MemberRow(member) for member in sorted(team.members, key=lambda each: (not each.leads, each.name))
        ]
        section.show_rows(rows, count=len(rows), hint=counted(team.customers, "customer", "customers"))
        return section

    def _entry(self, entry: TimelineEntry) -> NewsRow:
        row = NewsRow(entry, self._today)
        row.opened.connect(lambda: self.customer_wanted.emit(entry.customer_id))
        return row
