"""The words of the command line.  Only the standard library, so that --help answers at once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import Any

from mcr_desktop import __version__
from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.periods import CALENDAR
from mcr_desktop.domain.reviews import MadeFor

KINDS = ("customers", "contacts", "conversations", "complaints", "assignments", "users", "orders")

Verbs = argparse._SubParsersAction  # noqa: SLF001  argparse gives this type no public name


class _Whole(argparse.ArgumentParser):
    """Options are written in full, so that a new one never changes what an old line means."""

    def __init__(self, *, allow_abbrev: bool = False, **settings: Any) -> None:
        super().__init__(allow_abbrev=allow_abbrev, **settings)


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Understand the words, or end with 2 and say what is off.  verb is None for the window."""
    return _parser().parse_args(words)


def _parser() -> argparse.ArgumentParser:
    parser = _Whole(
        prog="mcr-desktop",
        description="Look after the customers you value most. Without a verb: the window.",
        epilog="Ends 0 when done, 1 when refused with a reason (nothing changed), 2 for wrong usage, "
        "3 for a defect.",
    )
    parser.add_argument("--version", action="version", version=f"MCR Desktop {__version__}")
    parser.add_argument("--workspace", metavar="W", help="a workspace file; yours by default")
    parser.add_argument("--user", metavar="NAME", help="who acts; the signed-in user by default")
    parser.add_argument("--passphrase-file", metavar="F", help="a file whose first line opens the workspace")
    verbs: Verbs[argparse.ArgumentParser] = parser.add_subparsers(
        dest="verb", metavar="VERB", title="verbs", parser_class=_Whole
    )
    _add_workspace_verbs(verbs)
    _add_import(verbs)
    _add_assign(verbs)
    _add_talking_verbs(verbs)
    _add_trends_and_review(verbs)
    _add_server(verbs)
    verbs.add_parser("capture", help="only the capture window")
    return parser


def _add_workspace_verbs(verbs: Verbs[argparse.ArgumentParser]) -> None:
    new = verbs.add_parser("new", help="make a workspace; refuses an existing file")
    new.add_argument("file", metavar="W")
    new.add_argument("--sample", action="store_true", help="fill it with a company to try things on")
    backup = verbs.add_parser("backup", help="write a checked copy of everything")
    backup.add_argument("file", metavar="FILE")
    restore = verbs.add_parser("restore", help="put a backup in the workspace's place")
    restore.add_argument("file", metavar="FILE")
    verbs.add_parser("check", help="look the whole workspace over")
    verbs.add_parser("upgrade", help="bring the workspace to this program's schema, a copy kept")
    export = verbs.add_parser("export", help="write what you may read as tables")
    export.add_argument("folder", metavar="DIR")
    export.add_argument("--everything", action="store_true", help="an admin's, with a reason")
    export.add_argument("--reason", default="", metavar="TEXT")


def _add_import(verbs: Verbs[argparse.ArgumentParser]) -> None:
    bring = verbs.add_parser("import", help="bring in a table of another program")
    bring.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    bring.add_argument("file", metavar="FILE")
    bring.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", help="where a field stands; repeat it"
    )
    bring.add_argument("--date-format", metavar="F", help="how dates are written, as %%d.%%m.%%Y")
    bring.add_argument("--encoding", metavar="E", help="of the text; guessed if not given")
    bring.add_argument("--key", metavar="COLUMN", help="the column that tells customers apart")
    bring.add_argument("--dry-run", action="store_true", help="only tell what would happen")
    bring.add_argument(
        "--leave-behind", metavar="FILE", help="where rows go that cannot be read; else they refuse the file"
    )


def _add_assign(verbs: Verbs[argparse.ArgumentParser]) -> None:
    assign = verbs.add_parser("assign", help="say who looks after a customer")
    assign.add_argument("customer", metavar="CUSTOMER")
    assign.add_argument("who", metavar="USER")
    assign.add_argument("--as", dest="part", required=True, choices=[part.value for part in Part])
    assign.add_argument("--team", metavar="T")
    assign.add_argument("--from", dest="starts_on", type=_day, metavar="D")
    assign.add_argument("--until", dest="ends_on", type=_day, metavar="D")
    assign.add_argument("--reason", required=True, metavar="TEXT")


def _add_talking_verbs(verbs: Verbs[argparse.ArgumentParser]) -> None:
    note = verbs.add_parser("note", help="write down a conversation")
    note.add_argument("customer", metavar="CUSTOMER")
    words = note.add_mutually_exclusive_group(required=True)
    words.add_argument("--text", metavar="TEXT")
    words.add_argument("--stdin", action="store_true", help="one conversation a line")
    message = verbs.add_parser("message", help="leave a message for a fenced customer's team")
    message.add_argument("customer", metavar="CUSTOMER")
    message.add_argument("--text", required=True, metavar="TEXT")


def _add_trends_and_review(verbs: Verbs[argparse.ArgumentParser]) -> None:
    trends = verbs.add_parser("trends", help="what rises, and what it shares")
    trends.add_argument("--as-of", type=_day, metavar="D", help="judge as on this day")
    trends.add_argument("--json", action="store_true")
    review = verbs.add_parser("review", help="account reviews as PDF")
    review.add_argument("customers", nargs="*", metavar="CUSTOMER")
    review.add_argument("--team", metavar="T", help="the customers of a team that you may read")
    review.add_argument("--all", action="store_true", help="all customers that you may read")
    review.add_argument("--from", dest="first", type=_day, metavar="D")
    review.add_argument("--until", dest="last", type=_day, metavar="D")
    review.add_argument(
        "--for", dest="made_for", choices=[each.value for each in MadeFor], default=MadeFor.TEAM.value
    )
    review.add_argument("--out", required=True, metavar="DIR")
    review.add_argument("--one-file", action="store_true", help="all reviews in one PDF")


def _add_server(verbs: Verbs[argparse.ArgumentParser]) -> None:
    server = verbs.add_parser("server", help="workspaces for teams on PostgreSQL, by an administrator")
    server.add_argument("deed", choices=("init", "add-user", "remove-user", "status"))
    server.add_argument("address", metavar="ADDRESS")
    server.add_argument("names", nargs="*", metavar="NAME")


def _day(words: str) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{words}' is no day; write it as 2026-11-23") from None
    if day not in CALENDAR:
        raise argparse.ArgumentTypeError(
            f"{words} is outside the calendar this program keeps, {CALENDAR.first} to {CALENDAR.last}"
        )
    return day
