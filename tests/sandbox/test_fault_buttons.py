"""Every button of the drawer that lets something go wrong, pressed, and what a bot meets then."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from telegram import Bot
from telegram.error import NetworkError, TelegramError

from sandbox.phone import Phone
from tests.sandbox.conftest import Call
from tests.sandbox.pages import opened_drawer

# Each button, and the sentence that stands below the buttons once it was pressed.
SAID = {
    "Slow: 2 s": "two seconds later",
    "Error 500": "refused with an error of the server",
    "Break before": "breaks before it arrives",
    "Break after": "breaks before the answer",
    "429 for 10 s": "too many requests",
    "Outage 10 s": "every connection breaks",
    "Hold a message": "answered only when you say so",
    "Update again": "a second time",
    "Poison update": "no library can read",
    "Ids from 1": "lower than all before",
}


async def pressed(page: Page, button: str) -> Locator:
    """Open the drawer, press a button of it, and wait until it says what it did."""
    drawer = await opened_drawer(page)
    await drawer.get_by_role("button", name=button).click()
    await expect(drawer.get_by_role("status")).to_contain_text(SAID[button])
    return drawer


async def heard(call: Call, offset: int = 0) -> list[dict[str, Any]]:
    """The updates that wait for the bot from an id on."""
    updates: list[dict[str, Any]] = (await call("getUpdates", offset=offset, timeout=10))["result"]
    return updates


async def test_there_are_no_buttons_but_these(page: Page) -> None:
    drawer = await opened_drawer(page)

    buttons = drawer.get_by_role("group", name="Let something go wrong").get_by_role("button")

    assert await buttons.all_text_contents() == list(SAID)


async def test_slow_answers_two_seconds_later(page: Page, jay: Phone, bot: Bot) -> None:
    await pressed(page, "Slow: 2 s")
    loop = asyncio.get_running_loop()
    asked = loop.time()

    await bot.send_message(jay.id, "hello")

    assert loop.time() - asked >= 2


@pytest.mark.parametrize(
    ("button", "error", "arrives"),
    [
        ("Error 500", TelegramError, False),
        ("Break before", NetworkError, False),
        ("Break after", NetworkError, True),
    ],
)
async def test_the_next_message_fails_and_the_one_after_it_does_not(
    page: Page, jay: Phone, bot: Bot, button: str, error: type[TelegramError], arrives: bool
) -> None:
    await pressed(page, button)

    with pytest.raises(error):
        await bot.send_message(jay.id, "first")
    await bot.send_message(jay.id, "second")

    texts = [one.text for one in await jay.screen()]
    assert texts == (["first", "second"] if arrives else ["second"])


async def test_a_storm_refuses_everything_and_says_how_long_to_wait(
    page: Page, jay: Phone, call: Call
) -> None:
    await pressed(page, "429 for 10 s")

    answers = [await call(method) for method in ("getMe", "getUpdates")]

    assert [one["error_code"] for one in answers] == [429, 429]
    assert [one["parameters"] for one in answers] == [{"retry_after": 3}] * 2


async def test_an_outage_breaks_everything_until_it_is_taken_away(page: Page, jay: Phone, bot: Bot) -> None:
    drawer = await pressed(page, "Outage 10 s")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(jay.id, "hello")

    await drawer.get_by_role("button", name="Take away").click()
    await expect(drawer.get_by_role("button", name="Take away")).to_have_count(0)

    await bot.send_message(jay.id, "hello again")
    assert (await jay.last()).text == "hello again"


async def test_a_held_message_is_answered_when_somebody_says_so(page: Page, jay: Phone, bot: Bot) -> None:
    drawer = await pressed(page, "Hold a message")
    sending = asyncio.create_task(bot.send_message(jay.id, "at last"))

    await drawer.get_by_role("button", name="Answer").click()
    await sending

    assert (await jay.last()).text == "at last"


async def test_a_held_message_is_broken_when_somebody_says_so(page: Page, jay: Phone, bot: Bot) -> None:
    drawer = await pressed(page, "Hold a message")
    sending = asyncio.create_task(bot.send_message(jay.id, "never"))

    await drawer.get_by_role("button", name="Break: sendMessage").click()

    with pytest.raises(NetworkError):
        await sending
    assert await jay.screen() == []


async def test_an_update_comes_a_second_time_though_it_was_confirmed(
    page: Page, jay: Phone, call: Call
) -> None:
    await jay.types("hello")
    (first,) = await heard(call)
    await call("getUpdates", offset=first["update_id"] + 1)

    await pressed(page, "Update again")

    assert await heard(call, offset=first["update_id"] + 1) == [first]


async def test_without_an_update_there_is_none_to_repeat(page: Page) -> None:
    drawer = await opened_drawer(page)

    await drawer.get_by_role("button", name="Update again").click()

    await expect(drawer.get_by_role("status")).to_have_text("Not done: there was no update yet.")


async def test_a_poison_update_goes_to_the_bot(page: Page, call: Call) -> None:
    await pressed(page, "Poison update")

    (update,) = await heard(call)

    assert update["message"] == {"message_id": 1}


async def test_ids_start_again_from_one(page: Page, jay: Phone, call: Call) -> None:
    await pressed(page, "Ids from 1")
    await jay.types("hello")

    (update,) = await heard(call)

    assert update["update_id"] == 1
