"""Copies of the database: whole, readable by nobody else, and not for ever."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.backup import back_up, copy_of_the_night
from bot.environment import SettingsError
from bot.settings import Settings
from storage.database import Database
from storage.models import Person
from tests import cast
from tests.conftest import KEY
from tests.life import PROGRAMME

NIGHT = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)


@pytest.fixture
def settings(sqlite_url: str, now: datetime) -> Settings:
    """A programme with somebody in it, whose database is in use."""
    database = Database(sqlite_url, [KEY])
    database.check()
    with database.write() as session:
        cast.said_yes(session, cast.coordinator(session, now), now)
    return Settings(PROGRAMME, sqlite_url, secret_keys=(KEY,))


def test_a_copy_made_while_it_runs_is_whole(settings: Settings, tmp_path: Path) -> None:
    live = Database(settings.database_url, [KEY])
    with live.write() as session:
        session.query(Person).count()

        made = back_up(settings, tmp_path / "copies", NIGHT)

    copy = Database(f"sqlite:///{made}", [KEY])
    with copy.read() as session:
        assert [person.call_me for person in session.query(Person)] == ["Jay"]
    copy.close()
    live.close()


def test_a_copy_is_one_dated_file_that_nobody_else_can_read(settings: Settings, tmp_path: Path) -> None:
    made = back_up(settings, tmp_path / "copies", NIGHT)

    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["walkalong-20260310T030000Z.db"]
    assert made.stat().st_mode & 0o777 == 0o600


# R50
def test_copies_of_ours_end_after_28_days_and_nothing_else_does(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    kept = back_up(settings, folder, NIGHT - timedelta(days=28))
    old = back_up(settings, folder, NIGHT - timedelta(days=29))
    others = [folder / "walkalong.db", folder / "walkalong-20200101T030000Z.db.zip", folder / "notes.txt"]
    for other in others:
        other.write_text("not ours")

    made = back_up(settings, folder, NIGHT)

    assert not old.exists()
    assert all(file.exists() for file in (kept, made, *others))


def test_a_copy_that_the_key_does_not_open_is_not_kept(settings: Settings, tmp_path: Path) -> None:
    wrong = replace(settings, secret_keys=(Fernet.generate_key().decode(),))

    with pytest.raises(SettingsError, match="could not be made"):
        back_up(wrong, tmp_path / "copies", NIGHT)

    assert list((tmp_path / "copies").iterdir()) == []


def test_on_postgresql_it_names_pg_dump(tmp_path: Path) -> None:
    settings = Settings(PROGRAMME, "postgresql+psycopg://made-up@host/walkalong", secret_keys=(KEY,))

    with pytest.raises(SettingsError, match="pg_dump"):
        back_up(settings, tmp_path, NIGHT)


def test_every_night_makes_one_copy(settings: Settings, tmp_path: Path) -> None:
    nightly = replace(settings, backup_dir=tmp_path / "copies")

    for hours in (-1, 0, 1, 5, 24, 25):
        copy_of_the_night(nightly, NIGHT + timedelta(hours=hours))

    made = sorted(file.name for file in (tmp_path / "copies").iterdir())
    assert made == ["walkalong-20260310T030000Z.db", "walkalong-20260311T030000Z.db"]


def test_a_copy_holds_no_name_in_plain(settings: Settings, tmp_path: Path) -> None:  # R54
    made = back_up(settings, tmp_path / "copies", NIGHT)

    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT count(*) FROM people").fetchone() == (1,)
    assert b"Jay" not in made.read_bytes()
