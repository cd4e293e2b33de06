"""/control/updates, /control/calls and /control/rates: what goes to the bot, what it asks, and how fast."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import views
from sandbox.people import CannotError
from sandbox.world import World


def routes(world: World) -> list[Route]:
    """The routes about updates, calls and rates. 409 when there was no update yet to repeat."""

    async def inject(request: Request) -> Response:
        """{"update": raw}, {"repeat": true}, {"next_id": n} from which ids go on; or several of them."""
        given = await request.json()
        if "next_id" in given:
            world.updates.next_id = int(given["next_id"])
        if given.get("repeat"):
            repeated = world.updates.repeat()
            if repeated is None:
                raise CannotError("there was no update yet")
            return JSONResponse(repeated)
        return JSONResponse(world.updates.inject(given["update"]) if "update" in given else {})

    async def calls(request: Request) -> Response:
        method, after = request.query_params.get("method"), int(request.query_params.get("after", 0))
        wanted = (one for one in world.calls if one.number > after and method in {None, one.method})
        return JSONResponse([views.call(one) for one in wanted])

    async def rates(request: Request) -> Response:
        """How fast the bot speaks; {"on": true} refuses from now on what comes too fast."""
        if request.method == "POST":
            world.rates.on = bool((await request.json())["on"])
            world.bell.ring()
        return JSONResponse(world.rates.view())

    return [
        Route("/updates", inject, methods=["POST"]),
        Route("/calls", calls, methods=["GET"]),
        Route("/rates", rates, methods=["GET", "POST"]),
    ]
