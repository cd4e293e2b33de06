"""Staff screens on phones: each goes blank when nobody has touched it for fifteen minutes, and on Close (R57).

A screen that is closed is called `CLOSED` from that moment on, so that no button of it does anything; it stays in
the diary until Telegram has taken the change, so that a kill cannot leave names on a phone.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage.messages import Body
from storage.models import Kind, Message, State

IDLE = timedelta(minutes=15)
AGAIN = timedelta(minutes=1)  # until a closing that nothing was heard of is tried once more
CLOSED = "closed"


def touch(row: Message, now: datetime) -> None:
    """Somebody tapped it: the fifteen minutes begin anew."""
    row.blank_at = now + IDLE


def shut(row: Message, now: datetime) -> None:
    """Close it: what it showed is not kept either. One that has not left yet never will."""
    row.card, row.body, row.blank_at = CLOSED, Body("").to_json(), now + AGAIN
    if row.state == State.QUEUED:
        row.state, row.settled_at = State.CANCELLED, now
    if row.telegram_id is None and row.state != State.SENDING:  # it never reached a phone
        row.blank_at = None


def gone(session: Session, message_id: int) -> None:
    """Telegram has taken the closing, or will never take it."""
    row = session.get(Message, message_id)
    if row is not None and row.card == CLOSED:
        row.blank_at = None


def due(session: Session, now: datetime) -> list[Message]:
    """List the screens whose time has come, and closings that nothing was heard of for a minute."""
    return list(session.scalars(select(Message).where(Message.blank_at <= now).order_by(Message.id)))


def half_closed(session: Session) -> list[Message]:
    """List the screens that were being closed when the process ended."""
    wanted = (Message.blank_at.is_not(None), Message.card == CLOSED)
    return list(session.scalars(select(Message).where(*wanted).order_by(Message.id)))


def end_access(
    session: Session, now: datetime, *, staff_id: int | None = None, person_id: int | None = None
) -> None:
    """Let every open screen of a member of staff go blank at once, and those that are about one person.

    With `person_id` alone it is everybody's screens about that person that have a row of their own (their words,
    pictures). The running Walkalong sees it within a second, whichever process says so.
    """
    wanted: list[ColumnElement[bool]] = [Message.blank_at.is_not(None), Message.staff_id.is_not(None)]
    wanted += [Message.staff_id == staff_id] if staff_id is not None else []
    wanted += [Message.person_id == person_id] if person_id is not None else []
    session.execute(
        update(Message).where(*wanted).values(blank_at=now).execution_options(synchronize_session="fetch")
    )


def first_blank_at(kind: Kind, staff_id: int | None, now: datetime) -> datetime | None:
    """Say when a message that is being queued goes blank: staff screens do, notices and alerts hold nothing."""
    return now + IDLE if kind is Kind.CARD and staff_id is not None else None
