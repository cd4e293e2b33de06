"""Days and hours as people say them: the language orders the pieces."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import reduce

from handlers.turn import Turn

Say = Callable[..., str]  # `wording.say` for staff, `turn.say` for whoever is speaking


def clock(at: time, say: Say) -> str:
    """Say a local time of day: 9am, 5:30pm, midday; 17:30 where clocks count to 24."""
    half = "am" if at.hour < 12 else "pm"
    to_24 = "24" in say("clock-hours")
    if at == time(12) and not to_24:
        return say("when-midday")  # "12pm" is midnight to some
    hour = at.hour if to_24 else at.hour % 12 or 12
    if at.minute or to_24:
        return say(f"when-{half}-minutes", hour=hour, minutes=f"{at.minute:02}")
    return say(f"when-{half}", hour=hour)


def day_name(turn: Turn, weekday: int) -> str:
    """Name a weekday, 0 is Monday."""
    return turn.say(f"weekday-{weekday}")


def reading_hours(turn: Turn) -> str:
    """Say when the team reads: "9am to 5pm, Monday to Friday"."""
    hours = turn.programme.reading_hours
    opens, closes = clock(hours.opens, turn.say), clock(hours.closes, turn.say)
    days = sorted(hours.days)
    if len(days) == 1:
        return turn.say("hours-one-day", opens=opens, closes=closes, day=day_name(turn, days[0]))
    if days == list(range(days[0], days[-1] + 1)):
        first, last = day_name(turn, days[0]), day_name(turn, days[-1])
        return turn.say("hours-days", opens=opens, closes=closes, first=first, last=last)
    named = [day_name(turn, day) for day in days]
    listed = reduce(lambda rest, first: turn.say("when-list", first=first, rest=rest), reversed(named))
    return turn.say("hours-listed", opens=opens, closes=closes, days=listed)


def day_of(turn: Turn, moment: datetime) -> str:
    """Name the day of a moment within the coming week: "today", "tomorrow" or "Friday"; later its date."""
    zone = turn.programme.zone
    day, today = moment.astimezone(zone).date(), turn.now.astimezone(zone).date()
    if day == today:
        return turn.say("when-today")
    if day == today + timedelta(days=1):
        return turn.say("when-tomorrow")
    return day_name(turn, day.weekday()) if day < today + timedelta(days=7) else date_of(turn, moment)


def date_of(turn: Turn, moment: datetime) -> str:
    """Write a date: 3 March 2027."""
    return date_said(moment.astimezone(turn.programme.zone).date(), turn.say)


def date_said(day: date, say: Say) -> str:
    """Write a date in the language of `say`: 3 March 2027."""
    return say("when-date", day=day.day, month=say("month", month=day.month), year=day.year)
