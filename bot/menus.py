"""Command menus: a young person's is everyone's default; staff get their own in their own chat."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from storage.models import Role
from wording import say

log = logging.getLogger(__name__)

# A command and the wording key that says what it does.
MENUS: dict[Role, dict[str, str]] = {
    Role.YOUNG: {
        "star": "command-star",
        "often": "command-often",
        "help": "command-help",
        "stop": "command-stop",
    },
    Role.COORDINATOR: {
        "inbox": "command-inbox",
        "people": "command-people",
        "nudge": "command-nudge",
        "help": "command-staff-help",
    },
    Role.MANAGER: {"trends": "command-trends", "team": "command-team", "help": "command-staff-help"},
}


def menu(role: Role) -> list[BotCommand]:
    """Return the commands of a role with what each does."""
    return [BotCommand(command, say(key)) for command, key in MENUS[role].items()]


async def show_default_menu(bot: Bot) -> None:
    """Give every private chat the young person's menu."""
    await bot.set_my_commands(menu(Role.YOUNG), BotCommandScopeAllPrivateChats())


async def show_menu(bot: Bot, chat_id: int, role: Role) -> None:
    """Make one chat's menu fit its role; a menu that cannot be set now is set at the next start."""
    scope = BotCommandScopeChat(chat_id)
    try:
        if role in (Role.YOUNG, Role.STRANGER):
            await bot.delete_my_commands(scope)
        else:
            await bot.set_my_commands(menu(role), scope)
    except TelegramError as error:
        log.info("A command menu was not set (%s).", type(error).__name__)
