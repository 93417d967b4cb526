"""Capture: a conversation written down from anywhere, found in its own words, never lost."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget

from mcr_desktop.domain.conversations import EntryKind, Kind, NewComplaint, Side, Starter
from mcr_desktop.ui.capture.cards import FoundCard
from mcr_desktop.ui.capture.offer import UNKNOWN
from mcr_desktop.ui.capture.presenter import CapturePresenter
from mcr_desktop.ui.theme import Look
from tests.ui.looks import clipped, small_targets, unnamed
from tests.ui.offices import Office, office

pytestmark = pytest.mark.slow

__all__ = ["office"]

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def cards(presenter: CapturePresenter) -> list[str]:
    """What the cards say, as a screen reader reads it."""
    found = presenter.window.form.cards.findChildren(FoundCard)
    return [card.accessibleName() for card in found if card.isVisibleTo(presenter.window)]


def type_in(presenter: CapturePresenter, text: str) -> None:
    edit = presenter.window.form.edit
    for number, line in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(edit, Qt.Key.Key_Return)
        if line.isascii():
            QTest.keyClicks(edit, line)
        else:  # there are no keys for these
            edit.insertPlainText(line)


def press(presenter: CapturePresenter, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(presenter.window.form.edit, key, held)


def test_twelve_words_and_ctrl_enter_store_one_note_and_give_the_keyboard_back(office: Office) -> None:
    before = office.window()
    field = QLineEdit(before)
    before.show()
    field.setFocus()
    presenter = office.capture(office.tom)

    presenter.open(office.brannock)
    type_in(presenter, "Amara called about the new courier and was happy with it all")
    press(presenter, Qt.Key.Key_Return, CTRL)

    stored = office.services.conversations.timeline(office.tom, office.brannock)
    assert [entry.text for entry in stored] == [
        "Amara called about the new courier and was happy with it all"
    ]
    assert not presenter.window.isVisible()
    assert before.focusWidget() is field
    toast = presenter.deeds.toasts.shown
    assert toast is not None
    assert toast.said.text == "Saved with St. Brannock Hospital"


def test_how_it_was_and_with_whom_is_read_from_the_words(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Gavin rang, 12 min. The dock is fine.")
    form = presenter.window.form

    assert form.kind.label() == "Call by them"
    assert form.person.label() == "Gavin Muir"
    assert form.when.label() == "Just now, 12 min"
    press(presenter, Qt.Key.Key_Return, CTRL)

    entry = office.services.conversations.timeline(office.tom, office.brannock)[0]
    assert (entry.kind, entry.started_by) == (Kind.CALL, Starter.THEM)
    assert entry.who == "Gavin Muir"


def test_undo_takes_the_conversation_back(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "A call")
    press(presenter, Qt.Key.Key_Return, CTRL)
    toast = presenter.deeds.toasts.shown
    assert toast is not None
    assert toast.said.undo is not None

    toast.said.undo()

    assert office.services.conversations.timeline(office.tom, office.brannock) == ()


def test_tokens_create_what_they_say_and_it_stands_with_the_note(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(
        presenter,
        "Gavin rang.\n/complaint missed pick-up, second this month\n/promise send the route sheet by 4 Dec",
    )
    assert len(cards(presenter)) == 2
    press(presenter, Qt.Key.Key_Return, CTRL)

    complaint = office.services.complaints.listed(office.tom, customer_id=office.brannock)[0]
    promise = office.services.promises.of(office.tom, office.brannock)[0]
    assert complaint.text == "missed pick-up, second this month"
    assert (promise.text, promise.side, promise.due) == ("Send the route sheet", Side.OURS, date(2026, 12, 4))
    entries = office.services.conversations.timeline(office.tom, office.brannock)
    assert [entry.entry for entry in entries] == [EntryKind.CONVERSATION]
    assert {tag.words for tag in entries[0].tags} == {"not given", "1 promise"}


def test_a_complaint_can_be_a_shortfall_that_we_noticed_ourselves(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock, "/complaint ")
    type_in(presenter, "we sent the old label")
    chip = presenter.window.form.noticed
    assert chip.isVisible()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.label() == "We noticed it ourselves"
    press(presenter, Qt.Key.Key_Return, CTRL)

    [complaint] = office.services.complaints.listed(office.tom)
    assert complaint.noticed_by_us


def test_a_card_that_is_left_out_creates_nothing(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "/complaint missed pick-up\n/promise send the sheet")
    press(presenter, Qt.Key.Key_1, ALT)
    press(presenter, Qt.Key.Key_2, ALT)
    assert all("left out" in card for card in cards(presenter))
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert office.services.complaints.listed(office.tom, customer_id=office.brannock) == ()
    assert office.services.promises.of(office.tom, office.brannock) == ()


def test_plain_words_are_only_offered(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "We will send the forecast on Friday.")
    assert len(cards(presenter)) == 1
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert office.services.promises.of(office.tom, office.brannock) == ()


def test_an_offered_card_is_taken_with_alt_and_its_number(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "We will send the forecast on Friday.")
    press(presenter, Qt.Key.Key_1, ALT)
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert office.services.promises.of(office.tom, office.brannock)[0].due == date(2026, 11, 27)


@pytest.mark.parametrize("phrase", ["next tue", "next Tuesday", "nächsten Dienstag"])
def test_next_tuesday_is_echoed_as_the_later_day_and_ctrl_space_takes_the_other(
    office: Office, phrase: str
) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, f"/promise send the sheet by {phrase}")
    assert "Tue 1 December" in cards(presenter)[0]

    press(presenter, Qt.Key.Key_Space, CTRL)

    assert "Tue 24 November" in cards(presenter)[0]
    press(presenter, Qt.Key.Key_Return, CTRL)
    assert office.services.promises.of(office.tom, office.brannock)[0].due == date(2026, 11, 24)


def test_what_was_decided_about_a_card_holds_while_typing_goes_on(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "/promise send the sheet by next tue")
    press(presenter, Qt.Key.Key_Space, CTRL)

    type_in(presenter, "\n/fact role: Leo leaves\nand more")

    assert "Tue 24 November" in cards(presenter)[0]
    assert len(cards(presenter)) == 2


def test_a_sixth_contact_is_said_with_names_and_still_saved(office: Office) -> None:
    office.sought(3, by=office.maya)
    office.sought(2, by=office.tom)
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    pressure = presenter.desk.state.note.pressure
    assert pressure is not None

    type_in(presenter, "Called again")
    line = presenter.window.form.hounding

    assert line.isVisibleTo(presenter.window)
    assert line.accessibleName().startswith("Sixth contact this month from two of us.")
    assert "Maya" in line.accessibleName()
    press(presenter, Qt.Key.Key_Return, CTRL)
    assert len(office.services.conversations.timeline(office.tom, office.brannock)) == 6


def test_a_contact_that_the_customer_began_does_not_count(office: Office) -> None:
    office.sought(5, starter=Starter.THEM)
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Called")

    assert not presenter.window.form.hounding.isVisibleTo(presenter.window)


def test_see_the_five_lists_them(office: Office) -> None:
    office.sought(5)
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Called")
    line = presenter.window.form.hounding
    assert line.see.label() == "See the five"

    line.see.click()

    assert line.findChildren(QWidget)
    told = [each.text() for each in line.findChildren(QWidget) if hasattr(each, "text")]
    assert sum(text.startswith("Maya Lindqvist called") for text in told) == 5


def test_esc_closes_without_a_question_and_keeps_every_word(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Half a sentence")

    press(presenter, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)

    assert not presenter.window.isVisible()
    assert presenter.window.findChildren(QMessageBox) == []
    kept = office.services.drafts.all(office.tom)
    assert [(draft.text, draft.customer_id) for draft in kept] == [("Half a sentence", office.brannock)]

    presenter.open()
    assert presenter.window.form.edit.text() == "Half a sentence"


def test_a_draft_is_kept_when_typing_rests_and_is_there_for_another_window(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Half a sentence")
    office.qtbot.waitUntil(lambda: presenter.desk.state.kept)
    draft = office.services.drafts.all(office.tom)[0]

    again = office.capture(office.tom)
    again.open_draft(draft.uuid)

    assert again.window.form.edit.text() == "Half a sentence"
    assert again.desk.state.note.customer == "St. Brannock Hospital"
    press(again, Qt.Key.Key_Return, CTRL)
    assert office.services.drafts.all(office.tom) == ()


def test_saving_the_same_draft_from_two_windows_keeps_one_conversation(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Once")
    presenter.desk.keep()
    again = office.capture(office.tom)
    again.open_draft(office.services.drafts.all(office.tom)[0].uuid)

    press(presenter, Qt.Key.Key_Return, CTRL)
    press(again, Qt.Key.Key_Return, CTRL)

    assert len(office.services.conversations.timeline(office.tom, office.brannock)) == 1


def test_at_and_three_letters_choose_the_customer(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open()
    type_in(presenter, "@bra")
    assert presenter.window.form.offer.isVisibleTo(presenter.window)

    press(presenter, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)

    assert presenter.desk.state.note.customer_id == office.brannock
    assert presenter.window.form.edit.text() == ""
    type_in(presenter, "A call")
    press(presenter, Qt.Key.Key_Return, CTRL)
    assert len(office.services.conversations.timeline(office.tom, office.brannock)) == 1


def test_a_name_that_nobody_has_is_offered_as_a_new_customer(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open()
    type_in(presenter, "@Quayside")
    assert presenter.window.form.offer.isVisibleTo(presenter.window)

    while presenter.window.form.offer.list.chosen() != len(presenter.desk.state.offered) - 1:
        press(presenter, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    press(presenter, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    type_in(presenter, "First call")
    press(presenter, Qt.Key.Key_Return, CTRL)

    added = office.services.customers.find_named(office.tom, "Quayside")
    (talk,) = office.services.conversations.timeline(office.tom, added)
    assert talk.text == "First call"


def test_no_customer_is_added_twice_or_by_two_letters_or_in_the_middle_of_a_talk(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open()
    for letters in ("@St. Brannock Hospital", "@qu"):
        type_in(presenter, letters)
        assert all(named.customer_id != UNKNOWN for named in presenter.desk.state.offered)
        presenter.window.form.edit.clear()
    presenter.open(office.brannock)
    type_in(presenter, "at @Quayside")
    assert all(named.customer_id != UNKNOWN for named in presenter.desk.state.offered)


def test_at_and_letters_name_a_person_in_the_text(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Met @gav")
    press(presenter, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)

    assert presenter.window.form.edit.text() == "Met Gavin Muir "
    assert presenter.window.form.person.label() == "Gavin Muir"


def test_without_a_customer_nothing_is_saved_and_the_words_stay(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open()
    type_in(presenter, "A call")
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert presenter.window.isVisible()
    assert "@" in presenter.window.form.problem.text()
    assert presenter.window.form.edit.text() == "A call"


def test_somebody_outside_the_fence_is_told_whom_to_ask_and_nothing_changes(office: Office) -> None:
    presenter = office.capture(office.jonas)
    before = office.world.checksum()
    presenter.open(office.brannock)
    type_in(presenter, "A call")
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert (
        presenter.window.form.problem.text() == "Maya Lindqvist looks after St. Brannock Hospital. Ask Maya."
    )
    assert office.world.checksum() == before


def test_an_open_complaint_of_the_same_kind_is_added_to_first(office: Office) -> None:
    new = NewComplaint("gate A again", "Late delivery")
    office.services.complaints.add(office.tom, office.brannock, new, str(uuid4()))
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "/complaint late delivery, 40 minutes")
    assert "Adds to the open one of Today" in cards(presenter)[0]
    press(presenter, Qt.Key.Key_Return, CTRL)

    listed = office.services.complaints.listed(office.tom, customer_id=office.brannock)
    assert len(listed) == 1
    assert "40 minutes" in listed[0].text


def test_a_second_complaint_of_the_same_kind_is_made_when_that_is_wanted(office: Office) -> None:
    new = NewComplaint("gate A again", "Late delivery")
    office.services.complaints.add(office.tom, office.brannock, new, str(uuid4()))
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "/complaint late delivery, 40 minutes")
    press(presenter, Qt.Key.Key_1, ALT)
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert len(office.services.complaints.listed(office.tom, customer_id=office.brannock)) == 2


def test_ctrl_shift_enter_saves_and_opens_the_customer(office: Office) -> None:
    opened: list[int] = []
    presenter = office.capture(office.tom, opened.append)
    presenter.open(office.brannock)
    type_in(presenter, "A call")
    press(presenter, Qt.Key.Key_Return, CTRL | SHIFT)

    assert opened == [office.brannock]


def test_private_notes_are_marked_and_stored_as_such(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "She is unhappy with her boss /private")
    assert presenter.window.form.private.isVisibleTo(presenter.window)
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert office.services.conversations.timeline(office.tom, office.brannock)[0].private


def test_pasted_markup_stays_what_it_is(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    words = '<b>bold</b> <img src="x"> & </p>'
    presenter.window.form.edit.insertPlainText(words)
    press(presenter, Qt.Key.Key_Return, CTRL)

    assert office.services.conversations.timeline(office.tom, office.brannock)[0].text == words


def test_a_talk_of_yesterday_is_stored_on_that_day(office: Office) -> None:
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "A call")
    menu = presenter.window.form.when_menu()
    next(action for action in menu.actions() if action.text() == "Yesterday").trigger()
    press(presenter, Qt.Key.Key_Return, CTRL)

    at = office.services.conversations.timeline(office.tom, office.brannock)[0].at
    assert at.astimezone().date() == office.world.clock().date() - timedelta(days=1)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_and_everything_has_a_name(office: Office, look: Look, percent: int) -> None:
    look.set_text(percent)
    office.sought(5)
    presenter = office.capture(office.tom)
    presenter.open(office.brannock)
    type_in(presenter, "Gavin rang.\n/complaint missed pick-up\n/promise send the sheet by next tue")
    presenter.window.resize(presenter.window.sizeHint())
    office.qtbot.waitUntil(lambda: clipped(presenter.window) == [])

    assert unnamed(presenter.window) == []
    assert small_targets(presenter.window) == []
