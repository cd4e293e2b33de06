"""Messages out: what is queued leaves, in order and at a pace, and how that went is written down."""

import asyncio
import logging
from collections import defaultdict

import httpx
from sqlalchemy.exc import OperationalError
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.leaving import Claimed, Leaving
from bot.menus import show_menu
from bot.pace import Pace, seconds
from bot.turn_thread import TurnThread
from bot.voice import Voice
from care.programme import Programme
from handlers.turn import Menu
from storage import outbox
from storage.database import Database, storage_fault
from storage.messages import Body, Redraw
from storage.models import State

log = logging.getLogger(__name__)

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
LONGEST_WAIT = 60.0  # seconds between two tries
LAST_WORDS = 10.0  # seconds that what is leaving gets at the end


class Sender:
    """One lane of work a chat; what is said comes from rows, redraws of cards from memory."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        clock: Clock,
        thread: TurnThread,
        voice: Voice,
        pace: Pace,
        programme: Programme,
    ) -> None:
        """Send nothing yet: `run` does. The programme's zone tells when it is too late in the day to speak first."""
        self._bot, self._thread, self._voice, self._pace = bot, thread, voice, pace
        self._rows, self._programme = Leaving(database, clock, programme.zone), programme
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._redraws: dict[int, dict[int, Redraw]] = defaultdict(dict)
        self._menus: dict[int, Menu] = {}
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._leaving: set[asyncio.Task[float]] = set()

    def wake(self) -> None:
        """A commit may have put something into the outbox."""
        self._idle.clear()
        self._woken.set()

    def hurry(self, chat_id: int) -> None:
        """An answer was committed: its chat waits no longer among the nudges."""
        self._pace.hurry(chat_id, outbox.ANSWERS)

    def redraw(self, card: Redraw) -> None:
        """Remember how a card shall look; only the newest redraw of a card is kept."""
        self._redraws[card.chat_id][card.message_id] = card
        self.hurry(card.chat_id)
        self.wake()

    def menu(self, menu: Menu) -> None:
        """Remember that a chat's command menu changes."""
        self._menus[menu.chat_id] = menu
        self.wake()

    async def say_without_a_row(self, chat_id: int, body: Body) -> None:
        """Say it now, whatever the database does; TelegramError when Telegram does not take it."""
        await self._voice.say(chat_id, body, silent=False)

    async def drained(self) -> None:
        """Wait until nothing is left to send or redraw."""
        self.wake()
        await self._idle.wait()

    async def run(self) -> None:
        """Send until cancelled, starting with what an earlier process left in doubt."""
        await self._thread.run(self._rows.settle_what_a_crash_left)
        try:
            while True:
                self._woken.clear()
                try:
                    await self._serve_all()
                    await self._woken.wait()
                except OperationalError as error:
                    log.error("The database is %s: sending goes on in 2 seconds.", storage_fault(error))
                    await asyncio.sleep(2)
        finally:
            await self._finish()

    async def _finish(self) -> None:
        """Let what is leaving arrive and be written down; the rest waits in its rows for the next start."""
        for task in self._busy.values():
            task.cancel()
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=LAST_WORDS)

    async def _serve_all(self) -> None:
        """Give every chat that something waits for its own task; a chat never has two."""
        waiting = await self._thread.run(self._rows.chats_waiting)
        cards = [chat_id for chat_id, redraws in self._redraws.items() if redraws]
        for chat_id in [*waiting, *cards, *self._menus]:
            if chat_id not in self._busy:
                self._busy[chat_id] = asyncio.create_task(self._serve_until_empty(chat_id))
        if not self._busy and not self._woken.is_set():
            self._idle.set()

    async def _serve_until_empty(self, chat_id: int) -> None:
        """Serve one chat; on any trouble leave it a while, then let the loop look again."""
        try:
            await self._serve(chat_id)
        except OperationalError as error:
            log.error("The database is %s: sending goes on in 2 seconds.", storage_fault(error))
            await asyncio.sleep(2)
        except Exception as error:  # one chat's trouble must not end the others'
            log.error("Sending to one chat stopped (%s); it is tried again.", type(error).__name__)
            await asyncio.sleep(2)
        finally:
            del self._busy[chat_id]
            self._woken.set()

    async def _serve(self, chat_id: int) -> None:
        """Give one chat its menu, then what it has waiting, one after another, each when it may leave."""
        while True:
            if (menu := self._menus.pop(chat_id, None)) is not None:
                await show_menu(self._bot, menu, self._programme)
            lane = await self._thread.run(self._rows.best_lane, chat_id)
            if lane is not None:
                await self._pace.slot(chat_id, lane)
                await asyncio.sleep(await self._undisturbed(chat_id))
            elif self._redraws[chat_id]:
                await self._pace.slot(chat_id, outbox.ANSWERS)
                await self._draw_again(chat_id)
            elif chat_id not in self._menus:
                del self._redraws[chat_id]
                return

    # --- saying ---------------------------------------------------------------------------------------

    async def _undisturbed(self, chat_id: int) -> float:
        """Send the next message, to its end even when Walkalong is being stopped meanwhile."""
        leaving = asyncio.create_task(self._send_next(chat_id))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        return await asyncio.shield(leaving)

    async def _send_next(self, chat_id: int) -> float:
        """Claim it only now: until this moment STOP could still take it back. Returns seconds to rest."""
        claimed = await self._thread.run(self._rows.claim, chat_id)
        return await self._deliver(claimed) if claimed else 0.0

    async def _deliver(self, claimed: Claimed) -> float:
        """Send one message and write down how that went; returns the seconds to wait before the next try."""
        try:
            body = Body.from_json(claimed.body)
            telegram_id = await self._voice.say(claimed.chat_id, body, silent=claimed.silent)
        except RetryAfter as error:
            self._pace.hold(seconds(error))
            await self._settle(claimed, State.QUEUED)
        except (Forbidden, BadRequest) as error:
            await self._refused(claimed, error)
        except TelegramError as error:
            return await self._in_doubt(claimed, error)
        except Exception as error:  # ours, not Telegram's: it would be the same the next time
            log.error("Message %s could not be put together (%s).", claimed.id, type(error).__name__)
            await self._settle(claimed, State.FAILED)
        else:
            await self._settle(claimed, State.SENT, telegram_id)
        return 0.0

    async def _refused(self, claimed: Claimed, error: TelegramError) -> None:
        """Telegram will never take it: a person who is out of reach is left in peace (R14)."""
        log.warning("Message %s was refused (%s).", claimed.id, type(error).__name__)
        await self._settle(claimed, State.FAILED, gone=_nobody_there(error))

    async def _in_doubt(self, claimed: Claimed, error: TelegramError) -> float:
        """It may have arrived: a nudge is not repeated, an answer is; what never left is simply sent later."""
        again = _never_left(error) or not claimed.unprompted
        log.warning("Message %s: %s, %s.", claimed.id, type(error).__name__, "again" if again else "unsure")
        await self._settle(claimed, State.QUEUED if again else State.UNSURE)
        return min(LONGEST_WAIT, 0.5 * 2 ** min(claimed.tries, 8)) if again else 0.0

    async def _settle(
        self, claimed: Claimed, state: State, telegram_id: int | None = None, *, gone: bool = False
    ) -> None:
        """Write down how it ended, however long the database needs: the message itself has left."""
        while True:
            try:
                return await self._thread.run(self._rows.write_down, claimed, state, telegram_id, gone=gone)
            except OperationalError as error:
                fault = storage_fault(error)
                log.error("The database is %s: message %s waits to be ticked off.", fault, claimed.id)
                await asyncio.sleep(1)

    # --- redrawing ------------------------------------------------------------------------------------

    async def _draw_again(self, chat_id: int) -> None:
        """Edit one card of this chat; what Telegram refuses is an old card, and nothing is lost with it."""
        message_id = next(iter(self._redraws[chat_id]))
        telegram_id = await self._thread.run(self._rows.telegram_id, message_id)
        card = self._redraws[chat_id].pop(message_id)
        if telegram_id is None:
            return
        try:
            await self._voice.draw_again(card.chat_id, telegram_id, card.body)
        except RetryAfter as error:
            self._pace.hold(seconds(error))
            self._redraws[chat_id].setdefault(message_id, card)
            return
        except (BadRequest, Forbidden) as error:
            if _nobody_there(error):
                await self._thread.run(self._rows.gone, chat_id)
            if "not modified" not in str(error).lower():
                log.info("A card was not redrawn (%s).", type(error).__name__)
        except TelegramError as error:
            # An edit can be repeated without harm, unless a newer look of the card is waiting.
            log.info("A card is redrawn later (%s).", type(error).__name__)
            self._redraws[chat_id].setdefault(message_id, card)
            await asyncio.sleep(1)
            return
        if card.closes:
            await self._thread.run(self._rows.closed, message_id)


def _nobody_there(error: TelegramError) -> bool:
    """Tell whether Telegram says that we are blocked, or that nobody is there any more (R14)."""
    return isinstance(error, Forbidden) or any(sign in str(error).lower() for sign in GONE)


def _never_left(error: TelegramError) -> bool:
    """Tell whether Telegram cannot have taken it: nothing was sent, or it said that it would not."""
    refused = isinstance(error, InvalidToken) or "too many requests" in str(error).lower()
    return refused or isinstance(error.__cause__, NEVER_LEFT)
