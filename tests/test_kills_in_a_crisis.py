"""Killed between a crisis message and its reply: the reply goes out, once or twice, and never not at all (R32)."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import Clock
from sandbox.faults import Moment
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from storage import people
from storage.database import Database, sqlite_path
from storage.models import Alert, Message
from tests import cast
from tests.child import Mortal, locked
from tests.conftest import KEY, TUESDAY
from tests.scene import LONG, kill_after_writes, shown
from wording import say

CRISIS = "i want to die"
WORDS = say("crisis")


@dataclass(slots=True)
class Night:
    """A bot that can die, and somebody who needs it not to."""

    bot: Mortal
    database: Database
    jay: Phone

    async def comes_back(self) -> None:
        """Start again, and wait until Jay has the crisis words."""
        await self.jay.looks_away()
        await self.bot.revive()

    def kept(self) -> list[tuple[str, str | None]]:
        """What of Jay's was kept, and what was noticed in it."""
        with self.database.read() as session:
            rows = session.query(Message).filter_by(chat_id=self.jay.id, kind="words")
            return [(str(row.body["text"]), row.noticed) for row in rows]

    def alerts(self) -> int:
        """How many alerts there are."""
        with self.database.read() as session:
            return session.query(Alert).count()


@pytest_asyncio.fixture
async def night(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Night]:
    """A running bot, and Jay, who said yes."""
    shutil.copy(migrated_file, tmp_path / "walkalong.db")
    clock = Clock(TUESDAY)
    async with Sandbox(now=clock.now) as sandbox:
        bot = Mortal(sandbox, f"sqlite:///{tmp_path / 'walkalong.db'}", tmp_path, clock)
        database = Database(bot.url, [KEY])
        jay = await sandbox.phone("Jay", started=True)
        with database.write() as session:
            cast.said_yes(session, cast.coordinator(session, TUESDAY), TUESDAY, chat_id=jay.id)
        await bot.revive()
        await jay.types("/help")
        await jay.sees("999", LONG)
        yield Night(bot, database, jay)
        sandbox.faults.clear()
        await bot.ends()
        database.close()


async def everything_is_right(night: Night, most: int) -> None:
    """The words came, at most so often; they were kept once, and one alert was raised."""
    await night.jay.types("/star")  # handled after it, and said after it; nothing else asks this
    await night.jay.sees("Ready for your star", LONG)

    assert 1 <= await shown(night.jay, WORDS) <= most
    assert night.kept() == [(CRISIS, "crisis")]
    assert night.alerts() == 1


async def test_before_the_message_has_reached_us(night: Night) -> None:
    hold = night.bot.sandbox.faults.hold("getUpdates", "after")
    await night.jay.types("/help")  # ends the poll that is under way
    await night.jay.sees("999", LONG)
    await night.jay.types(CRISIS)
    await hold.caught(LONG)

    await night.bot.dies()
    await night.comes_back()
    await night.jay.sees(WORDS, LONG)

    await everything_is_right(night, most=1)


async def test_after_it_is_stored_and_before_it_is_handled(night: Night) -> None:
    hold = night.bot.sandbox.faults.hold("getUpdates", "before")
    await night.jay.types(CRISIS)
    await hold.caught(LONG)

    await night.bot.dies()
    await night.comes_back()

    await everything_is_right(night, most=2)


@pytest.mark.parametrize(("moment", "most"), [("before", 1), ("after", 2)])
async def test_while_the_reply_is_on_its_way(night: Night, moment: Moment, most: int) -> None:
    hold = night.bot.sandbox.faults.hold("sendMessage", moment, chat_id=night.jay.id)
    await night.jay.types(CRISIS)
    await hold.caught(LONG)

    await night.bot.dies()
    await night.comes_back()
    await night.jay.sees(WORDS, LONG)

    await everything_is_right(night, most)


async def test_while_its_turn_waits_for_the_database(night: Night) -> None:
    with locked(night.bot.url):
        await night.jay.types(CRISIS)
        await night.jay.screen()
        await night.bot.dies()
    await night.comes_back()
    await night.jay.sees(WORDS, LONG)

    await everything_is_right(night, most=1)


@pytest.mark.parametrize("writes", [1, 2, 3])
async def test_at_each_commit_on_the_way(night: Night, writes: int) -> None:
    path = sqlite_path(night.bot.url)
    assert path is not None
    log = path.with_name(f"{path.name}-wal")
    killing = asyncio.create_task(asyncio.to_thread(kill_after_writes, night.bot.pid, log, writes))

    await night.jay.types(CRISIS)
    await killing
    await night.bot.dies()
    await night.comes_back()

    await everything_is_right(night, most=2)


async def test_stop_while_the_reply_is_on_its_way_does_not_take_it_back(night: Night) -> None:
    hold = night.bot.sandbox.faults.hold("sendMessage", "before", chat_id=night.jay.id)
    await night.jay.types(CRISIS)
    await hold.caught(LONG)
    with night.database.write() as session:
        person = people.at(session, night.jay.id)
        assert person is not None
        people.stop(session, person, night.bot.clock.now())

    await night.bot.dies()
    await night.comes_back()

    await night.jay.sees(WORDS, LONG)
