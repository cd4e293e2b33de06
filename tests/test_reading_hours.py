"""When somebody will read a message: weekends, bank holidays, clock changes and Friday at five (R87)."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.hours import ReadingHours

LONDON = ZoneInfo("Europe/London")
HOURS = ReadingHours()


def at(text: str) -> datetime:
    """Read a London time such as 2026-04-03 09:00 as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-04-17 08:59", False),
        ("2026-04-17 09:00", True),
        ("2026-04-17 16:59", True),
        ("2026-04-17 17:00", False),  # Friday at five
        ("2026-04-18 12:00", False),  # a Saturday
        ("2026-04-03 12:00", False),  # Good Friday
        ("2026-12-28 12:00", False),  # Boxing Day was a Saturday: the Monday is the holiday
        ("2026-08-03 12:00", True),  # a bank holiday in Scotland, not in England
        ("2026-04-17 00:00", False),
    ],
)
def test_somebody_reads_in_office_hours_on_working_days(moment: str, is_open: bool) -> None:  # R87
    assert HOURS.is_open(at(moment), LONDON) is is_open


@pytest.mark.parametrize(
    ("moment", "read_at"),
    [
        ("2026-04-15 10:00", "2026-04-15 17:00"),  # open: by the end of the day
        ("2026-04-17 16:59", "2026-04-17 17:00"),
        ("2026-04-17 17:00", "2026-04-20 09:00"),  # Friday at five: Monday morning
        ("2026-04-15 23:59", "2026-04-16 09:00"),
        ("2026-04-16 00:00", "2026-04-16 09:00"),
        ("2026-04-02 17:00", "2026-04-07 09:00"),  # over Easter, to the Tuesday
        ("2026-12-24 17:00", "2026-12-29 09:00"),  # Christmas on a Friday
        ("2026-12-31 18:00", "2027-01-04 09:00"),  # New Year's Day is in the next year's holidays
        ("2026-03-27 18:00", "2026-03-30 09:00"),  # the clocks go forward
        ("2026-10-23 18:00", "2026-10-26 09:00"),  # the clocks go back
    ],
)
def test_the_promised_time_is_one_when_somebody_reads(moment: str, read_at: str) -> None:  # R41, R87
    assert HOURS.next_reading_time(at(moment), LONDON) == at(read_at)


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        ("2026-04-15 07:00", "2026-04-15 17:00"),
        ("2026-04-15 17:00", "2026-04-16 17:00"),
        ("2026-04-18 12:00", "2026-04-20 17:00"),
        ("2026-04-02 17:30", "2026-04-07 17:00"),
    ],
)
def test_a_working_day_ends_at_the_close_still_to_come(moment: str, ends: str) -> None:  # R33
    assert HOURS.end_of_working_day(at(moment), LONDON) == at(ends)


@pytest.mark.parametrize(
    ("moment", "read_by"),
    [
        ("2026-04-15 07:00", "2026-04-15 17:00"),  # the end of that working day
        ("2026-04-15 16:00", "2026-04-15 17:00"),
        ("2026-04-15 16:01", "2026-04-16 13:00"),  # too late to promise today: the middle of the next day
        ("2026-04-17 16:59", "2026-04-20 13:00"),  # Friday, one minute before the close
        ("2026-04-17 17:00", "2026-04-20 17:00"),
        ("2026-04-02 16:30", "2026-04-07 13:00"),  # over Easter
        ("2026-03-27 16:30", "2026-03-30 13:00"),  # the clocks go forward
        ("2026-10-23 16:30", "2026-10-26 13:00"),  # the clocks go back
    ],
)
def test_a_worry_is_read_by_the_end_of_the_day_or_the_middle_of_the_next(
    moment: str, read_by: str
) -> None:  # R33, R87
    assert HOURS.read_worry_by(at(moment), LONDON) == at(read_by)


@pytest.mark.parametrize(
    ("moment", "by"),
    [
        ("2026-04-15 15:00", "2026-04-16 15:00"),
        ("2026-04-15 15:29", "2026-04-16 15:00"),  # back to the half hour
        ("2026-04-15 09:05", "2026-04-16 09:00"),
        ("2026-04-17 15:31", "2026-04-20 15:30"),
        ("2026-04-17 17:00", "2026-04-20 17:00"),  # Friday at five: by the close of Monday
        ("2026-04-19 12:00", "2026-04-20 17:00"),  # a Sunday
        ("2026-04-15 07:00", "2026-04-15 17:00"),
        ("2026-12-28 12:53", "2026-12-29 17:00"),  # a bank holiday
        ("2026-03-27 15:00", "2026-03-30 15:00"),  # the clocks go forward
    ],
)
def test_within_a_working_day_is_the_same_time_on_the_next_or_the_close_of_the_one_to_come(
    moment: str, by: str
) -> None:  # R33, R87
    assert HOURS.within_a_working_day(at(moment), LONDON) == at(by)


def test_a_working_day_on_never_falls_before_the_team_reads() -> None:
    hours = ReadingHours(opens=time(9, 15))

    assert hours.within_a_working_day(at("2026-04-15 09:20"), LONDON) == at("2026-04-16 09:15")


def test_while_open_the_next_opening_is_the_next_working_days() -> None:
    assert HOURS.next_opening(at("2026-04-17 10:00"), LONDON) == at("2026-04-20 09:00")


@pytest.mark.parametrize(
    ("moment", "days", "due"),
    [
        ("2026-04-15 15:00", 1, "2026-04-16 15:00"),
        ("2026-04-17 15:00", 1, "2026-04-20 15:00"),
        ("2026-04-17 17:00", 1, "2026-04-21 09:00"),  # counted from Monday's opening
        ("2026-04-02 15:00", 2, "2026-04-08 15:00"),  # over Easter
        ("2026-03-27 15:00", 1, "2026-03-30 15:00"),  # the clocks go forward
        ("2026-04-18 12:00", 0, "2026-04-20 09:00"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(
    moment: str, days: int, due: str
) -> None:  # R33, R39
    assert HOURS.in_working_days(at(moment), days, LONDON) == at(due)


def test_a_team_may_read_on_other_days_and_hours() -> None:
    hours = ReadingHours(days=(1, 5), opens=time(12), closes=time(20))

    assert hours.next_reading_time(at("2026-04-15 12:00"), LONDON) == at("2026-04-18 12:00")


@pytest.mark.parametrize(
    ("days", "opens", "closes"),
    [((), time(9), time(17)), ((7,), time(9), time(17)), ((0,), time(17), time(9)), ((0,), time(9), time(9))],
)
def test_hours_in_which_nobody_would_ever_read_are_refused(
    days: tuple[int, ...], opens: time, closes: time
) -> None:
    with pytest.raises(ValueError, match="reading hours need"):
        ReadingHours(days, opens, closes)


moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments)
def test_an_opening_is_always_ahead_and_open(moment: datetime) -> None:
    opening = HOURS.next_opening(moment, LONDON)

    assert opening > moment
    assert HOURS.is_open(opening, LONDON)


@given(moments, st.integers(0, 30))
def test_a_working_day_due_is_always_in_reading_hours(moment: datetime, days: int) -> None:
    assert HOURS.is_open(HOURS.in_working_days(moment, days, LONDON), LONDON)
