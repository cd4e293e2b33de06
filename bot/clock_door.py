"""A door to a child process's clock, on loopback: `GET /now`, `POST /move {"to": …}`. Never on Telegram itself."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.clock import Clock


class _Server(uvicorn.Server):
    """Uvicorn that leaves the process's signals to the bot."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def clock_door(
    clock: Clock,
    move_to: Callable[[datetime], Awaitable[None]],
    next_said: Callable[[], datetime | None],
    port: int | None,
) -> AsyncIterator[None]:
    """Keep the door open on a port of 127.0.0.1; without a port there is none."""
    if port is None:
        yield
        return

    async def show(_: Request) -> Response:
        return JSONResponse({"now": clock.now().isoformat()})

    async def move(request: Request) -> Response:
        to = datetime.fromisoformat((await request.json())["to"])
        await move_to(to)
        return JSONResponse({"now": clock.now().isoformat()})

    async def following(_: Request) -> Response:
        moment = next_said()
        return JSONResponse({"next": moment.isoformat() if moment else None})

    routes = [Route("/now", show), Route("/next", following), Route("/move", move, methods=["POST"])]
    app = Starlette(routes=routes)
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    listening = socket.create_server(("127.0.0.1", port))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
