"""A sandbox for each test, a made-up person, ways to call it, and one browser for all."""

import shutil
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright
from pytest_asyncio import fixture, is_async_test
from telegram import Bot

from sandbox.loopback import client
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.pages import watched

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run this folder's tests in one loop: a browser belongs to the loop that started it."""
    for item in items:
        if HERE in item.path.parents and is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@fixture(loop_scope="session")
async def jay(sandbox: Sandbox) -> Phone:
    """Somebody the bot may write to."""
    return await sandbox.phone("Jay", label="Young person", started=True)


@fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """A bare python-telegram-bot Bot."""
    async with Bot(sandbox.token, base_url=sandbox.api_url, base_file_url=sandbox.file_url) as one:
        yield one


@fixture(loop_scope="session")
async def call(sandbox: Sandbox) -> AsyncIterator[Call]:
    """Call a method of the Bot API with a JSON body; answers the whole JSON answer."""
    async with client(sandbox.url) as http:

        async def by_name(method: str, **params: object) -> dict[str, Any]:
            answer = await http.post(f"/bot{sandbox.token}/{method}", json=params)
            body: dict[str, Any] = answer.json()
            return body

        yield by_name


@fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, started once."""
    chromium = shutil.which("chromium")
    assert chromium, "these tests need Chromium: apt-get install chromium"
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        await started.close()


@fixture(loop_scope="session")
async def page(sandbox: Sandbox, browser: Browser) -> AsyncIterator[Page]:
    """A wide page of the sandbox, watched for faults."""
    async with watched(browser, sandbox.url) as opened:
        yield opened
