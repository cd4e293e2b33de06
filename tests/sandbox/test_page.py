"""The page: phones that people can use, in a real browser."""

from io import BytesIO
from pathlib import Path

import pytest
import segno
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect
from telegram import Bot, BotCommand

from sandbox.gifts import PIXEL
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import keyboard, usual_bot
from tests.sandbox.conftest import Call
from tests.sandbox.pages import opened_drawer, phone, says

LINK = "https://t.me/walkalong_sandbox_bot?start=abc"


async def test_a_tap_edits_the_bubble_in_its_place_and_shows_a_toast(
    sandbox: Sandbox, page: Page, jay: Phone
) -> None:
    async with usual_bot(sandbox):
        await says(page, "Jay", "/start")
        await phone(page, "Jay").get_by_role("button", name="2", exact=True).click()

        await expect(phone(page, "Jay").locator(".bot")).to_contain_text("You chose 2.")
        await expect(phone(page, "Jay").get_by_role("status")).to_have_text("You tapped 2")
        await expect(phone(page, "Jay").locator(".bot")).to_have_count(1)


async def test_the_bot_is_seen_typing_until_it_says_something(page: Page, jay: Phone, bot: Bot) -> None:
    doing = phone(page, "Jay").locator(".doing")
    await bot.send_chat_action(jay.id, "typing")
    await expect(doing).to_have_text("typing…")

    await bot.send_message(jay.id, "hello")

    await expect(doing).to_have_text("bot")


async def test_a_card_redrawn_further_up_moves_nothing_under_the_reader(
    page: Page, jay: Phone, bot: Bot
) -> None:
    cards = [await bot.send_message(jay.id, f"line {number}") for number in range(30)]
    log = phone(page, "Jay").get_by_role("log")
    await expect(log.get_by_text("line 29")).to_be_visible()
    await log.evaluate("log => { log.scrollTop = 300; }")

    await bot.edit_message_text("the last line, edited", jay.id, cards[-1].message_id)
    await expect(log.get_by_text("the last line, edited")).to_have_count(1)

    assert await log.evaluate("log => log.scrollTop") == 300


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

    await expect(phone(page, "Ash").locator(".mine")).to_contain_text("/start")
    assert [one.text for one in await ash.screen()] == ["/start"]


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


async def test_what_is_sent_is_drawn_without_a_font_of_emoji(page: Page, jay: Phone) -> None:
    for kind in ("voice", "contact", "document", "sticker"):
        await jay.sends(kind)
    await expect(phone(page, "Jay").locator(".mine")).to_have_count(4)

    signs = phone(page, "Jay").locator(".mine .body svg")
    said = "".join(await phone(page, "Jay").locator(".mine .body").all_text_contents())

    await expect(signs).to_have_count(4)
    assert [letter for letter in said if ord(letter) > 0xFFFF] == []


async def test_phones_that_do_not_fit_beside_the_drawer_do_not_widen_the_page(
    sandbox: Sandbox, page: Page
) -> None:
    for name in ("Jay", "Ash", "Robin"):
        await sandbox.phone(name)
    await page.set_viewport_size({"width": 900, "height": 800})
    await opened_drawer(page)
    await expect(page.get_by_role("tabpanel")).to_have_count(3)

    assert await page.evaluate("document.documentElement.scrollWidth") == 900


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


async def test_an_enlarged_picture_stands_in_nobodys_way(page: Page, jay: Phone, bot: Bot) -> None:
    await bot.send_photo(jay.id, PIXEL, caption="Your star")
    await phone(page, "Jay").get_by_role("button", name="Enlarge the picture").click()
    await page.get_by_role("button", name="Scan with").click()
    await expect(page.get_by_role("menuitem", name="Jay")).to_be_focused()

    found = await Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


async def test_a_full_stop_after_a_command_stays_beside_it(page: Page, jay: Phone, bot: Bot) -> None:
    """At every width of the words before it: the time must not push the full stop to a line of its own."""
    for width in range(20, 36):
        await bot.send_message(jay.id, f"{'m ' * width}/star.")
    commands = phone(page, "Jay").locator(".command")
    await expect(commands).to_have_count(16)

    heights = (
        await phone(page, "Jay")
        .locator(".text")
        .evaluate_all(
            """texts => texts.map(text => {
            const range = document.createRange();
            range.selectNodeContents(text.lastChild);
            return range.getBoundingClientRect().bottom - text.querySelector('.command').getBoundingClientRect().bottom;
        })"""
        )
    )

    assert [height for height in heights if abs(height) > 4] == []


async def test_what_came_while_somebody_read_further_up_is_counted(page: Page, jay: Phone, bot: Bot) -> None:
    for number in range(30):
        await bot.send_message(jay.id, f"line {number}")
    await expect(phone(page, "Jay").get_by_text("line 29").last).to_be_visible()
    await phone(page, "Jay").get_by_role("log").evaluate("log => { log.scrollTop = 0; }")
    await phone(page, "Jay").get_by_text("line 0", exact=True).hover()

    for word in ("one", "two"):
        await bot.send_message(jay.id, word)

    await expect(phone(page, "Jay").get_by_role("button", name="2 new")).to_be_visible()
    await phone(page, "Jay").get_by_role("button", name="2 new").click()
    await expect(phone(page, "Jay").get_by_role("button", name="2 new")).to_be_hidden()


async def test_a_qr_picture_of_this_computer_opens_its_link(
    page: Page, jay: Phone, call: Call, tmp_path: Path
) -> None:
    segno.make(LINK, error="m", micro=False).save(str(tmp_path / "qr.png"), scale=12, border=4)

    await phone(page, "Jay").get_by_role("button", name="More").click()
    async with page.expect_file_chooser() as chosen:
        await page.get_by_role("menuitem", name="Open a QR picture").click()
    await (await chosen.value).set_files(tmp_path / "qr.png")

    (update,) = (await call("getUpdates", timeout=10))["result"]
    assert update["message"]["text"] == "/start abc"


async def test_a_qr_picture_in_one_phone_is_scanned_with_another(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot, call: Call
) -> None:
    drawn = BytesIO()
    segno.make(LINK, error="m", micro=False).save(drawn, kind="png", scale=12, border=4)
    await bot.send_photo(jay.id, drawn.getvalue(), caption="Show this")
    await sandbox.phone("Ash")

    await phone(page, "Jay").get_by_role("button", name="Enlarge the picture").click()
    await page.get_by_role("button", name="Scan with").click()
    await page.get_by_role("menuitem", name="Ash").click()

    (update,) = (await call("getUpdates", timeout=10))["result"]
    assert update["message"]["text"] == "/start abc"


async def test_a_picture_without_a_qr_code_is_said_to_have_none(page: Page, jay: Phone, bot: Bot) -> None:
    await bot.send_photo(jay.id, PIXEL, caption="A dot")

    await phone(page, "Jay").get_by_role("button", name="Enlarge the picture").click()
    await page.get_by_role("button", name="Scan with").click()
    await page.get_by_role("menuitem", name="Jay").click()

    await expect(phone(page, "Jay").get_by_role("status")).to_have_text("there is no QR code in this picture")


async def test_a_new_phone_speaks_its_language_to_the_bot(page: Page, jay: Phone, call: Call) -> None:
    await page.get_by_role("button", name="Add a phone").click()
    await page.get_by_label("Name").fill("Gwen")
    await page.get_by_label("Language of the phone").select_option("Welsh")
    await page.get_by_role("button", name="Add", exact=True).click()
    await says(page, "Gwen", "bore da")
    await expect(phone(page, "Gwen").locator(".mine")).to_contain_text("bore da")

    (update,) = (await call("getUpdates"))["result"]
    assert update["message"]["from"]["language_code"] == "cy"
