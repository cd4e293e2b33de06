"""Star answers a second over HTTP: everybody taps a number on their card at the same moment."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import cycle

from bench.cards import cards, queue_cards
from bench.company import opened, settings
from bench.loopback import Tap, Telegram, telegram
from bench.measure import Comparison, Contender, take_turns
from bench.peers import bare_handler
from bot.clock import Clock
from bot.wiring import CONNECTIONS, Walkalong
from storage import inbox
from storage.database import Database

LATENCIES = (0, 50)  # milliseconds
QUESTIONS = range(1, 8)  # the eighth would end the star


@dataclass(frozen=True, slots=True)
class Rig:
    """A contender, and the Telegram that it answers to."""

    phones: Telegram
    tap_all: Contender


async def measure(taps: int, rounds: int) -> list[Comparison]:
    """From so many taps at once to every answer a row, every spinner ended and every card redrawn."""
    async with AsyncExitStack() as stack:
        rigs = {
            "Walkalong: inbox, turn, outbox": await stack.enter_async_context(_ours(taps)),
            "bare handler, one at a time": await stack.enter_async_context(_bare(taps, 1)),
            f"bare handler, {CONNECTIONS} at a time": await stack.enter_async_context(
                _bare(taps, CONNECTIONS)
            ),
        }
        return [await _at(latency, rigs, rounds) for latency in LATENCIES]


async def _at(latency: int, rigs: dict[str, Rig], rounds: int) -> Comparison:
    for rig in rigs.values():
        await rig.phones.slow(latency)
    ours, *peers = await take_turns(rounds, {name: rig.tap_all for name, rig in rigs.items()})
    title = f"Star answers over loopback HTTP at {latency} ms latency"
    return Comparison(title, "taps a second", ours, tuple(peers))


@asynccontextmanager
async def _ours(taps: int) -> AsyncIterator[Rig]:
    async with telegram(taps) as phones:
        with settings(phones) as chosen, opened(chosen) as database:
            clock = Clock()
            queue_cards(database, taps, clock.now())
            walkalong = Walkalong(chosen, database, clock)
            await walkalong.start()
            await walkalong.sender.drained()
            there, question = cards(database), cycle(QUESTIONS)

            async def tap_all() -> float:
                asked = next(question)
                seconds = await phones.tap([Tap(c.chat_id, c.telegram_id, c.data(asked)) for c in there])
                _expect_nothing_waits(database)
                return taps / seconds

            yield Rig(phones, tap_all)
            await walkalong.stop()


@asynccontextmanager
async def _bare(taps: int, at_once: int) -> AsyncIterator[Rig]:
    async with telegram(taps) as phones, bare_handler(phones, taps, at_once) as taps_on:
        question = cycle(QUESTIONS)

        async def tap_all() -> float:
            return taps / await phones.tap(taps_on(next(question)))

        yield Rig(phones, tap_all)


def _expect_nothing_waits(database: Database) -> None:
    with database.write() as session:
        if inbox.next_waiting(session) is not None:
            raise AssertionError("a card was redrawn before its answer was a row")
