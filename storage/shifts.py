"""Hats that staff wear for a while: on duty, or on call (R40, R55)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Shift, Staff

DUTY, ON_CALL, PRIVACY = "duty", "on_call", "privacy"


def wearers(session: Session, hat: str, now: datetime) -> list[Staff]:
    """List who wears a hat now and still works here, in the order they came."""
    wanted = (Shift.hat == hat, Shift.begins_at <= now, Shift.ends_at > now, Staff.removed_at.is_(None))
    return list(session.scalars(select(Staff).join(Shift).where(*wanted).distinct().order_by(Staff.id)))


def until(session: Session, staff_id: int, hat: str, now: datetime) -> datetime | None:
    """Return until when (UTC) somebody wears a hat; None when they do not wear it now."""
    wanted = (Shift.staff_id == staff_id, Shift.hat == hat, Shift.begins_at <= now, Shift.ends_at > now)
    return session.scalar(select(Shift.ends_at).where(*wanted).order_by(Shift.ends_at.desc()).limit(1))


def put_on(session: Session, staff_id: int, hat: str, now: datetime, ends_at: datetime) -> None:
    """Wear a hat from now until `ends_at` (UTC), whatever was said before."""
    take_off(session, staff_id, hat, now)
    session.add(Shift(staff_id=staff_id, hat=hat, begins_at=now, ends_at=ends_at))
    session.flush()


def take_off(session: Session, staff_id: int, hat: str, now: datetime) -> bool:
    """Take a hat off now; False when it was not worn."""
    wanted = (Shift.staff_id == staff_id, Shift.hat == hat, Shift.ends_at > now)
    worn = list(session.scalars(select(Shift).where(*wanted)))
    for shift in worn:
        shift.ends_at = now
    session.flush()
    return bool(worn)
