"""Young people: who introduced them, how far they said yes, and what they asked for."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from storage import stand_ins
from storage.messages import BY_DAY, FROM_THEM, UNPROMPTED
from storage.models import Code, Kind, Message, Nudge, Person, Stands, Star, State
from storage.outbox import cancel_queued


def introduce(
    session: Session,
    coordinator_id: int,
    call_me: str,
    now: datetime,
    *,
    area: str | None,
    introduced_by: str | None,
    introduced_on: date | None,
    has_pa: str | None,
    under_16: bool,
) -> Person:
    """Write down a young person as their Coordinator introduces them; `has_pa` is yes, no or unknown."""
    person = Person(
        coordinator_id=coordinator_id,
        call_me=call_me,
        area=area,
        introduced_by=introduced_by,
        introduced_on=introduced_on,
        has_pa=has_pa,
        under_16=under_16,
        created_at=now,
    )
    session.add(person)
    session.flush()
    return person


def mend(person: Person, **changes: object) -> None:
    """Correct what was written at the introduction; only those fields can be given."""
    for field in changes:
        if field not in {"call_me", "area", "introduced_by", "introduced_on", "has_pa", "under_16"}:
            raise ValueError(f"{field} cannot be mended")
    for field, value in changes.items():
        setattr(person, field, value)


def remove(session: Session, person: Person) -> None:
    """Take back a mistaken introduction: the person and all that hangs on them."""
    session.delete(person)
    session.flush()


def at(session: Session, chat_id: int) -> Person | None:
    """Find the young person who speaks from this account."""
    return session.scalar(select(Person).where(Person.chat_id == chat_id))


def of(session: Session, coordinator_id: int, day: date | None = None) -> list[Person]:
    """List a Coordinator's own people, newest introduction last; those who were forgotten are left out.

    With `day`, a local date, also those of whom they stand in for on that day (R55).
    """
    theirs = stand_ins.theirs(Person.coordinator_id, coordinator_id, day)
    return list(session.scalars(select(Person).where(theirs, Person.wiped_at.is_(None)).order_by(Person.id)))


def own(session: Session, coordinator_id: int, person_id: int, day: date | None = None) -> Person | None:
    """Find a person only if they are among those that `of` lists (deny by default)."""
    theirs = stand_ins.theirs(Person.coordinator_id, coordinator_id, day)
    return session.scalar(select(Person).where(Person.id == person_id, theirs, Person.wiped_at.is_(None)))


def get(session: Session, person_id: int) -> Person | None:
    """Find a person by id, whoever's they are. Not for staff screens: those use `own`."""
    return session.get(Person, person_id)


# --- what a young person decides ---------------------------------------------------------------------------


def opened(person: Person, chat_id: int) -> None:
    """Bind the account that opened the link; hello begins."""
    person.chat_id, person.stands = chat_id, Stands.HELLO


def said_yes(person: Person, version: str, now: datetime) -> None:
    """Keep which wording was agreed to, and when (R5)."""
    person.stands, person.consent_version, person.decided_at = Stands.YES, version, now
    person.star_due_at = None


def ask_again(person: Person) -> None:
    """Their yes was to something else than is true now: hello begins anew, and that they once said yes stays."""
    person.stands = Stands.HELLO


def said_not_now(person: Person, now: datetime) -> None:
    """Silence until they come back by themselves (R2)."""
    person.stands, person.decided_at = Stands.NOT_NOW, now


def said_no(person: Person, now: datetime) -> None:
    """Keep that they declined; the reason is theirs to give or not (R6)."""
    person.stands, person.decided_at, person.decline_reason = Stands.NO, now, "did_not_say"


def decline_because(person: Person, reason: str) -> None:
    """Keep the one reason code they tapped (R6)."""
    person.decline_reason = reason


def turn_dial(person: Person, dial: str) -> None:
    """Keep how often they want to hear."""
    person.dial = dial


def stop(session: Session, person: Person, now: datetime) -> None:
    """End all messages at once: what is queued is cancelled in this transaction (R8).

    Said again, it counts from then: what they asked for between the two is not said either.
    """
    person.stopped_at = now
    if person.chat_id is not None:
        cancel_queued(session, person.chat_id, now)


def start_again(person: Person) -> None:
    """The person, and nobody else, switches messages on again after a STOP or a snooze of theirs (R13)."""
    person.stopped_at = person.snoozed_until = None


def snooze(session: Session, person: Person, until: datetime, now: datetime) -> None:
    """Be quiet until then (UTC): what was to go unprompted and has not left yet is taken back (R15)."""
    person.snoozed_until = until
    if person.chat_id is not None:
        cancel_queued(session, person.chat_id, now, BY_DAY)


def switch_off(session: Session, person: Person, now: datetime) -> None:
    """Staff end what goes to this person unprompted, and take back what has not left yet (R13)."""
    person.do_not_message_at = person.do_not_message_at or now
    if person.chat_id is not None:
        cancel_queued(session, person.chat_id, now, BY_DAY)


def switch_on(person: Person) -> None:
    """The person, and nobody else, lifts what staff switched off (R13)."""
    person.do_not_message_at = None


def wish(person: Person, **wishes: str | None) -> None:
    """Keep what they, or their Coordinator for them, asked of us: best_hours, quiet_days or words_to_avoid."""
    for field in wishes:
        if field not in {"best_hours", "quiet_days", "words_to_avoid"}:
            raise ValueError(f"{field} is not a wish")
    for field, value in wishes.items():
        setattr(person, field, value)


def unreachable(session: Session, chat_id: int, now: datetime) -> None:
    """Blocked or gone: the same as STOP (R14)."""
    if person := at(session, chat_id):
        stop(session, person, now)


def heard_from(person: Person, now: datetime) -> None:
    """They wrote or tapped: whatever was unanswered is answered."""
    person.last_heard_at = now


def star_due(person: Person, moment: datetime | None, *, offers: int = 0) -> None:
    """Plan when the next star may be offered; `offers` counts how often this one has been (R17: at most two)."""
    person.star_due_at, person.star_offers = moment, offers


def offers_due(session: Session, now: datetime, limit: int = 100) -> list[Person]:
    """List people whose star may be offered now."""
    return list(
        session.scalars(
            select(Person).where(Person.star_due_at <= now).order_by(Person.star_due_at).limit(limit)
        )
    )


def wipe(session: Session, person: Person, now: datetime) -> None:
    """Erase a person's words, scores, name and account; what stays is that somebody was once introduced (R50)."""
    session.execute(delete(Message).where(Message.person_id == person.id))
    session.execute(delete(Code).where(Code.person_id == person.id))
    session.execute(delete(Star).where(Star.person_id == person.id))
    session.execute(delete(Nudge).where(Nudge.person_id == person.id))
    person.call_me = person.introduced_by = person.chat_id = person.last_heard_at = None
    person.quiet_days = person.words_to_avoid = person.best_hours = person.has_pa = None
    person.star_due_at = person.snoozed_until = person.uncovered_at = None
    person.stopped_at = person.stopped_at or now
    person.wiped_at = now
    session.flush()


# --- what courtesy asks ------------------------------------------------------------------------------------


def last_unprompted(session: Session, person_id: int) -> datetime | None:
    """When we last spoke first to this person."""
    return session.scalar(
        select(func.max(func.coalesce(Message.settled_at, Message.created_at))).where(
            Message.person_id == person_id, Message.kind.in_(UNPROMPTED), Message.state.in_(_SAID)
        )
    )


_SAID = (State.QUEUED, State.SENDING, State.SENT, State.UNSURE)


def unanswered(session: Session, person: Person) -> int:
    """How many times in a row we spoke first and heard nothing (R16)."""
    wanted = [Message.person_id == person.id, Message.kind.in_(UNPROMPTED), Message.state.in_(_SAID)]
    if person.last_heard_at is not None:
        wanted.append(Message.created_at > person.last_heard_at)
    return session.scalar(select(func.count()).select_from(Message).where(*wanted)) or 0


def nudge_on_its_way(session: Session, person_id: int) -> bool:
    """Tell whether something unprompted is queued or being sent to them."""
    wanted = (
        Message.person_id == person_id,
        Message.kind.in_(UNPROMPTED),
        Message.state.in_((State.QUEUED, State.SENDING)),
    )
    return session.scalar(select(Message.id).where(*wanted).limit(1)) is not None


def last_human_contact(session: Session, person_id: int) -> datetime | None:
    """When the person and their Coordinator last had words, either way (taps are not words)."""
    return session.scalar(
        select(func.max(Message.created_at)).where(
            Message.person_id == person_id,
            Message.staff_id.is_(None),
            Message.kind.in_((Kind.WORDS, Kind.MEDIA, Kind.COORDINATOR)),
            Message.state.not_in((State.CANCELLED, State.FAILED)),
        )
    )


def last_word(session: Session, person_id: int) -> datetime | None:
    """When the person last wrote something."""
    return session.scalar(
        select(func.max(Message.created_at)).where(
            Message.person_id == person_id, Message.kind.in_((Kind.WORDS, Kind.MEDIA))
        )
    )


def last_contacts(session: Session, person_ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these people last wrote, tapped or was written to by their Coordinator."""
    rows = session.execute(
        select(Message.person_id, func.max(Message.created_at))
        .where(Message.person_id.in_(person_ids), Message.kind.in_((*FROM_THEM, Kind.COORDINATOR)))
        .group_by(Message.person_id)
    )
    return {person_id: moment for person_id, moment in rows if person_id is not None}


def hand_over(session: Session, from_id: int, to_id: int) -> int:
    """Give all of one Coordinator's people and nudges to another. Returns how many people."""
    session.execute(update(Nudge).where(Nudge.coordinator_id == from_id).values(coordinator_id=to_id))
    moved = session.execute(
        update(Person)
        .where(Person.coordinator_id == from_id)
        .values(coordinator_id=to_id)
        .returning(Person.id, Person.wiped_at)
    )
    return sum(wiped_at is None for _, wiped_at in moved)


def chats(session: Session) -> list[int]:
    """List the accounts that young people speak from."""
    return [chat for chat in session.scalars(select(Person.chat_id)) if chat is not None]
