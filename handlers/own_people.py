"""A Coordinator's own people: found safely, and said in words where they stand."""

import re
from datetime import date, datetime

from handlers.turn import Heard, Turn
from nudges.courtesy import TILL_I_SAY
from nudges.schedules import when_text
from storage import audit, codes, drafts, people, staff
from storage.models import Person, Staff, Stands

FIRST_NAME = "first-name"
CODE = re.compile(r"[a-z_-]{1,20}\.[a-z_-]{1,20}")


def me(turn: Turn) -> Staff:
    """Return who is looking; ValueError when a staff screen was reached by nobody of the staff."""
    if turn.staff is None:
        raise ValueError("a staff screen needs a member of staff")
    return turn.staff


def tapped(turn: Turn, place: int = 1) -> Person | None:
    """Find the person whose id stands in the tapped data, only if they are this Coordinator's own."""
    return own(turn, turn.said.tap.number(place))


def own(turn: Turn, person_id: int | None) -> Person | None:
    """Find a person only if they are this Coordinator's, or of somebody for whom they stand in today (R55).

    Every screen of a person is drawn from here, so here it is written down that somebody looked (R56).
    """
    person = in_a_list(turn, person_id)
    if person is not None:
        looked_at(turn, person.id)
    return person


def in_a_list(turn: Turn, person_id: int | None) -> Person | None:
    """Find a person as `own` does, to show no more than what they are called among others."""
    return people.own(turn.session, me(turn).id, person_id, today(turn)) if person_id else None


def looked_at(turn: Turn, person_id: int) -> None:
    """Write down that whoever is speaking has this person before them, by the button or command that led there."""
    audit.looked(turn.session, turn.now, me(turn).id, person_id, _by(turn))


def _by(turn: Turn) -> str:
    """Name it by a short code: "people.talk". What is tapped is not trusted, what is typed is never part of it."""
    said = turn.said
    if said.heard is Heard.TAP:
        button = f"{said.tap.what}.{said.tap.word(0)}"
        return button if CODE.fullmatch(button) else said.tap.what
    if said.heard is Heard.COMMAND:
        return said.command
    return "typed.reply" if said.replies_to else f"typed.{drafts.load(turn.session, me(turn).id)[0]}"


def everyone(turn: Turn) -> list[Person]:
    """List this Coordinator's people, and today those of whoever they stand in for (R55)."""
    return people.of(turn.session, me(turn).id, today(turn))


def today(turn: Turn) -> date:
    """Return the local date."""
    return turn.now.astimezone(turn.programme.zone).date()


def marked(turn: Turn, person: Person) -> str:
    """Return what they like to be called; for somebody else's, also for whom one stands in: "Jay (for Robin)"."""
    if person.coordinator_id == me(turn).id:
        return name(person)
    return turn.say("stand-in-mark", name=name(person), coordinator=coordinator_of(turn, person))


def coordinator_of(turn: Turn, person: Person) -> str:
    """Return the first name of whoever walks alongside this person."""
    member = staff.get(turn.session, person.coordinator_id)
    return (member.first_name if member else None) or turn.say("help-the-team")


def put_down_typing(turn: Turn) -> None:
    """Forget what was being typed, as another screen is opened; the first name is asked until it is given."""
    kind, _ = drafts.load(turn.session, me(turn).id)
    if kind != FIRST_NAME:
        drafts.drop(turn.session, me(turn).id)


def name(person: Person) -> str:
    """Return what they like to be called."""
    return person.call_me or ""


def reachable(person: Person) -> bool:
    """Tell whether they said yes, are not stopped and have not left, so that something may be written to them."""
    over = (person.left_at, person.stopped_at, person.do_not_message_at)
    return person.chat_id is not None and person.stands == Stands.YES and not any(over)


def where_they_stand(turn: Turn, person: Person) -> str:
    """Say how far they have come: a link, hello, yes, no, not now, stopped, or under 16 (R3)."""
    if person.left_at is not None:
        return turn.say("stands-left")
    if person.under_16:
        return turn.say("stands-under-16")
    if person.stands == Stands.LINK:
        until = codes.open_until(turn.session, person.id, turn.now)
        return (
            turn.say("stands-link", until=moment(turn, until)) if until else turn.say("stands-link-expired")
        )
    if person.stopped_at is not None and person.stands != Stands.NO:
        return turn.say("stands-stopped")
    return _quiet(turn, person) or turn.say(f"stands-{person.stands.replace('_', '-')}")


def _quiet(turn: Turn, person: Person) -> str:
    """Say that staff switched messages off (R13), or until when they want some quiet (R15); "" for neither."""
    if person.do_not_message_at is not None:
        return turn.say("stands-switched-off")
    if person.snoozed_until is None or person.snoozed_until <= turn.now:
        return ""
    if person.snoozed_until == TILL_I_SAY:
        return turn.say("stands-snoozed-till-they-say")
    return turn.say("stands-snoozed", until=moment(turn, person.snoozed_until))


def last_contact(turn: Turn, at: datetime | None) -> str:
    """Say how long ago that was, in local dates: "today", "3 days ago", "not yet"."""
    if at is None:
        return turn.say("ago-never")
    zone = turn.programme.zone
    days = (turn.now.astimezone(zone).date() - at.astimezone(zone).date()).days
    return turn.say("ago", days=days)


def moment(turn: Turn, at: datetime) -> str:
    """Say a local day and time, with its year when that is not this one: "Fri 1 Jan 2027 16:00"."""
    zone = turn.programme.zone
    year = at.astimezone(zone).year
    day, _, time = when_text(at, zone).rpartition(" ")
    return f"{day} {time}" if year == turn.now.astimezone(zone).year else f"{day} {year} {time}"
