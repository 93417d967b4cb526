"""The place of customers: the list that everybody may see, and the page that only some may read."""

from __future__ import annotations

from array import array
from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from mcr_desktop.domain.conversations import EntryKind, NewPromise, Side
from mcr_desktop.domain.facts import Freshness
from mcr_desktop.domain.people import Role
from mcr_desktop.domain.promises import PromiseState
from mcr_desktop.ui.customers.customer import CustomerPage
from mcr_desktop.ui.customers.listing import ListPage, ListState
from mcr_desktop.ui.customers.notesheet import NoteSheet
from mcr_desktop.ui.customers.onecustomer import CustomerPresenter
from mcr_desktop.ui.customers.people import ContactLine, FactLine
from mcr_desktop.ui.customers.sheets import ContactSheet, FactSheet, GateSheet, MessageSheet, PlanSheet
from mcr_desktop.ui.jobs import AtOnce, Jobs
from mcr_desktop.ui.page import Width
from mcr_desktop.ui.promises.rows import PromiseRow
from mcr_desktop.ui.theme import Look
from tests.ui.looks import clipped, small_targets, unnamed
from tests.ui.offices import TODAY, Office, office

pytestmark = pytest.mark.slow

__all__ = ["office"]


def opened(office: Office, presenter: CustomerPresenter) -> CustomerPage:
    presenter.open(office.brannock)
    return presenter.page


def fact_lines(page: CustomerPage) -> list[FactLine]:
    return [line for line in page.findChildren(FactLine) if line.isVisibleTo(page)]


def said(page: CustomerPage) -> list[str]:
    model = page.middle.timeline.moments
    return [moment.text for row in range(model.rowCount()) if (moment := model.moment(row)) is not None]


def names(page: ListPage) -> list[str]:
    return [row.name for at in range(page.rows.rowCount()) if (row := page.rows.record(at)) is not None]


# The list


def test_everybody_sees_all_names_and_only_readers_see_more(office: Office) -> None:
    office.world.customer("Marlow Ferries")
    office.talk("hello")
    inside, outside = office.customers(office.tom).page.list, office.customers(office.jonas).page.list

    assert names(inside) == names(outside) == ["Marlow Ferries", "St. Brannock Hospital"]
    ours, theirs = inside.rows.record(1), outside.rows.record(1)
    assert ours is not None
    assert theirs is not None
    assert ours.last_contact == TODAY
    assert theirs.last_contact is None
    assert theirs.manager == "Maya Lindqvist"


def test_the_filter_narrows_in_place_and_says_what_it_found(office: Office) -> None:
    office.world.customer("Marlow Ferries")
    page = office.customers(office.tom).page.list
    QTest.keyClicks(page.filter, "marl")

    assert names(page) == ["Marlow Ferries"]
    assert page.count.text() == "1 customer found"

    QTest.keyClicks(page.filter, "x")
    assert page.deck.currentWidget() is page.none


def test_saved_views_show_ones_own_and_the_valued(office: Office) -> None:
    office.world.customer("Marlow Ferries")
    page = office.customers(office.tom).page.list
    for saved, expected in (
        ("mine", ["St. Brannock Hospital"]),
        ("fenced", ["St. Brannock Hospital"]),
        ("open", ["Marlow Ferries"]),
        ("all", ["Marlow Ferries", "St. Brannock Hospital"]),
    ):
        page.saved_chosen.emit(saved)
        assert names(page) == expected


def test_a_press_on_a_heading_sorts_where_the_list_is_stored(office: Office) -> None:
    office.world.customer("Marlow Ferries")
    page = office.customers(office.tom).page.list
    page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)

    assert names(page) == ["St. Brannock Hospital", "Marlow Ferries"]


def test_a_hundred_thousand_customers_are_read_a_page_at_a_time(office: Office) -> None:
    asked: list[int] = []
    page = ListPage(AtOnce())
    office.qtbot.addWidget(page)
    page.read_with(lambda ids: asked.append(len(ids)) or (), lambda _: None)  # type: ignore[func-returns-value]
    page.resize(1208, 836)
    page.show()
    page.present(ListState(ids=array("q", range(100_000)), day=TODAY))
    page.table.choose(99_999)
    office.qtbot.waitUntil(lambda: bool(asked))

    assert page.count.text() == "100,000 customers"
    assert sum(asked) < 1000


def test_enter_opens_a_customer_and_back_leads_to_the_same_row(office: Office) -> None:
    office.world.customer("Marlow Ferries")
    presenter = office.customers(office.tom)
    presenter.page.list.table.choose(1)
    QTest.keyClick(presenter.page.list.table, Qt.Key.Key_Return)
    assert presenter.page.title == "St. Brannock Hospital"

    presenter.page.customer.head.back_button.click()

    assert presenter.page.title == "Customers"
    assert presenter.page.list.chosen() == office.brannock


def test_a_customer_is_added_by_name_and_opened(office: Office) -> None:
    presenter = office.customers(office.tom)
    presenter.page.add_asked.emit("Leith Labs")

    assert presenter.page.title == "Leith Labs"
    assert "Leith Labs" in names(presenter.page.list)


# The page of one


def test_the_page_shows_what_is_known(office: Office) -> None:
    office.talk("Happy with the courier")
    office.fact("deliveries", "Before 07:30")
    office.promise("Send the sheet")
    page = opened(office, office.customer(office.tom))

    assert page.title == "St. Brannock Hospital"
    assert [line.contact.name for line in page.findChildren(ContactLine)] == ["Dr. Amara Osei", "Gavin Muir"]
    assert [line.fact.value for line in fact_lines(page)] == ["Before 07:30"]
    assert "Happy with the courier" in said(page)
    assert [row.promise.text for row in page.findChildren(PromiseRow)] == ["Send the sheet"]


def test_outside_the_fence_there_is_one_sentence_and_a_message_to_leave(office: Office) -> None:
    office.talk("Happy with the courier")
    presenter = office.customer(office.jonas)
    before = office.world.checksum()
    page = opened(office, presenter)
    told = page.state.refused

    assert told == "Maya Lindqvist looks after St. Brannock Hospital. Ask Maya."
    assert page.no_access.isVisibleTo(page)
    assert not page.middle.isVisibleTo(page)
    assert not page.head.log_button.isVisibleTo(page)
    assert said(page) == []
    assert office.world.checksum() == before

    page.no_access.acted.emit()
    sheet = page.findChild(MessageSheet)
    assert isinstance(sheet, MessageSheet)
    sheet.text.setPlainText("They rang me by mistake")
    sheet.yes.click()

    left = office.services.conversations.messages(office.maya, office.brannock)
    assert [(entry.who, entry.text) for entry in left] == [("Jonas Reyes", "They rang me by mistake")]


def test_an_admin_opens_a_gate_pass_with_a_reason(office: Office) -> None:
    admin = office.world.user("Ada Berg", Role.ADMIN)
    office.talk("Happy with the courier")
    page = opened(office, office.customer(admin))
    assert page.state.refused

    page.no_access.acted.emit()
    sheet = page.findChild(GateSheet)
    assert isinstance(sheet, GateSheet)
    assert not sheet.yes.isEnabled()
    QTest.keyClicks(sheet.why, "A court order")
    sheet.yes.click()

    assert not page.state.refused
    assert said(page) == ["Happy with the courier"]
    assert [each.reason for each in office.services.customers.gate_passes(office.maya, office.brannock)] == [
        "A court order"
    ]


def test_the_composer_saves_what_is_written_and_it_appears_below(office: Office) -> None:
    page = opened(office, office.customer(office.tom))
    edit = page.middle.composer.edit
    QTest.keyClicks(edit, "Met Gavin at the dock. /promise new sign by friday")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert edit.text() == ""
    assert said(page) == ["Met Gavin at the dock. /promise new sign by friday"]
    assert [row.promise.text for row in page.findChildren(PromiseRow)] == ["New sign"]


def test_a_draft_begun_on_the_page_is_there_again_when_one_comes_back(office: Office) -> None:
    other = office.world.customer("Marlow Ferries")
    presenter = office.customer(office.tom)
    page = opened(office, presenter)
    QTest.keyClicks(page.middle.composer.edit, "Half a sentence")
    presenter.open(other)
    assert page.middle.composer.edit.text() == ""

    presenter.open(office.brannock)

    assert page.middle.composer.edit.text() == "Half a sentence"


def test_a_colleagues_note_appears_without_moving_caret_or_scroll(office: Office) -> None:
    for number in range(40):
        office.talk(f"note {number}", happened_at=office.world.clock() - timedelta(hours=number + 1))
    presenter = office.customer(office.tom)
    page = opened(office, presenter)
    edit, timeline = page.middle.composer.edit, page.middle.timeline
    QTest.keyClicks(edit, "Half a sentence")
    for _ in range(4):
        QTest.keyClick(edit, Qt.Key.Key_Left)
    bar = timeline.verticalScrollBar()
    office.qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(300)
    first = timeline.moments.moment(timeline.indexAt(timeline.viewport().rect().topLeft()).row())
    top = timeline.visualRect(timeline.indexAt(timeline.viewport().rect().topLeft())).top()
    assert first is not None

    office.talk("A colleague was quicker", office.maya)
    office.bulletin.changed.emit(office.brannock)

    assert said(page)[0] == "A colleague was quicker"
    now = timeline.indexAt(timeline.viewport().rect().topLeft())
    assert timeline.moments.moment(now.row()) == first
    assert timeline.visualRect(now).top() == top
    assert edit.text() == "Half a sentence"
    assert edit.cursor_place() == len("Half a sent")


def test_older_entries_are_read_when_one_goes_back(office: Office) -> None:
    for number in range(70):
        office.talk(f"note {number}", happened_at=office.world.clock() - timedelta(hours=number + 1))
    page = opened(office, office.customer(office.tom))
    assert len(said(page)) == 60

    page.older_wanted.emit()

    assert len(said(page)) == 70
    page.older_wanted.emit()
    assert len(said(page)) == 70


def test_the_timeline_is_filtered_by_kind_and_by_words(office: Office) -> None:
    office.talk("About the courier", happened_at=office.world.clock() - timedelta(days=1))
    office.talk("About the budget", happened_at=office.world.clock() - timedelta(days=2))
    office.promise("Send the sheet")
    page = opened(office, office.customer(office.tom))
    page.kinds_chosen.emit((EntryKind.PROMISE,))
    assert said(page) == ["Send the sheet"]

    page.kinds_chosen.emit(())
    page.middle.focus_filter()
    QTest.keyClicks(page.middle.search, "courier")
    assert said(page) == ["About the courier"]

    QTest.keyClicks(page.middle.search, "zzz")
    assert page.middle.deck.currentWidget() is page.middle.none


def test_f_walks_through_stale_facts_with_one_key_each(office: Office) -> None:
    for number, topic in enumerate(("role", "goal", "site", "plan")):
        office.fact(topic, f"value {number}", days_ago=300 + number)
    presenter = office.customer(office.tom)
    page = opened(office, presenter)
    page.walk_wanted.emit()
    assert len(presenter.state.walking) == 4

    by_key = {}
    for key in (Qt.Key.Key_Y, Qt.Key.Key_L, Qt.Key.Key_X):
        row = page.window().focusWidget()
        assert isinstance(row, FactLine)
        by_key[key] = row.fact.id
        QTest.keyClick(row, key)
    row = page.window().focusWidget()
    assert isinstance(row, FactLine)
    QTest.keyClick(row, Qt.Key.Key_C)
    edit = page.window().focusWidget()
    assert isinstance(edit, QLineEdit)
    edit.setText("otherwise now")
    QTest.keyClick(edit, Qt.Key.Key_Return)

    facts = {each.id: each for each in office.services.facts.of(office.tom, office.brannock)}
    assert facts[by_key[Qt.Key.Key_Y]].freshness(TODAY) is Freshness.FRESH
    assert facts[by_key[Qt.Key.Key_L]].ask_next
    assert by_key[Qt.Key.Key_X] not in facts
    assert "otherwise now" in {each.value for each in facts.values()}
    assert not presenter.state.walking


def test_two_people_change_one_fact_and_both_values_are_kept(office: Office) -> None:
    number = office.fact("deliveries", "Gate A")
    mine, theirs = office.customer(office.tom), office.customer(office.maya)
    page = opened(office, mine)
    opened(office, theirs)
    office.bulletin.blockSignals(True)
    fact = fact_lines(theirs.page)[0].fact
    theirs.page.about.fact_changed.emit(fact, "Gate B")
    office.bulletin.blockSignals(False)

    page.about.fact_changed.emit(fact_lines(page)[0].fact, "Gate C")

    assert mine.state.conflict is not None
    assert (mine.state.conflict.mine, mine.state.conflict.theirs) == ("Gate C", "Gate B")
    assert page.about.conflict.isVisibleTo(page)

    page.settled.emit(True)

    assert office.services.facts.of(office.tom, office.brannock)[0].value == "Gate C"
    history = [each.value for each in office.services.facts.history(office.tom, number)]
    assert history == ["Gate B", "Gate A"]
    assert mine.state.conflict is None


def test_people_facts_and_steps_are_added_on_small_sheets(office: Office) -> None:
    presenter = office.customer(office.tom)
    page = opened(office, presenter)
    page.about.contact_wanted.emit()
    person = page.findChild(ContactSheet)
    assert isinstance(person, ContactSheet)
    QTest.keyClicks(person.name, "Fiona Wyld")
    person.stake.setCurrentIndex(1)
    person.yes.click()
    page.about.fact_wanted.emit()
    fact = page.findChild(FactSheet)
    assert isinstance(fact, FactSheet)
    QTest.keyClicks(fact.topic, "goal this year")
    QTest.keyClicks(fact.value, "No stock-outs")
    fact.yes.click()
    office.services.customers.add_objective(office.tom, office.brannock, "Shared forecast")
    presenter.load()
    assert presenter.state.known is not None
    page.aside.plan_opened.emit(presenter.state.known.plan[0])
    plan = page.findChild(PlanSheet)
    assert isinstance(plan, PlanSheet)
    QTest.keyClicks(plan.text, "Send last year's")
    plan.yes.click()

    assert "Fiona Wyld" in [
        each.name for each in office.services.customers.contacts(office.tom, office.brannock)
    ]
    assert [
        (each.topic, each.shelf_months) for each in office.services.facts.of(office.tom, office.brannock)
    ] == [("goal this year", 6)]
    assert office.services.customers.plan(office.tom, office.brannock)[0].steps == 1


def test_a_promise_is_kept_on_the_page(office: Office) -> None:
    office.promise("Send the sheet")
    page = opened(office, office.customer(office.tom))
    row = page.findChild(PromiseRow)
    assert isinstance(row, PromiseRow)
    row.tick.click()

    assert office.services.promises.of(office.tom, office.brannock)[0].state is PromiseState.KEPT


def test_a_note_is_corrected_and_its_wordings_can_be_compared(office: Office) -> None:
    number = office.talk("Asked for three pallets")
    page = opened(office, office.customer(office.tom))
    page.middle.timeline.setFocus()
    page.middle.timeline.step(0)
    QTest.keyClick(page.middle.timeline, Qt.Key.Key_Return)
    sheet = page.findChild(NoteSheet)
    assert isinstance(sheet, NoteSheet)
    sheet.text.setPlainText("Asked for four pallets")
    sheet.save.click()
    assert said(page) == ["Asked for four pallets"]

    page.note_wanted.emit(office.services.conversations.timeline(office.tom, office.brannock)[0])
    compared = page.findChildren(NoteSheet)[-1]
    compared.wording.setCurrentIndex(1)
    assert compared.text.toPlainText() == "Asked for three pallets"
    assert [each.text for each in office.services.conversations.revisions(office.tom, number)] == [
        "Asked for three pallets",
        "Asked for four pallets",
    ]


def test_a_correction_over_a_colleagues_keeps_the_words_and_says_so(office: Office) -> None:
    number = office.talk("Asked for three pallets")
    page = opened(office, office.customer(office.tom))
    page.note_wanted.emit(office.services.conversations.timeline(office.tom, office.brannock)[0])
    sheet = page.findChild(NoteSheet)
    assert isinstance(sheet, NoteSheet)
    office.services.conversations.revise(office.maya, number, "Asked for five pallets", 1)
    sheet.text.setPlainText("Asked for four pallets")
    sheet.save.click()

    assert "A colleague corrected this note" in sheet.problem.text()
    assert sheet.text.toPlainText() == "Asked for four pallets"


def test_prepare_tells_what_to_ask_and_what_to_avoid(office: Office) -> None:
    office.talk("Happy with the courier")
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    office.fact("reach Dr. Osei", "Never e-mail first")
    office.services.promises.add(
        office.tom, office.brannock, NewPromise("Volumes", Side.THEIRS, TODAY), str(uuid4())
    )
    presenter = office.customer(office.tom)
    opened(office, presenter)
    brief = presenter.state.brief()
    assert brief is not None
    told = brief.as_text()

    assert "Happy with the courier" in told
    assert "Role of Dr. Osei: still “Chief Scientist”?" in told
    assert "Theirs · Volumes · Today" in told
    assert "reach Dr. Osei: Never e-mail first" in told


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [Width.NARROW, Width.RAIL, Width.WIDE])
def test_nothing_is_cut_off_and_everything_has_a_name(
    office: Office, look: Look, width: Width, percent: int
) -> None:
    look.set_text(percent)
    office.talk("Happy with the courier. Budget talks begin on the thirtieth of November.")
    office.fact("role of Dr. Osei", "Chief Scientist", days_ago=214)
    office.promise("Send the revised pick-up schedule for week 48 to everybody at the dock")
    presenter = office.customers(office.tom)
    for detail in (None, office.brannock):
        presenter.open(detail)
        page = presenter.page
        page.resize(round(max(720, int(width) - 232) * percent / 100), 900)
        page.fit(width)
        office.qtbot.waitUntil(lambda page=page: clipped(page) == [])  # type: ignore[misc]

        assert unnamed(page) == []
        assert small_targets(page) == []


def test_over_real_threads_a_note_is_saved_and_shown_and_nothing_waits(office: Office, jobs: Jobs) -> None:
    office.fact("role", "Chief Scientist", days_ago=300)
    presenter = office.customer(office.tom, jobs)
    page = opened(office, presenter)
    office.qtbot.waitUntil(lambda: presenter.state.known is not None)
    edit = page.middle.composer.edit
    QTest.keyClicks(edit, "Met Gavin at the dock")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.qtbot.waitUntil(lambda: said(page)[:1] == ["Met Gavin at the dock"])
    assert edit.text() == ""

    page.walk_wanted.emit()
    row = page.window().focusWidget()
    assert isinstance(row, FactLine)
    QTest.keyClick(row, Qt.Key.Key_Y)
    office.qtbot.waitUntil(lambda: not presenter.state.walking and not presenter.state.busy)
    stored = office.services.facts.of(office.tom, office.brannock)[0]
    assert stored.freshness(TODAY) is Freshness.FRESH
