"""What Coordinators type for a time, and what is made of it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.schedules import EveryNWeeks, Monthly, Once, Schedule, Weekly, when_text
from nudges.typed_times import Refused, read_when
from wording import say

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)  # a Wednesday
MONDAY, TUESDAY, FRIDAY = 0, 1, 4


def once(day: str, clock: str) -> Once:
    return Once(on=date.fromisoformat(day), at=time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tomorrow 5pm", once("2026-03-05", "17:00")),
        ("5pm tomorrow", once("2026-03-05", "17:00")),
        ("Tomorrow at 10.30 a.m.", once("2026-03-05", "10:30")),
        ("today 17:00", once("2026-03-04", "17:00")),
        ("noon", once("2026-03-05", "12:00")),
        ("tomorrow at noon", once("2026-03-05", "12:00")),
        ("9 o'clock tomorrow", once("2026-03-05", "09:00")),
        ("friday 5pm", once("2026-03-06", "17:00")),
        ("on friday, 5pm", once("2026-03-06", "17:00")),
        ("wed 1pm", once("2026-03-04", "13:00")),
        ("wed 12:00", once("2026-03-11", "12:00")),
        ("wed 12:30", once("2026-03-11", "12:30")),
        ("next monday 9am", once("2026-03-09", "09:00")),
        ("next friday 9am", once("2026-03-13", "09:00")),
        ("in 3 days at 10am", once("2026-03-07", "10:00")),
    ],
)
def test_a_day_and_a_time_make_one_nudge(text: str, meant: Schedule) -> None:
    assert read_when(text, NOW, LONDON) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("in 10 minutes", once("2026-03-04", "12:40")),
        ("in half an hour", once("2026-03-04", "13:00")),
        ("in 2 hours", once("2026-03-04", "14:30")),
        ("in an hour", once("2026-03-04", "13:30")),
        ("in two hours", once("2026-03-04", "14:30")),
        ("in 3 days", once("2026-03-07", "12:30")),
        ("in a week", once("2026-03-11", "12:30")),
    ],
)
def test_a_while_is_counted_from_now(text: str, meant: Schedule) -> None:
    assert read_when(text, NOW, LONDON) == meant


def test_a_while_never_comes_sooner_than_asked() -> None:
    assert read_when("in 1 minute", NOW.replace(second=1), LONDON) == once("2026-03-04", "12:32")


@pytest.mark.parametrize(
    ("text", "local"),
    [("in 24 hours", once("2026-03-29", "13:00")), ("in 1 day", once("2026-03-29", "12:00"))],
)
def test_hours_are_counted_as_they_pass_and_days_on_the_calendar(text: str, local: Schedule) -> None:
    noon_before_the_clocks_go_forward = datetime(2026, 3, 28, 12, tzinfo=UTC)

    assert read_when(text, noon_before_the_clocks_go_forward, LONDON) == local


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("every Friday at 16:00", Weekly(weekday=FRIDAY, at=time(16))),
        ("fridays 4pm", Weekly(weekday=FRIDAY, at=time(16))),
        ("Each Fri @ 4pm", Weekly(weekday=FRIDAY, at=time(16))),
        ("weekly on friday 4pm", Weekly(weekday=FRIDAY, at=time(16))),
        ("every 1 week on monday 9am", Weekly(weekday=MONDAY, at=time(9))),
        ("every 2 weeks on monday 10am", EveryNWeeks(weeks=2, starting=date(2026, 3, 9), at=time(10))),
        ("every three weeks on monday 10am", EveryNWeeks(weeks=3, starting=date(2026, 3, 9), at=time(10))),
        ("every other tuesday at 10", EveryNWeeks(weeks=2, starting=date(2026, 3, 10), at=time(10))),
        ("fortnightly on wednesday 1pm", EveryNWeeks(weeks=2, starting=date(2026, 3, 4), at=time(13))),
        ("monthly on the 1st at 9am", Monthly(day=1, at=time(9))),
        ("every month on the 31st 9:30", Monthly(day=31, at=time(9, 30))),
        ("on the 22nd of every month at 9am", Monthly(day=22, at=time(9))),
        ("monthly on the last day at 9am", Monthly(day=31, at=time(9))),
    ],
)
def test_a_repeating_time_makes_a_repeating_schedule(text: str, meant: Schedule) -> None:
    assert read_when(text, NOW, LONDON) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("14/03 10am", once("2026-03-14", "10:00")),
        ("5/4 10am", once("2026-04-05", "10:00")),
        ("14/03/27 10am", once("2027-03-14", "10:00")),
        ("14 march 10:00", once("2026-03-14", "10:00")),
        ("the 3rd of April at 10", once("2026-04-03", "10:00")),
        ("April 3rd at 10", once("2026-04-03", "10:00")),
        ("3 march 2027 10:00", once("2027-03-03", "10:00")),
        ("2026-03-14 10:00", once("2026-03-14", "10:00")),
    ],
)
def test_a_date_is_read_the_british_way_round(text: str, meant: Schedule) -> None:
    assert read_when(text, NOW, LONDON) == meant


def test_january_typed_in_december_is_next_year() -> None:
    december = datetime(2026, 12, 20, 12, tzinfo=UTC)

    assert read_when("3 jan 9am", december, LONDON) == once("2027-01-03", "09:00")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("1", "13:00"),
        ("5", "17:00"),
        ("7", "19:00"),
        ("8", "08:00"),
        ("9", "09:00"),
        ("12", "12:00"),
        ("5:30", "17:30"),
        ("05:30", "05:30"),
        ("5am", "05:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("17", "17:00"),
    ],
)
def test_an_hour_without_am_or_pm_is_the_one_in_the_day(text: str, clock: str) -> None:
    assert read_when(f"tomorrow at {text}", NOW, LONDON) == once("2026-03-05", clock)


@pytest.mark.parametrize("text", ["today 9am", "today 12:30", "3 march 10:00", "3/3 9am", "3 jan 2026 9am"])
def test_a_time_that_has_gone_is_refused_as_such(text: str) -> None:
    assert read_when(text, NOW, LONDON) is Refused.IN_THE_PAST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lol",
        "soon",
        "monday",
        "tomorrow",
        "march",
        "every day 9am",
        "every 3rd monday 9am",
        "every 99 weeks on monday 9am",
        "every 0 weeks on monday 9am",
        "monthly on the 0th at 9am",
        "monthly on the 32nd at 9am",
        "31/2 10am",
        "03/14 10am",
        "29 feb 10am",
        "tomorrow 25:00",
        "tomorrow 13pm",
        "tomorrow 10:75",
        "Sat 3 Apr 09:00",
        "in 9999 days",
        "in -3 hours",
        "tomorrow 5pm or so",
        "9am " * 1000,
    ],
)
def test_what_is_not_plainly_a_time_is_refused(text: str) -> None:
    assert read_when(text, NOW, LONDON) is Refused.UNREADABLE


@given(st.text(max_size=70))
def test_no_text_breaks_the_reader(text: str) -> None:
    result = read_when(text, NOW, LONDON)

    assert isinstance(result, Refused) or result.next_after(NOW, LONDON) is not None


@given(st.datetimes(datetime(2026, 3, 4, 13), datetime(2026, 9, 1), timezones=st.just(LONDON)))  # noqa: DTZ001
def test_the_time_that_we_show_can_be_typed_back(moment: datetime) -> None:
    local = moment.replace(second=0, microsecond=0)
    if local.hour in range(1, 8):
        local = local.replace(hour=local.hour + 12)

    assert read_when(when_text(local, LONDON), NOW, LONDON) == Once(on=local.date(), at=local.time())


@pytest.mark.parametrize("refused", Refused)
def test_each_refusal_has_its_sentence(refused: Refused) -> None:
    assert say(refused)
