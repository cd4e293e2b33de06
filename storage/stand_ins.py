"""Who stands in for a Coordinator, and when (R55). Days are local dates, the first and the last included."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.models import Chore, Staff, StandIn

_OVER = "stand-in-over-"


def standing_in_for(session: Session, coordinator_id: int, day: date) -> list[int]:
    """Return the staff ids of who stands in for a Coordinator on a local day and still works here."""
    wanted = (StandIn.coordinator_id == coordinator_id, *_on(day), Staff.removed_at.is_(None))
    found = select(StandIn.stand_in_id).join(Staff, Staff.id == StandIn.stand_in_id).where(*wanted)
    return list(session.scalars(found.distinct().order_by(StandIn.stand_in_id)))


def covers(session: Session, staff_id: int, day: date) -> list[int]:
    """Return the ids of the Coordinators for whom somebody stands in on a local day."""
    return list(session.scalars(_covered(staff_id, day).order_by(StandIn.coordinator_id)))


def theirs(
    coordinator_id: InstrumentedAttribute[Any], staff_id: int, day: date | None
) -> ColumnElement[bool]:
    """Say in SQL that a row belongs to this Coordinator, or on `day` to one for whom they stand in."""
    if day is None:
        return coordinator_id == staff_id
    return or_(coordinator_id == staff_id, coordinator_id.in_(_covered(staff_id, day)))


def _covered(
    staff_id: int, day: date
) -> Any:  # a select of ids; SQLAlchemy's own name for it is longer than it
    return select(StandIn.coordinator_id).where(StandIn.stand_in_id == staff_id, *_on(day)).distinct()


def _on(day: date) -> Sequence[ColumnElement[bool]]:
    return (StandIn.first_day <= day, StandIn.last_day >= day)


def plan(
    session: Session,
    coordinator_id: int,
    stand_in_id: int,
    first_day: date,
    last_day: date,
    now: datetime,
    over_at: datetime,
) -> StandIn:
    """Write down who stands in; whoever did on any of these days before no longer does: there is one (R55).

    `over_at` is when the last day ends (UTC): the stand-in's screens go blank then.
    """
    for other in overlapping(session, coordinator_id, first_day, last_day):
        _make_way(session, other, first_day, last_day)
    row = StandIn(
        coordinator_id=coordinator_id,
        stand_in_id=stand_in_id,
        first_day=first_day,
        last_day=last_day,
        created_at=now,
    )
    session.add(row)
    session.flush()
    session.add(Chore(name=f"{_OVER}{row.id}", due_at=over_at))
    session.flush()
    return row


def _make_way(session: Session, other: StandIn, first_day: date, last_day: date) -> None:
    """Leave whoever stood in before the days that the new one does not take; of days on both sides, the first."""
    if other.first_day < first_day:
        other.last_day = first_day - timedelta(days=1)
    elif other.last_day > last_day:
        other.first_day = last_day + timedelta(days=1)
    else:
        session.delete(other)


def overlapping(session: Session, coordinator_id: int, first_day: date, last_day: date) -> Sequence[StandIn]:
    """Return who stands in for a Coordinator on any of these days."""
    wanted = (
        StandIn.coordinator_id == coordinator_id,
        StandIn.first_day <= last_day,
        StandIn.last_day >= first_day,
    )
    return session.scalars(select(StandIn).where(*wanted)).all()


def still_to_come(session: Session, day: date, coordinator_id: int | None = None) -> list[StandIn]:
    """List what is or will be, soonest first: of one Coordinator, or of everybody."""
    wanted = [StandIn.last_day >= day]
    wanted += [StandIn.coordinator_id == coordinator_id] if coordinator_id is not None else []
    return list(session.scalars(select(StandIn).where(*wanted).order_by(StandIn.first_day, StandIn.id)))


def covering(session: Session, staff_id: int, day: date) -> list[StandIn]:
    """List where somebody stands in on a local day."""
    wanted = (StandIn.stand_in_id == staff_id, *_on(day))
    return list(session.scalars(select(StandIn).where(*wanted).order_by(StandIn.id)))


def get(session: Session, stand_in_row: int) -> StandIn | None:
    """Find one by its id."""
    return session.get(StandIn, stand_in_row)


def end(session: Session, row: StandIn, today: date) -> None:
    """End it now: one that has not begun, or only today, leaves no trace but the audit's."""
    if row.first_day >= today:
        session.delete(row)
    else:
        row.last_day = today - timedelta(days=1)
    session.flush()


def over(session: Session, now: datetime) -> list[int]:
    """Return who has stopped standing in since the last look (`now` in UTC); each is told of once."""
    wanted = (Chore.name.startswith(_OVER), Chore.due_at <= now)
    found = []
    for chore in session.scalars(select(Chore).where(*wanted)).all():
        row = session.get(StandIn, int(chore.name.removeprefix(_OVER)))
        found += [row.stand_in_id] if row is not None else []
        session.delete(chore)
    session.flush()
    return found
