"""When is best, more often, and days to leave me alone: theirs to say, and kept to (R16, R18)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nudges import wishes
from nudges.courtesy import CLOSES, OPENS, YEARLY_BLOCKS, Dial, Send, Standing, Wait, Why, may_speak
from nudges.preview import Arrives, forecast
from nudges.standing import standing
from nudges.wishes import Best, quiet_days, read_days, stored_days
from sandbox.phone import Phone
from storage import people
from storage.database import Session
from storage.messages import Body
from storage.models import Kind, State
from tests import cast
from tests.company import once, plan, sent, states
from tests.conftest import TUESDAY
from tests.life import Life

LONDON = ZoneInfo("Europe/London")
MONTHS = ("",) * 12


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody of Robin's who has just joined."""
    await life.coordinator()
    return await life.joined()


def stands(best: Best) -> Standing:
    return Standing(said_yes=True, dial=Dial.WEEKLY, hours=wishes.HOURS[best])


# --- hours -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("best", "hour", "opens"),
    [
        (Best.ANY, 10, 10),
        (Best.MORNINGS, 10, 10),
        (Best.MORNINGS, 12, 33),  # nine the next morning
        (Best.AFTERNOONS, 10, 12),
        (Best.EVENINGS, 10, 17),
        (Best.EVENINGS, 21, 41),  # five the next day, not nine
    ],
)
def test_a_message_waits_for_the_time_of_day_that_is_best(best: Best, hour: int, opens: int) -> None:  # R16
    day = datetime(2026, 3, 10, tzinfo=UTC)

    decision = may_speak(stands(best), day + timedelta(hours=hour), LONDON)

    assert decision == (Send() if hour == opens else Wait(day + timedelta(hours=opens), Why.BEST_HOURS))


def test_every_choice_lies_within_nine_and_eight() -> None:  # R16
    assert all(OPENS <= opens < closes <= CLOSES for opens, closes in wishes.HOURS.values())


def test_evenings_stay_at_five_when_the_clocks_change() -> None:  # R87
    saturday_night = datetime(2026, 3, 28, 22, tzinfo=UTC)

    decision = may_speak(stands(Best.EVENINGS), saturday_night, LONDON)

    assert decision == Wait(datetime(2026, 3, 29, 16, tzinfo=UTC), Why.BEST_HOURS)


def test_the_preview_shows_it() -> None:
    assert forecast(stands(Best.EVENINGS), TUESDAY, LONDON) == Arrives(
        datetime(2026, 3, 10, 17, tzinfo=UTC), Why.BEST_HOURS
    )


async def test_a_nudge_comes_in_the_evening_to_whoever_said_evenings(life: Life, jay: Phone) -> None:  # R16
    await jay.types("/often")
    await jay.taps("When is best?")
    await jay.sees("Right now it's set to: Any time")
    await jay.taps("Evenings")
    await jay.sees("OK, evenings. That's 5 to 8.")
    await life.later(days=8)
    plan(life, jay, "Hi Jay, how are you?", *once(life, hours=1))

    await life.later(hours=6, minutes=50)
    before = states(life, jay, Kind.NUDGE)
    await life.later(minutes=20)

    assert before == []
    assert states(life, jay, Kind.NUDGE) == [State.SENT]


# --- more often ------------------------------------------------------------------------------------------------


async def test_every_other_day_is_there_for_those_who_ask(life: Life, jay: Phone) -> None:  # R16
    await jay.types("/often")
    await jay.taps("More often")
    await jay.sees("every 2 days at most")
    await jay.taps("Every 2 days")

    await jay.sees("OK, every 2 days at most")
    assert life.person().dial == Dial.EVERY_OTHER_DAY


async def test_the_first_time_there_are_four_equal_buttons_and_nothing_else(life: Life) -> None:  # R16
    await life.coordinator()
    jay = await life.joined()

    [card] = [row for row in sent(life, jay, Kind.CARD) if row.card == "dial"]
    assert [len(row) for row in Body.from_json(card.body).rows] == [1, 1, 1, 1]


# --- days ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("14 March", [(3, 14)]),
        ("march 14th", [(3, 14)]),
        ("the 14th of March", [(3, 14)]),
        ("14/3", [(3, 14)]),
        ("14/03/2009", [(3, 14)]),
        ("14.3.", []),
        ("29 feb", [(2, 29)]),
        ("1 Jan, 25 December and 3 sept", [(1, 1), (12, 25), (9, 3)]),
        ("٣ ٤", []),
        ("٣/٤", [(4, 3)]),
        ("31 February", []),
        ("0 May", []),
        ("13/13", []),
        ("14 March, whenever", []),
        ("my mums birthday", []),
        ("3 dogs", []),
        ("", []),
    ],
)
def test_dates_are_read_with_care(text: str, days: list[tuple[int, int]]) -> None:  # R18
    assert read_days(text, MONTHS) == days


def test_months_are_read_in_their_own_language() -> None:
    assert read_days("3 Styczeń", ("styczeń", *MONTHS[1:])) == [(1, 3)]


def test_they_are_left_alone_on_their_days_every_year(session: Session, now: datetime) -> None:  # R18
    jay = cast.said_yes(session, cast.coordinator(session, now), now)
    people.wish(jay, quiet_days=stored_days([(5, 14)]))
    session.flush()

    known = standing(session, jay)

    assert known.date_blocks == YEARLY_BLOCKS | {(5, 14)}
    for year in (2026, 2027):
        at = datetime(year, 5, 14, 11, tzinfo=UTC)
        assert may_speak(known, at, LONDON) == Wait(at.replace(day=15, hour=8), Why.DATE_BLOCK)


async def test_days_are_listed_added_and_taken_off(life: Life, jay: Phone) -> None:  # R18
    await jay.types("/often")
    await jay.taps("Days to leave me alone")
    await jay.sees("on some days, every year")
    await jay.taps("Add a day")
    await jay.sees("Type it like 14 March")
    await jay.types("14 March, 2 June")
    await jay.sees("I leave you alone on these days")
    both = quiet_days(life.person())

    await jay.taps("Take off 14 March")
    await jay.sees("I leave you alone on these days")
    await life.walkalong.sender.drained()

    assert both == {(3, 14), (6, 2)}
    assert quiet_days(life.person()) == {(6, 2)}
    assert sent(life, jay, Kind.WORDS) == []


async def test_a_day_that_cannot_be_read_is_asked_for_again(life: Life, jay: Phone) -> None:
    await asks_for_a_day(jay)
    await jay.types("31/2")
    await jay.sees("I could not read that day")

    await jay.types("28/2")

    await jay.sees("I leave you alone on these days")
    assert quiet_days(life.person()) == {(2, 28)}


async def test_other_words_meanwhile_are_for_the_coordinator(life: Life, jay: Phone) -> None:
    await asks_for_a_day(jay)

    await jay.types("is the cafe open")

    await jay.sees("Thanks, got it")
    assert [row.body["text"] for row in sent(life, jay, Kind.WORDS)] == ["is the cafe open"]


async def test_a_worry_typed_meanwhile_is_a_worry(life: Life, jay: Phone) -> None:  # R30
    await asks_for_a_day(jay)

    await jay.types("i want to die on 14 march")

    await jay.sees("you don't have to face this alone")
    assert quiet_days(life.person()) == frozenset()


async def test_a_day_typed_much_later_is_a_message(life: Life, jay: Phone) -> None:
    await asks_for_a_day(jay)
    await life.later(minutes=31)

    await jay.types("14 March")

    await jay.sees("Thanks, got it")
    assert quiet_days(life.person()) == frozenset()


async def asks_for_a_day(jay: Phone) -> None:
    await jay.types("/often")
    await jay.taps("Days to leave me alone")
    await jay.taps("Add a day")
    await jay.sees("Type it like 14 March")
