"""Updates that could not be handled and were put aside: numbers and times, never what somebody wrote (R53, R55)."""

import sys
from datetime import datetime

from bot.open_database import open_database
from bot.settings import Settings, SettingsError
from nudges.schedules import when_text
from storage import audit, diary, inbox
from storage.database import Session
from storage.models import Incoming
from wording import say


def show(settings: Settings) -> None:
    """Print one line for each: its number, when it came (local time) and the kind of error; oldest first."""
    database = open_database(settings)
    with database.read() as session:
        lines = [
            say(
                "put-aside-line",
                id=row.id,
                when=when_text(row.received_at, settings.programme.zone),
                fault=row.fault or "",
            )
            for row in inbox.parked(session)
        ]
    database.close()
    sys.stdout.write("\n".join(lines or [say("put-aside-none")]) + "\n")


def again(settings: Settings, incoming_id: int, now: datetime) -> None:
    """Handle one as if it came now (UTC): a Walkalong that runs takes it at its next tick. SettingsError: no such."""
    database = open_database(settings)
    with database.write() as session:
        inbox.again(_parked(session, incoming_id))
        audit.write(session, now, audit.OPERATOR, "put-aside.again", detail=str(incoming_id))
        diary.plan_chore(session, diary.WAKE, now)
    database.close()
    sys.stdout.write(say("put-aside-again", id=incoming_id) + "\n")


def drop(settings: Settings, incoming_id: int, now: datetime) -> None:
    """Blank one before its seven days are over (`now` in UTC). SettingsError when there is no such."""
    database = open_database(settings)
    with database.write() as session:
        inbox.done(session, _parked(session, incoming_id).id)
        audit.write(session, now, audit.OPERATOR, "put-aside.dropped", detail=str(incoming_id))
    database.close()
    sys.stdout.write(say("put-aside-dropped", id=incoming_id) + "\n")


def _parked(session: Session, incoming_id: int) -> Incoming:
    found = [row for row in inbox.parked(session) if row.id == incoming_id]
    if not found:
        raise SettingsError(say("put-aside-unknown", id=incoming_id))
    return found[0]
