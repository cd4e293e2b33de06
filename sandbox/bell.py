"""Waking whoever waits for news."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung at every change; those who wait look again, so nobody polls."""

    def __init__(self) -> None:
        self._listening: set[asyncio.Future[None]] = set()
        self.closed = False

    def ring(self) -> None:
        """Wake everyone who is waiting."""
        for ear in self._listening:
            if not ear.done():
                ear.set_result(None)
        self._listening.clear()

    def close(self) -> None:
        """Wake everyone for the last time: every wait ends at once from now on."""
        self.closed = True
        self.ring()

    async def until(self, ready: Callable[[], bool], within: float) -> bool:
        """Wait until `ready()` holds; False when `within` seconds passed, or the bell was closed, first."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not ready():
            left = deadline - loop.time()
            if left <= 0 or self.closed:
                return False
            ear = loop.create_future()
            self._listening.add(ear)
            await asyncio.wait({ear}, timeout=left)
            self._listening.discard(ear)
        return True
