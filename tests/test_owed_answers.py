"""What somebody asked about their data is answered by day, after the quiet they asked for, and never lost (R51)."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.leaving import Leaving
from handlers.owed_answers import say_when_due
from nudges.courtesy import TILL_I_SAY
from storage import audit, forgetting, outbox, people, requests, shifts, staff, switches
from storage.database import Database, Session
from storage.messages import Body
from storage.models import Chore, Kind, Message, Person, Request, Role, Staff, State
from tests import cast
from tests.conftest import TUESDAY
from tests.desk import Desk
from tests.life import PROGRAMME
from wording import say

EVENING = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)
MORNING = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
MENDED = say("mydata-fixed", coordinator="Robin")


@pytest.fixture
def robin(session: Session) -> Staff:
    return cast.coordinator(session, TUESDAY)


@pytest.fixture
def jay(session: Session, robin: Staff) -> Person:
    return cast.said_yes(session, robin, TUESDAY)


@pytest.fixture
def asked(session: Session, jay: Person) -> Request:
    """Jay asked this morning to have something fixed."""
    return requests.ask(session, jay.id, requests.FIX, TUESDAY, TUESDAY + timedelta(days=30))


def mends(session: Session, robin: Staff, at: datetime) -> Desk:
    """Robin says at that moment that it is mended."""
    desk = Desk(session, robin, at)
    desk.commands("privacy")
    desk.taps("Jay")
    desk.taps("It is mended")
    return desk


def tries(session: Session) -> list[tuple[str, str]]:
    """Each answer in the outbox, and how it stands."""
    rows = session.query(Message).filter_by(kind=Kind.ANSWER).order_by(Message.id)
    return [(Body.from_json(row.body).text, row.state) for row in rows]


def due(session: Session, at: datetime) -> list[tuple[str, str]]:
    """Let that moment come; return the tries."""
    say_when_due(session, at, PROGRAMME)
    session.flush()
    return tries(session)


def ends(session: Session, state: State, at: datetime) -> None:
    """Let the newest try end like this."""
    row = session.query(Message).filter_by(kind=Kind.ANSWER).order_by(Message.id.desc()).first()
    assert row is not None
    outbox.settle(session, row.id, state, at, 77 if state is State.SENT else None)
    session.flush()


def owed(session: Session) -> list[str]:
    return sorted(one.name for one in session.query(Chore).filter(Chore.name.startswith("answer-")))


def notices(session: Session) -> list[Message]:
    return session.query(Message).filter_by(kind=Kind.NOTICE).order_by(Message.id).all()


# --- by day ------------------------------------------------------------------------------------------------


# R51
@pytest.mark.parametrize("at", [EVENING, EVENING + timedelta(hours=5), MORNING - timedelta(seconds=1)])
def test_an_answer_given_at_night_waits_for_nine(
    session: Session, robin: Staff, asked: Request, at: datetime
) -> None:
    desk = mends(session, robin, at)
    sent = list(desk.sent)

    assert due(session, MORNING - timedelta(seconds=1)) == []
    assert due(session, MORNING) == [(MENDED, State.QUEUED)]
    assert sent == []
    assert any("It goes out by itself on Wed 11 Mar 09:00: it is too early or too late there." in one.text
               for one in desk.screens.values())  # fmt: skip


# R51
def test_an_answer_given_by_day_goes_at_once(session: Session, robin: Staff, asked: Request) -> None:
    mends(session, robin, EVENING - timedelta(minutes=1))

    assert tries(session) == [(MENDED, State.QUEUED)]


# R51
@pytest.mark.parametrize(
    ("until", "goes"),
    [
        pytest.param(TUESDAY + timedelta(days=3, hours=4), TUESDAY + timedelta(days=3, hours=4), id="by-day"),
        pytest.param(EVENING + timedelta(days=2), MORNING + timedelta(days=2), id="at-night"),
    ],
)
def test_it_waits_for_the_end_of_a_snooze_and_then_for_the_day(
    session: Session, robin: Staff, jay: Person, asked: Request, until: datetime, goes: datetime
) -> None:
    people.snooze(session, jay, until, TUESDAY)

    mends(session, robin, TUESDAY)

    moments = [TUESDAY + timedelta(days=day, hours=-1) for day in (1, 2, 3) if day <= (goes - TUESDAY).days]
    assert [due(session, one) for one in [*moments, goes - timedelta(seconds=1)]] == [[]] * (len(moments) + 1)
    assert due(session, goes) == [(MENDED, State.QUEUED)]


# R15, R51
def test_start_before_the_end_of_a_snooze_lets_it_out_the_next_morning(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    people.snooze(session, jay, TUESDAY + timedelta(days=30), TUESDAY)
    mends(session, robin, TUESDAY)
    people.start_again(jay)

    assert due(session, MORNING) == [(MENDED, State.QUEUED)]


# R51
def test_what_telegram_could_not_take_by_day_does_not_leave_at_night_and_goes_the_next_morning(
    database: Database, now: datetime
) -> None:
    clock = Clock(now + timedelta(hours=9, minutes=59))  # a minute to eight
    with database.write() as session:
        robin = cast.coordinator(session, now)
        jay = cast.said_yes(session, robin, now)
        requests.ask(session, jay.id, requests.FIX, now, now)
        mends(session, robin, clock.now())
    leaving = Leaving(database, clock, PROGRAMME.zone)
    clock.set(EVENING + timedelta(minutes=30))  # Telegram is back

    claimed = leaving.claim(cast.JAY)
    with database.write() as session:
        for hour in range(1, 14):
            say_when_due(session, EVENING + timedelta(hours=hour), PROGRAMME)
    clock.set(MORNING)

    assert claimed is None
    again = leaving.claim(cast.JAY)
    assert again is not None
    assert again.body["text"] == MENDED


# --- never lost --------------------------------------------------------------------------------------------


# R51
@pytest.mark.parametrize("state", [State.SKIPPED, State.CANCELLED, State.FAILED])
def test_a_try_that_did_not_arrive_is_made_again(
    session: Session, robin: Staff, asked: Request, state: State
) -> None:
    mends(session, robin, TUESDAY)
    ends(session, state, TUESDAY)

    assert due(session, TUESDAY + timedelta(hours=1)) == [(MENDED, state), (MENDED, State.QUEUED)]


# R51
@pytest.mark.parametrize("state", [State.SENT, State.UNSURE])
def test_what_has_arrived_is_not_said_twice(
    session: Session, robin: Staff, asked: Request, state: State
) -> None:
    mends(session, robin, TUESDAY)
    ends(session, state, TUESDAY)

    assert due(session, TUESDAY + timedelta(hours=1)) == [(MENDED, state)]
    assert owed(session) == []


# R51, R90
def test_while_everything_is_silenced_it_waits_and_nobody_is_told_to_go_round_that(
    session: Session, robin: Staff, asked: Request
) -> None:
    mends(session, robin, EVENING)
    switches.turn_on(session, switches.SILENCE, EVENING)
    silenced = due(session, MORNING)
    switches.turn_off(session, switches.SILENCE)

    assert silenced == []
    assert notices(session) == []
    assert due(session, MORNING + timedelta(days=1)) == [(MENDED, State.QUEUED)]


# R51
def test_one_that_is_broken_holds_nobody_elses_up(
    session: Session, robin: Staff, jay: Person, asked: Request, caplog: pytest.LogCaptureFixture
) -> None:
    kim = cast.said_yes(session, robin, TUESDAY, chat_id=cast.SAM, name="Kim")
    requests.ask(session, kim.id, requests.FIX, TUESDAY, TUESDAY)
    for _ in range(2):
        desk = Desk(session, robin, EVENING)
        desk.commands("privacy")
        desk.taps(next(label for label in desk.labels if label in ("Jay", "Kim")))
        desk.taps("It is mended")
    jay.dial = "no such pace"

    sent = due(session, MORNING)

    assert sent == [(MENDED, State.QUEUED)]
    assert "answer-1 could not be looked after (ValueError)" in caplog.text
    assert owed(session) == ["answer-1", "answer-2"]


# R50, R51
def test_nothing_is_owed_to_whoever_was_forgotten(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    mends(session, robin, EVENING)
    forgetting.forget(session, jay, EVENING, audit.PERSON)

    assert due(session, MORNING) == []
    assert owed(session) == []


# --- STOP --------------------------------------------------------------------------------------------------


# R8, R51
def test_after_stop_nothing_is_sent_and_the_coordinator_is_told_how_to_tell_them(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    people.stop(session, jay, TUESDAY + timedelta(hours=1))

    desk = mends(session, robin, TUESDAY + timedelta(hours=2))

    assert desk.sent == []
    desk.showing("not sent: has asked for no messages. Tell them another way: face to face")
    desk.showing("The answer has not reached them")


# R15, R51
def test_quiet_till_they_say_is_told_to_whoever_answered_and_ends_with_start(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    people.snooze(session, jay, TILL_I_SAY, TUESDAY)
    desk = mends(session, robin, TUESDAY)
    quiet = due(session, MORNING)
    people.start_again(jay)

    desk.showing("not sent: asked for some quiet. Tell them another way")
    assert quiet == []
    assert due(session, MORNING + timedelta(days=1)) == [(MENDED, State.QUEUED)]


# R8, R42, R51
def test_a_stop_while_it_waits_is_told_once_to_whoever_answered_without_a_name(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    desk = mends(session, robin, EVENING)
    people.stop(session, jay, EVENING + timedelta(hours=1))

    sent = [due(session, MORNING + timedelta(days=day)) for day in range(3)]

    [notice] = notices(session)
    assert sent == [[]] * 3
    assert (notice.chat_id, notice.staff_id) == (cast.ROBIN, robin.id)
    assert "Jay" not in str(notice.body)
    desk.forges(Body.from_json(notice.body).rows[0][0].data)
    assert "The answer has not reached them" in desk.seen


# R8, R51
def test_a_stop_that_takes_back_what_was_queued_is_told_too(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    mends(session, robin, TUESDAY)
    people.stop(session, jay, TUESDAY + timedelta(minutes=1))

    assert due(session, TUESDAY + timedelta(hours=1)) == [(MENDED, State.CANCELLED)]
    assert len(notices(session)) == 1


# R13, R51
def test_start_after_a_stop_lets_it_out(session: Session, robin: Staff, jay: Person, asked: Request) -> None:
    people.stop(session, jay, TUESDAY + timedelta(hours=1))
    mends(session, robin, TUESDAY + timedelta(hours=2))
    people.start_again(jay)

    assert due(session, MORNING) == [(MENDED, State.QUEUED)]


# R51
def test_whoever_asked_after_their_stop_is_answered(session: Session, robin: Staff, jay: Person) -> None:
    people.stop(session, jay, TUESDAY - timedelta(days=1))
    requests.ask(session, jay.id, requests.FIX, TUESDAY, TUESDAY)

    mends(session, robin, TUESDAY + timedelta(hours=1))

    assert tries(session) == [(MENDED, State.QUEUED)]


# R8, R51
def test_a_second_stop_counts_for_what_was_asked_between_the_two(
    session: Session, robin: Staff, jay: Person
) -> None:
    people.stop(session, jay, TUESDAY - timedelta(days=1))
    requests.ask(session, jay.id, requests.FIX, TUESDAY, TUESDAY)
    mends(session, robin, EVENING)
    people.stop(session, jay, EVENING + timedelta(hours=1))

    assert due(session, MORNING) == []
    assert len(notices(session)) == 1


# R13, R51
@pytest.mark.parametrize("minutes", [0, -1], ids=["on its way", "before it was given"])
def test_what_staff_switched_off_holds_it_until_start(
    session: Session, robin: Staff, jay: Person, asked: Request, minutes: int
) -> None:
    given = TUESDAY + timedelta(hours=2)
    if minutes:
        people.switch_off(session, jay, given + timedelta(minutes=minutes))
    mends(session, robin, given)
    if not minutes:
        people.switch_off(session, jay, given + timedelta(minutes=1))
    off = [state for _, state in due(session, given + timedelta(hours=1))]
    people.switch_on(jay)

    assert State.QUEUED not in off
    assert due(session, MORNING)[-1] == (MENDED, State.QUEUED)


# R13, R51
def test_whoever_asks_after_staff_switched_messages_off_is_answered(
    session: Session, robin: Staff, jay: Person
) -> None:
    people.switch_off(session, jay, TUESDAY - timedelta(days=1))
    requests.ask(session, jay.id, requests.FIX, TUESDAY, TUESDAY)

    mends(session, robin, TUESDAY + timedelta(hours=1))

    assert tries(session) == [(MENDED, State.QUEUED)]


# R51, R55
def test_once_they_are_handed_over_their_new_coordinator_is_told_that_it_cannot_go(
    session: Session, robin: Staff, jay: Person, asked: Request
) -> None:
    ash = cast.coordinator(session, TUESDAY, chat_id=cast.ASH, name="Ash")
    mends(session, robin, EVENING)
    people.hand_over(session, robin.id, ash.id)
    session.expire_all()
    people.stop(session, jay, EVENING + timedelta(hours=1))

    due(session, MORNING)

    [notice] = notices(session)
    desk = Desk(session, ash, MORNING)
    desk.forges(Body.from_json(notice.body).rows[0][0].data)
    assert notice.staff_id == ash.id
    assert "The answer has not reached them" in desk.seen


# R51, R55
def test_a_complaint_whose_answer_cannot_go_is_opened_with_the_privacy_hat_and_by_nobody_else(
    session: Session, robin: Staff, jay: Person
) -> None:
    sunny = staff.register(session, Role.MANAGER, 990, TUESDAY)
    shifts.put_on(session, sunny.id, shifts.PRIVACY, TUESDAY, TUESDAY + timedelta(days=7))
    complaint = requests.ask(session, jay.id, requests.COMPLAIN, TUESDAY, TUESDAY)
    desk = Desk(session, sunny, EVENING)
    desk.commands("privacy")
    for label in ("Open 1", "Answer"):
        desk.taps(label)
    desk.types("We are sorry. It will not happen again.")
    desk.taps("Send and close")
    people.stop(session, jay, EVENING + timedelta(hours=1))
    due(session, MORNING)

    [notice] = notices(session)
    data = Body.from_json(notice.body).rows[0][0].data
    desk.forges(data)
    held = desk.seen
    shifts.take_off(session, sunny.id, shifts.PRIVACY, MORNING)
    desk.now = MORNING
    desk.forges(data)

    assert (notice.staff_id, data) == (sunny.id, f"v1.asked.open.{complaint.id}")
    assert "Jay: what they asked" in held
    assert "The answer has not reached them" in held
    assert desk.seen == say("sorry-old-button")
