"""`python -m sandbox`: the sandbox alone, for any bot."""

import asyncio
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from telegram import Bot

from sandbox.serving import Sandbox

ROOT = Path(__file__).parents[2]


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
