"""What a phone does and shows."""

import pytest
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, InputMediaPhoto

from sandbox.gifts import PIXEL
from sandbox.loopback import client
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import keyboard
from tests.sandbox.conftest import Call


async def test_a_lock_screen_shows_new_messages_but_no_silent_ones_and_no_edits(jay: Phone, bot: Bot) -> None:
    card = await bot.send_message(jay.id, "Your star is ready")
    await bot.send_message(jay.id, "psst", disable_notification=True)
    await bot.edit_message_text("1 of 8: a private question", jay.id, card.message_id)
    await bot.send_photo(jay.id, PIXEL, caption="Your picture")

    assert await jay.notifications() == ["Your star is ready", "🖼 Your picture"]


async def test_a_button_that_is_not_there_is_named_with_those_that_are(jay: Phone, bot: Bot) -> None:
    await bot.send_message(jay.id, "Well?", reply_markup=keyboard("Yes", "No"))

    with pytest.raises(AssertionError, match=r"no button 'Maybe'; the buttons are \[\['Yes', 'No'\]\]"):
        await jay.taps("Maybe", within=0)


async def test_a_label_is_tapped_on_the_newest_message_that_has_it(jay: Phone, bot: Bot, call: Call) -> None:
    await bot.send_message(jay.id, "old", reply_markup=keyboard("Next"))
    newest = await bot.send_message(jay.id, "new", reply_markup=keyboard("Next"))

    await jay.taps("Next")

    (update,) = (await call("getUpdates"))["result"]
    assert update["callback_query"]["message"]["message_id"] == newest.message_id


async def test_old_and_forged_data_reaches_the_bot_as_sent(jay: Phone, bot: Bot, call: Call) -> None:
    card = await bot.send_message(jay.id, "old", reply_markup=keyboard("Next"))

    await jay.taps_data("v1.forged.999", card.message_id)

    (update,) = (await call("getUpdates"))["result"]
    assert update["callback_query"]["data"] == "v1.forged.999"


async def test_sees_means_since_the_last_thing_this_phone_did(jay: Phone, bot: Bot) -> None:
    await bot.send_message(jay.id, "Hello")
    await jay.types("a new start")

    with pytest.raises(AssertionError, match="does not see 'Hello'"):
        await jay.sees("Hello", within=0)


async def test_commands_in_a_text_are_marked_in_utf16_units(jay: Phone, call: Call) -> None:
    await jay.types("👋 /help me")

    (update,) = (await call("getUpdates"))["result"]
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 3, "length": 5}]


async def test_a_very_long_text_goes_as_several_messages(jay: Phone, call: Call) -> None:
    await jay.types("é" * 5000)

    updates = (await call("getUpdates"))["result"]
    assert [len(update["message"]["text"]) for update in updates] == [4096, 904]


async def test_an_edited_message_and_a_reply_tell_what_they_belong_to(
    jay: Phone, bot: Bot, call: Call
) -> None:
    question = await bot.send_message(jay.id, "How are you?")
    (reply,) = await jay.replies("How are", "fine")
    await jay.edits(reply, "fine thanks")

    answered, edited = (await call("getUpdates"))["result"]
    assert answered["message"]["reply_to_message"]["message_id"] == question.message_id
    assert edited["edited_message"]["text"] == "fine thanks"


@pytest.mark.parametrize("kind", ["photo", "voice", "sticker", "contact", "document"])
async def test_everything_a_phone_can_send_arrives_as_its_kind(jay: Phone, call: Call, kind: str) -> None:
    await jay.sends(kind)

    (update,) = (await call("getUpdates"))["result"]
    assert kind in update["message"]


async def test_a_phone_that_blocked_the_bot_writes_nothing_and_a_link_unblocks_it(
    sandbox: Sandbox, jay: Phone, call: Call
) -> None:
    await jay.blocks()
    with pytest.raises(AssertionError, match="has blocked the bot"):
        await jay.types("hello?")

    await jay.opens("t.me/walkalong_sandbox_bot")

    updates = (await call("getUpdates"))["result"]
    assert [next(iter(set(update) - {"update_id"})) for update in updates] == [
        "my_chat_member",
        "my_chat_member",
        "message",
    ]


async def test_a_link_brings_its_code_to_the_bot_and_the_chat_shows_the_command_alone(
    jay: Phone, call: Call
) -> None:
    await jay.opens("https://t.me/walkalong_sandbox_bot?start=one-time_code")

    (update,) = (await call("getUpdates"))["result"]
    assert update["message"]["text"] == "/start one-time_code"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert [one.text for one in await jay.screen()] == ["/start"]


async def test_a_link_to_somebody_else_does_not_open(jay: Phone) -> None:
    with pytest.raises(AssertionError, match="does not open"):
        await jay.opens("https://t.me/another_bot?start=x")


async def test_a_phone_shows_the_commands_of_the_narrowest_scope(
    sandbox: Sandbox, jay: Phone, bot: Bot
) -> None:
    staff = await sandbox.phone("Ash", started=True)
    await bot.set_my_commands([BotCommand("star", "My star")], BotCommandScopeAllPrivateChats())
    await bot.set_my_commands([BotCommand("people", "My people")], BotCommandScopeChat(staff.id))

    assert await jay.commands() == ["star"]
    assert await staff.commands() == ["people"]


async def test_a_picture_is_put_in_a_texts_place_and_buttons_taken_off(jay: Phone, bot: Bot) -> None:
    card = await bot.send_message(jay.id, "drawing…", reply_markup=keyboard("Close"))
    media = InputMediaPhoto(PIXEL, caption="Your star")
    await bot.edit_message_media(media, jay.id, card.message_id, reply_markup=keyboard("Close"))
    await bot.edit_message_reply_markup(jay.id, card.message_id)

    (seen,) = await jay.screen()
    assert (seen.text, seen.media, seen.labels) == ("Your star", "photo", [])
    assert await jay.fetches(seen) == PIXEL


async def test_deleted_messages_leave_the_screen(jay: Phone, bot: Bot) -> None:
    messages = [await bot.send_message(jay.id, word) for word in ("a", "b", "c")]

    await bot.delete_message(jay.id, messages[0].message_id)
    await bot.delete_messages(jay.id, [messages[1].message_id, 9999])

    assert [one.text for one in await jay.screen()] == ["c"]


async def test_a_file_arrives_with_its_name_and_its_words_can_be_changed(jay: Phone, bot: Bot) -> None:
    sent = await bot.send_document(jay.id, b"a,b", filename="stars.csv", caption="Your stars")
    await bot.edit_message_caption(jay.id, sent.message_id, caption="All your stars")

    seen = await jay.last()
    assert sent.document is not None
    assert (sent.document.file_name, seen.text) == ("stars.csv", "All your stars")
    assert await jay.fetches(seen) == b"a,b"


async def test_a_call_may_come_as_a_plain_get(sandbox: Sandbox, jay: Phone) -> None:
    async with client(sandbox.url) as http:
        await http.get(f"/bot{sandbox.token}/sendMessage", params={"chat_id": jay.id, "text": "by GET"})

    assert (await jay.last()).text == "by GET"


async def test_somebody_in_the_background_can_be_written_to_under_an_id_of_ones_own(
    sandbox: Sandbox, bot: Bot
) -> None:
    async with client(sandbox.url) as http:
        person = {"id": 42, "name": "Robin", "shown": False, "started": True}
        await http.post("/control/phones", json=person)
    robin = await Phone.of(sandbox.url, 42)

    await bot.send_message(42, "hello")

    assert (await robin.sees("hello")).from_bot


async def test_a_link_that_does_not_open_the_bot_adds_nobody(sandbox: Sandbox) -> None:
    with pytest.raises(AssertionError, match="does not open the bot"):
        await sandbox.phone("Jay", open="https://example.org")

    assert sandbox.world.accounts == {}


async def test_a_mini_apps_button_leads_to_its_page(jay: Phone, call: Call) -> None:
    markup = {"inline_keyboard": [[{"text": "Open", "web_app": {"url": "https://example.org/app"}}]]}
    await call("sendMessage", chat_id=jay.id, text="Look", reply_markup=markup)

    assert (await jay.taps("Open"))["url"] == "https://example.org/app"
