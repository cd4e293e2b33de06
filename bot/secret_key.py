"""The key that names and words are encrypted with: given, found beside the database, or made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cryptography.fernet import Fernet

from bot.environment import SettingsError, split_keys
from bot.settings import Settings
from bot.written_once import write_once
from storage.database import sqlite_path
from wording import say


def with_keys(settings: Settings, tell: Callable[[str], None]) -> Settings:
    """Return the settings with their secret keys.

    On SQLite a first start writes `secret.key` beside the database file and tells the operator to copy it
    elsewhere. SettingsError when there is no key on PostgreSQL, when an SQLite file has lost its key (a new
    one could not read it), and when the file cannot be read or written.
    """
    if settings.secret_keys:
        return settings
    if sqlite_path(settings.database_url) is None:
        raise SettingsError(say("secret-key-missing"))
    path = key_path(settings.database_url)
    if make_key(settings.database_url):
        tell(say("secret-key-written", path=str(path)))
    return replace(settings, secret_keys=_read(path))


def is_new(database_url: str) -> bool:
    """Tell whether this is an SQLite file that holds nothing yet, so that any key will do."""
    file = sqlite_path(database_url)
    return file is not None and not (file.exists() and file.stat().st_size)


def key_path(database_url: str) -> Path:
    """Say where the key file belongs: beside the SQLite file, or in `data` when the database is elsewhere."""
    return (sqlite_path(database_url) or Path("data/walkalong.db")).with_name("secret.key")


def make_key(database_url: str) -> bool:
    """Write a new key file; False when there is one, which stays.

    SettingsError when the database holds something already: it is its own key that has to be found.
    """
    database, path = sqlite_path(database_url), key_path(database_url)
    if path.exists():
        return False
    if database and not is_new(database_url):
        raise SettingsError(say("secret-key-lost", database=str(database), path=str(path)))
    return write_once(path, Fernet.generate_key().decode() + "\n")


def _read(path: Path) -> tuple[str, ...]:
    try:
        keys = split_keys(path.read_text(encoding="ascii"))
    except OSError:
        raise SettingsError(say("secret-key-file-unreadable", path=str(path))) from None
    except ValueError:
        keys = ()
    if not keys:
        raise SettingsError(say("secret-key-file-wrong", path=str(path)))
    return keys
