"""The drawer: requests with their answers, rate use, and things to let go wrong."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect
from telegram import Bot

from sandbox.phone import Phone
from tests.sandbox.bots import keyboard
from tests.sandbox.conftest import Call
from tests.sandbox.pages import opened_drawer


async def test_a_request_opens_to_the_json_that_came_and_went(page: Page, jay: Phone, bot: Bot) -> None:
    await bot.send_message(jay.id, "hello there", reply_markup=keyboard("Yes"))
    drawer = await opened_drawer(page)

    await drawer.get_by_text("hello there").click()

    asked, answered = drawer.locator("pre").nth(0), drawer.locator("pre").nth(1)
    await expect(asked).to_contain_text('"callback_data": "Yes"')
    await expect(answered).to_contain_text('"message_id"')


async def test_what_was_refused_says_why(page: Page, jay: Phone, call: Call) -> None:
    drawer = await opened_drawer(page)

    await call("sendMessage", chat_id=jay.id, text="")

    await expect(drawer.locator(".calls li")).to_contain_text("400")
    await expect(drawer.locator(".calls li")).to_contain_text("message text is empty")


async def test_polls_without_news_are_shown_when_asked_for(page: Page, jay: Phone, call: Call) -> None:
    drawer = await opened_drawer(page)
    await call("getUpdates")
    await call("getMe")
    await expect(drawer.locator(".calls li:visible")).to_have_count(1)

    await drawer.get_by_label("Show polls without news").check()

    await expect(drawer.locator(".calls li:visible")).to_have_count(2)


async def test_while_the_rate_rules_are_off_being_too_fast_looks_like_no_fault(
    page: Page, jay: Phone, call: Call
) -> None:
    drawer = await opened_drawer(page)
    await expect(drawer.get_by_text("The rules are off, so nothing is refused")).to_be_visible()

    for _ in range(5):
        await call("sendMessage", chat_id=jay.id, text="hello")

    await expect(drawer.locator("#in-all")).to_have_text("5")
    await expect(drawer.locator("#too-fast")).to_have_text("2")
    assert await _colour(drawer, "#too-fast") == await _colour(drawer, "#in-all")


async def test_once_the_rate_rules_are_on_what_was_refused_is_counted_in_red(
    page: Page, jay: Phone, call: Call
) -> None:
    drawer = await opened_drawer(page)
    await drawer.get_by_label("Refuse what is too fast").check()
    await expect(drawer.get_by_text("is refused with 429")).to_be_visible()

    answers = [await call("sendMessage", chat_id=jay.id, text="hello") for _ in range(4)]

    assert answers[-1]["error_code"] == 429
    await expect(drawer.locator("#too-fast")).to_have_text("1")
    assert await _colour(drawer, "#too-fast") != await _colour(drawer, "#in-all")


async def _colour(drawer: Locator, figure: str) -> str:
    return str(await drawer.locator(figure).evaluate("one => getComputedStyle(one).color"))


async def test_a_fault_is_taken_away_again(page: Page, jay: Phone, bot: Bot) -> None:
    drawer = await opened_drawer(page)
    await drawer.get_by_role("button", name="Outage 10 s").click()

    await drawer.get_by_role("button", name="Take away").click()
    await expect(drawer.get_by_role("button", name="Take away")).to_have_count(0)

    await bot.send_message(jay.id, "hello")


@pytest.mark.parametrize("width", [1440, 390])
async def test_nothing_in_the_drawer_stands_in_the_way_of_a_screen_reader(
    page: Page, jay: Phone, bot: Bot, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    await bot.send_message(jay.id, "hello")
    drawer = await opened_drawer(page)
    await drawer.get_by_role("button", name="Slow").click()
    await drawer.locator(".calls summary", has_text="sendMessage").click()

    found = await Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


async def test_escape_closes_it_and_gives_the_button_back(page: Page) -> None:
    drawer = await opened_drawer(page)

    await page.keyboard.press("Escape")

    await expect(drawer).to_be_hidden()
    await expect(page.get_by_role("button", name="Requests", exact=True)).to_be_focused()
