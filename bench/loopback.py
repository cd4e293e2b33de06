"""Telegram, played by the sandbox in a process of its own: what it costs is not ours."""

import asyncio
import multiprocessing
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from sandbox import people
from sandbox.serving import Sandbox
from sandbox.world import TOKEN, Message

FIRST_CHAT = 6_000_000_000
PATIENCE = 300.0  # seconds; whoever needs longer has lost something


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that somebody taps: the message it stands under, and what it sends."""

    chat_id: int
    message_id: int
    data: str


class Telegram:
    """The near end: asks the far end, in the other process, by name."""

    token = TOKEN

    def __init__(self, pipe: Connection, url: str) -> None:
        """`url` is where the Bot API is served."""
        self._pipe, self.url = pipe, url

    async def slow(self, milliseconds: int) -> None:
        """Answer every call so much later from now on."""
        await self._ask("slow", milliseconds)

    async def tap(self, taps: Sequence[Tap]) -> float:
        """Tap all at once; returns the seconds until every card was redrawn and every spinner ended."""
        return float(await self._ask("tap", list(taps)))

    async def _ask(self, name: str, *given: object) -> Any:
        self._pipe.send((name, given))
        return await asyncio.to_thread(self._pipe.recv)


@asynccontextmanager
async def telegram(chats: int) -> AsyncIterator[Telegram]:
    """Play Telegram to so many people, whose chats count on from FIRST_CHAT."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_play, args=(there, chats), daemon=True)
    process.start()
    try:
        yield Telegram(here, await asyncio.to_thread(here.recv))
    finally:
        process.terminate()
        process.join()
        here.close()
        there.close()


# --- the far end -------------------------------------------------------------------------------------------


def _play(pipe: Connection, chats: int) -> None:
    asyncio.run(_serve(pipe, chats))


async def _serve(pipe: Connection, chats: int) -> None:
    async with Sandbox() as sandbox:
        for number in range(chats):
            sandbox.world.add_account("Made up", account_id=FIRST_CHAT + number, shown=False, started=True)
        pipe.send(sandbox.url)
        phones = _Phones(sandbox)
        while True:
            name, given = await asyncio.to_thread(pipe.recv)
            pipe.send(await getattr(phones, name)(*given))


class _Phones:
    """What the near end may ask for."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._world, self._faults = sandbox.world, sandbox.faults

    async def slow(self, milliseconds: int) -> None:
        self._faults.clear()
        if milliseconds:
            self._faults.slow(milliseconds)

    async def tap(self, taps: list[Tap]) -> float:
        world, began = self._world, time.perf_counter()
        since = world.version
        asked = [people.taps(world, world.accounts[tap.chat_id], tap.message_id, tap.data) for tap in taps]
        cards: list[Message] = [world.messages[tap.message_id] for tap in taps]

        def settled() -> bool:
            return all(card.version > since for card in cards) and all(
                world.queries[query].answered for query in asked
            )

        if not await world.bell.until(settled, PATIENCE):
            raise TimeoutError("a card was not redrawn")
        return time.perf_counter() - began
