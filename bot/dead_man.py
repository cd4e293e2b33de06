"""The dead man's check: when Walkalong is deaf, or care does not get through, somebody hears of it (R46)."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from bot.operator_alert import OperatorAlert
from bot.turn_thread import TurnThread
from storage import faults
from storage.database import Database, storage_fault

log = logging.getLogger(__name__)

DEAF_AFTER = 600.0  # seconds without a poll that worked
LOOK_EVERY = 15.0
BEAT_EVERY = 60.0
RECENT = timedelta(days=1)  # a fault from before that is not told of after a restart
UNREACHABLE, BACK = "telegram-unreachable", "telegram-back"


class DeadMan:
    """Knows when Telegram last answered a poll, by a clock that nobody moves (seconds, such as `time.monotonic`)."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """Count from now on: Telegram may be out of reach from the start."""
        self._seconds = seconds
        self._polled_at = seconds()
        self._deaf = False
        self._beat_at, self._news = float("-inf"), False

    def polled(self) -> None:
        """A poll has worked, and what it brought is written down."""
        self._polled_at, self._news = self._seconds(), True

    def look(self) -> str | None:
        """Return what has changed: out of reach for ten minutes, or back; each once."""
        deaf = self._seconds() - self._polled_at >= DEAF_AFTER
        if deaf == self._deaf:
            return None
        self._deaf = deaf
        if deaf:
            log.error("Telegram could not be reached for ten minutes.")
            return UNREACHABLE
        log.warning("Telegram can be reached again.")
        return BACK

    def time_to_beat(self) -> bool:
        """Tell, once a minute at most, that all is well: a poll has worked since the last time."""
        now = self._seconds()
        if not self._news or now - self._beat_at < BEAT_EVERY:
            return False
        self._beat_at, self._news = now, False
        return True


class Watch:
    """Looks every quarter of a minute, and tells the operator."""

    def __init__(
        self,
        dead_man: DeadMan,
        operator: OperatorAlert,
        database: Database,
        thread: TurnThread,
        now: Callable[[], datetime],
    ) -> None:
        """`now` gives aware UTC, to know recent faults by."""
        self._dead_man, self._operator = dead_man, operator
        self._database, self._thread, self._now = database, thread, now
        self._told: dict[str, datetime] = {}

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Tell what has changed since the last look."""
        if code := self._dead_man.look():
            self._operator.owe(code)
        for code in await self._new_faults():
            log.error("Somebody has to look at this: %s.", code)
            self._operator.owe(code)
        await self._operator.deliver()
        if self._dead_man.time_to_beat():
            await self._operator.beat()

    async def _new_faults(self) -> list[str]:
        try:
            found = await self._thread.run(self._faults)
        except OperationalError as error:
            log.error("The database is %s: faults are looked up later.", storage_fault(error))
            return []
        news = [code for code, since in found if self._told.get(code) != since]
        self._told = dict(found)
        return news

    def _faults(self) -> list[tuple[str, datetime]]:
        with self._database.read() as session:
            return faults.since(session, self._now() - RECENT)
