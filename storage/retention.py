"""What is deleted by age (R52). Every moment given is UTC, and what is older than it goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from storage import audit, forgetting
from storage.messages import Body
from storage.models import (
    Alert,
    Audit,
    Code,
    Draft,
    Kind,
    Message,
    Nudge,
    NudgeRun,
    Person,
    Request,
    Score,
    Stands,
    Star,
    State,
)

UNHEARD = timedelta(days=31)  # words that somebody was promised to read hold a wipe off so long
NOT_SAID = (State.CANCELLED, State.SKIPPED, State.FAILED, State.UNSURE)


def blank_words(session: Session, before: datetime) -> None:
    """Blank what was said, both ways: that something was said, and when, is what courtesy and contact go by."""
    # A message that was blanked has no place on a phone any more; taps and finished stars never had one.
    unblanked = or_(
        Message.telegram_id.is_not(None), Message.state.in_(NOT_SAID), Message.kind.in_((Kind.TAP, Kind.STAR))
    )
    session.execute(
        update(Message)
        .where(Message.created_at < before, Message.person_id.is_not(None), unblanked)
        .values(body=Body("").to_json(), telegram_id=None, noticed=None)
        .execution_options(synchronize_session=False)
    )
    with_words = or_(Request.words.is_not(None), Request.answer.is_not(None))
    session.execute(
        update(Request)
        .where(Request.done_at < before, with_words)
        .values(words=None, answer=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(Draft).where(Draft.touched_at < before))
    _drop_finished_nudges(session, before)


def _drop_finished_nudges(session: Session, before: datetime) -> None:
    """A nudge that comes no more is words, too."""
    lately = select(NudgeRun.id).where(NudgeRun.nudge_id == Nudge.id, NudgeRun.recorded_at >= before)
    over = (Nudge.due_at.is_(None), Nudge.paused_at.is_(None), Nudge.created_at < before)
    session.execute(delete(Nudge).where(*over, ~lately.exists()).execution_options(synchronize_session=False))


def forget_who_left(session: Session, before: datetime, now: datetime) -> None:
    """Scores, and all else, go with whoever left before then."""
    _forget(session, [Person.left_at < before], now)


def forget_who_stopped(session: Session, before: datetime, now: datetime) -> None:
    """Whoever stopped before there was a star; somebody under 16 goes on without Telegram (R3)."""
    _forget(session, [Person.stopped_at < before, Person.under_16.is_(False), _no_star()], now)


def forget_who_declined(session: Session, before: datetime, now: datetime) -> None:
    """A no keeps the month, whose team it was and the reason code; the name goes (R6)."""
    no = [Person.stands == Stands.NO, Person.decided_at < before, Person.under_16.is_(False), _no_star()]
    for person in _forget(session, no, now):
        if person.decided_at is not None:
            person.decided_at = person.decided_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _no_star() -> ColumnElement[bool]:
    given = select(Score.star_id).join(Star, Star.id == Score.star_id).where(Star.person_id == Person.id)
    return ~given.exists()


def _forget(session: Session, wanted: Sequence[ColumnElement[bool]], now: datetime) -> list[Person]:
    """Forget them, but nobody about whom somebody may still have to do something."""
    worried = select(Alert.id).where(Alert.person_id == Person.id, Alert.closed_at.is_(None))
    asked = select(Request.id).where(Request.person_id == Person.id, Request.done_at.is_(None))
    waits = select(Message.id).where(
        Message.person_id == Person.id,
        or_(Message.noticed.is_not(None), Message.due_at.is_not(None)),
        Message.answered_at.is_(None),
        Message.created_at > now - UNHEARD,
    )
    nothing_open = and_(~worried.exists(), ~asked.exists(), ~waits.exists())
    found = list(session.scalars(select(Person).where(*wanted, Person.wiped_at.is_(None), nothing_open)))
    for person in found:
        forgetting.forget(session, person, now, audit.CLOCK)
    return found


def drop_safety_records(session: Session, before: datetime) -> None:
    """Alerts that were over by then, with their steps, and who looked."""
    over = func.coalesce(Alert.closed_at, Alert.updated_at) < before
    session.execute(delete(Alert).where(over).execution_options(synchronize_session=False))
    session.execute(delete(Audit).where(Audit.at < before).execution_options(synchronize_session=False))


def drop_codes(session: Session, before: datetime) -> None:
    """Links that were used, or could be, before then."""
    over = func.coalesce(Code.used_at, Code.expires_at) < before
    session.execute(delete(Code).where(over).execution_options(synchronize_session=False))
