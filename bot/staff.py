"""See who works here, and cut somebody off."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.open_database import open_database
from bot.settings import Settings, SettingsError
from storage import audit, people, staff
from storage.database import Session
from storage.models import Role, Staff
from wording import say


def list_staff(settings: Settings) -> None:
    """Print one line for each member of staff: number, role, first name and since when (local date)."""
    database = open_database(settings)
    with database.read() as session:
        lines = [_line(member, settings.programme.zone) for member in staff.everyone(session)]
    database.close()
    sys.stdout.write("\n".join(lines or [say("operator-staff-none")]) + "\n")


def remove(settings: Settings, staff_id: int, to_id: int | None) -> None:
    """Cut a member of staff off at once (R57), and hand their people and nudges to a Coordinator if one is named.

    SettingsError when nobody here has such a number. Somebody cut off earlier can still be handed over.
    """
    database = open_database(settings)
    with database.write() as session:
        member = staff.get(session, staff_id)
        if member is None or (member.removed_at and to_id is None):
            raise SettingsError(say("operator-staff-unknown", id=staff_id))
        if member.removed_at is None:
            staff.remove(session, member, Clock().now())
        lines = [say("operator-staff-removed", name=_name(member)), _hand_over(session, member, to_id)]
    database.close()
    sys.stdout.write("\n".join(filter(None, lines)) + "\n")


def _hand_over(session: Session, member: Staff, to_id: int | None) -> str:
    """Move the people, or say that they wait for somebody."""
    if to_id is None:
        waiting = len(people.of(session, member.id))
        return say("operator-staff-people-wait", count=waiting, id=member.id) if waiting else ""
    other = staff.get(session, to_id)
    if other is None or other.removed_at or other.role != Role.COORDINATOR or other.id == member.id:
        raise SettingsError(say("operator-staff-no-coordinator", id=to_id))
    for person in people.of(session, member.id):
        audit.write(session, Clock().now(), audit.OPERATOR, "handed-over", person_id=person.id)
    moved = people.hand_over(session, member.id, other.id)
    return say("operator-staff-handed-over", count=moved, name=_name(other))


def _line(member: Staff, zone: ZoneInfo) -> str:
    return say(
        "operator-staff-line",
        id=member.id,
        role=member.role,
        name=_name(member),
        since=_day(member.created_at, zone),
    )


def _name(member: Staff) -> str:
    return member.first_name or say("operator-staff-unnamed")


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d/%m/%Y")
