"""What is done every night: what is too old goes, the list of the forgotten is looked through, a copy is made."""

from datetime import datetime

from dateutil.relativedelta import relativedelta

from bot.forgotten import Forgotten
from care.programme import Programme
from care.retention import SAFETY_YEARS
from storage import inbox, retention
from storage.database import Database


def tidy_up(database: Database, now: datetime, programme: Programme) -> None:
    """Delete by age (R52), each kind in a transaction of its own; months are counted in local dates (`now` in UTC)."""
    local, kept = now.astimezone(programme.zone), programme.retention
    text = (local - relativedelta(months=kept.text_months)).astimezone(now.tzinfo)
    left = (local - relativedelta(months=kept.scores_months)).astimezone(now.tzinfo)
    stopped = (local - relativedelta(days=kept.stopped_days)).astimezone(now.tzinfo)
    declined = (local - relativedelta(days=kept.declined_days)).astimezone(now.tzinfo)
    with database.write() as session:
        retention.blank_words(session, text)
        retention.drop_codes(session, text)
        inbox.prune(session, now)
    with database.write() as session:
        retention.forget_who_left(session, left, now)
        retention.forget_who_declined(session, declined, now)
        retention.forget_who_stopped(session, stopped, now)
    with database.write() as session:
        retention.drop_safety_records(session, now - relativedelta(years=SAFETY_YEARS))
    Forgotten(database).erase_again(now)
    database.tidy()
