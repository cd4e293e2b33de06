"""The commands and the menu button that a bot sets, and what its profile says of it."""

import re

from sandbox.api.calls import Asked, account_of, bad
from sandbox.entities import Json
from sandbox.world import Account, World

NAME = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})


def set_my_commands(world: World, asked: Asked) -> bool:
    """Set the commands of a scope and language."""
    commands = asked.nested("commands") or []
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not NAME.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_key(world, asked)] = commands
    return _everyone_looks(world)


def get_my_commands(world: World, asked: Asked) -> list[Json]:
    """The commands of exactly this scope and language."""
    return world.commands.get(_key(world, asked), [])


def delete_my_commands(world: World, asked: Asked) -> bool:
    """Forget the commands of a scope and language."""
    world.commands.pop(_key(world, asked), None)
    return _everyone_looks(world)


def set_chat_menu_button(world: World, asked: Asked) -> bool:
    """Set the menu button of one chat, or of all that have none of their own."""
    button = asked.nested("menu_button") or {"type": "default"}
    world.menu_buttons[account_of(world, asked).id if asked.text("chat_id") else 0] = button
    return True


def get_chat_menu_button(world: World, asked: Asked) -> Json:
    """The menu button of a chat."""
    chat_id = account_of(world, asked).id if asked.text("chat_id") else 0
    return world.menu_buttons.get(chat_id) or world.menu_buttons.get(0) or {"type": "commands"}


def get_my_description(world: World, _: Asked) -> Json:
    """What stands in an empty chat with the bot; one for every language."""
    return {"description": world.description}


def get_my_short_description(world: World, _: Asked) -> Json:
    """What stands on the bot's profile, and beside its link; one for every language."""
    return {"short_description": world.short_description}


def commands_for(world: World, account: Account) -> list[Json]:
    """What this phone's menu shows: the narrowest scope with any, its language first (BotCommandScope)."""
    for scope in (f"chat:{account.id}", "all_private_chats", "default"):
        for language in (account.language_code, ""):
            if world.commands.get((scope, language)):
                return world.commands[(scope, language)]
    return []


def _key(world: World, asked: Asked) -> tuple[str, str]:
    scope = asked.nested("scope") or {"type": "default"}
    kind = str(scope.get("type"))
    if kind not in SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if kind == "chat":
        account = account_of(world, Asked(asked.method, {"chat_id": scope.get("chat_id")}, {}))
        kind = f"chat:{account.id}"
    return kind, asked.text("language_code")


def _everyone_looks(world: World) -> bool:
    for account in world.accounts.values():
        world.changed(account)
    return True
