"""The whole story of Walkalong, tapped by hand through three phones of the page."""

import asyncio
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect
from playwright.async_api import TimeoutError as TookTooLong

from bot.clock import Clock
from bot.demo import Demo, prepare, running
from bot.story import STARTS, _tell
from sandbox.phone import Phone, Seen
from sandbox.serving import Sandbox
from tests.sandbox.oracle import wrong
from tests.sandbox.pages import watched

SLOW = 20_000  # milliseconds: the first drawing starts a process


class Hands:
    """A phone of the page in somebody's hands, with the words of sandbox.phone.Phone."""

    def __init__(self, page: Page, beside: Phone) -> None:
        self.name = beside.name
        self._beside = beside
        self._shown = page.locator(f"#phone-{beside.id}")  # by id: roles are slow to look up

    async def opens(self, link: str) -> None:
        """Paste a link into the phone's own box for links."""
        await self._beside.looks_away()
        box = self._shown.locator(".link input")
        await box.fill(link)
        await box.press("Enter")

    async def types(self, text: str) -> None:
        """Write in the box."""
        await self._beside.looks_away()
        box = self._shown.locator("textarea")
        await box.fill(text)
        await box.press("Enter")

    async def taps(self, label: str, within: float) -> None:
        """Click the newest button of that label."""
        await self._beside.looks_away()
        exactly = re.compile(f"^{re.escape(label)}$")
        button = self._shown.locator(".keys button").filter(has_text=exactly).last
        # A card above that shrinks between press and release moves the button away; a person taps again.
        for patience in (2_000, 2_000, SLOW):
            with suppress(TookTooLong):
                async with self._shown.page.expect_request(re.compile("/taps$"), timeout=patience):
                    await button.click()
                return
        raise AssertionError(f"No tap on {label} reached the sandbox")

    async def replies(self, to: str, text: str) -> None:
        """Use Reply beside the newest message with these words."""
        message = self._shown.locator(".message", has_text=to).last
        await message.get_by_role("button", name="Reply", exact=True).click()
        await self.types(text)

    async def sees(self, fragment: str, within: float) -> Seen:
        """Wait until the page shows what the bot said or changed since this phone's last act."""
        seen = await self._beside.sees(fragment, within)
        await expect(self._bubble(seen)).to_contain_text(fragment, timeout=SLOW)
        return seen

    def _bubble(self, seen: Seen) -> Locator:
        return self._shown.locator(f"[data-message='{seen.id}']")


class OnThePage:
    """Hands out phones, as a Sandbox does."""

    def __init__(self, demo: Demo, page: Page) -> None:
        self._demo, self._page = demo, page

    async def phone(self, name: str, **_traits: Any) -> Hands:
        """One more phone beside the others."""
        return Hands(self._page, await self._demo.sandbox.phone(name))


@pytest.mark.timeout(300)
async def test_the_whole_story_is_tapped_through_three_phones(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    await asyncio.to_thread(prepare, folder, keep=False)
    async with running(folder, clock=Clock(STARTS)) as demo, watched(browser, demo.sandbox.url) as page:
        await _tell(replace(demo, sandbox=cast(Sandbox, OnThePage(demo, page))))

        found = await Axe().run(page)
        calls = list(demo.sandbox.world.calls)

    assert found.violations_count == 0, found.generate_report()
    assert wrong(calls) == []
    assert {"sendMessage", "sendPhoto", "editMessageText", "getUpdates"} <= {call.method for call in calls}
