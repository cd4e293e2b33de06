"""Open the programme's database, ready to use."""

from bot.settings import Settings
from storage.database import Database, is_sqlite
from storage.upgrade import migrate


def open_database(settings: Settings) -> Database:
    """Open the database with the settings' keys; an SQLite file is made or brought up to date first.

    StorageError (on PostgreSQL also when `walkalong migrate` has to be said first) and WrongKeyError.
    """
    if is_sqlite(settings.database_url):
        migrate(settings.database_url)
    database = Database(settings.database_url, settings.secret_keys)
    database.check()
    return database
