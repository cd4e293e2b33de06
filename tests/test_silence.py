"""The kill switch: young people hear nothing but crisis replies and Help until it is lifted (R90)."""

import asyncio

import pytest

from bot import silence
from nudges.courtesy import Why
from sandbox.phone import Phone
from storage import nudges, switches
from storage.audit import STAFF
from storage.messages import Body, Redraw
from storage.models import Audit, Kind, State
from tests.company import once, owe, plan, sent, states, texts
from tests.life import Life

STOPPED = "ALL MESSAGES TO YOUNG PEOPLE ARE STOPPED"


@pytest.fixture
async def sunny(life: Life) -> Phone:
    """A manager."""
    return await life.manager()


@pytest.fixture
async def robin(life: Life, sunny: Phone) -> Phone:
    """A Coordinator."""
    return await life.coordinator()


@pytest.fixture
async def jay(life: Life, robin: Phone) -> Phone:
    """Somebody of Robin's."""
    joined = await life.joined()
    await life.walkalong.sender.drained()
    return joined


async def stops_everything(sunny: Phone) -> None:
    await sunny.types("/team")
    await sunny.taps("Stop all messages")
    await sunny.sees("Stop all messages to all young people?")
    await sunny.taps("Yes, stop all messages")
    await sunny.sees(STOPPED)


async def starts_again(sunny: Phone) -> None:
    if "Start again" not in (await sunny.last()).labels:  # fifteen minutes have gone by
        await sunny.types("/team")
    await sunny.taps("Start again")
    await sunny.taps("Yes, start again")
    await sunny.sees("How many people")


async def test_one_action_stops_answers_and_nudges_at_once(
    life: Life, sunny: Phone, jay: Phone
) -> None:  # R90
    await stops_everything(sunny)
    before = await texts(jay)
    await jay.types("is the cafe open")
    owe(life, jay, "Hi Jay, how are you?", kind=Kind.NUDGE)
    await sunny.types("/help")
    await sunny.sees("Here is what you can do")  # whatever was to leave before has left

    assert await texts(jay) == before
    assert states(life, jay, Kind.NUDGE) == [State.QUEUED]


async def test_help_still_comes(life: Life, sunny: Phone, jay: Phone) -> None:  # R45 R90
    await stops_everything(sunny)

    await jay.types("/help")

    await jay.sees("Samaritans")


async def test_a_reply_to_a_crisis_still_comes(life: Life, sunny: Phone, jay: Phone) -> None:  # R32 R90
    await stops_everything(sunny)

    await jay.types("i want to die tonight")

    await jay.sees("People can, and you don't have to face this alone")


async def test_cards_on_young_peoples_phones_are_left_alone(
    life: Life, sunny: Phone, jay: Phone
) -> None:  # R90
    owe(life, jay, "look 0")
    await jay.sees("look 0")
    await stops_everything(sunny)

    life.walkalong.sender.redraw(Redraw(sent(life, jay)[-1].id, jay.id, Body("look 1")))
    await life.walkalong.sender.drained()

    assert (await texts(jay))[-1] == "look 0"


async def test_managers_and_coordinators_see_it_on_every_screen(
    life: Life, sunny: Phone, robin: Phone
) -> None:
    await stops_everything(sunny)
    await robin.sees("A manager has stopped all messages")
    await robin.types("/people")

    shown = await robin.sees("Your people")

    assert STOPPED in shown.text
    assert "since 10am" in shown.text


async def test_what_was_due_meanwhile_is_skipped_and_never_comes_in_a_burst(
    life: Life, sunny: Phone, jay: Phone
) -> None:  # R90
    await life.later(days=8)
    nudge = plan(life, jay, "Hi Jay, how are you?", *once(life, hours=1))
    await stops_everything(sunny)

    await life.later(hours=5)
    await starts_again(sunny)
    await life.walkalong.tick()
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        [run] = nudges.runs(session, nudge)
    assert (run.outcome, run.why) == (nudges.SKIPPED, Why.ALL_STOPPED)
    assert not any("how are you" in text for text in await texts(jay))


async def test_an_answer_that_waited_less_than_two_hours_goes_out_then(
    life: Life, sunny: Phone, jay: Phone
) -> None:
    await stops_everything(sunny)
    await jay.types("is the cafe open")
    await life.later(hours=1)

    await starts_again(sunny)

    await jay.sees("Thanks, got it")


async def test_an_older_one_is_skipped(life: Life, sunny: Phone, jay: Phone) -> None:
    await stops_everything(sunny)
    before = await texts(jay)
    await jay.types("is the cafe open")
    await life.later(hours=3)

    await starts_again(sunny)
    await life.walkalong.sender.drained()

    assert await texts(jay) == before
    assert State.SKIPPED in states(life, jay)


async def test_a_coordinator_is_told_before_their_words_go_nowhere(
    life: Life, sunny: Phone, robin: Phone, jay: Phone
) -> None:
    await jay.types("hello")
    await robin.sees("Something new waits")
    await stops_everything(sunny)
    await robin.types("/inbox")
    await robin.taps("1 Jay")
    await robin.taps("Answer")
    await robin.types("See you on Thursday")

    shown = await robin.sees("This is what Jay will see")

    assert "all messages are stopped just now" in shown.text
    assert not any("Send to Jay" in label for label in shown.labels)


async def test_nothing_is_stopped_by_one_tap_or_by_anybody_else(
    life: Life, sunny: Phone, robin: Phone, jay: Phone
) -> None:
    await sunny.types("/team")
    await sunny.taps("Stop all messages")
    await sunny.taps("No, leave it as it is")
    for phone in (robin, jay):
        await phone.taps_data("v1.silence.on", (await phone.last()).id)
        await phone.sees("too old to use")

    with life.database.read() as session:
        assert not switches.is_on(session, switches.SILENCE)


async def test_who_did_it_and_when_stands_in_the_audit(life: Life, sunny: Phone) -> None:
    await stops_everything(sunny)
    await starts_again(sunny)

    with life.database.read() as session:
        lines = [(one.actor, one.what) for one in session.query(Audit) if one.what.startswith("silence")]
    assert lines == [(STAFF, "silence.on"), (STAFF, "silence.off")]


# --- from the command line -------------------------------------------------------------------------------------


async def test_whoever_runs_it_can_stop_everything_while_it_runs(
    life: Life, jay: Phone, capsys: pytest.CaptureFixture[str]
) -> None:  # R90
    settings = life.walkalong.settings
    before = await texts(jay)
    await asyncio.to_thread(silence.stop, settings, life.clock.now())

    await jay.types("is the cafe open")
    await jay.types("/help")
    await jay.sees("Samaritans")
    while_silent = [text for text in await texts(jay) if text not in before]
    await asyncio.to_thread(silence.start, settings, life.clock.now())
    await life.walkalong.tick()

    await jay.sees("Thanks, got it")
    assert not any("Thanks, got it" in text for text in while_silent)
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("All messages to young people are stopped since")
    assert said[1] == "Messages to young people go out."
