"""The analysis for one reader: numbers cross the fence, names do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from mcr_desktop.domain.errors import Unavailable
from mcr_desktop.domain.people import Actor
from mcr_desktop.domain.periods import local_day
from mcr_desktop.domain.trends import Alert, TrendReport
from mcr_desktop.services.trends.alerts import alerts_of
from mcr_desktop.services.trends.exposure import read_exposure
from mcr_desktop.services.trends.history import read_history
from mcr_desktop.services.trends.judging import STEPS, Run
from mcr_desktop.services.trends.kept import FORM, packed, unpacked
from mcr_desktop.services.trends.neutral import neutral_report
from mcr_desktop.services.trends.steps import Steps
from mcr_desktop.services.trends.telling import told_to
from mcr_desktop.store import investigations, kept, trends
from mcr_desktop.store.database import Database, Session


@dataclass(frozen=True, slots=True)
class TrendService:
    """Notices when complaints of valued customers rise; open to every user.

    A report is kept in the workspace, for no reader in particular, until anything it rests on changes.
    """

    database: Database
    now: Callable[[], datetime]

    def report(
        self,
        actor: Actor,
        as_of: date | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> TrendReport:
        """Judge the last week whose Sunday is on or before a day, today by default.

        Raises Refused when cancelled() said so between two steps.
        """
        now = self.now()
        today = local_day(now)
        steps = Steps(STEPS, cancelled, progress)
        with self.database.reading() as session:
            names = trends.names_within_reach(session, actor, now)
            quieted = trends.quieted(session)
            name, mark = f"trends {FORM} {as_of or today} {today}", kept.mark(session)
            body = kept.read(session, name, mark)
            found = None if body is None else unpacked(body)
            if found is None:
                found = _judged(session, as_of or today, today, steps)
                body = None
        if body is None:
            self._keep(name, mark, found)
        steps.finish()
        return told_to(found, names, quieted)

    def alerts(
        self,
        actor: Actor,
        as_of: date | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Alert, ...]:
        """Rises joined with the investigations into them, grouped by who has to do something.

        Raises Refused as report() does.
        """
        return self.alerts_of(actor, self.report(actor, as_of, cancelled=cancelled))

    def alerts_of(self, actor: Actor, report: TrendReport) -> tuple[Alert, ...]:
        """The same from a report that was made for this reader."""
        with self.database.reading() as session:
            looked_into = investigations.all_for(session, actor, self.now())
        return alerts_of(report, looked_into, report.as_of)

    def _keep(self, name: str, mark: str, report: TrendReport) -> None:
        try:
            with self.database.writing() as session:
                kept.keep(session, name, mark, packed(report))
        except Unavailable:
            # A full or locked drive: the answer stands all the same, and is worked out again next time.
            return


def _judged(session: Session, as_of: date, today: date, steps: Steps) -> TrendReport:
    """A report worked out from the complaints, for no reader in particular."""
    history = read_history(session, as_of, today, steps)
    if history is None:
        valued = trends.valued_customers(session, today)
        return TrendReport(as_of, valued_only=valued is not None)
    exposure = read_exposure(session, history, steps)
    judgement = Run(history, exposure, steps).judge()
    return neutral_report(history, judgement, exposure, as_of)
