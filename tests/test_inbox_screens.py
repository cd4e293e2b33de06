from datetime import UTC, datetime, timedelta

import pytest

from handlers import notices
from handlers.turn import Heard, Outgoing, Said, Turn
from nudges.courtesy import Dial
from storage import alerts, messages, nudges, outbox, people, switches, waiting
from storage.database import Session
from storage.messages import Body
from storage.models import Kind, Message, Person, Staff, State
from tests.cast import ASH, JAY, ROBIN, SAM, coordinator, introduced, said_yes
from tests.desk import Desk, text_of
from tests.life import PROGRAMME

OLD = "That button is too old to use now. Nothing has changed."


@pytest.fixture
def bo(session: Session, robin: Staff, now: datetime) -> Person:
    return said_yes(session, robin, now - timedelta(days=30), chat_id=803, name="Bo")


def hear(
    session: Session,
    person: Person,
    text: str,
    at: datetime,
    *,
    kind: Kind = Kind.WORDS,
    nudge: Message | None = None,
) -> Message:
    people.heard_from(person, at)
    return messages.heard(
        session,
        kind=kind,
        chat_id=person.chat_id or 0,
        person_id=person.id,
        text=text,
        telegram_id=None,
        now=at,
        answers=nudge,
    )


def nudged(session: Session, person: Person, text: str, at: datetime) -> Message:
    row = outbox.queue(
        session, Outgoing(Body(text), Kind.NUDGE, person_id=person.id), person.chat_id or 0, at
    )
    outbox.settle(session, row.id, State.SENT, at, 5)
    return row


def opens(desk: Desk, name: str = "Jay") -> None:
    desk.commands("inbox")
    desk.taps(next(label for label in desk.labels if label.endswith(f" {name}")))


def got(desk: Desk) -> list[tuple[int | None, str]]:
    return [(said.chat_id, text_of(said.body)) for said in desk.sent]


# --- the list ----------------------------------------------------------------------------------------------


def test_an_empty_inbox_says_so(desk: Desk) -> None:
    desk.commands("inbox")

    assert "Nothing waits for you" in desk.seen


def test_unread_stands_first_and_the_oldest_on_top(
    desk: Desk, session: Session, robin: Staff, jay: Person, bo: Person, now: datetime
) -> None:
    zia = said_yes(session, robin, now, chat_id=804, name="Zia")
    waiting.mark_read(hear(session, zia, "hello?", now - timedelta(days=3)), now)
    hear(session, bo, "hi", now - timedelta(days=1))
    hear(session, jay, "hey", now - timedelta(days=2))
    hear(session, jay, "you there", now - timedelta(hours=1))

    desk.commands("inbox")

    assert desk.seen.splitlines()[2:] == [
        "1. Bo · 1 new · since Mon 9 Mar 10:00",
        "⏳ Over a working day unread.",
        "2. Jay · 2 new · since Sun 8 Mar 10:00",
        "⏳ Over a working day unread.",
        "3. Zia · read, not answered · since Sat 7 Mar 10:00",
    ]


# R42
def test_the_list_holds_no_word_of_anybodys(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    hear(session, jay, "my secret", now)

    desk.commands("inbox")

    assert "my secret" not in desk.seen


def test_a_crowd_stands_on_pages(desk: Desk, session: Session, robin: Staff, now: datetime) -> None:
    for number in range(10):
        hear(session, said_yes(session, robin, now, chat_id=700 + number, name=f"P{number}"), "hi", now)

    desk.commands("inbox")
    desk.taps("Next")

    assert [label for label in desk.labels if label[0].isdigit()] == ["9 P8", "10 P9"]


# --- reading -----------------------------------------------------------------------------------------------


def test_words_are_shown_beside_the_nudge_they_answer(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    nudge = nudged(session, jay, "How's your week?", now - timedelta(days=1))
    hear(session, jay, "pretty good", now - timedelta(hours=1), nudge=nudge)

    opens(desk)

    assert desk.seen == "Jay\n\nTue 10 Mar 09:00\nYou asked: “How's your week?”\npretty good"


def test_a_tap_and_a_picture_are_told_as_what_they_are(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "Not now", now, kind=Kind.TAP)
    hear(session, jay, "", now, kind=Kind.MEDIA)

    opens(desk)

    assert "Tapped “Not now”" in desk.seen
    assert "Sent a picture or voice note. It is not kept." in desk.seen


def test_opening_marks_just_those_words_as_read(
    desk: Desk, session: Session, jay: Person, bo: Person, now: datetime
) -> None:
    mine, others = hear(session, jay, "hey", now), hear(session, bo, "hi", now)

    opens(desk)

    assert (mine.read_at, others.read_at) == (now, None)
    assert mine.answered_at is None


def test_words_are_never_drawn_over_with_somebody_elses(
    desk: Desk, session: Session, jay: Person, bo: Person, now: datetime
) -> None:
    hear(session, jay, "from jay", now)
    hear(session, bo, "from bo", now)

    opens(desk, "Jay")
    opens(desk, "Bo")

    assert desk.showing("from jay") != desk.showing("from bo")


def test_words_longer_than_a_message_are_cut_and_nothing_unread_is_passed_over(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    said = [hear(session, jay, "🌟" * 2048, now) for _ in range(3)]

    opens(desk)

    assert "All of it is in the conversation" in desk.seen
    assert "There is more. Open Jay again." in desk.seen
    assert [row.read_at is None for row in said] == [False, True, True]


def test_opening_again_shows_the_rest(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    for number in range(8):
        hear(session, jay, f"<{number}>" + "x" * 1000, now + timedelta(minutes=number))

    opens(desk)
    first = desk.seen
    desk.later(minutes=10)
    opens(desk)
    second = desk.seen
    desk.later(minutes=10)
    opens(desk)

    everything = first + second + desk.seen
    assert [f"<{number}>" in everything for number in range(8)] == [True] * 8


def test_a_double_tap_shows_the_words_once(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    hear(session, jay, "hey", now)
    opens(desk)
    before = len(desk.screens)

    desk.forges(f"v1.inbox.open.{jay.id}")

    assert len(desk.screens) == before


# R50
def test_the_words_go_from_our_rows_when_they_ask_to_be_forgotten(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "hey", now)
    opens(desk)

    people.wipe(session, jay, now)

    assert messages.newest_card(session, ROBIN, "words") is None


# R57
def test_close_takes_the_words_off_the_phone(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "my secret", now)
    opens(desk)
    words = desk.showing("my secret")

    desk.taps("Close")

    assert words not in desk.screens


# --- answering ---------------------------------------------------------------------------------------------


# R88
def test_four_taps_read_answer_and_clear(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    words = hear(session, jay, "can we talk", now)
    desk.forges("v1.inbox.list.0")  # the notice's own button

    desk.taps("1 Jay")
    desk.taps("Answer")
    desk.types("Yes. I'm free at two.")
    desk.taps("Send to Jay")

    assert got(desk) == [(JAY, "Robin says:\n\nYes. I'm free at two.")]
    assert words.answered_at == now
    desk.commands("inbox")
    assert "Nothing waits for you" in desk.seen


def test_what_is_sent_is_the_coordinators_and_hangs_on_the_person(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "can we talk", now)
    opens(desk)
    desk.taps("Answer")
    desk.types("Yes.")
    desk.taps("Send to Jay")

    [said] = desk.sent
    assert (said.kind, said.person_id, said.staff_id) == (Kind.COORDINATOR, jay.id, None)


def test_nothing_leaves_before_it_was_seen_with_the_persons_name(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "can we talk", now)
    opens(desk)
    desk.taps("Answer")

    desk.types("Yes.")

    assert desk.sent == []
    assert desk.seen.startswith("To Jay\n\nThis is what Jay will see:\n\nRobin says:\n\nYes.")


def test_a_second_tap_on_send_sends_nothing(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    hear(session, jay, "can we talk", now)
    opens(desk)
    desk.taps("Answer")
    desk.types("Yes.")
    button = desk.data("Send to Jay")

    desk.forges(button)
    desk.forges(button)

    assert len(desk.sent) == 1


def test_cancel_sends_nothing(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    hear(session, jay, "can we talk", now)
    opens(desk)
    desk.taps("Answer")
    desk.types("Yes.")
    button = desk.data("Send to Jay")

    desk.taps("Cancel")
    desk.forges(button)

    assert desk.sent == []


def test_a_send_button_sends_only_the_words_it_was_shown_with(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "can we talk", now)
    opens(desk)
    desk.taps("Answer")
    desk.types("Yes.")
    older = desk.data("Send to Jay")
    desk.taps("Change words")
    desk.types("No.")

    desk.forges(older)

    assert desk.sent == []


def test_words_that_came_while_the_answer_was_typed_still_wait(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    first = hear(session, jay, "can we talk", now)
    opens(desk)
    desk.taps("Answer")
    meanwhile = hear(session, jay, "its urgent", now)
    desk.types("Yes.")
    desk.taps("Send to Jay")

    assert first.answered_at is not None
    assert (meanwhile.read_at, meanwhile.answered_at) == (None, None)


def test_done_clears_without_an_answer(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    words = hear(session, jay, "night", now)
    opens(desk)

    desk.taps("Done")

    assert words.answered_at == now
    assert desk.sent == []
    assert "Jay · done\n\n" in desk.seen


def test_somebody_who_wrote_nothing_can_be_written_to_from_their_page(desk: Desk, jay: Person) -> None:
    desk.commands("people")
    desk.taps("1 Jay")
    desk.taps("Write to them")
    desk.types("Hi Jay, free on Friday?")
    desk.taps("Send to Jay")

    assert got(desk) == [(JAY, "Robin says:\n\nHi Jay, free on Friday?")]


# --- Telegram's own Reply ----------------------------------------------------------------------------------


def test_telegrams_reply_on_somebodys_words_goes_to_them_at_once(
    desk: Desk, session: Session, jay: Person, bo: Person, now: datetime
) -> None:
    words = hear(session, jay, "from jay", now)
    hear(session, bo, "from bo", now)
    opens(desk, "Jay")
    opens(desk, "Bo")

    desk.types("See you then.", under="from jay")

    assert got(desk) == [(JAY, "Robin says:\n\nSee you then.")]
    assert "Sent to Jay." in desk.seen
    assert words.answered_at == now


def test_a_reply_goes_to_whom_it_is_under_even_while_an_answer_to_somebody_else_is_open(
    desk: Desk, session: Session, jay: Person, bo: Person, now: datetime
) -> None:
    hear(session, jay, "from jay", now)
    hear(session, bo, "from bo", now)
    opens(desk, "Jay")
    opens(desk, "Bo")
    desk.taps("Answer")

    desk.types("See you then.", under="from jay")

    assert [chat for chat, _ in got(desk)] == [JAY]


def test_a_reply_on_the_words_of_somebody_who_is_another_coordinators_now_is_not_sent(
    desk: Desk, session: Session, jay: Person, robin: Staff, now: datetime
) -> None:
    hear(session, jay, "hey", now)
    opens(desk)
    ash = coordinator(session, now, chat_id=ASH, name="Ash")
    people.hand_over(session, robin.id, ash.id)

    desk.types("See you then.", under="hey")

    assert desk.sent == []
    assert "Nothing was sent" in desk.seen


def test_a_reply_on_anything_else_is_only_shown(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "hey", now)
    desk.commands("inbox")

    desk.types("See you then.", under="1 new")

    assert desk.sent == []
    assert "Who is this for?" in desk.seen


# --- typed to nobody ---------------------------------------------------------------------------------------


def test_words_typed_to_nobody_are_asked_about_and_then_previewed(
    desk: Desk, session: Session, jay: Person, bo: Person, now: datetime
) -> None:
    hear(session, bo, "hi", now - timedelta(hours=2))
    hear(session, jay, "hey", now - timedelta(hours=1))

    desk.types("See you then.")
    offered = [label for label in desk.labels if label[0].isdigit()]
    desk.taps("2 Bo")
    assert desk.sent == []
    desk.taps("Send to Bo")

    assert offered == ["1 Jay", "2 Bo"]
    assert [chat for chat, _ in got(desk)] == [bo.chat_id]


def test_words_typed_while_nobody_wrote_lately_reach_nobody(desk: Desk, jay: Person) -> None:
    desk.types("hello?")

    assert desk.sent == []
    assert "This reaches nobody yet" in desk.seen


def test_words_typed_under_an_open_introduction_do_not_put_it_down(desk: Desk) -> None:
    desk.commands("people")
    desk.taps("Add someone")

    desk.types("Kit", under="like to be called")

    assert desk.sent == []
    desk.types("Kit")
    assert "Which area" in desk.seen


# --- what may be said, and when ----------------------------------------------------------------------------


# R19
def test_a_hard_word_is_refused_with_kinder_ones(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "hey", now)
    opens(desk)

    desk.types("Your placement is fine.", under="hey")

    assert desk.sent == []
    assert "“placement”. Kinder: home" in desk.seen
    assert desk.labels == ["Change words", "Cancel"]


# R20
def test_a_soft_word_needs_a_second_tap(desk: Desk, session: Session, jay: Person, now: datetime) -> None:
    hear(session, jay, "hey", now)
    opens(desk)

    desk.types("I'll be in contact.", under="hey")
    assert desk.sent == []
    assert "Kinder: family time, or get in touch" in desk.seen
    desk.taps("Send as it is to Jay")

    assert [chat for chat, _ in got(desk)] == [JAY]


# R20
def test_mental_health_goes_at_once_to_somebody_who_said_it(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "it's my mental health", now)
    opens(desk)

    desk.types("How is your mental health now?", under="it's my")

    assert [chat for chat, _ in got(desk)] == [JAY]


# R23
def test_outside_a_conversation_nobody_elses_name_begins_a_sentence(
    desk: Desk, session: Session, robin: Staff, jay: Person, now: datetime
) -> None:
    introduced(session, robin, now, name="Kim")
    hear(session, jay, "hey", now - timedelta(hours=73))

    desk.types("Kim says hi.")
    desk.taps("1 Jay")

    assert "“Kim” would show on a locked phone" in desk.seen


# R23
@pytest.mark.parametrize(("hours", "held_back"), [(71, False), (73, True)])
def test_outside_a_conversation_a_lock_screen_must_not_tell(
    desk: Desk, session: Session, jay: Person, now: datetime, hours: int, held_back: bool
) -> None:
    hear(session, jay, "hey", now - timedelta(hours=hours))

    desk.types("How was court?")
    desk.taps("1 Jay")

    assert ("“court” would show on a locked phone" in desk.seen) == held_back
    assert ("Send to Jay" in desk.labels) != held_back


@pytest.mark.parametrize("way", ["answer", "reply", "nobody"])
def test_more_than_a_thousand_characters_are_refused_kindly(
    desk: Desk, session: Session, jay: Person, now: datetime, way: str
) -> None:
    hear(session, jay, "hey", now)
    opens(desk)
    if way == "answer":
        desk.taps("Answer")

    desk.types("Hi. " * 251, under="hey" if way == "reply" else "")

    assert desk.sent == []
    assert "too long to send" in desk.seen


# R16
def test_at_night_nothing_is_sent_and_the_morning_is_offered(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    desk.now = now.replace(hour=22)
    hear(session, jay, "hey", desk.now)
    opens(desk)

    desk.types("See you then.", under="hey")

    assert desk.sent == []
    assert (
        "Not now: it is too early or too late there. You can send it yourself from Wed 11 Mar 08:00."
        in desk.seen
    )
    assert desk.labels[0] == "Let it go by itself Wed 11 Mar 09:00"


# R16, R90
@pytest.mark.parametrize("trouble", ["night", "silenced", "stopped before"])
def test_while_an_alert_is_open_an_answer_goes_at_any_hour_and_before_all_else(
    desk: Desk, session: Session, jay: Person, now: datetime, trouble: str
) -> None:
    desk.now = now.replace(hour=22)
    if trouble == "silenced":
        switches.turn_on(session, switches.SILENCE, now)
    if trouble == "stopped before":
        people.stop(session, jay, now)
    hear(session, jay, "i cant keep myself safe", desk.now)
    alerts.begin(session, desk.now, person_id=jay.id, message_id=None)
    opens(desk)

    desk.types("I'm ringing you now.", under="i cant")

    [sent] = desk.sent
    assert sent.care


# R8
def test_a_stop_after_a_crisis_still_holds_back_what_is_typed(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "i cant keep myself safe", now)
    alerts.begin(session, now, person_id=jay.id, message_id=None)
    people.stop(session, jay, now + timedelta(minutes=1))
    desk.now = now + timedelta(minutes=2)
    opens(desk)

    desk.types("I'm ringing you now.", under="i cant")

    assert desk.sent == []


# R16
def test_what_was_let_go_for_the_morning_is_set_up_once_for_then(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    desk.now = now.replace(hour=22)
    words = hear(session, jay, "hey", desk.now)
    opens(desk)
    desk.types("See you then.", under="hey")
    button = desk.data("Let it go by itself Wed 11 Mar 09:00")

    desk.forges(button)
    desk.forges(button)

    [nudge] = nudges.for_person(session, jay.id)
    assert nudge.due_at == datetime(2026, 3, 11, 9, tzinfo=UTC)
    assert nudge.text == "Robin says:\n\nSee you then."
    assert words.answered_at is not None


# R16
def test_where_nothing_can_go_by_itself_it_can_be_sent_by_hand_in_the_morning(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    people.turn_dial(jay, Dial.ONLY_WHEN_I_ASK)
    desk.now = now.replace(hour=22)
    hear(session, jay, "hey", desk.now)
    opens(desk)
    desk.types("See you then.", under="hey")

    desk.taps("Send to Jay")
    assert desk.sent == []
    desk.later(hours=11)
    desk.taps("Send to Jay")

    assert [chat for chat, _ in got(desk)] == [JAY]


# R8 R58
def test_somebody_who_stopped_is_not_written_to(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "leave it", now)
    people.stop(session, jay, now)
    opens(desk)

    desk.types("Are you OK?", under="leave it")

    assert desk.sent == []
    assert "It can't be sent. Jay: has asked for no messages." in desk.seen
    assert desk.labels == ["Change words", "Cancel"]


# R8
def test_a_stop_between_preview_and_send_holds(
    desk: Desk, session: Session, jay: Person, now: datetime
) -> None:
    hear(session, jay, "hey", now)
    opens(desk)
    desk.taps("Answer")
    desk.types("Are you OK?")

    people.stop(session, jay, now)
    desk.taps("Send to Jay")

    assert desk.sent == []
    assert "has asked for no messages" in desk.seen


# --- whose people ------------------------------------------------------------------------------------------


# R55
@pytest.mark.parametrize("action", ["open", "answer", "write", "to", "done", "send", "later"])
def test_another_coordinators_person_is_nobody(
    desk: Desk, session: Session, jay: Person, now: datetime, action: str
) -> None:
    ash = coordinator(session, now, chat_id=ASH, name="Ash")
    sam = said_yes(session, ash, now, chat_id=SAM, name="Sam")
    words = hear(session, sam, "for ash", now)
    hear(session, jay, "hey", now)
    desk.types("See you then.")

    desk.forges(f"v1.inbox.{action}.{sam.id}")

    assert desk.seen == OLD
    assert desk.sent == []
    assert (words.read_at, words.answered_at) == (None, None)


@pytest.mark.parametrize(
    "data",
    ["v1.inbox", "v1.inbox.open", "v1.inbox.open.x", "v1.inbox.send", "v1.inbox.change", "v1.inbox.to.0"],
)
def test_a_forged_button_is_answered_kindly(desk: Desk, data: str) -> None:
    desk.forges(data)

    assert desk.seen == OLD


# --- the notice --------------------------------------------------------------------------------------------


def tell(session: Session, jay: Person, now: datetime) -> list[Outgoing]:
    said = Said(Heard.WORDS, JAY, 7, "my secret")
    told = notices.new_words(Turn(session, now, said, PROGRAMME, "a_made_up_bot", person=jay), jay)
    for notice in told:
        outbox.queue(session, notice, JAY, now)
    return told


# R42
def test_a_notice_holds_a_time_and_neither_name_nor_word(
    session: Session, jay: Person, now: datetime
) -> None:
    [notice] = tell(session, jay, now)

    assert (notice.kind, notice.chat_id) == (Kind.NOTICE, ROBIN)
    assert text_of(notice.body) == "Something new waits in your inbox. It came at 10am."
    assert [button.label for row in notice.body.rows for button in row] == ["Open inbox"]


def test_a_notice_is_not_repeated_within_five_minutes(session: Session, jay: Person, now: datetime) -> None:
    tell(session, jay, now)

    assert tell(session, jay, now + timedelta(minutes=4, seconds=59)) == []
    assert len(tell(session, jay, now + timedelta(minutes=5))) == 1


def test_a_notice_is_repeated_once_something_was_read(session: Session, jay: Person, now: datetime) -> None:
    words = hear(session, jay, "hey", now)
    tell(session, jay, now)

    waiting.mark_read(words, now + timedelta(minutes=1))

    assert len(tell(session, jay, now + timedelta(minutes=2))) == 1


def test_a_coordinator_who_left_is_not_told(
    session: Session, jay: Person, robin: Staff, now: datetime
) -> None:
    robin.chat_id = None

    assert tell(session, jay, now) == []
