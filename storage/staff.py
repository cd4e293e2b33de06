"""Coordinators and managers."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage import screens
from storage.models import Code, Draft, Nudge, Role, Staff, StandIn


def register(session: Session, role: Role, chat_id: int, now: datetime) -> Staff:
    """Make this account a member of staff."""
    member = Staff(role=role, chat_id=chat_id, created_at=now)
    session.add(member)
    session.flush()
    return member


def bind(member: Staff, chat_id: int) -> None:
    """Somebody who works here speaks from this account from now on."""
    member.chat_id = chat_id


def at(session: Session, chat_id: int) -> Staff | None:
    """Find who of the staff this account is; someone removed is nobody."""
    return session.scalar(select(Staff).where(Staff.chat_id == chat_id, Staff.removed_at.is_(None)))


def get(session: Session, staff_id: int) -> Staff | None:
    """Find a member of staff by id, removed or not."""
    return session.get(Staff, staff_id)


def name(member: Staff, first_name: str) -> None:
    """Keep the first name that young people know."""
    member.first_name = first_name


def everyone(session: Session, role: Role | None = None) -> list[Staff]:
    """List the staff that work here now, in the order they came."""
    wanted = [Staff.removed_at.is_(None)] + ([Staff.role == role] if role else [])
    return list(session.scalars(select(Staff).where(*wanted).order_by(Staff.id)))


def remove(session: Session, member: Staff, now: datetime) -> None:
    """Cut somebody off at once: the account is nobody from here on, and its open screens go blank (R57)."""
    screens.end_access(session, now, staff_id=member.id)
    session.execute(delete(StandIn).where(StandIn.stand_in_id == member.id))
    session.execute(delete(Draft).where(Draft.staff_id == member.id))
    session.execute(delete(Code).where(Code.staff_id == member.id, Code.used_at.is_(None)))
    # Nobody would read what comes back on their nudges: they rest until somebody takes them over.
    session.execute(
        update(Nudge)
        .where(Nudge.coordinator_id == member.id, Nudge.due_at.is_not(None))
        .values(paused_at=now, due_at=None, planned_at=None)
    )
    member.removed_at, member.chat_id = now, None


def since(member: Staff, moment: datetime) -> None:
    """Correct since when somebody works here (UTC)."""
    member.created_at = moment
