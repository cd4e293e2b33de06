"""The page with nothing but a keyboard: everything is reached, seen, and left again."""

import asyncio

import pytest
from playwright.async_api import Locator, Page, expect
from telegram import Bot

from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import keyboard
from tests.sandbox.conftest import Call
from tests.sandbox.pages import phone

STOPS = 120  # more than there are on any page here
# Where the focus is: a name to tell it by, and whether somebody who looks can see it.
FOCUS = """() => {
    const on = document.activeElement;
    if (on === document.body) return { name: 'nothing', seen: true };
    const { outlineStyle, outlineWidth } = getComputedStyle(on);
    const { left, top, width, height } = on.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const there = on.contains(hit) || hit?.contains(on);
    return {
        name: `${on.tagName} ${on.ariaLabel ?? on.textContent.trim().slice(0, 30)}`,
        seen: Boolean(there) && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    };
}"""


async def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is there."""
    for _ in range(STOPS):
        if await wanted.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached with {key}")


async def drawer_opened(page: Page) -> Locator:
    """Open the drawer without a mouse."""
    await tab_to(page, page.get_by_role("button", name="Requests", exact=True))
    await page.keyboard.press("Enter")
    return page.get_by_role("complementary", name="Requests and faults")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("width", [1440, 390])
async def test_every_stop_of_the_tab_key_is_seen_and_none_is_a_trap(
    page: Page, jay: Phone, bot: Bot, width: int, key: str
) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    await bot.send_message(jay.id, "Well? /help", reply_markup=keyboard("Yes", "No"))
    drawer = await drawer_opened(page)
    await expect(drawer.locator(".calls summary", has_text="sendMessage")).to_be_visible()
    stops = [await page.evaluate(FOCUS)]

    while stops[-1]["name"] != "nothing" and len(stops) < STOPS:
        await page.keyboard.press(key)
        stops.append(await page.evaluate(FOCUS))

    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert stops[-1]["name"] == "nothing"  # out of the page, into the browser


async def test_the_drawer_is_opened_used_and_closed(page: Page, jay: Phone, call: Call) -> None:
    drawer = await drawer_opened(page)
    await expect(drawer.get_by_role("button", name="Close")).to_be_focused()
    await tab_to(page, drawer.get_by_label("Refuse what is too fast"))
    await page.keyboard.press("Space")
    await expect(drawer.get_by_text("The rules are on")).to_be_visible()
    await tab_to(page, drawer.get_by_role("button", name="Error 500"))
    await page.keyboard.press("Enter")
    await expect(drawer.get_by_role("button", name="Take away")).to_be_visible()
    await call("sendMessage", chat_id=jay.id, text="hello")
    await tab_to(page, drawer.locator(".calls summary"))
    await page.keyboard.press("Enter")
    await expect(drawer.locator("pre").last).to_contain_text("Internal Server Error")

    await page.keyboard.press("Escape")

    await expect(drawer).to_be_hidden()
    await expect(page.get_by_role("button", name="Requests", exact=True)).to_be_focused()


async def test_a_fault_that_is_taken_away_hands_the_focus_on(page: Page, jay: Phone) -> None:
    drawer = await drawer_opened(page)
    for name in ("Hold a message", "Error 500"):
        await tab_to(page, drawer.get_by_role("button", name=name), "Tab" if name[0] == "H" else "Shift+Tab")
        await page.keyboard.press("Enter")
        await expect(drawer.get_by_role("status")).not_to_be_empty()
    await expect(drawer.get_by_role("button", name="Take away")).to_have_count(2)
    await tab_to(page, drawer.get_by_role("button", name="Take away: hold"))

    await page.keyboard.press("Enter")
    await expect(drawer.get_by_role("button", name="Take away: error 500")).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(drawer.get_by_role("button", name="Slow: 2 s")).to_be_focused()


async def test_seconds_that_run_out_leave_the_focus_where_it_is(page: Page, jay: Phone) -> None:
    drawer = await drawer_opened(page)
    await tab_to(page, drawer.get_by_role("button", name="Slow: 2 s"))
    await page.keyboard.press("Enter")
    await expect(drawer.get_by_role("button", name="Take away")).to_be_visible()
    await tab_to(page, drawer.get_by_role("button", name="Take away"))
    line = drawer.locator("#faults li")
    before = await line.inner_text()

    await expect(line).not_to_have_text(before, use_inner_text=True)

    await expect(drawer.get_by_role("button", name="Take away")).to_be_focused()


async def test_a_request_keeps_the_focus_when_its_answer_comes(
    sandbox: Sandbox, page: Page, jay: Phone, bot: Bot
) -> None:
    hold = sandbox.faults.hold("deleteMyCommands")
    drawer = await drawer_opened(page)
    asking = asyncio.create_task(bot.delete_my_commands())
    await hold.caught()
    request = drawer.locator(".calls summary", has_text="deleteMyCommands")
    await tab_to(page, request)

    hold.release()
    await asking

    await expect(request.locator(".fate")).to_have_text("ok")
    await expect(request).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
async def test_a_button_is_tapped_and_the_focus_stays_on_the_card(
    page: Page, jay: Phone, bot: Bot, call: Call, width: int
) -> None:
    await page.set_viewport_size({"width": width, "height": 844})
    card = await bot.send_message(jay.id, "Well?", reply_markup=keyboard("Yes", "No"))
    await tab_to(page, phone(page, "Jay").get_by_role("button", name="No"))

    await page.keyboard.press("Enter")
    (update,) = (await call("getUpdates", timeout=10))["result"]
    await bot.edit_message_text("Then not.", jay.id, card.message_id, reply_markup=keyboard("Back"))

    assert update["callback_query"]["data"] == "No"
    await expect(phone(page, "Jay").get_by_role("button", name="Back")).to_be_focused()


async def test_a_menu_is_walked_with_the_arrows_and_left_with_escape(page: Page, jay: Phone) -> None:
    attach = phone(page, "Jay").get_by_role("button", name="Attach")
    await tab_to(page, attach)

    await page.keyboard.press("Enter")
    for key, label in (("ArrowDown", "Picture"), ("ArrowUp", "Photo"), ("End", "Sticker"), ("Home", "Photo")):
        await page.keyboard.press(key)
        await expect(page.get_by_role("menuitem", name=label)).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("menu")).to_have_count(0)
    await expect(attach).to_be_focused()


async def test_an_alert_is_closed_with_escape(page: Page, jay: Phone, bot: Bot, call: Call) -> None:
    await bot.send_message(jay.id, "Well?", reply_markup=keyboard("Yes"))
    await tab_to(page, phone(page, "Jay").get_by_role("button", name="Yes"))
    await page.keyboard.press("Enter")
    (update,) = (await call("getUpdates", timeout=10))["result"]
    await bot.answer_callback_query(update["callback_query"]["id"], "Are you sure?", show_alert=True)
    await expect(page.get_by_role("button", name="OK")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await expect(phone(page, "Jay").get_by_label("Message from Jay")).to_be_focused()


async def test_the_next_phone_of_a_narrow_page_is_an_arrow_away(
    sandbox: Sandbox, page: Page, jay: Phone
) -> None:
    await sandbox.phone("Ash")
    await page.set_viewport_size({"width": 320, "height": 640})
    await expect(page.get_by_role("tab")).to_have_count(2)
    await tab_to(page, page.get_by_role("tab", name="Jay"))

    await page.keyboard.press("ArrowRight")

    await expect(page.get_by_role("tab", name="Ash")).to_be_focused()
    await expect(phone(page, "Ash")).to_be_visible()


async def test_adding_a_phone_is_called_off_with_escape(page: Page) -> None:
    await tab_to(page, page.get_by_role("button", name="Add a phone"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.get_by_role("button", name="Add a phone")).to_be_focused()
