"""When a nudge is due: once, weekly, every few weeks or monthly, always by the clock on the wall.

A schedule keeps local dates and times and no zone; the programme's zone is an argument. APScheduler's
triggers count in wall-clock time here and each result is turned into a moment afterwards: given the zone
themselves, one skips a date whose time falls in the spring gap and one fires twice in the autumn overlap.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.calendarinterval import CalendarIntervalTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

Sentence: TypeAlias = tuple[str, dict[str, str | int]]

# English only: `when_text` is read by staff, whose screens are in English.
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _whole_minute(at: time) -> time:
    if at.tzinfo is not None or at.second or at.microsecond:
        raise ValueError("a schedule's time is local and a whole minute")
    return at


class _Kind(BaseModel):
    """What every kind of schedule has: a local time of day, and a trigger that names its dates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Annotated[time, AfterValidator(_whole_minute)]

    def next_after(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """Give the first due moment (aware UTC) strictly after `moment` (aware), or None when none is left.

        A time in the spring gap comes as much later as the clocks went forward (01:30 becomes 02:30), one in
        the autumn overlap comes the first time round: either way once.
        """
        # From midnight: a moment in the gap or the overlap may lie on the other side of its own wall time.
        start = datetime.combine(moment.astimezone(zone).date(), time(), UTC)
        dues = (wall.replace(tzinfo=zone).astimezone(UTC) for wall in _walls(self._trigger(), start))
        return next((due for due in dues if due > moment), None)

    def describe(self) -> Sentence:
        """Give the Fluent key of the sentence that says this schedule, and the values it needs."""
        raise NotImplementedError

    def _trigger(self) -> BaseTrigger:
        raise NotImplementedError

    def _clock(self) -> str:
        return f"{self.at:%H:%M}"


class Once(_Kind):
    """One local date (`on`) and time (`at`): `{"kind": "once", "on": "2026-04-03", "at": "09:00:00"}`."""

    kind: Literal["once"] = "once"
    on: date

    def describe(self) -> Sentence:
        """Give `schedule-once` with the weekday (0 is Monday), day, month (1-12), year and time."""
        day = {"weekday": self.on.weekday(), "day": self.on.day, "month": self.on.month}
        return "schedule-once", {**day, "year": str(self.on.year), "time": self._clock()}

    def _trigger(self) -> BaseTrigger:
        return DateTrigger(datetime.combine(self.on, self.at, UTC), UTC)


class Weekly(_Kind):
    """Every week on `weekday` (0 is Monday): `{"kind": "weekly", "weekday": 4, "at": "16:00:00"}`."""

    kind: Literal["weekly"] = "weekly"
    weekday: Annotated[int, Field(ge=0, le=6)]

    def describe(self) -> Sentence:
        """Give `schedule-weekly` with the weekday (0 is Monday) and time."""
        return "schedule-weekly", {"weekday": self.weekday, "time": self._clock()}

    def _trigger(self) -> BaseTrigger:
        return CronTrigger(day_of_week=self.weekday, hour=self.at.hour, minute=self.at.minute, timezone=UTC)


class EveryNWeeks(_Kind):
    """Every `weeks` weeks counted from the local date `starting`, which is the first date it is due."""

    kind: Literal["every_n_weeks"] = "every_n_weeks"
    weeks: Annotated[int, Field(ge=1, le=52)]
    starting: date

    def describe(self) -> Sentence:
        """Give `schedule-every-n-weeks` with the weeks, weekday (0 is Monday) and time."""
        values = {"weeks": self.weeks, "weekday": self.starting.weekday()}
        return "schedule-every-n-weeks", {**values, "time": self._clock()}

    def _trigger(self) -> BaseTrigger:
        return CalendarIntervalTrigger(
            weeks=self.weeks, start_date=self.starting, hour=self.at.hour, minute=self.at.minute, timezone=UTC
        )


class Monthly(_Kind):
    """Every month on `day` (1-31); 29, 30 and 31 fall on the last day of a month too short for them."""

    kind: Literal["monthly"] = "monthly"
    day: Annotated[int, Field(ge=1, le=31)]

    def describe(self) -> Sentence:
        """Give `schedule-monthly` with the day (1-31) and time."""
        return "schedule-monthly", {"day": self.day, "time": self._clock()}

    def _trigger(self) -> BaseTrigger:
        # No trigger moves a day that does not exist; "last" is right for 31 always, 29 and 30 in February.
        return OrTrigger([self._in("2", 28), self._in("1,3-12", 30)])

    def _in(self, months: str, shortest: int) -> CronTrigger:
        day = "last" if self.day > shortest else self.day
        return CronTrigger(month=months, day=day, hour=self.at.hour, minute=self.at.minute, timezone=UTC)


Schedule: TypeAlias = Once | Weekly | EveryNWeeks | Monthly
_STORED: TypeAdapter[Schedule] = TypeAdapter(Annotated[Schedule, Field(discriminator="kind")])


def dump(schedule: Schedule) -> str:
    """Give the schedule as the JSON text that `load` reads back."""
    return _STORED.dump_json(schedule).decode()


def load(text: str) -> Schedule:
    """Read a schedule back from JSON; raises pydantic's ValidationError on anything that is not one."""
    return _STORED.validate_json(text)


def when_text(moment: datetime, zone: ZoneInfo) -> str:
    """Say an aware moment as local English text such as "Fri 3 Apr 09:00"."""
    local = moment.astimezone(zone)
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} {local:%H:%M}"


def _walls(trigger: BaseTrigger, start: datetime) -> Iterator[datetime]:
    """Give a trigger's wall-clock times, written as if UTC; some may lie before `start`."""
    wall: datetime | None = trigger.get_next_fire_time(None, start)
    while wall is not None:
        yield wall
        wall = trigger.get_next_fire_time(wall, wall)
