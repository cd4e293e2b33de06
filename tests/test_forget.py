"""FORGET: gone from rows, from phones and from restored copies; what keeps someone safe stays, without a word."""

import asyncio
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.clock import Clock
from bot.environment import SettingsError
from bot.forgotten import NAME, Forgotten
from bot.tick import do_what_is_due
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from star.questions import NUMBERS, VERSION
from storage import (
    alerts,
    audit,
    drafts,
    forgetting,
    inbox,
    messages,
    nudges,
    outbox,
    people,
    stars,
    tombstones,
)
from storage.database import Database, Session
from storage.messages import Body, Outgoing
from storage.models import (
    Alert,
    AlertStep,
    Audit,
    Code,
    Draft,
    Incoming,
    Kind,
    Message,
    Nudge,
    Person,
    Score,
    Staff,
    Star,
    State,
    Tombstone,
)
from tests import cast
from tests.child import Mortal
from tests.conftest import KEY, TUESDAY
from tests.desk import Desk, text_of
from tests.life import PROGRAMME, Life, answer_star, begin_star, living
from tests.scene import LONG


@pytest.fixture
def robin(session: Session, now: datetime) -> Staff:
    return cast.coordinator(session, now)


@pytest.fixture
def jay(session: Session, robin: Staff, now: datetime) -> Person:
    """Jay has a star, a nudge, words of their own and an alert that was dealt with."""
    person = cast.said_yes(session, robin, now)
    stars.enter(session, person.id, VERSION, dict.fromkeys(NUMBERS, 4), now)
    nudges.set_up(session, robin.id, person.id, "How is it, Jay?", "{}", now, now)
    row = said(session, person, "a zebra secret", now)
    alert = alerts.begin(session, now, person_id=person.id, message_id=row.id)
    alerts.close(session, alert, robin.id, "spoke_to_them", now)
    return person


def said(session: Session, person: Person, text: str, now: datetime) -> Message:
    return messages.heard(
        session,
        kind=Kind.WORDS,
        chat_id=person.chat_id or 0,
        person_id=person.id,
        text=text,
        telegram_id=5,
        now=now,
    )


def shown(session: Session, now: datetime, telegram_id: int, **to: int | str | Kind | None) -> Message:
    """Have something on a phone that left at this moment."""
    chat_id = int(str(to.pop("chat_id", cast.JAY)))
    row = outbox.queue(session, Outgoing(Body("hello Jay"), **to), chat_id, now)  # type: ignore[arg-type]
    outbox.settle(session, row.id, State.SENT, now, telegram_id)
    return row


def taken_off(session: Session) -> dict[int, list[int]]:
    """Which messages are to be deleted in which chat."""
    rows = session.query(Message).filter_by(kind=Kind.DELETION, state=State.QUEUED)
    return {row.chat_id: sorted(Body.from_json(row.body).deletes) for row in rows}


# R50
def test_nothing_that_says_who_they_are_or_what_they_said_stays_in_the_rows(
    session: Session, jay: Person, now: datetime
) -> None:
    forgetting.forget(session, jay, now, audit.PERSON)

    tables = (Star, Score, Nudge, Code)
    assert [session.query(table).count() for table in tables] == [0] * len(tables)
    assert session.query(Message).filter(Message.person_id == jay.id).count() == 0
    kept = {
        "id",
        "coordinator_id",
        "area",
        "introduced_on",
        "created_at",
        "wiped_at",
        "stopped_at",
        "under_16",
    }
    kept |= {"language", "stands", "consent_version", "decided_at", "dial", "star_offers"}
    left = {column.name for column in Person.__table__.columns if getattr(jay, column.name) is not None}
    assert left - kept == set()


# R50, R52
def test_what_keeps_someone_safe_stays_without_a_word(session: Session, jay: Person, now: datetime) -> None:
    forgetting.forget(session, jay, now, audit.PERSON)
    session.expire_all()

    alert = session.query(Alert).one()
    assert (alert.message_id, alert.closed_why) == (None, "spoke_to_them")
    assert session.query(AlertStep).count() >= 1
    assert [line.what for line in session.query(Audit).filter_by(person_id=jay.id)][-1] == "forgotten"


# R50
def test_what_we_said_within_two_days_is_taken_off_their_phone_and_nothing_older(
    session: Session, jay: Person, now: datetime
) -> None:
    shown(session, now - timedelta(hours=60), 70, person_id=jay.id)
    shown(session, now - timedelta(hours=40), 71, person_id=jay.id, kind=Kind.NUDGE)
    shown(session, now - timedelta(hours=1), 72, person_id=jay.id, kind=Kind.COORDINATOR)

    forgetting.forget(session, jay, now, audit.PERSON)

    assert taken_off(session) == {cast.JAY: [71, 72]}


# R50
def test_cards_about_them_are_taken_off_the_phones_of_staff_who_looked(
    session: Session, jay: Person, robin: Staff, now: datetime
) -> None:
    ash = cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")
    audit.write(session, now, audit.STAFF, "people.page", staff_id=ash.id, person_id=jay.id)
    about = {"kind": Kind.CARD, "card": "words", "person_id": jay.id, "staff_id": robin.id}
    shown(session, now, 80, chat_id=cast.ROBIN, **about)  # type: ignore[arg-type]
    shown(session, now, 81, chat_id=cast.ROBIN, kind=Kind.CARD, card="staff", staff_id=robin.id)
    shown(session, now, 82, chat_id=cast.ASH, kind=Kind.CARD, card="staff", staff_id=ash.id)

    forgetting.forget(session, jay, now, audit.PERSON)

    assert taken_off(session) == {cast.ROBIN: [80, 81], cast.ASH: [82]}


# R50
def test_the_screens_of_staff_who_never_looked_stay(session: Session, jay: Person, now: datetime) -> None:
    ash = cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")
    shown(session, now, 82, chat_id=cast.ASH, kind=Kind.CARD, card="staff", staff_id=ash.id)

    forgetting.forget(session, jay, now, audit.PERSON)

    assert taken_off(session) == {}


# R50
@pytest.mark.parametrize("by_id", [True, False])
def test_a_draft_about_them_is_put_down_and_another_stays(
    session: Session, jay: Person, robin: Staff, now: datetime, by_id: bool
) -> None:
    ash = cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")
    about = {"person": jay.id, "text": "x"} if by_id else {"text": "see you with jay"}
    drafts.keep(session, robin.id, "answer", about, now)
    drafts.keep(session, ash.id, "answer", {"person": jay.id + 1, "step": jay.id}, now)

    forgetting.forget(session, jay, now, audit.PERSON)

    assert [draft.staff_id for draft in session.query(Draft)] == [ash.id]


# R50, R53
def test_an_update_of_theirs_that_was_put_aside_is_blanked(
    session: Session, jay: Person, now: datetime
) -> None:
    theirs = {"update_id": 1, "message": {"chat": {"id": cast.JAY}, "text": "a zebra secret"}}
    others = {"update_id": 2, "message": {"chat": {"id": cast.SAM}, "text": "hi"}}
    inbox.take_in(session, [theirs, others], now)
    session.flush()
    for row in session.query(Incoming):
        inbox.park(session, row.id, "ValueError")

    forgetting.forget(session, jay, now, audit.PERSON)

    assert [row.payload for row in session.query(Incoming).order_by(Incoming.id)] == [None, others]


# R50, R53
@pytest.mark.parametrize("looked", [True, False])
def test_an_update_of_staff_who_had_them_on_a_screen_is_blanked_too(
    session: Session, jay: Person, now: datetime, looked: bool
) -> None:
    ash = cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")
    tapped = {"from": {"id": cast.ASH}, "message": {"text": "a zebra secret"}, "data": "v1.inbox.done.1"}
    inbox.take_in(session, [{"update_id": 1, "callback_query": tapped}], now)
    session.flush()
    inbox.park(session, session.query(Incoming).one().id, "ValueError")
    if looked:
        audit.looked(session, now, ash.id, jay.id, "inbox.open")

    forgetting.forget(session, jay, now + timedelta(days=5), audit.PERSON)

    assert (session.query(Incoming).one().payload is None) == looked


# R50
@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING])
def test_a_staff_screen_that_has_not_arrived_yet_keeps_nothing_of_them(
    session: Session, jay: Person, robin: Staff, now: datetime, state: State
) -> None:
    about = Outgoing(Body("a zebra secret"), Kind.CARD, staff_id=robin.id, card="staff")
    row = outbox.queue(session, about, cast.ROBIN, now)
    row.state = state

    forgetting.forget(session, jay, now, audit.PERSON)

    assert "zebra" not in str(row.body)
    assert row.state == (State.CANCELLED if state is State.QUEUED else State.SENDING)
    # One that is in Telegram's hands goes blank a minute after, whenever it arrives.
    assert (row.blank_at is not None) == (state is State.SENDING)


# R50
def test_a_message_that_was_on_its_way_is_taken_off_as_soon_as_it_has_arrived(
    life: Life, now: datetime
) -> None:
    from bot.leaving import Leaving

    with life.database.write() as session:
        person = cast.said_yes(session, cast.coordinator(session, now), now)
        outbox.queue(session, Outgoing(Body("hello Jay"), person_id=person.id), cast.JAY, now)
    leaving = Leaving(life.database, life.clock, life.walkalong.settings.programme.zone)
    claimed = leaving.claim(cast.JAY)
    assert claimed is not None
    with life.database.write() as session:
        forgetting.forget(session, session.get_one(Person, person.id), now, audit.PERSON)

    leaving.write_down(claimed, State.SENT, 99, gone=False)

    with life.database.read() as session:
        assert taken_off(session) == {cast.JAY: [99]}


# --- the name, while somebody may still need help --------------------------------------------------------------


@pytest.fixture
def worried(session: Session, jay: Person, now: datetime) -> Person:
    """Jay wrote something that raised an alert, told Robin so, and asked to be forgotten ten minutes later."""
    row = said(session, jay, "a zebra of a night", now)
    alert = alerts.begin(session, now, person_id=jay.id, message_id=row.id)
    alerts.note(session, alert, "coordinator", now, jay.coordinator_id)
    forgetting.forget(session, jay, now + timedelta(minutes=10), audit.PERSON)
    return jay


def open_alert(session: Session, person: Person) -> Alert:
    alert = alerts.open_for(session, person.id)
    assert alert is not None
    return alert


# R50
def test_whoever_opens_the_alert_still_reads_who_it_is_and_no_word(
    session: Session, worried: Person, robin: Staff, now: datetime
) -> None:
    desk = Desk(session, robin, now + timedelta(minutes=20))

    desk.forges(f"v1.alert.open.{open_alert(session, worried).id}")

    assert "Jay" in desk.seen
    assert "zebra" not in desk.seen


# R50
@pytest.mark.parametrize("command", ["people", "inbox", "nudge", "privacy"])
def test_the_name_stands_nowhere_else(
    session: Session, worried: Person, robin: Staff, now: datetime, command: str
) -> None:
    desk = Desk(session, robin, now + timedelta(minutes=20))

    desk.commands(command)
    desk.forges(f"v1.people.page.{worried.id}")
    desk.forges(f"v1.inbox.open.{worried.id}")

    screens = [text_of(body) + str(body.rows) for body in desk.screens.values()]
    assert screens
    assert [one for one in screens if "Jay" in one] == []
    assert worried.introduced_by is None


# R50
def test_the_name_goes_when_the_alert_is_closed(
    session: Session, worried: Person, robin: Staff, now: datetime
) -> None:
    desk = Desk(session, robin, now + timedelta(minutes=20))
    desk.forges(f"v1.alert.open.{open_alert(session, worried).id}")
    before = worried.call_me

    desk.taps("Spoke to them")

    assert before == "Jay"
    assert session.get_one(Person, worried.id).call_me is None
    assert session.query(Message).filter(Message.person_id == worried.id).count() == 0
    assert len(taken_off(session)[cast.ROBIN]) == 1  # the screen on which Robin read it
    assert "Closed: spoke to them." in desk.seen


# R50, R53
def test_with_the_name_goes_what_was_put_aside_while_it_stood_on_a_screen(
    session: Session, worried: Person, robin: Staff, now: datetime
) -> None:
    tapped = {"from": {"id": cast.ROBIN}, "message": {"text": "Jay wrote"}, "data": "v1.alert.close.1"}
    inbox.take_in(session, [{"update_id": 1, "callback_query": tapped}], now)
    session.flush()
    inbox.park(session, session.query(Incoming).one().id, "ValueError")

    forgetting.let_go(session, worried.id, now + timedelta(hours=1))

    assert session.query(Incoming).one().payload is None


# R50
@pytest.mark.parametrize(("hours", "name"), [(22, "Jay"), (23, None)])
def test_the_name_goes_within_a_day_though_nobody_closed_the_alert(
    database: Database, now: datetime, hours: int, name: str | None
) -> None:
    with database.write() as session:
        jay = cast.said_yes(session, cast.coordinator(session, now), now)
        alerts.begin(session, now, person_id=jay.id, message_id=None)
        forgetting.forget(session, jay, now, audit.PERSON)

    do_what_is_due(database, now + timedelta(hours=hours), PROGRAMME)

    with database.read() as session:
        assert session.get_one(Person, jay.id).call_me == name
        assert (alerts.open_for(session, jay.id) is None) is False


# R50
def test_a_copy_made_in_that_day_and_put_back_later_lets_go_of_the_name_at_its_start(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    with database.write() as session:
        jay = cast.said_yes(session, cast.coordinator(session, now), now)
        alerts.begin(session, now, person_id=jay.id, message_id=None)
        forgetting.forget(session, jay, now, audit.PERSON)
    later = now + timedelta(days=20)

    Forgotten(database, tmp_path / NAME).erase_again(later)  # a start does these two
    do_what_is_due(database, later, PROGRAMME)

    with database.read() as session:
        assert session.get_one(Person, jay.id).call_me is None


# --- over HTTP ---------------------------------------------------------------------------------------------


async def said_much(life: Life) -> tuple[Phone, Phone]:
    """Jay has had a star and words; Robin has them on the screen."""
    robin, jay = await life.coordinator(), await life.joined()
    await begin_star(jay)
    await answer_star(jay, 3, 4)
    await jay.taps("Stop here")
    await jay.sees("anything you want")
    await jay.types("nothing but zebras")
    await jay.sees("star done")
    await robin.types("/inbox")
    await robin.taps("1 Jay")
    await robin.sees("nothing but zebras")
    return robin, jay


# R50
async def test_forget_clears_both_phones_and_says_what_may_still_be_there(life: Life) -> None:
    robin, jay = await said_much(life)

    await jay.types("FORGET")
    await jay.taps("Wipe it")
    last = await jay.sees("Your phone may still show some old ones. Take care.")
    await life.walkalong.sender.drained()

    assert [one.id for one in await jay.screen() if one.from_bot] == [last.id]
    assert not [one for one in await robin.screen() if "Jay" in one.text or "zebra" in one.text]


# R50
async def test_a_restored_backup_forgets_again_at_the_start(life: Life, tmp_path: Path) -> None:
    _, jay = await said_much(life)
    with life.database.write() as session:
        person = people.at(session, jay.id)
        assert person is not None
        outbox.queue(
            session, Outgoing(Body("from before"), person_id=person.id), jay.id + 1, life.clock.now()
        )
    backup(tmp_path / "walkalong.db", tmp_path / "backup.db")
    await jay.types("FORGET")
    await jay.taps("Wipe it")
    await jay.sees("I've wiped")
    await life.walkalong.sender.drained()

    (tmp_path / "restored").mkdir()
    shutil.copy(tmp_path / "backup.db", tmp_path / "restored" / "walkalong.db")
    shutil.copy(tmp_path / NAME, tmp_path / "restored" / NAME)
    async with living(f"sqlite:///{tmp_path / 'restored' / 'walkalong.db'}", KEY, life.clock.now()) as again:
        await again.walkalong.sender.drained()
        with again.database.read() as session:
            [person] = session.query(Person)
            assert (person.call_me, person.chat_id, person.wiped_at is None) == (None, None, False)
            assert session.query(Message).filter(Message.person_id == person.id).count() == 0
            assert session.query(Star).count() == 0


def backup(source: Path, target: Path) -> None:
    """Make a whole copy while Walkalong runs, as an operator would."""
    with sqlite3.connect(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    connection.close()


# R50
async def test_a_kill_between_the_yes_and_the_broom_leaves_nothing_on_the_phone(
    migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "walkalong.db")
    clock = Clock(TUESDAY)
    async with Sandbox(now=clock.now) as sandbox:
        bot = Mortal(sandbox, f"sqlite:///{tmp_path / 'walkalong.db'}", tmp_path, clock)
        jay = await sandbox.phone("Jay", started=True)
        database = Database(bot.url, [KEY])
        with database.write() as session:
            cast.said_yes(session, cast.coordinator(session, clock.now()), clock.now(), chat_id=jay.id)
        await bot.revive()
        await jay.types("hello you")
        await jay.sees("Thanks, got it", LONG)
        await jay.types("FORGET")
        await jay.sees("Shall I wipe", LONG)
        held = sandbox.faults.hold("deleteMessages", "before", chat_id=jay.id)
        await jay.taps("Wipe it")
        await jay.sees("I've wiped", LONG)
        await held.caught(LONG)

        await bot.dies()
        await bot.revive()
        await only_the_last_word_is_left(jay)

        database.close()
        await bot.ends()


async def only_the_last_word_is_left(jay: Phone) -> None:
    """Look at the phone until nothing else of ours is on it."""
    async with asyncio.timeout(LONG):
        while len([one for one in await jay.screen() if one.from_bot]) > 1:
            pass
    assert "I've wiped" in (await jay.last()).text


# --- the list of who was forgotten ---------------------------------------------------------------------------


@pytest.fixture
def listed(database: Database, tmp_path: Path) -> Forgotten:
    return Forgotten(database, tmp_path / NAME)


@pytest.fixture
def forgotten(database: Database, now: datetime) -> int:
    """The id of somebody who was forgotten."""
    with database.write() as session:
        person = cast.said_yes(session, cast.coordinator(session, now), now)
        forgetting.forget(session, person, now, audit.PERSON)
    return person.id


def revive(database: Database, person_id: int) -> None:
    """Bring a person back as an older copy of the database would, tombstones and all."""
    with database.write() as session:
        person = session.get_one(Person, person_id)
        person.call_me, person.chat_id, person.wiped_at = "Jay", cast.JAY, None
        session.query(Tombstone).delete()


# R50
def test_whoever_is_on_the_list_and_back_is_erased_again(
    database: Database, listed: Forgotten, forgotten: int, now: datetime
) -> None:
    listed.write_down()
    revive(database, forgotten)

    erased = listed.erase_again(now)

    with database.read() as session:
        assert (erased, session.get_one(Person, forgotten).call_me) == (1, None)


# R50
def test_a_copy_with_an_open_alert_brings_no_name_back(
    database: Database, listed: Forgotten, forgotten: int, now: datetime
) -> None:
    listed.write_down()
    revive(database, forgotten)
    with database.write() as session:
        alerts.begin(session, now, person_id=forgotten, message_id=None)

    listed.erase_again(now + timedelta(days=20))

    with database.read() as session:
        assert session.get_one(Person, forgotten).call_me is None


# R50
def test_somebody_else_with_the_same_number_is_not_erased(
    database: Database, listed: Forgotten, forgotten: int, now: datetime
) -> None:
    listed.write_down()
    revive(database, forgotten)
    with database.write() as session:
        session.get_one(Person, forgotten).created_at = now + timedelta(days=1)

    assert listed.erase_again(now) == 0


# R50
def test_the_list_still_knows_them_after_a_new_key_was_put_in_front(
    database: Database, listed: Forgotten, forgotten: int, now: datetime, tmp_path: Path
) -> None:
    listed.write_down()
    revive(database, forgotten)
    rotated = Database(database.url, [Fernet.generate_key().decode(), KEY])

    erased = Forgotten(rotated, tmp_path / NAME).erase_again(now)

    rotated.close()
    assert erased == 1


# R50
def test_a_night_after_a_new_key_the_list_knows_them_under_it_alone(
    database: Database, listed: Forgotten, forgotten: int, now: datetime, tmp_path: Path
) -> None:
    new = Fernet.generate_key().decode()
    rotated = Database(database.url, [new, KEY])
    Forgotten(rotated, tmp_path / NAME).erase_again(now)

    with rotated.read() as session:
        digests = tombstones.everything(session)
    rotated.close()
    assert len(digests) == 2
    assert set((tmp_path / NAME).read_text().split()) == digests


# R50, R54
def test_the_list_holds_digests_only_and_nobody_else_can_read_it(
    database: Database, listed: Forgotten, forgotten: int, tmp_path: Path
) -> None:
    listed.write_down()

    [line] = (tmp_path / NAME).read_text().splitlines()
    assert len(line) == 64
    assert set(line) <= set("0123456789abcdef")
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


# R50
def test_a_list_that_cannot_be_read_stops_the_start(listed: Forgotten, now: datetime, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe")

    with pytest.raises(SettingsError, match="never replace it by an older one"):
        listed.erase_again(now)
