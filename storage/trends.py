"""What the figures are made of, without anything that names a person; and the frozen figures themselves."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Person, Score, Snapshot, Star

__all__ = [
    "FinishedStar",
    "Journey",
    "Session",
    "at",
    "freeze",
    "journeys",
    "newest",
    "stars_of",
    "withheld_since",
    "withhold",
]

WITHHELD = ""  # in place of figures


@dataclass(frozen=True, slots=True)
class FinishedStar:
    """One ended star, whole or part; skipped questions are absent from `scores` (question 1-8 -> 1-10)."""

    version: str
    ended_at: datetime
    scores: dict[int, int]


@dataclass(frozen=True, slots=True)
class Journey:
    """One introduced person, oldest star first.

    `said_yes`: ever, so whoever stopped, said no later or asked to be forgotten stays counted (R71, R79).
    `star_due`: a second star has fallen due.
    """

    said_yes: bool
    star_due: bool
    stars: tuple[FinishedStar, ...]


def journeys(session: Session, until: datetime, next_due: Callable[[datetime], datetime]) -> list[Journey]:
    """Gather everyone introduced before `until` (UTC); `next_due` says when a star after one is due.

    Whoever asked us to keep what we hold and not use it is in no figure (R51).
    """
    found = stars_of(session, until)
    used = (Person.created_at < until, Person.restricted_at.is_(None))
    people = session.scalars(select(Person).where(*used).order_by(Person.id))
    return [_journey(person, found.get(person.id, ()), until, next_due) for person in people]


def _journey(
    person: Person, stars: tuple[FinishedStar, ...], until: datetime, next_due: Callable[[datetime], datetime]
) -> Journey:
    return Journey(
        _ever_said_yes(person, stars, until), bool(stars) and next_due(stars[0].ended_at) < until, stars
    )


def _ever_said_yes(person: Person, stars: tuple[FinishedStar, ...], until: datetime) -> bool:
    """The wording agreed to is kept for good; a later decision moves the date, but a star came after a yes."""
    decided = person.decided_at is not None and person.decided_at < until
    return person.consent_version is not None and (decided or bool(stars))


def stars_of(session: Session, until: datetime) -> dict[int, tuple[FinishedStar, ...]]:
    """Gather person id -> stars with a score that were ended before `until` (UTC), oldest first."""
    rows = session.execute(
        select(Star.person_id, Star.id, Star.version, Star.ended_at, Score.question, Score.score)
        .join(Score, Score.star_id == Star.id)
        .join(Person, Person.id == Star.person_id)
        .where(Star.ended_at < until, Score.score.is_not(None), Person.restricted_at.is_(None))
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
    return {person_id: tuple(given) for person_id, given in found.items()}


def newest(session: Session) -> Snapshot | None:
    """Return the newest figures that were released."""
    released = select(Snapshot).where(Snapshot.figures != WITHHELD)
    return session.scalar(released.order_by(Snapshot.as_at.desc()).limit(1))


def withheld_since(session: Session, as_at: date) -> bool:
    """Tell whether a quarter after this one was looked at and not released."""
    later = select(Snapshot.as_at).where(Snapshot.figures == WITHHELD, Snapshot.as_at > as_at)
    return session.scalar(later.limit(1)) is not None


def at(session: Session, as_at: date) -> Snapshot | None:
    """Return what was decided for one quarter end, released or withheld."""
    return session.get(Snapshot, as_at)


def withhold(session: Session, as_at: date, now: datetime) -> None:
    """Write down that this quarter has no figures of its own, so that it is decided once (R66)."""
    freeze(session, as_at, WITHHELD, now)


def freeze(session: Session, as_at: date, figures: str, now: datetime) -> None:
    """Keep a quarter's figures as they are now, for good (R66, R67)."""
    if session.get(Snapshot, as_at) is None:
        session.add(Snapshot(as_at=as_at, figures=figures, computed_at=now))
        session.flush()
