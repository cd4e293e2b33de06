"""Alerts and their steps: who was told of one, who opened it, who closed it, and when (R40)."""

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from storage.models import Alert, AlertStep, Message

ANSWERED = "answered"  # a test of the duty route, by somebody on duty
CRISIS, ASKED, TEST = "crisis", "wants_contact", "test"  # ASKED: for a person, while the alert is open
RAISED = "raised"
CARD = "alert"  # the screen that holds what was escalated


def begin(session: Session, now: datetime, *, person_id: int | None, message_id: int | None) -> Alert:
    """Write an alert down before anybody is told of it; without a person it is a test of the duty route (R41)."""
    alert = Alert(
        person_id=person_id,
        message_id=message_id,
        kind=CRISIS if person_id is not None else TEST,
        raised_at=now,
        updated_at=now,
        stage=RAISED,
    )
    session.add(alert)
    session.flush()
    note(session, alert, RAISED, now)
    return alert


def get(session: Session, alert_id: int) -> Alert | None:
    """Find an alert by id. Whoever asks decides who may see what of it."""
    return session.get(Alert, alert_id)


def open_for(session: Session, person_id: int) -> Alert | None:
    """Return the alert of a person that nobody has closed: while there is one, nothing unprompted goes to them."""
    wanted = (Alert.person_id == person_id, Alert.kind == CRISIS, Alert.closed_at.is_(None))
    return session.scalar(select(Alert).where(*wanted).order_by(Alert.id.desc()).limit(1))


def not_closed(session: Session) -> list[Alert]:
    """List the alerts that nobody has closed, oldest first; tests are left out."""
    wanted = (Alert.kind == CRISIS, Alert.closed_at.is_(None))
    return list(session.scalars(select(Alert).where(*wanted).order_by(Alert.id)))


def due(session: Session, now: datetime) -> list[Alert]:
    """List the alerts whose next step has come, oldest first; another process takes none of these."""
    return list(
        session.scalars(
            select(Alert)
            .where(Alert.next_step_at <= now)
            .order_by(Alert.next_step_at, Alert.id)
            .with_for_update(skip_locked=True)
        )
    )


def plan(alert: Alert, stage: str, next_step_at: datetime | None) -> None:
    """Write down how far it has come, and when (UTC) the next step is due if nobody opens it."""
    alert.stage, alert.next_step_at = stage, next_step_at


def heard_again(alert: Alert, now: datetime) -> None:
    """The person wrote again while it was open: whoever had opened it has not seen that yet."""
    alert.updated_at, alert.opened_at = now, None


def opened(alert: Alert, now: datetime) -> None:
    """Somebody has read what there is."""
    alert.opened_at = alert.opened_at or now


def not_opened(alert: Alert) -> None:
    """Whoever opened it cannot see to it: it counts as unopened."""
    alert.opened_at = None


def close(session: Session, alert: Alert, staff_id: int, why: str, now: datetime) -> bool:
    """Close it once; False when somebody else was first."""
    closed = session.execute(
        update(Alert)
        .where(Alert.id == alert.id, Alert.closed_at.is_(None))
        .values(closed_at=now, closed_by=staff_id, closed_why=why, stage="closed", next_step_at=None)
        .returning(Alert.id)
        .execution_options(synchronize_session=False)
    )
    won = closed.scalar_one_or_none() is not None
    session.refresh(alert)
    return won


def note(session: Session, alert: Alert, what: str, now: datetime, staff_id: int | None = None) -> None:
    """Log a step with its time: a short code, and whose it was."""
    session.add(AlertStep(alert_id=alert.id, what=what, staff_id=staff_id, at=now))
    session.flush()


def steps(session: Session, alert_id: int, *what: str) -> list[AlertStep]:
    """Return an alert's steps in order; only those with the given codes, when some are given."""
    wanted = [AlertStep.alert_id == alert_id] + ([AlertStep.what.in_(what)] if what else [])
    return list(session.scalars(select(AlertStep).where(*wanted).order_by(AlertStep.id)))


def escalated(session: Session, alert: Alert) -> list[Message]:
    """Return exactly the messages that an alert is about, oldest first; none once they were wiped (R50, R55)."""
    if alert.message_id is None or alert.person_id is None:
        return []
    wanted = (
        Message.person_id == alert.person_id,
        Message.id >= alert.message_id,
        Message.created_at <= alert.updated_at,
        or_(Message.noticed.in_((CRISIS, ASKED)), Message.id == alert.message_id),
    )
    return list(session.scalars(select(Message).where(*wanted).order_by(Message.id)))


def cards(session: Session, staff_id: int) -> list[Message]:
    """List the screens on which somebody has what was escalated before them."""
    wanted = (Message.staff_id == staff_id, Message.card == CARD, Message.blank_at.is_not(None))
    return list(session.scalars(select(Message).where(*wanted).order_by(Message.id)))


def newest_test(session: Session) -> Alert | None:
    """Return the newest test of the duty route that somebody answered (`opened_at` says when)."""
    wanted = (Alert.kind == TEST, Alert.opened_at.is_not(None))
    return session.scalar(select(Alert).where(*wanted).order_by(Alert.opened_at.desc()).limit(1))


def answered_test(session: Session, alert_id: int, staff_id: int) -> bool:
    """Tell whether somebody has answered that test already."""
    return any(step.staff_id == staff_id for step in steps(session, alert_id, ANSWERED))


def answered_tests_since(session: Session, moment: datetime) -> set[int]:
    """Return the staff ids of those who have answered a test of the duty route since then (UTC)."""
    wanted = (Alert.kind == TEST, AlertStep.what == ANSWERED, AlertStep.at >= moment)
    found = session.scalars(
        select(AlertStep.staff_id).join(Alert, Alert.id == AlertStep.alert_id).where(*wanted)
    )
    return {staff_id for staff_id in found if staff_id is not None}
