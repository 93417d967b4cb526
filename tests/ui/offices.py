"""An office: the small world's people, customers with something to do, and the pages over real services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mcr_desktop.domain.conversations import Kind, NewConversation, NewFact, NewPromise, Side, Starter
from mcr_desktop.domain.customers import ContactRow, Part
from mcr_desktop.domain.people import Actor, Role
from mcr_desktop.ui.capture.desk import NoteServices
from mcr_desktop.ui.capture.page import CaptureWindow
from mcr_desktop.ui.capture.presenter import CapturePresenter
from mcr_desktop.ui.customers.customer import CustomerPage
from mcr_desktop.ui.customers.onecustomer import CustomerPresenter
from mcr_desktop.ui.customers.page import CustomersPage
from mcr_desktop.ui.customers.presenter import CustomersPresenter
from mcr_desktop.ui.deeds import Bulletin, Deeds
from mcr_desktop.ui.jobs import AtOnce, Runner
from mcr_desktop.ui.notices import Toasts
from mcr_desktop.ui.theme import Look
from mcr_desktop.ui.today.page import TodayPage
from mcr_desktop.ui.today.presenter import TodayPresenter
from mcr_desktop.wiring import Services
from tests.worlds import MONDAY, World

TODAY = MONDAY.date()


@dataclass
class Office:
    """Maya and Tom look after St. Brannock; Jonas does not."""

    world: World
    services: Services
    qtbot: QtBot
    maya: Actor
    tom: Actor
    jonas: Actor
    brannock: int
    bulletin: Bulletin = field(default_factory=Bulletin)
    windows: list[QWidget] = field(default_factory=list)

    def window(self) -> QWidget:
        """A bare window that toasts can stand on."""
        window = QWidget()
        window.resize(1200, 800)
        self.qtbot.addWidget(window)
        self.windows.append(window)
        return window

    def deeds(self, actor: Actor, jobs: Runner | None = None) -> Deeds:
        """What a window of this person does its deeds with."""
        return Deeds(jobs or AtOnce(), self.services.history, actor, Toasts(self.window()), self.bulletin)

    def note_services(self) -> NoteServices:
        """What notes are written down with."""
        each = self.services
        return NoteServices(each.conversations, each.customers, each.complaints, each.drafts, each.search)

    def today(self, actor: Actor, jobs: Runner | None = None) -> TodayPresenter:
        """Today of this person, read and shown."""
        page, each = TodayPage(), self.services
        self.qtbot.addWidget(page)
        presenter = TodayPresenter(
            page, each.today, each.facts, each.promises, each.people,
            self.deeds(actor, jobs), actor, self.world.clock,
        )  # fmt: skip
        page.resize(1208, 836)
        page.show()
        presenter.load()
        return presenter

    def customer(self, actor: Actor, jobs: Runner | None = None) -> CustomerPresenter:
        """The page of one customer for this person, not opened yet."""
        page, each = CustomerPage(keep_ms=0), self.services
        self.qtbot.addWidget(page)
        page.resize(1208, 836)
        page.show()
        return CustomerPresenter(
            page, self.note_services(), each.facts, each.promises, each.people,
            self.deeds(actor, jobs), actor, self.world.clock,
        )  # fmt: skip

    def customers(self, actor: Actor) -> CustomersPresenter:
        """The place of customers for this person, with the list shown."""
        page, each, deeds = CustomersPage(AtOnce(), keep_ms=0), self.services, self.deeds(actor)
        self.qtbot.addWidget(page)
        one = CustomerPresenter(
            page.customer, self.note_services(), each.facts, each.promises, each.people,
            deeds, actor, self.world.clock,
        )  # fmt: skip
        presenter = CustomersPresenter(page, each.customers, one, deeds, actor, self.world.clock)
        page.go.connect(lambda _, detail: presenter.open(detail))
        page.resize(1208, 836)
        page.show()
        presenter.open(None)
        return presenter

    def capture(self, actor: Actor, opened: Callable[[int], None] = lambda _: None) -> CapturePresenter:
        """The capture window of this person, not opened yet."""
        window = CaptureWindow(keep_ms=0)
        self.qtbot.addWidget(window)
        deeds = self.deeds(actor)
        return CapturePresenter(window, self.note_services(), deeds, actor, self.world.clock, opened)

    def talk(self, text: str, actor: Actor | None = None, **more: object) -> int:
        """A conversation with St. Brannock that was written down before."""
        new = NewConversation(str(uuid4()), self.brannock, text, **more)  # type: ignore[arg-type]
        return self.services.conversations.log(actor or self.maya, new)

    def promise(self, text: str, due: date = TODAY, side: Side = Side.OURS) -> int:
        """A promise that Tom keeps."""
        return self.services.promises.add(self.tom, self.brannock, NewPromise(text, side, due), str(uuid4()))

    def fact(self, topic: str, value: str, *, days_ago: int = 0, months: int = 6) -> int:
        """A fact learned so many days ago."""
        self.world.clock.move(days=-days_ago)
        number = self.services.facts.add(
            self.maya, self.brannock, NewFact(topic, value, months), str(uuid4())
        )
        self.world.clock.move(days=days_ago)
        return number

    def sought(self, times: int, *, by: Actor | None = None, starter: Starter = Starter.US) -> None:
        """So many contacts this month, the last one yesterday."""
        for number in range(times):
            self.talk(
                "hello",
                by,
                started_by=starter,
                kind=Kind.CALL,
                happened_at=self.world.clock() - timedelta(days=1 + number % 20),
            )


@pytest.fixture
def office(world: World, qtbot: QtBot, look: Look) -> Office:  # noqa: ARG001
    """An office on a Monday morning."""
    services = Services.over(world.database, world.clock)
    maya = world.user("Maya Lindqvist", Role.ACCOUNT_MANAGER)
    tom = world.user("Tom Okafor", Role.ACCOUNT_MANAGER)
    jonas = world.user("Jonas Reyes", Role.ACCOUNT_MANAGER)
    team = world.team("North", maya, tom)
    brannock = world.customer("St. Brannock Hospital", team=team, fenced=True)
    world.assign(brannock, maya)
    world.assign(brannock, tom, Part.DEPUTY)
    services.customers.add_contact(maya, brannock, ContactRow(0, "Dr. Amara Osei", "Chief Scientist"))
    services.customers.add_contact(maya, brannock, ContactRow(0, "Gavin Muir", "Goods-in dock"))
    return Office(world, services, qtbot, maya, tom, jonas, brannock)
