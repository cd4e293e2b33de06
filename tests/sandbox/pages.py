"""The sandbox's page in a browser, and what a person does on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, Locator, Page


@asynccontextmanager
async def watched(browser: Browser, url: str, width: int = 1440) -> AsyncIterator[Page]:
    """A page of one's own; at its end nothing was refused by the policy, went wrong or went elsewhere.

    What a phone cannot do is answered with 409 and said on the page; the console's line about it is no fault.
    """
    page = await browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    wrong: list[str] = []
    page.on("console", lambda line: wrong.append(line.text) if _is_fault(line) else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if _is_elsewhere(request.url) else None)
    await page.goto(url)
    yield page
    await page.close()
    assert wrong == []


def _is_fault(line: ConsoleMessage) -> bool:
    return line.type == "error" and "status of 409" not in line.text


def _is_elsewhere(url: str) -> bool:
    return urlsplit(url).hostname not in {"127.0.0.1", None}


def phone(page: Page, name: str) -> Locator:
    """Somebody's phone."""
    return page.get_by_role("tabpanel", name=name)


async def says(page: Page, name: str, text: str) -> None:
    """Type something into a phone and press Enter."""
    box = phone(page, name).get_by_label(f"Message from {name}")
    await box.fill(text)
    await box.press("Enter")


async def opened_drawer(page: Page) -> Locator:
    """Click the drawer open."""
    await page.get_by_role("button", name="Requests", exact=True).click()
    return page.get_by_role("complementary", name="Requests and faults")
