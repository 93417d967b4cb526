"""Today: what a person keeps, confirms and changes there, and what they may take back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.ui.cards import Row
from mcr_desktop.ui.page import Width
from mcr_desktop.ui.promises.rows import PromiseRow
from mcr_desktop.ui.promises.sheets import LetGoSheet
from mcr_desktop.ui.today.presenter import TodayPresenter
from mcr_desktop.ui.today.rows import StaleRow, WorthRow
from tests.ui.looks import clipped, unnamed
from tests.ui.offices import TODAY, Office, office

pytestmark = pytest.mark.slow

__all__ = ["office"]


def rows(presenter: TodayPresenter, kind: type[Row]) -> list[Row]:
    return [row for row in presenter.page.findChildren(kind) if row.isVisibleTo(presenter.page)]


def promise_row(presenter: TodayPresenter) -> PromiseRow:
    row = rows(presenter, PromiseRow)[0]
    assert isinstance(row, PromiseRow)
    return row


def undo(presenter: TodayPresenter) -> None:
    toast = presenter.deeds.toasts.shown
    assert toast is not None
    assert toast.said.undo is not None
    toast.said.undo()


def press(widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def test_space_keeps_a_promise_which_stays_in_view_and_undo_opens_it_again(office: Office) -> None:
    number = office.promise("Send the schedule")
    presenter = office.today(office.tom)

    press(promise_row(presenter), Qt.Key.Key_Space)

    kept = office.services.promises.of(office.tom, office.brannock)
    assert [(each.id, each.state) for each in kept] == [(number, PromiseState.KEPT)]
    assert promise_row(presenter).tick.isChecked()
    assert presenter.page.status == "1 of 1 done today"
    assert "All kept. 1 done today." in presenter.page.all_kept.said.text()

    undo(presenter)

    assert not promise_row(presenter).tick.isChecked()
    assert office.services.promises.of(office.tom, office.brannock)[0].state is PromiseState.OPEN


def test_the_keyboard_stays_on_the_row_it_was_on(office: Office) -> None:
    office.promise("First", TODAY)
    office.promise("Second", TODAY + timedelta(days=1))
    presenter = office.today(office.tom)
    row = rows(presenter, PromiseRow)[1]

    press(row, Qt.Key.Key_Space)

    focused = presenter.page.window().focusWidget()
    assert isinstance(focused, PromiseRow)
    assert focused.promise.text == "Second"


def test_a_promise_that_a_colleague_closed_meanwhile_is_not_shown_as_kept(office: Office) -> None:
    number = office.promise("Send the schedule")
    presenter = office.today(office.tom)
    office.services.promises.let_go(office.maya, number, "no longer needed", seen_version=1)

    press(promise_row(presenter), Qt.Key.Key_Space)

    toast = presenter.deeds.toasts.shown
    assert toast is not None
    assert toast.said.tone == "bad"
    assert rows(presenter, PromiseRow) == []


def test_a_promise_is_let_go_only_with_a_word_why(office: Office) -> None:
    office.promise("Send the schedule")
    presenter = office.today(office.tom)

    press(promise_row(presenter), Qt.Key.Key_Delete)
    sheet = presenter.page.findChild(LetGoSheet)
    assert isinstance(sheet, LetGoSheet)
    assert not sheet.yes.isEnabled()
    QTest.keyClicks(sheet.why, "They have their own")
    QTest.keyClick(sheet.why, Qt.Key.Key_Return)

    stored = office.services.promises.of(office.tom, office.brannock)[0]
    assert (stored.state, stored.why) == (PromiseState.LET_GO, "They have their own")


def test_snoozing_offers_tomorrow_friday_and_next_week(office: Office) -> None:
    office.promise("Send the schedule")
    presenter = office.today(office.tom)
    menu = promise_row(presenter).snooze_menu()
    offered = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert offered == ["Tomorrow", "Friday", "Next week", "Pick a day…"]

    menu.actions()[2].trigger()

    stored = office.services.promises.of(office.tom, office.brannock)[0]
    assert stored.snoozed_until == TODAY + timedelta(days=7)
    assert rows(presenter, PromiseRow) == []


def test_y_makes_a_stale_fact_fresh_and_undo_makes_it_stale_again(office: Office) -> None:
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    presenter = office.today(office.tom)
    row = rows(presenter, StaleRow)[0]
    assert "7 months ago by Maya" in row.accessibleName()

    press(row, Qt.Key.Key_Y)

    assert rows(presenter, StaleRow) == []
    assert office.services.facts.of(office.tom, office.brannock)[0].confirmed_on == TODAY

    undo(presenter)

    assert len(rows(presenter, StaleRow)) == 1


def test_c_changes_a_stale_fact_in_its_place(office: Office) -> None:
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    presenter = office.today(office.tom)

    press(rows(presenter, StaleRow)[0], Qt.Key.Key_C)
    edit = rows(presenter, StaleRow)[0].focusProxy()
    assert isinstance(edit, QLineEdit)
    assert presenter.page.window().focusWidget() is edit
    edit.setText("Retired")
    QTest.keyClick(edit, Qt.Key.Key_Return)

    assert office.services.facts.of(office.tom, office.brannock)[0].value == "Retired"
    past = office.services.facts.history(
        office.tom, office.services.facts.of(office.tom, office.brannock)[0].id
    )
    assert [each.value for each in past] == ["Chief Scientist"]


def test_esc_leaves_a_fact_as_it_was(office: Office) -> None:
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    presenter = office.today(office.tom)
    press(rows(presenter, StaleRow)[0], Qt.Key.Key_C)
    edit = rows(presenter, StaleRow)[0].focusProxy()
    assert isinstance(edit, QLineEdit)
    edit.setText("Retired")

    QTest.keyClick(edit, Qt.Key.Key_Escape)

    assert office.services.facts.of(office.tom, office.brannock)[0].value == "Chief Scientist"
    assert presenter.state.editing is None


def test_no_more_than_five_stale_facts_and_five_conversations_are_shown(office: Office) -> None:
    for number in range(8):
        office.fact(f"topic {number}", "so", days_ago=300 + number)
    for number in range(7):
        customer = office.world.customer(f"Customer {number}")
        office.world.assign(customer, office.tom)
        office.services.customers.add_objective(
            office.tom, customer, "Something agreed", due=TODAY + timedelta(days=3)
        )
    presenter = office.today(office.tom)

    assert len(rows(presenter, StaleRow)) == 5
    assert len(rows(presenter, WorthRow)) == 5


def test_somebody_outside_the_fence_sees_nothing_of_it(office: Office) -> None:
    office.promise("Send the schedule")
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    presenter = office.today(office.jonas)

    assert rows(presenter, PromiseRow) == rows(presenter, StaleRow) == []
    assert presenter.page.nothing.isVisibleTo(presenter.page)


def test_enter_opens_the_customer_of_a_row(office: Office) -> None:
    office.promise("Send the schedule")
    presenter = office.today(office.tom)
    with office.qtbot.waitSignal(presenter.page.go) as went:
        press(promise_row(presenter), Qt.Key.Key_Return)
    assert went.args == ["customers", office.brannock]


def test_what_a_colleague_saves_appears_by_itself(office: Office) -> None:
    presenter = office.today(office.tom)
    assert presenter.state.day is not None
    before = len(presenter.state.day.news)

    office.talk("Asked for buffer stock")
    office.bulletin.changed.emit(office.brannock)

    assert len(presenter.state.day.news) == before + 1


@pytest.mark.parametrize("width", list(Width))
def test_nothing_is_cut_off_and_everything_has_a_name(office: Office, width: Width) -> None:
    office.promise("Send the revised pick-up schedule for week 48 to everybody at the dock")
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    office.talk("Asked for buffer stock")
    presenter = office.today(office.tom)
    page = presenter.page
    page.resize(max(600, int(width) - 232), 800)
    page.fit(width)

    office.qtbot.waitUntil(lambda: clipped(page) == [])
    assert unnamed(page) == []
