"""What may still leave the outbox at the very last moment: the hour, and words that somebody has asked us to avoid."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.clock import Clock
from bot.leaving import Claimed, Leaving
from nudges.wishes import Avoided, stored_words
from storage import outbox, people
from storage.database import Database
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, Person, State
from tests import cast
from tests.life import PROGRAMME

LONDON = ZoneInfo("Europe/London")
NIGHT = datetime(2026, 3, 10, 3, tzinfo=UTC)


@pytest.fixture
def jay(database: Database, now: datetime) -> Person:
    """Somebody of Robin's."""
    with database.write() as session:
        return cast.said_yes(session, cast.coordinator(session, now), now)


def owed(
    database: Database,
    person: Person,
    kind: Kind,
    now: datetime,
    text: str = "Hi Jay, mate.",
    *,
    care: bool = False,
) -> int:
    """Have something wait for Jay; returns its row."""
    with database.write() as session:
        waits = Outgoing(Body(text), kind, person_id=person.id, care=care)
        return outbox.queue(session, waits, cast.JAY, now).id


def claimed(database: Database, now: datetime) -> Claimed | None:
    return Leaving(database, Clock(now), PROGRAMME.zone).claim(cast.JAY)


def state(database: Database, row: int) -> str:
    with database.read() as session:
        return session.get_one(Message, row).state


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.CARD])
def test_the_answer_to_what_they_just_said_leaves_at_any_hour(
    database: Database, jay: Person, kind: Kind
) -> None:  # R16
    row = owed(database, jay, kind, NIGHT)

    leaves = claimed(database, NIGHT)

    assert leaves is not None
    assert leaves.id == row


@pytest.mark.parametrize(
    ("clock", "leaves"),
    [(time(7, 59), False), (time(8), True), (time(20, 59), True), (time(21), False), (time(3), False)],
)
def test_a_coordinators_own_words_leave_from_eight_to_nine_even_after_an_outage(
    database: Database, jay: Person, clock: time, leaves: bool
) -> None:  # R16
    at = datetime.combine(datetime(2026, 7, 7, tzinfo=UTC).date(), clock, LONDON).astimezone(UTC)
    row = owed(database, jay, Kind.COORDINATOR, at)

    claim = claimed(database, at)

    assert (claim is not None) == leaves
    assert state(database, row) == (State.SENDING if leaves else State.SKIPPED)


@pytest.mark.parametrize("refused", [True, False])
def test_whoever_wrote_what_did_not_arrive_is_told_with_no_name_and_no_word(
    database: Database, jay: Person, now: datetime, refused: bool
) -> None:  # R42
    at = now if refused else NIGHT
    owed(database, jay, Kind.COORDINATOR, at, "Hi Jay, zebra.")

    leaves = claimed(database, at)
    if leaves is not None:
        Leaving(database, Clock(at), PROGRAMME.zone).write_down(leaves, State.FAILED, None, gone=False)

    with database.read() as session:
        [told] = session.query(Message).filter_by(chat_id=cast.ROBIN, kind=Kind.NOTICE, state=State.QUEUED)
        body = Body.from_json(told.body)
    assert (leaves is not None) == refused
    assert "did not arrive" in body.text
    assert not {"Jay", "zebra"} & set(body.text.replace(".", "").split())
    assert [button.data for row in body.rows for button in row] == [f"v1.people.talk.{jay.id}.0"]


def test_a_coordinators_answer_in_a_crisis_leaves_at_any_hour(database: Database, jay: Person) -> None:  # R16
    row = owed(database, jay, Kind.COORDINATOR, NIGHT, care=True)

    leaves = claimed(database, NIGHT)

    assert leaves is not None
    assert leaves.id == row


def test_a_nudge_with_a_word_they_have_named_since_stays_behind_and_what_follows_leaves(
    database: Database, jay: Person, now: datetime
) -> None:  # R19
    nudge = owed(database, jay, Kind.NUDGE, now)
    answer = owed(database, jay, Kind.REPLY, now, "Thanks.")
    with database.write() as session:
        people.wish(session.get_one(Person, jay.id), words_to_avoid=stored_words([Avoided("mate")]))
    first = claimed(database, now)
    assert first is not None
    Leaving(database, Clock(now), PROGRAMME.zone).write_down(first, State.SENT, 5, gone=False)

    then = claimed(database, now)

    assert (first.id, then) == (answer, None)
    assert state(database, nudge) == State.SKIPPED


def test_a_nudge_without_one_leaves(database: Database, jay: Person, now: datetime) -> None:
    with database.write() as session:
        people.wish(session.get_one(Person, jay.id), words_to_avoid=stored_words([Avoided("champ")]))
    row = owed(database, jay, Kind.NUDGE, now)

    leaves = claimed(database, now)

    assert leaves is not None
    assert leaves.id == row
