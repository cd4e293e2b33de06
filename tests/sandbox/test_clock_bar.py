"""The bar above the phones: what time it is, moving on, and how it fits every width."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Page, expect
from pytest_asyncio import fixture

from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.pages import phone, watched


class Standing:
    """A bot's clock that stands until it is moved, with one thing due."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 9, tzinfo=UTC)
        self.due = datetime(2026, 3, 6, 16, tzinfo=UTC)
        self.go_on = asyncio.Event()
        self.go_on.set()

    def now(self) -> datetime:
        return self.at

    async def move_to(self, to: datetime) -> None:
        start, self.at = self.at, self.at + (to - self.at) / 2
        await self.go_on.wait()
        self.at = max(to, start)


@fixture(loop_scope="session")
async def standing() -> Standing:
    return Standing()


@fixture(loop_scope="session")
async def moving_page(standing: Standing, browser: Browser) -> AsyncIterator[Page]:
    """The page of a sandbox whose clock can be moved."""
    async with (
        Sandbox(now=standing.now, move_to=standing.move_to, next_due=lambda: standing.due) as sandbox,
        watched(browser, sandbox.url) as opened,
    ):
        yield opened


@pytest.mark.parametrize(
    ("button", "shown"), [("+1 hour", "Sun, 1 Mar 2026, 10:00"), ("Next due", "Fri, 6 Mar 2026, 16:00")]
)
async def test_the_clock_goes_on_at_the_press_of_a_button(moving_page: Page, button: str, shown: str) -> None:
    await moving_page.get_by_role("button", name=button).click()

    await expect(moving_page.locator("#now")).to_have_text(shown)


async def test_a_long_skip_shows_how_far_it_has_come(standing: Standing, moving_page: Page) -> None:
    standing.go_on.clear()
    await moving_page.get_by_role("button", name="+6 months").click()
    await expect(moving_page.get_by_text("Moving to Tue, 1 Sept 2026")).to_be_visible()

    half = await moving_page.get_by_role("progressbar").get_attribute("value")
    standing.go_on.set()

    assert half == "0.5"
    await expect(moving_page.get_by_role("progressbar")).to_be_hidden()


async def test_a_clock_that_cannot_be_moved_offers_nothing(page: Page, jay: Phone) -> None:
    await expect(phone(page, "Jay")).to_be_visible()

    await expect(page.get_by_role("group", name="Move the clock on")).to_be_hidden()


@pytest.mark.parametrize(("width", "tallest"), [(1600, 64), (1280, 64), (1024, 108), (390, 134), (320, 126)])
async def test_the_bar_is_one_line_where_there_is_room_and_nothing_sticks_out_of_it_elsewhere(
    moving_page: Page, width: int, tallest: int
) -> None:
    await moving_page.set_viewport_size({"width": width, "height": 800})
    await expect(moving_page.get_by_role("group", name="Move the clock on")).to_be_visible()
    await moving_page.locator("#now").evaluate("now => { now.textContent = 'Wed, 30 Sept 2026, 22:00'; }")

    rights = await moving_page.locator(".bar button:visible").evaluate_all(
        "buttons => buttons.map(button => button.getBoundingClientRect().right)"
    )

    assert max(rights) <= width
    assert await moving_page.locator(".bar").evaluate("bar => bar.offsetHeight") <= tallest
