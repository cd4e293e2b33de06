"""/control/clock: what time it is, and moving on."""

from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bell import Bell
from sandbox.clock import CannotMoveError, Clock, later
from sandbox.entities import Json


@dataclass(slots=True)
class Travel:
    """A clock, and where it is going while it is being moved."""

    clock: Clock
    bell: Bell
    started: datetime | None = None
    to: datetime | None = None
    turns: int = 0  # how often a move has begun or ended

    def view(self) -> Json:
        """Now and, while moving, from when to when; ISO 8601, UTC."""
        return {
            "now": self.clock.now().isoformat(),
            "movable": self.clock.movable,
            "knows_next": self.clock.movable and self.clock.knows_next,
            "from": self.started.isoformat() if self.started else None,
            "to": self.to.isoformat() if self.to else None,
        }

    async def go_to_next(self) -> None:
        """Move on to the next thing due; what is overdue happens now. CannotMoveError when nothing is due."""
        due = await self.clock.next_due()
        if due is None:
            raise CannotMoveError("nothing is due")
        await self.go(max(due, self.clock.now()))

    async def go(self, to: datetime) -> None:
        """Move on to a moment. CannotMoveError backwards, or while it is moving already."""
        now = self.clock.now()
        if self.to is not None:
            raise CannotMoveError("the clock is moving already")
        if to < now:
            raise CannotMoveError("the clock moves forwards only")
        self._turn(now, to)
        try:
            await self.clock.move_to(to)
        finally:
            self._turn(None, None)

    def _turn(self, started: datetime | None, to: datetime | None) -> None:
        self.started, self.to = started, to
        self.turns += 1
        self.bell.ring()


def routes(travel: Travel) -> list[Route]:
    """The routes about time: POST {"to": moment}, {"hours" | "days" | "months": n} or {"next": true}.

    A move is answered once everything due on the way has happened.
    """

    async def show(_request: Request) -> Response:
        await travel.clock.refresh()
        return JSONResponse(travel.view())

    async def move(request: Request) -> Response:
        given: Json = await request.json()
        await travel.clock.refresh()
        if given.get("next"):
            await travel.go_to_next()
            return JSONResponse(travel.view())
        step = {unit: int(given[unit]) for unit in ("hours", "days", "months") if unit in given}
        to = datetime.fromisoformat(given["to"]) if "to" in given else later(travel.clock.now(), **step)
        if to.tzinfo is None:
            raise CannotMoveError("a moment needs its offset from UTC, such as 2026-03-01T09:00:00+00:00")
        await travel.go(to.astimezone(UTC))
        return JSONResponse(travel.view())

    return [Route("/clock", show, methods=["GET"]), Route("/clock", move, methods=["POST"])]
