"""One tick of the clock: what is due becomes messages, figures are frozen, old inbox rows go."""

import logging
from datetime import datetime, timedelta

from bot.night import tidy_up
from bot.signed import ageing
from care.programme import Programme
from handlers.escalating import escalate
from handlers.idle_cards import go_blank
from handlers.owed_answers import say_when_due
from handlers.standing_in import tell_who_begins
from nudges.due import BATCH, speak_when_due
from reports.snapshots import freeze_if_due
from storage import diary
from storage.database import Database
from storage.forgetting import let_go_when_due
from storage.messages import Redraw

log = logging.getLogger(__name__)

NIGHTLY = "nightly"


def tick(database: Database, now: datetime, programme: Programme) -> list[Redraw] | None:
    """Do everything that is due at `now` (UTC). Returns cards to draw anew, None when nothing was due."""
    with database.read() as session:
        due = diary.next_due(session)
        if (due is None or due > now) and not diary.chore_due(session, NIGHTLY, now):
            return None
    return do_what_is_due(database, now, programme)


def do_what_is_due(database: Database, now: datetime, programme: Programme) -> list[Redraw]:
    """Do it without looking first whether there is anything, a hundred rows a transaction."""
    with database.write() as session:
        escalate(session, now, programme)
    while _speak(database, now, programme) >= BATCH:
        pass
    with database.write() as session:
        redraws = go_blank(session, now)
        let_go_when_due(session, now)
        say_when_due(session, now, programme)
        tell_who_begins(session, now, programme)
        diary.chore_done(session, diary.WAKE)
    with database.read() as session:
        chore = diary.chore_due(session, NIGHTLY, now)
    if chore:
        _nightly(database, now, programme)
    return redraws


def _speak(database: Database, now: datetime, programme: Programme) -> int:
    with database.write() as session:
        return speak_when_due(session, now, programme)


def _nightly(database: Database, now: datetime, programme: Programme) -> None:
    """Apart from what is said: figures that cannot be computed must not keep a nudge from anyone."""
    local = now.astimezone(programme.zone)
    if aged := [line for line, _ in ageing(programme.help_lines, local.date())]:
        log.warning("%s", " ".join(aged))  # every day, until somebody has looked them up (R44)
    tonight = (local + timedelta(days=1)).replace(hour=3, minute=0, second=0, microsecond=0)
    with database.write() as session:
        freeze_if_due(session, now, programme.zone, programme.star_months)
        diary.plan_chore(session, NIGHTLY, tonight)
    tidy_up(database, now, programme)
