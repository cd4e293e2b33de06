"""See who works here, and cut somebody off."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.open_database import open_database
from bot.settings import Settings, SettingsError
from storage import staff
from storage.models import Staff
from wording import say


def list_staff(settings: Settings) -> None:
    """Print one line for each member of staff: number, role, first name and since when (local date)."""
    database = open_database(settings)
    with database.read() as session:
        lines = [_line(member, settings.programme.zone) for member in staff.everyone(session)]
    database.close()
    sys.stdout.write("\n".join(lines or [say("operator-staff-none")]) + "\n")


def remove(settings: Settings, staff_id: int) -> None:
    """Cut a member of staff off at once (R57); SettingsError when nobody here has this number."""
    database = open_database(settings)
    with database.write() as session:
        member = staff.get(session, staff_id)
        if member is None or member.removed_at:
            raise SettingsError(say("operator-staff-unknown", id=staff_id))
        staff.remove(session, member, Clock().now())
    database.close()
    sys.stdout.write(say("operator-staff-removed", name=_name(member)) + "\n")


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
