"""How Walkalong speaks: every Telegram method that sends or edits is called here, and only by the sender."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity

from bot.pictures import Pictures
from storage.messages import Body, Rows

log = logging.getLogger(__name__)

WriteCopy = Callable[[int, str], tuple[str, bytes]]  # chat, "text" or "json" -> file name, content
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Voice:
    """Says a `Body` in a chat, or makes a card look like another one. Raises what python-telegram-bot raises."""

    def __init__(self, bot: Bot, pictures: Pictures, write_copy: WriteCopy | None = None) -> None:
        """Speak through this bot; `write_copy` writes the file of what is held about whoever a chat is with."""
        self._bot, self._pictures, self._write_copy = bot, pictures, write_copy

    async def say(self, chat_id: int, body: Body, *, silent: bool) -> int:
        """Send a message, with its picture or file if it has one; returns its id on the phone.

        A body that deletes says nothing: it takes messages off the phone, and returns 0.
        """
        if body.deletes:
            await self._bot.delete_messages(chat_id, list(body.deletes))
            return 0
        text, entities = shown(body)
        common: dict[str, Any] = {"reply_markup": keyboard(body.rows), "disable_notification": silent}
        if picture := await self._drawn(body):
            sent = await self._bot.send_photo(
                chat_id, picture, caption=text, caption_entities=entities, **common
            )
        elif body.copy and self._write_copy:
            name, content = await asyncio.to_thread(self._write_copy, chat_id, body.copy)
            sent = await self._bot.send_document(
                chat_id, content, filename=name, caption=text, caption_entities=entities, **common
            )
        else:
            sent = await self._bot.send_message(
                chat_id, text, entities=entities, link_preview_options=NO_PREVIEW, **common
            )
        return sent.message_id

    async def draw_again(self, chat_id: int, telegram_id: int, body: Body | None) -> None:
        """Edit a message in place; None takes it off the phone."""
        if body is None:
            await self._bot.delete_message(chat_id, telegram_id)
            return
        text, entities = shown(body)
        await self._bot.edit_message_text(
            text,
            chat_id,
            telegram_id,
            entities=entities,
            reply_markup=keyboard(body.rows),
            link_preview_options=NO_PREVIEW,
        )

    async def _drawn(self, body: Body) -> bytes | None:
        """Draw its picture; without one the words go out alone, and the caption says the same numbers."""
        if body.picture is None:
            return None
        try:
            return await self._pictures.draw(body.picture)
        except Exception as error:  # whatever the drawing trips over, the words must arrive
            log.error("A picture was not drawn (%s).", type(error).__name__)
            return None


def shown(body: Body) -> tuple[str, list[MessageEntity]]:
    """Give the text as it is shown and its entities: the title, when there is one, stands above it in bold."""
    if not body.title:
        return body.text, []
    length = len(body.title.encode("utf-16-le")) // 2  # Telegram counts UTF-16 units
    return f"{body.title}\n\n{body.text}".rstrip(), [MessageEntity(MessageEntity.BOLD, 0, length)]


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Turn rows of buttons into Telegram's keyboard."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.label, url=b.url or None, callback_data=b.data or None) for b in row]
            for row in rows
        ]
    )
