"""Tables for keeping people safe and in control: alerts, shifts, requests, and the record of who looked."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Id, Moment, Short, Table, Words


class Alert(Table):
    """A message that may need somebody now, from the moment it came until a person closed it (R40).

    `kind` is "crisis" or "test"; `updated_at` moves when the person writes again; `next_step_at` is when the
    next in line is told, None once it was opened, closed or everybody was told.
    """

    __tablename__ = "alerts"
    __table_args__ = (Index("alerts_next_step", "next_step_at"),)

    id: Mapped[Id]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"))
    kind: Mapped[Short]
    raised_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    stage: Mapped[Short]
    next_step_at: Mapped[Moment | None]
    opened_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    closed_why: Mapped[Short | None]


class AlertStep(Table):
    """One step of an alert, with its time: raised, told, opened, passed on, closed (R40)."""

    __tablename__ = "alert_steps"

    id: Mapped[Id]
    alert_id: Mapped[int] = mapped_column(ForeignKey("alerts.id", ondelete="CASCADE"), index=True)
    what: Mapped[Short]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[Moment]


class Shift(Table):
    """A hat that a member of staff wears for a while: duty, on_call or privacy (R40, R51, R55)."""

    __tablename__ = "shifts"

    id: Mapped[Id]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    hat: Mapped[Short]
    begins_at: Mapped[Moment]
    ends_at: Mapped[Moment]


class StandIn(Table):
    """Who stands in for a Coordinator, on which local dates, both included (R55)."""

    __tablename__ = "stand_ins"

    id: Mapped[Id]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    stand_in_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    created_at: Mapped[Moment]


class Request(Table):
    """Something a person asks of what is held about them: fix, restrict, object or complain (R51)."""

    __tablename__ = "requests"
    __table_args__ = (Index("requests_due", "due_at"),)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    what: Mapped[Short]
    words: Mapped[Words | None]
    asked_at: Mapped[Moment]
    due_at: Mapped[Moment]
    acknowledged_at: Mapped[Moment | None]
    done_at: Mapped[Moment | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    answer: Mapped[Words | None]


class Audit(Table):
    """Who looked at or changed what: ids and codes only, added to and never changed (R56).

    `actor` is "staff", "person", "clock" or "operator". No key leads away from here, so that erasing a person
    cannot reach it; the database itself refuses changes, and removal before six years are over (R52).
    """

    __tablename__ = "audit"
    __table_args__ = (Index("audit_of_a_person", "person_id", "id"),)

    id: Mapped[Id]
    at: Mapped[Moment]
    actor: Mapped[Short]
    staff_id: Mapped[int | None]
    person_id: Mapped[int | None]
    what: Mapped[Short]
    detail: Mapped[Short | None]


class Tombstone(Table):
    """The keyed digest of somebody who was forgotten, so that a restored backup forgets them again (R50)."""

    __tablename__ = "tombstones"

    id: Mapped[Id]
    digest: Mapped[Short] = mapped_column(unique=True)
    at: Mapped[Moment]


class Switch(Table):
    """Something that is switched on for the whole programme while its row is there: "silence" (R90)."""

    __tablename__ = "switches"

    name: Mapped[Short] = mapped_column(primary_key=True)
    since: Mapped[Moment]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
