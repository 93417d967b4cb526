"""The six places as they stand in the window, before anything is known to show in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mcr_desktop.ui.admin.page import AdminPage
from mcr_desktop.ui.capture.page import CaptureWindow
from mcr_desktop.ui.complaints.page import ComplaintsPage
from mcr_desktop.ui.customers.page import CustomersPage
from mcr_desktop.ui.jobs import Runner
from mcr_desktop.ui.reviews.page import ReviewsPage
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.team.page import TeamPage
from mcr_desktop.ui.today.page import TodayPage


@dataclass(frozen=True, slots=True)
class Pages:
    """Every page of one window."""

    today: TodayPage
    customers: CustomersPage
    complaints: ComplaintsPage
    team: TeamPage
    reviews: ReviewsPage
    admin: AdminPage
    capture: CaptureWindow

    @classmethod
    def in_shell(cls, shell: Shell, jobs: Runner) -> Pages:
        """Make the pages and give each its place."""
        pages = cls(
            TodayPage(),
            CustomersPage(jobs),
            ComplaintsPage(),
            TeamPage(),
            ReviewsPage(date.today()),  # noqa: DTZ011  the calendar on the wall
            AdminPage(),
            CaptureWindow(shell),
        )
        shell.add_place("today", "sun", pages.today)
        shell.add_place("customers", "users", pages.customers)
        shell.add_place("complaints", "activity", pages.complaints)
        shell.add_place("team", "message-circle", pages.team)
        shell.add_place("reviews", "file-text", pages.reviews)
        shell.add_place("admin", "sliders-horizontal", pages.admin)
        return pages
