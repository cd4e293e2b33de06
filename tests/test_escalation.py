"""An alert goes down the line until somebody has opened it, over HTTP and with a moved clock (R40, R41, R87)."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from sandbox.serving import Sandbox
from storage import alerts
from storage.database import Database
from storage.shifts import DUTY, ON_CALL
from tests.alarm import ASKED_FOR, IN_NEED, Crew, crew_at, local, people, phones, wear
from tests.child import Mortal
from tests.conftest import KEY, TUESDAY
from tests.life import Life
from tests.scene import LONG

LONDON = ZoneInfo("Europe/London")
FRIDAY_1655 = datetime(2026, 3, 13, 16, 55, tzinfo=LONDON)
TUESDAY_NIGHT = datetime(2026, 3, 10, 23, 0, tzinfo=LONDON)
GOOD_FRIDAY = datetime(2026, 4, 3, 11, 0, tzinfo=LONDON)  # a bank holiday, as is the Monday after
BEFORE_SPRING = datetime(2026, 3, 28, 22, 0, tzinfo=LONDON)  # the Saturday night on which clocks go forward


@pytest.fixture
async def crew(life: Life) -> Crew:
    """Everybody, at ten on a Tuesday morning."""
    return await people(life)


@pytest.fixture
async def starting(request: pytest.FixtureRequest, sqlite_url: str) -> AsyncIterator[Crew]:
    """Everybody, at the moment that the test names."""
    async with crew_at(sqlite_url, KEY, request.param) as gathered:
        yield gathered


def at(moment: datetime) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "starting", [moment.astimezone(UTC)], indirect=True, ids=lambda m: f"{m:%a%H%M}"
    )


# --- in hours ----------------------------------------------------------------------------------------------


# R40
async def test_in_hours_it_goes_from_the_coordinator_to_duty_to_on_call(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    crew.wears("Sunny", ON_CALL, hours=8)

    await crew.needs_help()
    await crew.life.later(minutes=31)

    assert await crew.told("Robin") == ["Tue 10:00"]
    assert await crew.told("Ash") == ["Tue 10:15"]
    assert await crew.told("Sunny") == ["Tue 10:30"]
    assert await crew.told("Pat") == []
    assert crew.steps() == [
        "raised Tue 10:00",
        "coordinator Tue 10:00",
        "duty Tue 10:15",
        "on_call Tue 10:30",
    ]


# R40
async def test_nobody_is_told_before_their_time(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)

    await crew.needs_help()
    await crew.life.later(minutes=14)

    assert await crew.told("Ash") == []


# R40
async def test_once_it_is_opened_nobody_else_is_told(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    await crew.needs_help()

    await crew["Robin"].taps("Open")
    await crew["Robin"].sees("i want to die")
    await crew.life.later(minutes=40)

    assert await crew.told("Ash") == []
    assert await crew.told("Sunny") == []


# R40
async def test_reading_the_words_in_the_inbox_opens_it_too(crew: Crew) -> None:
    await crew.needs_help()

    await crew["Robin"].types("/inbox")
    await crew["Robin"].taps("1 Jay")
    await crew["Robin"].sees("i want to die")

    assert crew.alert().opened_at is not None


# R40
async def test_with_nobody_on_duty_the_next_in_line_is_told_at_once_and_that_is_logged(crew: Crew) -> None:
    crew.wears("Sunny", ON_CALL, hours=8)

    await crew.needs_help()
    await crew.life.later(minutes=16)

    assert await crew.told("Sunny") == ["Tue 10:15"]
    assert "nobody_on_duty Tue 10:15" in crew.steps()


# R40 R42
async def test_with_nobody_on_call_every_manager_is_told_without_a_way_to_open_it(crew: Crew) -> None:
    await crew.needs_help()
    await crew.life.later(minutes=16)

    for name in ("Sunny", "Pat"):
        assert await crew.told(name) == ["Tue 10:15"]
        assert (await crew[name].last()).labels == ["Put the on-call hat on"]


# R40
async def test_a_coordinator_who_is_gone_holds_nothing_up(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    crew.goes("Robin")

    await crew.needs_help()

    assert await crew.told("Ash") == ["Tue 10:00"]
    assert "no_coordinator Tue 10:00" in crew.steps()


# R40
async def test_pass_to_duty_tells_duty_at_once(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    await crew.needs_help()

    await crew["Robin"].taps("Pass to duty")
    await crew["Robin"].sees("Passed on at 10am")

    assert await crew.told("Ash") == ["Tue 10:00"]


# R40
async def test_nobody_gives_up_while_it_is_unopened(crew: Crew) -> None:
    crew.wears("Sunny", ON_CALL, days=3)

    await crew.needs_help()
    await crew.life.later(hours=24)

    told = await crew.told("Sunny")
    # each hour that the team reads, from the last step on; nothing at night
    assert told == [
        *("Tue 10:15", "Tue 11:15", "Tue 12:15", "Tue 13:15", "Tue 14:15", "Tue 15:15", "Tue 16:15"),
        *("Wed 09:00", "Wed 10:00"),
    ]


# R40
async def test_opened_and_not_closed_is_brought_to_mind_after_an_hour(crew: Crew) -> None:
    await crew.needs_help()
    await crew["Robin"].taps("Open")
    await crew["Robin"].sees("i want to die")

    await crew.life.later(minutes=61)

    assert "Nobody has said yet what was done" in (await crew["Robin"].last()).text
    assert crew.steps()[-1] == "reminded Tue 11:00"


# R32
async def test_more_within_half_an_hour_is_not_told_again(crew: Crew) -> None:
    await crew.needs_help()
    await crew.life.later(minutes=10)

    await crew.needs_help("i really want to die")

    assert await crew.told("Robin") == ["Tue 10:00"]
    assert len(crew.steps()) == 3


# R32
async def test_more_after_half_an_hour_is_told_again(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    crew.wears("Sunny", ON_CALL, hours=8)
    await crew.needs_help()
    await crew.life.later(minutes=61)

    await crew.needs_help("i really want to die")

    assert await crew.told("Robin") == ["Tue 10:00", "Tue 11:01"]


# R32
async def test_more_after_it_was_opened_is_told_to_who_opened_it_and_counts_as_unopened(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    await crew.needs_help()
    await crew["Robin"].taps("Open")
    await crew["Robin"].sees("i want to die")
    await crew.life.later(minutes=5)

    await crew.needs_help("i really want to die")
    more = (await crew["Robin"].last()).text
    await crew.life.later(minutes=16)

    assert "There is more since you opened the message" in more
    assert await crew.told("Ash") == ["Tue 10:20"]


# R40
async def test_opening_it_again_ends_it_again(crew: Crew) -> None:
    crew.wears("Ash", DUTY, hours=8)
    await crew.needs_help()
    await crew["Robin"].taps("Open")
    await crew["Robin"].sees("i want to die")
    await crew.life.later(minutes=5)
    await crew.needs_help("i really want to die")

    await crew["Robin"].taps("Open")
    await crew["Robin"].sees("i really want to die")
    await crew.life.later(minutes=16)

    assert await crew.told("Ash") == []


# --- out of hours ------------------------------------------------------------------------------------------


# R41
@at(TUESDAY_NIGHT)
async def test_at_night_the_coordinators_phone_and_duty_are_told_at_once(starting: Crew) -> None:
    starting.wears("Ash", DUTY, hours=12)
    starting.wears("Sunny", ON_CALL, hours=12)

    await starting.needs_help()
    await starting.life.later(minutes=16)

    assert await starting.told("Robin") == ["Tue 23:00"]
    assert await starting.told("Ash") == ["Tue 23:00"]
    assert await starting.told("Sunny") == ["Tue 23:15"]


# R40 R41
@at(TUESDAY_NIGHT)
async def test_at_night_with_nobody_there_the_minutes_count_from_the_opening(starting: Crew) -> None:
    await starting.needs_help()
    starting.wears("Ash", DUTY, hours=24)
    await starting.life.later(hours=10, minutes=1)
    early = await starting.told("Ash")
    await starting.life.later(minutes=30)

    assert await starting.told("Robin") == ["Tue 23:00", "Wed 09:00"]
    assert early == []
    assert await starting.told("Ash") == ["Wed 09:15"]
    assert await starting.told("Pat") == ["Wed 09:30"]


# R40 R87
@at(FRIDAY_1655)
async def test_five_to_five_on_friday_goes_on_after_five_and_again_on_monday(starting: Crew) -> None:
    starting.wears("Sunny", ON_CALL, days=7)

    await starting.needs_help()
    await starting.life.later(days=2, hours=17)

    assert await starting.told("Robin") == ["Fri 16:55", "Mon 09:00"]
    assert await starting.told("Sunny") == ["Fri 17:10", "Mon 09:00"]


# R41 R87
@at(GOOD_FRIDAY)
async def test_over_easter_the_opening_is_on_tuesday(starting: Crew) -> None:
    await starting.needs_help()
    await starting.life.later(days=4)

    assert (await starting.told("Robin"))[:2] == ["Fri 11:00", "Tue 09:00"]
    assert (await starting.told("Sunny"))[0] == "Tue 09:15"


# R87
@at(BEFORE_SPRING)
async def test_nine_oclock_is_nine_oclock_after_the_clocks_change(starting: Crew) -> None:
    await starting.needs_help()
    await starting.life.later(days=1, hours=12)

    assert (await starting.told("Robin"))[:2] == ["Sat 22:00", "Mon 09:00"]


# --- restarts ----------------------------------------------------------------------------------------------


# R40
async def test_a_kill_in_the_middle_goes_on_where_it_was(sqlite_url: str, tmp_path: Path) -> None:
    clock, database = Clock(TUESDAY), Database(sqlite_url, [KEY])
    async with Sandbox(now=clock.now) as sandbox:
        held = await phones(sandbox, database, clock.now())
        wear(database, held["Ash"], DUTY, clock.now(), timedelta(hours=8))
        bot = Mortal(sandbox, sqlite_url, tmp_path, clock)
        await bot.revive()
        await held["Jay"].types(IN_NEED)
        await held["Jay"].sees("999", LONG)
        await held["Robin"].sees(ASKED_FOR, LONG)

        await bot.dies()
        clock.set(TUESDAY + timedelta(minutes=20))
        await bot.revive()
        await held["Ash"].sees(ASKED_FOR, LONG)
        await bot.ends()

    with database.read() as session:
        steps = alerts.steps(session, 1)
    database.close()
    assert [f"{step.what} {local(step.at)}" for step in steps] == [
        "raised Tue 10:00",
        "coordinator Tue 10:00",
        "duty Tue 10:20",
    ]
