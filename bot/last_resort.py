"""When an update cannot be handled, Help and the crisis words are said past the database, once (R45)."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import TelegramError

from bot.clock import Clock
from care.programme import Programme
from handlers import last_resort
from storage.messages import TAP_VERSION, Body

log = logging.getLogger(__name__)

Update = dict[str, Any]  # as Telegram gave it


class LastResort:
    """Remembers which updates it has answered: they are tried again until the database is back."""

    def __init__(
        self, say: Callable[[int, Body], Awaitable[object]], programme: Programme, clock: Clock
    ) -> None:
        """`say` speaks in a chat without a row; TelegramError when it cannot."""
        self._say, self._programme, self._clock = say, programme, clock
        self._answered: set[int] = set()
        self._staff: set[int] = set()

    def works_here(self, *chat_ids: int) -> None:
        """Remember whose accounts are staff's: what is said to young people is not for them."""
        self._staff |= set(chat_ids)

    async def answer(self, updates: Sequence[Update]) -> None:
        """Answer what cannot wait; what could not be said is tried with the update's next try."""
        for update in updates:
            update_id = update.get("update_id")
            if not isinstance(update_id, int) or update_id in self._answered:
                continue
            chat_id, text = _asked(update)
            words = last_resort.words(text, self._programme, self._clock.now()) if chat_id and text else None
            words = last_resort.staff_words() if words and chat_id in self._staff else words
            if words is not None and chat_id and await self._said(chat_id, words):
                self._answered.add(update_id)

    async def _said(self, chat_id: int, words: str) -> bool:
        try:
            await self._say(chat_id, Body(words))
        except TelegramError as error:
            log.error("Help could not be said without the database (%s).", type(error).__name__)
            return False
        log.warning("Help was said without the database.")
        return True


def _asked(update: Update) -> tuple[int | None, str]:
    """Return the private chat and the words in it; a tap on Help counts as /help; (None, "") for anything odd."""
    try:
        if (query := update.get("callback_query")) is not None:
            text = "/help" if query["data"] == f"{TAP_VERSION}.help" else ""
            return _private(query["message"]["chat"]), text
        message = update.get("message") or update["edited_message"]
        text = message.get("text") or message.get("caption") or message.get("sticker", {}).get("emoji") or ""
        return _private(message["chat"]), str(text)
    except (KeyError, TypeError, AttributeError):
        return None, ""


def _private(chat: dict[str, Any]) -> int | None:
    return chat["id"] if chat["type"] == "private" and isinstance(chat["id"], int) else None
