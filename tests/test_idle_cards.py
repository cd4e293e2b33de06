"""Staff screens go blank when nobody has touched them for fifteen minutes, and at once when access ends (R57)."""

import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from handlers.idle_cards import go_blank, half_closed
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from star.questions import NUMBERS, VERSION
from storage import drafts, outbox, screens, staff, stars
from storage.database import Database, Session
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, Staff, State
from tests import cast
from tests.child import Mortal
from tests.company import LONG, texts
from tests.conftest import KEY, TUESDAY
from tests.desk import Desk
from tests.life import Life

CLOSED = "Closed."


def ticks(desk: Desk) -> None:
    """Let the clock strike, and the redraws be drawn."""
    for card in go_blank(desk.session, desk.now):
        desk._redrawn(card)  # what the sender does
        screens.gone(desk.session, card.message_id)
    desk.session.flush()


async def in_the_team(life: Life) -> tuple[Phone, Phone]:
    """Robin, and Jay who has a star and has written something."""
    robin, jay = await life.coordinator(), await life.joined()
    with life.database.write() as session:
        given: dict[int, int | None] = dict.fromkeys(NUMBERS, 5)
        stars.enter(session, life.person().id, VERSION, given, life.clock.now())
    await jay.types("the boiler is broken")
    await robin.sees("Something new waits")
    return robin, jay


# --- over HTTP -----------------------------------------------------------------------------------------------


async def test_a_screen_that_nobody_touches_says_closed_after_fifteen_minutes(life: Life) -> None:  # R57
    robin, _ = await in_the_team(life)
    await robin.types("/people")
    await robin.sees("Your people")

    await life.later(minutes=14, seconds=59)
    before = (await texts(robin))[-1]
    await life.later(seconds=2)

    assert "Jay" in before
    assert (await texts(robin))[-1] == CLOSED
    assert (await robin.last()).labels == []


async def test_each_tap_begins_the_fifteen_minutes_anew(life: Life) -> None:  # R57
    robin, _ = await in_the_team(life)
    await robin.types("/people")
    await robin.taps("1 Jay")
    await robin.sees("Where they stand")

    await life.later(minutes=14)
    await robin.taps("Conversation")
    await robin.sees("the boiler is broken")
    await life.later(minutes=14)
    still = (await texts(robin))[-1]
    await life.later(minutes=2)

    assert "the boiler is broken" in still
    assert (await texts(robin))[-1] == CLOSED


async def test_words_and_pictures_leave_the_phone(life: Life) -> None:  # R57
    robin, _ = await in_the_team(life)
    await robin.types("/inbox")
    await robin.taps("1 Jay")
    await robin.sees("the boiler is broken")
    await robin.types("/people")
    await robin.sees("Your people")
    await robin.taps("1 Jay")
    await robin.taps("Their star")
    await robin.sees("Star of")

    await life.later(minutes=16)
    on_it = await robin.screen()

    assert [one for one in on_it if one.from_bot and one.media] == []
    assert "the boiler is broken" not in "\n".join(await texts(robin))


async def test_a_link_and_its_picture_leave_the_phone(life: Life) -> None:  # R57
    robin, _ = await in_the_team(life)
    await robin.types("/people")
    await robin.taps("1 Jay")
    await robin.taps("New link")
    await robin.sees("Show this face to face")

    await life.later(minutes=16)

    assert "t.me" not in "\n".join(await texts(robin))
    assert "Show this face to face" not in "\n".join(await texts(robin))


async def test_whoever_is_cut_off_keeps_nothing_on_their_phone(life: Life) -> None:  # R57
    robin, _ = await in_the_team(life)
    await robin.types("/people")
    await robin.sees("Jay")

    with life.database.write() as session:
        staff.remove(session, staff.everyone(session)[0], life.clock.now())
    await life.walkalong.tick()
    await life.walkalong.sender.drained()

    assert (await texts(robin))[-1] == CLOSED


async def test_what_was_being_typed_is_kept_and_not_shown(life: Life) -> None:
    robin, _ = await in_the_team(life)
    await robin.types("/inbox")
    await robin.taps("1 Jay")
    await robin.taps("Answer")
    await robin.types("I will ring the landlord")
    await robin.sees("This is what Jay will see")

    await life.later(minutes=16)
    blank = "\n".join(await texts(robin))
    await robin.types("I will ring the landlord today")
    shown = await robin.sees("This is what Jay will see")

    assert "I will ring" not in blank
    assert "I will ring the landlord today" in shown.text


# --- a kill ----------------------------------------------------------------------------------------------------


@pytest.fixture
async def mortal(migrated_file: Path, tmp_path: Path) -> AsyncIterator[Mortal]:
    shutil.copy(migrated_file, tmp_path / "walkalong.db")
    clock = Clock(TUESDAY)
    async with Sandbox(now=clock.now) as sandbox:
        bot = Mortal(sandbox, f"sqlite:///{tmp_path / 'walkalong.db'}", tmp_path, clock)
        yield bot
        await bot.ends()


async def test_a_screen_that_was_being_closed_in_a_kill_is_closed_at_the_start(mortal: Mortal) -> None:  # R57
    database, now = Database(mortal.url, [KEY]), mortal.clock.now()
    robin = await mortal.sandbox.phone("Robin", started=True)
    with database.write() as session:
        member = cast.coordinator(session, now, chat_id=robin.id)
        cast.said_yes(session, member, now)
        member_id = member.id
    await mortal.revive()
    await robin.types("/people")
    await robin.sees("Your people", LONG)
    hold = mortal.sandbox.faults.hold("editMessageText")
    with database.write() as session:
        screens.end_access(session, now, staff_id=member_id)
    await hold.caught(LONG)

    await mortal.dies()
    before = await texts(robin)
    taken_away = mortal.sandbox.faults.hold("deleteMessage", "after")
    await mortal.revive()
    await taken_away.caught(LONG)

    assert "Jay" in before[-1]
    assert not any("Jay" in text for text in await texts(robin))
    taken_away.release()
    database.close()


# --- the rows --------------------------------------------------------------------------------------------------


def test_a_tap_on_a_closed_screen_says_how_to_open_one(desk: Desk) -> None:
    desk.commands("people")
    number, data = desk.showing("Your people"), desk.data("Add someone")
    desk.later(minutes=16)
    ticks(desk)

    desk.forges(data, on=number)

    assert desk.seen.startswith("That screen is closed. Open another one with /inbox")


def test_close_and_the_end_of_fifteen_minutes_leave_no_words_in_the_row(
    desk: Desk, session: Session, robin: Staff
) -> None:
    person = cast.said_yes(session, robin, desk.now)
    words = Outgoing(Body("secret"), Kind.CARD, person_id=person.id, staff_id=robin.id, card="words")
    row = outbox.queue(session, words, desk.chat_id, desk.now)
    outbox.settle(session, row.id, State.SENT, desk.now, 77)

    desk.later(minutes=15)
    go_blank(session, desk.now)

    assert Body.from_json(session.get_one(Message, row.id).body).text == ""


def test_a_screen_that_could_not_leave_in_time_never_does(desk: Desk, session: Session, robin: Staff) -> None:
    late = Outgoing(Body("Jay"), Kind.CARD, staff_id=robin.id, card="staff")
    row = outbox.queue(session, late, desk.chat_id, desk.now)

    go_blank(session, desk.now + timedelta(minutes=15))

    assert (row.state, row.blank_at) == (State.CANCELLED, None)


def test_a_screen_that_telegram_refused_is_closed_once_and_never_again(
    desk: Desk, session: Session, robin: Staff
) -> None:  # R57
    refused = Outgoing(Body("Jay"), Kind.CARD, staff_id=robin.id, card="staff")
    row = outbox.queue(session, refused, desk.chat_id, desk.now)
    outbox.settle(session, row.id, State.FAILED, desk.now)

    go_blank(session, desk.now + timedelta(minutes=15))
    again = go_blank(session, desk.now + timedelta(minutes=17))

    assert (row.blank_at, again, half_closed(session, desk.now)) == (None, [], [])


def test_a_screen_refused_while_it_was_being_closed_is_closed_too(
    desk: Desk, session: Session, robin: Staff
) -> None:  # R57
    leaving = Outgoing(Body("Jay"), Kind.CARD, staff_id=robin.id, card="staff")
    row = outbox.queue(session, leaving, desk.chat_id, desk.now)
    row.state = State.SENDING
    go_blank(session, desk.now + timedelta(minutes=15))
    outbox.settle(session, row.id, State.FAILED, desk.now)

    go_blank(session, desk.now + timedelta(minutes=16))

    assert (row.blank_at, half_closed(session, desk.now)) == (None, [])


def test_a_closing_that_nothing_was_heard_of_is_drawn_again_until_it_is(desk: Desk, session: Session) -> None:
    desk.commands("people")
    desk.later(minutes=15)
    [closing] = go_blank(session, desk.now)

    again = half_closed(session, desk.now)
    screens.gone(session, closing.message_id)

    assert [card.message_id for card in again] == [closing.message_id]
    assert half_closed(session, desk.now) == []
    assert go_blank(session, desk.now + timedelta(hours=1)) == []


def test_notices_hold_nothing_and_stay(desk: Desk, session: Session, robin: Staff) -> None:  # R42
    notice = Outgoing(Body("Something new waits in your inbox."), Kind.NOTICE, staff_id=robin.id)
    row = outbox.queue(session, notice, desk.chat_id, desk.now)

    assert row.blank_at is None


def test_a_young_persons_cards_never_go_blank(session: Session, robin: Staff, now: datetime) -> None:
    jay = cast.said_yes(session, robin, now)
    row = outbox.queue(session, Outgoing(Body("?"), Kind.CARD, person_id=jay.id, card="star"), cast.JAY, now)

    assert row.blank_at is None
    assert go_blank(session, now + timedelta(days=1)) == []


def test_a_draft_outlives_its_screen(desk: Desk, session: Session, robin: Staff) -> None:
    desk.commands("people")
    desk.taps("Add someone")
    desk.types("Puffin")
    desk.later(minutes=15)
    ticks(desk)

    kept = drafts.load(session, robin.id)

    assert kept[0] == "introduce"
    assert kept[1]["given"]["call_me"] == "Puffin"
