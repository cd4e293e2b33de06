"""STOP, FORGET, START and longer words that ask to stop: at once, theirs alone, and no more than they said (R8-R13)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.leaving import Leaving
from care import consent
from handlers import routes
from handlers.turn import Heard, Menu, Said, Turn, read_tap
from nudges.due import speak_when_due
from storage import messages, nudges, outbox, people, requests, switches, together
from storage.database import Database
from storage.messages import Body, Outgoing
from storage.models import Kind, Message, Person, Role, Score, Stands, State
from tests import cast
from tests.conftest import KEY
from tests.life import PROGRAMME
from tests.street import HERON, NOBODY, WEEKLY, ZEBRA, Shown, Street, settle_in, whose
from tests.test_stop_words import R8, R9
from wording import say

LAST_WORD = say("stop", coordinator="Robin")
ON_ITS_WAY = (Kind.NUDGE, Kind.INVITATION, Kind.QUIET, Kind.REPLY, Kind.CARD, Kind.COORDINATOR)


def to(shown: list[Shown], chat_id: int = ZEBRA) -> list[Body]:
    return [one.body for one in shown if one.chat_id == chat_id]


def says(street: Street, text: str, chat_id: int = ZEBRA) -> list[Body]:
    """Type words, or send the command that they are."""
    if text.startswith("/"):
        command, _, rest = text[1:].partition(" ")
        said = Said(Heard.COMMAND, chat_id, 7000, text, command.lower(), rest)
        return to(street.does(said), chat_id)
    return to(street.types(chat_id, text), chat_id)


def queued(street: Street) -> list[Message]:
    """Have one message of every kind wait for Zebra."""
    return [
        outbox.queue(
            street.session, Outgoing(Body("Hi"), kind, person_id=whose(street).id), ZEBRA, street.now
        )
        for kind in ON_ITS_WAY
    ]


def newest(street: Street, chat_id: int = ZEBRA) -> int:
    return max(street.phones[chat_id])


# --- STOP ----------------------------------------------------------------------------------------------------


def test_each_listed_word_takes_back_all_that_waits_and_is_answered_once_with_no_question(
    street: Street,
) -> None:  # R8
    for words in [*R8, *(f"/{words}" for words in R8 if words.isalpha())]:
        with street.undone():
            waiting = queued(street)

            shown = says(street, words)

            assert [(body.text, body.rows) for body in shown] == [(LAST_WORD, ())], words
            assert {row.state for row in waiting} == {State.CANCELLED}, words
            assert whose(street).stopped_at == street.now, words


def test_a_coordinators_answer_to_a_crisis_is_taken_back_as_well_and_our_own_is_not(
    street: Street,
) -> None:  # R8, R32
    typed, ours = (
        outbox.queue(street.session, Outgoing(Body("Hi."), kind, care=True), ZEBRA, street.now)
        for kind in (Kind.COORDINATOR, Kind.REPLY)
    )

    says(street, "stop")

    assert (typed.state, ours.state) == (State.CANCELLED, State.SENT)


class _FailsBeforeTheCommitError(Exception):
    """Whatever may fail."""


def test_what_was_queued_is_taken_back_in_the_very_transaction_of_the_stop(
    sqlite_url: str, now: datetime
) -> None:  # R8
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        settle_in(street := Street(session, now))
        waiting = [row.id for row in queued(street)]

    with suppress(_FailsBeforeTheCommitError), database.write() as session:
        street.session = session
        street.types(ZEBRA, "stop")
        taken_back = {session.get_one(Message, number).state for number in waiting}
        raise _FailsBeforeTheCommitError

    with database.read() as session:
        stopped = session.query(Person).filter_by(chat_id=ZEBRA).one().stopped_at
        states = {session.get_one(Message, number).state for number in waiting}
    database.close()
    assert taken_back == {State.CANCELLED}
    assert (stopped, states) == (None, {State.QUEUED})


def test_nothing_follows_a_stop_however_much_is_due(street: Street) -> None:  # R8
    says(street, "stop")
    last = newest(street)
    nudges.set_up(street.session, 1, whose(street).id, "Hi there?", WEEKLY, street.now, street.now)
    people.star_due(whose(street), street.now)

    for _ in range(60):
        street.now += timedelta(days=1)
        speak_when_due(street.session, street.now, PROGRAMME)
        street.arrives()

    assert newest(street) == last


def test_not_even_a_changed_hello_follows_a_stop(street: Street) -> None:  # R5, R8
    whose(street).consent_version = "older-than-" + consent.VERSION

    assert [body.text for body in says(street, "stop")] == [LAST_WORD]


@pytest.mark.parametrize("where", ["before yes", "in a star", "while a word is asked for", "stopped already"])
def test_it_counts_wherever_somebody_is(street: Street, where: str) -> None:  # R8
    chat_id = HERON if where == "before yes" else ZEBRA
    if where == "in a star":
        street.taps(ZEBRA, "v1.star.begin", newest(street))
    if where == "while a word is asked for":
        street.taps(ZEBRA, "v1.wish.add.words", newest(street))
    if where == "stopped already":
        says(street, "stop")

    shown = says(street, "enough", chat_id)

    assert [body.text for body in shown] == [LAST_WORD]
    assert whose(street, chat_id).stopped_at == street.now


def test_somebody_with_no_code_who_says_stop_hears_that_nothing_comes(street: Street) -> None:  # R1, R8
    assert [body.text for body in says(street, "leave me alone", NOBODY)] == [say("stop-nocode")]


# --- FORGET --------------------------------------------------------------------------------------------------


def test_each_listed_word_stops_and_asks_once_with_two_equal_buttons(street: Street) -> None:  # R9
    for words in [*R9, "/forget", "/wipe"]:
        with street.undone():
            waiting = queued(street)

            [asked] = says(street, words)

            assert asked.text == say("wipe"), words
            assert [[button.label for button in row] for row in asked.rows] == [["Wipe it", "Keep it"]], words
            assert {row.state for row in waiting} == {State.CANCELLED}, words
            assert whose(street).stopped_at == street.now, words
            assert whose(street).wiped_at is None, words


def test_keep_it_keeps_all_and_messages_stay_stopped(street: Street) -> None:  # R9
    before = street.session.query(Score).count()
    says(street, "forget me")

    shown = to(street.taps(ZEBRA, "v1.wipe.no", newest(street)))

    assert [(body.text, body.rows) for body in shown] == [(say("wipe-kept"), ())]
    assert street.session.query(Score).count() == before
    assert whose(street).stopped_at == street.now


@pytest.mark.parametrize("where", ["before yes", "stopped already"])
def test_the_wipe_is_one_yes_away_wherever_somebody_is(street: Street, where: str) -> None:  # R9
    chat_id = HERON if where == "before yes" else ZEBRA
    if where == "stopped already":
        says(street, "stop")
    says(street, "FORGET", chat_id)

    shown = to(street.taps(chat_id, "v1.wipe.yes", newest(street, chat_id)), chat_id)

    assert [body.text for body in shown] == [say("wiped")]
    assert street.session.query(Person).filter_by(chat_id=chat_id).count() == 0


def test_the_menu_goes_back_to_everybodys_with_the_wipe(street: Street) -> None:  # R50
    says(street, "FORGET")
    said = Said(Heard.TAP, ZEBRA, newest(street), tap=read_tap("v1.wipe.yes"))
    turn = Turn(street.session, street.now, said, PROGRAMME, "a_made_up_bot", whose(street))

    answers = routes.answer(turn)

    assert [one for one in answers if isinstance(one, Menu)] == [Menu(ZEBRA, Role.STRANGER, "en")]


def test_while_everything_is_silenced_a_wipe_is_asked_about_done_and_told(
    street: Street,
) -> None:  # R9, R50, R90
    switches.turn_on(street.session, switches.SILENCE, street.now)

    told = leaves(street, Said(Heard.WORDS, ZEBRA, 6000, "how are you"))
    asked = leaves(street, Said(Heard.WORDS, ZEBRA, 6001, "FORGET"))
    card = messages.newest_card(street.session, ZEBRA, "wipe")
    assert card is not None
    wiped = leaves(street, Said(Heard.TAP, ZEBRA, card.telegram_id, tap=read_tap("v1.wipe.yes")))

    assert (told, asked, wiped) == ([], [say("wipe")], [say("wiped")])
    assert street.session.query(Person).filter_by(chat_id=ZEBRA).count() == 0


@pytest.mark.parametrize(("care", "drawn"), [(True, True), (False, False)])
def test_while_everything_is_silenced_only_cards_that_may_leave_are_drawn_anew(
    database: Database, now: datetime, care: bool, drawn: bool
) -> None:  # R90
    with database.write() as session:
        jay = cast.said_yes(session, cast.coordinator(session, now), now)
        said = Outgoing(Body("Shall I?"), Kind.CARD, person_id=jay.id, card="wipe", care=care)
        row = outbox.queue(session, said, cast.JAY, now)
        outbox.settle(session, row.id, State.SENT, now, telegram_id=5)
        switches.turn_on(session, switches.SILENCE, now)

    telegram_id = Leaving(database, Clock(now), PROGRAMME.zone).telegram_id(row.id)

    assert telegram_id == (5 if drawn else None)


def leaves(street: Street, said: Said) -> list[str]:
    """Run a turn, and let leave of what it says what may."""
    turn = Turn(street.session, street.now, said, PROGRAMME, "a_made_up_bot", whose(street))
    for answer in routes.answer(turn):
        if isinstance(answer, Outgoing):
            outbox.queue(street.session, answer, said.chat_id, street.now)
    left = []
    while (row := outbox.claim_next(street.session, said.chat_id)) is not None:
        left.append(Body.from_json(row.body).text)
        outbox.settle(street.session, row.id, State.SENT, street.now, 6000 + row.id)
        street.session.flush()
    street.session.expire_all()
    return list(filter(None, left))


# --- longer words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["stop it ur making me laugh", "please make it stop"])
def test_a_longer_message_with_stop_in_it_stops_nothing_and_is_read_by_the_word_check(
    street: Street, text: str
) -> None:  # R10
    said = Said(Heard.WORDS, ZEBRA, 6000, text)
    turn = Turn(street.session, street.now, said, PROGRAMME, "a_made_up_bot", whose(street))

    shown = [answer for answer in routes.answer(turn) if isinstance(answer, Outgoing)]

    assert turn.noticed is not None
    assert [one for one in shown if one.card == "stop"] == []
    assert whose(street).stopped_at is None


def test_a_longer_request_to_stop_asks_with_two_equal_buttons_and_takes_nothing_back(
    street: Street,
) -> None:  # R10
    nudge = queued(street)[0]

    asked = says(street, "can u stop messaging me so much")[-1]

    assert asked.text == say("stopask")
    assert [[button.label for button in row] for row in asked.rows] == [["Stop messages", "Keep messages"]]
    assert (nudge.state, whose(street).stopped_at) == (State.SENT, None)


def test_stop_messages_is_a_stop_and_the_last_word(street: Street) -> None:  # R8, R10
    says(street, "can u stop messaging me so much")
    waiting = queued(street)

    shown = to(street.taps(ZEBRA, "v1.stop.yes", newest(street)))

    assert [(body.text, body.rows) for body in shown] == [(LAST_WORD, ()), (say("stopask"), ())]
    assert {row.state for row in waiting} == {State.CANCELLED}
    assert whose(street).stopped_at == street.now


def test_keep_messages_carries_on_as_before(street: Street) -> None:  # R10
    says(street, "can u stop messaging me so much")

    shown = to(street.taps(ZEBRA, "v1.stop.no", newest(street)))

    assert [(body.text, body.rows) for body in shown] == [(say("stopask-kept"), ())]
    assert whose(street).stopped_at is None


def test_whoever_has_stopped_is_not_asked_whether_to(street: Street) -> None:  # R8, R10
    says(street, "stop")

    assert [body.text for body in says(street, "can u stop messaging me so much")] == [say("now-stopped")]


# --- START ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["START", "/start", "start again"])
def test_start_after_a_stop_brings_the_nudges_back(street: Street, text: str) -> None:  # R13
    says(street, "stop")
    street.now += timedelta(days=10)
    today = street.now
    nudges.set_up(street.session, 1, whose(street).id, "Hi there?", WEEKLY, today, today)

    back = says(street, text)
    speak_when_due(street.session, today, PROGRAMME)

    assert [body.text for body in back] == [say("start-again")]
    assert "Hi there?" in [body.text for body in to(street.arrives())]


def test_start_while_what_is_held_is_not_used_says_so_and_leads_to_it(street: Street) -> None:  # R13, R51
    restricts(street)
    says(street, "stop")

    [back] = says(street, "START")

    assert back.text == say("start-unused")
    assert [button.label for row in back.rows for button in row] == [say("start-see-button")]
    assert whose(street).stopped_at is None
    assert quiet_for_a_month(street)


def test_start_after_walking_together_ended_promises_nothing(street: Street) -> None:  # R13
    together.leave(street.session, whose(street), "moved_away", street.now)

    back = says(street, "START")

    assert [body.text for body in back] == [say("start-left", coordinator="Robin")]
    assert quiet_for_a_month(street)


def test_start_when_nothing_was_stopped_says_that_all_is_well(street: Street) -> None:  # R13
    assert [body.text for body in says(street, "START")] == [say("start-already")]


@pytest.mark.parametrize("stands", [Stands.HELLO, Stands.NOT_NOW, Stands.NO])
def test_start_before_a_yes_goes_on_with_hello(street: Street, stands: Stands) -> None:  # R2, R13
    whose(street, HERON).stands = stands

    shown = says(street, "START", HERON)

    assert shown[-1].text.startswith(say("hello-1", coordinator="Robin"))
    assert whose(street, HERON).stands == stands


def test_who_comes_back_in_the_middle_of_hello_goes_on_at_the_same_page(street: Street) -> None:  # R1
    says(street, "hiya", HERON)
    card = max(street.phones[HERON])
    for page in (2, 3):
        street.taps(HERON, f"v1.hello.{page}", card)

    written = says(street, "wot is this for", HERON)
    back = says(street, "START", HERON)

    where = f"{say('hello-3', coordinator='Robin')}\n\n{say('hello-progress', number=3)}"
    for shown in (written, back):
        assert f"{say('hello-again')}\n\n{where}" in [body.text for body in shown]
    assert street.phones[HERON][card].rows == ()


def test_who_said_not_now_hears_hello_from_the_start(street: Street) -> None:  # R2
    says(street, "hiya", HERON)
    card = max(street.phones[HERON])
    for tap in ("7", "not_now"):
        street.taps(HERON, f"v1.hello.{tap}", card)

    back = says(street, "START", HERON)

    assert back[-1].text.startswith(say("hello-1", coordinator="Robin"))
    assert street.phones[HERON][card].text == say("hello-not-now")


# --- the dial ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("stop", "now-stopped"),
        ("switched off", "now-switched-off"),
        ("restricted", "now-unused"),
        ("left", "now-left"),
    ],
)
def test_the_dial_promises_no_message_while_none_comes(
    street: Street, why: str, told: str
) -> None:  # R8, R16
    quiet: dict[str, Callable[[], object]] = {
        "stop": lambda: says(street, "stop"),
        "switched off": lambda: people.switch_off(street.session, whose(street), street.now),
        "restricted": lambda: restricts(street),
        "left": lambda: together.leave(street.session, whose(street), "moved_away", street.now),
    }
    quiet[why]()
    because = say(told, **({} if told in ("now-stopped", "now-unused") else {"coordinator": "Robin"}))

    [asked] = says(street, "/often")
    [chosen] = to(street.taps(ZEBRA, "v1.dial.monthly", newest(street)))

    assert asked.text.startswith(because)
    assert chosen.text == f"{say('often-kept', often='Monthly')}\n\n{because}"
    assert whose(street).dial == "monthly"


def restricts(street: Street) -> None:
    """Zebra has asked that what is held is kept and not used."""
    requests.restrict(street.session, whose(street), street.now)


def quiet_for_a_month(street: Street) -> bool:
    """Tell whether nothing comes that is due within a month."""
    last = newest(street)
    nudges.set_up(street.session, 1, whose(street).id, "Hi there?", WEEKLY, street.now, street.now)
    for _ in range(30):
        street.now += timedelta(days=1)
        speak_when_due(street.session, street.now, PROGRAMME)
        street.arrives()
    return newest(street) == last
