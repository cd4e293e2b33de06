"""Everything that is said is a row first; what a crash leaves is decided by what it is."""

from datetime import datetime, timedelta

import pytest

from storage import outbox, people
from storage.database import Session
from storage.messages import Body, Button, Outgoing
from storage.models import Kind, Message, Person, State
from tests.cast import JAY, coordinator, said_yes


@pytest.fixture
def jay(session: Session, now: datetime) -> Person:
    return said_yes(session, coordinator(session, now), now)


def _say(session: Session, person: Person, text: str, now: datetime, kind: Kind = Kind.REPLY) -> Message:
    return outbox.queue(session, Outgoing(Body(text), kind, person_id=person.id), JAY, now)


def test_answers_leave_before_nudges(session: Session, jay: Person, now: datetime) -> None:
    _say(session, jay, "how's your week?", now, Kind.NUDGE)
    answer = _say(session, jay, "got it", now)

    claimed = outbox.claim_next(session, JAY)

    assert claimed is answer


def test_a_chats_next_message_waits_for_the_one_before(session: Session, jay: Person, now: datetime) -> None:
    first = _say(session, jay, "one", now)
    second = _say(session, jay, "two", now)
    outbox.claim_next(session, JAY)
    session.flush()

    waiting = outbox.claim_next(session, JAY)
    outbox.settle(session, first.id, State.SENT, now, telegram_id=11)
    session.flush()

    assert waiting is None
    assert outbox.claim_next(session, JAY) is second


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Kind.NUDGE, State.UNSURE),
        (Kind.INVITATION, State.UNSURE),
        (Kind.QUIET, State.UNSURE),
        (Kind.REPLY, State.QUEUED),
        (Kind.CARD, State.QUEUED),
        (Kind.COORDINATOR, State.QUEUED),
    ],
)
def test_after_a_crash_a_nudge_is_not_repeated_and_an_answer_is(
    session: Session, jay: Person, now: datetime, kind: Kind, state: State
) -> None:
    row = _say(session, jay, "hello", now, kind)
    outbox.claim_next(session, JAY)
    session.flush()

    outbox.settle_what_a_crash_left(session, now)
    session.refresh(row)

    assert row.state == state


@pytest.mark.parametrize(("care", "state"), [(False, State.CANCELLED), (True, State.QUEUED)])
def test_after_a_crash_what_was_being_sent_when_stop_came_is_not_sent_again_but_for_care(
    session: Session, jay: Person, now: datetime, care: bool, state: State
) -> None:  # R8, R32
    said = Outgoing(Body("hello"), person_id=jay.id, care=care)
    row = outbox.queue(session, said, JAY, now - timedelta(seconds=1))
    outbox.claim_next(session, JAY)
    people.stop(session, jay, now)
    session.flush()

    outbox.settle_what_a_crash_left(session, now)
    session.refresh(row)

    assert row.state == state


def test_what_is_said_to_a_stranger_leaves_no_row(session: Session, now: datetime) -> None:  # R1
    row = outbox.queue(session, Outgoing(Body("hi"), keep=False), 77, now)
    outbox.claim_next(session, 77)

    outbox.settle(session, row.id, State.SENT, now, telegram_id=5)
    session.flush()

    assert session.get(Message, row.id) is None


def test_stopping_cancels_what_is_queued(session: Session, jay: Person, now: datetime) -> None:  # R8
    nudge = _say(session, jay, "how's your week?", now, Kind.NUDGE)

    people.stop(session, jay, now)
    session.refresh(nudge)

    assert nudge.state == State.CANCELLED
    assert outbox.chats_waiting(session) == []


def test_buttons_come_back_as_they_went_in() -> None:
    body = Body("text", "title", ((Button.tap("Yes", "star", 1), Button("Map", url="https://example.org")),))

    assert Body.from_json(body.to_json()) == body


def test_button_data_over_64_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        Button.tap("Yes", "x" * 62)


def test_settling_a_message_of_somebody_who_was_just_forgotten_is_harmless(
    session: Session, jay: Person, now: datetime
) -> None:
    row = _say(session, jay, "hello", now)
    row_id = row.id
    session.expunge(row)
    people.remove(session, jay)

    outbox.settle(session, row_id, State.SENT, now, telegram_id=5)

    assert session.get(Message, row_id) is None
