"""/control/phones: add people, look at their screens, do what they can do."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import people, views
from sandbox.entities import Json
from sandbox.gifts import gift
from sandbox.people import CannotError
from sandbox.qr import link_in
from sandbox.world import Account, Message, World

LONGEST_WAIT = 60.0  # seconds
TRAITS = ("label", "language_code", "shown", "started")


class Phones:
    """The routes about phones. 404 for an account that is not there, 409 for what its phone cannot do now."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        """Every route, below /control."""
        return [
            Route("/phones", self.everyone, methods=["GET"]),
            Route("/phones", self.add, methods=["POST"]),
            Route("/phones/{id:int}/screen", self.screen, methods=["GET"]),
            Route("/phones/{id:int}/{part}", self.part, methods=["GET"]),
            Route("/phones/{id:int}/scans", self.scans, methods=["POST"]),
            Route("/phones/{id:int}/{act}", self.act, methods=["POST"]),
        ]

    async def everyone(self, _request: Request) -> Response:
        """Everybody, shown on the page or not."""
        return JSONResponse([views.phone(account) for account in self.world.accounts.values()])

    async def add(self, request: Request) -> Response:
        """Add somebody: {"name", "label"?, "language_code"?, "shown"?, "started"?, "id"?, "open"?: link}."""
        return JSONResponse(views.phone(_add(self.world, await request.json())), 201)

    async def screen(self, request: Request) -> Response:
        """The screen, once it is newer than version `newer_than`, or after `wait` seconds."""
        account = self._account(request)
        newer_than = int(request.query_params.get("newer_than", -1))
        wait = min(float(request.query_params.get("wait", 0)), LONGEST_WAIT)
        await self.world.bell.until(lambda: account.version > newer_than, wait)
        return JSONResponse(views.screen(self.world, account))

    async def part(self, request: Request) -> Response:
        """One part of the screen: messages, toasts, notifications or commands."""
        screen = views.screen(self.world, self._account(request))
        return JSONResponse(screen[request.path_params["part"]])

    async def act(self, request: Request) -> Response:
        """What the person does, one of ACTS. Answers what came of it, and their screen's version."""
        account = self._account(request)
        given: Json = await request.json() if await request.body() else {}
        done = ACTS[request.path_params["act"]](self.world, account, given)
        return JSONResponse({**done, "version": account.version})

    async def scans(self, request: Request) -> Response:
        """Open the link in a QR picture: `?width=`, and one grey byte a pixel, row after row, as the body."""
        account = self._account(request)
        link = link_in(await request.body(), int(request.query_params["width"]))
        return JSONResponse({**_opens(self.world, account, {"link": link}), "version": account.version})

    def _account(self, request: Request) -> Account:
        return self.world.accounts[int(request.path_params["id"])]


def _add(world: World, given: Json) -> Account:
    """Add somebody, unless the link they are to open is not one to this bot."""
    link = given.get("open")
    if link and people.start_payload(link) is None:
        raise CannotError("this link does not open the bot")
    traits = {name: given[name] for name in TRAITS if name in given}
    account = world.add_account(given["name"], account_id=given.get("id"), **traits)
    if link:
        people.opens(world, account, link)
    return account


def _types(world: World, account: Account, given: Json) -> Json:
    return _said(people.types(world, account, str(given["text"])))


def _replies(world: World, account: Account, given: Json) -> Json:
    return _said(people.types(world, account, str(given["text"]), reply_to=int(given["message_id"])))


def _edits(world: World, account: Account, given: Json) -> Json:
    return _said([people.edits(world, account, int(given["message_id"]), str(given["text"]))])


def _sends(world: World, account: Account, given: Json) -> Json:
    media = gift(world, str(given["kind"]), given)
    return _said([people.sends(world, account, media, str(given.get("caption", "")))])


def _opens(world: World, account: Account, given: Json) -> Json:
    return _said(people.opens(world, account, str(given["link"])))


def _taps(world: World, account: Account, given: Json) -> Json:
    """By label: what that button does. By data: that data, even when no button has it (any more)."""
    message_id = int(given["message_id"])
    if "data" in given:
        return {"query_id": people.taps(world, account, message_id, str(given["data"]))}
    button = people.button(world, account, message_id, str(given["label"]))
    if "callback_data" in button:
        return {"query_id": people.taps(world, account, message_id, button["callback_data"])}
    url = views.button(button)["url"]
    if people.start_payload(str(url)) is not None:
        return _said(people.opens(world, account, url))
    return {"url": url}


def _blocks(world: World, account: Account, _given: Json) -> Json:
    people.blocks(world, account)
    return {}


def _unblocks(world: World, account: Account, _given: Json) -> Json:
    people.unblocks(world, account)
    return {}


def _deletes_account(world: World, account: Account, _given: Json) -> Json:
    people.deletes_account(world, account)
    return {}


def _said(messages: list[Message]) -> Json:
    return {"message_ids": [message.id for message in messages]}


ACTS: dict[str, Callable[[World, Account, Json], Json]] = {
    "types": _types,
    "replies": _replies,
    "edits": _edits,
    "sends": _sends,
    "opens": _opens,
    "taps": _taps,
    "blocks": _blocks,
    "unblocks": _unblocks,
    "deletes_account": _deletes_account,
}
