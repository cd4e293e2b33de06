"""Staff can switch messages off and lift what staff set; START and STOP are the person's alone (R13)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nudges.courtesy import Dial, Send, Skip, Standing, Why, may_answer, may_speak
from sandbox.phone import Phone
from storage import outbox, people
from storage.audit import about
from storage.database import Session
from storage.messages import Body, Outgoing
from storage.models import Kind, Person, Staff, State
from tests import cast
from tests.company import once, plan, states
from tests.conftest import TUESDAY
from tests.desk import Desk
from tests.life import Life

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def robin(session: Session, now: datetime) -> Staff:
    return cast.coordinator(session, now)


@pytest.fixture
def desk(session: Session, robin: Staff, now: datetime) -> Desk:
    return Desk(session, robin, now)


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    return cast.said_yes(session, robin, now - timedelta(days=30))


async def switches_off(robin: Phone) -> None:
    await robin.types("/people")
    await robin.taps("1 Jay")
    await robin.taps("Messages off")
    await robin.sees("Switch messages to Jay off?")
    await robin.taps("Switch off")
    await robin.sees("messages switched off by the team")


async def test_nothing_unprompted_goes_out_and_what_they_write_is_answered(life: Life) -> None:  # R13
    robin = await life.coordinator()
    jay = await life.joined()
    await life.later(days=8)
    plan(life, jay, "Hi Jay, how are you?", *once(life, hours=1))
    await switches_off(robin)

    await life.later(days=30)
    await jay.types("is the cafe open")

    await jay.sees("Thanks, got it")
    assert states(life, jay, Kind.NUDGE) == []


async def test_start_does_not_lift_it_and_says_so(life: Life) -> None:  # R13
    robin = await life.coordinator()
    jay = await life.joined()
    await switches_off(robin)

    await jay.types("START")

    await jay.sees("Robin has switched my messages off for now. You can still type here.")
    assert life.person().do_not_message_at is not None


async def test_a_coordinator_lifts_it_and_not_a_stop(life: Life) -> None:  # R13
    robin = await life.coordinator()
    jay = await life.joined()
    await jay.types("STOP")
    await jay.sees("OK, I've stopped")
    await switches_off_stopped(robin)

    await robin.taps("Messages on")
    await robin.sees("only they can start again, with START")
    await robin.taps("Switch on")
    await robin.sees("Where they stand: stopped")

    assert life.person().do_not_message_at is None
    assert life.person().stopped_at is not None


async def switches_off_stopped(robin: Phone) -> None:
    await robin.types("/people")
    await robin.taps("1 Jay")
    await robin.taps("Messages off")
    await robin.taps("Switch off")
    await robin.sees("Where they stand")


def test_a_queued_nudge_is_taken_back_and_an_answer_is_not(
    session: Session, jay: Person, now: datetime
) -> None:  # R13
    nudge, answer = (
        outbox.queue(session, Outgoing(Body("hi"), kind, person_id=jay.id), cast.JAY, now)
        for kind in (Kind.NUDGE, Kind.REPLY)
    )

    people.switch_off(session, jay, now)

    session.expire_all()
    assert (nudge.state, answer.state) == (State.CANCELLED, State.QUEUED)


def test_courtesy_says_why() -> None:
    stands = Standing(said_yes=True, dial=Dial.WEEKLY, switched_off=True)

    assert may_speak(stands, TUESDAY, LONDON) == Skip(Why.SWITCHED_OFF)
    assert may_answer(stands, TUESDAY - timedelta(hours=1), TUESDAY, LONDON) == Send()
    assert may_answer(stands, None, TUESDAY, LONDON) == Skip(Why.SWITCHED_OFF)


def test_it_stands_in_the_audit(desk: Desk, session: Session, jay: Person, robin: Staff) -> None:  # R56
    desk.commands("people")
    for label in ("1 Jay", "Messages off", "Switch off", "Messages on", "Switch on"):
        desk.taps(label)

    session.flush()
    lines = [
        (line.staff_id, line.what) for line in about(session, jay.id) if line.what.startswith("messages")
    ]
    assert lines == [(robin.id, "messages.off"), (robin.id, "messages.on")]


def test_a_nudge_cannot_be_set_up_for_them_and_the_screen_says_why(
    desk: Desk, session: Session, jay: Person
) -> None:
    people.switch_off(session, jay, desk.now)

    desk.commands("nudge")
    desk.taps("New nudge")

    assert "their messages were switched off by the team" in desk.seen


def test_the_old_button_switches_nothing_twice(desk: Desk, session: Session, jay: Person) -> None:
    desk.commands("people")
    for label in ("1 Jay", "Messages off"):
        desk.taps(label)
    off = desk.data("Switch off")
    desk.taps("Switch off")
    since = jay.do_not_message_at

    desk.later(minutes=1)
    desk.forges(off)

    assert desk.seen.startswith("That button is too old")
    assert jay.do_not_message_at == since
