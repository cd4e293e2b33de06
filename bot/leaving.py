"""The rows behind what leaves: claimed at the last moment, and written down when it has gone."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.copies import copy_delivered
from handlers import undelivered
from nudges.courtesy import by_day, still_welcome
from nudges.wishes import to_avoid
from storage import faults, outbox, people, screens, switches, worries
from storage.database import Database, Session
from storage.messages import BY_DAY, UNPROMPTED, Body
from storage.models import Kind, Message, State

ANSWERS = (Kind.REPLY, Kind.CARD)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is on its way, as the sender needs it."""

    id: int
    chat_id: int
    staff_id: int | None
    lane: int
    tries: int
    unprompted: bool
    silent: bool
    body: dict[str, object]
    created_at: datetime


class Leaving:
    """What the sender asks of the database; every method is one transaction, for the turn thread."""

    def __init__(self, database: Database, clock: Clock, zone: ZoneInfo) -> None:
        """`zone` tells when it is too late in the day to speak first."""
        self._database, self._clock, self._zone = database, clock, zone

    def settle_what_a_crash_left(self) -> None:
        """Decide about what an earlier process had in its hand."""
        with self._database.write() as session:
            outbox.settle_what_a_crash_left(session, self._clock.now())

    def chats_waiting(self) -> list[int]:
        """List the chats that something may leave for, urgent ones first."""
        with self._database.read() as session:
            return outbox.chats_waiting(session)

    def best_lane(self, chat_id: int) -> int | None:
        """Return the most urgent lane in which something may leave for a chat."""
        with self._database.read() as session:
            return outbox.best_lane(session, chat_id)

    def claim(self, chat_id: int) -> Claimed | None:
        """Take the next message; what an outage held back too long is skipped, never sent in a burst."""
        now = self._clock.now()
        with self._database.write() as session:
            while row := outbox.claim_next(session, chat_id):
                if self._may_still_go(session, row, now):
                    return _claimed(row)
                outbox.settle(session, row.id, State.SKIPPED, now)
                undelivered.tell_who_wrote(session, row, now)
            return None

    def _may_still_go(self, session: Session, row: Message, now: datetime) -> bool:
        """Look once more at the hour (R16), and for words that they have asked us to avoid since (R19)."""
        if row.kind == Kind.COORDINATOR:
            return row.lane == outbox.CARE or by_day(now, self._zone)
        if row.kind in BY_DAY and not still_welcome(row.created_at, now, self._zone):
            return False
        person = people.get(session, row.person_id) if row.kind == Kind.NUDGE and row.person_id else None
        return person is None or not to_avoid(person, Body.from_json(row.body).text)

    def write_down(self, claimed: Claimed, state: State, telegram_id: int | None, *, gone: bool) -> None:
        """Write down how sending ended; `gone`: Telegram says that nobody is there any more."""
        with self._database.write() as session:
            now = self._clock.now()
            if gone:
                people.unreachable(session, claimed.chat_id, now)
            if state is State.QUEUED and _stopped_since(session, claimed):
                state = State.CANCELLED
            if telegram_id and session.get(Message, claimed.id) is None:
                # Who it is about was forgotten while it was on its way: it goes off the phone again (R50).
                outbox.take_off_phone(session, claimed.chat_id, [telegram_id], now, staff_id=claimed.staff_id)
            if state is State.SENT and claimed.body.get("copy"):
                copy_delivered(session, claimed.id, now)
            if state is State.FAILED and claimed.lane == outbox.CARE:
                faults.happened(session, faults.CARE_MESSAGE, now)
            outbox.settle(session, claimed.id, state, now, telegram_id)
            if state is State.FAILED:
                _refused(session, claimed.id, now, gone=gone)

    def telegram_id(self, message_id: int) -> int | None:
        """Find the message on the phone behind a row; None while young people's phones are left alone (R90)."""
        with self._database.read() as session:
            row = session.get(Message, message_id)
            if row is None:
                return None
            left_alone = row.staff_id is None and row.lane != outbox.CARE
            return None if left_alone and switches.is_on(session, switches.SILENCE) else row.telegram_id

    def gone(self, chat_id: int) -> None:
        """Telegram says that nobody is there any more: the same as STOP (R14)."""
        with self._database.write() as session:
            people.unreachable(session, chat_id, self._clock.now())

    def closed(self, message_id: int) -> None:
        """Write down that Telegram has taken the closing of a staff screen, or never will (R57)."""
        with self._database.write() as session:
            screens.gone(session, message_id)


def _claimed(row: Message) -> Claimed:
    return Claimed(
        id=row.id,
        chat_id=row.chat_id,
        staff_id=row.staff_id,
        lane=row.lane,
        tries=row.tries,
        unprompted=row.kind in UNPROMPTED,
        silent=row.silent,
        body=row.body,
        created_at=row.created_at,
    )


def _stopped_since(session: Session, claimed: Claimed) -> bool:
    """Tell whether STOP came while the message was on its way: then it is not tried again (R8), unless it is care."""
    if outbox.outlives_stop(session, claimed.id):
        return False
    person = people.at(session, claimed.chat_id)
    return bool(person and person.stopped_at and person.stopped_at > claimed.created_at)


def _refused(session: Session, message_id: int, now: datetime, *, gone: bool) -> None:
    """Telegram did not take an answer: a Coordinator hears of their own words; else what it answers is due (R46)."""
    row = session.get(Message, message_id)
    if row is None or row.person_id is None or row.staff_id is not None:
        return
    undelivered.tell_who_wrote(session, row, now)
    if row.kind in ANSWERS and not gone:
        faults.happened(session, faults.CARE_MESSAGE, now)
        worries.not_answered(session, row.person_id, now)
