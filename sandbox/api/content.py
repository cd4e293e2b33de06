"""What a bot wants to say, checked as Telegram checks it: words, keyboards, pictures."""

import struct
from typing import Any

from sandbox.api.calls import Asked, RefusedError, bad, file_of
from sandbox.entities import CAPTION_LIMIT, TEXT_LIMIT, Json, units, wrong_entity
from sandbox.world import Kept, Media, World

PHOTO_BYTES = 10 * 1024 * 1024
BUTTONS = 100
ACTIONS = frozenset({"callback_data", "url", "web_app"})
OTHER_ACTIONS = frozenset({
    "login_url", "switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
    "copy_text", "callback_game", "pay",
})  # fmt: skip


def words(asked: Asked) -> tuple[str, list[Json]]:
    """The text of a message with its entities."""
    text, entities = _marked(asked.params.get("text"), asked.nested("entities"), asked.text("parse_mode"))
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad("message is too long")
    return text, entities


def caption(given: Any, entities: Any, parse_mode: str) -> tuple[str, list[Json]]:
    """The words under a picture or file with their entities; both may be empty."""
    text, marks = _marked(given, entities, parse_mode)
    if units(text) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    return text, marks


def caption_of(asked: Asked) -> tuple[str, list[Json]]:
    """The caption among the parameters of a call."""
    return caption(asked.params.get("caption"), asked.nested("caption_entities"), asked.text("parse_mode"))


def _marked(text: Any, entities: Any, parse_mode: str) -> tuple[str, list[Json]]:
    if parse_mode:
        raise bad("this sandbox takes text with entities, not parse_mode")
    plain = str(text or "").rstrip()
    marks = entities or []
    if not isinstance(marks, list) or not all(isinstance(one, dict) for one in marks):
        raise bad("can't parse MessageEntity: expected an Array of Objects")
    fault = wrong_entity(marks, plain)
    if fault:
        raise bad(f"can't parse MessageEntity: {fault}")
    return plain, marks


def keyboard(asked: Asked) -> list[list[Json]]:
    """The rows of an inline keyboard; none when there is none. Other keyboards are refused."""
    markup = asked.nested("reply_markup")
    if not markup:
        return []
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if markup.get("remove_keyboard"):
        return []
    if "inline_keyboard" not in markup:
        raise bad("this sandbox knows inline keyboards only")
    given = markup["inline_keyboard"]
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad('field "inline_keyboard" must be an Array of Arrays')
    rows = [[_button(one) for one in row] for row in given if row]
    if sum(len(row) for row in rows) > BUTTONS:
        raise bad("reply markup is too long")
    return rows


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _bad_button("InlineKeyboardButton must be an Object")
    if not str(button.get("text", "")).strip():
        raise _bad_button("button text is empty")
    if OTHER_ACTIONS & set(button):
        raise bad("this sandbox knows buttons with callback_data, url or web_app only")
    if not ACTIONS & set(button):
        raise _bad_button("Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    _check_url(str(button.get("url", "tg:")), "URL", ("http://", "https://", "tg:"), "Wrong HTTP URL")
    page = button.get("web_app", {"url": "https://"})
    _check_url(str(page.get("url", "")), "Web App URL", ("https://",), "Only HTTPS links are allowed")
    return button


def _check_url(url: str, what: str, starts: tuple[str, ...], why: str) -> None:
    if not url.startswith(starts):
        raise bad(f"inline keyboard button {what} '{url}' is invalid: {why}")


def _bad_button(why: str) -> RefusedError:
    return bad(f"can't parse inline keyboard button: {why}")


def photo(world: World, asked: Asked, given: Any) -> Media:
    """A photo of a call: PNG or JPEG, at most 10 MB, sides of at most 10,000 together."""
    file = file_of(world, asked, "photo", given, "photos")
    if len(file.content) > PHOTO_BYTES:
        raise bad(
            f"file of size {len(file.content)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_BYTES} bytes"
        )
    return photo_media(file)


def photo_media(file: Kept) -> Media:
    """A file as a photo."""
    size = _png_size(file.content) or _jpeg_size(file.content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return Media("photo", [{**file.shape, "width": width, "height": height}], file.id)


def document(world: World, asked: Asked, given: Any) -> Media:
    """A document of a call (at most 50 MB, as every upload)."""
    return document_media(file_of(world, asked, "document", given, "documents"))


def document_media(file: Kept) -> Media:
    """A file as a document."""
    return Media("document", {**file.shape, "file_name": file.name, "mime_type": file.mime}, file.id)


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if width and height else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    if content[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in {0xC4, 0xC8, 0xCC}:  # a start of frame holds the size
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 2 + length
    return None
