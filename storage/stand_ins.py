"""Who stands in for a Coordinator, and when (R55). Days are local dates, the first and the last included."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage import diary
from storage.models import Chore, Staff, StandIn

BEGINS = "stand-in-begins-"  # before a row's id: the chore of telling them on their first day
_OVER = "stand-in-over-"
DAY = timedelta(days=1)


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
    midnight: Callable[[date], datetime],
) -> StandIn:
    """Write down who stands in; whoever did on any of these days before no longer does: there is one (R55).

    `midnight` gives when a local day begins (UTC): on the first one the stand-in is told, and when the last one is
    over their screens go blank.
    """
    for other in overlapping(session, coordinator_id, first_day, last_day):
        _make_way(session, other, first_day, last_day, now, midnight)
    row = StandIn(
        coordinator_id=coordinator_id,
        stand_in_id=stand_in_id,
        first_day=first_day,
        last_day=last_day,
        created_at=now,
    )
    _write(session, row, now, midnight)
    return row


def _write(session: Session, row: StandIn, now: datetime, midnight: Callable[[date], datetime]) -> None:
    """Keep a row that is new or has other days, and note in the diary when its first and last day are there."""
    session.add(row)
    session.flush()
    if midnight(row.first_day) > now:  # who begins today has just been told
        diary.plan_chore(session, f"{BEGINS}{row.id}", midnight(row.first_day))
    diary.plan_chore(session, f"{_OVER}{row.id}", midnight(row.last_day + DAY))


def _make_way(
    session: Session,
    other: StandIn,
    first_day: date,
    last_day: date,
    now: datetime,
    midnight: Callable[[date], datetime],
) -> None:
    """Leave whoever stood in before the days that the new one does not take, on both sides."""
    if other.last_day > last_day:
        after = StandIn(
            coordinator_id=other.coordinator_id,
            stand_in_id=other.stand_in_id,
            first_day=last_day + DAY,
            last_day=other.last_day,
            created_at=now,
        )
        _write(session, after, now, midnight)
    if other.first_day < first_day:
        other.last_day = first_day - DAY
        _write(session, other, now, midnight)
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
        row.last_day = today - DAY
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
