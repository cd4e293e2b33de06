"""The one thread in which everything touches the database, one thing after another."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class TurnThread:
    """Runs synchronous work in order, off the event loop."""

    def __init__(self) -> None:
        """Start with an idle thread."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="turn")

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the work after whatever was asked for before; give back what it returns or raises."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(*args, **kwargs))

    def close(self) -> None:
        """Finish what is under way, then end."""
        self._pool.shutdown()
