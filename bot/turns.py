"""The turn: take the oldest update, let a handler answer it, and store all of that in one transaction."""

import asyncio
import logging
import traceback
from typing import Any

from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.ext import Application

from bot.clock import Clock
from bot.forgotten import Forgotten
from bot.last_resort import LastResort
from bot.sender import Sender
from bot.turn_thread import TurnThread
from care.programme import Programme
from handlers import routes
from handlers.turn import Answer, Body, Menu, Outgoing, Redraw, Said, Turn
from storage import faults, inbox, messages, outbox, people, staff
from storage.database import Database, Session, storage_fault
from storage.models import Kind
from wording import say

log = logging.getLogger(__name__)


class LoudApplication(Application[Any, Any, Any, Any, Any, Any]):
    """PTB's Application, whose handlers' errors reach whoever asked for the update to be processed."""

    async def process_error(self, update: object, error: Exception, *_: object, **__: object) -> bool:  # noqa: ARG002
        """Raise what PTB would swallow: the turn rolls back and is tried again."""
        raise error


class Turns:
    """Handles the inbox in order. Nothing is remembered here that is not in a row."""

    def __init__(
        self,
        application: LoudApplication,
        database: Database,
        clock: Clock,
        thread: TurnThread,
        sender: Sender,
        programme: Programme,
        last_resort: LastResort,
    ) -> None:
        """Wire the routes of `handlers.routes` to this inbox."""
        self._application, self._database, self._clock = application, database, clock
        self._thread, self._sender, self._programme = thread, sender, programme
        self._last_resort = last_resort
        self._woken = asyncio.Event()
        self._incoming_id = 0
        self._said: Said | None = None
        routes.install(application, self._take)

    def wake(self) -> None:
        """Say that there is something in the inbox."""
        self._woken.set()

    async def run(self) -> None:
        """Handle updates until cancelled, starting with what an earlier process left."""
        while True:
            self._woken.clear()
            try:
                while await self.handle_one():
                    pass
                await self._woken.wait()
            except OperationalError as error:
                log.error("The database is %s: trying again in 2 seconds.", storage_fault(error))
                await asyncio.sleep(2)

    async def handle_one(self) -> bool:
        """Handle the oldest waiting update; False when there is none. OperationalError: nothing changed."""
        waiting = await self._thread.run(self._next)
        if waiting is None:
            return False
        self._incoming_id, payload = waiting
        self._said = None
        try:
            update = Update.de_json(payload, self._application.bot)
        except Exception as error:  # whatever PTB trips over, the rest must go on
            await self._thread.run(self._park, error)
            return True
        try:
            await self._application.process_update(update)
        except OperationalError:
            await self._last_resort.answer([payload])
            raise
        except Exception as error:  # the edge: rolled back, counted, reported without words
            await self._last_resort.answer([payload])
            await self._thread.run(self._count_failure, error)
            self._sender.wake()
        return True

    def _next(self) -> tuple[int, dict[str, object]] | None:
        with self._database.write() as session:
            row = inbox.next_waiting(session)
            return (row.id, row.payload or {}) if row else None

    async def _take(self, said: Said | None) -> None:
        """Run the turn that PTB's routing named; None is an update that needs no answer."""
        self._said = said
        answers = await self._thread.run(self._turn, said)
        for answer in answers:
            if isinstance(answer, Redraw):
                self._sender.redraw(answer)
            elif isinstance(answer, Menu):
                self._sender.menu(answer)
            elif said and answer.kind not in messages.UNPROMPTED:
                self._sender.hurry(answer.chat_id or said.chat_id)
        self._sender.wake()

    def _turn(self, said: Said | None) -> list[Answer]:
        """Everything one update changes, in one transaction; its payload is blanked with it."""
        with self._database.write() as session:
            turn = self._turn_of(session, said) if said else None
            if turn and turn.staff:
                self._last_resort.works_here(turn.said.chat_id)
            answers = routes.answer(turn) if turn else []
            for answer in answers:
                if isinstance(answer, Outgoing) and said:
                    outbox.queue(session, answer, said.chat_id, self._clock.now())
            inbox.done(session, self._incoming_id)
        if turn and turn.forgot:  # on the disk before they are told: the sender shares this thread (R50)
            Forgotten(self._database).write_down()
        return answers

    def _turn_of(self, session: Session, said: Said) -> Turn:
        return Turn(
            session=session,
            now=self._clock.now(),
            said=said,
            programme=self._programme,
            bot_username=self._application.bot.username,
            person=people.at(session, said.chat_id),
            staff=staff.at(session, said.chat_id),
        )

    def _park(self, error: Exception) -> None:
        log.error("An update could not be read and was put aside: %s.", where(error))
        with self._database.write() as session:
            inbox.park(session, self._incoming_id, type(error).__name__)
            faults.happened(session, faults.PUT_ASIDE, self._clock.now())

    def _count_failure(self, error: Exception) -> None:
        """After the roll-back: count the try; at the last one put the update aside and say sorry."""
        log.error("A turn failed: update row %s, %s.", self._incoming_id, where(error))
        with self._database.write() as session:
            parked = inbox.failed(session, self._incoming_id, type(error).__name__)
            if parked:
                faults.happened(session, faults.PUT_ASIDE, self._clock.now())
            if parked and self._said is not None:
                sorry = Outgoing(Body(self._sorry(session, self._said)), Kind.REPLY, keep=False)
                outbox.queue(session, sorry, self._said.chat_id, self._clock.now())

    def _sorry(self, session: Session, said: Said) -> str:
        """Say so in their language; a language may be what went wrong, and then it is English."""
        try:
            return self._turn_of(session, said).say("sorry-broken")
        except Exception as error:
            log.error("Sorry is said in English: %s.", where(error))
            return say("sorry-broken")


def where(error: Exception) -> str:
    """Name an error and its place in our code, never its message: that may hold what somebody wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(error).__name__} at {place}"
