"""The place of trends by keyboard alone: from an alert to its proven cure, and every gate on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from mcr_desktop.domain.complaints import ComplaintRow, ComplaintState
from mcr_desktop.domain.conversations import NewComplaint, NewPromise, Side
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.trends import AlertGroup, Investigation, Stage
from mcr_desktop.ui.complaints.desk import DeskSheet
from mcr_desktop.ui.complaints.listing import ComplaintLine, ShortfallLine
from mcr_desktop.ui.complaints.method import MethodSheet
from mcr_desktop.ui.complaints.page import DESK, ComplaintsPage
from mcr_desktop.ui.complaints.presenter import ComplaintsPresenter, TrendServices
from mcr_desktop.ui.complaints.sheets import NumbersSheet, StepSheet, TextSheet
from mcr_desktop.ui.notices import Sheet
from mcr_desktop.ui.parts import Words
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.theme import Look
from tests.gallery.examples import drop, window_for
from tests.ui.looks import unnamed
from tests.ui.offices import TODAY, Office, office

pytestmark = pytest.mark.slow

__all__ = ["office"]

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LATE = "Late delivery"


@dataclass
class Desk:
    """The place in its window, and the keys that are pressed there."""

    office: Office
    shell: Shell
    presenter: ComplaintsPresenter

    @property
    def page(self) -> ComplaintsPage:
        return self.presenter.page

    @property
    def one(self) -> Investigation:
        alert = self.presenter.state.alert
        assert alert is not None
        assert alert.investigation is not None
        return alert.investigation

    @property
    def refused(self) -> str:
        return self.page.cause.problem.text()

    def press(self, key: Qt.Key, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self.focus(), key, hold)

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(self.focus(), text)

    def focus(self) -> QWidget:
        window = QApplication.activeModalWidget() or self.shell
        return window.focusWidget() or window

    def sheet(self, kind: type[Sheet]) -> Sheet:
        """The sheet that has the keyboard now."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), found
        return found

    def say(self, letter: Qt.Key, words: str) -> None:
        """A letter, words into the sheet it opens, Ctrl+Enter."""
        self.press(letter)
        self.sheet(TextSheet)
        self.press(KEY.Key_A, CTRL)
        self.write(words)
        self.press(KEY.Key_Return, CTRL)


def complain(
    office: Office, day: date, times: int = 1, text: str = "late", site: str = "Depot North"
) -> None:
    """So many complaints of St. Brannock on a day."""
    back = (office.world.clock().date() - day).days
    office.world.clock.move(days=-back)
    for _ in range(times):
        new = NewComplaint(text, LATE, site=site, carrier="Swiftline")
        office.services.complaints.add(office.maya, office.brannock, new, str(uuid4()))
    office.world.clock.move(days=back)


def rising(office: Office) -> None:
    """A year of quiet, then eleven complaints in the last four whole weeks."""
    monday = TODAY - timedelta(weeks=56)
    for week in range(0, 52, 3):
        complain(office, monday + timedelta(weeks=week), site="Depot West" if week % 2 else "Depot North")
    for week, times in ((4, 2), (3, 2), (2, 3), (1, 6)):
        complain(office, TODAY - timedelta(weeks=week), times)


@pytest.fixture
def desk(office: Office, look: Look) -> Iterator[Desk]:
    """The place over a world in which late deliveries rise, opened by Maya, who leads the team."""
    rising(office)
    lead = Actor(office.maya.id, office.maya.name, office.maya.roles)
    yield from opened(office, look, lead)


def opened(office: Office, look: Look, actor: Actor) -> Iterator[Desk]:
    page, each = ComplaintsPage(), office.services
    asked = TrendServices(each.trends, each.complaints, each.investigations, each.people, each.trend_paper)
    presenter = ComplaintsPresenter(page, asked, office.deeds(actor), actor, office.world.clock)
    shell = window_for(look, "complaints", page)
    shell.resize(1440, 900)
    shell.show()
    shell.activateWindow()
    presenter.load()
    page.focus_body()
    yield Desk(office, shell, presenter)
    drop(shell)


def test_from_an_alert_to_its_proven_cure_by_keyboard_alone(desk: Desk) -> None:
    state = desk.presenter.state
    assert state.alerts[0].group is AlertGroup.NEEDS_YOU
    assert LATE in state.alerts[0].title
    assert desk.focus() is desk.page.alerts

    desk.press(KEY.Key_I)
    assert (desk.one.stage, desk.one.owner) == (Stage.INVESTIGATING, "Maya Lindqvist")
    desk.press(KEY.Key_W)
    desk.write("Driver goes to the old gate - seen in 7 notes")
    desk.press(KEY.Key_Return)
    assert [(why.text, why.evidence) for why in desk.one.whys] == [
        ("Driver goes to the old gate", "seen in 7 notes")
    ]
    desk.page.alerts.setFocus()

    desk.press(KEY.Key_M)
    assert desk.refused == "Name the root cause first."
    desk.say(KEY.Key_C, "Route sheets are copied by hand")
    assert desk.refused == ""
    desk.press(KEY.Key_M)
    assert desk.refused == "Write down first what will show that it is fixed."
    desk.say(KEY.Key_F, "Under 2 a week for 4 weeks")
    desk.press(KEY.Key_M)
    assert desk.refused == "Add a corrective or preventive action first."
    desk.press(KEY.Key_A)
    desk.sheet(StepSheet)
    desk.write("Print the sheets from the page")
    desk.press(KEY.Key_Return, CTRL)
    desk.press(KEY.Key_M)
    assert desk.one.stage is Stage.ACTING

    desk.press(KEY.Key_M)
    assert desk.refused == "Say first what the cure has brought."
    desk.say(KEY.Key_F, "Anything will do")
    assert "written before acting" in desk.refused
    desk.press(KEY.Key_D)
    assert desk.one.steps[0].done_on == TODAY

    desk.office.world.clock.move(days=7 * 12)
    desk.presenter.load()
    assert "in 12 weeks since" in desk.one.effect
    desk.press(KEY.Key_M)
    assert desk.refused == ""
    assert (desk.one.stage, desk.one.verified_on) == (Stage.VERIFIED, desk.office.world.clock().date())
    assert desk.presenter.state.alert is not None
    assert desk.presenter.state.alert.group is AlertGroup.CLOSED


def test_when_the_rule_breaks_it_returns_to_who_it_needs(desk: Desk) -> None:
    test_from_an_alert_to_its_proven_cure_by_keyboard_alone(desk)
    today = desk.office.world.clock().date()
    for week in range(1, 5):
        desk.office.world.clock.move(days=7)
        complain(desk.office, today + timedelta(weeks=week), 4)
    desk.presenter.load()

    assert desk.presenter.state.alert is not None
    assert desk.presenter.state.alert.group is AlertGroup.NEEDS_YOU
    assert desk.one.stage is Stage.INVESTIGATING
    assert desk.one.effect.startswith("More:")


def test_verified_is_refused_before_anything_was_done(desk: Desk) -> None:
    desk.press(KEY.Key_I)
    service, actor = desk.office.services.investigations, desk.presenter.actor
    for write, words in (
        (service.set_cause, "By hand"),
        (service.set_fixed_when, "Under 2"),
        (service.set_effect, "Better"),
    ):
        write(actor, desk.one.id, words, seen_version=service.get(actor, desk.one.id).version)
    seen = service.get(actor, desk.one.id).version
    service.add_step(actor, desk.one.id, "Print", seen_version=seen)
    desk.presenter.load()
    desk.press(KEY.Key_M)
    desk.press(KEY.Key_M)
    assert desk.refused.startswith("Do an action first")
    assert desk.one.stage is Stage.ACTING


def test_enter_leads_into_the_middle_and_bars_and_traits_narrow_the_list(desk: Desk) -> None:
    page = desk.page
    desk.press(KEY.Key_Return)
    assert desk.focus() is page.explained.chart
    everything = len(desk.presenter.state.complaints)
    desk.press(KEY.Key_Left)
    desk.press(KEY.Key_Return)
    assert desk.presenter.state.week == TODAY - timedelta(weeks=1)
    assert len(desk.presenter.state.complaints) == 6 < everything
    assert page.explained.list.week.isVisible()

    desk.press(KEY.Key_Escape)
    assert desk.presenter.state.week is None
    assert len(desk.presenter.state.complaints) == everything

    desk.presenter.page.trait_chosen.emit({"site": "Depot West"})
    assert {row.site for row in desk.presenter.state.complaints} == {"Depot West"}
    assert page.explained.list.trait.isVisible()
    desk.press(KEY.Key_Escape)
    assert desk.presenter.state.trait is None
    desk.press(KEY.Key_Escape)
    assert desk.focus() is page.alerts

    desk.press(KEY.Key_T)
    desk.sheet(NumbersSheet).reject()


def test_a_complaint_leads_to_where_it_was_said_and_to_the_desk(desk: Desk) -> None:
    asked: list[ComplaintRow] = []
    desk.page.note_wanted.connect(asked.append)
    desk.page.explained.list.focus_first()
    assert isinstance(desk.focus(), ComplaintLine)
    desk.press(KEY.Key_Return)
    assert asked == [desk.presenter.state.complaints[0]]

    desk.press(KEY.Key_Space)
    assert desk.presenter.state.complaints[0].state is ComplaintState.ACKNOWLEDGED
    desk.press(KEY.Key_E)
    sheet = desk.sheet(DeskSheet)
    assert isinstance(sheet, DeskSheet)
    desk.press(KEY.Key_End)
    assert sheet.state.currentText() == "Closed"
    assert not sheet.yes.isEnabled()
    sheet.remedy.setFocus()
    desk.write("A new delivery the same day")
    sheet.cause.setFocus()
    desk.press(KEY.Key_Return, CTRL)
    closed = desk.presenter.state.complaints[0]
    assert (closed.state, closed.remedy) == (ComplaintState.CLOSED, "A new delivery the same day")


def test_the_desk_holds_every_open_complaint_and_proposes_shortfalls(desk: Desk) -> None:
    late = NewPromise("Send the report", Side.OURS, TODAY - timedelta(days=5))
    desk.office.services.promises.add(desk.office.tom, desk.office.brannock, late, str(uuid4()))
    desk.presenter.load()
    desk.press(KEY.Key_End)
    while desk.presenter.state.chosen != DESK:
        desk.press(KEY.Key_J)
    waiting = len(desk.presenter.state.desk.open)
    [row] = desk.page.desk.findChildren(ShortfallLine)
    row.setFocus()
    desk.press(KEY.Key_Space)
    assert desk.presenter.state.desk.shortfalls == ()
    noted = [each for each in desk.presenter.state.desk.open if each.noticed_by_us]
    assert [(each.kind, each.received_on) for each in noted] == [("Late promise", TODAY - timedelta(days=4))]
    assert len(desk.presenter.state.desk.open) == waiting + 1
    desk.presenter.deeds.undo()
    assert len(desk.presenter.state.desk.shortfalls) == 1


def test_f1_tells_the_method_and_every_control_has_a_name(desk: Desk) -> None:
    desk.page.method_wanted.emit()
    desk.sheet(MethodSheet).reject()
    assert unnamed(desk.page) == []


def test_panes_are_reached_by_f6(desk: Desk) -> None:
    desk.press(KEY.Key_I)
    desk.page.alerts.setFocus()
    QTest.keyClick(desk.shell, KEY.Key_F6)
    assert desk.page.explained.isAncestorOf(desk.focus())
    QTest.keyClick(desk.shell, KEY.Key_F6)
    assert desk.page.cause.isAncestorOf(desk.focus())


def test_the_customers_affected_are_promised_to_be_told(desk: Desk) -> None:
    desk.press(KEY.Key_I)
    desk.page.tell_wanted.emit()
    sheet = desk.sheet(TextSheet)
    assert any("St. Brannock Hospital" in each.text() for each in sheet.findChildren(Words))
    desk.press(KEY.Key_Return, CTRL)
    promises = desk.office.services.promises.of(desk.office.maya, desk.office.brannock)
    assert [promise.text.startswith("Tell them: you told us about late") for promise in promises] == [True]


def test_kinds_that_look_alike_are_merged_or_kept_apart_by_a_lead(office: Office, look: Look) -> None:
    for kind in ("Claim Delay", "Claim Delays"):
        for week in range(4):
            new = NewComplaint("slow", kind)
            day = TODAY - timedelta(weeks=week + 1)
            office.services.complaints.add(office.maya, office.brannock, new, str(uuid4()), day)
    lead = office.world.user("Ruth Adeyemi", Role.TEAM_LEAD)
    for desk in opened(office, look, lead):
        assert [same.kinds for same in desk.presenter.state.same] == [("Claim Delay", "Claim Delays")]
        [merge] = [each for each in desk.page.alike.findChildren(QWidget) if "Merge" in each.accessibleName()]
        merge.setFocus()
        desk.press(KEY.Key_Space)
        assert desk.presenter.state.same == ()
        assert office.services.complaints.kinds(lead) == (("Claim Delay", 8),)
        desk.presenter.deeds.undo()
        assert len(desk.presenter.state.same) == 1
        [apart] = [each for each in desk.page.alike.findChildren(QWidget) if "Keep" in each.accessibleName()]
        apart.setFocus()
        desk.press(KEY.Key_Space)
        assert desk.presenter.state.same == ()
        assert dict(office.services.complaints.kinds(lead)) == {"Claim Delay": 4, "Claim Delays": 4}


def test_the_trend_report_is_saved(desk: Desk, tmp_path: Path) -> None:
    desk.page.print_wanted.emit()
    [dialog] = desk.page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "trends.pdf"))
    dialog.reject()
    assert (tmp_path / "trends.pdf").read_bytes().startswith(b"%PDF")
