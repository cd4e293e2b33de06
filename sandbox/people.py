"""What a person can do with their phone, and what the bot hears of it."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from sandbox import shapes
from sandbox.entities import Json, commands_in, pieces
from sandbox.world import BOT_USERNAME, Account, Media, Message, Query, World


class CannotError(Exception):
    """A phone cannot do this now; the message says why."""


def types(world: World, account: Account, text: str, reply_to: int | None = None) -> list[Message]:
    """Send a text; one longer than 4,096 UTF-16 units goes as several messages, as the apps do."""
    _can_write(account)
    if not text.strip():
        raise CannotError("there is nothing to send")
    if reply_to is not None and world.message(account.id, reply_to) is None:
        raise CannotError(f"there is no message {reply_to} to reply to")
    return [
        _say(world, account, text=part, entities=commands_in(part), reply_to=reply_to)
        for part in pieces(text.strip())
    ]


def sends(world: World, account: Account, media: Media, caption: str = "") -> Message:
    """Send a photo, voice note, sticker, contact or document."""
    _can_write(account)
    return _say(world, account, media=media, text=caption, entities=commands_in(caption))


def edits(world: World, account: Account, message_id: int, text: str) -> Message:
    """Change the words of an own message."""
    _can_write(account)
    message = world.message(account.id, message_id)
    if message is None or message.from_bot:
        raise CannotError(f"message {message_id} is not {account.name}'s to edit")
    message.text, message.entities, message.edited = text, commands_in(text), world.now()
    world.touched(message)
    world.updates.put("edited_message", shapes.message(world, message))
    return message


def taps(world: World, account: Account, message_id: int, data: str) -> str:
    """Tap a callback button, or make the bot think so: `data` may be old or forged. Answers the query id."""
    _can_write(account)
    message = world.message(account.id, message_id)
    query_id = str(uuid4().int >> 65)
    world.queries[query_id] = Query(account.id, world.now())
    shown = shapes.message(world, message) if message else shapes.gone_message(account, message_id)
    world.updates.put(
        "callback_query",
        {
            "id": query_id,
            "from": shapes.user(account),
            "message": shown,
            "chat_instance": str(account.id),
            "data": data,
        },
    )
    return query_id


def button(world: World, account: Account, message_id: int, label: str) -> Json:
    """The button of that label on a message of this phone."""
    message = world.message(account.id, message_id)
    keyboard: Sequence[list[Json]] = message.keyboard if message else []
    labels = [one["text"] for row in keyboard for one in row]
    if label not in labels:
        raise CannotError(f"message {message_id} has no button {label!r}; it has {labels}")
    return next(one for row in keyboard for one in row if one["text"] == label)


def start_payload(link: str) -> str | None:
    """The payload of a link that opens this bot ("" when it has none); None for any other link."""
    parts = urlsplit(link.strip() if "//" in link else f"https://{link.strip()}")
    if parts.hostname not in {"t.me", "telegram.me"} or parts.path.strip("/").lower() != BOT_USERNAME:
        return None
    return parse_qs(parts.query).get("start", [""])[0]


def opens(world: World, account: Account, link: str) -> list[Message]:
    """Open a link to the bot and press Start; if the bot was blocked that button unblocks it too."""
    payload = start_payload(link)
    if payload is None:
        raise CannotError(f"this link does not open t.me/{BOT_USERNAME}")
    if account.blocked:
        unblocks(world, account)
    _can_write(account)
    # As in Telegram's apps the chat shows the command alone; the payload is for the bot.
    command = "/start"
    return [_say(world, account, payload, text=command, entities=commands_in(command))]


def blocks(world: World, account: Account) -> None:
    """Block the bot; nothing happens when it is blocked already."""
    _set_blocked(world, account, blocked=True)


def unblocks(world: World, account: Account) -> None:
    """Unblock the bot; nothing happens when it is not blocked."""
    _set_blocked(world, account, blocked=False)


def deletes_account(world: World, account: Account) -> None:
    """Delete the account: the bot hears nothing of it, and cannot write any more."""
    account.deactivated = True
    world.changed(account)


def _set_blocked(world: World, account: Account, *, blocked: bool) -> None:
    if account.blocked == blocked or account.deactivated:
        return
    account.blocked = blocked
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    world.changed(account)
    world.updates.put(
        "my_chat_member",
        {
            "chat": shapes.chat(account),
            "from": shapes.user(account),
            "date": shapes.moment(world.now()),
            "old_chat_member": shapes.member(before),
            "new_chat_member": shapes.member(after),
        },
    )


def _can_write(account: Account) -> None:
    if account.deactivated:
        raise CannotError(f"{account.name} has deleted the account")
    if account.blocked:
        raise CannotError(f"{account.name} has blocked the bot; unblock it first")


def _say(world: World, account: Account, payload: str = "", **content: object) -> Message:
    """Put a message into the chat; the bot hears `payload` after its text."""
    account.started = True
    message = world.post(account, from_bot=False, **content)
    heard = shapes.message(world, message)
    world.updates.put("message", heard | {"text": f"{heard['text']} {payload}"} if payload else heard)
    return message
