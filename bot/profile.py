"""What a phone shows of the bot itself: whoever looks over a shoulder reads it (R25)."""

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.environment import SettingsError
from care.gate import telling_in_name
from wording import say

log = logging.getLogger(__name__)


async def refuse_a_telling_profile(bot: Bot, programme: str) -> None:
    """Raise SettingsError when the bot's name, username or descriptions tell strangers what it is for.

    `programme`: its own name, which must not stand there either. The picture is a person's to look at.
    """
    if telling := telling_in_name(bot.first_name, bot.username, programme=programme):
        raise SettingsError(say("bot-name-telling", words=", ".join(telling)))
    if telling := telling_in_name(*await _descriptions(bot), programme=programme):
        raise SettingsError(say("bot-description-telling", words=", ".join(telling)))


async def _descriptions(bot: Bot) -> tuple[str, ...]:
    """Ask Telegram what it says of the bot; what cannot be asked now is looked at after the next start."""
    try:
        long, short = await bot.get_my_description(), await bot.get_my_short_description()
    except TelegramError as error:
        log.warning("The bot's description was not looked at (%s).", type(error).__name__)
        return ()
    return long.description, short.short_description
