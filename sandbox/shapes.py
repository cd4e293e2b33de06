"""The world as Telegram's JSON says it (Bot API 10)."""

from datetime import datetime

from sandbox.entities import Json
from sandbox.world import BOT_ID, BOT_NAME, BOT_USERNAME, Account, Message, World


def moment(when: datetime) -> int:
    """Unix time in whole seconds."""
    return int(when.timestamp())


def bot_user() -> Json:
    """The bot, as a User."""
    return {"id": BOT_ID, "is_bot": True, "first_name": BOT_NAME, "username": BOT_USERNAME}


def user(account: Account) -> Json:
    """A person, as a User."""
    return {
        "id": account.id,
        "is_bot": False,
        "first_name": account.name,
        "language_code": account.language_code,
    }


def chat(account: Account) -> Json:
    """A person's private chat with the bot."""
    return {"id": account.id, "type": "private", "first_name": account.name}


def message(world: World, one: Message, *, with_reply: bool = True) -> Json:
    """A message; the message it replies to is included one level deep."""
    account = world.accounts[one.chat_id]
    shape: Json = {
        "message_id": one.id,
        "from": bot_user() if one.from_bot else user(account),
        "chat": chat(account),
        "date": moment(one.date),
    }
    if one.edited:
        shape["edit_date"] = moment(one.edited)
    if one.protected:
        shape["has_protected_content"] = True
    if one.keyboard:
        shape["reply_markup"] = {"inline_keyboard": one.keyboard}
    answered = world.message(one.chat_id, one.reply_to) if one.reply_to and with_reply else None
    if answered:
        shape["reply_to_message"] = message(world, answered, with_reply=False)
    return shape | _content(one)


def _content(one: Message) -> Json:
    words, marks = ("caption", "caption_entities") if one.media else ("text", "entities")
    shape: Json = {one.media.kind: one.media.shape} if one.media else {}
    if one.text:
        shape[words] = one.text
    if one.entities:
        shape[marks] = one.entities
    return shape


def gone_message(account: Account, message_id: int) -> Json:
    """An InaccessibleMessage: a button was tapped on a message that is no more."""
    return {"message_id": message_id, "chat": chat(account), "date": 0}


def member(status: str) -> Json:
    """The bot's membership of a private chat: "member", or "kicked" when blocked."""
    kicked = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot_user(), "status": status, **kicked}
