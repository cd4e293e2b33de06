"""Command menus: a young person's is everyone's default; staff get their own in their own chat."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from care.programme import Programme
from handlers.turn import Menu
from storage.models import Role
from wording import say

log = logging.getLogger(__name__)

# A command and the wording key that says what it does.
MENUS: dict[Role, dict[str, str]] = {
    Role.YOUNG: {
        "star": "command-star",
        "often": "command-often",
        "pause": "command-pause",
        "help": "command-help",
        "language": "command-language",
        "privacy": "command-privacy",
        "mydata": "command-mydata",
        "stop": "command-stop",
    },
    Role.COORDINATOR: {
        "inbox": "command-inbox",
        "people": "command-people",
        "nudge": "command-nudge",
        "privacy": "command-asked",
        "duty": "command-duty",
        "away": "command-away",
        "help": "command-staff-help",
    },
    Role.MANAGER: {
        "trends": "command-trends",
        "team": "command-team",
        "privacy": "command-asked",
        "duty": "command-duty",
        "away": "command-away",
        "help": "command-staff-help",
    },
}


def menu(role: Role, programme: Programme, language: str = "en") -> list[BotCommand]:
    """Return the commands of a role with what each does; /language only where there is one to choose."""
    shown = {c: key for c, key in MENUS[role].items() if c != "language" or len(programme.languages) > 1}
    return [BotCommand(command, say(key, language, programme.wording)) for command, key in shown.items()]


async def show_default_menu(bot: Bot, programme: Programme) -> None:
    """Give every private chat the young person's menu."""
    await bot.set_my_commands(menu(Role.YOUNG, programme), BotCommandScopeAllPrivateChats())


async def show_menu(bot: Bot, wanted: Menu, programme: Programme) -> None:
    """Make one chat's menu fit its role and language; a menu that cannot be set now is set at the next start."""
    scope, language = BotCommandScopeChat(wanted.chat_id), programme.spoken(wanted.language)
    try:
        if wanted.role in (Role.YOUNG, Role.STRANGER) and language == "en":
            await bot.delete_my_commands(scope)
        else:
            await bot.set_my_commands(menu(wanted.role, programme, language), scope)
    except TelegramError as error:
        log.info("A command menu was not set (%s).", type(error).__name__)
