"""A python-telegram-bot ConversationHandler with keyboards, pictures and edits works here as on Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import BotCommand, InputMediaPhoto, MenuButtonCommands, Update
from telegram.constants import ChatAction
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from sandbox.gifts import PIXEL
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.bots import keyboard, polling

Context = ContextTypes.DEFAULT_TYPE
COLOUR, NAME = range(2)
# python-telegram-bot warns whoever mixes taps and typed words in one conversation, as nearly every bot does.
pytestmark = pytest.mark.filterwarnings("ignore:If 'per_message=False'")


async def begin(update: Update, context: Context) -> int:
    assert update.message
    await context.bot.send_chat_action(update.message.chat_id, ChatAction.UPLOAD_PHOTO)
    await update.message.reply_photo(PIXEL, caption="Which colour?", reply_markup=keyboard("Red", "Blue"))
    return COLOUR


async def colour(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query
    assert context.user_data is not None
    context.user_data["colour"] = query.data
    await query.answer("A good one", show_alert=True)
    await query.edit_message_media(InputMediaPhoto(PIXEL, caption=f"{query.data}. What is its name?"))
    return NAME


async def name(update: Update, context: Context) -> int:
    assert update.message
    assert context.user_data
    await update.message.reply_text(f"{context.user_data['colour']} {update.message.text} it is")
    return ConversationHandler.END


async def cancel(update: Update, _context: Context) -> int:
    assert update.message
    await update.message.reply_text("Never mind then")
    return ConversationHandler.END


async def show_menu(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    await application.bot.set_my_commands([BotCommand("begin", "Begin"), BotCommand("cancel", "Stop")])
    await application.bot.set_chat_menu_button(menu_button=MenuButtonCommands())


@asynccontextmanager
async def conversation_bot(sandbox: Sandbox) -> AsyncIterator[None]:
    talk = ConversationHandler(
        entry_points=[CommandHandler("begin", begin)],
        states={
            COLOUR: [CallbackQueryHandler(colour, "^(Red|Blue)$")],
            NAME: [MessageHandler(filters.TEXT & ~filters.COMMAND, name)],
        },
        fallbacks=[CommandHandler("cancel", cancel)],
        per_message=False,
    )
    async with polling(sandbox, [talk]) as application:
        await show_menu(application)
        yield


async def test_a_conversation_goes_from_a_picture_over_a_tap_to_a_typed_answer(
    sandbox: Sandbox, jay: Phone
) -> None:
    async with conversation_bot(sandbox):
        await jay.types("/begin")
        asked = await jay.sees("Which colour?")
        await jay.taps("Blue")
        edited = await jay.sees("Blue. What is its name?")
        await jay.types("Bertie")
        await jay.sees("Blue Bertie it is")

    assert (asked.media, edited.id, edited.labels) == ("photo", asked.id, [])
    assert await jay.toasts() == ["A good one"]


async def test_a_conversation_is_left_by_its_command_in_the_menu(sandbox: Sandbox, jay: Phone) -> None:
    async with conversation_bot(sandbox):
        await jay.types("/begin")
        await jay.sees("Which colour?")
        await jay.types("/cancel")

        await jay.sees("Never mind then")

    assert await jay.commands() == ["begin", "cancel"]
