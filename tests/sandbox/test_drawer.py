"""The drawer: requests with their answers, rate use, and things to let go wrong."""

import asyncio

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect
from telegram import Bot
from telegram.error import NetworkError, TelegramError

from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import keyboard
from tests.sandbox.conftest import Call


async def opened(page: Page) -> Locator:
    await page.get_by_role("button", name="Requests", exact=True).click()
    return page.get_by_role("complementary", name="Requests and faults")


async def test_a_request_opens_to_the_json_that_came_and_went(page: Page, jay: Phone, bot: Bot) -> None:
    await bot.send_message(jay.id, "hello there", reply_markup=keyboard("Yes"))
    drawer = await opened(page)

    await drawer.get_by_text("hello there").click()

    asked, answered = drawer.locator("pre").nth(0), drawer.locator("pre").nth(1)
    await expect(asked).to_contain_text('"callback_data": "Yes"')
    await expect(answered).to_contain_text('"message_id"')


async def test_what_was_refused_says_why(page: Page, jay: Phone, call: Call) -> None:
    drawer = await opened(page)

    await call("sendMessage", chat_id=jay.id, text="")

    await expect(drawer.locator(".calls li")).to_contain_text("400")
    await expect(drawer.locator(".calls li")).to_contain_text("message text is empty")


async def test_polls_without_news_are_shown_when_asked_for(page: Page, jay: Phone, call: Call) -> None:
    drawer = await opened(page)
    await call("getUpdates")
    await call("getMe")
    await expect(drawer.locator(".calls li:visible")).to_have_count(1)

    await drawer.get_by_label("Show polls without news").check()

    await expect(drawer.locator(".calls li:visible")).to_have_count(2)


async def test_rate_use_is_shown_and_the_rules_are_switched_on(page: Page, jay: Phone, call: Call) -> None:
    drawer = await opened(page)
    for _ in range(5):
        await call("sendMessage", chat_id=jay.id, text="hello")
    await expect(drawer.locator("#in-all")).to_have_text("5")
    await expect(drawer.locator("#too-fast")).to_have_text("2")

    await drawer.get_by_label("Refuse what is too fast").check()
    await expect(drawer.get_by_label("Refuse what is too fast")).to_be_checked()

    assert (await call("sendMessage", chat_id=jay.id, text="hello"))["error_code"] == 429


@pytest.mark.parametrize(
    ("button", "error"),
    [("Error 500", TelegramError), ("Break before", NetworkError), ("Outage 10 s", NetworkError)],
)
async def test_the_next_message_meets_what_was_chosen(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot, button: str, error: type[TelegramError]
) -> None:
    drawer = await opened(page)
    await drawer.get_by_role("button", name=button).click()
    await expect(drawer.get_by_role("button", name="Take away")).to_be_visible()

    with pytest.raises(error):
        await bot.send_message(jay.id, "hello")

    sandbox.faults.clear()


async def test_a_fault_is_taken_away_again(page: Page, jay: Phone, bot: Bot) -> None:
    drawer = await opened(page)
    await drawer.get_by_role("button", name="Outage 10 s").click()

    await drawer.get_by_role("button", name="Take away").click()
    await expect(drawer.get_by_role("button", name="Take away")).to_have_count(0)

    await bot.send_message(jay.id, "hello")


async def test_a_held_message_is_answered_from_the_drawer(page: Page, jay: Phone, bot: Bot) -> None:
    drawer = await opened(page)
    await drawer.get_by_role("button", name="Hold a message").click()
    await expect(drawer.get_by_role("button", name="Take away")).to_be_visible()
    sending = asyncio.create_task(bot.send_message(jay.id, "at last"))

    await drawer.get_by_role("button", name="Answer").click()
    await sending

    assert (await jay.last()).text == "at last"


async def test_a_poison_update_goes_to_the_bot(page: Page, call: Call) -> None:
    drawer = await opened(page)

    await drawer.get_by_role("button", name="Poison update").click()

    (update,) = (await call("getUpdates", timeout=10))["result"]
    assert update["message"] == {"message_id": 1}


@pytest.mark.parametrize("width", [1440, 390])
async def test_nothing_in_the_drawer_stands_in_the_way_of_a_screen_reader(
    page: Page, jay: Phone, bot: Bot, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    await bot.send_message(jay.id, "hello")
    drawer = await opened(page)
    await drawer.get_by_role("button", name="Slow").click()
    await drawer.locator(".calls summary", has_text="sendMessage").click()

    found = await Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


async def test_escape_closes_it_and_gives_the_button_back(page: Page) -> None:
    drawer = await opened(page)

    await page.keyboard.press("Escape")

    await expect(drawer).to_be_hidden()
    await expect(page.get_by_role("button", name="Requests", exact=True)).to_be_focused()
