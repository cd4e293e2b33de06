"""`python -m sandbox`: the sandbox alone, for any bot."""

import asyncio
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

import aiogram
import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Bot
from telegram.ext import Application

from sandbox.serving import Sandbox

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
SHOWN = DOCS.partition("## With any bot, in five lines")[2].split("```")[1].strip().splitlines()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_it_is_serves_a_bot_and_stops_cleanly(stop: signal.Signals) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    told = [(await process.stdout.readline()).decode().split(":", 1)[1].strip() for _ in range(3)]
    address, api_url, token = told
    async with Bot(token, base_url=api_url.removesuffix("<token>/<method>")) as bot:
        username = bot.username

    process.send_signal(stop)
    rest, complaints = await process.communicate()

    assert address.startswith("http://127.0.0.1:")
    assert username == "walkalong_sandbox_bot"
    assert (process.returncode, complaints) == (0, b"")
    assert rest == b"The sandbox has stopped.\n"


async def test_a_port_that_is_taken_is_one_sentence(sandbox: Sandbox) -> None:
    port = str(urlsplit(sandbox.url).port)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", port), cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )

    _, complaint = await process.communicate()

    assert process.returncode == 1
    assert complaint.decode().startswith(f"Port {port} cannot be used: Address already in use.")
    assert complaint.count(b"\n") == 1


def test_the_docs_need_no_more_than_five_lines() -> None:
    assert len(SHOWN) <= 5
    assert SHOWN[0].startswith("python -m sandbox ")


async def test_a_bot_written_as_the_docs_say_reaches_it(sandbox: Sandbox) -> None:
    here = "\n".join(SHOWN).replace("http://127.0.0.1:8081", sandbox.url)
    _command, _comment, *usual, other = here.splitlines()
    known = {"Bot": aiogram.Bot, "AiohttpSession": AiohttpSession, "TelegramAPIServer": TelegramAPIServer}

    async with (
        eval("\n".join(usual), {"Application": Application}).bot as one,
        eval(other, known).context() as two,
    ):
        names = {one.username, (await two.me()).username}

    assert names == {"walkalong_sandbox_bot"}
