"""What a member of staff is in the middle of: one thing at a time, kept over a restart."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage.models import Draft


def load(session: Session, staff_id: int) -> tuple[str, dict[str, Any]]:
    """Return the kind of draft and what it holds so far; ("", {}) when there is none."""
    draft = session.get(Draft, staff_id)
    return (draft.kind, dict(draft.body)) if draft else ("", {})


def keep(session: Session, staff_id: int, kind: str, body: dict[str, Any], now: datetime) -> None:
    """Write down what the draft holds now, in place of what was there."""
    draft = session.get(Draft, staff_id)
    if draft is None:
        session.add(Draft(staff_id=staff_id, kind=kind, body=body, touched_at=now))
        session.flush()
        return
    draft.kind, draft.body, draft.touched_at = kind, body, now


def drop(session: Session, staff_id: int) -> None:
    """Forget the draft; nothing happens when there is none."""
    if draft := session.get(Draft, staff_id):
        session.delete(draft)
        session.flush()
