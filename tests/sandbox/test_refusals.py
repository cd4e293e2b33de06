"""What Telegram refuses is refused here, in its words."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from sandbox.gifts import PIXEL
from sandbox.loopback import client
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.conftest import Call


def button(**action: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Tap", **action}]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        pytest.param({"text": ""}, "message text is empty", id="nothing to say"),
        pytest.param({"text": "a" * 4097}, "message is too long", id="one letter over"),
        pytest.param({"text": "👋" * 2049}, "message is too long", id="emoji count two units each"),
        pytest.param({"text": "<b>x</b>", "parse_mode": "HTML"}, "parse_mode", id="parse mode"),
        pytest.param(
            {"text": "x", "reply_markup": button(callback_data="é" * 33)},
            "BUTTON_DATA_INVALID",
            id="66 bytes",
        ),
        pytest.param(
            {"text": "x", "reply_markup": button(callback_data="")}, "BUTTON_DATA_INVALID", id="no data"
        ),
        pytest.param({"text": "x", "reply_markup": button()}, "Text buttons are unallowed", id="no action"),
        pytest.param(
            {"text": "x", "reply_markup": {"keyboard": [["a"]]}}, "inline keyboards only", id="other kind"
        ),
        pytest.param(
            {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "ends after the end of the text",
            id="entity too long",
        ),
        pytest.param(
            {"text": "x", "reply_parameters": {"message_id": 999}},
            "message to be replied not found",
            id="reply",
        ),
    ],
)
async def test_a_message_telegram_would_not_take(
    jay: Phone, call: Call, params: dict[str, Any], words: str
) -> None:
    refused = await call("sendMessage", chat_id=jay.id, **params)

    assert refused["error_code"] == 400
    assert words in refused["description"]


async def test_texts_and_data_at_the_limit_are_taken(jay: Phone, call: Call) -> None:
    text, markup = "👋" * 2048, button(callback_data="é" * 32)

    taken = await call("sendMessage", chat_id=jay.id, text=text, reply_markup=markup)

    assert taken["result"]["text"] == text


async def test_a_long_caption_is_refused_in_words_ptb_knows(jay: Phone, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_photo(jay.id, PIXEL, caption="a" * 1025)


async def test_a_photo_that_is_no_picture_is_refused(jay: Phone, bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await bot.send_photo(jay.id, b"not a picture")


async def test_nobody_is_written_to_who_never_wrote_first(sandbox: Sandbox, call: Call) -> None:
    stranger = await sandbox.phone("Stranger")

    refused = await call("sendMessage", chat_id=stranger.id, text="hello")

    assert (refused["error_code"], refused["description"]) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


async def test_an_unknown_chat_is_not_found(call: Call) -> None:
    refused = await call("sendMessage", chat_id=1, text="hello")

    assert (refused["error_code"], refused["description"]) == (400, "Bad Request: chat not found")


async def test_an_edit_that_changes_nothing_is_refused(jay: Phone, call: Call) -> None:
    sent = (await call("sendMessage", chat_id=jay.id, text="same"))["result"]["message_id"]

    refused = await call("editMessageText", chat_id=jay.id, message_id=sent, text="same")

    assert refused["description"].startswith("Bad Request: message is not modified: specified new message")


async def test_a_message_that_was_deleted_cannot_be_edited(jay: Phone, call: Call) -> None:
    sent = (await call("sendMessage", chat_id=jay.id, text="gone"))["result"]["message_id"]
    await call("deleteMessage", chat_id=jay.id, message_id=sent)

    refused = await call("editMessageText", chat_id=jay.id, message_id=sent, text="back")

    assert refused["description"] == "Bad Request: message to edit not found"


async def test_another_persons_message_is_not_found(sandbox: Sandbox, jay: Phone, call: Call) -> None:
    alex = await sandbox.phone("Alex", started=True)
    sent = (await call("sendMessage", chat_id=jay.id, text="for Jay"))["result"]["message_id"]

    refused = await call("editMessageText", chat_id=alex.id, message_id=sent, text="for Alex")

    assert refused["description"] == "Bad Request: message to edit not found"


async def test_a_tap_is_answered_once(jay: Phone, call: Call) -> None:
    sent = (await call("sendMessage", chat_id=jay.id, text="x", reply_markup=button(callback_data="a")))[
        "result"
    ]
    query = await jay.taps_data("a", sent["message_id"])
    await call("answerCallbackQuery", callback_query_id=query)

    refused = await call("answerCallbackQuery", callback_query_id=query)

    assert refused["description"] == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_an_unknown_method_is_404_and_a_wrong_token_401(sandbox: Sandbox, call: Call) -> None:
    async with client(sandbox.url) as http:
        wrong_token = await http.get("/bot1:WRONG/getMe")

    assert (await call("flyToTheMoon"))["error_code"] == 404
    assert wrong_token.status_code == 401


async def test_ptb_takes_a_wrong_token_for_what_it_is(sandbox: Sandbox) -> None:
    stranger = Bot("1:WRONG", base_url=sandbox.api_url)

    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()
