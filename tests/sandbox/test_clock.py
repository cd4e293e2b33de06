"""Time in the sandbox comes from the bot, and is moved through it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.clock import later
from sandbox.loopback import client
from sandbox.serving import Sandbox

MORNING = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Movable:
    """A bot's clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> datetime:
        return self.at

    async def move_to(self, to: datetime) -> None:
        self.at = to


async def test_messages_bear_the_bots_time_and_the_clock_moves_through_it() -> None:
    clock = Movable()
    async with Sandbox(now=clock.now, move_to=clock.move_to) as sandbox, client(sandbox.url) as http:
        jay = await sandbox.phone("Jay")
        moved = (await http.post("/control/clock", json={"days": 7})).json()
        await jay.types("a week on")

        (message,) = await jay.screen()

    assert datetime.fromisoformat(moved["now"]) == message.date == MORNING + timedelta(days=7)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"to": "2026-02-01T09:00:00+00:00"}, "forwards only"),
        ({"to": "2026-04-01T09:00:00"}, "offset from UTC"),
    ],
)
async def test_the_clock_moves_forwards_only_and_to_a_moment_of_a_zone(
    body: dict[str, str], words: str
) -> None:
    clock = Movable()
    async with Sandbox(now=clock.now, move_to=clock.move_to) as sandbox, client(sandbox.url) as http:
        refused = await http.post("/control/clock", json=body)

    assert refused.status_code == 409
    assert words in refused.json()["error"]


async def test_the_clock_goes_to_the_next_thing_due() -> None:
    clock, friday = Movable(), MORNING + timedelta(days=5)
    due: list[datetime | None] = [friday]
    async with (
        Sandbox(now=clock.now, move_to=clock.move_to, next_due=lambda: due[0]) as sandbox,
        client(sandbox.url) as http,
    ):
        moved = (await http.post("/control/clock", json={"next": True})).json()
        due[0] = None
        refused = await http.post("/control/clock", json={"next": True})

    assert (clock.at, moved["knows_next"]) == (friday, True)
    assert (refused.status_code, refused.json()["error"]) == (409, "nothing is due")


async def test_what_is_overdue_happens_without_going_back() -> None:
    clock = Movable()
    yesterday = MORNING - timedelta(days=1)
    async with (
        Sandbox(now=clock.now, move_to=clock.move_to, next_due=lambda: yesterday) as sandbox,
        client(sandbox.url) as http,
    ):
        moved = await http.post("/control/clock", json={"next": True})

    assert moved.status_code == 200
    assert clock.at == MORNING


async def test_a_clock_nobody_handed_in_cannot_be_moved(sandbox: Sandbox) -> None:
    async with client(sandbox.url) as http:
        shown = (await http.get("/control/clock")).json()
        refused = await http.post("/control/clock", json={"days": 1})

    assert shown["movable"] is False
    assert refused.status_code == 409


async def test_a_tap_cannot_be_answered_minutes_later() -> None:
    clock = Movable()
    async with Sandbox(now=clock.now, move_to=clock.move_to) as sandbox, client(sandbox.url) as http:
        jay = await sandbox.phone("Jay")
        (typed,) = await jay.types("hello")
        query = await jay.taps_data("late", typed)
        await clock.move_to(MORNING + timedelta(minutes=3))
        refused = await http.post(
            f"/bot{sandbox.token}/answerCallbackQuery", json={"callback_query_id": query}
        )

    assert "query is too old" in refused.json()["description"]


async def test_a_message_older_than_two_days_cannot_be_taken_back() -> None:
    clock = Movable()
    async with Sandbox(now=clock.now, move_to=clock.move_to) as sandbox, client(sandbox.url) as http:
        jay = await sandbox.phone("Jay")
        (typed,) = await jay.types("hello")
        await clock.move_to(MORNING + timedelta(hours=48, seconds=1))
        refused = await http.post(
            f"/bot{sandbox.token}/deleteMessage", json={"chat_id": jay.id, "message_id": typed}
        )

    assert "can't be deleted" in refused.json()["description"]


@asynccontextmanager
async def child_clock(clock: Movable, due: datetime | None = None) -> AsyncIterator[str]:
    """What the bot's own process offers: GET /now and POST /move, and GET /next where it knows."""

    async def now(_request: Request) -> Response:
        return JSONResponse({"now": clock.at.isoformat()})

    async def move(request: Request) -> Response:
        await clock.move_to(datetime.fromisoformat((await request.json())["to"]))
        return JSONResponse({"now": clock.at.isoformat()})

    async def following(_request: Request) -> Response:
        return JSONResponse({"next": due.isoformat() if due else None})

    routes = [Route("/now", now), Route("/move", move, methods=["POST"])]
    app = Starlette(routes=[*routes, Route("/next", following)] if due else routes)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup()
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        await server.shutdown()


async def test_the_clock_of_another_process_is_asked_and_moved_over_http() -> None:
    clock = Movable()
    async with child_clock(clock) as url, Sandbox(clock_url=url) as sandbox, client(sandbox.url) as http:
        await http.post("/control/clock", json={"months": 6})
        jay = await sandbox.phone("Jay")
        await jay.types("half a year on")

        (message,) = await jay.screen()

    assert clock.at.date() == datetime(2026, 9, 1, tzinfo=UTC).date()
    assert abs(message.date - clock.at) < timedelta(minutes=1)


async def test_another_process_is_asked_for_the_next_thing_due() -> None:
    clock, friday = Movable(), MORNING + timedelta(days=5)
    async with (
        child_clock(clock, friday) as url,
        Sandbox(clock_url=url) as sandbox,
        client(sandbox.url) as http,
    ):
        await http.post("/control/clock", json={"next": True})

    assert clock.at == friday


async def test_another_process_that_does_not_know_what_is_next_is_not_offered_it_again() -> None:
    async with (
        child_clock(Movable()) as url,
        Sandbox(clock_url=url) as sandbox,
        client(sandbox.url) as http,
    ):
        refused = await http.post("/control/clock", json={"next": True})
        shown = (await http.get("/control/clock")).json()

    assert (refused.status_code, shown["knows_next"]) == (409, False)


def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert later(datetime(2026, 8, 31, 9, tzinfo=UTC), months=6) == datetime(2027, 2, 28, 9, tzinfo=UTC)
