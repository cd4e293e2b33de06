"""When schedules are due: on the wall clock, through both clock changes and at the ends of months."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nudges.schedules import EveryNWeeks, Monthly, Once, Schedule, Weekly, dump, load, when_text
from wording import say

LONDON = ZoneInfo("Europe/London")
FRIDAY = 4
SUNDAY = 6
SPRING = date(2026, 3, 29)  # at 01:00 the clocks go to 02:00
AUTUMN = date(2026, 10, 25)  # at 02:00 the clocks go back to 01:00


def at(text: str) -> datetime:
    """Read a London time such as 2026-03-29 09:00 as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def dues(schedule: Schedule, after: datetime, count: int) -> list[datetime]:
    """List the next so many due moments as local time."""
    found: list[datetime] = []
    for _ in range(count):
        due = schedule.next_after(found[-1] if found else after, LONDON)
        assert due is not None
        found.append(due)
    return [due.astimezone(LONDON).replace(tzinfo=None) for due in found]


minutes = st.times().map(lambda t: t.replace(second=0, microsecond=0))
dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
repeating: st.SearchStrategy[Schedule] = st.one_of(
    st.builds(Weekly, weekday=st.integers(0, 6), at=minutes),
    st.builds(EveryNWeeks, weeks=st.integers(1, 52), starting=dates, at=minutes),
    st.builds(Monthly, day=st.integers(1, 31), at=minutes),
)
schedules: st.SearchStrategy[Schedule] = st.one_of(repeating, st.builds(Once, on=dates, at=minutes))


@given(schedules, moments)
def test_the_next_time_is_after_now_and_in_utc(schedule: Schedule, now: datetime) -> None:
    due = schedule.next_after(now, LONDON)

    assert due is None or (due > now and due.utcoffset() == timedelta())


@given(repeating, moments)
def test_a_repeating_schedule_never_ends_and_never_comes_twice_on_a_date(
    schedule: Schedule, now: datetime
) -> None:
    days = [due.date() for due in dues(schedule, now, 6)]

    assert len(set(days)) == 6


@given(repeating, st.sampled_from([SPRING, AUTUMN]), st.integers(0, 26 * 60))
def test_around_a_clock_change_no_start_finds_a_time_that_an_earlier_start_does_not(
    schedule: Schedule, change: date, minutes_in: int
) -> None:
    now = datetime.combine(change, time(), LONDON).astimezone(UTC) + timedelta(minutes=minutes_in)
    before = schedule.next_after(now - timedelta(days=2), LONDON)

    while before is not None and before <= now:
        before = schedule.next_after(before, LONDON)

    assert schedule.next_after(now, LONDON) == before


@given(st.integers(1, 31), minutes, moments)
def test_a_month_has_its_day_or_its_last_day(day: int, clock: time, now: datetime) -> None:
    due = Monthly(day=day, at=clock).next_after(now, LONDON)

    assert due is not None
    on = due.astimezone(LONDON).date()
    assert on.day == day or (on.day < day and (on + timedelta(days=1)).day == 1)


@given(schedules)
def test_a_schedule_is_the_same_after_being_stored(schedule: Schedule) -> None:
    assert load(dump(schedule)) == schedule


@pytest.mark.parametrize(
    "schedule",
    [
        Weekly(weekday=SUNDAY, at=time(9)),
        EveryNWeeks(weeks=1, starting=date(2026, 1, 4), at=time(9)),
    ],
)
@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_nine_in_the_morning_stays_nine_when_the_clocks_change(schedule: Schedule, change: date) -> None:
    found = dues(schedule, datetime.combine(change - timedelta(days=8), time(12), UTC), 3)

    week = timedelta(weeks=1)
    assert found == [datetime.combine(day, time(9)) for day in (change - week, change, change + week)]


@pytest.mark.parametrize(
    "schedule",
    [
        Once(on=SPRING, at=time(1, 30)),
        Weekly(weekday=SUNDAY, at=time(1, 30)),
        EveryNWeeks(weeks=2, starting=SPRING, at=time(1, 30)),
        Monthly(day=29, at=time(1, 30)),
    ],
)
@pytest.mark.parametrize("seen_from", ["2026-03-28 12:00", "2026-03-29 00:59", "2026-03-29 02:10"])
def test_a_time_that_the_spring_night_leaves_out_comes_once_an_hour_later(
    schedule: Schedule, seen_from: str
) -> None:
    due = schedule.next_after(at(seen_from), LONDON)

    assert due == at("2026-03-29 02:30")
    following = schedule.next_after(due, LONDON)
    assert following is None or following > at("2026-03-30 00:00")


@pytest.mark.parametrize(
    "schedule",
    [
        Once(on=AUTUMN, at=time(1, 30)),
        Weekly(weekday=SUNDAY, at=time(1, 30)),
        EveryNWeeks(weeks=2, starting=AUTUMN, at=time(1, 30)),
        Monthly(day=25, at=time(1, 30)),
    ],
)
def test_a_time_that_the_autumn_night_has_twice_comes_the_first_time_only(schedule: Schedule) -> None:
    due = schedule.next_after(at("2026-10-24 12:00"), LONDON)

    assert due == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    following = schedule.next_after(due, LONDON)
    assert following is None or following > at("2026-10-26 00:00")


def test_once_is_over_after_its_moment() -> None:
    schedule = Once(on=date(2026, 4, 3), at=time(9))

    assert schedule.next_after(at("2026-04-03 08:59"), LONDON) == at("2026-04-03 09:00")
    assert schedule.next_after(at("2026-04-03 09:00"), LONDON) is None


def test_every_other_week_keeps_to_the_weeks_it_began_with() -> None:
    schedule = EveryNWeeks(weeks=2, starting=date(2026, 1, 6), at=time(10))

    found = dues(schedule, at("2026-01-13 12:00"), 2)

    assert [due.date() for due in found] == [date(2026, 1, 20), date(2026, 2, 3)]


def test_every_few_weeks_begins_no_earlier_than_its_first_date() -> None:
    schedule = EveryNWeeks(weeks=3, starting=date(2026, 6, 1), at=time(10))

    assert schedule.next_after(at("2026-01-01 10:00"), LONDON) == at("2026-06-01 10:00")


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (29, ["2027-01-29", "2027-02-28", "2027-03-29", "2027-04-29"]),
        (30, ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"]),
        (31, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
    ],
)
def test_a_day_that_a_month_lacks_falls_on_its_last_day(day: int, ends: list[str]) -> None:
    found = dues(Monthly(day=day, at=time(9)), at("2027-01-01 00:00"), 4)

    assert [str(due.date()) for due in found] == ends


def test_the_29th_is_itself_in_a_leap_february() -> None:
    assert Monthly(day=29, at=time(9)).next_after(at("2028-02-01 00:00"), LONDON) == at("2028-02-29 09:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        '{"kind": "daily", "at": "09:00"}',
        '{"kind": "weekly", "weekday": 7, "at": "09:00"}',
        '{"kind": "monthly", "day": 32, "at": "09:00"}',
        '{"kind": "weekly", "weekday": 1, "at": "09:00:30"}',
        '{"kind": "weekly", "weekday": 1, "at": "09:00Z"}',
        '{"kind": "every_n_weeks", "weeks": 0, "starting": "2026-01-01", "at": "09:00"}',
    ],
)
def test_what_is_not_a_schedule_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        load(text)


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        (Once(on=date(2026, 4, 3), at=time(9)), "Friday 3 April 2026 at 09:00"),
        (Weekly(weekday=FRIDAY, at=time(16)), "every Friday at 16:00"),
        (EveryNWeeks(weeks=1, starting=date(2026, 4, 3), at=time(16)), "every Friday at 16:00"),
        (EveryNWeeks(weeks=2, starting=date(2026, 4, 7), at=time(10)), "every other Tuesday at 10:00"),
        (EveryNWeeks(weeks=6, starting=date(2026, 4, 5), at=time(10)), "every 6 weeks on Sunday at 10:00"),
        (Monthly(day=1, at=time(9)), "monthly on the 1st at 09:00"),
        (Monthly(day=12, at=time(9)), "monthly on the 12th at 09:00"),
        (Monthly(day=22, at=time(9)), "monthly on the 22nd at 09:00"),
        (Monthly(day=30, at=time(9)), "monthly on the 30th, or the last day of a shorter month, at 09:00"),
        (Monthly(day=31, at=time(9)), "monthly on the last day at 09:00"),
    ],
)
def test_a_schedule_is_said_back_in_words(schedule: Schedule, sentence: str) -> None:
    key, values = schedule.describe()

    assert say(key, **values) == sentence


def test_a_moment_is_said_in_local_time() -> None:
    assert when_text(datetime(2026, 4, 3, 8, tzinfo=UTC), LONDON) == "Fri 3 Apr 09:00"
