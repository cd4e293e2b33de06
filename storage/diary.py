"""The database is the diary: what is due, and when something next will be."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Alert, Chore, Message, Nudge, Person

WAKE = "wake"  # another process has put something into the outbox


def next_due(session: Session) -> datetime | None:
    """Return the earliest moment (UTC) at which there is something to do, past or future."""
    moments = [
        session.scalar(select(func.min(column)))
        for column in (
            Nudge.due_at,
            Person.star_due_at,
            Chore.due_at,
            Alert.next_step_at,
            Message.blank_at,
        )
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def next_said(session: Session, after: datetime) -> datetime | None:
    """Return the next moment (UTC) after `after` at which somebody may hear from us, staff too; chores are left out."""
    moments = [
        session.scalar(select(func.min(column)).where(column > after))
        for column in (Nudge.due_at, Person.star_due_at, Alert.next_step_at)
    ]
    return min((moment for moment in moments if moment is not None), default=None)


def chore_due(session: Session, name: str, now: datetime) -> bool:
    """Tell whether a chore's time has come; one that was never done is due."""
    chore = session.get(Chore, name)
    return chore is None or chore.due_at <= now


def plan_chore(session: Session, name: str, due_at: datetime) -> None:
    """Write down when a chore is next due (UTC)."""
    chore = session.get(Chore, name)
    if chore is None:
        session.add(Chore(name=name, due_at=due_at))
    else:
        chore.due_at = due_at
    session.flush()


def chores_due(session: Session, prefix: str, now: datetime) -> list[str]:
    """List the chores of that kind whose time has come, by name."""
    return list(session.scalars(select(Chore.name).where(Chore.name.startswith(prefix), Chore.due_at <= now)))


def planned(session: Session, name: str) -> bool:
    """Tell whether a chore stands in the diary."""
    return session.get(Chore, name) is not None


def chore_done(session: Session, name: str) -> None:
    """Strike out a chore that does not come again."""
    if (chore := session.get(Chore, name)) is not None:
        session.delete(chore)
        session.flush()


def last_entry(session: Session) -> datetime | None:
    """Return when the newest message was written (UTC): the demo's clock goes on from there."""
    return session.scalar(select(func.max(Message.created_at)))
