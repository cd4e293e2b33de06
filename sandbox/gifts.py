"""Tiny made-up things for a phone to send."""

import base64

from sandbox.api.content import document_media, photo_media
from sandbox.entities import Json
from sandbox.people import CannotError
from sandbox.world import Media, World

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
SILENCE = b"OggS" + bytes(60)  # looks like an Ogg file, and holds no voice


def gift(world: World, kind: str, given: Json) -> Media:
    """Something of a kind to send: what was given (`content` in base64, `name`, …), else made up."""
    makers = {
        "photo": _photo,
        "document": _document,
        "voice": _voice,
        "sticker": _sticker,
        "contact": _contact,
    }
    if kind not in makers:
        raise CannotError(f"a phone sends {', '.join(makers)}; not {kind!r}")
    return makers[kind](world, given)


def _photo(world: World, given: Json) -> Media:
    content = _content(given, PIXEL)
    mime, name = ("image/jpeg", "photo.jpg") if content[:2] == b"\xff\xd8" else ("image/png", "photo.png")
    return photo_media(world.keep(content, name=given.get("name", name), mime=mime, folder="photos"))


def _document(world: World, given: Json) -> Media:
    content = _content(given, b"A made-up file.\n")
    name = str(given.get("name", "notes.txt"))
    return document_media(world.keep(content, name=name, mime="text/plain", folder="documents"))


def _voice(world: World, given: Json) -> Media:
    file = world.keep(_content(given, SILENCE), name="voice.oga", mime="audio/ogg", folder="voice")
    return Media("voice", {**file.shape, "duration": 2, "mime_type": file.mime}, file.id)


def _sticker(world: World, given: Json) -> Media:
    file = world.keep(b"RIFF0000WEBP", name="sticker.webp", mime="image/webp", folder="stickers")
    look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return Media("sticker", {**file.shape, **look, "emoji": given.get("emoji", "🌱")}, file.id)


def _contact(_world: World, given: Json) -> Media:
    name, number = given.get("name", "Sam (made up)"), given.get("phone_number", "+447700900123")
    return Media("contact", {"first_name": name, "phone_number": number})


def _content(given: Json, made_up: bytes) -> bytes:
    return base64.b64decode(given["content"]) if given.get("content") else made_up
