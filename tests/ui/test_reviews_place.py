"""The Reviews place over real services: what is looked at is what is saved, issued and handed over."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Event
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mcr_desktop.domain.conversations import NewConversation, NewFact, NewPromise
from mcr_desktop.domain.errors import McrError
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.domain.periods import three_months_to
from mcr_desktop.domain.reviews import MadeFor
from mcr_desktop.ui.jobs import AtOnce, Failed, Jobs, Runner
from mcr_desktop.ui.parts import ActionButton
from mcr_desktop.ui.reviews.page import ReviewsPage, State
from mcr_desktop.ui.reviews.presenter import ReviewServices, ReviewsPresenter
from mcr_desktop.ui.reviews.sheets import RedLineSheet, ReturnedSheet, StaleSheet
from mcr_desktop.ui.reviews.wishes import Wish
from mcr_desktop.wiring import Services
from tests.store.test_sheets import fill
from tests.ui.looks import clipped, unnamed
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()
PERIOD = three_months_to(TODAY)
MANY = 50


@dataclass
class Place:
    """The Reviews place of one person, and what stands behind it."""

    world: World
    services: Services
    qtbot: QtBot
    lead: Actor
    maya: Actor
    customer: int

    def opened(self, actor: Actor | None = None, jobs: Runner | None = None) -> ReviewsPresenter:
        each = self.services
        asked = ReviewServices(each.reviews, each.customers, each.sheets, each.facts)
        page = ReviewsPage(TODAY)
        self.qtbot.addWidget(page)
        page.resize(1280, 860)
        page.show()
        presenter = ReviewsPresenter(page, asked, jobs or AtOnce(), actor or self.lead, State(TODAY, PERIOD))
        presenter.load()
        return presenter

    def talk(self, text: str, **more: Any) -> None:
        new = NewConversation(str(uuid4()), self.customer, text, **more)
        self.services.conversations.log(self.maya, new)

    def many(self) -> list[int]:
        team = self.world.team("Crowd", self.lead)
        return [self.world.customer(f"Customer {n:02}", team=team) for n in range(MANY)]


@pytest.fixture
def place(world: World, qtbot: QtBot) -> Place:
    lead = world.user("Tom Okafor", Role.TEAM_LEAD)
    maya = world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)
    customer = world.customer("Żółć & Υιοί", team=world.team("North", lead, maya), fenced=True)
    world.assign(customer, maya)
    return Place(world, Services.over(world.database, world.clock), qtbot, lead, maya, customer)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for what is saved."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def press(button: ActionButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def button(host: QWidget, text: str) -> ActionButton:
    found = [each for each in host.findChildren(ActionButton) if each.label() == text]
    assert found, text
    return found[0]


def shown_sheet(kind: type[Any]) -> Any:
    (found,) = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    ]
    return found


def no_sheet(kind: type[Any]) -> bool:
    return not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    ]


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def write(presenter: ReviewsPresenter, text: str) -> None:
    edit = presenter.page.summary.text
    edit.setPlainText(text)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_is_previewed_is_what_is_saved(place: Place, out: Path) -> None:
    presenter = place.opened()
    presenter.choose(place.customer)
    looked_at = presenter.state.pdf

    presenter.leaving.save_apart(out)
    presenter.leaving.save_together(out / "all.pdf")

    (path,) = [path for path in out.iterdir() if path.name != "all.pdf"]
    assert sha256(path.read_bytes()).digest() == sha256(looked_at).digest()
    assert words((out / "all.pdf").read_bytes()) == words(looked_at)
    assert presenter.state.customers[0].state.startswith("Ready, ")
    assert presenter.page.preview.pages == len(PdfReader(path).pages)
    (row,) = place.services.reviews.issued(place.lead, place.customer)
    assert place.services.reviews.kept(place.lead, row.id).pdf == looked_at


def test_the_place_says_everything_and_cuts_nothing_off(place: Place) -> None:
    presenter = place.opened()
    assert clipped(presenter.page) == []
    assert unnamed(presenter.page) == []
    assert presenter.page.preview.pages >= 1


@dataclass
class Held:
    """A runner that keeps what it is asked until it is told to do the next."""

    waiting: deque[tuple[Hashable, Callable[[], Any], Callable[[Any], None], Failed]] = field(
        default_factory=deque
    )

    def start(
        self,
        key: Hashable,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Failed,
        *,
        cancel: Event | None = None,
    ) -> None:
        self.forget(key)
        self.waiting.append((key, work, done, failed))

    def forget(self, key: Hashable) -> None:
        self.waiting = deque(each for each in self.waiting if each[0] != key)

    def cancel(self, key: Hashable) -> None:
        """Nothing runs by itself."""

    def next(self) -> None:
        _, work, done, failed = self.waiting.popleft()
        try:
            result = work()
        except McrError as error:
            failed(error)
        else:
            done(result)

    def all(self) -> None:
        while self.waiting:
            self.next()


def test_stopping_a_batch_keeps_the_finished_files(place: Place, out: Path) -> None:
    place.many()
    jobs = Held()
    presenter = place.opened(jobs=jobs)
    jobs.all()
    previews = {}
    presenter.page.every.click()
    presenter.leaving.save_apart(out)
    for made in range(9):
        assert presenter.state.building == (made, MANY + 1)
        assert (
            f"Building {made} of {MANY + 1}"
            in presenter.page.progress.findChildren(type(presenter.page.left_out))[0].text()
        )
        jobs.next()
    assert len(list(out.iterdir())) == 9

    press(button(presenter.page.progress, "Stop"))

    assert presenter.state.building is None
    assert presenter.state.done == f"Stopped: 9 of {MANY + 1} are ready."
    assert sum(customer.state.startswith("Ready") for customer in presenter.state.customers) == 9
    jobs.all()
    paths = list(out.iterdir())
    assert len(paths) == 9
    for customer in presenter.state.customers:
        made_of = presenter.made.get(customer.id)
        if made_of is not None:
            previews[made_of.name] = made_of.pdf
    assert {path.name: path.read_bytes() for path in paths} == previews
    assert all(PdfReader(path, strict=True).pages for path in paths)


def test_stop_answers_at_once_on_real_threads(place: Place, jobs: Jobs, out: Path) -> None:
    place.many()
    presenter = place.opened(jobs=jobs)
    place.qtbot.waitUntil(lambda: presenter.state.loaded and jobs.is_idle, timeout=20_000)
    presenter.page.every.click()
    presenter.leaving.save_apart(out)
    place.qtbot.waitUntil(lambda: (presenter.state.building or (0, 0))[0] >= 2, timeout=20_000)

    began = perf_counter()
    press(button(presenter.page.progress, "Stop"))
    took = perf_counter() - began

    assert presenter.state.building is None
    assert took < 0.2
    assert jobs.close()
    assert all(PdfReader(path, strict=True).pages for path in out.glob("*.pdf"))


def test_a_paragraph_is_kept_when_it_is_left_and_printed(place: Place) -> None:
    presenter = place.opened()
    draft = presenter.page.summary.text.placeholderText()
    assert draft.startswith("No conversation was written down")
    press(presenter.page.summary.draft)
    assert presenter.page.summary.text.toPlainText() == draft

    write(presenter, "A good quarter with one sore spot.")

    assert place.services.reviews.summary(place.lead, place.customer, PERIOD).startswith("A good quarter")
    assert "A good quarter with one sore spot." in words(presenter.state.pdf)
    assert presenter.state.beside.summary == "A good quarter with one sore spot."
    write(presenter, "")
    assert draft in words(presenter.state.pdf)


def test_words_not_yet_kept_go_into_what_is_saved(place: Place, out: Path) -> None:
    presenter = place.opened()
    presenter.choose(place.customer)
    presenter.page.summary.text.setPlainText("Typed and not left.")
    presenter.leaving.save_apart(out)
    assert "Typed and not left." in words(next(out.iterdir()).read_bytes())


def test_words_typed_for_one_customer_never_stand_with_another(place: Place) -> None:
    other = place.world.customer("Marlow Ferries")
    presenter = place.opened()
    presenter.show(place.customer)
    presenter.page.summary.text.setPlainText("About the harbour.")
    presenter.show(other)
    assert presenter.page.summary.said == ""
    assert place.services.reviews.summary(place.lead, place.customer, PERIOD) == "About the harbour."
    assert place.services.reviews.summary(place.lead, other, PERIOD) == ""


def test_an_issued_copy_is_shown_and_saved_byte_for_byte(place: Place, out: Path) -> None:
    presenter = place.opened()
    presenter.choose(place.customer)
    first = presenter.state.pdf
    presenter.leaving.save_apart(out)
    place.talk("Something new.")
    presenter.renew(place.customer)
    assert presenter.state.pdf != first

    press(button(presenter.page.issued, "Review 1, Mon 23 Nov, team"))

    assert presenter.state.pdf == first
    assert presenter.page.looking.text() == "Review 1, Mon 23 Nov, team, as it was issued by Tom Okafor."
    made = place.services.reviews.kept(place.lead, presenter.state.beside.issued[0].id)
    presenter.leaving.save_one(made, out / "again.pdf")
    assert (out / "again.pdf").read_bytes() == first
    press(presenter.page.back)
    assert presenter.state.pdf != first
    assert "Review 2." in words(presenter.state.pdf)


def test_the_red_lines_stand_before_a_first_customers_copy(place: Place, out: Path) -> None:
    place.talk("SECRET: Bergmann takes over in spring.", private=True)
    presenter = place.opened()
    presenter.page.wishes_changed.emit(Wish(PERIOD, MadeFor.CUSTOMER, "A4", presenter.state.sections))
    presenter.choose(place.customer)
    write(presenter, "We hear that Bergmann takes over.")

    presenter.leaving.save_apart(out)

    sheet = shown_sheet(RedLineSheet)
    said = " ".join(each.text() for each in sheet.findChildren(type(presenter.page.left_out)))
    assert "Bergmann takes over" in said
    assert "our reasons for the fence" in said
    assert list(out.iterdir()) == []
    press(sheet.no)
    assert list(out.iterdir()) == []

    write(presenter, "A good quarter.")
    presenter.leaving.save_apart(out)
    press(shown_sheet(RedLineSheet).yes)
    (path,) = out.iterdir()
    printed = words(path.read_bytes())
    assert "SECRET" not in printed
    assert "valued" not in printed
    presenter.leaving.save_apart(out)
    assert no_sheet(RedLineSheet)


def test_who_may_not_print_the_customers_copy_is_offered_nobody(place: Place) -> None:
    presenter = place.opened(place.maya)
    assert [each.id for each in presenter.state.customers] == [place.customer]
    presenter.page.wishes_changed.emit(Wish(PERIOD, MadeFor.CUSTOMER, "A4", presenter.state.sections))
    assert not presenter.state.customers
    assert presenter.state.left_out == 1
    assert "Only a lead of the team" in presenter.page.problem.text()
    assert presenter.state.pdf == b""


def test_stale_facts_are_confirmed_from_here(place: Place) -> None:
    place.talk("said", facts=(NewFact("Role", "Chief Scientist", 1), NewFact("Goal", "Trials", 1)))
    place.world.clock.move(days=60)
    presenter = place.opened()
    assert presenter.state.customers[0].state == "2 stale facts"
    press(presenter.page.summary.stale.confirm)
    sheet = shown_sheet(StaleSheet)
    press(button(sheet, "Still true"))
    press(button(sheet, "Ask next time"))
    assert no_sheet(StaleSheet)
    facts = place.services.facts.of(place.lead, place.customer)
    assert {fact.ask_next for fact in facts} == {True, False}
    assert presenter.state.customers[0].state == "1 stale fact"


def test_a_sheet_goes_out_and_is_taken_over_line_by_line(place: Place, out: Path) -> None:
    place.talk("said", facts=(NewFact("Πόλη", "Θεσσαλονίκη"), NewFact("Gate", "B")))
    town, gate = sorted(place.services.facts.of(place.lead, place.customer), key=lambda fact: fact.id)
    presenter = place.opened()
    presenter.beside.save_sheet(place.customer, out / "sheet.pdf")
    pdf = (out / "sheet.pdf").read_bytes()
    answers = {f"fact-{town.id}-": "Αθήνα", f"fact-{gate.id}-": "Brama Żółta"}
    path = fill(pdf, answers, (), out / "back.pdf")

    presenter.beside.read_sheet(path)

    sheet = shown_sheet(ReturnedSheet)
    press(button(sheet, "Take over"))
    press(button(sheet, "Leave"))
    assert sheet.word.text().startswith("There is nothing left to decide.")
    press(sheet.close_button)
    values = {fact.topic: fact.value for fact in place.services.facts.of(place.lead, place.customer)}
    assert values in ({"Πόλη": "Αθήνα", "Gate": "B"}, {"Πόλη": "Θεσσαλονίκη", "Gate": "Brama Żółta"})


def test_a_file_that_is_no_sheet_is_said(place: Place, out: Path) -> None:
    presenter = place.opened()
    path = out / "other.pdf"
    path.write_bytes(presenter.state.pdf)
    presenter.beside.read_sheet(path)
    assert "other.pdf is no sheet that was printed here" in presenter.page.problem.text()
    assert presenter.state.pdf


def test_a_number_taken_meanwhile_is_said_and_the_review_made_anew(place: Place, out: Path) -> None:
    presenter = place.opened()
    presenter.choose(place.customer)
    place.talk("Something new.")
    place.services.reviews.print(place.maya, place.customer, PERIOD)
    presenter.leaving.save_apart(out)
    assert "was issued meanwhile" in presenter.page.problem.text()
    assert list(out.iterdir()) == []
    presenter.leaving.save_apart(out)
    assert len(list(out.iterdir())) == 1


def test_a_long_name_and_two_hundred_promises_are_saved_whole(place: Place, out: Path) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 4
    customer = place.world.customer(name.strip())
    for n in range(200):
        new = NewPromise(f"Promise number {n:03} to be kept")
        place.services.promises.add(place.lead, customer, new, str(uuid4()))
    presenter = place.opened()
    presenter.choose(customer)
    presenter.leaving.save_apart(out)
    reader = PdfReader(next(out.iterdir()))
    assert len(reader.pages) > 4
    printed = words(next(out.iterdir()).read_bytes())
    assert all(printed.count(f"Promise number {n:03} ") == 1 for n in range(200))
