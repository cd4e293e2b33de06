"""A bot written with python-telegram-bot works here as it would on Telegram."""

import pytest
from telegram.error import Forbidden

from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import usual_bot


async def test_what_is_typed_reaches_the_bot_and_its_answer_the_phone(sandbox: Sandbox, jay: Phone) -> None:
    async with usual_bot(sandbox):
        (typed,) = await jay.types("hiya 👋")

        answer = await jay.sees("You said: hiya 👋")

    assert answer.reply_to == typed


async def test_a_link_with_a_payload_starts_the_bot_with_it(sandbox: Sandbox) -> None:
    async with usual_bot(sandbox):
        jay = await sandbox.phone("Jay", open="https://t.me/walkalong_sandbox_bot?start=abc-123")

        await jay.sees("You came with 'abc-123'.")


async def test_a_tap_is_answered_and_edits_the_message_in_its_place(sandbox: Sandbox, jay: Phone) -> None:
    async with usual_bot(sandbox):
        await jay.types("/start")
        asked = await jay.sees("Hello.")
        await jay.taps("2")

        edited = await jay.sees("You chose 2.")
        await jay.sees_toast("You tapped 2")

    assert (edited.id, edited.edited, edited.labels) == (asked.id, True, ["Back"])


async def test_a_photo_goes_both_ways(sandbox: Sandbox, jay: Phone) -> None:
    async with usual_bot(sandbox):
        sent = await jay.sends_photo()

        returned = await jay.sees("bytes")
        there = await jay.fetches(returned)

    mine = next(one for one in await jay.screen() if one.id == sent)
    assert there == await jay.fetches(mine)


async def test_blocking_and_unblocking_is_told_to_the_bot(sandbox: Sandbox, jay: Phone) -> None:
    async with usual_bot(sandbox) as application:
        await jay.blocks()
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await application.bot.send_message(jay.id, "are you there?")
        await jay.unblocks()
        await jay.types("back again")
        await jay.sees("back again")

    assert application.bot_data["statuses"] == ["kicked", "member"]
