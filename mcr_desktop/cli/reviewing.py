"""The verb review: who is chosen, for which days, and where the PDFs go."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from mcr_desktop.cli.speaking import say
from mcr_desktop.domain.errors import Refused, WrongUse
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor, PrintedReview
from mcr_desktop.exchange.writing import replacing, safe_file_name
from mcr_desktop.wiring import Services


def review(services: Services, actor: Actor, options: Namespace) -> int:
    """Print the reviews asked for; a customer named and refused stops it before anything is written."""
    _check_choice(options)
    named = [services.customers.find_named(actor, name) for name in options.customers]
    ids, left_out = services.reviews.choose(actor, customers=named, team=options.team, everyone=options.all)
    period = _period(services, actor, options)
    if not ids:
        raise Refused("There is no customer among them whose records you may read.")
    made_for = MadeFor(options.made_for)
    services.reviews.check_rights(actor, ids, made_for)
    folder = _folder(Path(options.out))
    taken: set[str] = set()
    for printed in _printed(services, actor, ids, period, made_for, one_file=options.one_file):
        path = folder / safe_file_name(printed.name.removesuffix(".pdf"), suffix=".pdf", taken=taken)
        taken.add(path.name)
        with replacing(path) as file:
            file.write(printed.pdf)
        say(f"Wrote {path}, {printed.pages} pages.")
    say(f"Period: {period.first} to {period.last}, for the {made_for}.")
    if left_out:
        say(f"Left out {left_out} customers whose records you may not read.")
    return 0


def _check_choice(options: Namespace) -> None:
    ways = sum((bool(options.customers), options.team is not None, options.all))
    if ways != 1:
        raise WrongUse("Name customers, or --team T, or --all: one of the three.")


def _period(services: Services, actor: Actor, options: Namespace) -> Period:
    """The days asked for; what is not said comes from the usual period."""
    usual = services.reviews.usual_period(actor, until=options.last)
    first = options.first or usual.first
    if first > usual.last:
        raise WrongUse(f"A period cannot begin on {first} and end on {usual.last}.")
    return Period(first, usual.last)


def _folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} cannot be made: {error.strerror}.") from error
    return folder


def _printed(
    services: Services,
    actor: Actor,
    ids: tuple[int, ...],
    period: Period,
    made_for: MadeFor,
    *,
    one_file: bool,
) -> Iterator[PrintedReview]:
    if one_file:
        yield services.reviews.print_together(actor, ids, period, made_for)
    else:
        yield from services.reviews.print_many(actor, ids, period, made_for)
