"""Bring a database from nothing, or from any older state, to now."""

import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.database import StorageError, driver_url, sqlite_path, storage_fault
from storage.models import Table


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def migrate(url: str) -> None:
    """Apply every migration that is missing; StorageError when the database cannot be reached."""
    if path := sqlite_path(url):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError("missing") from error
    engine = create_engine(driver_url(url))
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), "head")
    except DBAPIError as error:
        raise storage_fault(error) from error
    finally:
        engine.dispose()


def differences(url: str) -> list[object]:
    """List how the database differs from the models; empty when they are equal."""
    engine = create_engine(driver_url(url))
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Table.metadata)
    engine.dispose()
    return list(found)


def new(message: str) -> None:
    """Write the migration that leads from the newest one to the models (`make migration m="..."`)."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA foreign_keys=ON"))
    with engine.begin() as connection:
        config = _config(connection)
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True)


if __name__ == "__main__":
    new(sys.argv[1])
