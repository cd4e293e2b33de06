"""How fast Walkalong may speak: Telegram takes about one message a second a chat and thirty in all."""

import asyncio
import heapq
from dataclasses import dataclass, field
from itertools import count


@dataclass
class Pace:
    """Seconds between two messages to one chat, and between any two; urgent lanes go first."""

    per_chat: float = 1.0
    overall: float = 1 / 30
    _queue: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)
    _chat_free: dict[int, float] = field(default_factory=dict)
    _free_at: float = 0.0
    _pump: asyncio.Task[None] | None = None

    async def slot(self, chat_id: int, lane: int) -> None:
        """Wait until a message to this chat may leave."""
        loop = asyncio.get_running_loop()
        wait = self._chat_free.get(chat_id, 0.0) - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)
        free: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._queue, (lane, next(self._order), free))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._let_go())
        await free
        self._chat_free[chat_id] = loop.time() + self.per_chat

    def hold(self, seconds: float) -> None:
        """Let nothing leave for so many seconds (Retry-After)."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    async def _let_go(self) -> None:
        loop = asyncio.get_running_loop()
        self._chat_free = {chat: free for chat, free in self._chat_free.items() if free > loop.time()}
        while self._queue:
            if (wait := self._free_at - loop.time()) > 0:
                await asyncio.sleep(wait)
                continue
            self._free_at = loop.time() + self.overall
            _, _, free = heapq.heappop(self._queue)
            if not free.done():
                free.set_result(None)
