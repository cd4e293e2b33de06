"""The sandbox as a running server."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount

from sandbox import page
from sandbox.api import door
from sandbox.api.calls import RefusedError
from sandbox.clock import CannotMoveError, Clock, DistantClock, OwnClock, real_now
from sandbox.control import moving, traffic
from sandbox.control.phones import Phones
from sandbox.control.trouble import Trouble
from sandbox.loopback import client
from sandbox.people import CannotError
from sandbox.phone import Phone
from sandbox.world import TOKEN, World

HOST = "127.0.0.1"


async def _not_there(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": f"there is no {error}"}, 404)


async def _makes_no_sense(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)


async def _cannot(_request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 409)


REFUSALS = {
    LookupError: _not_there,
    ValueError: _makes_no_sense,
    TypeError: _makes_no_sense,
    CannotError: _cannot,
    CannotMoveError: _cannot,
    RefusedError: _makes_no_sense,
}


class Sandbox:
    """A Telegram Bot API with phones, on loopback, from `async with` to its end.

    `port` 0 takes a free one. `now` (aware UTC) and `move_to` are the bot's clock when it lives in this
    process, and `next_due` tells (aware UTC) when something is next to happen there; `clock_url` is where all
    that is asked when it does not. Without either the time is the real one. `rates` refuses what comes faster
    than Telegram allows. `time_zone` is the one the page tells the time in. Entering raises OSError when the
    port is taken.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        now: Callable[[], datetime] | None = None,
        move_to: Callable[[datetime], Awaitable[None]] | None = None,
        next_due: Callable[[], datetime | None] | None = None,
        clock_url: str | None = None,
        rates: bool = False,
        time_zone: str = "Europe/London",
    ) -> None:
        own = OwnClock(now or real_now, move_to, next_due)
        self.clock: Clock = DistantClock(clock_url) if clock_url else own
        self.world = World(self.clock.now, rates=rates)
        self.faults = self.world.faults
        self.token = TOKEN
        self._port = port
        self._time_zone = time_zone

    async def __aenter__(self) -> Self:
        listening = _listen(self._port)
        self._port = listening.getsockname()[1]
        self._server = _Server(uvicorn.Config(self._app(), log_config=None, access_log=False, lifespan="off"))
        await self._server.begin(listening)
        self._http = client(self.url)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.close()
        await self._http.aclose()
        if isinstance(self.clock, DistantClock):
            await self.clock.close()
        await self._server.end()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """The Bot API's address, as python-telegram-bot's `base_url` wants it."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """Where files are fetched, as python-telegram-bot's `base_file_url` wants it."""
        return f"{self.url}/file/bot"

    async def phone(self, name: str, **traits: Any) -> Phone:
        """Add somebody with a phone; `traits` as in Phone.add."""
        return await Phone.add(self._http, name, **traits)

    def _app(self) -> Starlette:
        travel = moving.Travel(self.clock, self.world.bell)
        control = [
            *Phones(self.world).routes(),
            *Trouble(self.faults).routes(),
            *traffic.routes(self.world),
            *moving.routes(travel),
        ]
        return Starlette(
            routes=[
                *door.routes(self.world, self.clock, self._server_hangs_up),
                Mount("/control", Starlette(routes=control, exception_handlers=REFUSALS)),
                *page.routes(self.world, travel, self._time_zone),
            ],
            # A page elsewhere must not reach us under a name of its own that leads to 127.0.0.1.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        )

    async def _server_hangs_up(self, request: Request) -> None:
        self._server.hang_up(request)
        while (await request.receive())["type"] != "http.disconnect":
            pass


def _listen(port: int) -> socket.socket:
    """A listening socket on loopback. OSError when the port is taken."""
    # Named as TCP: asyncio turns Nagle's waiting off (40 ms an answer) only where the protocol says so.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(2048)
    except OSError:
        listening.close()
        raise
    return listening


class _Server(uvicorn.Server):
    """Uvicorn inside a running loop: no signal handlers, no ticking, and no waiting at the end."""

    async def begin(self, listening: socket.socket) -> None:
        """Start to serve."""
        self.config.load()
        self.lifespan = self.config.lifespan_class(self.config)
        await self.startup(sockets=[listening])

    async def end(self) -> None:
        """Stop: every open answer gets a moment to go out, then connections are cut."""
        for server in self.servers:
            server.close()
        if self.server_state.tasks:
            await asyncio.wait(set(self.server_state.tasks), timeout=0.2)
        for task in list(self.server_state.tasks):
            task.cancel()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        if self.server_state.tasks:
            await asyncio.wait(set(self.server_state.tasks))

    def hang_up(self, request: Request) -> None:
        """Cut the connection that a request came on."""
        for connection in self.server_state.connections:
            if connection.transport.get_extra_info("peername") == tuple(request.client or ()):
                connection.transport.abort()
