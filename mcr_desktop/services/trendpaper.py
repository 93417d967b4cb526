"""The trend report on paper: what one reader may see of the trends, frozen as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.trends import PrintedTrends
from mcr_desktop.exchange.writing import replacing
from mcr_desktop.reports.trends import print_trends
from mcr_desktop.services.trends import TrendService
from mcr_desktop.store import audit, settings
from mcr_desktop.store.audit import Deed
from mcr_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class TrendPaperService:
    """Prints trends and investigations; a name is printed only for who may read it."""

    database: Database
    now: Callable[[], datetime]

    def print(self, actor: Actor, as_of: date | None = None, *, paper: str = "A4") -> PrintedTrends:
        """The trends of a day, today by default, as this reader may see them; who printed is written down."""
        now = self.now()
        trends = TrendService(self.database, self.now)
        report = trends.report(actor, as_of)
        alerts = trends.alerts_of(actor, report)
        with self.database.writing() as session:
            audit.record(session, actor, Deed.PRINTED, now, subject=f"trend report of {report.as_of}")
            name = settings.value(session, "name") or self.database.path.stem
        return print_trends(
            report, alerts, workspace=name, made_by=actor.name, made_on=now.astimezone(), paper=paper
        )

    def save(self, actor: Actor, path: Path) -> int:
        """Print it into a file, at once and whole.  Returns its pages.  Raises Refused."""
        made = self.print(actor)
        with replacing(path) as file:
            file.write(made.pdf)
        return made.pages
