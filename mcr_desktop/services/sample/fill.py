"""Fills a new workspace with the sample team, in one transaction."""

from __future__ import annotations

from datetime import datetime
from random import Random

from mcr_desktop.domain.people import Actor
from mcr_desktop.services.sample import causes, people, talks, trade
from mcr_desktop.services.sample.book import Book
from mcr_desktop.services.sample.cast import read_cast
from mcr_desktop.store import audit, history, settings
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database
from mcr_desktop.store.imports import Batch

SEED = 1906


def fill_sample(database: Database, actor: Actor, now: datetime, seed: int = SEED) -> None:
    """Write the sample: the same people, customers and words every time; the actor leads the first team.

    Another seed makes other dice: the same story in other numbers.
    """
    cast = read_cast()
    with database.writing() as session:
        deed = audit.record(session, actor, Deed.BROUGHT_IN, now, subject="the sample team")
        book = Book(Batch(session), cast, Random(seed), actor.id, actor.name)  # noqa: S311  dice, not secrets
        people.write_people(book)
        people.write_customers(book)
        sold = trade.write_orders(book)
        rise = trade.write_complaints(book, sold)
        talks.write_talks(book, rise)
        talks.write_facts(book)
        talks.write_promises(book)
        talks.write_plans(book)
        causes.write_investigations(book)
        book.batch.flush()
        settings.choose(session, "name", cast.workspace)
        settings.choose(session, settings.SAMPLE_DAY, cast.day.isoformat())
        history.settle(session, deed)
