"""Open the database: one writer and readers on SQLite, a pool on PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from storage.models import Canary
from storage.sealed import Vault, WrongKeyError

__all__ = ["Database", "Session", "StorageError", "WrongKeyError", "is_sqlite", "storage_fault"]

_WORD = "walkalong"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)


class StorageError(Exception):
    """The database cannot be used; `reason` is one of locked, full, missing, unmigrated, unreachable."""

    def __init__(self, reason: str) -> None:
        """Keep the reason: the command line turns it into one sentence."""
        super().__init__(reason)
        self.reason = reason


def is_sqlite(url: str) -> bool:
    """Tell whether the address names an SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def driver_url(url: str) -> URL:
    """Name our driver for PostgreSQL addresses that do not (`postgresql://` means psycopg 3 here)."""
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


def storage_fault(error: DBAPIError) -> StorageError:
    """Say in one word what is wrong with the database."""
    words = str(error.orig).lower()
    if "locked" in words or "busy" in words:
        return StorageError("locked")
    # A quota or a limit on a file's size is a disk I/O error to SQLite.
    if "full" in words or "no space" in words or "disk i/o" in words:
        return StorageError("full")
    if "unable to open" in words or "readonly" in words or "not a database" in words:
        return StorageError("missing")
    return StorageError("unreachable")


class Database:
    """A database and its key. `write` is one transaction at a time on SQLite, `read` has connections of its own."""

    def __init__(self, url: str, keys: Sequence[str], *, patience: float = 5.0) -> None:
        """Open lazily; `keys` are Fernet keys, newest first; `patience`: seconds to wait for another's lock."""
        self.url = url
        self._patience = patience
        self.sqlite = is_sqlite(url)
        vault = Vault(keys)
        self._writer = self._engine("BEGIN IMMEDIATE", pool_size=1 if self.sqlite else 4)
        self._reader = self._engine("BEGIN", pool_size=4) if self.sqlite else self._writer
        for engine in (self._writer, self._reader):
            engine.dialect.vault = vault  # type: ignore[attr-defined]  # read by storage/sealed.py

    def _engine(self, begin: str, pool_size: int) -> Engine:
        waits = {"timeout": self._patience} if self.sqlite else {}
        engine = create_engine(driver_url(self.url), pool_size=pool_size, max_overflow=0, connect_args=waits)
        if self.sqlite:
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction that changes things: committed at the end, rolled back on any error."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent look that changes nothing."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    def check(self) -> None:
        """Refuse a missing, unmigrated or differently keyed database (StorageError, WrongKeyError)."""
        try:
            if not inspect(self._writer).has_table(Canary.__tablename__):
                raise StorageError("unmigrated")
            with self.write() as session:
                canary = session.get(Canary, 1)
                if canary is None:
                    session.add(Canary(id=1, sealed=_WORD))
        except DBAPIError as error:
            raise storage_fault(error) from error

    def tidy(self) -> None:
        """Empty SQLite's write-ahead log: what was erased is in it until it is written over (R50)."""
        if self.sqlite:
            with closing(self._writer.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give all connections back."""
        self._writer.dispose()
        self._reader.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:  # the driver's own type
    """Let SQLAlchemy begin transactions itself, and make every commit durable."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def sqlite_path(url: str) -> Path | None:
    """Return the file behind an SQLite address, None for a database in memory or elsewhere."""
    name = make_url(url).database
    return Path(name) if is_sqlite(url) and name and name != ":memory:" else None
