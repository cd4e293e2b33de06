"""Nudges sent a second over HTTP: one to each chat, all queued at once. The pace is lifted: it is Telegram's."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from telegram import Bot

from bench.company import PROGRAMME, join, opened, settings
from bench.loopback import Telegram, telegram
from bench.measure import Comparison, take_turns
from bench.peers import bot_of, send_gathered, send_one_by_one
from bench.turns import LATENCIES
from bot.clock import Clock
from bot.figures import Figures
from bot.pace import Pace
from bot.pictures import Pictures
from bot.sender import Sender
from bot.turn_thread import TurnThread
from bot.voice import Voice
from bot.wiring import CONNECTIONS
from nudges.due import reply_buttons
from storage import outbox
from storage.database import Database
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, Person, State

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # nudges leave by day only
TEXT = "Hi Jay, just checking in. How is it going this week?"


async def measure(chats: int, rounds: int) -> list[Comparison]:
    """From the commit that queues so many nudges to each of them a row that says sent."""
    async with telegram(chats) as phones, bot_of(phones) as bot:
        with settings(phones) as chosen, opened(chosen) as database:
            clock = Clock(NOON)
            with database.write() as session:
                everybody = join(session, chats, clock.now())
            async with _sending(bot, database, clock) as sender:
                return [
                    await _at(latency, phones, bot, database, sender, everybody, rounds)
                    for latency in LATENCIES
                ]


async def _at(
    latency: int,
    phones: Telegram,
    bot: Bot,
    database: Database,
    sender: Sender,
    everybody: list[Person],
    rounds: int,
) -> Comparison:
    texts = [TEXT] * len(everybody)
    await phones.slow(latency)

    async def ours() -> float:
        _queue(database, everybody, NOON)
        began = time.perf_counter()
        await sender.drained()
        seconds = time.perf_counter() - began
        _expect_all_sent(database)
        return len(texts) / seconds

    contenders = {
        "Walkalong: outbox and sender": ours,
        "bare send_message, one by one": lambda: send_one_by_one(bot, texts),
        f"bare send_message, gathered, {CONNECTIONS} at a time": lambda: send_gathered(bot, texts),
    }
    sent, *peers = await take_turns(rounds, contenders)
    title = f"Nudges over loopback HTTP at {latency} ms latency"
    return Comparison(title, "messages a second", sent, tuple(peers))


@asynccontextmanager
async def _sending(bot: Bot, database: Database, clock: Clock) -> AsyncIterator[Sender]:
    thread, pictures = TurnThread(), Pictures(Figures(database, PROGRAMME).specify)
    pace = Pace(per_chat=0, overall=0)
    sender = Sender(bot, database, clock, thread, Voice(bot, pictures), pace, PROGRAMME)
    running = asyncio.create_task(sender.run())
    yield sender
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    thread.close()


def _queue(database: Database, everybody: list[Person], now: datetime) -> None:
    with database.write() as session:
        for person in everybody:
            body = Body(TEXT, rows=(reply_buttons(person, PROGRAMME),))
            outbox.queue(session, Outgoing(body, Kind.NUDGE, person_id=person.id), person.chat_id or 0, now)


def _expect_all_sent(database: Database) -> None:
    with database.read() as session:
        if session.query(Message).filter(Message.state != State.SENT).count():
            raise AssertionError("a nudge was not sent")
