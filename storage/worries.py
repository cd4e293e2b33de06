"""What the word check noticed, by when a person reads it, and whether a person has cleared it (R17, R33)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import alerts
from storage.messages import UNPROMPTED, Body
from storage.models import Kind, Message, Person, State
from storage.outbox import cancel_queued

LOW = "low"  # a star with a low number in it: never a crisis (R43)
_NEVER_SAID = (State.CANCELLED, State.FAILED)


def mark(row: Message, noticed: str | None, due_at: datetime | None) -> None:
    """Write beside somebody's words what was noticed in them, and by when (UTC) a person reads them."""
    row.noticed, row.due_at = noticed, due_at


def not_answered(session: Session, person_id: int, now: datetime) -> None:
    """Our answer did not get through: their newest words, if nobody has read them, count as a concern (R46)."""
    wanted = (Message.person_id == person_id, Message.kind.in_((Kind.WORDS, Kind.MEDIA)))
    newest = session.scalar(select(Message).where(*wanted).order_by(Message.id.desc()).limit(1))
    if newest is not None and newest.read_at is None and newest.noticed in (None, "wants_contact"):
        mark(newest, "concern", now)


def not_covered(person: Person, now: datetime) -> None:
    """The word check cannot read this chat: staff are told so from the first time on (R47)."""
    person.uncovered_at = person.uncovered_at or now


def held(session: Session, person_id: int) -> bool:
    """Tell whether a crisis or concern of theirs waits to be cleared: until then we do not speak first (R17).

    A crisis is cleared when its alert is closed, a concern when it was answered or put aside.
    """
    if alerts.open_for(session, person_id) is not None:
        return True
    worry = (Message.person_id == person_id, Message.noticed == "concern", Message.answered_at.is_(None))
    return session.scalar(select(Message.id).where(*worry).limit(1)) is not None


def hold_back(session: Session, chat_id: int, now: datetime) -> None:
    """Take back the nudges and star offers that have not left yet."""
    cancel_queued(session, chat_id, now, UNPROMPTED)


def last_said(session: Session, chat_id: int, card: str) -> datetime | None:
    """When a card of that name was last said, or is about to be."""
    wanted = (Message.chat_id == chat_id, Message.card == card, Message.state.not_in(_NEVER_SAID))
    return session.scalar(select(Message.created_at).where(*wanted).order_by(Message.id.desc()).limit(1))


def ordinary_words_since(session: Session, person_id: int, moment: datetime) -> bool:
    """Tell whether they wrote since then (aware) what is thanked for once a day, at a star's end left out (R33)."""
    wanted = (
        Message.person_id == person_id,
        Message.kind == Kind.WORDS,
        Message.star_id.is_(None),
        Message.noticed.is_(None),
        Message.created_at >= moment,
    )
    return session.scalar(select(Message.id).where(*wanted).limit(1)) is not None


def tapped_since(session: Session, message_id: int, label: str, moment: datetime) -> bool:
    """Tell whether this button under this message was tapped since then: the second of two quick taps is none."""
    taps = select(Message).where(
        Message.answers_id == message_id, Message.kind == Kind.TAP, Message.created_at > moment
    )
    return any(Body.from_json(tap.body).text == label for tap in session.scalars(taps))
