"""Updates in: raw, written to the inbox and committed before Telegram is told that we have them."""

import asyncio
import logging
import warnings
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.clock import Clock
from bot.last_resort import LastResort
from bot.pace import seconds
from bot.turn_thread import TurnThread
from storage import inbox
from storage.database import Database, storage_fault

log = logging.getLogger(__name__)

POLL = 25  # seconds; Telegram allows 50
PAUSE = 2.0  # seconds after a poll that failed
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]


class Receiver:
    """Asks Telegram for updates, one long poll after another."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        clock: Clock,
        thread: TurnThread,
        wake: Callable[[], None],
        polled: Callable[[], None],
        last_resort: LastResort,
    ) -> None:
        """`wake` is called when something new is in the inbox, `polled` when a poll has worked to its end."""
        self._bot, self._database, self._clock, self._thread, self._wake = bot, database, clock, thread, wake
        self._polled, self._last_resort = polled, last_resort
        self._offset: int | None = None
        self._answering: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Poll until cancelled; InvalidToken when Telegram does not know our token."""
        # PTB would rather have us use its own get_updates, which one unparseable update stops for ever.
        warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'", category=PTBUserWarning)
        while True:
            try:
                await self._poll()
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except TelegramError as error:
                if _token_refused(error):
                    raise InvalidToken from None
                log.warning("No updates just now (%s), trying again soon.", type(error).__name__)
                await asyncio.sleep(PAUSE)
            except DBAPIError as error:
                # Not acknowledged, so Telegram keeps them for us until there is room again.
                log.error(
                    "The database is %s: messages wait at Telegram until that is mended.",
                    storage_fault(error),
                )
                await asyncio.sleep(PAUSE)

    async def _poll(self) -> None:
        asked: dict[str, Any] = {"timeout": POLL, "allowed_updates": ALLOWED}
        if self._offset is not None:
            asked["offset"] = self._offset
        updates = await self._bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=POLL + 5)
        if not updates:
            self._polled()
            return
        try:
            await self._thread.run(self._store, updates)
        except DBAPIError:
            await self._last_resort.answer(updates)
            raise
        self._polled()
        # The last id of this batch, never a stored maximum: after a quiet week ids may start again lower.
        self._offset = updates[-1]["update_id"] + 1
        self._wake()
        for update in updates:
            if isinstance(query := update.get("callback_query"), dict) and isinstance(query.get("id"), str):
                self._answer_at_once(query["id"])

    def _store(self, updates: list[dict[str, object]]) -> None:
        with self._database.write() as session:
            inbox.take_in(session, updates, self._clock.now())

    def _answer_at_once(self, query_id: str) -> None:
        """End the spinner on the button; what the tap does comes after, as a redraw or a message."""
        task = asyncio.create_task(self._end_spinner(query_id))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _end_spinner(self, query_id: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:
            log.info("A button's spinner was not ended (%s).", type(error).__name__)


def _token_refused(error: TelegramError) -> bool:
    """Tell a token that was taken back from trouble that passes: PTB calls every 401 and 404 a wrong endpoint."""
    return isinstance(error, EndPointNotFound) and "unauthorized" in str(error.__cause__).lower()
