"""The commands that need an open workspace, beside those the window answers by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from mcr_desktop.app.pages import Pages
from mcr_desktop.app.pins import Pins
from mcr_desktop.app.rooms import Rooms
from mcr_desktop.ui.commands import Command
from mcr_desktop.ui.shell import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)


def pin_command(pins: Pins) -> Command:
    """Keep the customer in hand at the side, or no longer."""
    return Command(
        "pin", _tr("Pin this customer, or unpin it"), "Customer", pins.toggle, "Ctrl+Shift+P", "pin"
    )


def workspace_commands(rooms: Rooms, pages: Pages, shell: Shell) -> tuple[Command, ...]:
    """Everything that writes, prints or looks into the workspace."""
    return (
        *_file(rooms, pages, shell),
        *_edit(rooms, pages),
        *_customer(rooms, pages),
        *_tools(rooms, pages),
    )


def _file(rooms: Rooms, pages: Pages, shell: Shell) -> tuple[Command, ...]:
    reviews = pages.reviews
    return (
        Command("bring in", _tr("Bring in a file"), "File", rooms.admin.bring_in, icon="upload"),
        Command("back up", _tr("Back up the workspace"), "File", lambda: _back_up(rooms, shell), icon="save"),
        Command(
            "save reviews", _tr("Save reviews as one PDF"), "File", reviews.together.click, "Ctrl+S",
            "file-down", context="reviews", group=1,
        ),
        Command(
            "print reviews", _tr("Print reviews"), "File", reviews.print.click, "Ctrl+P", "printer",
            context="reviews", group=1,
        ),
    )  # fmt: skip


def _edit(rooms: Rooms, pages: Pages) -> tuple[Command, ...]:
    deeds = rooms.bench.deeds
    return (
        Command("undo", _tr("Undo the last deed"), "Edit", deeds.undo, "Ctrl+Z", "undo-2"),
        Command("redo", _tr("Do it again"), "Edit", deeds.redo, "Ctrl+Shift+Z", "repeat"),
        Command(
            "filter", _tr("Filter this list"), "Edit", pages.customers.focus_filter, "Ctrl+F", "list-filter",
            context="customers", group=3,
        ),
        Command(
            "filter board", _tr("Filter the board"), "Edit", pages.admin.sought.setFocus, "Ctrl+F",
            "list-filter", context="admin", group=3,
        ),
    )  # fmt: skip


def _customer(rooms: Rooms, pages: Pages) -> tuple[Command, ...]:
    def in_hand() -> bool:
        return pages.customers.isVisible() and pages.customers.customer_id is not None

    def prepare() -> None:
        customer_id = rooms.customer_in_hand()
        if customer_id is not None:
            rooms.customers.prepare(customer_id)

    return (
        Command("log", _tr("Log a conversation"), "Customer", rooms.log, "Ctrl+N", "message-square-plus"),
        Command(
            "log complaint", _tr("Log a complaint"), "Customer", rooms.log_complaint, "Ctrl+Shift+C", "flag"
        ),
        Command(
            "prepare", _tr("Prepare for a talk"), "Customer", prepare, "Ctrl+E", "notebook-pen",
            context="customers", able=in_hand,
        ),
    )  # fmt: skip


def _tools(rooms: Rooms, pages: Pages) -> tuple[Command, ...]:
    return (
        Command(
            "method", _tr("Method and figures of the trends"), "Help", pages.complaints.method_wanted.emit,
            "F1", "info", context="complaints",
        ),
        Command(
            "trend report", _tr("Save the trend report as PDF"), "File", pages.complaints.print_wanted.emit,
            "Ctrl+S", "file-down", context="complaints",
        ),
        Command("judge", _tr("Judge the complaints again"), "Tools", rooms.complaints.load, "F5", "activity"),
    )  # fmt: skip


def _back_up(rooms: Rooms, shell: Shell) -> None:
    bench = rooms.bench

    def write(name: str) -> None:
        path = Path(name)
        said = shell.tr("Backed up and checked: {file}").format(file=path.name)
        bench.deeds.do(lambda: bench.services.workspace.backup(bench.actor, path), said, None, undo=False)

    dialog = QFileDialog(shell, shell.tr("Back up the workspace"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("mcr")
    dialog.selectFile(f"backup {bench.today()}.mcr")
    dialog.fileSelected.connect(write)
    dialog.open()
