"""What the sandbox says is what Bot API 10.3 says, as aiogram's types hold it."""

from typing import Any

import pytest
from aiogram.types import (
    BotCommand,
    BotDescription,
    BotShortDescription,
    ChatFullInfo,
    File,
    MenuButtonCommands,
    Message,
    Update,
    User,
    WebhookInfo,
)
from pydantic import BaseModel

from sandbox.gifts import PIXEL
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.conftest import Call
from tests.sandbox.oracle import unknown, wrong

BUTTONS = {
    "inline_keyboard": [[{"text": "a", "callback_data": "a"}, {"text": "b", "url": "https://example.org"}]]
}


async def test_every_kind_of_update_is_one_that_bot_api_10_knows(jay: Phone, call: Call) -> None:
    sent = (await call("sendMessage", chat_id=jay.id, text="hello", reply_markup=BUTTONS))["result"]
    (typed,) = await jay.types("/start 👋 /help")
    await jay.edits(typed, "mended")
    await jay.replies("hello", "hi")
    await jay.taps("a")
    await call("deleteMessage", chat_id=jay.id, message_id=sent["message_id"])
    await jay.taps_data("a", sent["message_id"])
    for kind in ("photo", "voice", "sticker", "contact", "document"):
        await jay.sends(kind)
    await jay.blocks()
    await jay.unblocks()

    updates = (await call("getUpdates"))["result"]

    assert len(updates) == 12
    assert [unknown(one, Update.model_validate(one)) for one in updates] == [[]] * 12


@pytest.mark.parametrize(
    ("method", "params", "model"),
    [
        ("getMe", {}, User),
        ("getWebhookInfo", {}, WebhookInfo),
        ("getChatMenuButton", {}, MenuButtonCommands),
        ("getMyDescription", {}, BotDescription),
        ("getMyShortDescription", {}, BotShortDescription),
        ("sendMessage", {"text": "x", "reply_markup": BUTTONS, "protect_content": True}, Message),
    ],
)
async def test_every_answer_is_one_that_bot_api_10_knows(
    jay: Phone, call: Call, method: str, params: dict[str, Any], model: type[BaseModel]
) -> None:
    answer = (await call(method, chat_id=jay.id, **params))["result"]

    assert unknown(answer, model.model_validate(answer)) == []


async def test_answers_about_chats_files_and_commands_are_known_too(jay: Phone, call: Call) -> None:
    photo = await jay.sends("photo", content=PIXEL)
    shape = (await call("getUpdates"))["result"][0]["message"]["photo"][0]
    await call("setMyCommands", commands=[{"command": "star", "description": "My star"}])

    file = (await call("getFile", file_id=shape["file_id"]))["result"]
    chat = (await call("getChat", chat_id=jay.id))["result"]
    (command,) = (await call("getMyCommands"))["result"]

    assert photo > 0
    assert unknown(file, File.model_validate(file)) == []
    assert unknown(chat, ChatFullInfo.model_validate(chat)) == []
    assert unknown(command, BotCommand.model_validate(command)) == []


async def test_the_oracle_names_what_bot_api_10_does_not_know(
    sandbox: Sandbox, jay: Phone, call: Call
) -> None:
    await call("sendMessage", chat_id=jay.id, text="fine", reply_markup=BUTTONS)
    await call("sendMessage", chat_id=jay.id, text="x", urgent=True)
    made_up = sandbox.world.note("getMe", {})
    sandbox.world.answered(
        made_up, {"ok": True, "result": {"id": 1, "is_bot": True, "first_name": "x", "a": 1}}
    )

    assert wrong(sandbox.world.calls) == ["sendMessage: has no parameter urgent", "getMe: User.a"]
