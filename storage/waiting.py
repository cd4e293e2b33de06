"""What young people said that waits for their Coordinator: answered once it was read, and told of."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import stand_ins
from storage.messages import FROM_THEM
from storage.models import Kind, Message, Person


def answer_what_was_read(session: Session, person_id: int, now: datetime) -> None:
    """What was read of this person's is answered, or put aside; words that came meanwhile still wait."""
    session.execute(
        update(Message)
        .where(
            Message.person_id == person_id,
            Message.kind.in_(FROM_THEM),
            Message.read_at.is_not(None),
            Message.answered_at.is_(None),
        )
        .values(answered_at=now)
    )


def newest_notice(session: Session, staff_id: int) -> Message | None:
    """Find the newest word to this member of staff that something waits."""
    return session.scalar(
        select(Message)
        .where(Message.staff_id == staff_id, Message.kind == Kind.NOTICE)
        .order_by(Message.id.desc())
        .limit(1)
    )


def anything_read_since(
    session: Session, coordinator_id: int, moment: datetime, day: date | None = None
) -> bool:
    """Tell whether anything of those whom `people.of` lists for them has been read since then."""
    own = select(Person.id).where(stand_ins.theirs(Person.coordinator_id, coordinator_id, day))
    wanted = (Message.person_id.in_(own), Message.kind.in_(FROM_THEM), Message.read_at >= moment)
    return session.scalar(select(Message.id).where(*wanted).limit(1)) is not None


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


def put_aside(message: Message, now: datetime) -> None:
    """This one waits for nobody."""
    message.read_at = message.answered_at = now
