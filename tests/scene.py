"""What the kills are about: a bot that can die, and three people to whom it owes something."""

import asyncio
import os
import signal
import sqlite3
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from nudges import schedules
from sandbox.faults import Hold, Moment
from sandbox.phone import Phone, Seen
from storage import inbox, nudges, people, stars
from storage.database import Database, Session
from storage.models import Incoming, Kind, Message, Person, State
from tests.child import Mortal

ANSWER, NUDGE, PICTURE = "Thanks, got it", "how did it go?", "Here is your star"
LONG = 30.0  # seconds to wait at most: the first picture of a process takes a while


@dataclass(slots=True)
class Scene:
    """A bot that can die, and three people with phones."""

    bot: Mortal
    database: Database
    jay: Phone
    kim: Phone
    lee: Phone

    def person(self, session: Session, phone: Phone) -> Person:
        """Whose phone it is, to Walkalong."""
        found = people.at(session, phone.id)
        assert found is not None
        return found

    def said(self, phone: Phone, kind: Kind) -> list[State]:
        """How messages of that kind to or from somebody stand."""
        with self.database.read() as session:
            wanted = (Message.chat_id == phone.id, Message.kind == kind)
            return [State(row.state) for row in session.scalars(select(Message).where(*wanted))]

    def waiting(self) -> list[str]:
        """The states of updates that are not handled."""
        with self.database.read() as session:
            return list(session.scalars(select(Incoming.state).where(Incoming.state != inbox.DONE)))

    def plan_nudge(self, whose: Phone | None = None, **ahead: float) -> None:
        """Let a nudge be due, now or so much later: Kim's, unless somebody else is named."""
        now = self.bot.clock.now()
        once = schedules.Once(on=now.date(), at=now.time().replace(second=0, microsecond=0))
        with self.database.write() as session:
            to = self.person(session, whose or self.kim)
            due_at = now + timedelta(**ahead)
            nudges.set_up(session, to.coordinator_id, to.id, NUDGE, schedules.dump(once), due_at, now)

    async def lee_asks_for_the_picture(self) -> None:
        """Tap Show me under a star that is ended."""
        with self.database.read() as session:
            star = stars.ended(session, self.person(session, self.lee).id)[-1]
        await self.lee.taps_data(f"v1.star.show.{star.id}", (await self.lee.last()).id)

    async def everything_is_on_its_way(self, when: Moment) -> list[Hold]:
        """Have Jay's answer, Kim's nudge and Lee's picture held at Telegram before or after they take effect."""
        faults = self.bot.sandbox.faults
        holds = [
            faults.hold("sendMessage", when, chat_id=self.jay.id),
            faults.hold("sendMessage", when, chat_id=self.kim.id),
            faults.hold("sendPhoto", when, chat_id=self.lee.id),
        ]
        self.plan_nudge()
        await self.lee_asks_for_the_picture()
        await self.jay.types("is the cafe open")
        for hold in holds:
            await hold.caught(LONG)
        return holds

    async def next_updates_are_held(self) -> Hold:
        """Have updates from now on held on their way to the bot; a poll that is under way ends first."""
        hold = self.bot.sandbox.faults.hold("getUpdates", "after")
        await self.lee.types("/help")
        await self.lee.sees("999", LONG)
        return hold

    async def comes_back(self) -> None:
        """Start again; from now on phones look for what is new."""
        for phone in (self.jay, self.kim, self.lee):
            await phone.looks_away()
        await self.bot.revive()

    async def kim_hears_no_more(self) -> None:
        """An answer to Kim leaves only after what was queued for her before, so none is to come."""
        await self.kim.types("hello")
        await self.kim.sees(ANSWER, LONG)


async def shown(phone: Phone, words: str) -> int:
    """How often the bot's messages on a phone say this."""
    return len([message for message in await phone.screen() if message.from_bot and words in message.text])


async def photos(phone: Phone) -> list[Seen]:
    """The pictures on a phone."""
    return [message for message in await phone.screen() if message.from_bot and message.media == "photo"]


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def ended(process: int) -> None:
    """Wait until the process behind a descriptor is gone."""
    gone = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(process, gone.set)
    try:
        await asyncio.wait_for(gone.wait(), LONG)
    finally:
        loop.remove_reader(process)
        os.close(process)


def kill_after_writes(pid: int, wal: Path, writes: int) -> None:
    """Watch the write-ahead log, and kill as soon as it has been seen to change so often."""
    before = _look(wal)
    while writes:
        time.sleep(0.0002)  # lets the sandbox in this process go on
        now = _look(wal)
        writes -= now != before
        before = now
    os.kill(pid, signal.SIGKILL)


def _look(file: Path) -> tuple[int, int]:
    seen = file.stat()
    return seen.st_size, seen.st_mtime_ns


def whole(path: Path) -> bool:
    """Tell whether SQLite finds nothing wrong with its file."""
    reader = sqlite3.connect(path)
    try:
        return bool(reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    finally:
        reader.close()
