"""The presenters of one window over one open workspace: built once, each handed what it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from mcr_desktop.app.pages import Pages
from mcr_desktop.domain.complaints import ComplaintRow
from mcr_desktop.domain.conversations import EntryKind
from mcr_desktop.domain.periods import local_day, three_months_to
from mcr_desktop.domain.trends import Alert, AlertGroup
from mcr_desktop.ui.admin.presenter import AdminPresenter, AdminServices
from mcr_desktop.ui.capture.desk import NoteServices
from mcr_desktop.ui.capture.presenter import CapturePresenter
from mcr_desktop.ui.complaints.presenter import ComplaintsPresenter, TrendServices
from mcr_desktop.ui.customers.onecustomer import CustomerPresenter
from mcr_desktop.ui.customers.presenter import CustomersPresenter
from mcr_desktop.ui.deeds import Bulletin, Deeds
from mcr_desktop.ui.finding import FindingPresenter
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.reviews.page import State as ReviewsState
from mcr_desktop.ui.reviews.presenter import ReviewServices, ReviewsPresenter
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.team.presenter import TeamPresenter
from mcr_desktop.ui.today.presenter import TodayPresenter

if TYPE_CHECKING:
    from mcr_desktop.app.opening import Opened
    from mcr_desktop.domain.people import Actor
    from mcr_desktop.wiring import Services


@dataclass(frozen=True, slots=True)
class Bench:
    """What every presenter is handed: the services, the deeds, who acts and the clock."""

    services: Services
    deeds: Deeds
    actor: Actor
    now: Callable[[], datetime]
    parse_mapping: Callable[[Sequence[str]], dict[str, str]]

    def today(self) -> date:
        """The day on the wall."""
        return local_day(self.now())


@dataclass(eq=False)
class Rooms:
    """The presenters of all places, and of capture and the palette."""

    bench: Bench
    today: TodayPresenter
    customers: CustomersPresenter
    complaints: ComplaintsPresenter
    team: TeamPresenter
    reviews: ReviewsPresenter
    admin: AdminPresenter
    capture: CapturePresenter

    @classmethod
    def furnish(cls, opened: Opened, shell: Shell, pages: Pages, jobs: Runner) -> Rooms:
        """Build all presenters and tie the wishes that cross from one place to another."""
        services, actor, now = opened.workspace.services, opened.actor, opened.workspace.now
        deeds = Deeds(jobs, services.history, actor, shell.toasts, Bulletin(shell))
        bench = Bench(services, deeds, actor, now, opened.parse_mapping)
        today = _today(bench, pages)
        rooms = cls(
            bench,
            today,
            _customers(bench, pages),
            _complaints(bench, pages, shell, today),
            TeamPresenter(
                pages.team, services.people, services.conversations, jobs, deeds.bulletin, actor, now
            ),
            _reviews(bench, pages),
            _admin(bench, pages, shell),
            _capture(bench, pages, shell),
        )
        rooms.tie(pages, shell)
        return rooms

    def tie(self, pages: Pages, shell: Shell) -> None:
        """Wishes that cross from one place to another."""
        today = pages.today
        today.log_wanted.connect(self.capture.open)
        today.prepare_wanted.connect(self.customers.prepare)
        today.contacts_wanted.connect(self.customers.show_contacts)
        today.draft_wanted.connect(self.capture.open_draft)
        today.find_wanted.connect(shell.open_palette)
        pages.customers.log_wanted.connect(self.capture.open)
        pages.customers.import_wanted.connect(self.admin.bring_in)
        pages.complaints.log_wanted.connect(self.log_complaint)
        pages.complaints.note_wanted.connect(self.show_source)
        shell.visited.connect(self.visit)

    def visit(self, place: str, detail: object) -> None:
        """A place was opened: have it show what it holds now."""
        match place:
            case "today":
                self.today.load()
            case "customers":
                self.customers.open(detail)
            case "complaints":
                self._visit_complaints(detail)
            case "team":
                self.team.load()
            case "reviews":
                self._visit_reviews(detail)
            case "admin":
                self.admin.load()

    def customer_in_hand(self) -> int | None:
        """The customer whom a new conversation would most likely be about."""
        page = self.customers.page
        return page.customer_id if page.isVisible() else None

    def log(self) -> None:
        """Write down a conversation."""
        self.capture.open(self.customer_in_hand())

    def log_complaint(self) -> None:
        """Write down a conversation that begins with a complaint."""
        self.capture.open(self.customer_in_hand(), "/complaint ")

    def show_source(self, complaint: ComplaintRow) -> None:
        """Show where a complaint was said: the conversations with the customer, else the complaints."""
        said = complaint.conversation_id is not None
        kind = EntryKind.CONVERSATION if said else EntryKind.COMPLAINT
        self.customers.page.go.emit("customers", complaint.customer_id)
        self.customers.customer.choose_kinds((kind,))

    def _visit_complaints(self, detail: object) -> None:
        if not self.complaints.state.loaded:
            self.complaints.load()
        if isinstance(detail, str):
            self.complaints.choose(detail)

    def _visit_reviews(self, detail: object) -> None:
        if not self.reviews.state.loaded:
            self.reviews.load()
        if isinstance(detail, int):
            self.reviews.choose(detail)


def _today(bench: Bench, pages: Pages) -> TodayPresenter:
    services = bench.services
    return TodayPresenter(
        pages.today,
        services.today,
        services.facts,
        services.promises,
        services.people,
        bench.deeds,
        bench.actor,
        bench.now,
    )


def _notes(services: Services) -> NoteServices:
    return NoteServices(
        services.conversations, services.customers, services.complaints, services.drafts, services.search
    )


def _customers(bench: Bench, pages: Pages) -> CustomersPresenter:
    services = bench.services
    one = CustomerPresenter(
        pages.customers.customer,
        _notes(services),
        services.facts,
        services.promises,
        services.people,
        bench.deeds,
        bench.actor,
        bench.now,
    )
    return CustomersPresenter(pages.customers, services.customers, one, bench.deeds, bench.actor, bench.now)


def _complaints(bench: Bench, pages: Pages, shell: Shell, today: TodayPresenter) -> ComplaintsPresenter:
    services = bench.services
    button = shell.sidebar.places["complaints"]

    def judged(alerts: tuple[Alert, ...]) -> None:
        waiting = sum(alert.group is AlertGroup.NEEDS_YOU for alert in alerts)
        meaning = shell.tr("alert that needs you") if waiting == 1 else shell.tr("alerts that need you")
        button.show_badge(waiting, meaning)
        today.show_rises(alerts)

    asked = TrendServices(
        services.trends,
        services.complaints,
        services.investigations,
        services.people,
        services.trend_paper,
    )
    return ComplaintsPresenter(pages.complaints, asked, bench.deeds, bench.actor, bench.now, judged)


def _reviews(bench: Bench, pages: Pages) -> ReviewsPresenter:
    services = bench.services
    today = bench.today()
    state = ReviewsState(today, three_months_to(today))
    asked = ReviewServices(services.reviews, services.customers, services.sheets, services.facts)
    return ReviewsPresenter(pages.reviews, asked, bench.deeds.jobs, bench.actor, state)


def _admin(bench: Bench, pages: Pages, shell: Shell) -> AdminPresenter:
    services = bench.services
    asked = AdminServices(
        services.assignments, services.customers, services.people, services.imports, bench.parse_mapping
    )
    button = shell.sidebar.places["admin"]

    def badge(count: int) -> None:
        button.show_badge(count, shell.tr("outside the fence"))

    return AdminPresenter(pages.admin, asked, bench.deeds, bench.actor, bench.now, badge)


def _capture(bench: Bench, pages: Pages, shell: Shell) -> CapturePresenter:
    go = partial(shell.show_place, "customers")
    return CapturePresenter(pages.capture, _notes(bench.services), bench.deeds, bench.actor, bench.now, go)


def finding(rooms: Rooms, shell: Shell) -> FindingPresenter:
    """What fills the palette."""
    bench = rooms.bench
    return FindingPresenter(
        shell.palette_box,
        bench.services.search,
        lambda: shell.commands,
        bench.deeds.jobs,
        bench.actor,
        bench.today,
        shell.show_place,
        rooms.capture.open,
    )
