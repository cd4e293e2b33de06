"""A whole copy of an SQLite file while it is in use, proven to be whole and to open with the key."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage.database import StorageError
from storage.sealed import Vault
from storage.switches import SILENCE

_SILENT = "INSERT OR IGNORE INTO switches (name, since) VALUES (?, ?)"
_MOMENT = "%Y-%m-%d %H:%M:%S.%f"  # as SQLAlchemy writes moments into SQLite


def copy(source: Path, target: Path, keys: Sequence[str], now: datetime) -> None:
    """Copy page by page under SQLite's own locks into a new file (mode 0600), on disk when this returns.

    The copy is silent from `now` on (UTC): whoever says STOP after this moment is not known to it, so once it is put
    back it says nothing unasked to anybody before a person lets it (R8, R90).

    OSError (FileExistsError too), sqlite3.Error, StorageError when the copy is not whole, WrongKeyError.
    """
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with (
            closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(target)) as made,
        ):
            live.backup(made)
            made.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it
            made.execute(_SILENT, (SILENCE, now.astimezone(UTC).strftime(_MOMENT)))
            made.commit()
        prove(target, keys)
        os.fsync(handle)
    finally:
        os.close(handle)


def prove(file: Path, keys: Sequence[str]) -> None:
    """Read all of it, and open one sealed word: StorageError or WrongKeyError when it could not be restored."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as made:
        if made.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise StorageError("missing")
        for (sealed,) in made.execute("SELECT sealed FROM canary"):
            Vault(keys).open(bytes(sealed))
