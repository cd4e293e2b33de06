"""What young people wrote that nobody has read for too long: how many items, never whose (R39)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Kind, Message, Person

FREE_TEXT = (Kind.WORDS, Kind.MEDIA)


def written_at(session: Session) -> Sequence[datetime]:
    """Return when each unread item of the whole programme was written (UTC), oldest first."""
    wanted = (Message.kind.in_(FREE_TEXT), Message.read_at.is_(None), Person.wiped_at.is_(None))
    found = select(Message.created_at).join(Person, Person.id == Message.person_id).where(*wanted)
    return session.scalars(found.order_by(Message.created_at)).all()
