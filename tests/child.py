"""A bot as a process of its own, which can be killed at any moment and started again on the same database."""

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Self

from bot.clock import Clock
from sandbox.serving import Sandbox
from storage.database import sqlite_path
from tests.conftest import KEY

ROOT = Path(__file__).parents[1]
STARTS_WITHIN = 60.0  # seconds; generous, because the machine may be busy


def environment(api_url: str, token: str, database_url: str, key: str = KEY) -> dict[str, str]:
    """Return all the environment that a bot needs, and nothing of ours."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "WALKALONG_TELEGRAM_API_URL": api_url,
        "WALKALONG_TELEGRAM_TOKEN": token,
        "WALKALONG_DATABASE_URL": database_url,
        "WALKALONG_SECRET_KEY": key,
    }


class Child:
    """A running `python -m bot run`. What it says on standard error is in `said`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""
        self._news = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, folder: Path, env: dict[str, str], *options: str) -> Self:
        """Start `python -m bot run` in a folder; it need not come up."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", *options),
            cwd=folder,
            env=env,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        return cls(process)

    async def says(self, fragment: str) -> None:
        """Wait until it has said this; AssertionError when it ends, or takes too long, without."""
        async with asyncio.timeout(STARTS_WITHIN):
            while fragment not in self.said:
                if self._listening.done():
                    raise AssertionError(f"the bot ended without saying {fragment!r}:\n{self.said}")
                self._news.clear()
                await self._news.wait()

    async def ends(self) -> int:
        """Wait for its end; returns the exit code."""
        async with asyncio.timeout(STARTS_WITHIN):
            await self._listening
            return await self.process.wait()

    async def kill(self) -> None:
        """Kill it as a power cut would; when this returns it is gone."""
        if self.process.returncode is None:
            self.process.kill()
        await self.ends()

    def told(self, sign: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(sign)

    async def _listen(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.said += line.decode()
            self._news.set()
        self._news.set()


@asynccontextmanager
async def child(folder: Path, env: dict[str, str], *options: str) -> AsyncIterator[Child]:
    """Start a bot, and leave none behind."""
    started = await Child.start(folder, env, *options)
    try:
        yield started
    finally:
        await started.kill()


class Mortal:
    """A bot that dies and comes back: every new process goes on with the same database, sandbox and clock."""

    def __init__(self, sandbox: Sandbox, database_url: str, folder: Path, clock: Clock) -> None:
        """Nothing runs yet: `revive` starts it."""
        self.sandbox, self.url, self.clock = sandbox, database_url, clock
        self._folder = folder
        self._child: Child | None = None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._child is not None
        return self._child.process.pid

    @property
    def said(self) -> str:
        """What the process has said on standard error."""
        assert self._child is not None
        return self._child.said

    async def revive(self) -> None:
        """Start a new process, if none runs, and wait until it is up."""
        if self._child is None or self._child.process.returncode is not None:
            env = environment(self.sandbox.url, self.sandbox.token, self.url)
            start = self.clock.now().strftime("%Y-%m-%dT%H:%M:%S%z")
            self._child = await Child.start(self._folder, env, "--start", start)
            await self._child.says("Walkalong is running")

    async def dies(self) -> None:
        """Kill the process; whatever it had in hand breaks off, and nothing goes wrong from then on."""
        assert self._child is not None
        await self._child.kill()
        for held in list(self.sandbox.faults.held):
            self.sandbox.faults.release(held, "drop")
        self.sandbox.faults.clear()

    async def says(self, fragment: str) -> None:
        """Wait until the process has said this."""
        assert self._child is not None
        await self._child.says(fragment)

    async def ends(self) -> None:
        """Leave nothing running."""
        if self._child is not None:
            await self._child.kill()


@contextmanager
def locked(database_url: str) -> Iterator[None]:
    """Keep an SQLite file's write lock, so that the bot's next transaction waits at its beginning."""
    path = sqlite_path(database_url)
    assert path is not None
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
    finally:
        other.close()


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port
