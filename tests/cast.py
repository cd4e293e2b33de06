"""A standing cast of made-up people: Robin is a Coordinator, Ash another, Jay is Robin's, Sam is Ash's."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from nudges.courtesy import Dial
from storage import people, staff
from storage.database import Session
from storage.models import Person, Role, Staff

ROBIN, ASH, JAY, SAM = 901, 902, 801, 802  # accounts


def coordinator(session: Session, now: datetime, *, chat_id: int = ROBIN, name: str = "Robin") -> Staff:
    """Let a Coordinator in."""
    member = staff.register(session, Role.COORDINATOR, chat_id, now)
    staff.name(member, name)
    return member


def introduced(session: Session, member: Staff, now: datetime, *, name: str = "Jay") -> Person:
    """Introduce somebody who has not opened their link."""
    return people.introduce(
        session,
        member.id,
        name,
        now,
        area="Riverside",
        introduced_by=None,
        introduced_on=now.date(),
        has_pa="unknown",
        under_16=False,
    )


def said_yes(
    session: Session,
    member: Staff,
    now: datetime,
    *,
    chat_id: int = JAY,
    name: str = "Jay",
    dial: Dial | None = Dial.WEEKLY,
) -> Person:
    """Introduce somebody who opened the link, said yes and chose how often."""
    person = introduced(session, member, now, name=name)
    people.opened(person, chat_id)
    people.said_yes(person, "hello-1", now)
    if dial is not None:
        people.turn_dial(person, dial)
    return person


def midnight(day: date) -> datetime:
    """When a day begins in London, in UTC."""
    return datetime.combine(day, time(0), ZoneInfo("Europe/London")).astimezone(UTC)
