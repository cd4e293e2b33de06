"""One tick of the clock: what is due becomes messages, figures are frozen, old inbox rows go."""

from datetime import datetime, timedelta

from care.programme import Programme
from nudges.due import speak_when_due
from reports.snapshots import freeze_if_due
from storage import diary, inbox
from storage.database import Database, Session

NIGHTLY = "nightly"


def tick(database: Database, now: datetime, programme: Programme) -> bool:
    """Do everything that is due at `now` (UTC), a hundred rows a transaction. Returns whether anything was."""
    with database.read() as session:
        due = diary.next_due(session)
        if due is not None and due > now and not diary.chore_due(session, NIGHTLY, now):
            return False
    while _some(database, now, programme):
        pass
    return True


def _some(database: Database, now: datetime, programme: Programme) -> bool:
    with database.write() as session:
        looked_at = speak_when_due(session, now, programme.zone, programme.star_months)
        if diary.chore_due(session, NIGHTLY, now):
            _nightly(session, now, programme)
    return looked_at > 0


def _nightly(session: Session, now: datetime, programme: Programme) -> None:
    freeze_if_due(session, now, programme.zone, programme.star_months)
    inbox.prune(session, now)
    local = now.astimezone(programme.zone)
    tonight = (local + timedelta(days=1)).replace(hour=3, minute=0, second=0, microsecond=0)
    diary.plan_chore(session, NIGHTLY, tonight)
