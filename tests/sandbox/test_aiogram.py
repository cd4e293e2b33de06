"""A bot written with aiogram 3 works here too: the sandbox is not fitted to one client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from sandbox.gifts import PIXEL
from sandbox.phone import Phone
from sandbox.serving import Sandbox


async def start(message: Message, command: CommandObject) -> None:
    buttons = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
    await message.answer(f"Came with {command.args}", reply_markup=buttons)


async def go(query: CallbackQuery) -> None:
    await query.answer("Going")
    assert isinstance(query.message, Message)
    await query.message.edit_text("Gone")


async def picture(message: Message, bot: Bot) -> None:
    assert message.photo
    content = await bot.download(message.photo[-1].file_id)
    assert content
    await message.answer_photo(BufferedInputFile(content.read(), "same.png"), caption="The same")


@asynccontextmanager
async def aiogram_bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    dispatcher = Dispatcher()
    dispatcher.message.register(start, CommandStart(deep_link=True))
    dispatcher.callback_query.register(go, F.data == "go")
    dispatcher.message.register(picture, F.photo)
    async with Bot(sandbox.token, session=session) as bot:
        asked: dict[str, Any] = {"handle_signals": False, "polling_timeout": 5}
        running = asyncio.create_task(dispatcher.start_polling(bot, **asked))
        try:
            yield bot
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def test_links_buttons_edits_and_files_go_through_aiogram(sandbox: Sandbox, jay: Phone) -> None:
    async with aiogram_bot(sandbox):
        await jay.opens("https://t.me/walkalong_sandbox_bot?start=abc")
        asked = await jay.sees("Came with abc")
        await jay.taps("Go")
        edited = await jay.sees("Gone")
        await jay.sees_toast("Going")
        await jay.sends_photo()
        returned = await jay.sees("The same")
        content = await jay.fetches(returned)

    assert edited.id == asked.id
    assert content == PIXEL
