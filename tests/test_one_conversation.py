"""From hello to forgetting in each made-up language: nothing of it is in English or against its direction (R29)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.copy_text import readable
from bot.taps_said import TAPPED, said_to_them
from star.questions import NUMBERS
from storage import held, people
from storage.database import Database
from storage.messages import Body
from tests import made_up_languages
from tests.conftest import KEY
from tests.desk import text_of
from tests.made_up_languages import ACCENTED, MIRRORED, STOP_WORDS, faults_on, spell
from tests.street import HERON, Shown, Street, settle_in
from wording import SHIPPED, is_right_to_left, say

ROOT = SHIPPED.parent
# What is put into sentences as it was given, in whichever script.
GIVEN = ("Heron", "Robin", "Riverside", "Heron-introducer", "English")


@dataclass(slots=True)
class Talk:
    """What Heron does on their phone, and every screen that they get to see."""

    street: Street
    tag: str
    seen: list[Body] = field(default_factory=list)

    def says(self, key: str, **values: str | int) -> str:
        """Say a text as it has to come."""
        return say(key, self.tag, self.street.programme.wording, **values)

    def writes(self, kind: str) -> str:
        """Type a stop word of the language."""
        return self.types(STOP_WORDS[is_right_to_left(self.tag)][kind])

    def types(self, text: str) -> str:
        """Type; returns what comes."""
        return self._gets(self.street.types(HERON, text))

    def commands(self, command: str) -> str:
        """Send a command; returns what comes."""
        return self._gets(self.street.commands(HERON, command))

    def taps(self, label: str) -> str:
        """Tap the newest button with this label; returns what comes."""
        data, number = next(
            (button.data, number)
            for number, body in reversed(list(self.street.phones[HERON].items()))
            for row in body.rows
            for button in row
            if button.label == label
        )
        return self._gets(self.street.taps(HERON, data, number))

    def _gets(self, shown: list[Shown]) -> str:
        mine = [one.body for one in shown if one.chat_id == HERON]
        self.seen += mine
        return "\n\n".join(text_of(body) for body in mine)

    def faults(self) -> list[str]:
        """Say what is left in English, or out of its direction, on all that was seen."""
        lines = [
            part for line in self.street.programme.help_lines for part in (line.who, line.how, line.hours)
        ]
        return [fault for body in self.seen for fault in faults_on(body, self.tag, [*GIVEN, *lines])]


@pytest.fixture(params=[ACCENTED, MIRRORED])
def talk(request: pytest.FixtureRequest, sqlite_url: str, now: datetime, tmp_path: Path) -> Iterator[Talk]:
    """Heron, who has opened the link and not said yes, in each language."""
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        street = Street(session, now, made_up_languages.offered_in(tmp_path / "beside", request.param))
        street.language = request.param
        settle_in(street)
        yield Talk(street, request.param)
    database.close()


def test_from_hello_to_forgetting_in_one_language(talk: Talk) -> None:
    says_hello(talk)
    does_a_star(talk)
    hears_and_is_heard(talk)
    stops_and_starts(talk)
    looks_at_what_is_held(talk)
    forgets(talk)

    assert talk.faults() == []
    assert len(talk.seen) > 30


def says_hello(talk: Talk) -> None:
    for page in range(2, 8):
        shown = talk.taps(talk.says("hello-next-button"))
        values = {"coordinator": "Robin"} if page in (3, 7) else {}
        if page != 6:  # the hours are put together of pieces, which tests/test_right_to_left.py spells out
            assert talk.says(f"hello-{page}", **values) in shown
    talk.taps(talk.says("hello-yes-button"))
    assert talk.says("star-intro") in talk.taps(talk.says("often-weekly-button"))


def does_a_star(talk: Talk) -> None:
    talk.taps(talk.says("star-start-button"))
    for number in NUMBERS[:-1]:
        assert talk.says(f"star-question-{number + 1}") in talk.taps(str(number))
    assert talk.says("star-followup", coordinator="Robin") in talk.taps("8")
    talk.taps(talk.says("star-followup-done-button"))
    assert talk.says("star-caption-first") in talk.taps(talk.says("star-show-button"))


def hears_and_is_heard(talk: Talk) -> None:
    assert talk.types(spell("the cafe was nice", talk.tag))
    assert talk.says("help-intro") in talk.commands("help")
    assert talk.says("crisis") in talk.types("i want to die")
    assert talk.says("crisis-ok") in talk.taps(talk.says("crisis-ok-button"))
    talk.commands("often")
    talk.taps(talk.says("snooze-ask-button"))
    assert talk.taps(talk.says("snooze-week-button"))


def stops_and_starts(talk: Talk) -> None:
    assert talk.writes("stop") == talk.says("stop", coordinator="Robin")
    assert talk.says("start-again") in talk.writes("start")


def looks_at_what_is_held(talk: Talk) -> None:
    talk.street.now += timedelta(minutes=1)
    assert talk.says("mydata-not") in talk.commands("mydata")
    assert talk.says("mydata-copy") in talk.taps(talk.says("mydata-copy-button"))
    talk.taps(talk.says("mydata-looked-button"))
    assert talk.says("hello-4") in talk.commands("privacy")


def forgets(talk: Talk) -> None:
    assert talk.says("wipe") in talk.writes("forget")
    assert talk.says("wiped") in talk.taps(talk.says("wipe-yes-button"))
    assert people.at(talk.street.session, HERON) is None


def test_the_copy_to_read_is_in_the_language_too(talk: Talk) -> None:
    says_hello(talk)
    does_a_star(talk)
    talk.types(spell("the cafe was nice", talk.tag))
    person = people.at(talk.street.session, HERON)
    assert person is not None

    page = readable(held.about(talk.street.session, person), talk.street.now, talk.street.programme)

    assert talk.says("copy-score", question=talk.says("star-question-8"), score=8) in page
    assert list(faults_on(Body(page), talk.tag, GIVEN)) == []


def test_whatever_is_tapped_stands_in_the_copy_in_their_language(talk: Talk) -> None:
    shown = [said_to_them(say(key), talk.says) for key in TAPPED]

    assert shown == [talk.says(key) for key in TAPPED]


def test_every_tap_that_is_kept_is_known_to_the_copy() -> None:
    handlers = [path.read_text(encoding="utf-8") for path in (ROOT / "handlers").glob("*.py")]

    kept = {found for text in handlers for found in re.findall(r"Kind\.TAP, say\(([^()]+)\)", text)}

    # each of them stands in TAPPED: one of BUTTONS, a reply to a nudge, yes or no under a low star, a person asked for
    assert kept == {"BUTTONS[what]", 'f"{key}-button"', 'f"low-told-{word}"', '"realq-wants-contact"'}
