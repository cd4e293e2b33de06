"""Killed at any moment and started again: no answer is lost, no nudge comes twice, every picture arrives.

Jay wrote and is owed an answer, Kim is owed a nudge, Lee tapped and is owed a picture; then the process is killed.
"""

import asyncio
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.clock import Clock
from nudges import schedules
from sandbox.faults import Hold, Moment
from sandbox.phone import Phone, Seen
from sandbox.serving import Sandbox
from star.questions import NUMBERS, VERSION
from storage import inbox, nudges, people, staff, stars
from storage.database import Database, Session, sqlite_path
from storage.models import Incoming, Kind, Message, Person, State
from tests import cast
from tests.child import Mortal, locked
from tests.conftest import KEY, TUESDAY

pytestmark = pytest.mark.asyncio(loop_scope="module")

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

    def plan_nudge(self, **ahead: float) -> None:
        """Let Kim's nudge be due, now or so much later."""
        now = self.bot.clock.now()
        once = schedules.Once(on=now.date(), at=now.time().replace(second=0, microsecond=0))
        with self.database.write() as session:
            kim = self.person(session, self.kim)
            due_at = now + timedelta(**ahead)
            nudges.set_up(session, kim.coordinator_id, kim.id, NUDGE, schedules.dump(once), due_at, now)

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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mortal(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Mortal]:
    """One sandbox, one database and one clock for all kills, as in life."""
    folder = tmp_path_factory.mktemp("kills")
    shutil.copy(migrated_file, folder / "walkalong.db")
    clock = Clock(TUESDAY)
    async with Sandbox(now=clock.now) as sandbox:
        bot = Mortal(sandbox, f"sqlite:///{folder / 'walkalong.db'}", folder, clock)
        yield bot
        await bot.ends()


@pytest_asyncio.fixture(loop_scope="module")
async def scene(mortal: Mortal) -> AsyncIterator[Scene]:
    """A living bot, and three people who have never had a nudge; Lee has a star."""
    database = Database(mortal.url, [KEY])
    robin = await mortal.sandbox.phone("Robin", started=True)
    three = [await mortal.sandbox.phone(name, started=True) for name in ("Jay", "Kim", "Lee")]
    now = mortal.clock.now()
    with database.write() as session:
        member = staff.at(session, robin.id) or cast.coordinator(session, now, chat_id=robin.id)
        joined = [cast.said_yes(session, member, now, chat_id=one.id, name=one.name) for one in three]
        given: dict[int, int | None] = dict.fromkeys(NUMBERS, 5)
        stars.enter(session, joined[-1].id, VERSION, given, now)
    scene = Scene(mortal, database, *three)
    await mortal.revive()
    await scene.lee.types("/star")
    await scene.lee.sees("Ready for your star")
    yield scene
    mortal.sandbox.faults.clear()
    database.close()


async def test_what_telegram_had_not_taken_yet_is_sent_after_the_kill_but_for_the_nudge(scene: Scene) -> None:
    await scene.everything_is_on_its_way("before")

    await scene.bot.dies()
    await scene.comes_back()
    await scene.jay.sees(ANSWER, LONG)
    await scene.lee.sees(PICTURE, LONG)
    await scene.kim_hears_no_more()

    assert await shown(scene.jay, ANSWER) == 1
    assert await shown(scene.kim, NUDGE) == 0
    assert len(await photos(scene.lee)) == 1
    assert scene.said(scene.jay, Kind.REPLY) == [State.SENT]
    assert scene.said(scene.kim, Kind.NUDGE) == [State.UNSURE]
    assert scene.waiting() == []


async def test_what_telegram_took_without_an_answer_comes_twice_but_for_the_nudge(scene: Scene) -> None:
    await scene.everything_is_on_its_way("after")

    await scene.bot.dies()
    await scene.comes_back()
    await scene.jay.sees(ANSWER, LONG)
    await scene.lee.sees(PICTURE, LONG)
    await scene.kim_hears_no_more()

    assert await shown(scene.jay, ANSWER) == 2
    assert await shown(scene.kim, NUDGE) == 1
    assert len(await photos(scene.lee)) == 2
    assert scene.said(scene.kim, Kind.NUDGE) == [State.UNSURE]


async def test_what_was_answered_and_not_ticked_off_is_in_doubt_too(scene: Scene) -> None:
    holds = await scene.everything_is_on_its_way("after")

    with locked(scene.bot.url):
        for hold in holds:
            hold.release()
        await scene.jay.screen()
        await scene.bot.dies()
    await scene.comes_back()
    await scene.jay.sees(ANSWER, LONG)
    await scene.lee.sees(PICTURE, LONG)
    await scene.kim_hears_no_more()

    assert await shown(scene.jay, ANSWER) == 2
    assert await shown(scene.kim, NUDGE) == 1
    assert len(await photos(scene.lee)) == 2
    assert scene.said(scene.kim, Kind.NUDGE) == [State.UNSURE]


async def test_updates_on_their_way_to_a_killed_process_come_to_the_next(scene: Scene) -> None:
    hold = await scene.next_updates_are_held()
    await scene.jay.types("is the cafe open")
    await hold.caught(LONG)

    await scene.bot.dies()
    await scene.lee_asks_for_the_picture()
    await scene.comes_back()
    await scene.jay.sees(ANSWER, LONG)
    await scene.lee.sees(PICTURE, LONG)

    assert await shown(scene.jay, ANSWER) == 1
    assert len(await photos(scene.lee)) == 1
    assert scene.said(scene.jay, Kind.WORDS) == [State.RECEIVED]


async def test_updates_that_were_stored_and_not_acknowledged_are_handled_once(scene: Scene) -> None:
    hold = scene.bot.sandbox.faults.hold("getUpdates", "before")
    await scene.jay.types("is the cafe open")
    await hold.caught(LONG)

    await scene.bot.dies()
    await scene.comes_back()
    await scene.jay.types("/star")
    await scene.jay.sees("Ready for your star", LONG)

    assert 1 <= await shown(scene.jay, ANSWER) <= 2
    assert scene.said(scene.jay, Kind.WORDS) == [State.RECEIVED]
    assert scene.waiting() == []


async def test_a_kill_while_a_transaction_waits_to_begin_loses_nothing(scene: Scene) -> None:
    hold = await scene.next_updates_are_held()
    await scene.lee_asks_for_the_picture()
    await scene.jay.types("is the cafe open")
    await hold.caught(LONG)
    scene.plan_nudge()

    with locked(scene.bot.url):
        hold.release()
        await scene.jay.screen()
        await scene.bot.dies()
    await scene.comes_back()
    await scene.jay.sees(ANSWER, LONG)
    await scene.lee.sees(PICTURE, LONG)
    await scene.kim.sees(NUDGE, LONG)
    await scene.kim_hears_no_more()

    assert await shown(scene.jay, ANSWER) == 1
    assert len(await photos(scene.lee)) == 1
    assert await shown(scene.kim, NUDGE) == 1
    assert scene.said(scene.kim, Kind.NUDGE) == [State.SENT]


async def test_a_kill_in_the_middle_of_commits_loses_nothing_and_repeats_no_nudge(scene: Scene) -> None:
    path = sqlite_path(scene.bot.url)
    assert path is not None
    scene.plan_nudge(seconds=1)
    killing = asyncio.create_task(
        asyncio.to_thread(kill_after_writes, scene.bot.pid, path.with_name(f"{path.name}-wal"), 3)
    )

    await scene.lee_asks_for_the_picture()
    await scene.jay.types("is the cafe open")
    await killing
    await scene.bot.dies()
    await scene.comes_back()
    await scene.jay.types("/star")
    await scene.jay.sees("Ready for your star", LONG)
    await scene.kim_hears_no_more()
    await scene.lee.types("/help")  # it leaves after the picture
    await scene.lee.sees("999", LONG)

    assert 1 <= await shown(scene.jay, ANSWER) <= 2
    assert scene.said(scene.jay, Kind.WORDS) == [State.RECEIVED]
    assert 1 <= len(await photos(scene.lee)) <= 2
    assert await shown(scene.kim, NUDGE) <= 1
    assert scene.said(scene.kim, Kind.NUDGE) in ([State.SENT], [State.UNSURE])
    assert scene.waiting() == []
    assert whole(path)


async def test_an_answer_tapped_before_the_kill_is_kept_and_its_card_drawn_again(scene: Scene) -> None:
    await scene.jay.types("/star")
    await scene.jay.taps("Start", LONG)
    await scene.jay.sees("Question 1 of 8", LONG)
    hold = scene.bot.sandbox.faults.hold("editMessageText", chat_id=scene.jay.id)
    await scene.jay.taps("7")
    await hold.caught(LONG)

    await scene.bot.dies()
    await scene.bot.revive()
    card = await scene.jay.sees("Question 2 of 8", LONG)

    with scene.database.read() as session:
        star = stars.open_for(session, scene.person(session, scene.jay).id)
        assert star is not None
        assert stars.scores(session, star.id) == {1: 7}
    assert "7" in card.labels
    assert await shown(scene.jay, "of 8") == 1


async def test_a_killed_bot_leaves_no_drawing_process_behind(scene: Scene) -> None:
    await scene.lee_asks_for_the_picture()
    await scene.lee.sees(PICTURE, LONG)
    left_behind = [os.pidfd_open(child) for child in children(scene.bot.pid)]
    assert left_behind

    await scene.bot.dies()

    for process in left_behind:
        await ended(process)


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
