"""Read the times that Coordinators type, such as "every Friday at 16:00".

A small table of patterns and no guessing: what is not in it is refused, and the preview shows what was
understood.

- A bare hour 1-7 is the afternoon, because nothing is sent at night: 5 and 5:30 are 17:00 and 17:30. 8-12 are
  as they stand, and so is an hour of two digits: 05:30 and 17 are 05:30 and 17:00.
- Dates are British: 14/03 is 14 March. Without a year the nearest is meant: in December, 3 January is next
  year's.
- "friday 5pm" is the coming one; "next friday" is the one in the week that begins next Monday.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from nudges.schedules import DAYS, MONTHS, EveryNWeeks, Monthly, Once, Schedule, Weekly

LONGEST = 60  # characters; a longer text is not a time
HALF_A_YEAR = timedelta(days=183)


class Refused(StrEnum):
    """Why a typed time is not taken; the value is the Fluent key that says so."""

    UNREADABLE = "when-unreadable"
    IN_THE_PAST = "when-in-the-past"


Words: TypeAlias = dict[str, str]
Reader: TypeAlias = Callable[[Words, time, datetime], Schedule]


def read_when(text: str, now: datetime, zone: ZoneInfo) -> Schedule | Refused:
    """Read a typed time as a schedule in local time; `now` is aware, and what is not after it is refused."""
    words = _plain(text)
    if len(words) > LONGEST:
        return Refused.UNREADABLE
    try:
        schedule = _after_a_while(words, now, zone) or _by_the_clock(words, now.astimezone(zone))
    except ValueError:  # 31 February, 25:00, day 0
        return Refused.UNREADABLE
    if schedule is None:
        return Refused.UNREADABLE
    return Refused.IN_THE_PAST if schedule.next_after(now, zone) is None else schedule


def _plain(text: str) -> str:
    words = unicodedata.normalize("NFKC", text).casefold().strip(" .!\n")
    for spelling, meaning in _SPELLINGS:
        words = re.sub(spelling, meaning, words)
    return " ".join(words.split())


def _after_a_while(words: str, now: datetime, zone: ZoneInfo) -> Once | None:
    match = re.fullmatch(r"in (?P<count>\d{1,3}) (?P<unit>min|minute|hr|hour|day|week)s?", words)
    if match is None:
        return None
    count, unit = int(match["count"]), match["unit"]
    # Hours are counted as they pass, days on the calendar.
    if unit in ("day", "week"):
        then = now.astimezone(zone) + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        passed = timedelta(minutes=count * (1 if "min" in unit else 60))
        then = (now.astimezone(UTC) + passed).astimezone(zone)
    # The next whole minute, so that it never comes sooner than was asked.
    up = (then + timedelta(seconds=59, microseconds=999_999)).replace(second=0, microsecond=0)
    return Once(on=up.date(), at=up.time())


def _by_the_clock(words: str, local: datetime) -> Schedule | None:
    for order in _ORDERS:
        clock = re.fullmatch(order, words)
        if clock is None:
            continue
        for pattern, reader in _PATTERNS:
            if match := re.fullmatch(pattern, clock["day_words"]):
                found = {name: word for name, word in match.groupdict().items() if word}
                return reader(found, _time(clock), local)
    return None


def _time(clock: re.Match[str]) -> time:
    hour, half = int(clock["hour"]), clock["half"]
    if half and not 1 <= hour <= 12:
        raise ValueError("a twelve-hour clock shows 1 to 12")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif len(clock["hour"]) == 1 and 1 <= hour <= 7:
        hour += 12
    return time(hour, int(clock["minute"] or 0))


def _next_such_time(_: Words, at: time, local: datetime) -> Schedule:
    return Once(on=_in_days(local, 0 if at > local.time() else 1), at=at)


def _today(_: Words, at: time, local: datetime) -> Schedule:
    return Once(on=local.date(), at=at)


def _tomorrow(_: Words, at: time, local: datetime) -> Schedule:
    return Once(on=_in_days(local, 1), at=at)


def _in_some_days(words: Words, at: time, local: datetime) -> Schedule:
    return Once(on=_in_days(local, int(words["count"]) * (7 if words["unit"] == "week" else 1)), at=at)


def _coming(words: Words, at: time, local: datetime) -> Schedule:
    return Once(on=_first(words, at, local), at=at)


def _next_week(words: Words, at: time, local: datetime) -> Schedule:
    return Once(on=_in_days(local, 7 - local.weekday() + _weekday(words)), at=at)


def _weekly(words: Words, at: time, _: datetime) -> Schedule:
    return Weekly(weekday=_weekday(words), at=at)


def _every_n_weeks(words: Words, at: time, local: datetime) -> Schedule:
    weeks = int(words.get("weeks", 2))
    if weeks == 1:
        return _weekly(words, at, local)
    return EveryNWeeks(weeks=weeks, starting=_first(words, at, local), at=at)


def _monthly(words: Words, at: time, _: datetime) -> Schedule:
    return Monthly(day=int(words.get("day", 31)), at=at)


def _date(words: Words, at: time, local: datetime) -> Schedule:
    month = int(words["month"]) if words["month"].isdigit() else _place(words["month"], MONTHS) + 1
    year = int(words["year"]) % 2000 + 2000 if "year" in words else local.year
    on = date(year, month, int(words["day"]))
    if "year" not in words and on < local.date() - HALF_A_YEAR:
        on = on.replace(year=year + 1)
    if "weekday" in words and on.weekday() != _weekday(words):
        raise ValueError("that date is another weekday")
    return Once(on=on, at=at)


def _in_days(local: datetime, days: int) -> date:
    return local.date() + timedelta(days=days)


def _first(words: Words, at: time, local: datetime) -> date:
    """Give the first such weekday whose time is still to come."""
    ahead = (_weekday(words) - local.weekday()) % 7
    return _in_days(local, 7 if ahead == 0 and at <= local.time() else ahead)


def _weekday(words: Words) -> int:
    return _place(words["weekday"], DAYS)


def _place(word: str, names: tuple[str, ...]) -> int:
    return names.index(word[:3].capitalize())


_SPELLINGS = (
    (r",", " "),
    (r"@", " at "),
    (r"\bhalf an hour\b", "30 minutes"),
    (r"\b(?:noon|midday)\b", "12pm"),
    (r"\b([ap])\.m\b\.?", r"\1m"),
    (r" ?\bo['’]?clock\b", ""),
    (r"\b(?:a|an|one)\b", "1"),
    (r"\btwo\b", "2"),
    (r"\bthree\b", "3"),
    (r"\bfour\b", "4"),
    (r"\b(\d+)(?:st|nd|rd|th)\b", r"\1"),
    (r"\beach\b", "every"),
)
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>am|pm)?"
_ORDERS = (rf"(?P<day_words>.*?)(?:^| )(?:at )?{_CLOCK}", rf"(?:at )?{_CLOCK} (?P<day_words>.+)")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:the )?(?P<day>\d{1,2})"
_YEAR = r"(?: (?P<year>20\d\d))?"
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (r"", _next_such_time),
    (r"today", _today),
    (r"tomorrow", _tomorrow),
    (r"in (?P<count>\d{1,3}) (?P<unit>day|week)s?", _in_some_days),
    (rf"(?:on |this )?{_WEEKDAY}", _coming),
    (rf"(?:on )?next {_WEEKDAY}", _next_week),
    (rf"(?:every |every week (?:on )?|weekly (?:on )?){_WEEKDAY}s?", _weekly),
    (rf"(?:on )?{_WEEKDAY}s", _weekly),
    (rf"every (?:other|second) {_WEEKDAY}", _every_n_weeks),
    (rf"every (?:other|second) week (?:on )?{_WEEKDAY}", _every_n_weeks),
    (rf"every (?P<weeks>\d{{1,2}}) weeks? (?:on )?{_WEEKDAY}s?", _every_n_weeks),
    (rf"(?:fortnightly|every fortnight) (?:on )?{_WEEKDAY}s?", _every_n_weeks),
    (rf"(?:monthly|every month) (?:on )?(?:{_DAY}|the last day)", _monthly),
    (rf"(?:on )?(?:{_DAY}|the last day) of every month", _monthly),
    (rf"(?:on )?(?:{_WEEKDAY} )?{_DAY} (?:of )?{_MONTH}{_YEAR}", _date),
    (rf"(?:on )?(?:{_WEEKDAY} )?{_MONTH} {_DAY}{_YEAR}", _date),
    (r"(?:on )?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?", _date),
    (r"(?:on )?(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _date),
)
