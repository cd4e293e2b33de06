"""What staff are told, who may open what, and how an alert is closed (R40, R42, R55)."""

from datetime import date, datetime, timedelta

import pytest

from handlers import alert_closing, alerting
from handlers.escalating import escalate
from handlers.turn import Heard, Outgoing, Said, Turn
from storage import alerts, audit, messages, outbox, people, shifts, staff, stand_ins
from storage.database import Session
from storage.models import Alert, Audit, Kind, Message, Person, Role, Staff
from storage.shifts import DUTY, ON_CALL
from tests.cast import ASH, JAY, ROBIN, coordinator, said_yes
from tests.desk import Desk, text_of
from tests.life import PROGRAMME
from wording import messages as sentences

SUNNY, PAT = 951, 952
WORDS = "i want to die"
OLD = "That button is too old to use now. Nothing has changed."
DAY = timedelta(days=1)


@pytest.fixture
def robin(session: Session, now: datetime) -> Staff:
    return coordinator(session, now)


@pytest.fixture
def ash(session: Session, now: datetime) -> Staff:
    return coordinator(session, now, chat_id=ASH, name="Ash")


@pytest.fixture
def sunny(session: Session, now: datetime) -> Staff:
    return staff.register(session, Role.MANAGER, SUNNY, now)


@pytest.fixture
def pat(session: Session, now: datetime) -> Staff:
    return staff.register(session, Role.MANAGER, PAT, now)


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    person = said_yes(session, robin, now - 30 * DAY)
    writes(session, person, "my ordinary words", now - timedelta(hours=1), noticed="ordinary")
    return person


def writes(session: Session, person: Person, text: str, at: datetime, *, noticed: str = "crisis") -> Message:
    row = messages.heard(
        session, kind=Kind.WORDS, chat_id=JAY, person_id=person.id, text=text, telegram_id=None, now=at
    )
    row.noticed = noticed
    return row


def needs_help(session: Session, person: Person, at: datetime, text: str = WORDS) -> list[Outgoing]:
    """Let somebody write, and staff be told."""
    row = writes(session, person, text, at)
    turn = Turn(session, at, Said(Heard.WORDS, JAY, 1, text), PROGRAMME, "a_made_up_bot", person=person)
    told = alerting.raised(turn, person, row)
    for said in told:
        outbox.queue(session, said, JAY, at)
    return told


def the_alert(session: Session) -> Alert:
    return session.query(Alert).order_by(Alert.id.desc()).limit(1).one()


def stays_unopened(session: Session, now: datetime) -> None:
    """Let nobody open it for half an hour."""
    for minutes in (15, 30):
        escalate(session, now + timedelta(minutes=minutes), PROGRAMME)


def opens(session: Session, member: Staff, at: datetime) -> Desk:
    """Let somebody tap Open under the alert."""
    desk = Desk(session, member, at)
    desk.forges(f"v1.alert.open.{the_alert(session).id}")
    return desk


def all_seen(desk: Desk) -> str:
    return "\n".join(text_of(body) for body in desk.screens.values())


# --- what is told ------------------------------------------------------------------------------------------


# R42
@pytest.mark.parametrize(
    "key", [key for key in sentences() if key.startswith(("alert-told", "alert-more", "alert-reminder"))]
)
def test_an_alert_can_hold_nothing_but_when_it_came(key: str) -> None:
    assert sentences()[key] == {"time"}


# R42
def test_an_alert_says_that_they_are_needed_loudly_and_nothing_about_anybody(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    [told] = needs_help(session, jay, now)

    assert (told.chat_id, told.kind, told.silent, told.care, told.person_id) == (
        ROBIN, Kind.ALERT, False, True, None,
    )  # fmt: skip
    assert text_of(told.body) == (
        "Someone you work with has sent a message that may need you now. It came at 10am. Please open it and "
        "read it. If you can't do that in 15 minutes, tap Pass to duty."
    )
    assert [button.label for row in told.body.rows for button in row] == ["Open", "Pass to duty"]


# R40 R55
def test_whoever_stands_in_is_told_beside_the_coordinator(
    session: Session, ash: Staff, robin: Staff, jay: Person, now: datetime
) -> None:
    today = date(2026, 3, 10)
    stand_ins.plan(session, robin.id, ash.id, today, today, now, now + DAY)

    told = needs_help(session, jay, now)

    assert [said.chat_id for said in told] == [ROBIN, ASH]


# --- who may open what -------------------------------------------------------------------------------------


# R55
@pytest.mark.parametrize("hat", [DUTY, ON_CALL])
def test_a_hat_opens_exactly_the_messages_that_were_escalated(
    session: Session, sunny: Staff, jay: Person, now: datetime, hat: str
) -> None:
    shifts.put_on(session, sunny.id, hat, now, now + DAY)
    needs_help(session, jay, now)
    writes(session, jay, "and some more", now + timedelta(minutes=2), noticed="concern")
    needs_help(session, jay, now + timedelta(minutes=5), "i really want to die")
    stays_unopened(session, now)

    desk = opens(session, sunny, now + timedelta(minutes=31))

    assert desk.seen == (
        "The message of 10am\n\n"
        "Jay, whom Robin walks alongside, wrote:\n\n"
        "Tue 10 Mar 10:00\ni want to die\n\n"
        "Tue 10 Mar 10:05\ni really want to die\n\n"
        "When it has been seen to, say how:"
    )


# R55
@pytest.mark.parametrize("action", ["open", "close", "pass", "reach", "hat"])
@pytest.mark.parametrize(
    ("who", "hat", "escalated"),
    [
        pytest.param(ASH, None, True, id="another Coordinator"),
        pytest.param(SUNNY, None, True, id="a manager without a hat"),
        pytest.param(ASH, DUTY, False, id="on duty before it came to duty"),
        pytest.param(SUNNY, DUTY, False, id="a manager on duty before it came to duty"),
        pytest.param(SUNNY, ON_CALL, False, id="on call before it came to on call"),
    ],
)
def test_nobody_else_reaches_a_word_or_a_name(
    session: Session,
    ash: Staff,
    sunny: Staff,
    robin: Staff,
    jay: Person,
    now: datetime,
    action: str,
    who: int,
    hat: str | None,
    escalated: bool,
) -> None:
    member = staff.at(session, who)
    assert member is not None
    shifts.put_on(session, robin.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    if escalated:
        stays_unopened(session, now)
    if hat:
        shifts.put_on(session, member.id, hat, now, now + DAY)

    desk = Desk(session, member, now + timedelta(minutes=31))
    desk.forges(f"v1.alert.{action}.{the_alert(session).id}.spoke")

    assert WORDS not in all_seen(desk)
    assert "Jay" not in all_seen(desk)
    assert the_alert(session).closed_at is None
    assert the_alert(session).opened_at is None


# R55
def test_a_hat_that_was_taken_off_opens_nothing(
    session: Session, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + timedelta(minutes=20))
    needs_help(session, jay, now)
    stays_unopened(session, now)

    desk = opens(session, ash, now + timedelta(minutes=31))

    assert desk.seen == OLD


# R55 R56
def test_opening_is_written_down_with_what_let_them(
    session: Session, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    stays_unopened(session, now)

    opens(session, ash, now + timedelta(minutes=31))

    [line] = [one for one in audit.about(session, jay.id) if one.what == "alert.opened"]
    assert (line.staff_id, line.person_id, line.detail) == (ash.id, jay.id, DUTY)


# R40 R88
def test_the_coordinator_reads_the_words_with_the_ways_to_close_it_below(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)

    desk = opens(session, robin, now + timedelta(minutes=3))

    assert "my ordinary words" in desk.seen
    assert WORDS in desk.seen
    assert desk.labels[2:7] == [
        "Spoke to them", "Called 999", "Known and in hand", "Not what it seemed", "Passed to duty",
    ]  # fmt: skip


# R40
def test_who_opens_second_sees_who_was_first(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    stays_unopened(session, now)
    opens(session, robin, now + timedelta(minutes=31))

    desk = opens(session, ash, now + timedelta(minutes=32))

    assert "Robin opened this at 10:31am." in desk.seen


# R50
def test_words_that_were_wiped_are_not_shown_and_it_can_still_be_closed(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)
    people.wipe(session, jay, now)

    desk = opens(session, robin, now + timedelta(minutes=3))
    seen = desk.seen
    desk.taps("Known and in hand")

    assert "The words are no longer kept" in seen
    assert the_alert(session).closed_why == "in-hand"


# R55
def test_duty_can_ask_the_coordinator_to_ring_and_no_name_goes_along(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    stays_unopened(session, now)
    desk = opens(session, ash, now + timedelta(minutes=31))

    desk.taps("Ask Robin to ring me")
    desk.taps("Ask Robin to ring me")

    [asked] = desk.sent
    assert (asked.chat_id, text_of(asked.body)) == (
        ROBIN, "Ash, on duty, has opened the message of 10am and asks you to get in touch now.",
    )  # fmt: skip
    assert desk.seen == "Robin has been asked to get in touch with you."


# --- closing -----------------------------------------------------------------------------------------------


# R40
@pytest.mark.parametrize(
    ("label", "why", "said"),
    [
        ("Spoke to them", "spoke", "spoke to them"),
        ("Called 999", "called-999", "called 999"),
        ("Known and in hand", "in-hand", "known and in hand"),
        ("Not what it seemed", "not-so", "not what it seemed"),
    ],
)
def test_closing_needs_a_reason_and_shows_who_and_when(
    session: Session, robin: Staff, jay: Person, now: datetime, label: str, why: str, said: str
) -> None:
    needs_help(session, jay, now)
    desk = opens(session, robin, now + timedelta(minutes=3))

    desk.taps(label)

    alert = the_alert(session)
    assert (alert.closed_why, alert.closed_by, alert.closed_at) == (why, robin.id, desk.now)
    assert desk.seen.endswith(f"Closed: {said}. Robin, 10:03am.")
    assert label not in desk.labels


# R40
def test_opening_is_not_closing(session: Session, robin: Staff, jay: Person, now: datetime) -> None:
    needs_help(session, jay, now)

    opens(session, robin, now)

    assert alerts.open_for(session, jay.id) is not None


# R40
def test_passed_to_duty_closes_only_once_duty_has_opened_it(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    desk = opens(session, robin, now)

    desk.taps("Passed to duty")
    early = the_alert(session).closed_at
    told = [said.chat_id for said in desk.sent]
    opens(session, ash, now)
    desk.taps("Passed to duty")

    assert (early, told) == (None, [ASH])
    assert the_alert(session).closed_why == "duty"


# R40
def test_who_closes_second_sees_who_was_first(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    stays_unopened(session, now)
    theirs, mine = opens(session, robin, now), opens(session, ash, now + timedelta(minutes=31))
    theirs.taps("Spoke to them")

    mine.taps("Called 999")

    assert the_alert(session).closed_why == "spoke"
    assert mine.seen == "Closed: spoke to them. Robin, 10am."


# R40
def test_an_old_card_does_not_close_words_that_came_since(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)
    desk = opens(session, robin, now)
    needs_help(session, jay, now + timedelta(minutes=5), "i really want to die")

    desk.later(minutes=6)
    desk.taps("Spoke to them")

    assert the_alert(session).closed_at is None
    assert "There is more since you opened" in desk.seen


# R55
def test_once_closed_a_hat_shows_no_words_any_more(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    stays_unopened(session, now)
    opens(session, robin, now).taps("Spoke to them")

    desk = opens(session, ash, now + timedelta(minutes=31))

    assert desk.seen == "Closed: spoke to them. Robin, 10am."


# R40
def test_new_words_after_closing_are_a_new_alert(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)
    opens(session, robin, now).taps("Spoke to them")

    told = needs_help(session, jay, now + timedelta(minutes=5))

    assert [said.chat_id for said in told] == [ROBIN]
    assert session.query(Alert).count() == 2


# R40 R33
def test_an_alert_that_is_not_closed_stays_in_the_inbox_when_its_words_are_answered(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)
    desk = opens(session, robin, now)
    desk.taps("Done")

    desk.commands("inbox")
    desk.taps("1 Jay")
    desk.taps("Spoke to them")

    assert the_alert(session).closed_why == "spoke"


# R56
def test_closing_is_written_down(session: Session, robin: Staff, jay: Person, now: datetime) -> None:
    needs_help(session, jay, now)

    opens(session, robin, now).taps("Spoke to them")

    lines = session.query(Audit).filter(Audit.what == "alert.closed").all()
    assert [(line.staff_id, line.person_id, line.detail) for line in lines] == [(robin.id, jay.id, "spoke")]


def test_a_reason_that_does_not_exist_closes_nothing(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)
    desk = opens(session, robin, now)

    desk.forges(f"v1.alert.close.{the_alert(session).id}.bored")

    assert desk.seen == OLD
    assert the_alert(session).closed_at is None


def test_there_are_the_five_reasons_of_r40() -> None:
    said = {key for key in sentences() if key.startswith("alert-why-")}

    assert said == {f"alert-why-{why}" for why in alert_closing.WHYS}
    assert len(said) == 5
