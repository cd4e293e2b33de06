"""The page with the phones, and the stream of news that keeps it fresh."""

import asyncio
import json
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from sandbox import views
from sandbox.control.moving import Travel
from sandbox.entities import Json
from sandbox.world import BOT_NAME, BOT_USERNAME, World

NEWEST = 400  # changes of the log that a drawer begins with
CALM = 0.1  # seconds between two looks at busy traffic
HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def routes(world: World, travel: Travel, time_zone: str) -> list[BaseRoute]:
    """The page, its static files, the files sent in chats, and the streams of what changes."""
    templates = Jinja2Templates(HERE / "templates")

    async def show(request: Request) -> Response:
        context = {"bot_name": BOT_NAME, "bot_username": BOT_USERNAME, "time_zone": time_zone}
        return templates.TemplateResponse(request, "phones.html", context, headers=HEADERS)

    async def sent_file(request: Request) -> Response:
        file = world.files[request.path_params["id"]]
        return Response(file.content, media_type=file.mime, headers=HEADERS)

    async def events(request: Request) -> Response:
        # A browser that lost the stream says where it was; it goes on from there, if this is the same world.
        born, _, version = request.headers.get("last-event-id", "").partition(".")
        return EventSourceResponse(_news(world, travel, int(version) if born == world.born else 0))

    async def traffic(_request: Request) -> Response:
        return EventSourceResponse(_traffic(world))

    return [
        Route("/", show),
        Route("/events", events, methods=["GET"]),
        Route("/traffic", traffic, methods=["GET"]),
        Route("/files/{id}", sent_file),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]


async def _news(world: World, travel: Travel, since: int) -> AsyncIterator[ServerSentEvent]:
    await travel.clock.refresh()
    while not world.bell.closed:
        said: Json = {"whole": since == 0, "phones": views.news(world, since), "clock": travel.view()}
        since, turns = world.version, travel.turns
        yield ServerSentEvent(json.dumps(said, ensure_ascii=False), event="news", id=f"{world.born}.{since}")
        # While the clock is moving the page hears of it twice a second even when no message comes.
        within = 0.5 if travel.to else 60
        await world.bell.until(partial(_is_news, world, travel, since, turns), within)


def _is_news(world: World, travel: Travel, since: int, turns: int) -> bool:
    return world.version > since or travel.turns != turns


async def _traffic(world: World) -> AsyncIterator[ServerSentEvent]:
    """What the drawer shows while it is open: the newest calls, then all that changes."""
    since, shown = max(0, world.calls_version - NEWEST), ""
    while not world.bell.closed:
        text = json.dumps(views.traffic(world, since), ensure_ascii=False)
        since = world.calls_version
        if text != shown:
            yield ServerSentEvent(text, event="traffic")
        shown = text
        await asyncio.sleep(CALM)
        # Faults end and rates fall without anybody's doing, so there is a look every second.
        await world.bell.until(partial(_is_traffic, world, since), 1)


def _is_traffic(world: World, since: int) -> bool:
    return world.calls_version > since
