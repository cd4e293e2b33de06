"""When somebody will read a message: the team's reading hours, never on England's bank holidays (R41, R87).

Hours are on the local clock and the programme's zone is an argument; moments come in aware and go out in UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

TOO_LATE = timedelta(hours=1)  # of reading left: what comes then cannot honestly be promised for today


@dataclass(frozen=True, slots=True)
class ReadingHours:
    """The weekdays (Monday is 0) and local times between which somebody reads; at `closes` nobody does.

    The default is hello6's "9am to 5pm, Monday to Friday". Raises ValueError when no day is named, when a day
    is none of the week's, or when the hours end before they begin.
    """

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opens: time = time(9)
    closes: time = time(17)

    def __post_init__(self) -> None:
        """Refuse hours in which nobody would ever read: the next opening would never come."""
        if not self.days or not set(self.days) <= set(range(7)) or self.opens >= self.closes:
            raise ValueError("reading hours need a weekday (0-6), and to close later than they open")

    def is_open(self, at: datetime, zone: ZoneInfo) -> bool:
        """Say whether somebody is reading at this moment."""
        local = at.astimezone(zone)
        return self._works_on(local.date()) and self.opens <= local.time() < self.closes

    def next_opening(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Give the first opening after `at`; while open, that is the next working day's."""
        local = at.astimezone(zone)
        wait = 0 if local.time() < self.opens else 1
        return _moment(self._working_day(local.date() + timedelta(days=wait)), self.opens, zone)

    def end_of_working_day(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Give the first close after `at`: today's until it has come, else the next working day's."""
        local = at.astimezone(zone)
        wait = 0 if local.time() < self.closes else 1
        return _moment(self._working_day(local.date() + timedelta(days=wait)), self.closes, zone)

    def read_worry_by(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Give by when a worry of `at` is read: the close of that working day (R33), while that can be kept.

        With less than an hour of reading left it is the middle of the next reading day: 1pm of nine to five.
        """
        closes = self.end_of_working_day(at, zone)
        if not self.is_open(at, zone) or closes - at >= TOO_LATE:
            return closes
        opens = self.next_opening(at, zone)
        return opens + (self.end_of_working_day(opens, zone) - opens) / 2

    def next_reading_time(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Give when a message of `at` will have been read, as we may promise it (R41).

        While open that is by the end of the working day, otherwise at the next opening.
        """
        return self.end_of_working_day(at, zone) if self.is_open(at, zone) else self.next_opening(at, zone)

    def within_a_working_day(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Give by when what was said at `at` is seen to, one working day on at the latest (R33).

        While open that is the same time on the next working day, back to the half hour; otherwise it is the close of
        the working day to come: Friday 15:10 is Monday 15:00, Sunday is Monday 17:00.
        """
        if not self.is_open(at, zone):
            return self.end_of_working_day(at, zone)
        next_day = self.in_working_days(at, 1, zone)
        half_hour = timedelta(minutes=next_day.minute % 30, seconds=next_day.second)
        return max(next_day.replace(microsecond=0) - half_hour, self.next_opening(at, zone))

    def in_working_days(self, at: datetime, days: int, zone: ZoneInfo) -> datetime:
        """Give the same time of day so many working days on, counting from the next opening when closed.

        Friday 15:00 and one day is Monday 15:00; Friday 17:00 and one day is Tuesday 09:00.
        """
        local = (at if self.is_open(at, zone) else self.next_opening(at, zone)).astimezone(zone)
        day = local.date()
        for _ in range(days):
            day = self._working_day(day + timedelta(days=1))
        return _moment(day, local.time(), zone)

    def _works_on(self, day: date) -> bool:
        return day.weekday() in self.days and day not in _bank_holidays(day.year)

    def _working_day(self, day: date) -> date:
        """Give the first working day on or after `day`."""
        while not self._works_on(day):
            day += timedelta(days=1)
        return day


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
