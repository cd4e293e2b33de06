"""A small bot of the usual kind, as its own author would write it with python-telegram-bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from sandbox.serving import Sandbox

Context = ContextTypes.DEFAULT_TYPE
Bot = Application[Any, Any, Any, Any, Any, Any]
Handlers = list[BaseHandler[Any, Any, Any]]


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label) for label in labels]])


async def start(update: Update, context: Context) -> None:
    assert update.message
    payload = " ".join(context.args or [])
    await update.message.reply_text(
        f"Hello. You came with {payload!r}.", reply_markup=keyboard("1", "2", "3")
    )


async def choose(update: Update, _context: Context) -> None:
    query = update.callback_query
    assert query
    await query.answer(f"You tapped {query.data}")
    await query.edit_message_text(f"You chose {query.data}.", reply_markup=keyboard("Back"))


async def echo(update: Update, _context: Context) -> None:
    assert update.message
    await update.message.reply_text(f"You said: {update.message.text}", do_quote=True)


async def picture(update: Update, _context: Context) -> None:
    assert update.message
    file = await update.message.photo[-1].get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_photo(content, caption=f"{len(content)} bytes")


async def membership(update: Update, context: Context) -> None:
    change = update.my_chat_member
    assert change
    context.bot_data["statuses"] = [change.old_chat_member.status, change.new_chat_member.status]


@asynccontextmanager
async def polling(sandbox: Sandbox, handlers: Handlers) -> AsyncIterator[Bot]:
    """A bot of these handlers, polling as long as the context lasts."""
    builder = Application.builder().token(sandbox.token)
    application = builder.base_url(sandbox.api_url).base_file_url(sandbox.file_url).build()
    application.add_handlers(handlers)
    async with application:
        await application.start()
        assert application.updater
        await application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()


@asynccontextmanager
async def usual_bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """The bot of this file."""
    handlers: Handlers = [
        CommandHandler("start", start),
        CallbackQueryHandler(choose),
        MessageHandler(filters.PHOTO, picture),
        MessageHandler(filters.TEXT, echo),
        ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ]
    async with polling(sandbox, handlers) as application:
        yield application
