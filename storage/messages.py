"""Outbox and conversation record in one: a row is written before anything is said."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from storage.models import Kind, Message, State

UNPROMPTED = (Kind.NUDGE, Kind.INVITATION, Kind.QUIET)
FROM_THEM = (Kind.WORDS, Kind.TAP, Kind.MEDIA, Kind.STAR)
BY_DAY = (*UNPROMPTED, Kind.ANSWER)  # these never leave at night, however long Telegram was out of reach
SAID_TO_THEM = (*BY_DAY, Kind.REPLY, Kind.CARD, Kind.COORDINATOR)
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
    """What a message shows. `picture` says what to draw (for example {"star": 12}), never the picture itself.

    `copy` names the file to send with it: "text" or "json", written when it is sent, about whoever the row is about.
    `deletes`: nothing is shown, and these messages (their ids in this chat) go off the phone instead.
    `by`: the number of whoever of the staff wrote it, when a person did.
    """

    text: str
    title: str = ""
    rows: Rows = ()
    picture: dict[str, object] | None = None
    copy: str = ""
    deletes: tuple[int, ...] = ()
    by: int | None = None

    def to_json(self) -> dict[str, object]:
        """Give the plain shape that is sealed in the row."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Body":
        """Read what `to_json` gave."""
        rows = tuple(tuple(Button(**button) for button in row) for row in stored["rows"])
        left = (stored.get("copy", ""), tuple(stored.get("deletes", ())), stored.get("by"))
        return cls(stored["text"], stored["title"], rows, stored["picture"], *left)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to say. Without `chat_id` it goes to whoever the turn is with.

    `care` is a reply to a crisis, Help, or what FORGET asks: it leaves before all else, and when everything is
    silenced (R90).
    """

    body: Body
    kind: Kind = Kind.REPLY
    chat_id: int | None = None
    person_id: int | None = None
    staff_id: int | None = None
    card: str | None = None
    silent: bool = False
    keep: bool = True
    care: bool = False
    nudge_id: int | None = None
    star_id: int | None = None
    answers_id: int | None = None


@dataclass(frozen=True, slots=True)
class Redraw:
    """A card already on a phone that shall look different; only the newest redraw of a card is drawn.

    `body` None takes the message off the phone. `closes`: it is a staff screen that has been closed, and its row
    waits to hear that Telegram has taken that (R57).
    """

    message_id: int
    chat_id: int
    body: Body | None = field(default=None)
    closes: bool = False


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


def star_finished(
    session: Session, *, chat_id: int, person_id: int, star_id: int, text: str, now: datetime
) -> Message:
    """Write down, once for a star, that it was finished; finished again after a change, the words are new."""
    told = session.scalar(select(Message).where(Message.star_id == star_id, Message.kind == Kind.STAR))
    if told is not None:
        told.body = Body(text).to_json()
        return told
    return heard(
        session,
        kind=Kind.STAR,
        chat_id=chat_id,
        person_id=person_id,
        text=text,
        telegram_id=None,
        now=now,
        star_id=star_id,
    )


def on_phone(session: Session, chat_id: int, telegram_id: int) -> Message | None:
    """Find the row behind a message on somebody's phone."""
    return session.scalar(
        select(Message)
        .where(Message.chat_id == chat_id, Message.telegram_id == telegram_id)
        .order_by(Message.id.desc())
        .limit(1)
    )


def newest_on_phone(session: Session, chat_id: int) -> Message | None:
    """Find the newest message from us that has reached a phone."""
    return session.scalar(
        select(Message)
        .where(Message.chat_id == chat_id, Message.telegram_id.is_not(None), Message.state.in_(ARRIVED))
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


def redrawn(card: Message, body: Body) -> None:
    """Keep what a card shows now, where somebody will ask for that again."""
    card.body = body.to_json()


def answered(card: Message, now: datetime) -> None:
    """What a card asked has been answered."""
    card.answered_at = now


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


def copy_on_its_way(session: Session, person_id: int) -> bool:
    """Tell whether a person's copy of what is held about them is still to be sent."""
    queued = select(Message).where(Message.person_id == person_id, Message.state.in_(ON_ITS_WAY))
    return any(Body.from_json(row.body).copy for row in session.scalars(queued))


def already_tapped(session: Session, message_id: int) -> bool:
    """Tell whether a button under this message has been tapped before."""
    taps = select(Message.id).where(Message.answers_id == message_id, Message.kind == Kind.TAP)
    return session.scalar(taps.limit(1)) is not None


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


def words_of(session: Session, person_id: int) -> Iterator[str]:
    """Yield what a person wrote themselves, as far as it is kept; nothing is read before the first is asked for."""
    theirs = select(Message).where(Message.person_id == person_id, Message.kind == Kind.WORDS)
    yield from (Body.from_json(row.body).text for row in session.scalars(theirs))


def get(session: Session, message_id: int) -> Message | None:
    """Find a message by id, whoever's it is. What is shown of it is checked by whoever asks."""
    return session.get(Message, message_id)
