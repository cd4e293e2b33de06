"""When Walkalong is deaf, or care does not get through, whoever runs it hears of it (R46)."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.dead_man import BACK, UNREACHABLE, DeadMan, Watch
from bot.operator_alert import OperatorAlert
from bot.settings import Settings
from bot.turn_thread import TurnThread
from bot.wiring import Walkalong
from handlers import alerting
from handlers.turn import Heard, Said, Turn
from sandbox.serving import Sandbox
from storage import faults, staff
from storage.database import Database, Session
from storage.models import Kind, Message, Role
from tests.alarm import people
from tests.conftest import KEY, TUESDAY
from tests.life import PROGRAMME, Life
from tests.scene import LONG


class Ticking:
    """Seconds that pass when somebody says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Ear:
    """An address that keeps what is posted to it; `status` is what it answers."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self.status = 200
        self.url = ""

    async def listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request, as far as a test needs HTTP."""
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        self.heard.append(json.loads(await reader.readexactly(length)))
        writer.write(b"HTTP/1.1 %d x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % self.status)
        await writer.drain()
        writer.close()


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    """An operator's address on this machine."""
    listening = Ear()
    server = await asyncio.start_server(listening.listen, "127.0.0.1")
    listening.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/alerts"
    yield listening
    server.close()
    await server.wait_closed()


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def dead_man(ticking: Ticking) -> DeadMan:
    return DeadMan(ticking)


@pytest.fixture
async def watch(
    dead_man: DeadMan, ear: Ear, database: Database, now: datetime
) -> AsyncIterator[Callable[[], Watch]]:
    """Make a watch that tells the ear, as a start does."""
    thread = TurnThread()
    yield lambda: Watch(dead_man, OperatorAlert(ear.url, ear.url), database, thread, lambda: now)
    thread.close()


# R46
def test_ten_minutes_without_a_poll_are_told_once(dead_man: DeadMan, ticking: Ticking) -> None:
    ticking.at += 599
    early = dead_man.look()
    ticking.at += 1

    assert [early, dead_man.look(), dead_man.look()] == [None, UNREACHABLE, None]


# R46
def test_the_first_poll_that_works_again_is_told_and_the_next_silence_too(
    dead_man: DeadMan, ticking: Ticking
) -> None:
    ticking.at += 600
    dead_man.look()

    dead_man.polled()
    back = dead_man.look()
    ticking.at += 600

    assert [back, dead_man.look()] == [BACK, UNREACHABLE]


# R46
def test_it_is_an_error_in_the_log(
    dead_man: DeadMan, ticking: Ticking, caplog: pytest.LogCaptureFixture
) -> None:
    ticking.at += 600

    dead_man.look()

    assert caplog.record_tuples == [
        ("bot.dead_man", logging.ERROR, "Telegram could not be reached for ten minutes.")
    ]


def test_all_is_well_is_said_once_a_minute_and_only_while_polls_work(
    dead_man: DeadMan, ticking: Ticking
) -> None:
    never = dead_man.time_to_beat()
    dead_man.polled()
    first = dead_man.time_to_beat()
    ticking.at += 59
    dead_man.polled()
    soon = dead_man.time_to_beat()
    ticking.at += 1
    second = dead_man.time_to_beat()
    ticking.at += 120

    assert [never, first, soon, second, dead_man.time_to_beat()] == [False, True, False, True, False]


# R46
async def test_the_operators_address_gets_a_code_and_nothing_else(
    ear: Ear, watch: Callable[[], Watch], ticking: Ticking
) -> None:
    ticking.at += 600

    await watch().look()

    assert ear.heard[0] == {"walkalong": UNREACHABLE}


# R46
async def test_what_the_address_did_not_take_is_told_again_until_it_does(
    ear: Ear, watch: Callable[[], Watch], ticking: Ticking
) -> None:
    ticking.at += 600
    watching = watch()
    ear.status = 503
    await watching.look()
    ear.status = 200

    await watching.look()
    await watching.look()

    assert ear.heard.count({"walkalong": UNREACHABLE}) == 2


# R46
async def test_a_fault_is_told_once_and_again_after_a_restart(
    ear: Ear, watch: Callable[[], Watch], database: Database, now: datetime
) -> None:
    with database.write() as session:
        faults.happened(session, faults.WORD_CHECK, now)
    first = watch()

    await first.look()
    await first.look()
    once = ear.heard.count({"walkalong": faults.WORD_CHECK})
    await watch().look()

    assert [once, ear.heard.count({"walkalong": faults.WORD_CHECK})] == [1, 2]


async def test_a_fault_of_the_day_before_yesterday_is_not_news(
    ear: Ear, watch: Callable[[], Watch], database: Database, now: datetime
) -> None:
    with database.write() as session:
        faults.happened(session, faults.WORD_CHECK, now - timedelta(days=2))

    await watch().look()

    assert {"walkalong": faults.WORD_CHECK} not in ear.heard


# R46
def test_a_word_check_that_fails_is_told_to_every_manager_once_an_hour(
    session: Session, now: datetime
) -> None:
    for chat_id in (951, 952):
        staff.register(session, Role.MANAGER, chat_id, now)
    said = Said(Heard.WORDS, 801, 1, "my secret")

    def fails(at: datetime) -> list[int | None]:
        return [
            told.chat_id for told in alerting.classifier_failed(Turn(session, at, said, PROGRAMME, "a_bot"))
        ]

    assert fails(now) == [951, 952]
    assert fails(now + timedelta(minutes=59)) == []
    assert fails(now + timedelta(minutes=60)) == [951, 952]


# R46
async def test_care_that_telegram_refuses_for_good_is_a_fault(life: Life) -> None:
    crew = await people(life)
    life.sandbox.faults.fail("sendMessage", 400, "Bad Request: refused", chat_id=crew["Robin"].id)

    await crew["Jay"].types("i want to die")
    await crew["Jay"].sees("999", 30)
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        found = [code for code, _ in faults.since(session, life.clock.now() - timedelta(hours=1))]
    assert found == [faults.CARE_MESSAGE]


# R46
async def test_words_whose_answer_telegram_refuses_count_as_a_concern_and_it_is_a_fault(life: Life) -> None:
    crew = await people(life)
    life.sandbox.faults.fail("sendMessage", 400, "Bad Request: refused", chat_id=crew["Jay"].id)

    await crew["Jay"].types("is the cafe open")
    await crew["Robin"].sees("Something new waits")
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        [row] = session.query(Message).filter_by(kind=Kind.WORDS)
        found = [code for code, _ in faults.since(session, life.clock.now() - timedelta(hours=1))]
    assert (row.noticed, row.read_at) == ("concern", None)
    assert row.due_at is not None
    assert TUESDAY <= row.due_at <= life.clock.now()
    assert found == [faults.CARE_MESSAGE]


# R14
async def test_whoever_blocks_the_bot_is_no_fault_and_no_concern(life: Life) -> None:
    crew = await people(life)
    life.sandbox.faults.fail(
        "sendMessage", 403, "Forbidden: bot was blocked by the user", chat_id=crew["Jay"].id
    )

    await crew["Jay"].types("is the cafe open")
    await crew["Robin"].sees("Something new waits")
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        [row] = session.query(Message).filter_by(kind=Kind.WORDS)
        found = [code for code, _ in faults.since(session, life.clock.now() - timedelta(hours=1))]
    assert (row.noticed, found) == (None, [])


# R46
async def test_polls_that_work_keep_the_heart_beating(ear: Ear, sqlite_url: str) -> None:
    database = Database(sqlite_url, [KEY])
    database.check()
    async with Sandbox() as sandbox:
        settings = Settings(
            PROGRAMME,
            sqlite_url,
            telegram_api_url=sandbox.url,
            telegram_token=sandbox.token,
            secret_keys=(KEY,),
            heartbeat=ear.url,
        )
        walkalong = Walkalong(settings, database, Clock())
        await walkalong.start()
        await walkalong.watch.look()
        before = list(ear.heard)
        sky = await sandbox.phone("Sky")
        await sky.types("hello")
        await sky.sees("code", LONG)

        await walkalong.watch.look()
        await walkalong.stop()

    assert [before, ear.heard] == [[], [{"walkalong": "alive"}]]
