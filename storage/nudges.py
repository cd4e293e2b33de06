"""Nudges: what a Coordinator set up, when each is next due, and what became of it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import stand_ins
from storage.models import Kind, Message, Nudge, NudgeRun

SENT, WAITED, SKIPPED = "sent", "waited", "skipped"


def set_up(
    session: Session,
    coordinator_id: int,
    person_id: int,
    text: str,
    schedule: str,
    due_at: datetime | None,
    now: datetime,
) -> Nudge:
    """Keep a nudge for one person; `schedule` is JSON, `due_at` its first moment in UTC."""
    nudge = Nudge(
        coordinator_id=coordinator_id,
        person_id=person_id,
        text=text,
        schedule=schedule,
        planned_at=due_at,
        due_at=due_at,
        created_at=now,
    )
    session.add(nudge)
    session.flush()
    return nudge


def due(session: Session, now: datetime, limit: int = 100) -> list[Nudge]:
    """List the nudges whose moment has come, the most overdue first; another process's are passed over."""
    return list(
        session.scalars(
            select(Nudge)
            .where(Nudge.due_at <= now)
            .order_by(Nudge.due_at, Nudge.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )


def move(session: Session, nudge: Nudge, due_at: datetime | None, planned_at: datetime | None) -> bool:
    """Move the nudge to when it is next looked at; False if another worker moved it first.

    `planned_at` is the occurrence it stands for, `due_at` the moment courtesy allows it (both UTC).
    """
    moved = session.execute(
        update(Nudge)
        .where(Nudge.id == nudge.id, Nudge.due_at == nudge.due_at)
        .values(due_at=due_at, planned_at=planned_at)
        .returning(Nudge.id)
        .execution_options(synchronize_session=False)
    )
    won = moved.scalar_one_or_none() is not None
    session.refresh(nudge)
    return won


def record(
    session: Session,
    nudge: Nudge,
    outcome: str,
    now: datetime,
    *,
    why: str | None = None,
    until: datetime | None = None,
) -> None:
    """Write down what became of the occurrence; waiting twice for the same one only moves its end."""
    if nudge.planned_at is None:
        raise ValueError("A nudge with no occurrence has nothing to record.")
    found = session.scalar(
        select(NudgeRun).where(
            NudgeRun.nudge_id == nudge.id,
            NudgeRun.planned_at == nudge.planned_at,
            NudgeRun.outcome == outcome,
        )
    )
    if found is None:
        found = NudgeRun(nudge_id=nudge.id, planned_at=nudge.planned_at, outcome=outcome, recorded_at=now)
        session.add(found)
    found.why, found.until, found.recorded_at = why, until, now
    session.flush()


def runs(session: Session, nudge_id: int, limit: int = 5) -> list[NudgeRun]:
    """Return what became of a nudge's latest occurrences, newest first."""
    return list(
        session.scalars(
            select(NudgeRun).where(NudgeRun.nudge_id == nudge_id).order_by(NudgeRun.id.desc()).limit(limit)
        )
    )


def of(session: Session, coordinator_id: int, day: date | None = None) -> list[Nudge]:
    """List a Coordinator's nudges, soonest first, paused and finished ones last.

    With `day`, a local date, also those of whom they stand in for on that day (R55).
    """
    return list(
        session.scalars(
            select(Nudge)
            .where(stand_ins.theirs(Nudge.coordinator_id, coordinator_id, day))
            .order_by(Nudge.due_at.is_(None), Nudge.due_at, Nudge.id)
        )
    )


def for_person(session: Session, person_id: int) -> list[Nudge]:
    """List the nudges that one person may get, soonest first."""
    return list(
        session.scalars(
            select(Nudge)
            .where(Nudge.person_id == person_id)
            .order_by(Nudge.due_at.is_(None), Nudge.due_at, Nudge.id)
        )
    )


def own(session: Session, coordinator_id: int, nudge_id: int, day: date | None = None) -> Nudge | None:
    """Find a nudge only if it is among those that `of` lists."""
    theirs = stand_ins.theirs(Nudge.coordinator_id, coordinator_id, day)
    return session.scalar(select(Nudge).where(Nudge.id == nudge_id, theirs))


def set_up_with(session: Session, nudge: Nudge, coordinator_id: int, day: date | None = None) -> list[Nudge]:
    """List those that `of` lists for somebody and that were set up in the same moment as this one, itself included."""
    return list(
        session.scalars(
            select(Nudge)
            .where(
                stand_ins.theirs(Nudge.coordinator_id, coordinator_id, day),
                Nudge.created_at == nudge.created_at,
            )
            .order_by(Nudge.id)
        )
    )


def reached(session: Session, nudge_id: int) -> dict[datetime, str]:
    """Return when a nudge was said (UTC) -> the state of that message."""
    rows = session.execute(
        select(Message.created_at, Message.state).where(
            Message.nudge_id == nudge_id, Message.kind == Kind.NUDGE
        )
    )
    return {row.created_at: row.state for row in rows}


def pause(nudge: Nudge, now: datetime) -> None:
    """Keep it, but let nothing be due."""
    nudge.paused_at, nudge.due_at, nudge.planned_at = now, None, None


def resume(nudge: Nudge, due_at: datetime | None) -> None:
    """Go on from its next moment (UTC)."""
    nudge.paused_at, nudge.due_at, nudge.planned_at = None, due_at, due_at


def reword(nudge: Nudge, text: str) -> None:
    """Edit what it says; when it comes stays as it is, a wait included."""
    nudge.text = text


def change(
    nudge: Nudge, *, text: str | None = None, schedule: str | None = None, due_at: datetime | None
) -> None:
    """Edit what it says or when; `due_at` is its next moment after the change (UTC)."""
    nudge.text = nudge.text if text is None else text
    nudge.schedule = nudge.schedule if schedule is None else schedule
    if nudge.paused_at is None:
        nudge.due_at = nudge.planned_at = due_at


def delete(session: Session, nudge: Nudge) -> None:
    """Take it away; what it already said stays in the conversation."""
    session.delete(nudge)
    session.flush()


def waiting(session: Session, coordinator_ids: Sequence[int]) -> int:
    """Count the nudges that will still be due."""
    wanted = (Nudge.coordinator_id.in_(coordinator_ids), Nudge.due_at.is_not(None))
    return session.scalar(select(func.count()).select_from(Nudge).where(*wanted)) or 0
