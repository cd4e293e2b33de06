"""The least that could do the same: python-telegram-bot bare, a loop that sends, one commit. Nothing is kept safe."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes
from telegram.request import HTTPXRequest

from bench.loopback import FIRST_CHAT, Tap, Telegram
from bot.wiring import CONNECTIONS
from star.questions import NUMBERS, QUESTIONS

INSERT = "INSERT INTO scores VALUES (?, 1, 7, '2026-03-10 10:00:00')"


def _requests() -> HTTPXRequest:
    """As many connections as Walkalong has."""
    return HTTPXRequest(connection_pool_size=CONNECTIONS, pool_timeout=120)


# --- a bare handler ----------------------------------------------------------------------------------------


@asynccontextmanager
async def bare_handler(
    telegram: Telegram, chats: int, at_once: int
) -> AsyncIterator[Callable[[int], list[Tap]]]:
    """Poll with PTB's own Updater and answer each tap by ending its spinner and editing its card.

    `at_once`: handlers side by side; 1 is PTB's default. Gives a function: question -> everybody's tap on it.
    """
    application = (
        Application.builder()
        .token(telegram.token)
        .base_url(f"{telegram.url}/bot")
        .request(_requests())
        .get_updates_request(HTTPXRequest(connection_pool_size=1))
        .concurrent_updates(at_once)
        .build()
    )
    application.add_handler(CallbackQueryHandler(_answer_and_edit))
    async with application:
        text, keyboard = _card(1)
        bot: Bot = application.bot
        cards = [await bot.send_message(FIRST_CHAT + n, text, reply_markup=keyboard) for n in range(chats)]
        await application.start()
        if application.updater is None:
            raise RuntimeError("the builder gave no updater")
        await application.updater.start_polling()
        yield lambda question: [Tap(card.chat_id, card.message_id, f"{question}.7") for card in cards]
        await application.updater.stop()
        await application.stop()


async def _answer_and_edit(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if (query := update.callback_query) is None or query.data is None:
        return
    text, keyboard = _card(int(query.data.partition(".")[0]) + 1)
    await query.answer()
    await query.edit_message_text(text, reply_markup=keyboard)


def _card(question: int) -> tuple[str, InlineKeyboardMarkup]:
    """As many words and buttons as the real card."""
    scores = [InlineKeyboardButton(str(n), callback_data=f"{question}.{n}") for n in range(1, 11)]
    below = [
        InlineKeyboardButton(word, callback_data=f"{question}.0") for word in ("Skip", "Back", "Stop here")
    ]
    words = QUESTIONS[question - 1].words
    return f"{question} of {len(NUMBERS)}\n\n{words}", InlineKeyboardMarkup([scores[:5], scores[5:], below])


# --- a bare loop that sends --------------------------------------------------------------------------------


@asynccontextmanager
async def bot_of(telegram: Telegram) -> AsyncIterator[Bot]:
    """Give a bot that only sends."""
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot", request=_requests()) as bot:
        yield bot


async def send_one_by_one(bot: Bot, texts: Sequence[str]) -> float:
    """Send a text to each chat, one after another. Returns messages a second."""
    began = time.perf_counter()
    for number, text in enumerate(texts):
        await bot.send_message(FIRST_CHAT + number, text)
    return len(texts) / (time.perf_counter() - began)


async def send_gathered(bot: Bot, texts: Sequence[str]) -> float:
    """Send a text to each chat, all at once, as far as the connections allow. Returns messages a second."""
    began = time.perf_counter()
    await asyncio.gather(*(bot.send_message(FIRST_CHAT + n, text) for n, text in enumerate(texts)))
    return len(texts) / (time.perf_counter() - began)


# --- a bare commit -----------------------------------------------------------------------------------------


@contextmanager
def bare_rows(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open an SQLite file with one table, as durable as ours."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE scores (star_id, question, score, answered_at)")
    yield connection
    connection.close()


def commit_one_by_one(connection: sqlite3.Connection, rows: int) -> float:
    """Write so many rows, each in a transaction of its own. Returns rows a second."""
    began = time.perf_counter()
    for number in range(rows):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(INSERT, (number,))
        connection.execute("COMMIT")
    return rows / (time.perf_counter() - began)
