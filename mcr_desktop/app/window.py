"""The window from its first paint to its end: opens the workspace behind it, furnishes it, closes it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from mcr_desktop.app.opening import Opened, Wanted, open_wanted
from mcr_desktop.app.starting import another_process
from mcr_desktop.config import Paths
from mcr_desktop.ui.commands import Command, Commands
from mcr_desktop.ui.deeds import expected
from mcr_desktop.ui.doorbell import Doorbell
from mcr_desktop.ui.jobs import Jobs
from mcr_desktop.ui.shell import Shell
from mcr_desktop.ui.shellcommands import shell_commands
from mcr_desktop.ui.theme import Look
from mcr_desktop.ui.today.page import State as TodayState
from mcr_desktop.ui.today.page import TodayPage

if TYPE_CHECKING:
    from mcr_desktop.app.pages import Pages
    from mcr_desktop.app.pins import Pins
    from mcr_desktop.app.rooms import Rooms
    from mcr_desktop.ui.finding import FindingPresenter


class Window(QObject):
    """One main window over one workspace."""

    def __init__(self, app: QApplication, look: Look, paths: Paths, wanted: Wanted) -> None:
        super().__init__(app)
        self._paths, self._wanted = paths, wanted
        self.jobs = Jobs(self)
        self.shell = Shell(look, paths.config / "window.ini")
        self.today = TodayPage()
        self.pages: Pages | None = None
        self.rooms: Rooms | None = None
        self._finding: FindingPresenter | None = None
        self._opened: Opened | None = None
        self._bell: Doorbell | None = None
        self._pins: Pins | None = None
        self._add_places()
        self.shell.install(Commands((*shell_commands(self.shell), *self._files())))
        self.shell.sidebar.workspace_wanted.connect(self._ask_workspace)
        self.shell.painted.connect(self._begin)
        self.shell.closed.connect(self.close)
        self.today.again.connect(self._open_again)

    def show(self) -> None:
        """Paint first; everything else begins as soon as that is done."""
        if self._wanted.capture_only:
            QTimer.singleShot(0, self._begin)
        else:
            self.shell.restore("today")
            self.shell.show()

    def open(self) -> None:
        """Open the workspace, elsewhere."""
        self.shell.sidebar.show_saved(self.tr("Opening…"), "neutral")
        self.today.present(TodayState(busy=True, opening=True))
        work = partial(open_wanted, self._paths, self._wanted)
        self.jobs.start((self, "open"), work, self._furnish, self._failed)

    def close(self) -> None:
        """Let go of the workspace; what was being written is kept as a draft."""
        if self.rooms is not None:
            self.rooms.capture.desk.keep()
            self.rooms.customers.customer.leave()
        self.jobs.finish()
        if self._bell is not None:
            self._bell.close()
        if self._opened is not None:
            self._opened.workspace.close()
            self._opened = None

    def _add_places(self) -> None:
        """All places stand from the first paint on; Today has its page, the others get theirs after it."""
        self.shell.add_place("today", "sun", self.today)
        self.shell.add_place("customers", "users", None, self.tr("Customers"))
        self.shell.add_place("complaints", "activity", None, self.tr("Complaints & trends"))
        self.shell.add_place("team", "message-circle", None, self.tr("Team"))
        self.shell.add_place("reviews", "file-text", None, self.tr("Reviews"))
        self.shell.add_place("admin", "sliders-horizontal", None, self.tr("Admin"))

    def _begin(self) -> None:
        """The window is painted: open the workspace, and meanwhile make the other pages."""
        self.open()
        from mcr_desktop.app.pages import Pages

        self.pages = Pages.behind(self.today, self.shell, self.jobs)
        self.pages.capture.closed.connect(self._captured)

    def _open_again(self) -> None:
        if self._opened is None:
            self.open()

    def _furnish(self, opened: Opened) -> None:
        from mcr_desktop.app.commands import pin_command, workspace_commands
        from mcr_desktop.app.pins import Pins
        from mcr_desktop.app.rooms import Rooms, finding

        assert self.pages is not None
        self._opened = opened
        self._bell = Doorbell(opened.workspace.path, datetime.now(UTC), self)
        self._bell.rung.connect(self._answer_bell)
        self.rooms = rooms = Rooms.furnish(opened, self.shell, self.pages, self.jobs)
        self._finding = finding(rooms, self.shell)
        bench = rooms.bench
        self._pins = Pins(
            self.shell, bench.services.customers, bench.deeds, bench.actor, rooms.customer_in_hand
        )
        self._pins.load()
        sidebar = self.shell.sidebar
        sidebar.show_workspace(opened.name)
        sidebar.show_user(opened.actor.name)
        sidebar.show_saved(self.tr("Saved"), "ok")
        self.shell.allow_place("admin", opened.actor.is_admin or opened.actor.is_lead)
        commands = (
            *shell_commands(self.shell),
            *self._files(),
            *workspace_commands(rooms, self.pages, self.shell),
            pin_command(self._pins),
        )
        self.shell.install(Commands(commands))
        if self._wanted.capture_only:
            rooms.capture.open()
            return
        self._visit_again(rooms)
        if opened.sample:
            self.shell.toasts.say(
                self.tr("Sample team. Nothing here is real. File, New workspace begins your own."),
                tone="info",
            )

    def _visit_again(self, rooms: Rooms) -> None:
        """The place that is shown was waiting for its contents."""
        visit = self.shell.history.now
        rooms.today.load(then=rooms.complaints.load)
        if visit is not None and visit.place != "today":
            rooms.visit(visit.place, visit.detail)

    def _answer_bell(self, wish: str) -> None:
        """A second start over this workspace wants something of the window that is here."""
        if wish == "capture" and self.rooms is not None:
            self.rooms.capture.open()
        else:
            self.shell.show()
            self.shell.raise_()
            self.shell.activateWindow()

    def _captured(self) -> None:
        if self._wanted.capture_only:
            self.close()
            QApplication.quit()

    def _failed(self, error: Exception) -> None:
        sentence = expected(error)
        self.shell.sidebar.show_saved(self.tr("Not open"), "bad")
        if self._wanted.capture_only:
            self.shell.show()
        self.shell.show_place("today")
        self.today.present(TodayState(problem=sentence))

    def _files(self) -> tuple[Command, ...]:
        return (
            Command("new", self.tr("New workspace"), "File", self._ask_new, icon="plus", group=0),
            Command(
                "open", self.tr("Open a workspace"), "File", self._ask_workspace, "Ctrl+O", "inbox", group=0
            ),
        )

    def _ask_workspace(self) -> None:
        dialog = QFileDialog(self.shell, self.tr("Open a workspace"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Workspaces (*.mcr)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._go_over)
        dialog.open()

    def _ask_new(self) -> None:
        dialog = QFileDialog(self.shell, self.tr("New workspace"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("mcr")
        dialog.selectFile("workspace.mcr")
        dialog.fileSelected.connect(self._make)
        dialog.open()

    def _make(self, name: str) -> None:
        made = QProcess(self)
        made.finished.connect(lambda code, _: self._go_over(name) if code == 0 else self._not_made(made))
        program, *words = another_process("new", name)
        made.start(program, words)

    def _not_made(self, made: QProcess) -> None:
        told = bytes(made.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self.shell.toasts.say(told or self.tr("The workspace could not be made."), tone="bad")

    def _go_over(self, name: str) -> None:
        """Another workspace gets another process: nothing of this one stays in memory."""
        program, *words = another_process("--workspace", name)
        if self.shell.close():
            QProcess.startDetached(program, words)
