"""How fast Walkalong may speak: Telegram takes about one message a second a chat and thirty in all."""

import asyncio
import heapq
from dataclasses import dataclass, field
from itertools import count

from telegram.error import RetryAfter


@dataclass
class Pace:
    """Seconds between two messages to one chat, and between any two; urgent lanes go first."""

    per_chat: float = 1.0
    overall: float = 1 / 30
    _queue: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)
    _waiting: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    _chat_free: dict[int, float] = field(default_factory=dict)
    _free_at: float = 0.0
    _pump: asyncio.Task[None] | None = None

    async def slot(self, chat_id: int, lane: int) -> None:
        """Wait until a message to this chat may leave; a chat waits for one slot at a time."""
        loop = asyncio.get_running_loop()
        free = self._waiting[chat_id] = loop.create_future()
        try:
            if (wait := self._chat_free.get(chat_id, 0.0) - loop.time()) > 0:
                await asyncio.sleep(wait)
            self._enter(lane, free)
            await free
        finally:
            del self._waiting[chat_id]
        self._chat_free[chat_id] = loop.time() + self.per_chat

    def hurry(self, chat_id: int, lane: int) -> None:
        """Something more urgent has come for a chat that waits: let it wait in that lane."""
        if (free := self._waiting.get(chat_id)) is not None:
            self._enter(lane, free)

    def hold(self, seconds: float) -> None:
        """Let nothing leave for so many seconds (Retry-After)."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    def _enter(self, lane: int, free: asyncio.Future[None]) -> None:
        heapq.heappush(self._queue, (lane, next(self._order), free))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._let_go())

    async def _let_go(self) -> None:
        loop = asyncio.get_running_loop()
        self._chat_free = {chat: free for chat, free in self._chat_free.items() if free > loop.time()}
        while self._queue:
            if self._queue[0][2].done():  # gone already, from another lane or because its task ended
                heapq.heappop(self._queue)
            elif (wait := self._free_at - loop.time()) > 0:
                await asyncio.sleep(wait)
            else:
                self._free_at = loop.time() + self.overall
                heapq.heappop(self._queue)[2].set_result(None)


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants to be left alone."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
