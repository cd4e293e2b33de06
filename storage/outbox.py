"""The outbox: a row is written before anything is said, and says afterwards how that went."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from storage import screens, switches
from storage.messages import ON_ITS_WAY, UNPROMPTED, Body, Outgoing
from storage.models import Kind, Message, Person, State

SAID = tuple(kind for kind in Kind if kind is not Kind.DELETION)
HELD_TOO_LONG = timedelta(hours=2)
TAKEN_OFF = 100  # messages that Telegram deletes at a time
CARE, ANSWERS, NUDGES = -1, 0, 1  # lanes: help and crisis replies first, then answers, then nudges
# What STOP does not take back (R32): our own reply to a crisis, but not what their Coordinator typed (R8).
_OUTLIVES_STOP = and_(Message.lane == CARE, Message.kind != Kind.COORDINATOR)


def queue(session: Session, said: Outgoing, chat_id: int, now: datetime) -> Message:
    """Write a message into the outbox; it is sent after the transaction commits."""
    row = Message(
        chat_id=said.chat_id if said.chat_id is not None else chat_id,
        person_id=said.person_id,
        staff_id=said.staff_id,
        kind=said.kind,
        state=State.QUEUED,
        lane=_lane(said),
        body=said.body.to_json(),
        silent=said.silent,
        keep=said.keep,
        card=said.card,
        nudge_id=said.nudge_id,
        star_id=said.star_id,
        answers_id=said.answers_id,
        created_at=now,
        blank_at=screens.first_blank_at(said.kind, said.staff_id, now),
    )
    session.add(row)
    session.flush()
    return row


def take_off_phone(
    session: Session, chat_id: int, telegram_ids: Sequence[int], now: datetime, *, staff_id: int | None = None
) -> None:
    """Have messages deleted on a phone, a hundred at a time; waits in rows, so that a kill loses nothing (R50)."""
    for first in range(0, len(telegram_ids), TAKEN_OFF):
        body = Body("", deletes=tuple(telegram_ids[first : first + TAKEN_OFF]))
        queue(session, Outgoing(body, Kind.DELETION, staff_id=staff_id, keep=False), chat_id, now)


def _lane(said: Outgoing) -> int:
    if said.care:
        return CARE
    return (
        NUDGES if said.kind in (*UNPROMPTED, Kind.DELETION) else ANSWERS
    )  # first the answer, then the broom


def _may_leave(session: Session) -> list[ColumnElement[bool]]:
    """While everything is silenced only care, what staff get, and deleting goes on; the rest waits (R90)."""
    if not switches.is_on(session, switches.SILENCE):
        return [Message.state == State.QUEUED]
    goes_on = or_(Message.lane == CARE, Message.staff_id.is_not(None), Message.kind == Kind.DELETION)
    return [Message.state == State.QUEUED, goes_on]


def chats_waiting(session: Session) -> list[int]:
    """List the chats that something may leave for, urgent ones first."""
    rows = session.execute(
        select(Message.chat_id)
        .where(*_may_leave(session))
        .group_by(Message.chat_id)
        .order_by(func.min(Message.lane), func.min(Message.id))
    )
    return [chat for (chat,) in rows]


def best_lane(session: Session, chat_id: int) -> int | None:
    """Return the most urgent lane in which something may leave for a chat, None when nothing may."""
    return session.scalar(
        select(func.min(Message.lane)).where(Message.chat_id == chat_id, *_may_leave(session))
    )


def claim_next(session: Session, chat_id: int) -> Message | None:
    """Take a chat's next message and mark it as sending; None when there is none, or one is still on its way."""
    if session.scalar(select(Message.id).where(Message.chat_id == chat_id, Message.state == State.SENDING)):
        return None
    row = session.scalar(
        select(Message)
        .where(Message.chat_id == chat_id, *_may_leave(session))
        .order_by(Message.lane, Message.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is not None:
        row.state = State.SENDING
        row.tries += 1
    return row


def settle(
    session: Session, message_id: int, state: State, now: datetime, telegram_id: int | None = None
) -> None:
    """Write down how sending ended; an answer to a stranger leaves nothing behind (R1, R2, R53)."""
    row = session.get(Message, message_id)
    if row is None:  # the person asked to be forgotten while it was on its way
        return
    if not row.keep and state not in ON_ITS_WAY:
        session.delete(row)
        return
    row.state = state
    row.telegram_id = telegram_id or row.telegram_id
    row.settled_at = now if state not in ON_ITS_WAY else None
    if row.staff_id is not None and row.person_id is None and state not in ON_ITS_WAY:
        # A staff screen is drawn from rows; the copy that was sent may hold names that are wiped later (R50).
        row.body = Body("").to_json()


def settle_what_a_crash_left(session: Session, now: datetime) -> None:
    """Decide about messages that were being sent when the process died: nudges are not repeated, the rest are.

    Whoever said STOP meanwhile hears none of it again, but for care (R8, R32).
    """
    in_doubt = Message.state == State.SENDING
    stopped = select(Person.id).where(
        Person.chat_id == Message.chat_id, Person.stopped_at > Message.created_at
    )
    session.execute(
        update(Message)
        .where(in_doubt, ~_OUTLIVES_STOP, Message.kind.not_in(UNPROMPTED), stopped.exists())
        .values(state=State.CANCELLED, settled_at=now)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Message)
        .where(in_doubt, Message.kind.in_(UNPROMPTED))
        .values(state=State.UNSURE, settled_at=now)
    )
    session.execute(update(Message).where(in_doubt).values(state=State.QUEUED))


def skip_what_waited_too_long(session: Session, now: datetime) -> None:
    """Once messages may leave again: what young people were to hear more than two hours ago stays unsaid (R90)."""
    held = (
        Message.state == State.QUEUED,
        Message.staff_id.is_(None),
        Message.lane != CARE,
        Message.kind != Kind.DELETION,
        Message.created_at < now - HELD_TOO_LONG,
    )
    session.execute(delete(Message).where(*held, Message.keep.is_(False)))
    session.execute(update(Message).where(*held).values(state=State.SKIPPED, settled_at=now))


def unsaid(session: Session, person_id: int) -> list[Message]:
    """List what was to go to a person unprompted and has not left yet."""
    queued = (Message.person_id == person_id, Message.state == State.QUEUED, Message.kind.in_(UNPROMPTED))
    return list(session.scalars(select(Message).where(*queued)))


def reword(row: Message, body: Body) -> None:
    """Change what a message will say that has not left yet."""
    row.body = body.to_json()


def outlives_stop(session: Session, message_id: int) -> bool:
    """Tell whether a message leaves whether or not they said STOP meanwhile (R32)."""
    return session.scalar(select(Message.id).where(Message.id == message_id, _OUTLIVES_STOP)) is not None


def cancel_queued(session: Session, chat_id: int, now: datetime, kinds: Sequence[Kind] = SAID) -> int:
    """Take back everything that has not been said yet to a chat, but for care (R32). Returns how many messages."""
    queued = (Message.chat_id == chat_id, Message.state == State.QUEUED, ~_OUTLIVES_STOP)
    cancelled = session.execute(
        update(Message)
        .where(*queued, Message.kind.in_(kinds))
        .values(state=State.CANCELLED, settled_at=now)
        .returning(Message.id)
    )
    return len(cancelled.all())
