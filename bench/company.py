"""Made-up people in a database of their own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet

from bench.loopback import FIRST_CHAT, Telegram
from bot.open_database import open_database
from bot.settings import Settings
from care.help_lines import HELP_LINES
from care.hours import ReadingHours
from care.programme import Programme
from nudges.courtesy import Dial
from storage import people, staff
from storage.database import Database, Session
from storage.models import Person, Role

PROGRAMME = Programme(
    name="Made-up Town",
    areas=("Riverside",),
    zone=ZoneInfo("Europe/London"),
    reading_hours=ReadingHours(),
    help_lines=HELP_LINES,
    star_months=6,
)


@contextmanager
def settings(telegram: Telegram | None = None) -> Iterator[Settings]:
    """Give settings with a new SQLite file, as durable as the real one; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="walkalong-bench-") as folder:
        yield Settings(
            PROGRAMME,
            f"sqlite:///{Path(folder) / 'walkalong.db'}",
            telegram_api_url=telegram.url if telegram else "",
            telegram_token=telegram.token if telegram else None,
            secret_keys=(Fernet.generate_key().decode(),),
        )


@contextmanager
def opened(chosen: Settings) -> Iterator[Database]:
    """Open the database of the settings, migrated."""
    database = open_database(chosen)
    try:
        yield database
    finally:
        database.close()


def join(session: Session, count: int, now: datetime) -> list[Person]:
    """Let so many people say yes and choose weekly, all of one Coordinator's."""
    robin = staff.register(session, Role.COORDINATOR, FIRST_CHAT - 1, now)
    staff.name(robin, "Robin")
    return [_said_yes(session, robin.id, FIRST_CHAT + number, now) for number in range(count)]


def _said_yes(session: Session, coordinator_id: int, chat_id: int, now: datetime) -> Person:
    person = people.introduce(
        session,
        coordinator_id,
        "Jay",
        now,
        area="Riverside",
        introduced_by=None,
        introduced_on=now.date(),
        has_pa="unknown",
        under_16=False,
    )
    people.opened(person, chat_id)
    people.said_yes(person, "hello-1", now)
    people.turn_dial(person, Dial.WEEKLY)
    return person
