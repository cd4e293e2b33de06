"""Every screen a young person gets, put together as it is sent: short, kind, and telling nothing on a locked phone."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from care.gate import Kind, check
from handlers.turn import Heard, Said
from star.questions import NUMBERS
from storage.messages import Body, Button
from tests.crawl import press_each_kind
from tests.desk import text_of
from tests.street import HERON, ZEBRA, Street
from wording import say

# R22 lets crisis, hello and mydata be longer than 320 characters: /privacy is the hello texts, Help is for a crisis.
# The numbers below the picture of a star are a list, a short line for each question.
MAY_BE_LONG = ("crisis", "hello-1", "privacy-what", "mydata-name", "help-intro", "star-caption-first")
COMMANDS = ("star", "often", "pause", "help", "privacy", "mydata", "stop")
TYPED = ("Hi Zebra, Zebra-nudge?", "Hey Zebra, Zebra-later?")  # by their Coordinator
SAID = (
    "hi",
    "i want to die",
    "he hit me",
    "can you ring me?",
    "are you real",
    "مرحبا",
    "stop. i want to die",
)


def screens(street: Street, chat_id: int) -> list[Body]:
    """Return what comes of every command, of a button of every kind, and of everything said."""
    seen: dict[tuple[str, str], list[Body]] = {}
    for command in COMMANDS:
        with street.undone():
            shown = street.commands(chat_id, command)
            seen["command", command] = [one.body for one in shown if one.chat_id == chat_id]
            press_each_kind(street, chat_id, seen)
    for text in SAID:
        with street.undone():
            shown = [
                one for again in (1, 2) for one in street.does(Said(Heard.WORDS, chat_id, 5000 + again, text))
            ]
            seen["said", text] = [one.body for one in shown if one.chat_id == chat_id]
            press_each_kind(street, chat_id, seen)
    return [body for bodies in seen.values() for body in bodies]


@pytest.mark.parametrize("chat_id", [ZEBRA, HERON], ids=["after yes", "before yes"])
def test_every_message_as_it_is_sent_passes_the_gate(street: Street, chat_id: int) -> None:  # R19-R22
    found = []
    bodies = screens(street, chat_id)
    for text in (text_of(body) for body in bodies if body.text not in TYPED):
        let_off = {Kind.TOO_LONG} if text.startswith(tuple(_beginnings())) else set()
        found += [(finding, text) for finding in check(text, emoji=0) if finding.kind not in let_off]

    assert found == []
    assert len(bodies) > 40


def _beginnings() -> Iterator[str]:
    for key in MAY_BE_LONG:
        yield say(key, coordinator="Robin") if key == "hello-1" else say(key)


def test_no_score_is_on_a_locked_phone_or_in_an_address(street: Street) -> None:  # R24
    bodies = screens(street, ZEBRA)

    pictures = [body for body in bodies if body.picture]
    echoing = [body for body in bodies if say("star-your-answer", number=2) in body.text]
    assert pictures
    assert not [body.text for body in pictures if any(sign.isdigit() for sign in body.text[:40])]
    assert all(body.title.startswith("Question") for body in echoing)
    assert {button.url for body in bodies for row in body.rows for button in row} <= {""}


def test_the_buttons_of_every_question_are_plain_also_once_it_is_answered(street: Street) -> None:  # R27
    street.commands(ZEBRA, "star")
    street.taps(ZEBRA, "v1.star.begin", max(street.phones[ZEBRA]))
    seen = []
    for number in NUMBERS:
        seen.append(_newest(street))
        _taps(street, str(number))
        if number < len(NUMBERS):
            _taps(street, "Back")  # to look at it with its answer
            seen.append(_newest(street))
            _taps(street, str(number))

    numbers = [[button.label for row in body.rows[:2] for button in row] for body in seen]
    last_rows = [[button.label for button in body.rows[2]] for body in seen]
    assert numbers == [[str(number) for number in range(1, 11)]] * len(seen)
    assert [len(row) for body in seen for row in body.rows[:2]] == [5, 5] * len(seen)
    assert last_rows == [["Skip", "Stop here"]] * 2 + [["Skip", "Back", "Stop here"]] * (len(seen) - 2)
    assert {part.name for part in fields(Button)} == {"label", "data", "url"}  # nothing to colour one with


def _newest(street: Street) -> Body:
    return street.phones[ZEBRA][max(street.phones[ZEBRA])]


def _taps(street: Street, label: str) -> None:
    [data] = [button.data for row in _newest(street).rows for button in row if button.label == label]
    street.taps(ZEBRA, data, max(street.phones[ZEBRA]))
