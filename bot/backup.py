"""Copies of the database while Walkalong runs, and an end for those that are too old (R50)."""

import logging
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.environment import SettingsError
from bot.settings import Settings
from storage import copying
from storage.database import StorageError, WrongKeyError, sqlite_path
from wording import say

log = logging.getLogger(__name__)

KEPT = timedelta(days=28)  # R50 says thirty: by then whoever was forgotten is in no copy
NAME = re.compile(r"walkalong-(\d{8}T\d{6})Z\.db")
HALF = ".half"
STAMP = "%Y%m%dT%H%M%S"


def back_up(settings: Settings, folder: Path, now: datetime) -> Path:
    """Write a copy into a folder, prove that it opens, and remove copies older than 28 days; `now` in UTC.

    Returns the new file (mode 0600). SettingsError when this is not SQLite, or there can be no copy.
    """
    source = sqlite_path(settings.database_url)
    if source is None:
        raise SettingsError(say("backup-postgresql"))
    target = folder / f"walkalong-{now.astimezone(UTC):{STAMP}}Z.db"
    if target.exists():
        return target
    half = target.with_suffix(HALF)  # what a kill leaves must not look like a copy; the next one removes it
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_old(folder, now)  # first, so that a full disk gets room again
        copying.copy(source, half, settings.secret_keys, now)
        half.replace(target)
    except (OSError, sqlite3.Error, StorageError, WrongKeyError) as error:
        for left in folder.glob(f"{half.name}*"):
            left.unlink(missing_ok=True)
        raise SettingsError(say("backup-failed", path=str(target), why=type(error).__name__)) from error
    return target


def _remove_old(folder: Path, now: datetime) -> None:
    """Remove what this module named itself, by the moment in its name, and nothing else."""
    for named in _made(folder):
        if now - datetime.strptime(named[1], STAMP).replace(tzinfo=UTC) > KEPT:
            (folder / named[0]).unlink()
    for half in folder.glob(f"walkalong-*{HALF}*"):  # with the logs that SQLite keeps beside it
        half.unlink()


def copy_of_the_night(settings: Settings, now: datetime) -> None:
    """Back up once a local day, from three in the morning on, when a folder for it is set; trouble is logged."""
    local, folder = now.astimezone(settings.programme.zone), settings.backup_dir
    if folder is None or local.hour < 3 or any(_day(file, local) == local.date() for file in _made(folder)):
        return
    try:
        back_up(settings, folder, now)
    except SettingsError as error:
        log.error("%s", error)


def _made(folder: Path) -> list[re.Match[str]]:
    names = (NAME.fullmatch(file.name) for file in folder.iterdir()) if folder.is_dir() else ()
    return [named for named in names if named]


def _day(named: re.Match[str], local: datetime) -> date:
    return datetime.strptime(named[1], STAMP).replace(tzinfo=UTC).astimezone(local.tzinfo).date()
