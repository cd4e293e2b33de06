"""/control/faults and /control/holds: make things go wrong on purpose."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.faults import Faults

LONGEST_WAIT = 60.0  # seconds


class Trouble:
    """The routes about faults. 404 for a fault or a held call that is not there."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults

    def routes(self) -> list[Route]:
        """Every route, below /control."""
        return [
            Route("/faults", self.planned, methods=["GET"]),
            Route("/faults", self.plan, methods=["POST"]),
            Route("/faults", self.clear, methods=["DELETE"]),
            Route("/faults/{id}", self.remove, methods=["DELETE"]),
            Route("/holds", self.held, methods=["GET"]),
            Route("/holds/{id}/release", self.release, methods=["POST"]),
        ]

    async def planned(self, _request: Request) -> Response:
        """Every fault there is."""
        return JSONResponse(self.faults.view())

    async def plan(self, request: Request) -> Response:
        """Plan a fault: the fields of Fault, `kind` at least."""
        return JSONResponse(asdict(self.faults.add(**await request.json())), 201)

    async def clear(self, _request: Request) -> Response:
        """Take every fault away; what is held goes on."""
        self.faults.clear()
        return JSONResponse({})

    async def remove(self, request: Request) -> Response:
        """Take one fault away; what it holds goes on."""
        self.faults.remove(request.path_params["id"])
        return JSONResponse({})

    async def held(self, request: Request) -> Response:
        """The calls held now, waiting up to `wait` seconds until there is one."""
        wait = min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
        await self.faults.bell.until(lambda: bool(self.faults.held), wait)
        return JSONResponse([asdict(one) for one in self.faults.held.values()])

    async def release(self, request: Request) -> Response:
        """Let a held call go: {"then": "answer"} (the default), or {"then": "drop"}."""
        given = await request.json() if await request.body() else {}
        self.faults.release(request.path_params["id"], given.get("then", "answer"))
        return JSONResponse({})
