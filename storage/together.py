"""Whether a person and their Coordinator still walk together (R52, R79)."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.messages import UNPROMPTED
from storage.models import Person
from storage.outbox import cancel_queued


def leave(session: Session, person: Person, reason: str, now: datetime) -> None:
    """They no longer do: nothing is sent unasked, and scores end a year on; `reason` is a code (R79)."""
    person.left_at, person.left_reason = now, reason
    if person.chat_id is not None:
        cancel_queued(session, person.chat_id, now, UNPROMPTED)


def walk_again(person: Person) -> None:
    """They do again, as before."""
    person.left_at = person.left_reason = None
