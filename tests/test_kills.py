"""Killed at any moment and started again: no answer is lost, no nudge comes twice, every picture arrives.

Jay wrote and is owed an answer, Kim is owed a nudge, Lee tapped and is owed a picture; then the process is killed.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import Clock
from sandbox.serving import Sandbox
from star.questions import NUMBERS, VERSION
from storage import staff, stars
from storage.database import Database, sqlite_path
from storage.models import Kind, State
from tests import cast
from tests.child import Mortal, locked
from tests.conftest import KEY, TUESDAY
from tests.scene import (
    ANSWER,
    LONG,
    NUDGE,
    PICTURE,
    Scene,
    children,
    ended,
    kill_after_writes,
    photos,
    shown,
    whole,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
    scene.plan_nudge(seconds=1)

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
    scene.plan_nudge(scene.lee)  # looked at after Kim's, and it leaves after Lee's picture
    await scene.lee.sees(NUDGE, LONG)
    await scene.kim_hears_no_more()

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
