from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from nudges.courtesy import Dial, Standing, Why
from nudges.preview import Arrives, Forecast, Stays, forecast

LONDON = ZoneInfo("Europe/London")
JAY = Standing(said_yes=True, dial=Dial.WEEKLY)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Give a moment of 2026 on London's clock as UTC. 2 March is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def seen_ahead(stands: Standing, due_at: datetime, *planned: datetime) -> Forecast:
    return forecast(stands, due_at, LONDON, planned)


def test_a_nudge_that_nothing_holds_up_arrives_when_it_is_planned() -> None:
    assert seen_ahead(JAY, at(3, 6, 16)) == Arrives(at(3, 6, 16))


def test_somebody_who_asked_for_monthly_gets_it_when_the_month_is_over() -> None:
    monthly = replace(JAY, dial=Dial.MONTHLY, last_unprompted_at=at(3, 6, 9))

    # Four weeks after Friday 6 March is Friday 3 April; the clocks have changed in between.
    assert seen_ahead(monthly, at(3, 30, 16)) == Arrives(at(4, 3, 9), Why.MONTHLY)


def test_a_nudge_planned_at_night_arrives_in_the_morning() -> None:
    assert seen_ahead(JAY, at(3, 6, 3)) == Arrives(at(3, 6, 9), Why.NIGHT)


@pytest.mark.parametrize(
    ("stands", "why"),
    [
        (replace(JAY, stopped=True), Why.STOPPED),
        (replace(JAY, dial=Dial.ONLY_WHEN_I_ASK), Why.ONLY_WHEN_ASKED),
        (replace(JAY, dial=None), Why.DIAL_NOT_CHOSEN),
        (replace(JAY, unanswered=3), Why.SILENCE),
    ],
)
def test_why_nothing_will_arrive_is_said(stands: Standing, why: Why) -> None:
    assert seen_ahead(stands, at(3, 6, 16)) == Stays(why)


def test_a_message_on_its_way_now_is_counted_as_arrived_by_then() -> None:
    busy = replace(JAY, open_nudge=True, last_unprompted_at=at(3, 2, 10))

    assert seen_ahead(busy, at(3, 20, 16)) == Arrives(at(3, 20, 16))


def test_another_nudge_that_is_due_sooner_goes_first_and_leaves_its_gap() -> None:
    assert seen_ahead(JAY, at(3, 6, 16), at(3, 4, 10)) == Arrives(at(3, 11, 9), Why.WEEKLY)


def test_another_nudge_that_is_due_later_changes_nothing() -> None:
    assert seen_ahead(JAY, at(3, 6, 16), at(3, 6, 17)) == Arrives(at(3, 6, 16))


def test_another_nudge_at_the_very_same_minute_takes_its_place() -> None:
    assert seen_ahead(JAY, at(3, 6, 16), at(3, 6, 16)) == Stays(Why.ONE_OPEN)


def test_two_that_would_wait_for_the_same_morning_are_one() -> None:
    monthly = replace(JAY, dial=Dial.MONTHLY, last_unprompted_at=at(3, 6, 9))

    assert seen_ahead(monthly, at(3, 30, 16), at(3, 27, 16)) == Stays(Why.ONE_OPEN)


def test_many_others_are_taken_in_their_order() -> None:
    others = (at(3, 18, 10), at(3, 2, 10), at(3, 10, 10))

    # Monday 2nd, Tuesday 10th, Wednesday 18th are each a week and more apart; then seven dates from the 18th.
    assert seen_ahead(JAY, at(3, 20, 16), *others) == Arrives(at(3, 25, 9), Why.WEEKLY)
