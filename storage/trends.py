"""What the figures are made of, without anything that names a person; and the frozen figures themselves."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Person, Score, Snapshot, Stands, Star

__all__ = ["FinishedStar", "Journey", "Session", "at", "freeze", "journeys", "newest"]


@dataclass(frozen=True, slots=True)
class FinishedStar:
    """One ended star, whole or part; skipped questions are absent from `scores` (question 1-8 -> 1-10)."""

    version: str
    ended_at: datetime
    scores: dict[int, int]


@dataclass(frozen=True, slots=True)
class Journey:
    """One introduced person, oldest star first. `star_due`: a second star has fallen due."""

    said_yes: bool
    star_due: bool
    stars: tuple[FinishedStar, ...]


def journeys(session: Session, until: datetime, next_due: Callable[[datetime], datetime]) -> list[Journey]:
    """Gather everyone introduced before `until` (UTC); `next_due` says when a star after one is due."""
    found = _stars(session, until)
    people = session.scalars(select(Person).where(Person.created_at < until).order_by(Person.id))
    return [_journey(person, tuple(found[person.id]), until, next_due) for person in people]


def _journey(
    person: Person, stars: tuple[FinishedStar, ...], until: datetime, next_due: Callable[[datetime], datetime]
) -> Journey:
    said_yes = person.stands == Stands.YES and person.decided_at is not None and person.decided_at < until
    return Journey(said_yes, bool(stars) and next_due(stars[0].ended_at) < until, stars)


def _stars(session: Session, until: datetime) -> dict[int, list[FinishedStar]]:
    rows = session.execute(
        select(Star.person_id, Star.id, Star.version, Star.ended_at, Score.question, Score.score)
        .join(Score, Score.star_id == Star.id)
        .where(Star.ended_at < until, Score.score.is_not(None))
        .order_by(Star.id, Score.question)
    )
    stars: dict[tuple[int, int], FinishedStar] = {}
    for person_id, star_id, version, ended_at, question, score in rows:
        if ended_at is not None and score is not None:  # the query says so; the types cannot
            star = stars.setdefault((person_id, star_id), FinishedStar(version, ended_at, {}))
            star.scores[question] = score
    found: dict[int, list[FinishedStar]] = defaultdict(list)
    for (person_id, _), star in stars.items():
        found[person_id].append(star)
    return found


def newest(session: Session) -> Snapshot | None:
    """Return the newest frozen figures."""
    return session.scalar(select(Snapshot).order_by(Snapshot.as_at.desc()).limit(1))


def at(session: Session, as_at: date) -> Snapshot | None:
    """Return the figures frozen for one quarter end."""
    return session.get(Snapshot, as_at)


def freeze(session: Session, as_at: date, figures: str, now: datetime) -> None:
    """Keep a quarter's figures as they are now, for good (R66, R67)."""
    if session.get(Snapshot, as_at) is None:
        session.add(Snapshot(as_at=as_at, figures=figures, computed_at=now))
        session.flush()
