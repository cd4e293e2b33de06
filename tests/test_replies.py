"""Writing back, stopping, starting and being forgotten, as a young person lives it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from handlers.turn import Heard, Said
from nudges import schedules
from nudges.due import speak_when_due
from nudges.star_offers import APART
from sandbox.phone import Phone
from storage import codes, nudges, outbox, people, stars
from storage.messages import Body, Outgoing
from storage.models import Code, Kind, Message, Nudge, Person, Role, Score, Star, State
from tests.life import PROGRAMME, Life, answer_star, begin_star, end_a_part_star
from tests.street import HERON, NOBODY, ROBIN, ZEBRA, Street, rows, whose

NUDGE = "Hi Jay, how was your week?"
WEEKLY = schedules.dump(schedules.Weekly(weekday=2, at=time(11)))


# --- over HTTP ---------------------------------------------------------------------------------------------


@pytest.fixture
async def robin(life: Life) -> Phone:
    """A Coordinator."""
    return await life.coordinator()


@pytest.fixture
async def jay(life: Life, robin: Phone) -> Phone:
    """Somebody who said yes, with the offer of a star before them."""
    return await life.joined()


async def nudged(life: Life, jay: Phone, text: str = NUDGE) -> None:
    """Let the Coordinator's nudge come, an hour from now."""
    due = life.clock.now() + timedelta(hours=1)
    with life.database.write() as session:
        once = schedules.dump(schedules.Once(on=due.date(), at=due.time().replace(second=0, microsecond=0)))
        person = session.query(Person).one()
        nudges.set_up(session, person.coordinator_id, person.id, text, once, due, life.clock.now())
    await life.later(hours=1, seconds=1)
    await jay.sees(text)


def said(life: Life, kind: Kind = Kind.WORDS) -> list[Message]:
    with life.database.read() as session:
        return list(session.query(Message).filter(Message.kind == kind).order_by(Message.id))


async def test_stop_in_the_middle_of_a_star_is_the_last_word_until_start(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 3)
    await life.walkalong.sender.drained()
    with life.database.write() as session:  # queued in this very moment; the sender has not looked yet
        waiting = Outgoing(Body(NUDGE), Kind.NUDGE, person_id=1)
        queued = outbox.queue(session, waiting, jay.id, life.clock.now()).id

    await jay.types("stoppp pls")
    last = await jay.sees("OK, I've stopped.")
    await life.much_later(days=60)
    quiet = (await jay.last()).id == last.id
    await jay.types("START")
    await jay.sees("Welcome back. I can message you again now.")

    assert quiet  # R8
    with life.database.read() as session:
        assert session.get_one(Message, queued).state == State.CANCELLED
        assert session.query(Score).one().score == 3
    assert life.person().stopped_at is None  # R13


async def test_forget_stops_asks_once_and_wipes(life: Life, jay: Phone) -> None:  # R9, R50
    await end_a_part_star(jay, "nothing but zebras")

    await jay.types("forget me pls")
    asked = await jay.sees("Shall I wipe your answers and messages?")
    stopped = life.person().stopped_at
    await jay.taps("Wipe it")
    await jay.sees("I've wiped your answers and messages.")
    await jay.taps_data("v1.wipe.yes", asked.id)
    await jay.sees("That button is too old to use now.")
    await life.walkalong.sender.drained()

    assert asked.labels == ["Wipe it", "Keep it"]
    assert stopped is not None
    with life.database.read() as session:
        assert [session.query(table).count() for table in (Star, Score, Nudge)] == [0, 0, 0]
        assert [person.call_me for person in session.query(Person)] == [None]
        assert not session.query(Message).filter_by(chat_id=jay.id).count()
        assert not session.query(Code).filter_by(used_by=jay.id).count()


async def test_blocking_the_bot_is_stop_and_unblocking_it_is_not_start(life: Life, jay: Phone) -> None:  # R14
    await jay.blocks()
    await nudge_comes_due(life)

    await jay.unblocks()
    await life.later(days=15)

    person = life.person()
    assert person.stopped_at is not None
    assert not said(life, Kind.NUDGE)
    await jay.types("hello")
    await jay.sees("Robin will see this by")


async def nudge_comes_due(life: Life) -> None:
    with life.database.write() as session:
        person = session.query(Person).one()
        due = life.clock.now() + timedelta(days=1)
        nudges.set_up(session, 1, person.id, NUDGE, WEEKLY, due, life.clock.now())
    await life.later(days=8)


async def test_a_nudge_is_answered_by_a_tap_that_counts_once_and_by_words_beside_it(
    life: Life, robin: Phone, jay: Phone
) -> None:
    await nudged(life, jay)
    card = await jay.sees(NUDGE)

    await jay.taps_data("v1.nudge.reply", card.id)
    await jay.taps_data("v1.nudge.reply", card.id)
    await jay.sees("Just type it here. Robin will read it.")
    await jay.types("pretty zebra week")
    await jay.sees("Robin will see this by")

    notice = await robin.sees("Something new waits in your inbox")
    [tap], [words] = said(life, Kind.TAP), said(life)
    [nudge] = said(life, Kind.NUDGE)
    assert (tap.answers_id, words.answers_id) == (nudge.id, nudge.id)
    assert next(one for one in await jay.screen() if one.id == card.id).labels == []
    assert [one for one in await robin.notifications() if "Jay" in one or "zebra" in one] == []  # R42
    assert notice.labels == ["Open inbox"]


async def test_not_now_under_a_nudge_is_fine_and_told(life: Life, robin: Phone, jay: Phone) -> None:
    await nudged(life, jay)

    await jay.taps("Not now")

    await jay.sees("You don't have to reply")
    assert [row.body["text"] for row in said(life, Kind.TAP)] == ["Not now"]


async def test_pictures_voice_and_files_are_not_kept_and_somebody_is_told(
    life: Life, robin: Phone, jay: Phone
) -> None:  # R30
    kinds = ("photo", "voice", "sticker", "contact", "document")

    for kind in kinds:
        await jay.looks_away()
        await jay.sends(kind, caption="my zebra" if kind == "photo" else "")
        await jay.sees("Sorry, I can't open that.")

    await robin.sees("Something new waits")
    kept = said(life, Kind.MEDIA)
    assert [row.body["text"] for row in kept] == ["my zebra", "", "", "", ""]
    files = [one.file_id for one in await jay.screen() if one.file_id]
    assert files
    assert not [file for file in files for row in kept if file in str(row.body)]
    with life.database.read() as session:  # R53: what arrived is blanked once it is handled
        assert {
            payload for (payload,) in session.connection().exec_driver_sql("SELECT payload FROM inbox")
        } == {None}


async def test_a_changed_message_is_kept_beside_the_old_one(life: Life, robin: Phone, jay: Phone) -> None:
    await nudged(life, jay)
    [number] = await jay.types("fine")
    await jay.sees("Robin will see this by")

    await jay.edits(number, "fine and busy")
    await jay.sees("Robin will see your new words too.")

    old, new = said(life)
    assert [old.body["text"], new.body["text"]] == ["fine", "fine and busy"]
    assert new.answers_id == old.answers_id == said(life, Kind.NUDGE)[0].id


async def test_are_you_real_is_answered_and_can_ask_for_a_person(
    life: Life, robin: Phone, jay: Phone
) -> None:
    await jay.types("r u a bot??")
    card = await jay.sees("No, I'm a computer. Robin is a real person.")  # R4

    await jay.taps_data("v1.real.yes", card.id)
    await jay.taps_data("v1.real.yes", card.id)
    await jay.sees("You should hear by")

    assert card.labels == ["Yes", "No"]
    assert [row.body["text"] for row in said(life, Kind.TAP)] == ["Yes, message me"]


async def test_words_are_acknowledged_once_a_day(life: Life, robin: Phone, jay: Phone) -> None:  # R33
    for text in ("hi", "you there", "ok", "/often"):
        await jay.types(text)
    await jay.sees("How often would you like")  # updates are handled in order: all of today's are
    await life.later(days=1)
    await jay.types("morning")
    await jay.sees("Robin will see this by")

    thanked = [one for one in await jay.screen() if one.text.startswith("Thanks, got it.")]
    assert len(thanked) == 2
    assert [row.body["text"] for row in said(life)] == ["hi", "you there", "ok", "morning"]


# --- without Telegram, where many ways of saying it are tried --------------------------------------------------


def texts(street: Street, said: str, chat_id: int = ZEBRA) -> list[str]:
    return [one.body.text for one in street.types(chat_id, said) if one.chat_id == chat_id]


def ends(street: Street, *scores: int) -> Star:
    """Do a star with these scores, one tap each, as far as they go."""
    street.commands(ZEBRA, "star")
    street.taps(ZEBRA, "v1.star.begin", max(street.phones[ZEBRA]))
    star = stars.open_for(street.session, whose(street).id)
    assert star is not None
    for question, score in enumerate(scores, 1):
        street.taps(ZEBRA, f"v1.star.score.{star.id}.{question}.{score}", max(street.phones[ZEBRA]))
    return star


@pytest.mark.parametrize(
    "spelling",
    ["STOP", "Stop.", "stoppp", "stpo pls", "leave me alone", "🛑", "no more texts", "F OFF", "unsub"],
)
def test_every_spelling_of_stop_cancels_what_is_queued(street: Street, spelling: str) -> None:  # R8
    nudge = outbox.queue(
        street.session, Outgoing(Body("Hi"), Kind.NUDGE, person_id=whose(street).id), ZEBRA, street.now
    )

    seen = texts(street, spelling)

    assert [text.partition(".")[0] for text in seen] == ["OK, I've stopped"]
    assert nudge.state == State.CANCELLED
    assert whose(street).stopped_at == street.now


@pytest.mark.parametrize("heard", [Heard.EDIT, Heard.MEDIA])
def test_stop_counts_as_an_edit_and_as_a_caption_too(street: Street, heard: Heard) -> None:  # R8
    street.does(Said(heard, ZEBRA, 5000, "stop"))

    assert whose(street).stopped_at is not None


def test_a_longer_message_with_stop_in_it_asks_with_two_equal_buttons(street: Street) -> None:  # R10
    [card] = [
        one for one in street.types(ZEBRA, "hey can you stop messaging me so much") if one.card == "stop"
    ]
    stopped = whose(street).stopped_at

    street.taps(ZEBRA, card.body.rows[0][0].data, max(street.phones[ZEBRA]))

    assert [[button.label for button in row] for row in card.body.rows] == [
        ["Stop messages", "Keep messages"]
    ]
    assert stopped is None
    assert whose(street).stopped_at is not None


def test_a_joke_with_stop_in_it_is_just_words(street: Street) -> None:  # R10
    seen = texts(street, "stop it ur making me laugh")

    assert [text.partition(".")[0] for text in seen] == ["Thanks, got it"]
    assert whose(street).stopped_at is None


@pytest.mark.parametrize(
    ("written", "by"),
    [
        pytest.param(datetime(2026, 3, 10, 10, tzinfo=UTC), "tomorrow", id="tuesday-morning"),
        pytest.param(datetime(2026, 3, 13, 15, tzinfo=UTC), "Monday", id="friday-afternoon"),
        pytest.param(datetime(2026, 3, 13, 19, tzinfo=UTC), "Monday", id="friday-evening"),
        pytest.param(datetime(2026, 4, 2, 14, tzinfo=UTC), "Tuesday", id="before-easter"),
        pytest.param(datetime(2026, 4, 2, 19, tzinfo=UTC), "Tuesday", id="the-evening-before-easter"),
        pytest.param(datetime(2026, 12, 24, 19, tzinfo=UTC), "Tuesday", id="christmas-eve"),
    ],
)
def test_the_day_by_which_it_is_read_is_honest(
    street: Street, written: datetime, by: str
) -> None:  # R41, R87
    street.now = written

    assert texts(street, "hi")[0] == f"Thanks, got it. Robin will see this by {by}."


def test_nothing_is_kept_of_a_stranger_whatever_they_send(street: Street) -> None:  # R1, R53
    before = rows(street)

    for text in ("hello?", "STOP", "FORGET", "START", "are you real", "7"):
        assert street.types(NOBODY, text)
    for heard in (Heard.MEDIA, Heard.EDIT, Heard.BLOCKED, Heard.UNBLOCKED):
        street.does(Said(heard, NOBODY, 7, "stop"))
    street.commands(NOBODY, "stop")
    street.taps(NOBODY, "v1.help", 7)

    assert rows(street) == before


def test_a_picture_before_yes_is_not_kept(street: Street) -> None:  # R2
    before = street.session.query(Message).filter_by(kind=Kind.MEDIA).count()

    street.does(Said(Heard.MEDIA, HERON, 7, "look"))

    assert street.session.query(Message).filter_by(kind=Kind.MEDIA).count() == before


def test_words_after_a_nudge_answer_the_nudge_and_not_last_weeks_star(street: Street) -> None:
    ends(street, *[4] * 8)
    street.now += timedelta(days=8)
    person = whose(street)
    nudges.set_up(street.session, 1, person.id, "How's things?", WEEKLY, street.now, street.now)
    speak_when_due(street.session, street.now, PROGRAMME)
    street.arrives()

    texts(street, "all good")

    [words] = street.session.query(Message).filter(
        Message.answers_id.is_not(None), Message.kind == Kind.WORDS
    )
    assert (words.body["text"], words.star_id) == ("all good", None)


def test_the_second_of_two_quick_taps_on_the_last_answer_changes_nothing(street: Street) -> None:
    star = ends(street, *[4] * 8)

    again = street.taps(ZEBRA, f"v1.star.score.{star.id}.8.4", max(street.phones[ZEBRA]))

    assert ["anything you want Robin to know" in one.body.text for one in again] == [True]
    assert stars.scores(street.session, star.id)[8] == 4


def test_an_old_stars_button_does_not_draw_over_the_new_one(street: Street) -> None:
    first = ends(street, *[4] * 8)
    old = max(street.phones[ZEBRA])
    second = ends(street, 5)

    street.taps(ZEBRA, f"v1.star.reopen.{first.id}", old)
    street.taps(ZEBRA, f"v1.star.done.{first.id}", old)

    assert stars.open_for(street.session, whose(street).id) is second
    assert first.ended_at is not None
    assert "Question 2 of 8" in [body.title for body in street.phones[ZEBRA].values()]


def test_an_open_star_has_no_picture_yet(street: Street) -> None:
    star = ends(street, 4)
    street.session.delete(street.session.query(Star).filter_by(person_id=star.person_id).first())

    shown = street.taps(ZEBRA, f"v1.star.show.{star.id}", max(street.phones[ZEBRA]))

    assert [one.body.picture for one in shown] == [None]


def test_not_now_under_a_reminder_is_not_followed_by_another_reminder(street: Street) -> None:  # R17
    person = whose(street)
    people.star_due(person, street.now)
    offered = 0

    for _ in range(10):
        street.now += timedelta(weeks=2)
        people.heard_from(person, street.now)
        speak_when_due(street.session, street.now, PROGRAMME)
        shown = [one for one in street.arrives() if one.chat_id == ZEBRA and "star" in one.body.text]
        offered += len(shown)
        for _ in shown:
            street.taps(ZEBRA, "v1.star.later", max(street.phones[ZEBRA]))

    assert offered == 2


def test_not_now_to_a_star_of_ones_own_accord_leaves_the_plan_as_it_was(street: Street) -> None:  # R17
    planned = whose(street).star_due_at

    street.commands(ZEBRA, "star")
    street.taps(ZEBRA, "v1.star.later", max(street.phones[ZEBRA]))

    assert (whose(street).star_due_at, whose(street).star_offers) == (planned, 0)


def test_whoever_says_yes_again_on_a_new_phone_has_a_star_planned_again(street: Street) -> None:
    person_id, phone = whose(street).id, 8_000_000_009
    street.commands(phone, "start", codes.issue(street.session, Role.YOUNG, street.now, person_id=person_id))

    street.taps(phone, "v1.hello.yes", max(street.phones[phone]))
    street.taps(phone, "v1.dial.weekly", max(street.phones[phone]))

    person = street.session.get_one(Person, person_id)
    assert person.chat_id == phone
    assert person.star_due_at is not None
    assert person.star_due_at >= street.now + APART


def test_a_new_link_of_their_own_opened_on_the_same_phone_just_goes_on(street: Street) -> None:  # R1
    code = codes.issue(street.session, Role.YOUNG, street.now, person_id=whose(street).id)

    shown = street.commands(ZEBRA, "start", code)

    assert ["I'm still here" in one.body.text for one in shown] == [True]


def test_a_word_of_a_young_person_is_told_without_name_or_words(street: Street) -> None:  # R42
    told = [one.body for one in street.types(ZEBRA, "zebra secret") if one.chat_id == ROBIN]

    assert [body.text for body in told] == ["Something new waits in your inbox. It came at 10:01am."]
