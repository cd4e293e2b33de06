"""May we speak to this person now? Every rule, alone and together."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.courtesy import (
    Dial,
    Send,
    Skip,
    Standing,
    Wait,
    Why,
    fathers_day,
    may_answer,
    may_speak,
    mothers_day,
    still_welcome,
    too_late,
)
from wording import say

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    """Read a London time such as 2026-04-03 09:00 as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


WEEKLY = Standing(said_yes=True, dial=Dial.WEEKLY)
NOON = at("2026-04-15 12:00")  # a Wednesday in summer time


@pytest.mark.parametrize(
    ("clock", "decision"),
    [
        ("08:59", Wait(at("2026-04-15 09:00"), Why.NIGHT)),
        ("09:00", Send()),
        ("19:59", Send()),
        ("20:00", Wait(at("2026-04-16 09:00"), Why.NIGHT)),
        ("00:00", Wait(at("2026-04-15 09:00"), Why.NIGHT)),
    ],
)
def test_we_speak_first_only_from_nine_until_eight_there(clock: str, decision: Send | Wait) -> None:  # R16
    assert may_speak(WEEKLY, at(f"2026-04-15 {clock}"), LONDON) == decision


@pytest.mark.parametrize("night_before", ["2026-03-28 22:00", "2026-10-24 22:00"])
def test_the_morning_after_a_clock_change_is_nine_there(night_before: str) -> None:
    decision = may_speak(WEEKLY, at(night_before), LONDON)

    assert isinstance(decision, Wait)
    assert decision.until.astimezone(LONDON).hour == 9


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (replace(WEEKLY, stopped=True), Why.STOPPED),  # R8, R13, R14
        (replace(WEEKLY, said_yes=False), Why.NO_YES),  # R2
        (replace(WEEKLY, dial=None), Why.DIAL_NOT_CHOSEN),  # R16
        (replace(WEEKLY, dial=Dial.ONLY_WHEN_I_ASK), Why.ONLY_WHEN_ASKED),  # R16
        (replace(WEEKLY, unanswered=3), Why.SILENCE),  # R16
        (replace(WEEKLY, unanswered=4), Why.SILENCE),
        (replace(WEEKLY, care_hold=True), Why.CARE),  # R17
        (replace(WEEKLY, open_nudge=True), Why.ONE_OPEN),
        (replace(WEEKLY, open_nudge=True, stopped=True), Why.STOPPED),
    ],
)
def test_what_no_waiting_mends_is_skipped_with_its_reason(standing: Standing, why: Why) -> None:
    assert may_speak(standing, NOON, LONDON) == Skip(why)


def test_two_unanswered_messages_are_not_yet_silence() -> None:  # R16
    assert may_speak(replace(WEEKLY, unanswered=2), NOON, LONDON) == Send()


@pytest.mark.parametrize(
    ("dial", "dates", "why"),
    [
        (Dial.EVERY_OTHER_DAY, 2, Why.EVERY_OTHER_DAY),
        (Dial.WEEKLY, 7, Why.WEEKLY),
        (Dial.FORTNIGHTLY, 14, Why.FORTNIGHTLY),
        (Dial.MONTHLY, 28, Why.MONTHLY),
    ],
)
def test_the_next_message_is_so_many_dates_after_the_last(dial: Dial, dates: int, why: Why) -> None:  # R16
    late_in_the_day = at("2026-04-15 19:30")
    standing = Standing(said_yes=True, dial=dial, last_unprompted_at=late_in_the_day)
    first_morning = at("2026-04-15 09:00") + timedelta(days=dates)

    assert may_speak(standing, first_morning - timedelta(hours=14), LONDON) == Wait(first_morning, why)
    assert may_speak(standing, first_morning, LONDON) == Send()


def test_gaps_are_counted_in_dates_there_and_not_in_hours() -> None:
    # 23:30 UTC is half past midnight the next day in London's summer.
    standing = replace(WEEKLY, last_unprompted_at=datetime(2026, 6, 1, 23, 30, tzinfo=UTC))

    assert may_speak(standing, at("2026-06-08 12:00"), LONDON) == Wait(at("2026-06-09 09:00"), Why.WEEKLY)


@pytest.mark.parametrize("month", range(2, 13))
def test_monthly_lets_a_nudge_on_the_first_of_each_month_through(month: int) -> None:  # R16
    last = at(f"2026-{month - 1:02}-01 16:00")
    standing = Standing(True, Dial.MONTHLY, last_unprompted_at=last, date_blocks=frozenset())

    assert may_speak(standing, at(f"2026-{month:02}-01 16:00"), LONDON) == Send()


def test_a_snooze_is_kept_to_the_minute() -> None:  # R15
    standing = replace(WEEKLY, snoozed_until=at("2026-04-22 15:30"))

    assert may_speak(standing, NOON, LONDON) == Wait(at("2026-04-22 15:30"), Why.SNOOZED)


def test_a_snooze_that_ends_at_night_ends_in_the_morning_and_says_so() -> None:  # R15
    standing = replace(WEEKLY, snoozed_until=at("2026-04-22 23:00"))

    assert may_speak(standing, NOON, LONDON) == Wait(at("2026-04-23 09:00"), Why.SNOOZED)


def test_on_a_day_they_spoke_to_their_coordinator_we_wait_for_the_next() -> None:
    standing = replace(WEEKLY, last_human_contact_at=at("2026-04-15 00:10"))

    assert may_speak(standing, NOON, LONDON) == Wait(at("2026-04-16 09:00"), Why.SPOKE_TODAY)
    assert may_speak(standing, at("2026-04-16 09:00"), LONDON) == Send()


def test_a_star_in_hand_is_left_in_peace_for_a_day_and_no_longer() -> None:
    standing = replace(WEEKLY, star_touched_at=at("2026-04-15 11:00"))

    assert may_speak(standing, NOON, LONDON) == Wait(at("2026-04-16 11:00"), Why.STAR_OPEN)
    assert may_speak(standing, at("2026-04-16 11:00"), LONDON) == Send()


@pytest.mark.parametrize(
    ("day", "free"),
    [
        ("2026-12-24", "2026-12-27"),
        ("2026-12-26", "2026-12-27"),
        ("2026-12-31", "2027-01-02"),
        ("2026-03-15", "2026-03-16"),  # Mother's Day
        ("2026-06-21", "2026-06-22"),  # Father's Day
    ],
)
def test_hard_dates_are_kept_quiet(day: str, free: str) -> None:  # R18
    assert may_speak(WEEKLY, at(f"{day} 12:00"), LONDON) == Wait(at(f"{free} 09:00"), Why.DATE_BLOCK)


def test_dates_that_the_person_lists_are_kept_quiet() -> None:  # R18
    standing = replace(WEEKLY, date_blocks=frozenset({(4, 15), (4, 16)}))

    assert may_speak(standing, NOON, LONDON) == Wait(at("2026-04-17 09:00"), Why.DATE_BLOCK)


@pytest.mark.parametrize(
    ("year", "mothers", "fathers"),
    [  # as printed in UK calendars
        (2024, date(2024, 3, 10), date(2024, 6, 16)),
        (2025, date(2025, 3, 30), date(2025, 6, 15)),
        (2026, date(2026, 3, 15), date(2026, 6, 21)),
        (2027, date(2027, 3, 7), date(2027, 6, 20)),
    ],
)
def test_mothers_day_and_fathers_day_are_the_uks(year: int, mothers: date, fathers: date) -> None:  # R18
    assert (mothers_day(year), fathers_day(year)) == (mothers, fathers)


def test_the_reason_given_is_the_one_that_holds_longest() -> None:
    standing = replace(
        WEEKLY,
        dial=Dial.MONTHLY,
        snoozed_until=at("2026-04-16 10:00"),
        last_unprompted_at=at("2026-04-10 10:00"),
        last_human_contact_at=at("2026-04-15 10:00"),
    )

    assert may_speak(standing, NOON, LONDON) == Wait(at("2026-05-08 09:00"), Why.MONTHLY)


def test_a_wait_that_ends_on_a_quiet_date_goes_on_past_it() -> None:
    standing = replace(WEEKLY, last_unprompted_at=at("2026-12-18 16:00"))

    assert may_speak(standing, at("2026-12-22 12:00"), LONDON) == Wait(at("2026-12-27 09:00"), Why.WEEKLY)


moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
month_days = st.tuples(st.integers(1, 12), st.integers(1, 31))
waiting = st.builds(
    Standing,
    said_yes=st.just(True),
    dial=st.sampled_from([Dial.EVERY_OTHER_DAY, Dial.WEEKLY, Dial.FORTNIGHTLY, Dial.MONTHLY]),
    snoozed_until=st.none() | moments,
    last_unprompted_at=st.none() | moments,
    unanswered=st.integers(0, 2),
    star_touched_at=st.none() | moments,
    last_human_contact_at=st.none() | moments,
    date_blocks=st.frozensets(month_days, max_size=20),
)


@given(waiting, moments)
def test_a_wait_always_ends_in_a_moment_when_we_may_speak(standing: Standing, now: datetime) -> None:
    decision = may_speak(standing, now, LONDON)

    assert not isinstance(decision, Skip)
    if isinstance(decision, Wait):
        assert decision.until > now
        assert may_speak(standing, decision.until, LONDON) == Send()


@given(waiting, moments)
def test_whenever_we_may_speak_every_rule_is_kept(standing: Standing, now: datetime) -> None:
    decision = may_speak(standing, now, LONDON)

    said_at = decision.until if isinstance(decision, Wait) else now
    there = said_at.astimezone(LONDON)
    assert 9 <= there.hour < 20
    assert (there.month, there.day) not in standing.date_blocks
    assert standing.snoozed_until is None or said_at >= standing.snoozed_until
    if standing.last_unprompted_at is not None:
        assert there.date() - standing.last_unprompted_at.astimezone(LONDON).date() >= timedelta(days=2)


@pytest.mark.parametrize(
    ("clock", "decision"),
    [
        ("07:59", Wait(at("2026-04-15 08:00"), Why.NIGHT)),
        ("08:00", Send()),
        ("20:59", Send()),
        ("21:00", Wait(at("2026-04-16 08:00"), Why.NIGHT)),
    ],
)
def test_a_typed_answer_goes_out_from_eight_until_nine_whatever_the_dial(
    clock: str, decision: Send | Wait
) -> None:
    standing = replace(  # R16
        WEEKLY, dial=Dial.ONLY_WHEN_I_ASK, unanswered=3, last_unprompted_at=at("2026-04-14 12:00")
    )

    assert may_answer(standing, at("2026-04-14 12:00"), at(f"2026-04-15 {clock}"), LONDON) == decision


def test_three_days_after_their_last_word_an_answer_is_a_message_like_any_other() -> None:  # R16
    standing = replace(WEEKLY, last_unprompted_at=at("2026-04-14 12:00"))
    last_word = NOON - timedelta(hours=72)

    assert may_answer(standing, last_word, NOON, LONDON) == Send()
    later = may_answer(standing, last_word, NOON + timedelta(seconds=1), LONDON)
    assert later == Wait(at("2026-04-21 09:00"), Why.WEEKLY)


def test_an_answer_to_someone_who_never_wrote_is_a_message_like_any_other() -> None:
    standing = replace(WEEKLY, dial=Dial.ONLY_WHEN_I_ASK)

    assert may_answer(standing, None, NOON, LONDON) == Skip(Why.ONLY_WHEN_ASKED)


def test_nobody_answers_someone_who_said_stop() -> None:  # R13
    assert may_answer(replace(WEEKLY, stopped=True), NOON, NOON, LONDON) == Skip(Why.STOPPED)


def test_two_hours_late_is_still_sent_and_more_is_not() -> None:
    assert not too_late(NOON, NOON + timedelta(hours=2))
    assert too_late(NOON, NOON + timedelta(hours=2, seconds=1))


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_a_sentence_for_the_coordinator(why: Why) -> None:
    assert say(why)


@pytest.mark.parametrize(
    ("waited", "leaves_at", "welcome"),
    [
        pytest.param(timedelta(minutes=1), time(12, 0), True, id="at once"),
        pytest.param(timedelta(hours=2), time(12, 0), True, id="two hours late"),
        pytest.param(timedelta(hours=2, seconds=1), time(12, 0), False, id="later than that"),
        pytest.param(timedelta(minutes=5), time(20, 0), False, id="the evening has come meanwhile"),
        pytest.param(timedelta(minutes=5), time(8, 59), False, id="before nine"),
    ],
)
def test_what_an_outage_held_back_leaves_only_while_it_is_still_welcome(
    waited: timedelta, leaves_at: time, welcome: bool
) -> None:
    leaving = datetime.combine(date(2026, 3, 10), leaves_at, LONDON).astimezone(UTC)

    assert still_welcome(leaving - waited, leaving, LONDON) is welcome
