"""The clock can be moved away from Telegram: what is due on the way happens on the way, in order."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import httpx
import pytest

from bot import wiring
from bot.clock import Clock
from bot.clock_door import clock_door
from bot.environment import TELEGRAM, SettingsError
from bot.wiring import Walkalong
from nudges.schedules import Weekly
from sandbox.phone import Phone, Seen
from tests.child import free_port
from tests.company import joined, once, plan
from tests.conftest import TUESDAY
from tests.life import Life

MONDAYS = Weekly(weekday=0, at=time(10))
WEDNESDAYS = Weekly(weekday=2, at=time(16))


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


@pytest.fixture
async def kim(life: Life) -> Phone:
    """Somebody else."""
    return await joined(life, "Kim")


async def from_the_bot(*phones: Phone) -> list[Seen]:
    """All that the bot said on these phones, in the order in which it arrived."""
    said = [message for phone in phones for message in await phone.screen() if message.from_bot]
    return sorted(said, key=lambda message: message.id)


async def test_half_a_year_happens_in_order_and_bears_its_own_dates(
    life: Life, jay: Phone, kim: Phone
) -> None:
    plan(life, jay, "Monday, Jay", MONDAYS)
    plan(life, kim, "Wednesday, Kim", WEDNESDAYS)

    await life.later(days=182)

    seen = await from_the_bot(jay, kim)
    nudges = [(message.text, message.date.replace(second=0, microsecond=0)) for message in seen]
    # Ten and four on the clock in London, before and after it changes on 29 March; after three unanswered
    # Walkalong says that it goes quiet, and is quiet (R16).
    assert nudges[:6] == [
        ("Wednesday, Kim", datetime(2026, 3, 11, 16, tzinfo=UTC)),
        ("Monday, Jay", datetime(2026, 3, 16, 10, tzinfo=UTC)),
        ("Wednesday, Kim", datetime(2026, 3, 18, 16, tzinfo=UTC)),
        ("Monday, Jay", datetime(2026, 3, 23, 10, tzinfo=UTC)),
        ("Wednesday, Kim", datetime(2026, 3, 25, 16, tzinfo=UTC)),
        ("Monday, Jay", datetime(2026, 3, 30, 9, tzinfo=UTC)),
    ]
    assert [text for text, _ in nudges[6:]] == [nudges[6][0].replace("Jay", "Kim"), nudges[7][0]]
    assert all("quiet" in text for text, _ in nudges[6:])


async def test_whoever_answers_hears_every_week(life: Life, jay: Phone) -> None:
    plan(life, jay, "Monday, Jay", MONDAYS)

    for _ in range(5):
        await life.later(days=7)
        await jay.types("hello")
        await jay.sees("Thanks, got it")

    dates = [message.date.date() for message in await from_the_bot(jay) if "Monday" in message.text]
    assert dates == [date(2026, 3, 16) + timedelta(weeks=week) for week in range(5)]


async def test_when_a_move_is_over_all_that_was_due_is_on_the_phone(life: Life, jay: Phone) -> None:
    plan(life, jay, "how did it go?", *once(life, hours=1))

    await life.later(hours=1, minutes=1)

    assert [message.text for message in await from_the_bot(jay)] == ["how did it go?"]


async def test_a_move_is_no_downtime(life: Life, jay: Phone) -> None:
    plan(life, jay, "how did it go?", *once(life, days=1))

    await life.later(days=60)

    message = (await from_the_bot(jay))[0]
    assert message.date.date() == (TUESDAY + timedelta(days=1)).date()


async def test_the_clock_stands_where_it_was_moved_to(life: Life) -> None:
    moment = life.clock.now() + timedelta(days=182)

    await life.walkalong.move_to(moment)

    assert moment <= life.clock.now() < moment + timedelta(minutes=1)


async def test_the_clock_never_goes_back(life: Life) -> None:
    before = life.clock.now()

    await life.walkalong.move_to(before - timedelta(days=1))

    assert life.clock.now() > before


async def test_on_telegram_itself_the_clock_cannot_be_moved(life: Life) -> None:
    settings = replace(life.walkalong.settings, telegram_api_url=TELEGRAM)
    live = Walkalong(settings, life.database, Clock())
    before = live.clock.now()

    with pytest.raises(ValueError, match="cannot be moved"):
        await live.move_to(before + timedelta(days=1))

    assert live.clock.now() < before + timedelta(hours=1)


@pytest.mark.parametrize("given", [{"clock_port": 1}, {"start": TUESDAY}])
async def test_on_telegram_itself_there_is_no_door_to_the_clock(life: Life, given: dict[str, object]) -> None:
    settings = replace(life.walkalong.settings, telegram_api_url=TELEGRAM)

    with pytest.raises(SettingsError, match="Time cannot be moved"):
        wiring.run(settings, **given)  # type: ignore[arg-type]


async def test_through_the_door_another_process_tells_and_moves_the_time(life: Life, jay: Phone) -> None:
    plan(life, jay, "Monday, Jay", MONDAYS)
    port = free_port()

    async with (
        clock_door(life.clock, life.walkalong.move_to, life.walkalong.next_said, port),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as other,
    ):
        before = datetime.fromisoformat((await other.get("/now")).json()["now"])
        following = datetime.fromisoformat((await other.get("/next")).json()["next"])
        moved = await other.post("/move", json={"to": (before + timedelta(days=7)).isoformat()}, timeout=60)

    after = datetime.fromisoformat(moved.json()["now"])
    assert timedelta(days=7) <= after - before < timedelta(days=7, minutes=1)
    assert before < following <= before + timedelta(days=7)
    assert [message.text for message in await from_the_bot(jay)] == ["Monday, Jay"]
