"""Staff read English; a name or a young person's words from right to left must not turn its sentences around (R29)."""

import pytest

from handlers.nudge_plan import Plan
from handlers.nudge_words import text_for
from handlers.turn import Heard, Said, Turn
from nudges.wishes import PERSON, Avoided, stored_words
from storage import people, staff
from storage.messages import Body
from tests.crawl import press_each_kind
from tests.desk import text_of
from tests.made_up_languages import outside_isolates
from tests.street import ASHLING, HERON, ROBIN, SUNNY, ZEBRA, Street, whose
from wording import messages, say
from wording.completeness import keys_for
from wording.direction import holds_right_to_left
from wording.readers import Reader

# Made-up people: two young ones, their Coordinator and another one.
SHERKO, TORA, PARWIN, REBIN = "شێرکۆ ئاڵان", "ټوړه 7", "پەروین", "ڕێبین"
WORDS = "ئەمڕۆ لە 5 دێم"
VALUES = messages()


@pytest.fixture
def street(street: Street) -> Street:
    """Everybody has a name from right to left, and Sherko has written so."""
    for chat_id, name in ((ZEBRA, SHERKO), (HERON, TORA)):
        people.mend(whose(street, chat_id), call_me=name)
    for chat_id, name in ((ROBIN, PARWIN), (ASHLING, REBIN)):
        if member := staff.at(street.session, chat_id):
            staff.name(member, name)
    people.wish(whose(street), words_to_avoid=stored_words([Avoided("دێم", PERSON)]))
    street.types(ZEBRA, WORDS)
    return street


def let_loose(body: Body) -> list[str]:
    """Return each line in which right-to-left letters stand beside English and are not kept apart."""
    return [
        line
        for line in text_of(body).split("\n")
        if holds_right_to_left(outside_isolates(line)) and line not in (SHERKO, TORA, PARWIN, REBIN, WORDS)
    ]


@pytest.mark.parametrize(
    "key", sorted(key for key in keys_for(Reader.STAFF) | keys_for(Reader.YOUNG) if VALUES[key])
)
def test_no_english_text_lets_a_right_to_left_value_loose(key: str) -> None:  # R29
    said = say(key, **dict.fromkeys(VALUES[key], SHERKO))

    assert key.endswith("-button") or not holds_right_to_left(outside_isolates(said))


def test_no_screen_of_a_coordinator_lets_a_name_or_words_loose(street: Street) -> None:  # R29
    seen: dict[tuple[str, str], list[Body]] = {}
    for command in ("people", "inbox", "nudge", "privacy", "duty", "away"):
        with street.undone():
            seen["command", command] = [one.body for one in street.commands(ROBIN, command)]
            press_each_kind(street, ROBIN, seen)

    bodies = [body for shown in seen.values() for body in shown]
    assert [line for body in bodies for line in let_loose(body)] == []
    kept = [body for body in bodies if f"\u2068{SHERKO}\u2069" in text_of(body)]
    assert len(kept) > 20
    assert any(WORDS in text_of(body) for body in bodies)
    assert seen.keys() >= {
        *(("people", what) for what in ("page", "talk", "star", "stars", "nudges", "mend", "avoid", "messages")),
        *(("inbox", what) for what in ("open", "answer", "done")),
        *(("plan", what) for what in ("new", "next", "pick")),
    }  # fmt: skip


def robin_sees(street: Street, *data: str, types: str = "") -> Body:
    """Tap these on the newest screen, one after the other, then type; return what stands there then."""
    for one in data:
        street.taps(ROBIN, one, max(street.phones[ROBIN]))
    if types:
        street.types(ROBIN, types)
    return list(street.phones[ROBIN].values())[-1]


def test_a_previewed_answer_keeps_the_name_apart(street: Street) -> None:  # R29
    shown = robin_sees(street, f"v1.inbox.write.{whose(street).id}", types="See you at 5")

    assert shown.title == f"To \u2068{SHERKO}\u2069"
    assert let_loose(shown) == []


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        (SHERKO, "Hi {name}, 5 o'clock?", f"Hi \u2068{SHERKO}\u2069, 5 o'clock?"),
        ("Zoë", "سڵاو {name}، 5", "سڵاو \u2068Zoë\u2069، 5"),
        ("Zoë", "Hi {name}, 5 o'clock?", "Hi Zoë, 5 o'clock?"),
    ],
)
def test_a_name_put_into_typed_words_is_kept_apart_when_it_could_turn_them(
    street: Street, name: str, typed: str, read: str
) -> None:  # R29
    people.mend(whose(street), call_me=name)
    said = Said(Heard.WORDS, ROBIN)
    turn = Turn(street.session, street.now, said, street.programme, "a_made_up_bot")

    assert text_for(turn, Plan(words=typed), whose(street)) == read


def test_words_that_a_person_would_rather_not_hear_are_kept_apart(street: Street) -> None:  # R29
    shown = robin_sees(street, f"v1.people.avoid.{whose(street).id}")

    assert "“\u2068دێم\u2069”" in shown.text
    assert let_loose(shown) == []


def test_an_alert_says_who_and_what_with_each_kept_apart(street: Street) -> None:  # R29
    street.types(ZEBRA, "i want to die tonight")

    inbox = robin_sees(street, "v1.inbox.list.0")
    opened = robin_sees(street, f"v1.inbox.open.{whose(street).id}")

    assert f"\u2068{SHERKO}\u2069" in inbox.text
    assert opened.title == SHERKO
    assert WORDS in opened.text.split("\n")
    assert let_loose(inbox) + let_loose(opened) == []


def test_a_manager_reads_a_coordinators_name_kept_apart(street: Street) -> None:  # R29
    seen: dict[tuple[str, str], list[Body]] = {}
    for command in ("team", "trends", "privacy", "duty", "away"):
        with street.undone():
            seen["command", command] = [one.body for one in street.commands(SUNNY, command)]
            press_each_kind(street, SUNNY, seen)

    bodies = [body for shown in seen.values() for body in shown]
    assert [line for body in bodies for line in let_loose(body)] == []
    assert any(f"\u2068{PARWIN}\u2069" in text_of(body) for body in bodies)
