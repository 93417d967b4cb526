"""Builds the services over one workspace, for window and command line alike.  No Qt.

The imports inside functions here are deliberate.  What makes PDFs, judges complaints or reads and writes
files of others brings libraries that cost more than the window; so does Alembic.  Each is imported when it
is first asked something: see `Late`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from mcr_desktop.config import signed_in_user
from mcr_desktop.domain.errors import Refused, Unavailable
from mcr_desktop.domain.people import Actor
from mcr_desktop.services.assignments import AssignmentService
from mcr_desktop.services.complaints import ComplaintService
from mcr_desktop.services.conversations import ConversationService
from mcr_desktop.services.customers import CustomerService
from mcr_desktop.services.drafts import DraftService
from mcr_desktop.services.facts import FactService
from mcr_desktop.services.history import HistoryService
from mcr_desktop.services.people import PeopleService
from mcr_desktop.services.promises import PromiseService
from mcr_desktop.services.search import SearchService
from mcr_desktop.services.today import TodayService
from mcr_desktop.services.workspace import WorkspaceService
from mcr_desktop.store import files, safety, settings
from mcr_desktop.store.database import SCHEMA, Database

if TYPE_CHECKING:
    from mcr_desktop.services.export import ExportService
    from mcr_desktop.services.imports import ImportService
    from mcr_desktop.services.investigations import InvestigationService
    from mcr_desktop.services.reviews import ReviewService
    from mcr_desktop.services.sheets import SheetService
    from mcr_desktop.services.trendpaper import TrendPaperService
    from mcr_desktop.services.trends import TrendService

Clock = Callable[[], datetime]


def clock() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


class Late:
    """Stands for a service until it is first asked something; only then its libraries are imported.

    The import happens where the question is asked, which is never the window's own thread.
    """

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._lock = Lock()
        self._made: object | None = None

    def __getattr__(self, name: str) -> Callable[..., object]:
        def ask(*given: object, **named: object) -> object:
            return getattr(self._service(), name)(*given, **named)

        return ask

    def _service(self) -> object:
        with self._lock:
            if self._made is None:
                self._made = self._make()
        return self._made


@dataclass(frozen=True, slots=True)
class Services:
    """Every use case there is, over one open workspace."""

    people: PeopleService
    customers: CustomerService
    assignments: AssignmentService
    conversations: ConversationService
    drafts: DraftService
    facts: FactService
    promises: PromiseService
    complaints: ComplaintService
    investigations: InvestigationService
    trends: TrendService
    trend_paper: TrendPaperService
    reviews: ReviewService
    sheets: SheetService
    today: TodayService
    search: SearchService
    imports: ImportService
    workspace: WorkspaceService
    export: ExportService
    history: HistoryService

    @classmethod
    def over(cls, database: Database, now: Clock) -> Services:
        """The services over an open database."""
        return cls(
            people=PeopleService(database, now),
            customers=CustomerService(database, now),
            assignments=AssignmentService(database, now),
            conversations=ConversationService(database, now),
            drafts=DraftService(database, now),
            facts=FactService(database, now),
            promises=PromiseService(database, now),
            complaints=ComplaintService(database, now),
            investigations=cast("InvestigationService", Late(lambda: _investigations(database, now))),
            trends=cast("TrendService", Late(lambda: _trends(database, now))),
            trend_paper=cast("TrendPaperService", Late(lambda: _trend_paper(database, now))),
            reviews=cast("ReviewService", Late(lambda: _reviews(database, now))),
            sheets=cast("SheetService", Late(lambda: _sheets(database, now))),
            today=TodayService(database, now),
            search=SearchService(database, now),
            imports=cast("ImportService", Late(lambda: _imports(database, now))),
            workspace=WorkspaceService(database, now),
            export=cast("ExportService", Late(lambda: _export(database, now))),
            history=HistoryService(database, now),
        )


@dataclass(eq=False)
class Workspace:
    """An open workspace: its services, and the ownership that ends with close()."""

    path: Path
    services: Services
    database: Database
    ownership: files.Ownership
    now: Clock

    def close(self) -> None:
        """Let go of the file, cleanly."""
        self.database.close()
        self.ownership.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_workspace(path: Path, passphrase: str | None = None, now: Clock = clock) -> Workspace:
    """Open a workspace for this process.  Raises Unavailable with the reason and what to do."""
    files.recognise(path, passphrase)
    unclean = files.was_left_open(path)
    ownership = files.own(path, now())
    try:
        condition = files.look_at(path, passphrase)
        if unclean:
            _look_over(path, passphrase)
        if condition.schema < SCHEMA:
            _upgrade(path, passphrase, now(), is_new=False)
        database = Database.open(path, passphrase)
        stands = _clock_of(database, now)
    except BaseException:
        ownership.release()
        raise
    return Workspace(path, Services.over(database, stands), database, ownership, stands)


def make_workspace(
    path: Path, passphrase: str | None = None, now: Clock = clock, maker: str = "", *, sample: bool = False
) -> Workspace:
    """Make a workspace, and the folder for it, whose maker is its first admin, and open it.

    With `sample` it is filled with the sample team.  Built under another name, so that a making that is
    interrupted leaves nothing half done.  Raises Refused for an existing file or a folder that cannot
    be made.
    """
    building = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    if path.exists():
        raise Refused(f"{path} exists already. Choose another name; nothing was changed.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.make_file(building, passphrase)
        _upgrade(building, passphrase, now(), is_new=True)
        _found(building, passphrase, now, maker or signed_in_user(), sample=sample)
        files.settle(building, path)
    except OSError as error:
        raise Refused(f"{path} cannot be made: {error.strerror}.") from error
    finally:
        files.discard(building)
    return open_workspace(path, passphrase, now)


def _found(building: Path, passphrase: str | None, now: Clock, maker: str, *, sample: bool) -> None:
    database = Database.open(building, passphrase)
    try:
        actor = PeopleService(database, now).found_workspace(maker)
        if sample:
            _fill_sample(database, actor, now())
    finally:
        database.close()


def restore_workspace(copy: Path, path: Path, passphrase: str | None, now: Clock = clock) -> Path | None:
    """Put a backup in a workspace's place.  Returns where the old one was moved to.

    Raises Refused or Unavailable with the reason; then nothing was changed.
    """
    if not copy.is_file():
        raise Refused(f"There is no file {copy} to restore from. Nothing was changed.")
    if path.exists() and copy.samefile(path):
        raise Refused(f"{copy} is the workspace itself. Name the backup to restore.")
    try:
        files.look_at(copy, passphrase)
        faults = safety.faults_in(copy, passphrase)
    except Unavailable as error:
        reason = str(error).removesuffix("Restore a backup of it.").strip()
        raise Unavailable(f"{reason} Choose another backup; nothing was changed.") from error
    if faults:
        raise Unavailable(f"{copy.name} is damaged. Choose another backup; nothing was changed.")
    ownership = files.own(path, now())
    try:
        return safety.put_back(copy, path, passphrase)
    finally:
        ownership.release()


def refuse_stranger(path: Path, passphrase: str | None, name: str) -> None:
    """Raise Refused when a workspace, whatever its schema, has no user of this name."""
    files.recognise(path, passphrase)
    if not files.knows(path, passphrase, name):
        raise Refused(f"There is no user called {name} in {path.name}. Nothing was changed.")


def upgrade_workspace(path: Path, passphrase: str | None, now: Clock = clock) -> Path | None:
    """Bring a workspace to this program's schema; returns the copy kept, None when nothing was to do."""
    files.recognise(path, passphrase)
    ownership = files.own(path, now())
    try:
        if files.look_at(path, passphrase).schema == SCHEMA:
            return None
        return _upgrade(path, passphrase, now(), is_new=False)
    finally:
        ownership.release()


def acting(services: Services, name: str | None) -> Actor:
    """Who acts: the person named, else the signed-in system user."""
    return services.people.actor_named(name or signed_in_user())


def _investigations(database: Database, now: Clock) -> InvestigationService:
    from mcr_desktop.services.investigations import InvestigationService

    return InvestigationService(database, now)


def _trend_paper(database: Database, now: Clock) -> TrendPaperService:
    from mcr_desktop.services.trendpaper import TrendPaperService

    return TrendPaperService(database, now)


def _sheets(database: Database, now: Clock) -> SheetService:
    from mcr_desktop.services.sheets import SheetService

    return SheetService(database, now)


def _trends(database: Database, now: Clock) -> TrendService:
    from mcr_desktop.services.trends import TrendService

    return TrendService(database, now)


def _reviews(database: Database, now: Clock) -> ReviewService:
    from mcr_desktop.services.reviews import ReviewService

    return ReviewService(database, now)


def _imports(database: Database, now: Clock) -> ImportService:
    from mcr_desktop.services.imports import ImportService

    return ImportService(database, now)


def _export(database: Database, now: Clock) -> ExportService:
    from mcr_desktop.services.export import ExportService

    return ExportService(database, now)


def _clock_of(database: Database, now: Clock) -> Clock:
    """The clock to go by: the sample's day stands still, so that it looks the same whenever it is opened."""
    with database.reading() as session:
        day = settings.value(session, settings.SAMPLE_DAY)
    if not day:
        return now
    stands = date.fromisoformat(day)
    return lambda: now().replace(year=stands.year, month=stands.month, day=stands.day)


def _look_over(path: Path, passphrase: str | None) -> None:
    faults = safety.faults_in(path, passphrase)
    if faults:
        raise Unavailable(
            f"{path.name} was not closed properly and is damaged ({faults[0]}). Restore a backup of it."
        )


def _fill_sample(database: Database, actor: Actor, now: datetime) -> None:
    from mcr_desktop.services.sample import fill_sample

    fill_sample(database, actor, now)


def _upgrade(path: Path, passphrase: str | None, now: datetime, *, is_new: bool) -> Path | None:
    from mcr_desktop.store.upgrade import upgrade

    return upgrade(path, passphrase, now, is_new=is_new)
