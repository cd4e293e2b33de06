"""What a bot changes or takes back."""

from datetime import timedelta
from typing import Any

from sandbox import shapes
from sandbox.api import content
from sandbox.api.calls import Asked, account_of, bad, message_of, not_gone
from sandbox.entities import Json
from sandbox.world import Message, World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
DELETE_WITHIN = timedelta(hours=48)


def edit_message_text(world: World, asked: Asked) -> Json:
    """Change the words of a text message; a keyboard that is not given again goes."""
    message = _own(world, asked)
    if message.media:
        raise bad("there is no text in the message to edit")
    text, entities = content.words(asked)
    return _change(world, message, text=text, entities=entities, keyboard=content.keyboard(asked))


def edit_message_caption(world: World, asked: Asked) -> Json:
    """Change the words under a picture or file."""
    message = _own(world, asked)
    if not message.media:
        raise bad("there is no caption in the message to edit")
    text, entities = content.caption_of(asked)
    return _change(world, message, text=text, entities=entities, keyboard=content.keyboard(asked))


def edit_message_media(world: World, asked: Asked) -> Json:
    """Put another picture or file, with its caption, in a message's place."""
    message = _own(world, asked)
    wanted = asked.nested("media") or {}
    kinds = {"photo": content.photo, "document": content.document}
    if wanted.get("type") not in kinds:
        raise bad("can't parse InputMedia: unsupported type")
    media = kinds[wanted["type"]](world, asked, wanted.get("media"))
    text, entities = content.caption(
        wanted.get("caption"), wanted.get("caption_entities"), str(wanted.get("parse_mode") or "")
    )
    return _change(
        world, message, text=text, entities=entities, keyboard=content.keyboard(asked), media=media
    )


def edit_message_reply_markup(world: World, asked: Asked) -> Json:
    """Change or take off a message's buttons."""
    message = _own(world, asked)
    return _change(world, message, keyboard=content.keyboard(asked))


def _own(world: World, asked: Asked) -> Message:
    message = message_of(world, asked, "message to edit not found")
    if not message.from_bot:
        raise bad("message can't be edited")
    not_gone(world.accounts[message.chat_id])
    return message


def _change(world: World, message: Message, **new: Any) -> Json:
    if all(getattr(message, name) == value for name, value in new.items()):
        raise bad(SAME)
    for name, value in new.items():
        setattr(message, name, value)
    if set(new) != {"keyboard"}:  # new buttons alone do not make a message "edited"
        message.edited = world.now()
    world.touched(message)
    return shapes.message(world, message)


def delete_message(world: World, asked: Asked) -> bool:
    """Take a message back, if it is not older than 48 hours."""
    message = message_of(world, asked, "message to delete not found")
    if world.now() - message.date > DELETE_WITHIN:
        raise bad("message can't be deleted for everyone")
    _delete(world, message)
    return True


def delete_messages(world: World, asked: Asked) -> bool:
    """Take several messages back; those that are not there are passed over."""
    account = account_of(world, asked)
    for message_id in asked.nested("message_ids") or []:
        message = world.message(account.id, int(message_id))
        if message and world.now() - message.date <= DELETE_WITHIN:
            _delete(world, message)
    return True


def _delete(world: World, message: Message) -> None:
    message.deleted = True
    world.touched(message)
