"""Let a manager or a Coordinator in: print a one-time link."""

import asyncio
import sys

import segno
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import Clock
from bot.open_database import open_database
from bot.settings import Settings, SettingsError, require_token
from storage import codes
from storage.models import Role
from wording import say


def invite(settings: Settings, role: Role) -> None:
    """Print the link alone on standard output; its QR on standard error when that is a terminal.

    SettingsError when Telegram does not say who the bot is: no code is made then.
    """
    username = asyncio.run(_username(settings))
    database = open_database(settings)
    with database.write() as session:
        code = codes.issue(session, role, Clock().now())
    database.close()
    link = f"https://t.me/{username}?start={code}"
    sys.stdout.write(f"{link}\n")
    sys.stdout.flush()
    if sys.stderr.isatty():
        segno.make(link).terminal(out=sys.stderr, compact=True)


async def _username(settings: Settings) -> str:
    """Ask who the bot is. What Telegram answers is not repeated: it may hold the token."""
    token = require_token(settings)
    try:
        async with Bot(token, base_url=f"{settings.telegram_api_url}/bot") as bot:
            return bot.username
    except InvalidToken:
        raise SettingsError(say("telegram-token-refused")) from None
    except TelegramError:
        raise SettingsError(say("telegram-not-answering", url=settings.telegram_api_url)) from None
