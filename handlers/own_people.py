"""A Coordinator's own people: found safely, and said in words where they stand."""

from datetime import datetime

from handlers.turn import Turn
from nudges.schedules import when_text
from storage import codes, drafts, people
from storage.models import Person, Staff, Stands

FIRST_NAME = "first-name"


def me(turn: Turn) -> Staff:
    """Return who is looking; ValueError when a staff screen was reached by nobody of the staff."""
    if turn.staff is None:
        raise ValueError("a staff screen needs a member of staff")
    return turn.staff


def tapped(turn: Turn, place: int = 1) -> Person | None:
    """Find the person whose id stands in the tapped data, only if they are this Coordinator's."""
    return own(turn, turn.said.tap.number(place))


def own(turn: Turn, person_id: int | None) -> Person | None:
    """Find a person only if they are this Coordinator's."""
    return people.own(turn.session, me(turn).id, person_id) if person_id else None


def put_down_typing(turn: Turn) -> None:
    """Forget what was being typed, as another screen is opened; the first name is asked until it is given."""
    kind, _ = drafts.load(turn.session, me(turn).id)
    if kind != FIRST_NAME:
        drafts.drop(turn.session, me(turn).id)


def name(person: Person) -> str:
    """Return what they like to be called."""
    return person.call_me or ""


def reachable(person: Person) -> bool:
    """Tell whether they said yes and are not stopped, so that something may be written to them."""
    return person.chat_id is not None and person.stands == Stands.YES and person.stopped_at is None


def where_they_stand(turn: Turn, person: Person) -> str:
    """Say how far they have come: a link, hello, yes, no, not now, stopped, or under 16 (R3)."""
    if person.under_16:
        return turn.say("stands-under-16")
    if person.stands == Stands.LINK:
        until = codes.open_until(turn.session, person.id, turn.now)
        return (
            turn.say("stands-link", until=moment(turn, until)) if until else turn.say("stands-link-expired")
        )
    if person.stopped_at is not None and person.stands != Stands.NO:
        return turn.say("stands-stopped")
    return turn.say(f"stands-{person.stands.replace('_', '-')}")


def last_contact(turn: Turn, at: datetime | None) -> str:
    """Say how long ago that was, in local dates: "today", "3 days ago", "not yet"."""
    if at is None:
        return turn.say("ago-never")
    zone = turn.programme.zone
    days = (turn.now.astimezone(zone).date() - at.astimezone(zone).date()).days
    return turn.say("ago", days=days)


def moment(turn: Turn, at: datetime) -> str:
    """Say a local day and time, with its year when that is not this one."""
    zone = turn.programme.zone
    year = at.astimezone(zone).year
    said = when_text(at, zone)
    return said if year == turn.now.astimezone(zone).year else f"{said} {year}"
