"""What time it is in the sandbox, and who moves it."""

import calendar
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import httpx

from sandbox.loopback import client


class CannotMoveError(Exception):
    """The clock cannot be moved; the message says why."""


class Clock(Protocol):
    """Aware UTC now, and perhaps a way to move it."""

    @property
    def movable(self) -> bool:
        """Whether it can be moved."""

    @property
    def knows_next(self) -> bool:
        """Whether it can say when something is next due."""

    def now(self) -> datetime:
        """The time."""

    async def next_due(self) -> datetime | None:
        """The next moment (aware UTC) at which something is due; None when nothing is. May lie in the past."""

    async def refresh(self) -> None:
        """Learn the time anew from whoever keeps it."""

    async def keep_up(self) -> None:
        """Learn it anew if it is moving: a message bears the time at which it was sent."""

    async def move_to(self, to: datetime) -> None:
        """Move on; what is due on the way happens in order. Ends when it is done."""


def real_now() -> datetime:
    """The real time, aware UTC: the sandbox runs alone too, so it cannot ask the bot's clock."""
    return datetime.now(UTC)


class OwnClock:
    """A clock in this process: a callable for now, one that moves it and one for what is next due, if any."""

    def __init__(
        self,
        now: Callable[[], datetime],
        move: Callable[[datetime], Awaitable[None]] | None = None,
        next_due: Callable[[], datetime | None] | None = None,
    ) -> None:
        self._now = now
        self._move = move
        self._next_due = next_due

    def now(self) -> datetime:
        """The time, as whoever handed it in says."""
        return self._now()

    @property
    def movable(self) -> bool:
        """Whether somebody handed in a way to move it."""
        return self._move is not None

    @property
    def knows_next(self) -> bool:
        """Whether somebody handed in a way to ask."""
        return self._next_due is not None

    async def next_due(self) -> datetime | None:
        """Ask whoever handed in the way."""
        return self._next_due() if self._next_due else None

    async def refresh(self) -> None:
        """Nothing to learn: `now` always knows."""

    async def keep_up(self) -> None:
        """Nothing to learn."""

    async def move_to(self, to: datetime) -> None:
        """Move it. CannotMoveError without a way."""
        if self._move is None:
            raise CannotMoveError("this clock shows the real time and cannot be moved")
        await self._move(to)


class DistantClock:
    """The clock of a bot in another process: GET /now, GET /next and POST /move on loopback HTTP.

    Between two looks it runs on at the real pace from what it last heard.
    """

    movable = True

    def __init__(self, url: str) -> None:
        self._http = client(url)
        self._ahead = timedelta(0)
        self._moving = False
        self.knows_next = True  # until it answers that there is no such thing

    def now(self) -> datetime:
        """The bot's time, as last heard."""
        return real_now() + self._ahead

    async def refresh(self) -> None:
        """Ask the bot for its time; the last known one stays when it does not answer."""
        try:
            said = (await self._http.get("/now", timeout=5)).json()
        except httpx.TransportError:
            return
        self._ahead = datetime.fromisoformat(said["now"]) - real_now()

    async def next_due(self) -> datetime | None:
        """Ask the bot. CannotMoveError when it does not answer."""
        try:
            answer = await self._http.get("/next", timeout=5)
        except httpx.TransportError as lost:
            raise CannotMoveError("the bot's clock does not answer") from lost
        self.knows_next = answer.is_success
        due = answer.json()["next"] if answer.is_success else None
        return datetime.fromisoformat(due) if due else None

    async def keep_up(self) -> None:
        """Ask while it is moving."""
        if self._moving:
            await self.refresh()

    async def move_to(self, to: datetime) -> None:
        """Have the bot move its clock. CannotMoveError in the bot's words when it refuses."""
        self._moving = True
        try:
            answer = await self._http.post("/move", json={"to": to.isoformat()}, timeout=None)
        except httpx.TransportError as lost:
            raise CannotMoveError("the bot's clock does not answer") from lost
        finally:
            self._moving = False
        if answer.is_error:
            raise CannotMoveError(answer.text)
        await self.refresh()

    async def close(self) -> None:
        """Let go of the connection."""
        await self._http.aclose()


def later(now: datetime, *, hours: int = 0, days: int = 0, months: int = 0) -> datetime:
    """So much later; a month on from the 31st is the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day) + timedelta(hours=hours, days=days)
