"""Outbox and conversation record in one: a row is written before anything is said."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.orm import Session

from storage.models import Kind, Message, State

CARE, ANSWERS, NUDGES = 0, 0, 1  # lanes: answers and care go before nudges
UNPROMPTED = (Kind.NUDGE, Kind.INVITATION, Kind.QUIET)
FROM_THEM = (Kind.WORDS, Kind.TAP, Kind.MEDIA)
TAP_VERSION = "v1"  # old buttons stay on phones for ever: a new layout of tap data gets a new version
ON_ITS_WAY = (State.QUEUED, State.SENDING)
ARRIVED = (State.SENT, State.UNSURE)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `data` is what comes back (1-64 bytes), `url` opens a link instead."""

    label: str
    data: str = ""
    url: str = ""

    @classmethod
    def tap(cls, label: str, *data: object) -> "Button":
        """Make a button that sends `v1.<data>.<data>…` back; ValueError over Telegram's 64 bytes."""
        packed = ".".join([TAP_VERSION, *(str(part) for part in data)])
        if len(packed.encode()) > 64:
            raise ValueError("a button's data must fit into 64 bytes")
        return cls(label, packed)


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What a message shows. `picture` says what to draw (for example {"star": 12}), never the picture itself."""

    text: str
    title: str = ""
    rows: Rows = ()
    picture: dict[str, object] | None = None

    def to_json(self) -> dict[str, object]:
        """Give the plain shape that is sealed in the row."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Body":
        """Read what `to_json` gave."""
        rows = tuple(tuple(Button(**button) for button in row) for row in stored["rows"])
        return cls(stored["text"], stored["title"], rows, stored["picture"])


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to say. Without `chat_id` it goes to whoever the turn is with."""

    body: Body
    kind: Kind = Kind.REPLY
    chat_id: int | None = None
    person_id: int | None = None
    staff_id: int | None = None
    card: str | None = None
    silent: bool = False
    keep: bool = True
    nudge_id: int | None = None
    star_id: int | None = None
    answers_id: int | None = None


@dataclass(frozen=True, slots=True)
class Redraw:
    """A card already on a phone that shall look different; only the newest redraw of a card is drawn.

    `body` None takes the message off the phone.
    """

    message_id: int
    chat_id: int
    body: Body | None = field(default=None)


def queue(session: Session, said: Outgoing, chat_id: int, now: datetime) -> Message:
    """Write a message into the outbox; it is sent after the transaction commits."""
    row = Message(
        chat_id=said.chat_id if said.chat_id is not None else chat_id,
        person_id=said.person_id,
        staff_id=said.staff_id,
        kind=said.kind,
        state=State.QUEUED,
        lane=NUDGES if said.kind in UNPROMPTED else ANSWERS,
        body=said.body.to_json(),
        silent=said.silent,
        keep=said.keep,
        card=said.card,
        nudge_id=said.nudge_id,
        star_id=said.star_id,
        answers_id=said.answers_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def heard(
    session: Session,
    *,
    kind: Kind,
    chat_id: int,
    person_id: int,
    text: str,
    telegram_id: int | None,
    now: datetime,
    answers: Message | None = None,
    star_id: int | None = None,
) -> Message:
    """Write down what a young person said, beside the nudge or star it answers if there is one."""
    row = Message(
        chat_id=chat_id,
        person_id=person_id,
        kind=kind,
        state=State.RECEIVED,
        body=Body(text).to_json(),
        telegram_id=telegram_id,
        answers_id=answers.id if answers else None,
        nudge_id=answers.nudge_id if answers else None,
        star_id=star_id,
        created_at=now,
        settled_at=now,
    )
    session.add(row)
    session.flush()
    return row


def on_phone(session: Session, chat_id: int, telegram_id: int) -> Message | None:
    """Find the row behind a message on somebody's phone."""
    return session.scalar(
        select(Message)
        .where(Message.chat_id == chat_id, Message.telegram_id == telegram_id)
        .order_by(Message.id.desc())
        .limit(1)
    )


def newest_card(session: Session, chat_id: int, card: str) -> Message | None:
    """Find the newest card of that name in a chat."""
    return session.scalar(
        select(Message)
        .where(Message.chat_id == chat_id, Message.card == card)
        .order_by(Message.id.desc())
        .limit(1)
    )


def latest_words(session: Session, person_id: int) -> Message | None:
    """Return the newest thing a person wrote by themselves, not at the end of a star."""
    return session.scalar(
        select(Message)
        .where(Message.person_id == person_id, Message.kind == Kind.WORDS, Message.star_id.is_(None))
        .order_by(Message.id.desc())
        .limit(1)
    )


def open_question(session: Session, person_id: int) -> Message | None:
    """Return the newest nudge to a person if nothing has been written beside it yet."""
    nudge = session.scalar(
        select(Message)
        .where(Message.person_id == person_id, Message.kind == Kind.NUDGE, Message.state.in_(ARRIVED))
        .order_by(Message.id.desc())
        .limit(1)
    )
    if nudge is None:
        return None
    answered = select(Message.id).where(Message.answers_id == nudge.id, Message.kind != Kind.TAP)
    return None if session.scalar(answered.limit(1)) else nudge


def already_tapped(session: Session, message_id: int) -> bool:
    """Tell whether a button under this message has been tapped before."""
    taps = select(Message.id).where(Message.answers_id == message_id, Message.kind == Kind.TAP)
    return session.scalar(taps.limit(1)) is not None


# --- the sender's side ---------------------------------------------------------------------------------


def chats_waiting(session: Session) -> list[int]:
    """List the chats that something is queued for, urgent ones first."""
    rows = session.execute(
        select(Message.chat_id)
        .where(Message.state == State.QUEUED)
        .group_by(Message.chat_id)
        .order_by(func.min(Message.lane), func.min(Message.id))
    )
    return [chat for (chat,) in rows]


def best_lane(session: Session, chat_id: int) -> int | None:
    """Return the most urgent lane in which something is queued for a chat, None when nothing is."""
    return session.scalar(
        select(func.min(Message.lane)).where(Message.chat_id == chat_id, Message.state == State.QUEUED)
    )


def claim_next(session: Session, chat_id: int) -> Message | None:
    """Take a chat's next message and mark it as sending; None when there is none, or one is still on its way."""
    if session.scalar(select(Message.id).where(Message.chat_id == chat_id, Message.state == State.SENDING)):
        return None
    row = session.scalar(
        select(Message)
        .where(Message.chat_id == chat_id, Message.state == State.QUEUED)
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


def settle_what_a_crash_left(session: Session, now: datetime) -> None:
    """Decide about messages that were being sent when the process died: nudges are not repeated, the rest are."""
    in_doubt = Message.state == State.SENDING
    session.execute(
        update(Message)
        .where(in_doubt, Message.kind.in_(UNPROMPTED))
        .values(state=State.UNSURE, settled_at=now)
    )
    session.execute(update(Message).where(in_doubt).values(state=State.QUEUED))


def cancel_queued(session: Session, chat_id: int, now: datetime, kinds: Sequence[Kind] = tuple(Kind)) -> int:
    """Take back everything that has not left yet for a chat. Returns how many messages."""
    cancelled = session.execute(
        update(Message)
        .where(Message.chat_id == chat_id, Message.state == State.QUEUED, Message.kind.in_(kinds))
        .values(state=State.CANCELLED, settled_at=now)
        .returning(Message.id)
    )
    return len(cancelled.all())


def anything_on_its_way(session: Session) -> bool:
    """Tell whether the outbox still holds something to send."""
    return session.scalar(select(Message.id).where(Message.state.in_(ON_ITS_WAY)).limit(1)) is not None


# --- the Coordinator's side ----------------------------------------------------------------------------


def conversation(
    session: Session, person_id: int, *, before: int | None = None, limit: int = 10
) -> list[Message]:
    """Return what was said with one person, newest last: their words, nudges, answers. Not the cards."""
    wanted: list[ColumnElement[bool]] = [
        Message.person_id == person_id,
        Message.staff_id.is_(None),
        Message.kind.in_((*FROM_THEM, *UNPROMPTED, Kind.COORDINATOR)),
    ]
    if before is not None:
        wanted.append(Message.id < before)
    newest = session.scalars(select(Message).where(and_(*wanted)).order_by(Message.id.desc()).limit(limit))
    return list(newest)[::-1]


def unread(session: Session, person_ids: Sequence[int]) -> list[Message]:
    """Return what these people said that nobody has read, oldest first."""
    return list(
        session.scalars(
            select(Message)
            .where(Message.person_id.in_(person_ids), Message.kind.in_(FROM_THEM), Message.read_at.is_(None))
            .order_by(Message.id)
        )
    )


def unanswered(session: Session, person_ids: Sequence[int]) -> list[Message]:
    """Return words that were read and not yet answered or put aside, oldest first."""
    return list(
        session.scalars(
            select(Message)
            .where(
                Message.person_id.in_(person_ids),
                Message.kind.in_(FROM_THEM),
                Message.read_at.is_not(None),
                Message.answered_at.is_(None),
            )
            .order_by(Message.id)
        )
    )


def mark_read(message: Message, now: datetime) -> None:
    """Write down when somebody first read it."""
    message.read_at = message.read_at or now


def mark_answered(session: Session, person_id: int, now: datetime) -> None:
    """Everything this person said until now has been answered, or put aside as done."""
    session.execute(
        update(Message)
        .where(Message.person_id == person_id, Message.kind.in_(FROM_THEM), Message.answered_at.is_(None))
        .values(answered_at=now, read_at=func.coalesce(Message.read_at, now))
        .execution_options(synchronize_session=False)
    )


def get(session: Session, message_id: int) -> Message | None:
    """Find a message by id, whoever's it is. What is shown of it is checked by whoever asks."""
    return session.get(Message, message_id)


def forget(session: Session, person_id: int) -> None:
    """Delete every word said with a person, in and out."""
    session.execute(delete(Message).where(Message.person_id == person_id))
