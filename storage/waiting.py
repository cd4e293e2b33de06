"""What young people said that waits for their Coordinator: answered once it was read, and told of."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

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


def anything_read_since(session: Session, coordinator_id: int, moment: datetime) -> bool:
    """Tell whether this Coordinator has read anything of their people's since then."""
    own = select(Person.id).where(Person.coordinator_id == coordinator_id)
    wanted = (Message.person_id.in_(own), Message.kind.in_(FROM_THEM), Message.read_at >= moment)
    return session.scalar(select(Message.id).where(*wanted).limit(1)) is not None
