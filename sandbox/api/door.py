"""Where calls come in: token, faults, the method, the answer."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.api import chats, editing, menus, sending, tapping, updates
from sandbox.api.calls import Asked, RefusedError, read
from sandbox.api.takes import refuse_unknown
from sandbox.clock import Clock
from sandbox.entities import Json
from sandbox.faults import Fault, Moment
from sandbox.rates import counts
from sandbox.world import TOKEN, World

METHODS: dict[str, Callable[[World, Asked], Any]] = {
    "getme": updates.get_me,
    "getupdates": updates.get_updates,
    "deletewebhook": updates.delete_webhook,
    "getwebhookinfo": updates.get_webhook_info,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagemedia": editing.edit_message_media,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": tapping.answer_callback_query,
    "setmycommands": menus.set_my_commands,
    "getmycommands": menus.get_my_commands,
    "deletemycommands": menus.delete_my_commands,
    "setchatmenubutton": menus.set_chat_menu_button,
    "getchatmenubutton": menus.get_chat_menu_button,
    "getmydescription": menus.get_my_description,
    "getmyshortdescription": menus.get_my_short_description,
    "getchat": chats.get_chat,
    "getfile": chats.get_file,
}


class DroppedError(Exception):
    """The connection is to break without an answer."""


def routes(world: World, clock: Clock, hang_up: Callable[[Request], Awaitable[None]]) -> list[Route]:
    """The Bot API's routes; `hang_up` breaks the connection a request came on."""

    async def call(request: Request) -> Response:
        if request.path_params["token"] != TOKEN:
            return JSONResponse(_refusal(RefusedError(401, "Unauthorized")), 401)
        try:
            asked = await read(request, request.path_params["method"])
        except RefusedError as refused:
            return JSONResponse(_refusal(refused), refused.code)
        await clock.keep_up()
        entry = world.note(asked.method, asked.logged())
        answer = await _answer_or_none(world, asked)
        world.answered(entry, answer)
        if answer is None:
            await hang_up(request)
            return Response()
        return JSONResponse(answer, answer.get("error_code", 200))

    async def download(request: Request) -> Response:
        if world.faults.is_out():
            await hang_up(request)
        path = request.path_params["path"]
        file = next((one for one in world.files.values() if one.path == path), None)
        if file is None or request.path_params["token"] != TOKEN:
            return JSONResponse(_refusal(RefusedError(404, "Not Found")), 404)
        return Response(file.content, media_type=file.mime)

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
    ]


async def _answer_or_none(world: World, asked: Asked) -> Json | None:
    """The whole JSON answer; None when the connection is to break instead."""
    try:
        return {"ok": True, "result": await _result(world, asked)}
    except RefusedError as refused:
        return _refusal(refused)
    except DroppedError:
        return None


async def _result(world: World, asked: Asked) -> Any:
    method = METHODS.get(asked.method.lower())
    if method is None:
        raise RefusedError(404, "Not Found")
    faults = world.faults.striking(asked.method, asked.text("chat_id"))
    await _go_wrong(world, asked, faults, "before")
    _hold_to_the_rates(world, asked)
    refuse_unknown(asked)
    result = method(world, asked)
    if isawaitable(result):
        result = await result
    await _go_wrong(world, asked, faults, "after")
    return result


def _hold_to_the_rates(world: World, asked: Asked) -> None:
    if not counts(asked.method):
        return
    wait = world.rates.spoken(asked.method, asked.text("chat_id"))
    if wait is not None:
        raise RefusedError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


async def _go_wrong(world: World, asked: Asked, faults: list[Fault], moment: Moment) -> None:
    """Let the faults that strike a call have their way, in the order they were planned."""
    for fault in faults:
        if fault.when != moment or fault.kind == "outage":
            continue
        if fault.kind == "latency":
            await asyncio.sleep(fault.ms / 1000)
        elif fault.kind == "error":
            after = {} if fault.retry_after is None else {"retry_after": fault.retry_after}
            raise RefusedError(fault.code, fault.description, **after)
        elif fault.kind == "drop" or not await world.faults.keep_waiting(fault, asked.method, asked.logged()):
            raise DroppedError
    if world.faults.is_out():
        raise DroppedError


def _refusal(refused: RefusedError) -> Json:
    parameters = {"parameters": refused.parameters} if refused.parameters else {}
    return {"ok": False, "error_code": refused.code, "description": refused.description, **parameters}
