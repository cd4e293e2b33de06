"""Staff can switch messages off, and nobody but the person switches them on again (R13)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.turn import Heard, Said
from nudges.courtesy import Dial, Send, Skip, Standing, Why, may_answer, may_speak
from sandbox.phone import Phone
from storage import codes, outbox, people
from storage.audit import PERSON, about
from storage.database import Session
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, Person, Role, Staff, State
from tests import cast
from tests.company import once, plan, states
from tests.conftest import TUESDAY
from tests.desk import Desk
from tests.life import Life
from tests.street import HERON, ROBIN, ZEBRA, Street, whose
from wording import say

LONDON = ZoneInfo("Europe/London")


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


def test_start_lifts_it_and_their_coordinator_reads_that_they_are_back(street: Street) -> None:  # R13
    jay = whose(street)
    people.switch_off(street.session, jay, street.now)

    shown = street.types(ZEBRA, "START")

    assert [one.body.text for one in shown if one.chat_id == ZEBRA] == [say("start-again")]
    assert [one.body.rows[0][0].label for one in shown if one.chat_id == ROBIN] == ["Open inbox"]
    assert whose(street).do_not_message_at is None
    assert [(line.actor, line.what) for line in about(street.session, jay.id)][-1] == (PERSON, "messages.on")


def test_their_own_link_lifts_it_and_its_code_is_not_kept(street: Street) -> None:  # R13
    jay = whose(street)
    code = codes.issue(street.session, Role.YOUNG, street.now, person_id=jay.id)
    people.switch_off(street.session, jay, street.now)

    street.does(Said(Heard.COMMAND, ZEBRA, 5000, f"/start {code}", "start", code))

    kept = street.session.query(Message).filter_by(person_id=jay.id, kind=Kind.WORDS).all()
    assert whose(street).do_not_message_at is None
    assert Body.from_json(kept[-1].body).text == "/start"


def test_start_before_yes_lifts_it_and_keeps_nothing(street: Street) -> None:  # R2, R13
    heron = whose(street, HERON)
    people.switch_off(street.session, heron, street.now)

    shown = street.types(HERON, "START")

    assert [one.card for one in shown if one.chat_id == HERON and one.card] == ["hello"] * 2
    assert heron.do_not_message_at is None
    assert street.session.query(Message).filter_by(person_id=heron.id, kind=Kind.WORDS).count() == 0


def test_no_coordinator_can_switch_messages_on(desk: Desk, session: Session, jay: Person) -> None:  # R13
    people.stop(session, jay, desk.now)
    people.switch_off(session, jay, desk.now)
    desk.commands("people")
    desk.taps("1 Jay")
    labels = desk.labels

    for what in ("messages", "messages-on", "messages-off"):
        desk.forges(f"v1.people.{what}.{jay.id}")

    assert [label for label in labels if "Messages" in label] == []
    assert (jay.do_not_message_at, jay.stopped_at) == (desk.now, desk.now)


def test_the_question_says_that_only_they_can_start_again(desk: Desk, jay: Person) -> None:  # R13
    desk.commands("people")
    desk.taps("1 Jay")

    desk.taps("Messages off")

    assert "Only Jay can switch them on again, with START. You can't." in desk.seen


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
    for label in ("1 Jay", "Messages off", "Switch off"):
        desk.taps(label)

    session.flush()
    lines = [
        (line.staff_id, line.what) for line in about(session, jay.id) if line.what.startswith("messages")
    ]
    assert lines == [(robin.id, "messages.off")]


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
