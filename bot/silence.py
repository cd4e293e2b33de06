"""Stop and start everything that goes to young people, from the command line (R90); `now` is UTC."""

import sys
from datetime import datetime

from bot.open_database import open_database
from bot.settings import Settings
from handlers import silence
from nudges.schedules import when_text
from storage import audit, diary, outbox, switches
from storage.database import Session
from wording import say


def stop(settings: Settings, now: datetime) -> None:
    """Stop everything but crisis replies and Help; a Walkalong that runs sees it before its next message."""
    _switch(settings, now, on=True)


def start(settings: Settings, now: datetime) -> None:
    """Let messages leave again; what has waited for more than two hours is skipped."""
    _switch(settings, now, on=False)


def status(settings: Settings) -> None:
    """Say whether everything is stopped, and since when (local time)."""
    database = open_database(settings)
    with database.read() as session:
        since = switches.since(session, switches.SILENCE)
    database.close()
    said = say("operator-silence-off") if since is None else _since(since, settings)
    sys.stdout.write(said + "\n")


def _since(since: datetime, settings: Settings) -> str:
    return say("operator-silence-on", when=when_text(since, settings.programme.zone))


def _switch(settings: Settings, now: datetime, *, on: bool) -> None:
    database = open_database(settings)
    with database.write() as session:
        if switches.is_on(session, switches.SILENCE) != on:
            _turn(session, now, on=on)
    database.close()
    status(settings)


def _turn(session: Session, now: datetime, *, on: bool) -> None:
    if on:
        switches.turn_on(session, switches.SILENCE, now)
    else:
        switches.turn_off(session, switches.SILENCE)
        outbox.skip_what_waited_too_long(session, now)
    word = "on" if on else "off"
    audit.write(session, now, audit.OPERATOR, f"silence.{word}")
    for notice in silence.told(session, f"silence-{word}-told", say("silence-operator")):
        outbox.queue(session, notice, notice.chat_id or 0, now)
    diary.plan_chore(session, diary.WAKE, now)  # whoever runs looks into the outbox at its next tick
