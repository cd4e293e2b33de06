"""Who looked at or changed what; lines are added and never changed (R56)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Audit

STAFF, PERSON, CLOCK, OPERATOR = "staff", "person", "clock", "operator"


def write(
    session: Session,
    now: datetime,
    actor: str,
    what: str,
    *,
    staff_id: int | None = None,
    person_id: int | None = None,
    detail: str | None = None,
) -> None:
    """Add a line: `what` and `detail` are short codes ("person.viewed", "weekly"), never words or names."""
    session.add(Audit(at=now, actor=actor, what=what, staff_id=staff_id, person_id=person_id, detail=detail))


def looked(session: Session, now: datetime, staff_id: int, person_id: int, what: str) -> None:
    """Add that somebody of the staff had one person before them; once a turn, however often it is asked."""
    same = (Audit.person_id == person_id, Audit.staff_id == staff_id, Audit.at == now, Audit.what == what)
    if session.scalar(select(Audit.id).where(*same).limit(1)) is None:
        write(session, now, STAFF, what, staff_id=staff_id, person_id=person_id)
        session.flush()


def about(session: Session, person_id: int) -> list[Audit]:
    """Return the lines about one person, oldest first."""
    return list(session.scalars(select(Audit).where(Audit.person_id == person_id).order_by(Audit.id)))
