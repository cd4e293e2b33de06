"""By when a person reads or answers, and who, as it may be promised: in reading hours, on working days (R33, R41).

Moments come in and go out in UTC.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from care.word_check import WordClass
from handlers import alerting
from handlers.help import coordinator
from handlers.turn import Turn
from handlers.when import clock, day_of
from storage import staff, stand_ins

SOON = timedelta(hours=1)
ROUNDED = timedelta(minutes=30)
TOO_SHORT = timedelta(minutes=15)  # an alert nobody opens goes on after that long (R40)


def due(turn: Turn, word_class: WordClass) -> datetime | None:
    """Give when words of this class are due to be read; ordinary words have no time of their own."""
    match word_class:
        case WordClass.CRISIS:
            return read_soon(turn)[1]
        case WordClass.CONCERN:
            return worry_due(turn)
        case WordClass.WANTS_CONTACT:
            return a_working_day_on(turn)
    return None


def worry_due(turn: Turn) -> datetime:
    """Give by when a worry, or what the word check cannot read, has been read: what is promised is due (R33, R47)."""
    return turn.programme.reading_hours.read_worry_by(turn.now, turn.programme.zone)


def a_working_day_on(turn: Turn) -> datetime:
    """Give the moment one working day on: by then ordinary words are read, and who asked for a person hears."""
    return turn.programme.reading_hours.within_a_working_day(turn.now, turn.programme.zone)


def read_by(turn: Turn) -> str:
    """Say the day by whose end ordinary words are read: "Monday", or "5pm today" (R33, R41)."""
    by = a_working_day_on(turn)
    day = day_of(turn, by)
    return said(turn, by) if day == turn.say("when-today") else day


def contact_by(turn: Turn) -> str:
    """Say by when somebody who asked for a person hears: "5pm on Monday" (R33)."""
    return said(turn, a_working_day_on(turn))


def reader(turn: Turn, by: datetime | None = None) -> str:
    """Name who reads what is said now, on the day of `by` (UTC; one working day on, if none is given).

    It is their Coordinator, or by first name whoever stands in for them on that day (hello3, R55).
    """
    name = coordinator(turn)
    if turn.person is None:
        return name
    day = (by or a_working_day_on(turn)).astimezone(turn.programme.zone).date()
    for stand_in in stand_ins.standing_in_for(turn.session, turn.person.coordinator_id, day):
        member = staff.get(turn.session, stand_in)
        if member and member.first_name:
            return turn.say("reads-for-now", stand_in=member.first_name, coordinator=name)
    return name


def read_soon(turn: Turn) -> tuple[bool, datetime]:
    """Tell whether somebody is there now, and by when they read this; else when somebody will be there (R32, R41).

    Somebody is there: an hour on, rounded up to the next half hour, and never past the close unless the duty inbox
    covers what comes after it. In the last quarter of an hour before such a close nothing is promised for today.
    """
    hours, zone = turn.programme.reading_hours, turn.programme.zone
    out = False, hours.next_opening(turn.now, zone)
    if not alerting.cover_now(turn):
        return out
    soon = _rounded_up(turn.now + SOON)
    closes = hours.end_of_working_day(turn.now, zone)
    open_now = hours.is_open(turn.now, zone)
    if (open_now and soon <= closes) or alerting.cover_now(replace(turn, now=soon)):
        return True, soon
    return (True, closes) if open_now and closes - turn.now >= TOO_SHORT else out


def said(turn: Turn, moment: datetime) -> str:
    """Say a moment of the coming days: "5pm today", "9am on Monday"."""
    local = moment.astimezone(turn.programme.zone)
    time, day = clock(local.time(), turn.say), day_of(turn, moment)
    near = local.date() - turn.now.astimezone(turn.programme.zone).date() <= timedelta(days=1)
    return turn.say("when-time-day" if near else "when-time-on-day", time=time, day=day)


def _rounded_up(moment: datetime) -> datetime:
    """Round up to the half hour; zones are whole half hours from UTC, but for a few far from here."""
    over = timedelta(minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (ROUNDED - over) if over else moment
