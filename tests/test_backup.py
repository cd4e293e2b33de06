"""Copies of the database: whole, readable by nobody else, and not for ever."""

import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot import silence
from bot.backup import HALF, back_up, copy_of_the_night
from bot.clock import Clock
from bot.environment import SettingsError
from bot.leaving import Leaving
from bot.settings import Settings
from bot.tick import do_what_is_due
from nudges import schedules
from storage import nudges, outbox, people, switches
from storage.database import Database, sqlite_path
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, NudgeRun, Person, State
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


# --- half a copy -------------------------------------------------------------------------------------------


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from storage import copying
copying.prove = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # the copy is written, and not proven yet
copying.copy(Path(sys.argv[1]), Path(sys.argv[2]), [sys.argv[3]], datetime.fromisoformat(sys.argv[4]))
"""


def killed_while_copying(settings: Settings, folder: Path, at: datetime) -> Path:
    """Let another process die in the middle of a copy; returns what it was writing."""
    source, half = sqlite_path(settings.database_url), folder / f"walkalong-{at:%Y%m%dT%H%M%S}Z{HALF}"
    folder.mkdir()
    words = [sys.executable, "-c", KILLED, str(source), str(half), KEY, at.isoformat()]
    ended = subprocess.run(words, check=False, cwd=Path(__file__).parent.parent)
    assert ended.returncode == -signal.SIGKILL
    return half


# R50
def test_what_a_kill_leaves_of_a_copy_looks_like_none_and_goes_with_the_next(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    half = killed_while_copying(settings, folder, NIGHT)
    for beside in ("-journal", "-wal", "-shm"):  # as SQLite leaves them, depending on the moment
        half.with_name(half.name + beside).touch()
    nightly = replace(settings, backup_dir=folder)

    copy_of_the_night(nightly, NIGHT + timedelta(minutes=5))

    assert half.suffix == ".half"
    assert [file.name for file in folder.iterdir()] == ["walkalong-20260310T030500Z.db"]


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let no file of ours grow beyond so many bytes: to SQLite that is a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# R50
def test_a_full_disk_leaves_no_half_copy_and_the_copies_of_before(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    before = back_up(settings, folder, NIGHT - timedelta(days=1))
    old = back_up(settings, folder, NIGHT - timedelta(days=29))

    with files_no_larger_than(20_000), pytest.raises(SettingsError, match="make room"):
        back_up(settings, folder, NIGHT)

    assert not old.exists()  # old ones go first, so that there is room again
    assert list(folder.iterdir()) == [before]


def test_a_night_without_room_is_logged_and_the_next_look_tries_again(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nightly = replace(settings, backup_dir=tmp_path / "copies")

    with files_no_larger_than(20_000):
        copy_of_the_night(nightly, NIGHT)
    copy_of_the_night(nightly, NIGHT + timedelta(minutes=1))

    assert "could not be made" in caplog.text
    assert [file.name for file in (tmp_path / "copies").iterdir()] == ["walkalong-20260310T030100Z.db"]


# --- a copy that is put back -------------------------------------------------------------------------------


@pytest.fixture
def put_back(settings: Settings, tmp_path: Path) -> Iterator[Database]:
    """A copy made in the night, in use: one nudge was on its way then, one is due at ten. Jay said STOP since."""
    live, once = Database(settings.database_url, [KEY]), schedules.Once(on=NIGHT.date(), at=TEN.time())
    with live.write() as session:
        jay = session.query(Person).one()
        nudges.set_up(session, jay.coordinator_id, jay.id, "Hi Jay?", schedules.dump(once), TEN, NIGHT)
        outbox.queue(session, Outgoing(Body("Hey"), Kind.NUDGE, person_id=jay.id), cast.JAY, NIGHT)
    made = back_up(settings, tmp_path / "copies", NIGHT)
    with live.write() as session:
        people.stop(session, session.query(Person).one(), NIGHT + timedelta(hours=5))
    live.close()
    copy = Database(f"sqlite:///{made}", [KEY])
    yield copy
    copy.close()


TEN = NIGHT + timedelta(hours=7)


# R8, R90
def test_a_copy_that_is_put_back_says_nothing_to_whoever_stopped_after_it_was_made(
    put_back: Database, settings: Settings
) -> None:
    do_what_is_due(put_back, TEN, PROGRAMME)

    claimed = Leaving(put_back, Clock(TEN), PROGRAMME.zone).claim(cast.JAY)

    with put_back.read() as session:
        assert claimed is None
        assert session.query(Person).one().stopped_at is None  # it does not know
        assert [(run.outcome, run.why) for run in session.query(NudgeRun)] == [("skipped", "why-all-stopped")]


# R8, R90
def test_only_a_person_ends_the_silence_of_a_copy_and_nothing_old_comes_then(
    put_back: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    restored = replace(settings, database_url=put_back.url)
    silence.status(restored)

    silence.start(restored, TEN)

    assert capsys.readouterr().out.startswith(
        "All messages to young people are stopped since Tue 10 Mar 03:00"
    )
    with put_back.read() as session:
        assert not switches.is_on(session, switches.SILENCE)
        states = {row.state for row in session.query(Message).filter_by(kind=Kind.NUDGE)}
    assert states == {State.SKIPPED}


def test_making_a_copy_silences_nobody(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "copies", NIGHT)

    live = Database(settings.database_url, [KEY])
    with live.read() as session:
        assert not switches.is_on(session, switches.SILENCE)
    live.close()


def test_a_copy_of_a_silent_walkalong_keeps_since_when(settings: Settings, tmp_path: Path) -> None:
    live = Database(settings.database_url, [KEY])
    with live.write() as session:
        switches.turn_on(session, switches.SILENCE, NIGHT - timedelta(days=2))
    live.close()

    copy = Database(f"sqlite:///{back_up(settings, tmp_path / 'copies', NIGHT)}", [KEY])

    with copy.read() as session:
        assert switches.since(session, switches.SILENCE) == NIGHT - timedelta(days=2)
    copy.close()
