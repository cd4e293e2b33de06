"""The database itself: made from nothing, sealed, and honest about what is wrong with it."""

import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from storage.database import Database, StorageError, WrongKeyError
from storage.models import Staff, Star
from storage.upgrade import differences, migrate
from tests.cast import coordinator, introduced
from tests.conftest import KEY


def test_upgrading_from_nothing_gives_exactly_the_models(empty_url: str) -> None:
    migrate(empty_url)

    assert differences(empty_url) == []


def test_upgrading_twice_changes_nothing(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url)

    assert differences(empty_url) == []


def test_a_database_without_tables_is_named(empty_url: str) -> None:
    database = Database(empty_url, [KEY])

    with pytest.raises(StorageError) as refused:
        database.check()

    database.close()
    assert refused.value.reason == "unmigrated"


def test_another_key_is_refused_at_the_start(database_url: str) -> None:
    first = Database(database_url, [KEY])
    first.check()
    first.close()
    second = Database(database_url, [Fernet.generate_key().decode()])

    with pytest.raises(WrongKeyError):
        second.check()

    second.close()


def test_an_old_key_still_opens_what_it_sealed(database_url: str, now: datetime) -> None:
    old = Database(database_url, [KEY])
    with old.write() as session:
        staff_id = coordinator(session, now).id
    old.close()
    rotated = Database(database_url, [Fernet.generate_key().decode(), KEY])

    with rotated.read() as session:
        name = session.get_one(Staff, staff_id).first_name

    rotated.close()
    assert name == "Robin"


def test_names_and_words_cannot_be_read_in_the_file(sqlite_url: str, now: datetime) -> None:  # R54
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        introduced(session, coordinator(session, now, name="Philippa-Robin"), now, name="Jaybird-the-first")
    database.close()

    file = Path(sqlite_url.removeprefix("sqlite:///"))
    stored = b"".join(path.read_bytes() for path in file.parent.glob("walkalong.db*"))

    assert b"Jaybird" not in stored
    assert b"Philippa" not in stored


def test_a_moment_without_a_zone_is_refused(database: Database, now: datetime) -> None:
    with pytest.raises(StatementError, match="time zone"), database.write() as session:
        coordinator(session, now.replace(tzinfo=None))


def test_a_moment_comes_back_in_utc(database: Database, now: datetime) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=5)))
    with database.write() as session:
        staff_id = coordinator(session, elsewhere).id

    with database.read() as session:
        created = session.get_one(Staff, staff_id).created_at

    assert created == now
    assert created.utcoffset() == timedelta(0)


def test_a_star_of_nobody_cannot_be_stored(database: Database, now: datetime) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(Star(person_id=12345, version="x", entered_by="self", begun_at=now, touched_at=now))


def test_an_error_leaves_nothing_half_written(database: Database, now: datetime) -> None:
    def break_off() -> None:
        with database.write() as session:
            coordinator(session, now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()

    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM staff")) == 0


def test_a_deleted_persons_number_is_never_given_out_again(database: Database, now: datetime) -> None:
    with database.write() as session:
        member = coordinator(session, now)
        person = introduced(session, member, now)
        gone = person.id
        session.delete(person)

    with database.write() as session:
        assert introduced(session, session.get_one(Staff, member.id), now).id > gone


def test_a_locked_sqlite_file_is_named(sqlite_url: str) -> None:
    database = Database(sqlite_url, [KEY], patience=0.05)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError) as refused:
        database.check()

    other.close()
    database.close()
    assert refused.value.reason == "locked"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/no/such/folder/walkalong.db", [KEY])

    with pytest.raises(StorageError) as refused:
        database.check()

    assert refused.value.reason == "missing"
