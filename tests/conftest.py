"""Real databases for every test that stores something, and a whole Walkalong with phones in hand."""

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography.fernet import Fernet

from storage.database import Database, Session
from storage.models import Person, Staff
from storage.upgrade import migrate
from tests import cast, postgres
from tests.postgres import PostgreSQL

if TYPE_CHECKING:
    from tests.desk import Desk
    from tests.life import Life
    from tests.street import Street

KEY = Fernet.generate_key().decode()
# A Tuesday in spring, ten in the morning in London: the team reads, and nudges may be sent.
TUESDAY = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning, in UTC."""
    return TUESDAY


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("template") / "walkalong.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL server for the whole run."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite file of one's own."""
    shutil.copy(migrated_file, tmp_path / "walkalong.db")
    return f"sqlite:///{tmp_path / 'walkalong.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of one's own, once on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.clone()
    yield url
    server.drop(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.clone(migrated=False)
    yield url
    server.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database, on both engines."""
    opened = Database(database_url, [KEY])
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """One transaction that changes things, on both engines."""
    with database.write() as opened:
        yield opened


@pytest.fixture
def robin(session: Session, now: datetime) -> Staff:
    """A Coordinator, on both engines."""
    return cast.coordinator(session, now)


@pytest.fixture
def ash(session: Session, now: datetime) -> Staff:
    """Another Coordinator."""
    return cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    """Somebody of Robin's who said yes a month ago."""
    return cast.said_yes(session, robin, now - timedelta(days=30))


@pytest.fixture
def desk(session: Session, robin: Staff, now: datetime) -> "Desk":
    """Robin's phone."""
    from tests.desk import Desk

    return Desk(session, robin, now)


@pytest.fixture(scope="session")
def moved_in(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "Street"]:
    """An SQLite file of a street where everybody has moved in, and the street with their phones; to be copied."""
    from tests.street import Street, settle_in

    path = tmp_path_factory.mktemp("street") / "walkalong.db"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}", [KEY])
    with database.write() as session:
        street = Street(session, TUESDAY)
        settle_in(street)
    database.close()
    return path, street


@pytest.fixture
def street(moved_in: tuple[Path, "Street"], tmp_path: Path) -> Iterator["Street"]:
    """A street of one's own where everybody has moved in, and has agreed to what is true now."""
    from tests.street import Street

    path, before = moved_in
    database = Database(f"sqlite:///{shutil.copy(path, tmp_path / 'street.db')}", [KEY])
    with database.write() as session:
        street = Street(session, before.now)
        street.phones = {chat_id: dict(phone) for chat_id, phone in before.phones.items()}
        yield street
    database.close()


@pytest.fixture
async def life(sqlite_url: str) -> AsyncIterator["Life"]:
    """Sandbox and bot over real HTTP, at ten on a Tuesday morning, with nobody there yet."""
    from tests.life import living

    async with living(sqlite_url, KEY, TUESDAY) as lived:
        yield lived
