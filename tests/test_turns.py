"""The turn: one update, one transaction; what fails changes nothing, is tried three times, and is not lost."""

import asyncio
from dataclasses import replace

import pytest

from bot import put_aside
from sandbox.phone import Phone
from storage import alerts, faults, inbox
from storage.database import sqlite_path
from storage.models import Kind, Message
from tests.company import at, joined, received, sent, texts
from tests.conftest import TUESDAY
from tests.life import Life

ANSWER, SORRY = "Thanks, got it", "Sorry"


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


@pytest.fixture
async def kim(life: Life) -> Phone:
    """Somebody else."""
    return await joined(life, "Kim")


def break_turns_of(life: Life, phone: Phone) -> None:
    """Let every handler fail after it has changed rows: there are no words in this person's language."""
    turns = life.walkalong.turns
    turns._programme = replace(turns._programme, languages=("en", "xx"))
    with life.database.write() as session:
        at(session, phone).language = "xx"


async def test_a_turn_that_fails_changes_nothing(life: Life, jay: Phone, kim: Phone) -> None:
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await kim.types("hello")
    await kim.sees(ANSWER)

    with life.database.read() as session:
        assert at(session, jay).last_heard_at is None
    assert sent(life, jay, Kind.WORDS) == []


async def test_the_next_update_is_handled(life: Life, jay: Phone, kim: Phone) -> None:
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await kim.types("hello")

    await kim.sees(ANSWER)


async def test_after_three_tries_it_is_put_aside_with_what_it_said(life: Life, jay: Phone) -> None:
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await jay.sees(SORRY)

    row = received(life)[0]
    assert (row.state, row.tries, row.fault) == (inbox.PARKED, inbox.TRIES, "WordingError")
    assert "see you at the cafe" in str(row.payload)


async def test_what_was_put_aside_is_reported(life: Life, jay: Phone) -> None:  # R46
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await jay.sees(SORRY)

    with life.database.read() as session:
        assert [code for code, _ in faults.since(session, TUESDAY)] == [faults.PUT_ASIDE]


async def test_sorry_is_said_once(life: Life, jay: Phone, kim: Phone) -> None:
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await jay.sees(SORRY)
    await kim.types("hello")
    await kim.sees(ANSWER)

    assert len(await texts(jay)) == 1


async def test_saying_sorry_leaves_no_row(life: Life, jay: Phone) -> None:
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await jay.sees(SORRY)
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        assert session.query(Message).all() == []


async def test_what_was_put_aside_is_handled_once_the_operator_says_so(life: Life, jay: Phone) -> None:
    break_turns_of(life, jay)
    await jay.types("i want to die")
    await jay.sees(SORRY)
    with life.database.write() as session:  # mended
        at(session, jay).language = "en"

    await asyncio.to_thread(put_aside.again, life.walkalong.settings, received(life)[0].id, TUESDAY)
    await life.walkalong.tick()
    await jay.sees("Someone will read this by")

    row = received(life)[0]
    assert (row.state, row.payload) == (inbox.DONE, None)
    with life.database.read() as session:
        assert len(alerts.not_closed(session)) == 1


async def test_what_was_put_aside_is_sealed(life: Life, jay: Phone) -> None:  # R54
    path = sqlite_path(life.database.url)
    assert path is not None
    break_turns_of(life, jay)
    await jay.types("see you at the cafe")
    await jay.sees(SORRY)

    on_disk = b"".join(file.read_bytes() for file in path.parent.glob("walkalong.db*"))

    assert b"see you at the cafe" not in on_disk


async def test_a_failure_is_reported_without_their_words(
    life: Life, jay: Phone, caplog: pytest.LogCaptureFixture
) -> None:  # R53
    break_turns_of(life, jay)

    await jay.types("see you at the cafe")
    await jay.sees(SORRY)

    assert caplog.text.count("A turn failed: update row 1, WordingError at") == inbox.TRIES
    assert "see you at the cafe" not in caplog.text
    assert "Jay" not in caplog.text


async def test_once_mended_the_same_person_is_answered_again(life: Life, jay: Phone) -> None:
    break_turns_of(life, jay)
    await jay.types("see you at the cafe")
    await jay.sees(SORRY)
    with life.database.write() as session:
        at(session, jay).language = "en"

    await jay.types("see you at the cafe")

    await jay.sees(ANSWER)


async def test_updates_are_handled_in_the_order_they_came(life: Life, jay: Phone) -> None:
    for number in range(8):
        await jay.types(f"word {number}")
    await jay.types("/help")
    await jay.sees("999")

    said = [str(row.body["text"]) for row in sent(life, jay, Kind.WORDS)]

    assert said == [f"word {number}" for number in range(8)]


async def test_what_was_handled_keeps_nothing_in_the_inbox(life: Life, jay: Phone) -> None:  # R53
    await jay.types("hello")
    await jay.sees(ANSWER)

    assert [(row.state, row.payload) for row in received(life)] == [(inbox.DONE, None)]
