"""Messages out: what is queued leaves, in order and at a pace, and how that went is written down."""

import asyncio
import logging
from collections import defaultdict
from dataclasses import dataclass

import httpx
from sqlalchemy.exc import OperationalError
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.menus import show_menu
from bot.pace import Pace
from bot.turn_thread import TurnThread
from bot.voice import Voice
from storage import messages, people
from storage.database import Database, storage_fault
from storage.messages import UNPROMPTED, Body, Redraw
from storage.models import Message, Role, State

log = logging.getLogger(__name__)

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
GONE = ("chat not found", "user is deactivated", "peer_id_invalid")
LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is on its way, as the sender needs it."""

    id: int
    chat_id: int
    lane: int
    tries: int
    unprompted: bool
    silent: bool
    body: Body


class Sender:
    """One lane of work a chat; what is said comes from rows, redraws of cards from memory."""

    def __init__(
        self, bot: Bot, database: Database, clock: Clock, thread: TurnThread, voice: Voice, pace: Pace
    ) -> None:
        """Send nothing yet: `run` does."""
        self._bot, self._database, self._clock = bot, database, clock
        self._thread, self._voice, self._pace = thread, voice, pace
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._redraws: dict[int, dict[int, Redraw]] = defaultdict(dict)
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._menus: list[tuple[int, Role]] = []

    def wake(self) -> None:
        """A commit may have put something into the outbox."""
        self._idle.clear()
        self._woken.set()

    def redraw(self, card: Redraw) -> None:
        """Remember how a card shall look; only the newest redraw of a card is kept."""
        self._redraws[card.chat_id][card.message_id] = card
        self.wake()

    def menu(self, chat_id: int, role: Role) -> None:
        """Remember that this chat's command menu changes."""
        self._menus.append((chat_id, role))
        self.wake()

    async def drained(self) -> None:
        """Wait until nothing is left to send or redraw."""
        self.wake()
        await self._idle.wait()

    async def run(self) -> None:
        """Send until cancelled, starting with what an earlier process left in doubt."""
        await self._thread.run(self._settle_what_a_crash_left)
        while True:
            self._woken.clear()
            try:
                await self._serve_all()
            except OperationalError as error:
                log.error("The database is %s: sending goes on in 2 seconds.", storage_fault(error))
                await asyncio.sleep(2)
                continue
            await self._woken.wait()

    async def _serve_all(self) -> None:
        """Give every chat that something waits for its own task; a chat never has two."""
        while self._menus:
            await show_menu(self._bot, *self._menus.pop(0))
        waiting = await self._thread.run(self._chats_waiting)
        for chat_id in [*waiting, *(chat for chat, cards in self._redraws.items() if cards)]:
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
        """Send what one chat has waiting, one after another, each when it may leave."""
        while True:
            lane = await self._thread.run(self._best_lane, chat_id)
            if lane is not None:
                await self._pace.slot(chat_id, lane)
                # Claimed only now: until this moment STOP could still take it back.
                if claimed := await self._thread.run(self._claim, chat_id):
                    await self._deliver(claimed)
            elif self._redraws[chat_id]:
                await self._pace.slot(chat_id, messages.ANSWERS)
                await self._draw_again(chat_id)
            else:
                del self._redraws[chat_id]
                return

    # --- saying ---------------------------------------------------------------------------------------

    async def _deliver(self, claimed: Claimed) -> None:
        """Send one message and write down how that went."""
        try:
            telegram_id = await self._voice.say(claimed.chat_id, claimed.body, silent=claimed.silent)
        except RetryAfter as error:
            wait = error.retry_after
            self._pace.hold(float(wait) if isinstance(wait, int) else wait.total_seconds())
            await self._settle(claimed, State.QUEUED)
        except (Forbidden, BadRequest) as error:
            await self._refused(claimed, error)
        except InvalidToken:
            await self._settle(claimed, State.QUEUED)
            raise
        except NetworkError as error:
            await self._in_doubt(claimed, error)
        else:
            await self._settle(claimed, State.SENT, telegram_id)

    async def _refused(self, claimed: Claimed, error: TelegramError) -> None:
        """Telegram will never take it: a person who is out of reach is left in peace (R14)."""
        log.warning("Message %s was refused (%s).", claimed.id, type(error).__name__)
        await self._settle(claimed, State.FAILED)
        if isinstance(error, Forbidden) or any(sign in str(error).lower() for sign in GONE):
            await self._thread.run(self._unreachable, claimed.chat_id)

    async def _in_doubt(self, claimed: Claimed, error: NetworkError) -> None:
        """It may have arrived: a nudge is not repeated, an answer is; what never left is simply sent later."""
        never_left = isinstance(error.__cause__, NEVER_LEFT)
        again = never_left or not claimed.unprompted
        log.warning("Message %s: %s, %s.", claimed.id, type(error).__name__, "again" if again else "unsure")
        await self._settle(claimed, State.QUEUED if again else State.UNSURE)
        if again:
            await asyncio.sleep(min(LONGEST_WAIT, 0.5 * 2 ** min(claimed.tries, 8)))

    # --- redrawing ------------------------------------------------------------------------------------

    async def _draw_again(self, chat_id: int) -> None:
        """Edit one card of this chat; what Telegram refuses is an old card, and nothing is lost with it."""
        message_id = next(iter(self._redraws[chat_id]))
        card = self._redraws[chat_id].pop(message_id)
        telegram_id = await self._thread.run(self._telegram_id, message_id)
        if telegram_id is None:
            return
        try:
            await self._voice.draw_again(card.chat_id, telegram_id, card.body)
        except RetryAfter as error:
            wait = error.retry_after
            self._pace.hold(float(wait) if isinstance(wait, int) else wait.total_seconds())
            self._redraws[chat_id].setdefault(message_id, card)
        except (BadRequest, Forbidden) as error:
            if "not modified" not in str(error).lower():
                log.info("A card was not redrawn (%s).", type(error).__name__)
        except NetworkError as error:
            # An edit can be repeated without harm, unless a newer look of the card is waiting.
            log.info("A card is redrawn later (%s).", type(error).__name__)
            self._redraws[chat_id].setdefault(message_id, card)
            await asyncio.sleep(1)

    # --- rows, in the turn thread ---------------------------------------------------------------------

    def _settle_what_a_crash_left(self) -> None:
        with self._database.write() as session:
            messages.settle_what_a_crash_left(session, self._clock.now())

    def _chats_waiting(self) -> list[int]:
        with self._database.read() as session:
            return messages.chats_waiting(session)

    def _best_lane(self, chat_id: int) -> int | None:
        with self._database.read() as session:
            return messages.best_lane(session, chat_id)

    def _claim(self, chat_id: int) -> Claimed | None:
        with self._database.write() as session:
            row = messages.claim_next(session, chat_id)
            return _claimed(row) if row else None

    async def _settle(self, claimed: Claimed, state: State, telegram_id: int | None = None) -> None:
        """Write down how it ended, however long the database needs: the message itself has left."""
        while True:
            try:
                return await self._thread.run(self._write_down, claimed.id, state, telegram_id)
            except OperationalError as error:
                log.error(
                    "The database is %s: message %s waits to be ticked off.", storage_fault(error), claimed.id
                )
                await asyncio.sleep(1)

    def _write_down(self, message_id: int, state: State, telegram_id: int | None) -> None:
        with self._database.write() as session:
            messages.settle(session, message_id, state, self._clock.now(), telegram_id)

    def _unreachable(self, chat_id: int) -> None:
        with self._database.write() as session:
            people.unreachable(session, chat_id, self._clock.now())

    def _telegram_id(self, message_id: int) -> int | None:
        with self._database.read() as session:
            row = session.get(Message, message_id)
            return row.telegram_id if row else None


def _claimed(row: Message) -> Claimed:
    return Claimed(
        id=row.id,
        chat_id=row.chat_id,
        lane=row.lane,
        tries=row.tries,
        unprompted=row.kind in UNPROMPTED,
        silent=row.silent,
        body=Body.from_json(row.body),
    )
