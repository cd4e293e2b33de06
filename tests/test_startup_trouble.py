"""What stops a start is one sentence on standard error and exit code 2; a disk that fills up stops nothing."""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sandbox.serving import Sandbox
from sandbox.world import TOKEN
from storage.database import Database, sqlite_path
from storage.models import Kind, Message
from tests import cast
from tests.child import Child, child, environment, free_port, locked
from tests.conftest import KEY, TUESDAY
from tests.postgres import PostgreSQL

NOWHERE = "http://127.0.0.1:9"  # the port of discarding: nobody listens there


async def refused(folder: Path, env: dict[str, str], *options: str) -> str:
    """Start a bot that must not come up; returns what it says, which is one sentence."""
    async with child(folder, env, *options) as bot:
        code = await bot.ends()
    assert code == 2, bot.said
    assert len(bot.said.splitlines()) == 1, bot.said
    return bot.said.strip()


async def test_without_a_token(sqlite_url: str, tmp_path: Path) -> None:
    env = environment(NOWHERE, "", sqlite_url)

    assert "WALKALONG_TELEGRAM_TOKEN" in await refused(tmp_path, env)


async def test_with_a_token_that_telegram_does_not_know(sqlite_url: str, tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        said = await refused(tmp_path, environment(sandbox.url, "1:NOT-THE-TOKEN", sqlite_url))

    assert said.startswith("Telegram does not know this bot token")
    assert "NOT-THE-TOKEN" not in said


async def test_with_another_key(sqlite_url: str, tmp_path: Path) -> None:
    Database(sqlite_url, [KEY]).check()
    env = environment(NOWHERE, TOKEN, sqlite_url, Fernet.generate_key().decode())

    assert await refused(tmp_path, env) == (
        "The key does not open this database: put back the key it was made with."
    )


async def test_with_a_database_that_something_else_holds(sqlite_url: str, tmp_path: Path) -> None:
    with locked(sqlite_url):
        said = await refused(tmp_path, environment(NOWHERE, TOKEN, sqlite_url))

    assert said.startswith("The database is in use by something else")


async def test_with_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "walkalong.db"
    path.write_text("a shopping list, and nothing that SQLite ever wrote: milk, bread, tea\n" * 200)

    said = await refused(tmp_path, environment(NOWHERE, TOKEN, f"sqlite:///{path}"))

    assert said.startswith("The database file cannot be opened")
    assert path.read_text().startswith("a shopping list")


async def test_in_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands where the folder would be")

    said = await refused(
        tmp_path, environment(NOWHERE, TOKEN, f"sqlite:///{tmp_path / 'data' / 'walkalong.db'}")
    )

    assert said.startswith("The database file cannot be opened")


async def test_with_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "walkalong.db").mkdir()

    said = await refused(tmp_path, environment(NOWHERE, TOKEN, f"sqlite:///{tmp_path / 'walkalong.db'}"))

    assert said.startswith("The database file cannot be opened")


async def test_with_a_postgresql_that_has_no_tables(postgresql: PostgreSQL, tmp_path: Path) -> None:
    url = postgresql.clone(migrated=False)

    said = await refused(tmp_path, environment(NOWHERE, TOKEN, url))

    postgresql.drop(url)
    assert "walkalong migrate" in said


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk without room: a tiny one when we may mount it, else a limit that does the same to SQLite."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() == 0 and _mounted(disk):
        (disk / "filler").write_bytes(b"." * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize))
        yield disk
        subprocess.run(["umount", str(disk)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield disk
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _mounted(disk: Path) -> bool:
    mount = shutil.which("mount")
    return (
        bool(mount)
        and not subprocess.run(
            [str(mount), "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
            capture_output=True,
            check=False,
        ).returncode
    )


async def test_on_a_full_disk(full_disk: Path, tmp_path: Path) -> None:
    env = environment(NOWHERE, TOKEN, f"sqlite:///{full_disk / 'walkalong.db'}")

    assert (await refused(tmp_path, env)).startswith("There is no room left for the database")


async def test_while_telegram_is_out_of_reach_it_waits_and_can_be_stopped(
    sqlite_url: str, tmp_path: Path
) -> None:
    env = environment(f"http://127.0.0.1:{free_port()}", TOKEN, sqlite_url)
    async with child(tmp_path, env) as bot:
        await bot.says("Telegram cannot be reached")

        bot.told(signal.SIGTERM)

        assert await bot.ends() == 0


async def test_when_the_disk_fills_up_nothing_is_lost_and_it_goes_on_once_there_is_room(
    sqlite_url: str, tmp_path: Path
) -> None:
    path = sqlite_path(sqlite_url)
    assert path is not None
    async with Sandbox() as sandbox:
        jay = await sandbox.phone("Jay", started=True)
        database = Database(sqlite_url, [KEY])
        with database.write() as session:
            cast.said_yes(session, cast.coordinator(session, TUESDAY), TUESDAY, chat_id=jay.id)
        async with child(tmp_path, environment(sandbox.url, TOKEN, sqlite_url)) as bot:
            await bot.says("Walkalong is running")
            fill(bot, path)

            await jay.types("is the cafe open")
            await bot.says("The database is full: messages wait at Telegram")
            assert sandbox.world.updates.waiting() == 1
            assert said(database, jay.id) == []

            make_room(bot)
            await jay.sees("Thanks, got it", within=30)
            assert said(database, jay.id) == ["is the cafe open"]

            bot.told(signal.SIGTERM)
            assert await bot.ends() == 0
        database.close()


def fill(bot: Child, database: Path) -> None:
    """Let no file of the bot's grow further: to SQLite that is a disk without room."""
    log = database.with_name(f"{database.name}-wal")
    size = log.stat().st_size if log.exists() else 0
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (max(size, 1), resource.RLIM_INFINITY))


def make_room(bot: Child) -> None:
    """Let files grow again."""
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def said(database: Database, chat_id: int) -> list[str]:
    """What somebody's words are, as stored."""
    with database.read() as session:
        rows = session.query(Message).filter_by(chat_id=chat_id, kind=Kind.WORDS)
        return [str(row.body["text"]) for row in rows]
