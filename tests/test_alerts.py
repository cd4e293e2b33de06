"""What staff are told, who may open what, and how an alert is closed (R40, R42, R55)."""

from datetime import date, datetime, timedelta

import pytest

from handlers import alert_closing, alerting, notices
from handlers.escalating import escalate
from handlers.next_in_line import Line
from handlers.turn import Heard, Outgoing, Said, Turn
from storage import alerts, audit, diary, faults, messages, outbox, people, shifts, staff, stand_ins
from storage.database import Session
from storage.models import Alert, Audit, Kind, Message, Person, Role, Staff
from storage.shifts import DUTY, ON_CALL
from tests.cast import ASH, JAY, ROBIN, midnight, said_yes
from tests.desk import Desk, text_of
from tests.life import PROGRAMME
from wording import messages as sentences

SUNNY, PAT = 951, 952
WORDS = "i want to die"
OLD = "That button is too old to use now. Nothing has changed."
DAY = timedelta(days=1)
NOT_DUTY = "Nobody is on duty. The next in line has been told, at "


@pytest.fixture
def sunny(session: Session, now: datetime) -> Staff:
    return staff.register(session, Role.MANAGER, SUNNY, now)


@pytest.fixture
def pat(session: Session, now: datetime) -> Staff:
    return staff.register(session, Role.MANAGER, PAT, now)


@pytest.fixture
def jay(session: Session, jay: Person, now: datetime) -> Person:
    writes(session, jay, "my ordinary words", now - timedelta(hours=1), noticed="ordinary")
    return jay


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
    stand_ins.plan(session, robin.id, ash.id, today, today, now, midnight)

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
@pytest.mark.parametrize(
    ("hat", "opened_after", "wears_until", "more_after", "told"),
    [
        pytest.param(ON_CALL, 31, 600, None, NOT_DUTY, id="opened on call, not on duty"),
        pytest.param(DUTY, 31, 31, None, NOT_DUTY, id="opened when the shift was over"),
        pytest.param(DUTY, 31, 600, 40, "Duty has been told.", id="opened before the newest words came"),
    ],
)
def test_passed_to_duty_does_not_close_when(
    session: Session,
    robin: Staff,
    sunny: Staff,
    jay: Person,
    now: datetime,
    hat: str,
    opened_after: int,
    wears_until: int,
    more_after: int | None,
    told: str,
) -> None:
    shifts.put_on(session, sunny.id, hat, now, now + timedelta(minutes=wears_until))
    needs_help(session, jay, now)
    stays_unopened(session, now)
    opens(session, sunny, now + timedelta(minutes=opened_after))
    if more_after is not None:
        needs_help(session, jay, now + timedelta(minutes=more_after), "i really want to die")
    desk = opens(session, robin, now + timedelta(minutes=45))

    desk.taps("Passed to duty")

    assert the_alert(session).closed_at is None
    assert desk.seen.startswith(told)


# R40
def test_who_is_on_duty_does_not_pass_it_to_themselves(
    session: Session, ash: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    needs_help(session, jay, now)
    stays_unopened(session, now)
    desk = opens(session, ash, now + timedelta(minutes=31))

    desk.taps("Passed to duty")

    assert the_alert(session).closed_at is None


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


# --- who else hears of it ----------------------------------------------------------------------------------


def reaches(session: Session, minute: datetime) -> list[int]:
    """Let the clock strike; returns the accounts that hear of the alert at that moment."""
    before = session.query(Message).count()
    escalate(session, minute, PROGRAMME)
    rows = session.query(Message).order_by(Message.id).all()
    return [row.chat_id for row in rows[before:]]


# R40
def test_each_step_comes_at_its_time_and_is_written_down(
    session: Session, ash: Staff, sunny: Staff, jay: Person, now: datetime
) -> None:
    shifts.put_on(session, ash.id, DUTY, now, now + DAY)
    shifts.put_on(session, sunny.id, ON_CALL, now, now + DAY)
    needs_help(session, jay, now)

    heard = [reaches(session, now + timedelta(minutes=minute)) for minute in (14, 15, 29, 30)]

    assert heard == [[], [ASH], [], [SUNNY]]
    assert [(step.what, step.at - now) for step in alerts.steps(session, the_alert(session).id)] == [
        ("raised", timedelta(0)),
        ("coordinator", timedelta(0)),
        ("duty", timedelta(minutes=15)),
        ("on_call", timedelta(minutes=30)),
    ]


# R40 R55
def test_an_alert_that_was_opened_and_not_closed_reaches_who_stands_in_the_next_day(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    needs_help(session, jay, now)
    opens(session, robin, now)
    tomorrow = date(2026, 3, 11)
    stand_ins.plan(session, robin.id, ash.id, tomorrow, tomorrow, now, midnight)
    escalate(session, now + timedelta(hours=1), PROGRAMME)

    heard = reaches(session, now + timedelta(hours=23))  # nine the next morning

    assert heard == [ROBIN, ASH]
    assert "Robin opened this at Tue 10 Mar 10:00." in opens(session, ash, now + timedelta(hours=23)).seen


# R40 R55
def test_when_the_stand_in_who_opened_it_is_gone_it_begins_again(
    session: Session, robin: Staff, ash: Staff, jay: Person, now: datetime
) -> None:
    today = date(2026, 3, 10)
    stand_ins.plan(session, robin.id, ash.id, today, today, now, midnight)
    needs_help(session, jay, now + timedelta(hours=6, minutes=30))
    opens(session, ash, now + timedelta(hours=6, minutes=40))

    heard = reaches(session, now + timedelta(hours=23, minutes=40))

    assert heard == [ROBIN]
    assert the_alert(session).opened_at is None
    assert the_alert(session).next_step_at == now + timedelta(hours=23, minutes=55)


# R40
@pytest.mark.parametrize(
    ("on_call", "managers", "said"),
    [
        pytest.param(True, 1, "Nobody is on duty. The next in line has been told, at 10:05am.", id="on call"),
        pytest.param(
            False, 1, "Nobody is on duty. The next in line has been told, at 10:05am.", id="a manager"
        ),
        pytest.param(
            False,
            0,
            "Nobody is on duty, and nobody else could be told. It is still with you: please see to it, or ring "
            "someone who can.",
            id="nobody",
        ),
    ],
)
def test_pass_to_duty_with_nobody_on_duty_says_who_was_really_told(
    session: Session, robin: Staff, jay: Person, now: datetime, on_call: bool, managers: int, said: str
) -> None:
    for chat_id in range(SUNNY, SUNNY + managers):
        sunny = staff.register(session, Role.MANAGER, chat_id, now)
        if on_call:
            shifts.put_on(session, sunny.id, ON_CALL, now, now + DAY)
    needs_help(session, jay, now)
    desk = Desk(session, robin, now + timedelta(minutes=5))

    desk.forges(f"v1.alert.pass.{the_alert(session).id}")
    first = desk.seen
    desk.later(minutes=1)
    desk.forges(f"v1.alert.pass.{the_alert(session).id}")

    assert [first, desk.seen] == [said, said]
    assert the_alert(session).opened_at is None


# --- what is reported to whoever runs Walkalong ------------------------------------------------------------


def reported(session: Session, now: datetime) -> list[str]:
    return [code for code, _ in faults.since(session, now)]


# R46
@pytest.mark.parametrize("hour", [10, 22])
def test_an_alert_that_finds_nobody_whatever_is_reported(
    session: Session, robin: Staff, jay: Person, now: datetime, hour: int
) -> None:
    staff.remove(session, robin, now)
    at = now.replace(hour=hour)

    told = needs_help(session, jay, at)

    assert told == []
    assert reported(session, at) == [faults.NOBODY_READS]


# R46
def test_an_alert_that_somebody_hears_of_is_no_fault(session: Session, jay: Person, now: datetime) -> None:
    needs_help(session, jay, now)
    stays_unopened(session, now)

    assert reported(session, now) == []


# R46
def test_words_that_nobody_is_told_of_are_reported(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    turn = Turn(session, now, Said(Heard.WORDS, JAY, 1, "hi"), PROGRAMME, "a_made_up_bot", person=jay)
    told = notices.new_words(turn, jay)
    before = reported(session, now)
    staff.remove(session, robin, now)

    nobody = notices.new_words(turn, jay)

    assert ([one.chat_id for one in told], before) == ([ROBIN], [])
    assert (nobody, reported(session, now)) == ([], [faults.NOBODY_READS])


# R40 R46
def test_an_alert_that_cannot_go_on_is_tried_again_each_minute_and_holds_no_other_up(
    session: Session, robin: Staff, jay: Person, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim = said_yes(session, robin, now - 30 * DAY, chat_id=JAY + 1, name="Kim")
    needs_help(session, jay, now)
    stuck = the_alert(session)
    needs_help(session, kim, now)
    other, due = the_alert(session), now + timedelta(minutes=15)
    go_on = Line.go_on

    def breaks(line: Line) -> list[Outgoing]:
        if line._alert.id == stuck.id:
            raise RuntimeError("made up")
        return go_on(line)

    monkeypatch.setattr(Line, "go_on", breaks)
    escalate(session, due, PROGRAMME)
    stages = (stuck.stage, stuck.next_step_at, other.stage)
    monkeypatch.undo()
    escalate(session, due + timedelta(minutes=1), PROGRAMME)

    assert stages == ("coordinator", due + timedelta(minutes=1), ON_CALL)
    assert reported(session, now) == [faults.ALERT_STUCK]
    assert stuck.stage == ON_CALL


# --- the clock ---------------------------------------------------------------------------------------------


# R40
def test_the_next_step_of_an_alert_is_something_next_to_be_said(
    session: Session, jay: Person, now: datetime
) -> None:
    before = diary.next_said(session, now)

    needs_help(session, jay, now)

    assert (before, diary.next_said(session, now)) == (None, now + timedelta(minutes=15))
