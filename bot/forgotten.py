"""The list of people who were forgotten, in a file beside the database: a restored copy of it forgets them again.

One keyed digest a line and nothing else (see `storage.tombstones`). The file is never backed up or restored.
"""

import logging
import os
from datetime import datetime
from pathlib import Path

from bot.environment import SettingsError
from bot.secret_key import key_path
from storage import audit, forgetting, tombstones
from storage.database import Database
from wording import say

log = logging.getLogger(__name__)

NAME = "forgotten.txt"


def list_path(database_url: str) -> Path:
    """Say where the list belongs: where the key file would be, so beside an SQLite file."""
    return key_path(database_url).with_name(NAME)


class Forgotten:
    """Keeps the table of tombstones and the file the same, and erases whoever a restored backup brought back."""

    def __init__(self, database: Database, path: Path | None = None) -> None:
        """Nothing is read or written yet; without a path the list lies beside the database."""
        self._database, self._path = database, path or list_path(database.url)

    def erase_again(self, now: datetime) -> int:
        """Forget everybody who is on the list and back in the database (`now` in UTC). Returns how many.

        SettingsError when the list is there and cannot be read: people who were forgotten could come back.
        """
        listed = self._read()
        with self._database.write() as session:
            tombstones.keep(session, listed, now)
            tombstones.put_up_missing(session, now)
            back = tombstones.risen(session)
            for person in back:
                forgetting.forget(session, person, now, audit.CLOCK)
        if back:
            log.warning(
                "A copy from before brought back people who were forgotten: %s erased again.", len(back)
            )
        self.write_down()
        return len(back)

    def write_down(self) -> None:
        """Add to the file what it lacks, and return when the disk has it."""
        with self._database.read() as session:
            new = tombstones.everything(session) - self._read()
        if not new:
            return
        try:
            self._append(sorted(new))
        except OSError as error:  # they are forgotten all the same; the next start or night tries again
            log.error("The list of people who were forgotten cannot be written (%s).", type(error).__name__)

    def _read(self) -> set[str]:
        try:
            return set(self._path.read_text(encoding="ascii").split())
        except FileNotFoundError:
            return set()
        except (OSError, UnicodeDecodeError):
            raise SettingsError(say("forgotten-unreadable", path=str(self._path))) from None

    def _append(self, digests: list[str]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(opened, "a", encoding="ascii") as file:
            file.write("".join(f"{digest}\n" for digest in digests))
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
