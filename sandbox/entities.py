"""Text as Telegram measures it: in UTF-16 code units."""

import re
from typing import Any

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
# fmt: off
KINDS = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic",
    "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "date_time",
})
# fmt: on
_COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w)")


def units(text: str) -> int:
    """Length in UTF-16 code units: an emoji outside the basic plane counts two."""
    return len(text.encode("utf-16-le")) // 2


def commands_in(text: str) -> list[Json]:
    """The bot_command entities that Telegram's apps find in what somebody typed."""
    return [
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in _COMMAND.finditer(text)
    ]


def pieces(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """What the apps make of a long text: several messages of at most `limit` UTF-16 units."""
    parts: list[str] = []
    part: list[str] = []
    size = 0
    for letter in text:
        if size + units(letter) > limit:
            parts.append("".join(part))
            part, size = [], 0
        part.append(letter)
        size += units(letter)
    return [*parts, "".join(part)]


def wrong_entity(entities: list[Json], text: str) -> str | None:
    """The first fault of what a bot marked in a text, in a few words; None when all is well."""
    if len(entities) > ENTITY_LIMIT:
        return "too many entities"
    end = units(text)
    for entity in entities:
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if kind not in KINDS:
            return f'unsupported type "{kind}" specified'
        if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length <= 0:
            return "wrong offset or length"
        if offset + length > end:
            return f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
        if kind == "text_link" and not str(entity.get("url", "")).startswith(
            ("http://", "https://", "tg://")
        ):
            return "text link without a URL"
    return None
