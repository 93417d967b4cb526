"""The verbs: each asks one or two services and says what they answered."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from mcr_desktop.cli.reviewing import review
from mcr_desktop.cli.speaking import say, speak_unicode, tell
from mcr_desktop.cli.telling import (
    assigned_words,
    check_words,
    export_words,
    import_words,
    trend_json,
    trend_words,
)
from mcr_desktop.config import Paths
from mcr_desktop.defects import write_down
from mcr_desktop.domain.conversations import NewConversation
from mcr_desktop.domain.customers import Part
from mcr_desktop.domain.errors import McrError, Refused, WrongUse
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.text import storable
from mcr_desktop.services.imports import parse_mapping
from mcr_desktop.wiring import (
    Services,
    acting,
    make_workspace,
    open_workspace,
    refuse_stranger,
    restore_workspace,
    upgrade_workspace,
)

DONE, REFUSED, WRONG_USE, DEFECT = 0, 1, 2, 3

Verb = Callable[[Services, Actor, Namespace], int]


def run(options: Namespace) -> int:
    """Do what the words say; returns the exit code."""
    speak_unicode()
    try:
        return _run(options)
    except WrongUse as error:
        tell(str(error))
        return WRONG_USE
    except McrError as error:
        tell(str(error))
        return REFUSED
    except KeyboardInterrupt:
        tell("Stopped. What was reported as saved is saved.")
        return REFUSED
    except BrokenPipeError:
        # Whoever read the results went away: nobody is left to be told.
        sys.stdout = sys.stderr
        return REFUSED
    except Exception as error:  # noqa: BLE001  the command line's one hook for defects
        reference = write_down(error, datetime.now(UTC), Paths.of_this_user())
        tell(f"Something went wrong inside the program. Its reference number is {reference}.")
        return DEFECT


def _run(options: Namespace) -> int:
    _check_address(options)
    if options.verb in _ON_FILES:
        return _ON_FILES[options.verb](options)
    path = workspace_of(options)
    with open_workspace(path, passphrase_of(options)) as workspace:
        actor = _actor(workspace.services, options)
        return _INSIDE[options.verb](workspace.services, actor, options)


def _actor(services: Services, options: Namespace) -> Actor:
    """Who acts.  Raises Refused for somebody this workspace does not know."""
    try:
        return acting(services, options.user)
    except Refused as error:
        hint = "" if options.user else " Say who acts with --user NAME before the verb."
        raise Refused(f"{error}{hint}") from error


def _check_address(options: Namespace) -> None:
    named = {"server": "address", "new": "file"}.get(options.verb, "workspace")
    address = getattr(options, named) or ""
    if not address.startswith(("postgresql://", "postgres://")) and options.verb != "server":
        return
    if options.user is not None and options.verb != "server":
        raise WrongUse("On a server the login says who acts; --user is for workspace files.")
    raise Refused("Workspaces on PostgreSQL are not available in this version. Use a workspace file.")


def workspace_of(options: Namespace) -> Path:
    """The workspace file named, else this user's own."""
    return Path(options.workspace) if options.workspace else Paths.of_this_user().workspace


def passphrase_of(options: Namespace) -> str | None:
    """The first line of the passphrase file, if one was named.  Raises Refused."""
    if options.passphrase_file is None:
        return None
    try:
        words = Path(options.passphrase_file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The passphrase file {options.passphrase_file} cannot be read.") from error
    first = words.split("\n", 1)[0].rstrip("\r")
    if not first:
        raise Refused(f"The passphrase file {options.passphrase_file} is empty.")
    return first


def _new(options: Namespace) -> int:
    path = Path(options.file)
    make_workspace(path, passphrase_of(options), maker=options.user or "", sample=options.sample).close()
    protection = (
        "protected by your passphrase" if options.passphrase_file else "not protected by a passphrase"
    )
    say(f"Made {path}, {protection}.")
    tell("Whoever holds this file can read everything in it; the fence binds the program, not the file.")
    return DONE


def _restore(options: Namespace) -> int:
    path, copy, passphrase = workspace_of(options), Path(options.file), passphrase_of(options)
    if options.user and copy.is_file():
        refuse_stranger(path if path.exists() else copy, passphrase, options.user)
    aside = restore_workspace(copy, path, passphrase)
    say(f"Restored {path} from {options.file}.")
    if aside is not None:
        say(f"What was there before is now {aside}.")
    return DONE


def _upgrade(options: Namespace) -> int:
    path = workspace_of(options)
    if options.user:
        refuse_stranger(path, passphrase_of(options), options.user)
    kept = upgrade_workspace(path, passphrase_of(options))
    say(f"{path} is up to date." if kept is None else f"{path} was upgraded. The copy before it is {kept}.")
    return DONE


def _server(options: Namespace) -> int:
    raise Refused(f"server {options.deed} is not available in this version.")


def _import(services: Services, actor: Actor, options: Namespace) -> int:
    report = services.imports.bring_in(
        actor,
        options.kind,
        Path(options.file),
        mapping=parse_mapping(options.map),
        key=options.key,
        date_format=options.date_format,
        encoding=options.encoding,
        dry_run=options.dry_run,
        leave_behind=Path(options.leave_behind) if options.leave_behind else None,
    )
    say(*import_words(report, options.leave_behind))
    return DONE


def _assign(services: Services, actor: Actor, options: Namespace) -> int:
    customer_id = services.customers.find_named(actor, options.customer)
    colleague = services.people.actor_named(options.who)
    services.assignments.assign(
        actor,
        customer_id,
        colleague.id,
        Part(options.part),
        reason=options.reason,
        team=options.team,
        starts_on=options.starts_on,
        ends_on=options.ends_on,
    )
    say(assigned_words(colleague.name, options))
    return DONE


def _note(services: Services, actor: Actor, options: Namespace) -> int:
    customer_id = services.customers.find_named(actor, options.customer)
    for text in _lines() if options.stdin else (options.text,):
        services.conversations.log(actor, NewConversation(str(uuid4()), customer_id, text))
        say(f"saved {text}")
    return DONE


def _lines() -> Iterator[str]:
    """The lines of standard input that hold anything."""
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            text = line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise Refused(f"Line {number} is not UTF-8. Everything before it is saved.") from None
        if storable(text) != text:
            raise Refused(
                f"Line {number} holds a character that cannot be kept. Everything before it is saved."
            )
        if text.strip():
            yield text


def _message(services: Services, actor: Actor, options: Namespace) -> int:
    customer_id = services.customers.find_named(actor, options.customer)
    services.conversations.leave_message(actor, customer_id, str(uuid4()), options.text)
    say("The team has your message.")
    return DONE


def _trends(services: Services, actor: Actor, options: Namespace) -> int:
    report = services.trends.report(actor, options.as_of)
    if options.json:
        say(json.dumps(trend_json(report), ensure_ascii=False, indent=2))
    else:
        say(*trend_words(report))
    return DONE


def _backup(services: Services, actor: Actor, options: Namespace) -> int:
    size = services.workspace.backup(actor, Path(options.file))
    say(f"Wrote {options.file}, {size / 1_000_000:.1f} MB, and checked it.")
    return DONE


def _check(services: Services, actor: Actor, options: Namespace) -> int:
    del options
    report = services.workspace.check(actor)
    say(*check_words(report))
    return DONE if report.sound else REFUSED


def _export(services: Services, actor: Actor, options: Namespace) -> int:
    if options.everything and not options.reason.strip():
        raise WrongUse("--everything needs --reason TEXT.")
    report = services.export.export(
        actor, Path(options.folder), everything=options.everything, reason=options.reason
    )
    say(*export_words(report))
    return DONE


_ON_FILES: Mapping[str, Callable[[Namespace], int]] = {
    "new": _new,
    "restore": _restore,
    "upgrade": _upgrade,
    "server": _server,
}

_INSIDE: Mapping[str, Verb] = {
    "import": _import,
    "assign": _assign,
    "note": _note,
    "message": _message,
    "trends": _trends,
    "review": review,
    "backup": _backup,
    "check": _check,
    "export": _export,
}
