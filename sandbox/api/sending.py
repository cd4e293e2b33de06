"""What a bot says: text, photos, documents, and that it is typing."""

from typing import Any

from sandbox import shapes
from sandbox.api import content
from sandbox.api.calls import Asked, bad, reachable
from sandbox.entities import Json
from sandbox.world import Account, Media, Notice, World

# fmt: off
ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})
# fmt: on
PICTURED = {"photo": "🖼 Photo", "document": "📎 File"}


def send_message(world: World, asked: Asked) -> Json:
    """Send a text."""
    account = reachable(world, asked)
    text, entities = content.words(asked)
    return _say(world, asked, account, text=text, entities=entities)


def send_photo(world: World, asked: Asked) -> Json:
    """Send a picture with a caption."""
    account = reachable(world, asked)
    text, entities = content.caption_of(asked)
    media = content.photo(world, asked, asked.params.get("photo"))
    return _say(world, asked, account, text=text, entities=entities, media=media)


def send_document(world: World, asked: Asked) -> Json:
    """Send a file with a caption."""
    account = reachable(world, asked)
    text, entities = content.caption_of(asked)
    media = content.document(world, asked, asked.params.get("document"))
    return _say(world, asked, account, text=text, entities=entities, media=media)


def send_chat_action(world: World, asked: Asked) -> bool:
    """Show "typing…" until the next message, or five seconds."""
    account = reachable(world, asked)
    if asked.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    account.typing = world.changed(account)
    return True


def _say(world: World, asked: Asked, account: Account, **said: Any) -> Json:
    message = world.post(
        account,
        from_bot=True,
        keyboard=content.keyboard(asked),
        reply_to=_replied_to(world, asked, account),
        silent=asked.flag("disable_notification"),
        protected=asked.flag("protect_content"),
        **said,
    )
    if not message.silent:
        text = _notice_text(message.text, message.media)
        account.notices.append(Notice(message.id, text, message.date, message.version))
    return shapes.message(world, message)


def _replied_to(world: World, asked: Asked, account: Account) -> int | None:
    parameters = asked.nested("reply_parameters") or {"message_id": asked.number("reply_to_message_id")}
    message_id = parameters.get("message_id")
    if not message_id:
        return None
    if world.message(account.id, int(message_id)) is not None:
        return int(message_id)
    if parameters.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def _notice_text(text: str, media: Media | None) -> str:
    """What a lock screen shows of a message."""
    if media is None:
        return text
    sign = PICTURED.get(media.kind, "📎 File")
    return f"{sign.split()[0]} {text}" if text else sign
