"""What went wrong and concerns whoever runs Walkalong: a code and since when, never whom it met (R46)."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Switch

WORD_CHECK, CARE_MESSAGE = "word-check-failed", "care-message-failed"
PUT_ASIDE, ALERT_STUCK, NOBODY_READS = "update-put-aside", "alert-stuck", "nobody-reads"
AGAIN = timedelta(hours=1)  # the same fault is told of once an hour
_PREFIX = "fault-"


def happened(session: Session, code: str, now: datetime) -> bool:
    """Write a fault down; False when the same one has been written down within the hour."""
    row = session.get(Switch, _PREFIX + code)
    if row is not None and now - row.since < AGAIN:
        return False
    if row is None:
        session.add(Switch(name=_PREFIX + code, since=now))
    else:
        row.since = now
    session.flush()
    return True


def since(session: Session, moment: datetime) -> list[tuple[str, datetime]]:
    """List the faults since a moment (UTC) with when each was written down."""
    wanted = (Switch.name.startswith(_PREFIX), Switch.since >= moment)
    rows = session.scalars(select(Switch).where(*wanted).order_by(Switch.since))
    return [(row.name.removeprefix(_PREFIX), row.since) for row in rows]
