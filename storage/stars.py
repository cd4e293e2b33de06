"""Stars: eight answers, kept one by one as they are given."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Score, Star


def begin(session: Session, person_id: int, version: str, now: datetime, entered_by: str = "self") -> Star:
    """Open a new star; nothing is asked yet (`at` 0). `entered_by` is self, together or paper (R58)."""
    star = Star(
        person_id=person_id, version=version, entered_by=entered_by, begun_at=now, touched_at=now, at=0
    )
    session.add(star)
    session.flush()
    return star


def open_for(session: Session, person_id: int) -> Star | None:
    """Find the star this person is in the middle of."""
    return session.scalar(
        select(Star).where(Star.person_id == person_id, Star.ended_at.is_(None)).order_by(Star.id.desc())
    )


def own(session: Session, person_id: int, star_id: int) -> Star | None:
    """Find a star only if it is this person's."""
    return session.scalar(select(Star).where(Star.id == star_id, Star.person_id == person_id))


def get(session: Session, star_id: int) -> Star | None:
    """Find a star by id, whoever's it is."""
    return session.get(Star, star_id)


def record(session: Session, star: Star, question: int, score: int | None, now: datetime) -> None:
    """Keep one answer, 1-10, or None for a skip; an earlier answer to the same question is replaced."""
    row = session.get(Score, (star.id, question))
    if row is None:
        session.add(Score(star_id=star.id, question=question, score=score, answered_at=now))
    else:
        row.score, row.answered_at = score, now
    star.touched_at = now
    session.flush()


def turn_to(star: Star, question: int, now: datetime) -> None:
    """Put the card on a question, 1-8."""
    star.at, star.touched_at = question, now


def end(star: Star, now: datetime, *, wants_words: bool = True) -> None:
    """Close the star as it is, whole or part; `wants_words` while "anything you want them to know?" is open."""
    star.ended_at, star.touched_at, star.wants_words = now, now, wants_words


def reopen(star: Star, now: datetime) -> None:
    """Go back into a star that was just ended, to change an answer: only while its open question waits."""
    star.ended_at, star.touched_at, star.wants_words = None, now, False


def words_done(star: Star) -> None:
    """The question after the eight has been answered, or passed over."""
    star.wants_words = False


def awaiting_words(session: Session, person_id: int) -> Star | None:
    """Find the star whose last, open question is still waiting."""
    return session.scalar(
        select(Star).where(Star.person_id == person_id, Star.wants_words).order_by(Star.id.desc())
    )


def answers(session: Session, star_id: int) -> dict[int, int | None]:
    """Return question -> score 1-10, None for a skip; questions never reached are absent."""
    rows = session.execute(select(Score.question, Score.score).where(Score.star_id == star_id))
    return dict(sorted((question, score) for question, score in rows))


def scores(session: Session, star_id: int) -> dict[int, int]:
    """Return question -> score 1-10; skipped questions are absent."""
    return {question: score for question, score in answers(session, star_id).items() if score is not None}


def ended(session: Session, person_id: int) -> list[Star]:
    """List a person's ended stars with at least one score, oldest first."""
    with_score = select(Score.star_id).where(Score.score.is_not(None))
    return list(
        session.scalars(
            select(Star)
            .where(Star.person_id == person_id, Star.ended_at.is_not(None), Star.id.in_(with_score))
            .order_by(Star.id)
        )
    )


def touched_since(session: Session, moment: datetime) -> list[Star]:
    """List stars whose card may have been redrawn since then: a kill loses at most that redraw."""
    return list(session.scalars(select(Star).where(Star.touched_at >= moment)))


def enter(
    session: Session,
    person_id: int,
    version: str,
    given: Mapping[int, int | None],
    moment: datetime,
    entered_by: str = "self",
) -> Star:
    """Write a whole star at once: from paper, together, or made up for the demo."""
    star = begin(session, person_id, version, moment, entered_by)
    for question, score in given.items():
        record(session, star, question, score, moment)
    turn_to(star, 8, moment)
    end(star, moment, wants_words=False)
    session.flush()
    return star
