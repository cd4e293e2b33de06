"""In which order words wait, what is marked beside them, and who sees that they wait too long (R33, R38, R39)."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import messages, people, staff, waiting
from storage.database import Session
from storage.models import Alert, Kind, Message, Person, Role, Staff
from tests.cast import JAY, said_yes
from tests.desk import Desk
from tests.test_alerts import needs_help

FRIDAY = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
MONDAY = FRIDAY + timedelta(days=3)
MAUNDY_THURSDAY = datetime(2026, 4, 2, 14, 0, tzinfo=UTC)  # three in the afternoon in London


@pytest.fixture
def sunny(session: Session, now: datetime) -> Staff:
    return staff.register(session, Role.MANAGER, 951, now)


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    return said_yes(session, robin, now - timedelta(days=60))


def another(session: Session, robin: Staff, name: str, now: datetime) -> Person:
    chat_id = JAY + len(people.of(session, robin.id))
    return said_yes(session, robin, now - timedelta(days=60), chat_id=chat_id, name=name)


def writes(
    session: Session,
    person: Person,
    at: datetime,
    *,
    noticed: str | None = None,
    due_at: datetime | None = None,
    kind: Kind = Kind.WORDS,
) -> Message:
    row = messages.heard(
        session,
        kind=kind,
        chat_id=person.chat_id or 0,
        person_id=person.id,
        text="hm",
        telegram_id=None,
        now=at,
    )
    row.noticed, row.due_at = noticed, due_at
    return row


def inbox(session: Session, robin: Staff, at: datetime) -> list[str]:
    desk = Desk(session, robin, at)
    desk.commands("inbox")
    return desk.seen.splitlines()


def team(session: Session, sunny: Staff, at: datetime) -> str:
    desk = Desk(session, sunny, at)
    desk.commands("team")
    return desk.seen


# --- the order, and the marks ------------------------------------------------------------------------------


# R33 R38
def test_crisis_stands_first_then_concern_then_the_rest_and_in_each_who_waited_longest(
    session: Session, robin: Staff, now: datetime
) -> None:
    waits = {"Cy": "ordinary", "Bo": "wants_contact", "Di": "concern", "Al": "crisis", "El": "concern"}
    for minute, (name, noticed) in enumerate(waits.items()):
        at = now - timedelta(minutes=30 - minute)
        writes(session, another(session, robin, name, now), at, noticed=noticed)

    lines = [line for line in inbox(session, robin, now) if " · " in line]

    assert [line.split()[1] for line in lines] == ["Al", "Di", "El", "Cy", "Bo"]


# R33
def test_a_crisis_that_was_read_keeps_its_place_when_something_else_follows(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    writes(session, another(session, robin, "Di", now), now, noticed="concern")
    waiting.mark_read(writes(session, jay, now, noticed="crisis"), now)
    writes(session, jay, now, noticed="ordinary")

    lines = [line for line in inbox(session, robin, now) if " · " in line]

    assert [line.split()[1] for line in lines] == ["Jay", "Di"]


# R38
@pytest.mark.parametrize("noticed", ["crisis", "concern", "wants_contact"])
def test_what_the_word_check_noticed_is_marked_and_never_named(
    session: Session, robin: Staff, jay: Person, now: datetime, noticed: str
) -> None:
    writes(session, jay, now, noticed=noticed)

    shown = "\n".join(inbox(session, robin, now))
    desk = Desk(session, robin, now)
    desk.forges(f"v1.inbox.open.{jay.id}")

    for seen in (shown, desk.seen):
        assert "The word check noticed this." in seen
        assert not any(word in seen.casefold() for word in ("crisis", "concern", "contact", "risk", "safe"))


# R38
@pytest.mark.parametrize("noticed", ["ordinary", None])
def test_what_it_did_not_notice_has_no_mark_at_all(
    session: Session, robin: Staff, jay: Person, now: datetime, noticed: str | None
) -> None:
    writes(session, jay, now, noticed=noticed)

    assert inbox(session, robin, now)[2:] == ["1. Jay · 1 new · since Tue 10 Mar 10:00"]


# R33
def test_it_says_by_when_it_should_be_read(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    writes(session, jay, now, noticed="concern", due_at=now + timedelta(hours=7))

    assert inbox(session, robin, now)[-1] == "The word check noticed this. Read by 5pm today."


# R33
def test_once_the_time_has_passed_that_was_promised_the_line_says_so(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    writes(session, jay, now, noticed="concern", due_at=now + timedelta(hours=7))

    late = inbox(session, robin, now + timedelta(hours=7))

    assert late[-1] == "The word check noticed this. ⏳ Was to be read by Tue 10 Mar 17:00."


# R33
@pytest.mark.parametrize(
    ("later", "said"),
    [
        (0, "Promised to hear from someone by 5pm today."),
        (7, "⏳ Was promised to hear from someone by Tue 10 Mar 17:00."),
    ],
)
def test_to_whom_an_answer_was_promised_is_not_said_to_be_only_read(
    session: Session, robin: Staff, jay: Person, now: datetime, later: int, said: str
) -> None:
    writes(session, jay, now, noticed="wants_contact", due_at=now + timedelta(hours=7))

    shown = inbox(session, robin, now + timedelta(hours=later))

    assert shown[-1] == f"The word check noticed this. {said}"


# R43
def test_a_low_number_is_told_without_which(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    writes(session, jay, now, noticed="low", kind=Kind.STAR)

    assert inbox(session, robin, now)[-1] == "A number or two looked low."


# R47
def test_a_chat_that_the_word_check_cannot_read_says_so(
    session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    writes(session, jay, now)
    jay.uncovered_at = now

    assert inbox(session, robin, now)[-1] == "The word check does not cover this language."


# --- too long ----------------------------------------------------------------------------------------------


# R39
@pytest.mark.parametrize(
    ("written", "looks", "marked"),
    [
        pytest.param(FRIDAY, MONDAY - timedelta(minutes=1), False, id="not a working day yet"),
        pytest.param(FRIDAY, MONDAY, True, id="a working day"),
        pytest.param(MAUNDY_THURSDAY, MAUNDY_THURSDAY + timedelta(days=4), False, id="over Easter"),
        pytest.param(MAUNDY_THURSDAY, MAUNDY_THURSDAY + timedelta(days=5), True, id="after Easter"),
    ],
)
def test_unread_words_get_a_badge_after_a_working_day(
    session: Session, robin: Staff, jay: Person, written: datetime, looks: datetime, marked: bool
) -> None:
    writes(session, jay, written)

    title, _, *lines = inbox(session, robin, looks)

    assert (title == "Inbox · 1 waiting over a working day") is marked
    assert ("⏳ Over a working day unread." in lines) is marked


# R39
@pytest.mark.parametrize("kind", [Kind.TAP, Kind.STAR])
def test_a_tap_or_a_star_is_no_free_text(session: Session, robin: Staff, jay: Person, kind: Kind) -> None:
    writes(session, jay, FRIDAY, kind=kind)

    assert inbox(session, robin, MONDAY)[0] == "Inbox"


# R39
def test_what_was_read_is_not_overdue(session: Session, robin: Staff, sunny: Staff, jay: Person) -> None:
    waiting.mark_read(writes(session, jay, FRIDAY), FRIDAY)

    assert inbox(session, robin, MONDAY)[0] == "Inbox"
    assert "Nothing that people wrote has waited unread" in team(session, sunny, MONDAY + timedelta(days=5))


# R39
def test_a_manager_sees_how_many_items_are_overdue_after_two_working_days_and_nothing_else(
    session: Session, robin: Staff, sunny: Staff, jay: Person, now: datetime
) -> None:
    writes(session, jay, FRIDAY)
    writes(session, jay, FRIDAY + timedelta(minutes=1))
    writes(session, another(session, robin, "Bo", now), FRIDAY)

    early = team(session, sunny, MONDAY + timedelta(hours=23))
    seen = team(session, sunny, MONDAY + timedelta(days=1, minutes=5))

    assert "Nothing that people wrote has waited unread for 2 working days." in early
    assert "3 items that people wrote have waited unread for 2 working days or more." in seen
    assert not any(word in seen for word in ("Jay", "Bo", "Robin: ", "hm"))


# R39
def test_words_to_a_coordinator_who_has_left_are_counted_too(
    session: Session, robin: Staff, sunny: Staff, jay: Person
) -> None:
    writes(session, jay, FRIDAY)
    staff.remove(session, robin, FRIDAY)

    assert "1 item that people wrote" in team(session, sunny, MONDAY + timedelta(days=2))


# R40
def test_a_manager_sees_how_many_alerts_are_open_and_how_old_the_oldest_is(
    session: Session, robin: Staff, sunny: Staff, jay: Person, now: datetime
) -> None:
    none = team(session, sunny, now)
    needs_help(session, jay, now)
    needs_help(session, another(session, robin, "Bo", now), now + timedelta(hours=1))
    Desk(session, robin, now).forges(f"v1.alert.open.{session.query(Alert.id).order_by(Alert.id).first()[0]}")  # type: ignore[index]

    seen = team(session, sunny, now + timedelta(hours=3, minutes=5))

    assert "No alert is open." in none
    assert "2 alerts are not closed. The oldest came 3 hours ago." in seen
    assert "1 of them nobody has opened." in seen
    assert "Jay" not in seen
