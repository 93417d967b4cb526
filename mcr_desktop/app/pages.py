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
    def behind(cls, today: TodayPage, shell: Shell, jobs: Runner) -> Pages:
        """Make the pages behind the first one and give each its place."""
        pages = cls(
            today,
            CustomersPage(jobs),
            ComplaintsPage(),
            TeamPage(),
            ReviewsPage(date.today()),  # noqa: DTZ011  the calendar on the wall
            AdminPage(),
            CaptureWindow(shell),
        )
        shell.fill_place("customers", pages.customers)
        shell.fill_place("complaints", pages.complaints)
        shell.fill_place("team", pages.team)
        shell.fill_place("reviews", pages.reviews)
        shell.fill_place("admin", pages.admin)
        shell.restore_widths()
        return pages
