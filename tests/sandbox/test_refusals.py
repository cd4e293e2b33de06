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


def button(**action: object) -> dict[str, Any]:
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
        pytest.param({"text": "x", "reply_markup": ["a"]}, "object expected as reply markup", id="a list"),
        pytest.param(
            {"text": "x", "reply_markup": {"inline_keyboard": [{"text": "a"}]}},
            "must be an Array of Arrays",
            id="flat",
        ),
        pytest.param(
            {"text": "x", "reply_markup": {"inline_keyboard": [["a"]]}},
            "InlineKeyboardButton must be an Object",
            id="a word for a button",
        ),
        pytest.param(
            {"text": "x", "reply_markup": button(url="ftp://example.org")}, "Wrong HTTP URL", id="ftp"
        ),
        pytest.param(
            {"text": "x", "reply_markup": button(web_app={"url": "http://example.org"})},
            "inline keyboard button Web App URL 'http://example.org' is invalid: Only HTTPS links are allowed",
            id="a Mini App without TLS",
        ),
        pytest.param(
            {"text": "x", "reply_markup": button(copy_text={"text": "x"})},
            "callback_data, url or web_app only",
            id="a button that would do nothing here",
        ),
        pytest.param(
            {"text": "x", "entities": {"type": "bold"}}, "expected an Array of Objects", id="one entity bare"
        ),
        pytest.param({"text": "x", "message_thread_id": 5}, "does not know sendMessage with", id="topics"),
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


async def test_a_photo_of_more_than_ten_megabytes_is_refused(jay: Phone, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="too big for a photo; the maximum size is 10485760 bytes"):
        await bot.send_photo(jay.id, PIXEL + bytes(10 * 1024 * 1024))


async def test_an_upload_of_more_than_fifty_megabytes_is_not_read_further(
    sandbox: Sandbox, jay: Phone
) -> None:
    async with client(f"{sandbox.url}/bot{sandbox.token}") as http:
        files = {"document": ("big.bin", bytes(50 * 1024 * 1024 + 1))}
        refused = await http.post("/sendDocument", data={"chat_id": str(jay.id)}, files=files)

    assert (refused.status_code, refused.json()["description"]) == (413, "Request Entity Too Large")


async def test_a_file_of_more_than_twenty_megabytes_cannot_be_fetched_by_a_bot(
    sandbox: Sandbox, call: Call
) -> None:
    file = sandbox.world.keep(
        bytes(20 * 1024 * 1024 + 1), name="big.bin", mime="application/octet-stream", folder="documents"
    )

    refused = await call("getFile", file_id=file.id)

    assert refused["description"] == "Bad Request: file is too big"


async def test_a_deleted_account_cannot_be_written_to_or_edited_for(jay: Phone, call: Call) -> None:
    sent = (await call("sendMessage", chat_id=jay.id, text="hello"))["result"]["message_id"]
    await jay.deletes_account()

    refused = [
        await call("sendMessage", chat_id=jay.id, text="hello?"),
        await call("editMessageText", chat_id=jay.id, message_id=sent, text="hello?"),
    ]

    assert [one["description"] for one in refused] == ["Forbidden: user is deactivated"] * 2
    with pytest.raises(AssertionError, match="has deleted the account"):
        await jay.types("still here")


async def test_an_action_telegram_does_not_know_is_refused(jay: Phone, call: Call) -> None:
    refused = await call("sendChatAction", chat_id=jay.id, action="thinking")

    assert refused["description"] == "Bad Request: wrong parameter action in request"


async def test_a_body_that_is_no_json_is_refused(sandbox: Sandbox) -> None:
    async with client(f"{sandbox.url}/bot{sandbox.token}") as http:
        headers = {"Content-Type": "application/json"}
        refused = await http.post("/getMe", content=b"{not json", headers=headers)

    assert refused.status_code == 400


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
