"""Going on duty and on call, and testing the duty route (R40, R41, R55)."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers import alerting, promises
from handlers.turn import Heard, Said, Turn
from storage import alerts, messages, shifts, staff
from storage.database import Session
from storage.models import Audit, Kind, Person, Role, Shift, Staff
from storage.shifts import DUTY, ON_CALL
from tests.cast import JAY, ROBIN
from tests.desk import Desk, text_of
from tests.life import PROGRAMME

SUNNY = 951
OLD = "That button is too old to use now. Nothing has changed."
NIGHT = datetime(2026, 3, 10, 22, 0, tzinfo=UTC)


@pytest.fixture
def sunny(session: Session, now: datetime) -> Staff:
    return staff.register(session, Role.MANAGER, SUNNY, now)


def needs_help(session: Session, person: Person, at: datetime) -> None:
    row = messages.heard(
        session, kind=Kind.WORDS, chat_id=JAY, person_id=person.id, text="help", telegram_id=None, now=at
    )
    row.noticed = "crisis"
    alerting.raised(turn_of(session, at, person), person, row)


def turn_of(session: Session, at: datetime, person: Person | None = None) -> Turn:
    return Turn(session, at, Said(Heard.WORDS, JAY, 1, ""), PROGRAMME, "a_made_up_bot", person=person)


def goes_on_duty(desk: Desk, length: str = "24 hours") -> None:
    desk.commands("duty")
    desk.taps("Go on duty")
    desk.taps(length)


def answers_a_test(desk: Desk) -> None:
    desk.taps("Test the duty route")
    desk.taps("Got it")


# --- on and off --------------------------------------------------------------------------------------------


def test_at_first_nobody_wears_a_hat_and_the_route_was_never_tested(desk: Desk) -> None:
    desk.commands("duty")

    assert desk.seen.splitlines()[2:] == [
        "On duty: nobody",
        "On call: nobody",
        "",
        "The duty route has never been tested. It counts once someone on duty has tapped Got it.",
        "Outside reading hours, people who need help now are told that the team is not here.",
    ]


# R40
@pytest.mark.parametrize(
    ("length", "until"),
    [
        ("End of today's hours", "Tue 10 Mar 17:00"),
        ("8 hours", "Tue 10 Mar 18:00"),
        ("24 hours", "Wed 11 Mar 10:00"),
        ("A week", "Tue 17 Mar 10:00"),
    ],
)
def test_a_hat_is_worn_until_it_was_said(desk: Desk, length: str, until: str) -> None:
    goes_on_duty(desk, length)

    assert f"On duty: Robin until {until}" in desk.seen


def test_after_hours_there_is_no_end_of_today_to_choose(session: Session, robin: Staff) -> None:
    desk = Desk(session, robin, NIGHT)
    desk.commands("duty")

    desk.taps("Go on duty")

    assert desk.labels == ["8 hours", "24 hours", "A week", "Back"]


def test_it_can_be_taken_off_again(desk: Desk) -> None:
    goes_on_duty(desk)

    desk.taps("Come off duty")

    assert "On duty: nobody" in desk.seen


def test_a_hat_comes_off_by_itself(desk: Desk) -> None:
    goes_on_duty(desk, "8 hours")

    desk.later(hours=8)
    desk.commands("duty")

    assert "On duty: nobody" in desk.seen


# R57
def test_who_stops_working_here_wears_no_hat(
    desk: Desk, session: Session, robin: Staff, now: datetime
) -> None:
    goes_on_duty(desk)

    staff.remove(session, robin, now)

    assert shifts.wearers(session, DUTY, now) == []


# R55
def test_the_on_call_hat_is_for_managers(desk: Desk, session: Session, sunny: Staff, now: datetime) -> None:
    desk.commands("duty")
    offered = desk.labels
    desk.forges("v1.duty.until.on_call.24")

    theirs = Desk(session, sunny, now)
    theirs.commands("duty")
    theirs.taps("Go on call")
    theirs.taps("8 hours")

    assert "Go on call" not in offered
    assert [one.id for one in shifts.wearers(session, ON_CALL, now)] == [sunny.id]


@pytest.mark.parametrize(
    "data", ["duty.until.privacy.24", "duty.on.crown", "duty.until.duty.99", "duty.x", "duty"]
)
def test_a_forged_button_puts_no_hat_on(desk: Desk, session: Session, data: str) -> None:
    desk.commands("duty")

    desk.forges(f"v1.{data}")

    assert desk.seen == OLD
    assert session.query(Shift).count() == 0


# R56
def test_hats_are_written_down(desk: Desk, session: Session, robin: Staff) -> None:
    goes_on_duty(desk)
    desk.taps("Come off duty")

    lines = [(line.what, line.staff_id, line.detail) for line in session.query(Audit).order_by(Audit.id)]
    assert lines == [("hat.on", robin.id, DUTY), ("hat.off", robin.id, DUTY)]


# --- what a hat hands out ----------------------------------------------------------------------------------


# R40
def test_whoever_goes_on_duty_hears_of_what_waits_for_duty(session: Session, ash: Staff, jay: Person) -> None:
    needs_help(session, jay, NIGHT)

    desk = Desk(session, ash, NIGHT + timedelta(minutes=10))
    goes_on_duty(desk, "8 hours")

    assert desk.seen == ("A message came at 10pm that may need you now. Please open it and read it.")


# R55
def test_a_manager_opens_nothing_until_they_put_the_hat_on(
    session: Session, sunny: Staff, jay: Person
) -> None:
    needs_help(session, jay, NIGHT)
    desk = Desk(session, sunny, NIGHT + timedelta(minutes=10))
    alert = alerts.not_closed(session)[0]

    desk.forges(f"v1.alert.open.{alert.id}")
    refused = desk.seen
    desk.forges(f"v1.alert.hat.{alert.id}")
    desk.taps("Open")

    assert refused == OLD
    assert "Jay, whom Robin walks alongside, wrote:" in desk.seen
    assert [line.what for line in session.query(Audit).order_by(Audit.id)] == ["hat.on", "alert.opened"]


# R55
def test_the_button_of_an_alert_that_was_opened_since_puts_no_hat_on(
    session: Session, robin: Staff, sunny: Staff, jay: Person
) -> None:
    needs_help(session, jay, NIGHT)
    alert = alerts.not_closed(session)[0]
    Desk(session, robin, NIGHT).forges(f"v1.alert.open.{alert.id}")

    desk = Desk(session, sunny, NIGHT)
    desk.forges(f"v1.alert.hat.{alert.id}")

    assert desk.seen == "Someone has opened it since. You need not do anything."
    assert shifts.wearers(session, ON_CALL, NIGHT) == []


# R57
def test_what_a_hat_opened_leaves_the_phone_when_it_is_taken_off(
    session: Session, ash: Staff, jay: Person
) -> None:
    needs_help(session, jay, NIGHT)
    desk = Desk(session, ash, NIGHT + timedelta(minutes=10))
    goes_on_duty(desk, "8 hours")
    desk.taps("Open")
    card = desk.showing("Jay, whom Robin")

    desk.commands("duty")
    desk.taps("Come off duty")

    assert card not in desk.screens


# R57
def test_what_a_hat_opened_leaves_the_phone_at_the_first_tap_after_it_came_off(
    session: Session, ash: Staff, jay: Person
) -> None:
    needs_help(session, jay, NIGHT)
    desk = Desk(session, ash, NIGHT + timedelta(minutes=10))
    goes_on_duty(desk, "8 hours")
    desk.later(hours=7, minutes=55)
    desk.taps("Open")
    card = desk.showing("Jay, whom Robin")

    desk.later(minutes=10)
    desk.taps("Spoke to them")

    assert card not in desk.screens
    assert alerts.not_closed(session)[0].closed_at is None


# --- the test of the duty route, and what it is worth ------------------------------------------------------


# R41
def test_the_team_is_there_in_reading_hours(session: Session, now: datetime) -> None:
    assert alerting.cover_now(turn_of(session, now))


# R41
def test_a_hat_alone_is_no_cover_at_night(desk: Desk, session: Session) -> None:
    goes_on_duty(desk)

    assert not alerting.cover_now(turn_of(session, NIGHT))


# R41
def test_a_hat_and_a_test_that_was_answered_are_cover(desk: Desk, session: Session) -> None:
    goes_on_duty(desk)

    answers_a_test(desk)

    assert alerting.cover_now(turn_of(session, NIGHT))
    desk.commands("duty")
    assert "people who need help now are told that someone will read their words" in desk.seen


# R41
def test_a_test_counts_for_seven_days(desk: Desk, session: Session, now: datetime) -> None:
    goes_on_duty(desk, "A week")
    answers_a_test(desk)
    desk.later(days=6)
    desk.taps("Come off duty")
    goes_on_duty(desk, "A week")

    last_minute = turn_of(session, now + timedelta(days=7))
    too_late = turn_of(session, now + timedelta(days=7, minutes=1))

    assert [alerting.cover_at_night(turn) for turn in (last_minute, too_late)] == [True, False]


# R41
def test_a_test_that_nobody_answered_is_no_test(desk: Desk, session: Session) -> None:
    goes_on_duty(desk)

    desk.taps("Test the duty route")

    assert not alerting.cover_now(turn_of(session, NIGHT))


# R41
def test_a_test_that_is_answered_after_an_hour_is_no_test(desk: Desk, session: Session) -> None:
    goes_on_duty(desk)
    desk.taps("Test the duty route")

    desk.later(hours=1, minutes=1)
    desk.taps("Got it")

    assert desk.seen == OLD
    assert not alerting.cover_now(turn_of(session, NIGHT))


# R41
def test_only_whoever_is_on_duty_can_answer_a_test(
    desk: Desk, session: Session, ash: Staff, now: datetime
) -> None:
    goes_on_duty(desk)
    desk.taps("Test the duty route")

    other = Desk(session, ash, now)
    other.forges(desk.data("Got it"))

    assert other.seen == OLD
    assert alerts.newest_test(session) is None


# R41
def test_a_test_that_somebody_else_answered_is_no_cover(
    desk: Desk, session: Session, ash: Staff, now: datetime
) -> None:
    goes_on_duty(desk, "8 hours")
    answers_a_test(desk)
    desk.commands("duty")
    desk.taps("Come off duty")

    theirs = Desk(session, ash, now)
    goes_on_duty(theirs)

    assert not alerting.cover_now(turn_of(session, NIGHT))
    theirs.commands("duty")
    assert "Nobody who is on duty now has answered a test in the last 7 days." in theirs.seen
    assert "people who need help now are told that the team is not here" in theirs.seen


# R41
def test_everybody_on_duty_can_answer_the_same_test(
    desk: Desk, session: Session, ash: Staff, now: datetime
) -> None:
    goes_on_duty(desk, "8 hours")
    theirs = Desk(session, ash, now)
    goes_on_duty(theirs)
    answers_a_test(desk)

    theirs.forges(desk.data("Got it"))
    first = theirs.seen
    theirs.forges(desk.data("Got it"))

    assert first == "Thank you. The duty route was tested at 10am."
    assert theirs.seen == OLD
    assert alerting.cover_now(turn_of(session, NIGHT))  # the other one's shift ended at six


# R41
@pytest.mark.parametrize(
    ("said_at", "shift_ends", "promised"),
    [
        pytest.param("2026-03-10 22:00", "2026-03-10 23:30", (True, "2026-03-10 23:00"), id="long enough"),
        pytest.param("2026-03-10 22:00", "2026-03-10 23:00", (False, "2026-03-11 09:00"), id="too short"),
        pytest.param("2026-03-10 16:30", "2026-03-10 18:00", (True, "2026-03-10 17:30"), id="past the close"),
        pytest.param("2026-03-10 16:30", "2026-03-10 17:30", (True, "2026-03-10 17:00"), id="till the close"),
        pytest.param("2026-03-10 16:50", "2026-03-10 17:30", (False, "2026-03-11 09:00"), id="too late"),
    ],
)
def test_nothing_is_promised_for_after_a_shift_has_ended(
    desk: Desk, session: Session, robin: Staff, said_at: str, shift_ends: str, promised: tuple[bool, str]
) -> None:
    goes_on_duty(desk)
    answers_a_test(desk)
    shifts.put_on(session, robin.id, DUTY, desk.now, utc(shift_ends))

    there, when = promises.read_soon(turn_of(session, utc(said_at)))

    assert (there, when) == (promised[0], utc(promised[1]))


def utc(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)  # London's own time before the end of March


def test_with_nobody_on_duty_there_is_nothing_to_test(desk: Desk) -> None:
    desk.commands("duty")

    desk.taps("Test the duty route")

    assert desk.seen == "Nobody is on duty, so there is nobody to test it with."


def test_a_test_goes_to_whoever_is_on_duty_and_says_that_nobody_is_needed(
    desk: Desk, session: Session, sunny: Staff, now: datetime
) -> None:
    goes_on_duty(desk)

    other = Desk(session, sunny, now)
    other.commands("duty")
    other.taps("Test the duty route")

    [test] = other.sent
    assert (test.chat_id, text_of(test.body)) == (
        ROBIN, "This is a test of the duty route. Nobody needs you. Tap Got it.",
    )  # fmt: skip


def test_a_test_is_no_alert_that_has_to_be_closed(desk: Desk, session: Session) -> None:
    goes_on_duty(desk)

    desk.taps("Test the duty route")

    assert alerts.not_closed(session) == []
