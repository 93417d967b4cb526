"""The verb review: who is chosen, for which days, and where the PDFs go."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from mcr_desktop.cli.speaking import say
from mcr_desktop.domain.errors import Refused, WrongUse
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import Period
from mcr_desktop.domain.reviews import MadeFor
from mcr_desktop.wiring import Services


def review(services: Services, actor: Actor, options: Namespace) -> int:
    """Print the reviews asked for; a customer named and refused stops it before anything is written."""
    if sum((bool(options.customers), options.team is not None, options.all)) != 1:
        raise WrongUse("Name customers, or --team T, or --all: one of the three.")
    period, made_for = _period(services, actor, options), MadeFor(options.made_for)
    named = [services.customers.find_named(actor, name) for name in options.customers]
    ids, left_out = services.reviews.choose(
        actor, named=named, team=options.team, everyone=options.all, made_for=made_for
    )
    if not ids:
        raise Refused(_none_of_them(left_out))
    _write(services, actor, ids, period, made_for, options)
    say(f"Period: {period.first} to {period.last}, for the {made_for}.")
    if left_out:
        say(f"Left out {left_out} customer{'' if left_out == 1 else 's'} whose review you may not print.")
    return 0


def _none_of_them(left_out: int) -> str:
    """Why nothing is printed, and how many customers the fence kept back."""
    said = "There is no customer among them whose review you may print"
    if not left_out:
        return f"{said}."
    return f"{said}; {left_out:,} {'was' if left_out == 1 else 'were'} left out."


def _period(services: Services, actor: Actor, options: Namespace) -> Period:
    """The days asked for; what is not said comes from the usual period."""
    usual = services.reviews.usual_period(actor, until=options.last)
    first = options.first or usual.first
    if first > usual.last:
        raise WrongUse(f"A period cannot begin on {first} and end on {usual.last}.")
    return Period(first, usual.last)


def _write(
    services: Services,
    actor: Actor,
    ids: tuple[int, ...],
    period: Period,
    made_for: MadeFor,
    options: Namespace,
) -> None:
    folder, taken, kept = Path(options.out), set[str](), []
    for printed in services.reviews.print_many(actor, ids, period, made_for):
        if options.one_file:
            kept.append(printed)
            continue
        path = services.reviews.save(actor, printed.pdf, printed.name, folder, taken)
        say(f"Wrote {path}, {_pages(printed.pages)}.")
    if kept:
        name = f"Account reviews {period.last} {made_for}.pdf"
        together = services.reviews.print_together(actor, kept, name.removesuffix(".pdf"))
        path = services.reviews.save(actor, together, name, folder, taken)
        say(f"Wrote {path}, {len(kept)} reviews, {_pages(sum(each.pages for each in kept))}.")


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"
