"""What is held about somebody, in that person's hands: the page, the copy, and what they can ask (R49, R51)."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.copies import as_json
from bot.copy_text import readable
from sandbox.phone import Phone, Seen
from star.questions import QUESTIONS, VERSION
from storage import alerts, audit, held, nudges, people, requests, stand_ins, stars
from storage.database import Session
from storage.models import Audit, Message, Person, Request
from tests import cast
from tests.desk import Desk
from tests.life import PROGRAMME, Life, end_a_part_star

BUTTONS = ["Get a copy", "Fix something", "Wipe my answers", "Who looked", "Complain", "More"]


async def with_a_past(life: Life) -> Phone:
    """Robin's Jay, with a part star of 3 and 4 and words that went with it."""
    await life.coordinator()
    jay = await life.joined()
    await end_a_part_star(jay, "nothing but zebras")
    return jay


async def files(jay: Phone) -> dict[str, Seen]:
    """The two files on a phone, by what is written under them."""
    found = [one for one in await jay.screen() if one.media == "document"]
    return {"text" if "to read" in one.text else "json": one for one in found}


async def copied(jay: Phone) -> tuple[str, dict[str, Any]]:
    """Ask for a copy and open both files."""
    await jay.types("/mydata")
    await jay.taps("Get a copy")
    await jay.sees("This one is for computers.")
    found = await files(jay)
    text = (await jay.fetches(found["text"])).decode()
    return text, json.loads(await jay.fetches(found["json"]))


# --- the pages -----------------------------------------------------------------------------------------------


# R49
async def test_privacy_says_who_sees_what_in_the_words_of_hello(life: Life) -> None:
    await life.coordinator()
    jay = await life.joined()

    await jay.types("/privacy")
    page = await jay.sees("This is what I keep and who sees it.")

    assert "Robin, and one stand-in when Robin is off" in page.text
    assert "Telegram keeps this chat on its computers" in page.text
    assert page.labels == ["What we hold", "Help"]


# R49
async def test_mydata_says_in_numbers_and_dates_what_is_held_and_who_sees_it(life: Life) -> None:
    jay = await with_a_past(life)

    await jay.types("/mydata")
    page = await jay.sees("Here is what we hold about you.")

    assert "Your stars: 1, the first on 10 March 2026." in page.text
    assert "Messages you sent: 2." in page.text  # the words, and the star that was finished
    assert "Robin and one stand-in can see it. Telegram keeps this chat" in page.text
    assert "We keep messages for 12 months." in page.text
    assert "tell the ICO" in page.text
    assert page.labels == BUTTONS


# R49
@pytest.mark.parametrize("command", ["/privacy", "/mydata"])
async def test_it_works_before_yes_after_stop_and_for_a_stranger(life: Life, command: str) -> None:
    await life.coordinator()
    young = await life.young()
    stranger = await life.phone("Nobody")
    expected = "what I keep" if command == "/privacy" else "what we hold about you"

    await young.types(command)
    await young.sees(expected)
    await young.types("STOP")
    await young.types(command)
    await young.sees(expected)
    await stranger.types(command)

    await stranger.sees("what I keep" if command == "/privacy" else "I hold nothing about you here.")


# R1, R53
async def test_a_stranger_who_looks_leaves_nothing_behind(life: Life) -> None:
    stranger = await life.phone("Nobody")

    await stranger.types("/privacy")
    await stranger.taps("What we hold")
    await stranger.sees("I hold nothing about you here.")
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        assert held.messages_of(session, stranger.id) == []


# --- the copy ------------------------------------------------------------------------------------------------


# R49
async def test_a_copy_comes_as_a_page_to_read_and_as_json_within_a_minute(life: Life) -> None:
    jay = await with_a_past(life)

    text, copy = await copied(jay)

    assert "nothing but zebras" in text
    assert f"{QUESTIONS[0].words} 3" in text
    assert copy["schema"] == "walkalong-copy-1"
    assert copy["about_you"]["called"] == "Jay"
    assert copy["about_you"]["coordinator"] == "Robin"
    assert copy["stars"][0]["question_version"] == VERSION
    assert [(one["words"], one["score"]) for one in copy["stars"][0]["answers"]] == [
        (QUESTIONS[0].words, 3),
        (QUESTIONS[1].words, 4),
    ]
    assert ("you", "nothing but zebras") in {(one["from"], one["text"]) for one in copy["messages"]}
    # Hello is one card that was turned: the copy holds what stands on their phone.
    assert any(
        "good to have you here" in one["text"] for one in copy["messages"] if one["from"] == "walkalong"
    )


# R49
async def test_asking_and_delivery_are_written_down(life: Life) -> None:
    jay = await with_a_past(life)

    await copied(jay)
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        lines = session.query(Audit).filter(Audit.what.startswith("copy.")).order_by(Audit.id)
        assert [(line.what, line.detail) for line in lines] == [
            ("copy.asked", None),
            ("copy.delivered", "text"),
            ("copy.delivered", "json"),
        ]


# R49
async def test_a_copy_holds_nobody_elses_words(life: Life) -> None:
    jay = await with_a_past(life)
    kim = await life.joined("Kim")
    await kim.types("my own walrus")
    await kim.sees("Thanks, got it")

    text, copy = await copied(jay)

    assert "walrus" not in text + json.dumps(copy)
    assert "Kim" not in text + json.dumps(copy)


# R49
async def test_the_screens_that_staff_were_shown_are_not_in_the_copy(life: Life) -> None:
    jay = await with_a_past(life)
    robin = await life.sandbox.phone("Robin's other", started=True)
    with life.database.write() as session:
        person = people.at(session, jay.id)
        assert person is not None
        cards = {"kind": "card", "card": "words", "person_id": person.id, "staff_id": person.coordinator_id}
        row = Message(
            chat_id=robin.id,
            state="sent",
            body={"text": "a walrus note"},
            created_at=life.clock.now(),
            **cards,
        )
        session.add(row)

    text, copy = await copied(jay)

    assert "walrus" not in text + json.dumps(copy)


# R49
def test_the_copy_says_when_help_was_asked_for_and_who_saw_it(session: Session, now: datetime) -> None:
    robin = cast.coordinator(session, now)
    jay = cast.said_yes(session, robin, now)
    alert = alerts.begin(session, now, person_id=jay.id, message_id=None)
    alerts.note(session, alert, "opened", now, robin.id)

    copy = as_json(held.about(session, jay), now)

    steps = copy["times_you_asked_for_help"][0]["steps"]
    assert [(step["what"], step["name"]) for step in steps] == [("raised", None), ("opened", "Robin")]


@pytest.fixture
def ash(session: Session, now: datetime) -> Desk:
    """Ash stands in for Robin this week, and has written to Robin's Jay."""
    robin, ash = cast.coordinator(session, now), cast.coordinator(session, now, chat_id=cast.ASH, name="Ash")
    jay = cast.said_yes(session, robin, now)
    days = (now.date(), now.date() + timedelta(days=7))
    stand_ins.plan(session, robin.id, ash.id, *days, now, cast.midnight)
    desk = Desk(session, ash, now)
    desk.commands("people")
    desk.taps("1 Jay")
    desk.taps("Write to them")
    desk.types("The library is open again.")
    desk.taps("Send to Jay")
    assert [said.chat_id for said in desk.sent] == [jay.chat_id]
    return desk


def jays_copy(session: Session, now: datetime) -> tuple[str, dict[str, Any]]:
    """Jay's copy, to read and as JSON."""
    everything = held.about(session, session.query(Person).one())
    return readable(everything, now, PROGRAMME), as_json(everything, now)


# R49, R55
def test_a_stand_ins_words_are_under_their_own_name_in_the_copy(
    session: Session, ash: Desk, now: datetime
) -> None:
    text, copy = jays_copy(session, now)

    [written] = [one for one in copy["messages"] if "library" in one["text"]]
    assert (written["from"], copy["about_you"]["coordinator"]) == ("Ash", "Robin")
    assert "10 March 2026, 10am, Ash\nThe library is open again." in text


# R49
def test_words_stay_under_the_name_of_who_wrote_them_after_somebody_else_took_over(
    session: Session, ash: Desk, now: datetime
) -> None:
    sunny = cast.coordinator(session, now, chat_id=903, name="Sunny")
    people.hand_over(session, session.query(Person).one().coordinator_id, sunny.id)

    text, copy = jays_copy(session, now)

    assert copy["about_you"]["coordinator"] == "Sunny"
    assert [one["from"] for one in copy["messages"]] == ["Ash"]
    assert "Ash\nThe library" in text


# R49, R55
def test_a_nudge_that_a_stand_in_set_up_is_under_their_name_in_the_copy(
    session: Session, ash: Desk, now: datetime
) -> None:
    ash.later(minutes=5)
    ash.commands("people")
    for label in ("1 Jay", "New nudge", "Go on", "1", "Once", "Tomorrow"):
        ash.taps(label)
    ash.types("tomorrow 5pm")
    ash.taps("Set it up")

    _, copy = jays_copy(session, now)

    assert [nudge["set_up_by"] for nudge in copy["nudges"]] == ["Ash"]


# --- fix, restrict, object, complain --------------------------------------------------------------------------


def asked(life: Life, what: str) -> Request:
    with life.database.read() as session:
        return session.query(Request).filter_by(what=what).one()


# R51
async def test_fix_takes_the_words_typed_next_and_is_due_in_a_month(life: Life) -> None:
    jay = await with_a_past(life)

    await jay.types("/mydata")
    await jay.taps("Fix something")
    await jay.sees("What's wrong, and what should it say?")
    await jay.types("it is Jaye with an e")
    await jay.sees("Robin will see this. You'll hear by 10 April 2026.")

    row = asked(life, "fix")
    assert row.words == "it is Jaye with an e"
    assert row.due_at == datetime(2026, 4, 10, 22, 59, tzinfo=UTC)  # the end of the day, in summer time


# R51
async def test_a_complaint_is_acknowledged_at_once_and_names_the_ico(life: Life) -> None:
    jay = await with_a_past(life)

    await jay.types("/mydata")
    await jay.taps("Complain")
    await jay.sees("Robin won't see it, unless someone could get hurt.")
    await jay.types("the wrong name was on it")
    await jay.sees(
        "Thank you for telling us. We have it. You'll hear by 9 April 2026. You can tell the ICO too"
    )

    row = asked(life, "complain")
    assert row.words == "the wrong name was on it"
    assert row.acknowledged_at is not None
    assert row.due_at - row.asked_at < timedelta(days=31)


# R30, R51
async def test_a_crisis_in_a_complaint_gets_the_crisis_words_and_stays_in_the_complaint(life: Life) -> None:
    jay = await with_a_past(life)

    await jay.types("/mydata")
    await jay.taps("Complain")
    await jay.sees("What went wrong?")
    await jay.types("you lot shared it and now i want to kill myself")
    await jay.sees("People can, and you don't have to face this alone.")

    assert "kill myself" in (asked(life, "complain").words or "")


# R51
async def test_words_typed_later_are_words_for_the_coordinator(life: Life) -> None:
    jay = await with_a_past(life)
    await jay.types("/mydata")
    await jay.taps("Fix something")
    await jay.sees("What's wrong")

    await life.later(minutes=31)
    await jay.types("had a nice walk")
    await jay.sees("Robin will see this by")

    assert asked(life, "fix").words is None


# R51
async def test_never_mind_leaves_no_task(life: Life) -> None:
    jay = await with_a_past(life)
    await jay.types("/mydata")
    await jay.taps("Complain")

    await jay.taps("Never mind")
    await jay.sees("OK, I've let that go.")

    with life.database.read() as session:
        assert session.query(Request).count() == 0


# R51
async def test_keep_but_dont_use_stops_nudges_and_can_be_undone(life: Life) -> None:
    jay = await with_a_past(life)

    await jay.types("/mydata")
    await jay.taps("More")
    await jay.taps("Keep it, don't use it")
    await jay.sees("I've stopped nudges.")
    restricted = life.person().restricted_at
    await jay.types("/mydata")
    await jay.taps("More")
    await jay.taps("Use it again")
    await jay.sees("OK. We use it again, as before.")

    assert restricted is not None
    assert life.person().restricted_at is None
    assert asked(life, "restrict").done_at is not None
    assert asked(life, "restrict").due_at == datetime(2026, 4, 10, 22, 59, tzinfo=UTC)


# R51
async def test_to_object_is_to_be_left_in_peace_at_once(life: Life) -> None:
    jay = await with_a_past(life)

    await jay.types("/mydata")
    await jay.taps("More")
    await jay.taps("I don't want this")
    await jay.sees("I've stopped messages, and we don't use what we hold.")

    person = life.person()
    assert person.stopped_at is not None
    assert person.restricted_at is not None
    assert asked(life, "object").done_at is None
    assert asked(life, "object").due_at == datetime(2026, 4, 10, 22, 59, tzinfo=UTC)


# --- who looked ----------------------------------------------------------------------------------------------


# R56
async def test_who_looked_says_it_in_words(life: Life) -> None:
    jay = await with_a_past(life)
    person = life.person()
    with life.database.write() as session:
        at = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
        audit.looked(session, at, person.coordinator_id, person.id, "people.talk")

    await jay.types("/mydata")
    await jay.taps("Who looked")

    await jay.sees("Robin looked at your messages on Tuesday 3 March 2026 at 2pm.")


# R56
async def test_only_the_newest_ten_looks_are_on_the_page_and_all_are_in_the_copy(life: Life) -> None:
    jay = await with_a_past(life)
    person = life.person()
    with life.database.write() as session:
        for minute in range(12):
            at = life.clock.now() + timedelta(minutes=minute)
            audit.looked(session, at, person.coordinator_id, person.id, "people.page")

    await jay.types("/mydata")
    await jay.taps("Who looked")
    page = await jay.sees("Someone looked 12 times.")
    _, copy = await copied(jay)

    assert page.text.count("Robin opened your page") == 10
    assert len([one for one in copy["who_looked_and_what_changed"] if one["who"] == "staff"]) == 12


def test_every_kind_of_request_is_one_the_copy_can_say() -> None:
    from wording import messages

    kinds = (requests.FIX, requests.RESTRICT, requests.OBJECT, requests.COMPLAIN)

    assert {f"copy-asked-{kind}" for kind in kinds} <= set(messages())


def test_a_person_of_nobody_has_an_empty_page(session: Session, now: datetime) -> None:
    jay: Person = cast.introduced(session, cast.coordinator(session, now), now)

    everything = held.about(session, jay)

    assert (everything.stars, everything.messages, everything.alerts) == ([], [], [])


# R49
def test_every_key_of_the_copy_is_described(session: Session, now: datetime) -> None:
    robin = cast.coordinator(session, now)
    jay = cast.said_yes(session, robin, now)
    star = stars.begin(session, jay.id, VERSION, now)
    stars.record(session, star, 1, 3, now)
    nudges.set_up(session, robin.id, jay.id, "How is it?", "{}", now, now)
    alerts.begin(session, now, person_id=jay.id, message_id=None)
    requests.ask(session, jay.id, requests.FIX, now, now)
    audit.looked(session, now, robin.id, jay.id, "people.page")
    held_now = held.about(session, jay)
    described = (Path(__file__).parent.parent / "docs" / "privacy-copy.md").read_text()

    assert {key for key in keys(as_json(held_now, now)) if f"`{key}`" not in described} == set()


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inside in value.values() for key in keys(inside)}
    return {key for inside in value for key in keys(inside)} if isinstance(value, list) else set()
