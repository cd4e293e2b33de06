"""The page: phones that people can use, in a real browser."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, async_playwright, expect
from telegram import Bot, BotCommand

from sandbox.gifts import PIXEL
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import keyboard, usual_bot

LINK = "https://t.me/walkalong_sandbox_bot?start=abc"
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    """A wide page; at its end nothing was refused by the policy, went wrong or went elsewhere."""
    chromium = shutil.which("chromium")
    assert chromium, "these tests need Chromium: apt-get install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        one = await browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        wrong: list[str] = []
        one.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        one.on("pageerror", lambda error: wrong.append(str(error)))
        one.on("request", lambda request: wrong.append(request.url) if is_elsewhere(request.url) else None)
        await one.goto(sandbox.url)
        yield one
        await browser.close()
    assert wrong == []


def is_elsewhere(url: str) -> bool:
    return urlsplit(url).hostname != "127.0.0.1"


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel", name=name)


async def says(page: Page, name: str, text: str) -> None:
    box = phone(page, name).get_by_label(f"Message from {name}")
    await box.fill(text)
    await box.press("Enter")


async def test_a_tap_edits_the_bubble_in_its_place_and_shows_a_toast(
    sandbox: Sandbox, page: Page, jay: Phone
) -> None:
    async with usual_bot(sandbox):
        await says(page, "Jay", "/start")
        await phone(page, "Jay").get_by_role("button", name="2", exact=True).click()

        await expect(phone(page, "Jay").locator(".bot")).to_contain_text("You chose 2.")
        await expect(phone(page, "Jay").get_by_role("status")).to_have_text("You tapped 2")
        await expect(phone(page, "Jay").locator(".bot")).to_have_count(1)


async def test_the_lock_screen_shows_the_last_loud_message_only(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot
) -> None:
    card = await bot.send_message(jay.id, "Your star is ready")
    await bot.send_message(jay.id, "silent", disable_notification=True)
    await bot.edit_message_text("a private question", jay.id, card.message_id)

    await expect(phone(page, "Jay").locator(".bot").first).to_contain_text("private question")
    await expect(phone(page, "Jay").locator(".notice .words")).to_have_text("Your star is ready")


async def test_a_link_opens_in_the_phone_it_was_typed_into(sandbox: Sandbox, page: Page) -> None:
    await sandbox.phone("Ash")
    async with usual_bot(sandbox):
        await says(page, "Ash", LINK)

        await expect(phone(page, "Ash").locator(".bot")).to_contain_text("You came with 'abc'.")


async def test_a_link_in_a_bubble_opens_in_another_phone(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot
) -> None:
    await bot.send_message(jay.id, f"Show this: {LINK}")
    ash = await sandbox.phone("Ash")

    await phone(page, "Jay").get_by_role("button", name="Open this link in another phone").click()
    await page.get_by_role("menuitem", name="Ash").click()

    await expect(phone(page, "Ash").locator(".mine")).to_contain_text("/start abc")
    assert [one.text for one in await ash.screen()] == ["/start abc"]


async def test_a_reply_quotes_the_message_it_belongs_to(page: Page, jay: Phone, bot: Bot) -> None:
    await bot.send_message(jay.id, "How are you?")

    await phone(page, "Jay").get_by_role("button", name="Reply").click()
    await says(page, "Jay", "fine")

    await expect(phone(page, "Jay").locator(".mine .quote")).to_contain_text("How are you?")


async def test_a_new_phone_sends_a_command_from_its_menu(page: Page, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("star", "My star")])
    await page.get_by_role("button", name="Add a phone").click()
    await page.get_by_label("Name").fill("Morgan")
    await page.get_by_role("button", name="Add", exact=True).click()

    await phone(page, "Morgan").get_by_role("button", name="Commands").click()
    await page.get_by_role("menuitem", name="/star").press("Enter")

    await expect(phone(page, "Morgan").locator(".mine")).to_contain_text("/star")


async def test_blocking_takes_the_box_away_until_the_bot_is_unblocked(page: Page, jay: Phone) -> None:
    await phone(page, "Jay").get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    await expect(phone(page, "Jay").get_by_label("Message from Jay")).to_be_hidden()

    await phone(page, "Jay").get_by_role("button", name="Unblock Walkalong").click()

    await expect(phone(page, "Jay").get_by_label("Message from Jay")).to_be_visible()


async def test_a_photo_and_a_voice_note_can_be_sent(page: Page, jay: Phone) -> None:
    for kind in ("Photo", "Voice note"):
        await phone(page, "Jay").get_by_role("button", name="Attach").click()
        await page.get_by_role("menuitem", name=kind).click()

    await expect(phone(page, "Jay").locator(".mine")).to_have_count(2)
    assert [one.media for one in await jay.screen()] == ["photo", "voice"]


async def test_a_narrow_page_shows_one_phone_and_a_badge_on_the_others(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot
) -> None:
    ash = await sandbox.phone("Ash", started=True)
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.get_by_role("tabpanel")).to_have_count(1)
    await bot.send_message(ash.id, "news")

    await expect(page.get_by_role("tab", name="Ash").locator(".badge")).to_have_text("1")
    await page.get_by_role("tab", name="Ash").click()

    await expect(phone(page, "Ash").get_by_text("news").last).to_be_visible()
    await expect(phone(page, "Jay")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
async def test_nothing_stands_in_the_way_of_a_screen_reader(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    await sandbox.phone("Ash")
    await bot.send_message(jay.id, f"Hello. {LINK}\n/help", reply_markup=keyboard("Yes", "No"))
    await bot.send_photo(jay.id, PIXEL, caption="Your star")
    await expect(phone(page, "Jay").get_by_role("img", name="Your star")).to_be_visible()

    found = await Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


async def test_an_hour_passes_at_the_press_of_a_button(page: Page) -> None:
    """With a clock of its own: the fixture's sandbox shows the real time and offers no steps."""
    at = [datetime(2026, 3, 1, 9, tzinfo=UTC)]

    async def move_to(to: datetime) -> None:
        at[0] = to

    await expect(page.get_by_role("group", name="Move the clock on")).to_be_hidden()
    async with Sandbox(now=lambda: at[0], move_to=move_to) as moving:
        await page.goto(moving.url)
        await page.get_by_role("button", name="+1 hour").click()

        await expect(page.locator("#now")).to_have_text("Sun, 1 Mar 2026, 10:00")
        await page.goto("about:blank")

    assert at == [datetime(2026, 3, 1, 9, tzinfo=UTC) + timedelta(hours=1)]
