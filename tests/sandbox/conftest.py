"""A sandbox for each test, a made-up person, and ways to call it."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
from telegram import Bot

from sandbox.loopback import client
from sandbox.phone import Phone
from sandbox.serving import Sandbox

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest.fixture
async def jay(sandbox: Sandbox) -> Phone:
    """Somebody the bot may write to."""
    return await sandbox.phone("Jay", label="Young person", started=True)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """A bare python-telegram-bot Bot."""
    async with Bot(sandbox.token, base_url=sandbox.api_url, base_file_url=sandbox.file_url) as one:
        yield one


@pytest.fixture
async def call(sandbox: Sandbox) -> AsyncIterator[Call]:
    """Call a method of the Bot API with a JSON body; answers the whole JSON answer."""
    async with client(sandbox.url) as http:

        async def by_name(method: str, **params: object) -> dict[str, Any]:
            answer = await http.post(f"/bot{sandbox.token}/{method}", json=params)
            body: dict[str, Any] = answer.json()
            return body

        yield by_name
