"""What people ask of what is held about them: fix it, keep it unused, object, complain (R51)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import outbox
from storage.messages import UNPROMPTED
from storage.models import Person, Request

FIX, RESTRICT, OBJECT, COMPLAIN = "fix", "restrict", "object", "complain"
TYPED = (FIX, COMPLAIN)  # these are asked in the person's own words


def ask(session: Session, person_id: int, what: str, now: datetime, due_at: datetime) -> Request:
    """Write down what a person asks and by when it is answered (UTC); one that still waits for words goes on."""
    waiting = wordless(session, person_id, what) if what in TYPED else None
    if waiting is not None:
        waiting.asked_at, waiting.due_at, waiting.acknowledged_at = now, due_at, now
        return waiting
    asked = Request(person_id=person_id, what=what, asked_at=now, due_at=due_at, acknowledged_at=now)
    session.add(asked)
    session.flush()
    return asked


def wordless(session: Session, person_id: int, *what: str) -> Request | None:
    """Find the newest request of these kinds that waits for a person's own words."""
    wanted = (Request.person_id == person_id, Request.what.in_(what), Request.words.is_(None))
    open_ones = select(Request).where(*wanted, Request.done_at.is_(None)).order_by(Request.id.desc())
    return session.scalar(open_ones.limit(1))


def asking(session: Session, person_id: int) -> Request | None:
    """Find the question that was asked last, while it waits for words: an older one gets no words any more."""
    wanted = (Request.person_id == person_id, Request.what.in_(TYPED))
    newest_first = select(Request).where(*wanted).order_by(Request.asked_at.desc(), Request.id.desc())
    asked = session.scalar(newest_first.limit(1))
    return asked if asked is not None and asked.words is None and asked.done_at is None else None


def say_in_words(asked: Request, words: str) -> None:
    """Add what the person typed."""
    asked.words = words


def take_back(session: Session, asked: Request) -> None:
    """The person thought better of it before they had typed anything."""
    session.delete(asked)
    session.flush()


def of(session: Session, person_id: int) -> list[Request]:
    """List what one person ever asked, oldest first."""
    return list(session.scalars(select(Request).where(Request.person_id == person_id).order_by(Request.id)))


def undone(session: Session, *what: str, coordinator_id: int | None = None) -> list[Request]:
    """List what nobody has answered, the soonest due first: of these kinds, of one Coordinator's people if named."""
    wanted = [Request.done_at.is_(None)] + ([Request.what.in_(what)] if what else [])
    if coordinator_id is not None:
        theirs = select(Person.id).where(Person.coordinator_id == coordinator_id, Person.wiped_at.is_(None))
        wanted.append(Request.person_id.in_(theirs))
    return list(session.scalars(select(Request).where(*wanted).order_by(Request.due_at, Request.id)))


def get(session: Session, request_id: int) -> Request | None:
    """Find a request by id. Whoever asks decides who may see it."""
    return session.get(Request, request_id)


def done(asked: Request, staff_id: int | None, answer: str | None, now: datetime) -> None:
    """Close a request, with what the person was told if anything."""
    asked.done_at, asked.done_by, asked.answer = now, staff_id, answer


def restrict(session: Session, person: Person, now: datetime) -> None:
    """Keep what is held and do not use it: out of every later figure, and no nudges, not one on its way either."""
    person.restricted_at = person.restricted_at or now
    if person.chat_id is not None:
        outbox.cancel_queued(session, person.chat_id, now, UNPROMPTED)


def use_again(person: Person) -> None:
    """The person lets what is held be used again."""
    person.restricted_at = None


def close_own(session: Session, person_id: int, now: datetime, *what: str) -> None:
    """Close what a person has settled by themselves."""
    for asked in of(session, person_id):
        if asked.what in what and asked.done_at is None:
            asked.done_at = now
