"""Quiet for a bit: how long, until when, and nothing unprompted before it (R15); the dial after STOP says so (R16)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from care import stop_words
from care.word_check import WordClass, check
from nudges.courtesy import TILL_I_SAY, Dial, Send, Skip, Standing, Wait, Why, may_answer, may_speak
from nudges.schedules import Weekly
from nudges.standing import standing
from sandbox.phone import Phone
from storage import people
from storage.models import Kind, State
from tests.company import LONG, joined, once, owe, plan, planned, sent, states, texts
from tests.conftest import TUESDAY
from tests.life import Life
from tests.street import ZEBRA, Street, whose

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody of Robin's who has just joined."""
    return await joined(life)


@pytest.mark.parametrize(
    ("label", "until"),
    [
        ("1 day", "Wednesday 11 March 2026"),
        ("1 week", "Tuesday 17 March 2026"),
        ("1 month", "Friday 10 April 2026"),
    ],
)
async def test_it_says_the_end_date(life: Life, jay: Phone, label: str, until: str) -> None:  # R15
    await jay.types("/pause")
    await jay.sees("How long shall I be quiet?")
    await jay.taps(label)

    await jay.sees(f"I'll be quiet until {until}. Send START if you want me back sooner.")


async def test_till_i_say_ends_only_with_start(life: Life, jay: Phone) -> None:  # R15
    await life.later(days=8)
    nudge = plan(life, jay, "Hi Jay, how are you?", *once(life, hours=1))
    await jay.types("snooze")
    await jay.taps("Till I say")
    await jay.sees("I'll be quiet till you say")

    await life.much_later(days=300)

    assert states(life, jay, Kind.NUDGE) == []
    assert planned(life, nudge).due_at is None
    await jay.types("START")
    await jay.sees("Welcome back")
    assert life.person().snoozed_until is None


async def test_nothing_unprompted_is_sent_before_the_end_and_it_comes_then(
    life: Life, jay: Phone
) -> None:  # R15
    await life.later(days=8)
    plan(life, jay, "Hi Jay, how are you?", *once(life, hours=1))
    await jay.types("/pause")
    await jay.taps("1 week")
    await jay.sees("quiet until Wednesday 25 March")

    await life.later(days=6, hours=23)
    before = states(life, jay, Kind.NUDGE)
    await life.later(hours=2)

    assert before == []
    assert states(life, jay, Kind.NUDGE) == [State.SENT]


async def test_what_was_queued_is_taken_back(life: Life, jay: Phone) -> None:  # R15
    await jay.types("/pause")
    await jay.sees("How long")
    hold = life.sandbox.faults.hold("sendMessage", "after", chat_id=jay.id)
    owe(life, jay, "an answer on its way")
    await hold.caught(LONG)
    owe(life, jay, "Hi Jay, a nudge.", kind=Kind.NUDGE)

    await jay.taps("1 day")
    await life.walkalong.thread.run(lambda: None)
    while states(life, jay, Kind.NUDGE) == [State.QUEUED]:
        await life.walkalong.thread.run(lambda: None)
    hold.release()

    assert states(life, jay, Kind.NUDGE) == [State.CANCELLED]


async def test_start_brings_a_weekly_nudge_back_to_its_own_day(life: Life, jay: Phone) -> None:  # R15
    await life.later(days=1)
    weekly = Weekly(weekday=1, at=datetime(2026, 1, 1, 15, 0).time())  # noqa: DTZ001  a time of day
    nudge = plan(life, jay, "Hi Jay, how are you?", weekly)
    await jay.types("/pause")
    await jay.taps("1 month")
    await jay.sees("quiet until")
    await life.later(days=7)  # the nudge has met the quiet, and waits for its end
    waits = planned(life, nudge).due_at

    await jay.types("START")
    await jay.sees("Welcome back")

    assert waits is not None
    assert waits > life.clock.now() + timedelta(days=20)
    assert planned(life, nudge).due_at == datetime(2026, 3, 24, 15, 0, tzinfo=UTC)


async def test_not_now_under_a_nudge_leads_to_it(life: Life, jay: Phone) -> None:
    await life.later(days=8)
    plan(life, jay, "Hi Jay, how are you?", *once(life, hours=1))
    await life.later(hours=2)
    await jay.sees("how are you")
    await jay.taps("Not now")
    await jay.taps("Quiet for a bit")

    await jay.sees("How long shall I be quiet?")


async def test_words_that_ask_for_quiet_reach_the_coordinator_too(life: Life, jay: Phone) -> None:
    await jay.types("not this week")

    await jay.sees("How long shall I be quiet?")
    assert [row.body["text"] for row in sent(life, jay, Kind.WORDS)] == ["not this week"]


async def test_the_dial_after_stop_says_that_messages_are_stopped(life: Life, jay: Phone) -> None:  # R8 R16
    await jay.types("STOP")
    await jay.sees("OK, I've stopped")

    await jay.types("/often")
    await jay.sees("I've stopped messaging you. Send START if you want me back.")
    await jay.taps("Monthly")
    shown = await jay.sees("OK, I've kept that: Monthly.")

    assert "Send START" in shown.text
    assert "You'll hear from me" not in shown.text
    assert life.person().stopped_at is not None
    assert life.person().dial == Dial.MONTHLY


async def test_a_second_tap_does_not_begin_it_anew(life: Life, jay: Phone) -> None:
    await jay.types("/pause")
    await jay.taps("1 day")
    shown = await jay.sees("quiet until")
    until = life.person().snoozed_until

    await life.later(hours=3)
    await jay.taps_data("v1.snooze.month", shown.id)
    await jay.types("/help")
    await jay.sees("Samaritans")

    assert life.person().snoozed_until == until


async def test_whoever_has_stopped_is_told_so(life: Life, jay: Phone) -> None:
    await jay.types("STOP")
    await jay.sees("OK, I've stopped")

    await jay.types("/pause")

    await jay.sees("I've stopped messaging you")
    assert "How long" not in "\n".join(await texts(jay))


@pytest.mark.parametrize("text", ["snooze", "Pause", "pause pls", "stop for now", "Leave me alone for a bit"])
def test_a_wish_for_quiet_is_no_stop(text: str) -> None:  # R8 R15
    assert stop_words.is_snooze(text)
    assert not stop_words.is_stop(text)


@pytest.mark.parametrize(
    "text", ["not this week", "pause messages", "dont text me this week", "stop for now"]
)
def test_a_wish_for_quiet_is_no_worry(text: str) -> None:  # R15 R36
    assert check(text).word_class is WordClass.ORDINARY


@pytest.mark.parametrize(
    "text", ["quiet", "i had a quiet week", "my phone is on snooze", "stop", "pause the game"]
)
def test_other_words_are_no_wish_for_quiet(text: str) -> None:
    assert not stop_words.is_snooze(text)


# --- courtesy --------------------------------------------------------------------------------------------------


def test_till_i_say_is_no_wait() -> None:  # R15
    stands = Standing(said_yes=True, dial=Dial.WEEKLY, snoozed_until=TILL_I_SAY)

    assert may_speak(stands, TUESDAY, LONDON) == Skip(Why.SNOOZED)


@pytest.mark.parametrize(("asked_at", "may"), [(-1, True), (1, False)])
def test_a_coordinator_answers_only_what_was_said_since(asked_at: int, *, may: bool) -> None:  # R15 R16
    last_word = TUESDAY - timedelta(hours=5)
    stands = Standing(
        said_yes=True,
        dial=Dial.WEEKLY,
        snoozed_until=TUESDAY + timedelta(days=3),
        snoozed_at=last_word + timedelta(hours=asked_at),
    )

    decision = may_answer(stands, last_word, TUESDAY, LONDON)

    assert decision == (Send() if may else Wait(TUESDAY + timedelta(days=3), Why.SNOOZED))


def test_only_wishes_are_kept_as_wishes() -> None:
    with pytest.raises(ValueError, match="not a wish"):
        people.wish(None, call_me="Jay")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lasts", "ends"),
    [
        ("day", datetime(2026, 3, 25, 10, 1, tzinfo=UTC)),
        ("week", datetime(2026, 3, 31, 9, 1, tzinfo=UTC)),  # the clocks have changed meanwhile
        ("month", datetime(2026, 4, 24, 9, 1, tzinfo=UTC)),
        ("till-i-say", None),
    ],
)
def test_nothing_comes_before_the_end_of_each_of_the_four(
    street: Street, lasts: str, ends: datetime | None
) -> None:  # R15
    street.now += timedelta(days=14)
    jay = whose(street)
    street.commands(ZEBRA, "pause")
    street.taps(ZEBRA, f"v1.snooze.{lasts}", max(street.phones[ZEBRA]))
    last = ends or street.now + timedelta(days=4000)

    before = may_speak(standing(street.session, jay), last - timedelta(seconds=1), LONDON)
    after = may_speak(standing(street.session, jay), last, LONDON)
    street.types(ZEBRA, "START")
    back = may_speak(standing(street.session, jay), street.now + timedelta(days=1), LONDON)

    assert before == (Wait(ends, Why.SNOOZED) if ends else Skip(Why.SNOOZED))
    assert after == (Send() if ends else Skip(Why.SNOOZED))
    assert back == Send()
