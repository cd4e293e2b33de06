"""What is answered when words sound like a crisis, a worry or a wish to talk, and what is left unsaid."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from telegram import Update

from care import help_lines
from care.gate import indiscreet_in_first_40
from care.help_lines import CORE, HELP_LINES
from handlers import routes
from handlers.turn import Heard, Said
from nudges import schedules
from nudges.due import speak_when_due
from nudges.wishes import avoided
from storage import alerts, nudges, outbox, people, stars, waiting, worries
from storage.database import Session
from storage.messages import Body, Outgoing
from storage.models import Alert, Kind, Message, NudgeRun, Request, Stands, State
from tests.life import PROGRAMME
from tests.street import HERON, NOBODY, ROBIN, ZEBRA, Shown, Street, rows, settle_in, whose
from wording import say

CRISIS, CONCERN, CONTACT, ORDINARY = "i want to die", "i feel so low", "can you ring me", "is the cafe open"
NO_ENGLISH = "مرحبا كيف حالك"
WORDS = say("crisis")


@pytest.fixture
def street(session: Session, now: datetime) -> Street:
    """Everybody, on both engines: what is answered in a crisis must not hang on which one it is."""
    street = Street(session, now)
    settle_in(street)
    return street


def to(shown: list[Shown], chat_id: int = ZEBRA) -> list[str]:
    return [one.body.text for one in shown if one.chat_id == chat_id]


def hears(street: Street, text: str, chat_id: int = ZEBRA) -> list[str]:
    return to(street.types(chat_id, text), chat_id)


def kept(street: Street, chat_id: int = ZEBRA) -> list[tuple[str, str | None]]:
    """What came in during this test, with what was noticed in it."""
    came = (Message.chat_id == chat_id, Message.state == State.RECEIVED, Message.created_at >= street.now)
    return [
        (str(row.body["text"]), row.noticed)
        for row in street.session.query(Message).filter(*came).order_by(Message.id)
    ]


def open_alerts(street: Street) -> int:
    return len(alerts.not_closed(street.session))


def labels(shown: list[Shown], chat_id: int = ZEBRA) -> list[list[str]]:
    [one] = [one for one in shown if one.chat_id == chat_id]
    return [[button.label for button in row] for row in one.body.rows]


def newest(street: Street, chat_id: int = ZEBRA) -> int:
    return max(street.phones[chat_id])


def at_nine(street: Street) -> datetime:
    return street.now.replace(hour=9, minute=0) + timedelta(days=1)


def robin(street: Street) -> int:
    return whose(street).coordinator_id


# --- what comes in -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Said(Heard.WORDS, ZEBRA, 5000, CRISIS), id="words"),
        pytest.param(Said(Heard.WORDS, ZEBRA, 5000, CRISIS, replies_to=1000), id="reply"),
        pytest.param(Said(Heard.EDIT, ZEBRA, 5000, CRISIS), id="edit"),
        pytest.param(Said(Heard.MEDIA, ZEBRA, 5000, CRISIS), id="caption"),
        pytest.param(Said(Heard.MEDIA, ZEBRA, 5000, emoji=CRISIS), id="sticker"),
        pytest.param(Said(Heard.COMMAND, ZEBRA, 5000, f"/star {CRISIS}", "star", CRISIS), id="command"),
        pytest.param(Said(Heard.COMMAND, ZEBRA, 5000, f"/{CRISIS}", "i", "want to die"), id="no-command"),
        pytest.param(Said(Heard.COMMAND, ZEBRA, 5000, f"/start {CRISIS}", "start", CRISIS), id="start"),
    ],
)
def test_every_way_of_saying_it_gets_the_crisis_words_and_nothing_else(
    street: Street, said: Said
) -> None:  # R30
    [text] = to(street.does(said))

    assert text.startswith(WORDS)
    assert open_alerts(street) == 1
    assert [noticed for _, noticed in kept(street)] == ["crisis"]


def test_the_emoji_of_a_sticker_is_read_and_not_kept(street: Street) -> None:  # R30
    sticker = {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1, "emoji": "😭",
               "is_animated": False, "is_video": False}  # fmt: skip
    message = {"message_id": 1, "date": 1, "chat": {"id": ZEBRA, "type": "private"}, "sticker": sticker}
    update = Update.de_json({"update_id": 1, "message": message}, None)

    said = routes._media(update)

    assert (said.text, said.emoji) == ("", "😭")


def test_the_code_of_a_link_is_no_words_of_theirs(street: Street) -> None:
    shown = street.does(Said(Heard.COMMAND, ZEBRA, 5000, "/start wanttodie", "start", "wanttodie"))

    assert to(shown) == [say("code-unknown")]


def decides(stands: Stands, street: Street) -> None:
    whose(street).stands = stands
    street.session.flush()


@pytest.mark.parametrize("stands", [Stands.HELLO, Stands.NOT_NOW, Stands.NO])
def test_before_yes_and_after_a_no_a_crisis_is_kept_and_told(
    street: Street, stands: Stands
) -> None:  # R2, R30
    decides(stands, street)

    [text] = hears(street, CRISIS)

    assert text.startswith(WORDS)
    assert kept(street) == [(CRISIS, "crisis")]
    assert open_alerts(street) == 1
    assert whose(street).stands == stands


@pytest.mark.parametrize("stands", [Stands.HELLO, Stands.NOT_NOW, Stands.NO])
def test_before_yes_a_concern_is_kept_and_other_words_are_not(
    street: Street, stands: Stands
) -> None:  # R2, R30
    decides(stands, street)

    shown = [hears(street, text) for text in (CONCERN, CONTACT, ORDINARY, NO_ENGLISH)]

    assert [texts[0].partition(".")[0] for texts in shown] == [
        "Thanks for telling me",
        *["Let's say hello first"] * 3,
    ]
    assert kept(street) == [(CONCERN, "concern")]
    assert whose(street).uncovered_at is None


def test_with_no_code_the_crisis_words_come_without_a_promise_and_nothing_is_kept(
    street: Street,
) -> None:  # R1, R2
    before = rows(street)

    [shown] = street.types(NOBODY, CRISIS)

    assert shown.body.text == WORDS
    assert [[button.label for button in row] for row in shown.body.rows] == [["Help"]]
    assert rows(street) == before


def test_after_stop_the_crisis_words_come_and_stop_stays(street: Street) -> None:  # R30
    hears(street, "stop")
    stopped = whose(street).stopped_at

    [text] = hears(street, CRISIS)

    assert text.startswith(WORDS)
    assert whose(street).stopped_at == stopped is not None
    assert open_alerts(street) == 1


def test_in_the_middle_of_a_star_a_crisis_leaves_the_star_in_peace_and_a_number_goes_to_it(
    street: Street,
) -> None:
    street.taps(ZEBRA, "v1.star.begin", newest(street))
    star = stars.open_for(street.session, whose(street).id)
    assert star is not None

    shown = street.types(ZEBRA, CRISIS)
    hears(street, "7")

    assert [text[: len(WORDS)] for text in to(shown)] == [WORDS]  # R30, R32
    assert stars.scores(street.session, star.id) == {1: 7}
    assert stars.open_for(street.session, whose(street).id) is star


def test_what_staff_type_is_not_read(street: Street) -> None:
    texts = to(street.types(ROBIN, CRISIS), ROBIN)

    assert open_alerts(street) == 0
    assert [text for text in texts if WORDS in text] == []


# --- crisis ------------------------------------------------------------------------------------------------


def test_the_crisis_card_leaves_before_all_else_with_a_sound_and_three_buttons(
    street: Street,
) -> None:  # R32, R90
    shown = street.types(ZEBRA, CRISIS)

    card = street.session.query(Message).filter_by(chat_id=ZEBRA, card="crisis").one()
    assert (card.lane, card.silent) == (outbox.CARE, False)
    assert labels(shown) == [["Help", "Call me", "I'm OK for now"]]


def test_the_second_crisis_in_half_an_hour_gets_fewer_words_and_raises_no_second_alert(
    street: Street,
) -> None:  # R32
    first = hears(street, CRISIS)
    texts = []
    for minutes in (10, 19, 2):  # 10, 29 and 31 minutes after the first
        street.now += timedelta(minutes=minutes)
        texts += hears(street, CRISIS)

    assert first[0].startswith(WORDS)
    assert texts[:2] == [say("crisis2")] * 2
    assert texts[2].startswith(WORDS)
    assert street.session.query(Alert).count() == 1


def test_stop_and_a_crisis_in_one_breath_is_answered_as_a_crisis_and_then_nudges_are_off(
    street: Street,
) -> None:  # R11
    nudge = queued_nudge(street)

    [text] = hears(street, "stop. i want to die")

    assert text.startswith(WORDS)
    assert text.endswith("I've stopped my check-ins too. Send START if you want them back.")
    assert whose(street).stopped_at == street.now
    assert nudge.state == State.CANCELLED


@pytest.mark.parametrize("command", ["stop", "stoppp", "unsubscribe"])
def test_the_stop_command_with_a_crisis_after_it_is_both(street: Street, command: str) -> None:  # R8, R11
    [text] = to(street.does(Said(Heard.COMMAND, ZEBRA, 5000, f"/{command} {CRISIS}", command, CRISIS)))

    assert text.startswith(WORDS)
    assert whose(street).stopped_at == street.now


def test_stop_does_not_take_back_crisis_words_that_are_still_on_their_way(
    street: Street,
) -> None:  # R32 before R8
    card = Outgoing(Body(WORDS), Kind.CARD, person_id=whose(street).id, card="crisis", care=True)
    outbox.queue(street.session, card, ZEBRA, street.now)

    texts = hears(street, "stop")

    assert [text.partition(".")[0] for text in texts] == [WORDS.partition(".")[0], "OK, I've stopped"]


def queued_nudge(street: Street) -> Message:
    nudge = Outgoing(Body("Hi"), Kind.NUDGE, person_id=whose(street).id)
    return outbox.queue(street.session, nudge, ZEBRA, street.now)


@pytest.mark.parametrize("text", [CRISIS, CONCERN])
def test_a_nudge_on_its_way_is_held_back(street: Street, text: str) -> None:  # R17, R32
    nudge = queued_nudge(street)

    hears(street, text)

    assert nudge.state == State.CANCELLED


def test_i_am_ok_for_now_stands_in_the_conversation_and_changes_nothing_for_staff(street: Street) -> None:
    street.types(ZEBRA, CRISIS)
    before = dict(rows(street)["alerts"][0])

    shown = street.taps(ZEBRA, "v1.care.ok", newest(street))

    assert to(shown) == [say("crisis-ok")]
    assert labels(shown) == [["Help"]]
    assert [one for one in shown if one.chat_id == ROBIN] == []
    assert rows(street)["alerts"] == [before]
    assert worries.held(street.session, whose(street).id)
    assert kept(street)[-1] == ("I'm OK for now", None)


def test_call_me_under_the_crisis_words_is_added_to_the_alert_and_says_when(street: Street) -> None:
    street.types(ZEBRA, CRISIS)
    card = newest(street)

    street.now += timedelta(minutes=1)
    first = to(street.taps(ZEBRA, "v1.care.call", card))
    again = to(street.taps(ZEBRA, "v1.care.call", card))
    street.now += timedelta(minutes=6)
    later = to(street.taps(ZEBRA, "v1.care.call", card))

    said = say("call-in", coordinator="Robin", when="11:30am today")
    assert (first, again, later) == ([said], [], [said])  # a second tap is no second wish, a later one is
    assert street.session.query(Alert).count() == 1
    assert kept(street)[-1] == ("Call me", "wants_contact")


def test_call_me_out_of_hours_promises_no_more_than_the_reading_time(street: Street) -> None:  # R41
    street.now += timedelta(hours=9)
    street.types(ZEBRA, CRISIS)

    [text] = to(street.taps(ZEBRA, "v1.care.call", newest(street)))

    assert text == say("call-out", when="9am tomorrow")
    assert "Read by 9am tomorrow." in to(street.commands(ROBIN, "inbox"), ROBIN)[0]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        pytest.param(0, say("ordinary-in", coordinator="Robin", when="5pm today"), id="day"),
        pytest.param(9, say("ordinary-out", when="9am tomorrow"), id="night"),
    ],
)
def test_ordinary_words_after_a_crisis_hear_when_somebody_reads_with_help_one_tap_away(
    street: Street, hours: int, said: str
) -> None:  # R33, R41
    street.now += timedelta(hours=hours)
    street.types(ZEBRA, CRISIS)

    shown = street.types(ZEBRA, ORDINARY)

    assert to(shown) == [said]
    assert labels(shown) == [["Help", "Call me"]]
    row = street.session.query(Message).order_by(Message.id.desc()).filter_by(kind=Kind.WORDS).first()
    assert row is not None
    assert row.due_at == (street.now.replace(hour=17, minute=0) if hours == 0 else at_nine(street))


def test_at_night_somebody_is_promised_only_while_duty_is_worn_by_who_answered_a_test(
    street: Street,
) -> None:  # R41
    for data in ("duty.until.duty.24", "duty.test"):
        street.taps(ROBIN, f"v1.{data}", newest(street, ROBIN))
    street.now += timedelta(hours=12)
    [untested] = hears(street, CRISIS)
    street.now -= timedelta(hours=12)
    test = street.session.query(Alert).filter_by(kind="test").one()
    street.taps(ROBIN, f"v1.duty.got.{test.id}", newest(street, ROBIN))

    street.now += timedelta(hours=13)
    [tested] = hears(street, CRISIS)

    assert untested == f"{WORDS}\n\n{say('crisis-out', when='9am tomorrow')}"
    assert tested == f"{WORDS}\n\n{say('crisis-in', coordinator='Robin', when='12:30am tomorrow')}"


def test_buttons_under_somebody_elses_message_do_nothing(street: Street) -> None:
    street.types(ZEBRA, CRISIS)
    foreign = street.session.query(Message).filter_by(chat_id=ZEBRA, card="crisis").one().telegram_id

    shown = street.taps(HERON, "v1.care.call", foreign)

    assert to(shown, HERON) == [say("sorry-old-button")]
    assert street.session.query(Alert).count() == 1


# --- the help lines in it ----------------------------------------------------------------------------------


def test_every_number_in_the_crisis_words_stands_in_the_table_of_help_lines() -> None:  # R44
    said = " ".join(say(key) for key in ("crisis", "crisis2", "crisis-nhs", "crisis-childline"))

    numbers = re.findall(r"\d[\d ]*\d", said.replace("under 19", ""))

    assert set(numbers) == {"999", "85258", "116 123", "111", "0800 1111"}
    assert all(help_lines.lists(HELP_LINES, number) for number in numbers)
    assert all(number in say("crisis") and number in say("crisis2") for number in CORE.values())
    assert all(number in say("help-static") or number in ("85258", "116 123") for number in CORE.values())


def test_a_line_that_somebody_checked_is_in_the_crisis_words_until_its_date_runs_out(
    street: Street,
) -> None:  # R44
    day = date(2026, 3, 1)
    checked = tuple(line.model_copy(update={"checked_on": day}) for line in HELP_LINES)
    street.programme = replace(PROGRAMME, help_lines=checked)

    [fresh] = hears(street, CRISIS)
    street.now += timedelta(days=150)
    [old] = hears(street, CRISIS)

    more = f" {say('crisis-nhs')} {say('crisis-childline')}"
    assert fresh.startswith(WORDS + more)
    assert old.startswith(f"{WORDS}\n\n")


@pytest.mark.parametrize("key", ["crisis", "crisis2", "concern"])
def test_a_lock_screen_shows_nothing_of_why_it_was_said(key: str) -> None:  # R23
    values = {"coordinator": "Robin", "when": "5pm today"} if key == "concern" else {}

    assert indiscreet_in_first_40(say(key, **values), {"Jay", "Robin"}) == []


# --- concern -----------------------------------------------------------------------------------------------


def test_a_concern_is_due_by_the_end_of_the_day_and_offers_a_person(street: Street) -> None:  # R33
    shown = street.types(ZEBRA, CONCERN)

    row = street.session.query(Message).filter_by(noticed="concern").one()
    assert to(shown) == [say("concern", coordinator="Robin", when="5pm today")]
    assert labels(shown) == [["Call me", "Text me", "No thanks"], ["Help"]]
    assert row.due_at == street.now.replace(hour=17, minute=0)
    assert [one.body.text for one in shown if one.chat_id == ROBIN]


def test_in_the_last_hour_the_promise_the_due_time_and_the_inbox_name_the_next_day(
    street: Street,
) -> None:  # R33
    street.now = street.now.replace(hour=16, minute=59)

    shown = street.types(ZEBRA, CONCERN)

    row = street.session.query(Message).filter_by(noticed="concern").one()
    assert to(shown) == [say("concern", coordinator="Robin", when="1pm tomorrow")]
    assert row.due_at == street.now.replace(hour=13, minute=0) + timedelta(days=1)
    assert "Read by 1pm tomorrow." in to(street.commands(ROBIN, "inbox"), ROBIN)[0]


@pytest.mark.parametrize(
    "text", ["im not going to hurt myself", "i wanted to die last year", "kms this bus lol"]
)
def test_a_denied_a_past_and_a_joking_thought_get_a_person_and_no_wall_of_text(
    street: Street, text: str
) -> None:  # R34
    assert hears(street, text) == [say("concern", coordinator="Robin", when="5pm today")]
    assert open_alerts(street) == 0


@pytest.mark.parametrize(("button", "label"), [("call", "Call me"), ("text", "Text me")])
def test_call_me_and_text_me_under_a_concern_are_kept_as_a_wish_with_a_day(
    street: Street, button: str, label: str
) -> None:  # R33
    street.types(ZEBRA, CONCERN)
    card = newest(street)

    shown = street.taps(ZEBRA, f"v1.care.{button}", card)

    row = street.session.query(Message).filter_by(kind=Kind.TAP, noticed="wants_contact").one()
    assert str(row.body["text"]) == label
    assert row.due_at == street.now.replace(minute=0) + timedelta(days=1)
    assert to(shown)[0] == say("contact-by", coordinator="Robin", when="10am tomorrow")
    assert [[one.label for one in line] for line in street.phones[ZEBRA][card].rows] == [["Help"]]


def test_no_thanks_under_a_concern_asks_nobody_and_the_words_still_wait(street: Street) -> None:
    street.types(ZEBRA, CONCERN)

    shown = street.taps(ZEBRA, "v1.care.no", newest(street))

    assert to(shown)[0] == say("care-no", coordinator="Robin")
    waits = waiting.unread(street.session, [whose(street).id])
    assert [row.noticed for row in waits if row.created_at == street.now] == ["concern"]


def test_a_concern_that_asks_to_stop_offers_that_as_well(street: Street) -> None:  # R10
    texts = hears(street, "i feel so low. stop messaging me")

    assert [text.partition(".")[0] for text in texts] == ["Thanks for telling me", say("stopask")]
    assert whose(street).stopped_at is None


def test_help_typed_gets_the_help_lines_and_a_call_me_button(street: Street) -> None:  # R45
    shown = street.types(ZEBRA, "help me")

    assert "Samaritans" in to(shown)[0]
    assert labels(shown) == [["Call me"]]
    assert kept(street)[0][0] == "help me"


def test_the_help_command_and_a_concern_after_it_are_both_answered(street: Street) -> None:  # R45
    texts = to(street.does(Said(Heard.COMMAND, ZEBRA, 5000, f"/help {CONCERN}", "help", CONCERN)))

    assert [text.partition(".")[0] for text in texts] == [
        "Thanks for telling me",
        "If anyone is in danger right now, call 999",
    ]


def test_a_caption_with_a_concern_is_answered_and_the_picture_is_not_opened(street: Street) -> None:  # R30
    texts = to(street.does(Said(Heard.MEDIA, ZEBRA, 5000, CONCERN)))

    assert [text.partition(".")[0] for text in texts] == ["Thanks for telling me", "Sorry, I can't open that"]


# --- wants contact, ordinary, not covered ------------------------------------------------------------------


def test_can_you_ring_me_asks_how_and_keeps_the_answer(street: Street) -> None:  # R33
    shown = street.types(ZEBRA, CONTACT)
    card = newest(street)
    after = street.taps(ZEBRA, "v1.care.by-meet", card)

    asked = say("contact", coordinator="Robin", when="10am tomorrow")
    assert to(shown) == [asked]
    assert labels(shown) == [["Call", "Text", "Meet"]]
    assert to(after) == [f"{asked}\n\n{say('contact-noted', coordinator='Robin')}"]
    assert street.phones[ZEBRA][card].rows == ()
    assert kept(street) == [(CONTACT, "wants_contact"), ("Meet", "wants_contact")]


@pytest.mark.parametrize(
    ("question", "typed", "said"),
    [
        pytest.param(CONTACT, "call", say("contact-noted", coordinator="Robin"), id="contact"),
        pytest.param(CONCERN, "No thanks.", say("care-no", coordinator="Robin"), id="concern"),
        pytest.param("are you real", "NO", say("realq-no"), id="real"),
        pytest.param("/often", "every 2 weeks", say("often-every-2-weeks"), id="often"),
    ],
)
def test_what_a_button_says_may_be_typed_instead(
    street: Street, question: str, typed: str, said: str
) -> None:  # R33
    if question.startswith("/"):
        street.commands(ZEBRA, question[1:])
    else:
        street.types(ZEBRA, question)

    shown = street.types(ZEBRA, typed)

    assert any(text.endswith(said) for text in to(shown))
    assert not any(text == typed for text, _ in kept(street))


def test_what_a_button_says_is_words_again_once_something_else_was_said(street: Street) -> None:
    street.types(ZEBRA, CONTACT)
    street.commands(ZEBRA, "help")

    street.types(ZEBRA, "meet")

    assert kept(street)[-1] == ("meet", "wants_contact")


def test_the_same_answer_typed_twice_is_not_lost(street: Street) -> None:
    street.types(ZEBRA, CONTACT)
    street.types(ZEBRA, "call")

    street.types(ZEBRA, "call")

    assert [text for text, _ in kept(street)] == [CONTACT, "Call", "call"]


def test_call_me_under_help_is_a_wish_due_within_a_working_day(street: Street) -> None:  # R33
    street.commands(ZEBRA, "help")

    shown = street.taps(ZEBRA, "v1.care.call", newest(street))

    assert to(shown) == [say("contact-by", coordinator="Robin", when="10am tomorrow")]
    assert kept(street) == [("Call me", "wants_contact")]


def test_call_me_under_help_while_an_alert_is_open_is_part_of_it(street: Street) -> None:
    street.types(ZEBRA, CRISIS)
    street.commands(ZEBRA, "help")

    shown = street.taps(ZEBRA, "v1.care.call", newest(street))

    assert to(shown)[0].startswith("OK. I've told Robin's team that you want a call.")


def test_help_before_yes_offers_no_call(street: Street) -> None:  # R2
    shown = street.commands(HERON, "help")

    assert labels(shown, HERON) == []


def test_ordinary_words_are_thanked_with_a_call_one_tap_away(street: Street) -> None:  # R33
    shown = street.types(ZEBRA, ORDINARY)

    assert to(shown) == [say("ordinary", coordinator="Robin", when="tomorrow")]
    assert labels(shown) == [["Call me"]]
    assert kept(street) == [(ORDINARY, None)]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Said(Heard.WORDS, ZEBRA, 5000, CRISIS), id="crisis"),
        pytest.param(Said(Heard.WORDS, ZEBRA, 5000, CONCERN), id="concern"),
        pytest.param(Said(Heard.WORDS, ZEBRA, 5000, ORDINARY), id="ordinary"),
        pytest.param(Said(Heard.WORDS, ZEBRA, 5000, NO_ENGLISH), id="other-language"),
        pytest.param(Said(Heard.EDIT, ZEBRA, 5000, ORDINARY), id="edit"),
        pytest.param(Said(Heard.MEDIA, ZEBRA, 5000), id="picture"),
        pytest.param(Said(Heard.COMMAND, ZEBRA, 5000, "/help", "help"), id="help"),
    ],
)
def test_can_you_ring_me_is_always_one_tap_away(street: Street, said: Said) -> None:
    [row] = labels(street.does(said))[:1]
    shown = street.taps(ZEBRA, "v1.care.call", newest(street))

    assert "Call me" in row
    assert any("you want a call" in text or "You should hear by" in text for text in to(shown))


def test_words_while_a_star_is_open_have_a_call_one_tap_away_too(street: Street) -> None:
    street.taps(ZEBRA, "v1.star.begin", newest(street))

    assert labels(street.types(ZEBRA, ORDINARY)) == [["Call me"]]


# --- asked while something else was being typed ------------------------------------------------------------


def asks_to(street: Street, what: str) -> None:
    """Tap Fix or Complain under what we hold."""
    street.commands(ZEBRA, "mydata")
    street.taps(ZEBRA, f"v1.mine.{what}", newest(street))


def filed(street: Street) -> dict[str, str | None]:
    """What was typed into each request of this test."""
    asked = street.session.query(Request).filter(Request.asked_at >= street.now).order_by(Request.id)
    return {one.what: one.words for one in asked}


@pytest.mark.parametrize("what", ["fix", "complain"])
def test_who_asks_for_a_person_meanwhile_gets_one_and_the_request_still_waits(
    street: Street, what: str
) -> None:  # R33
    asks_to(street, what)

    texts = hears(street, CONTACT)

    assert texts == [say("contact", coordinator="Robin", when="10am tomorrow")]
    assert kept(street) == [(CONTACT, "wants_contact")]
    assert filed(street) == {what: None}


@pytest.mark.parametrize("what", ["fix", "complain"])
def test_what_the_check_cannot_read_is_filed_and_read_soon_as_well(
    street: Street, what: str
) -> None:  # R47, R51
    asks_to(street, what)

    texts = hears(street, NO_ENGLISH)

    assert len(texts) == 2
    assert texts[1] == say("unknown", coordinator="Robin", when="5pm today")
    assert filed(street) == {what: NO_ENGLISH}
    assert kept(street) == [(NO_ENGLISH, None)]


@pytest.mark.parametrize(
    ("text", "answer"), [(CONTACT, "OK. I've asked Robin"), (NO_ENGLISH, "Thanks. I might not")]
)
def test_while_a_word_to_avoid_is_asked_for_a_person_is_still_one_message_away(
    street: Street, text: str, answer: str
) -> None:  # R33, R47
    street.commands(ZEBRA, "often")
    street.taps(ZEBRA, "v1.wish.words", newest(street))
    street.taps(ZEBRA, "v1.wish.add.words", newest(street))

    texts = hears(street, text)

    assert [one[: len(answer)] for one in texts] == [answer]
    assert avoided(whose(street)) == []


def test_a_crisis_is_filed_in_the_request_that_asked_last_and_in_no_other(street: Street) -> None:  # R30, R51
    asks_to(street, "fix")
    street.now += timedelta(seconds=10)
    asks_to(street, "complain")
    street.now -= timedelta(seconds=10)

    first = hears(street, CRISIS)
    again = hears(street, "i really want to die")

    assert first[0].startswith(WORDS)
    assert again == [say("crisis2")]
    assert filed(street) == {"fix": None, "complain": CRISIS}


def test_what_the_check_cannot_read_waits_for_a_person_and_the_chat_is_marked_once(
    street: Street,
) -> None:  # R47
    first = hears(street, NO_ENGLISH)
    marked = whose(street).uncovered_at
    street.now += timedelta(hours=1)
    second = hears(street, NO_ENGLISH)

    row = (
        street.session.query(Message)
        .filter_by(chat_id=ZEBRA, kind=Kind.WORDS)
        .order_by(Message.id.desc())
        .first()
    )
    assert first == [say("unknown", coordinator="Robin", when="5pm today")]
    assert second == []
    assert whose(street).uncovered_at == marked is not None
    assert row is not None
    assert (row.noticed, row.due_at) == (None, street.now.replace(hour=17, minute=0))


def test_out_of_hours_what_the_check_cannot_read_is_promised_for_the_next_working_day(
    street: Street,
) -> None:  # R47
    street.now += timedelta(days=3, hours=8)  # Friday at six

    assert hears(street, NO_ENGLISH) == [say("unknown", coordinator="Robin", when="5pm on Monday")]


def test_when_the_word_check_breaks_the_message_is_a_concern_and_the_log_holds_no_words(
    street: Street, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:  # R46
    def broken(text: str) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr("handlers.worries.check", broken)
    [text] = hears(street, "zebra secret")

    assert text == say("concern", coordinator="Robin", when="5pm today")
    assert kept(street) == [("zebra secret", "concern")]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "zebra" not in caplog.text


# --- the hold ----------------------------------------------------------------------------------------------


def plan_nudge(street: Street) -> None:
    """Let a nudge and a star offer be due in ten days, when nothing but a worry could be in the way."""
    street.now += timedelta(days=10)
    once = schedules.dump(schedules.Once(on=street.now.date(), at=street.now.time()))
    nudges.set_up(street.session, robin(street), whose(street).id, "Hi there?", once, street.now, street.now)
    people.star_due(whose(street), street.now)
    street.session.query(NudgeRun).delete()


def speaks(street: Street) -> list[str]:
    speak_when_due(street.session, street.now, street.programme)
    return to(street.arrives())


@pytest.mark.parametrize("text", [CRISIS, CONCERN])
def test_nothing_unprompted_is_said_while_a_worry_waits_for_a_person(
    street: Street, text: str
) -> None:  # R17, R32
    hears(street, text)
    plan_nudge(street)

    said = speaks(street)

    assert said == []
    runs = [run.why for run in street.session.query(NudgeRun) if run.why]
    assert "why-care" in runs


@pytest.mark.parametrize("hours", [1, 71, 73, 24 * 40])
@pytest.mark.parametrize("text", [CRISIS, CONCERN])
def test_no_star_is_offered_for_72_hours_nor_ever_until_a_person_clears_the_worry(
    street: Street, text: str, hours: int
) -> None:  # R17
    hears(street, text)
    street.now += timedelta(hours=hours)
    people.star_due(whose(street), street.now)

    assert speaks(street) == []


@pytest.mark.parametrize("text", [CRISIS, CONCERN])
def test_a_star_may_be_offered_within_72_hours_once_a_person_has_cleared_the_worry(
    street: Street, text: str
) -> None:  # R17
    people.turn_dial(whose(street), "every_other_day")
    hears(street, text)
    street.now += timedelta(days=2)
    clears(street)
    people.star_due(whose(street), street.now)

    assert len(speaks(street)) == 1


def clears(street: Street) -> None:
    """A person has answered, and closed the alert if there is one."""
    waiting.mark_answered(street.session, whose(street).id, street.now)
    if (alert := alerts.open_for(street.session, whose(street).id)) is not None:
        alerts.close(street.session, alert, robin(street), "spoke", street.now)


@pytest.mark.parametrize("text", [CRISIS, CONCERN, CONTACT, ORDINARY])
def test_a_cleared_worry_holds_nothing_back(street: Street, text: str) -> None:  # R17
    hears(street, text)
    clears(street)
    plan_nudge(street)

    assert len(speaks(street)) == 1


def test_an_answered_crisis_is_held_until_its_alert_is_closed(street: Street) -> None:  # R17, R40
    hears(street, CRISIS)
    waiting.mark_answered(street.session, whose(street).id, street.now)
    plan_nudge(street)

    assert speaks(street) == []


def test_a_star_that_fell_due_meanwhile_is_looked_at_again_the_next_day(street: Street) -> None:  # R17
    hears(street, CONCERN)
    people.star_due(whose(street), street.now)

    speak_when_due(street.session, street.now, street.programme)

    assert whose(street).star_due_at == street.now + timedelta(days=1)


def test_choosing_how_often_offers_no_star_while_a_worry_waits(street: Street) -> None:  # R17
    street.taps(HERON, "v1.hello.yes", newest(street, HERON))
    hears(street, CONCERN, HERON)
    card = street.session.query(Message).filter_by(chat_id=HERON, card="dial").one()

    shown = street.taps(HERON, "v1.dial.weekly", card.telegram_id)

    assert [text.partition(".")[0] for text in to(shown, HERON)] == ["OK, weekly"]


def test_ordinary_words_after_a_worry_are_not_told_that_the_star_waits(street: Street) -> None:  # R17
    street.taps(ZEBRA, "v1.star.begin", newest(street))
    before = hears(street, ORDINARY)
    hears(street, CONCERN)
    street.now += timedelta(days=1)

    after = hears(street, ORDINARY)

    assert before == [say("star-waits", coordinator="Robin")]
    assert after == [say("ordinary", coordinator="Robin", when="tomorrow")]


def test_somebody_in_a_crisis_may_still_do_what_they_like(street: Street) -> None:
    hears(street, CRISIS)

    assert say("star-intro") in to(street.commands(ZEBRA, "star"))


def test_a_worry_at_the_end_of_a_star_is_kept_with_it_and_asks_nothing_more(
    street: Street,
) -> None:  # R17, R33
    street.taps(ZEBRA, "v1.star.begin", newest(street))
    star = stars.open_for(street.session, whose(street).id)
    assert star is not None
    for question in range(1, 9):
        street.taps(ZEBRA, f"v1.star.score.{star.id}.{question}.5", newest(street))

    texts = hears(street, CONCERN)

    [row] = street.session.query(Message).filter_by(noticed="concern")
    assert texts == [say("concern", coordinator="Robin", when="5pm today")]
    assert row.star_id == star.id
    assert not star.wants_words


# R8, R45
@pytest.mark.parametrize("text", ["/stop.", "/stop\nplease", "/STOP!"])
def test_a_command_with_more_than_its_name_is_still_that_command(street: Street, text: str) -> None:
    update = {
        "message_id": 5000,
        "date": 1,
        "chat": {"id": ZEBRA, "type": "private"},
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }

    said = routes._command(Update.de_json({"update_id": 1, "message": update}, None))
    street.does(said)

    assert said.command == "stop"
    assert whose(street).stopped_at is not None


# R40, R41
def test_a_call_asked_for_in_words_while_an_alert_is_open_reaches_whoever_is_on_it(street: Street) -> None:
    street.types(ZEBRA, CRISIS)
    street.now += timedelta(minutes=3)

    told = hears(street, "can you ring me")

    [alert] = street.session.query(Alert).all()
    assert told[0].startswith("OK. I've told Robin's team that you want a call.")
    assert [str(row.body["text"]) for row in alerts.escalated(street.session, alert)][-1] == "can you ring me"
