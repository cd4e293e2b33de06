"""Right to left, letter by letter: what would be sent in each language of R29, before there is a translation of it.

The made-up mirrored language stands under each real code. Its letters come from its alphabet; where the signs that
nobody sees stand is written here by hand: U+2068 … U+2069 around each value and number, U+200F before a line that would
begin with one of those.
"""

import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.languages import require_whole
from bot.voice import shown
from care.programme import Programme
from nudges.speaking import say_to
from storage import people, stars
from storage.database import Database
from storage.models import Person
from tests import made_up_languages
from tests.conftest import KEY, TUESDAY
from tests.made_up_languages import MIRRORED, spell
from tests.street import ZEBRA, Street, settle_in
from wording import messages, say
from wording.completeness import keys_for
from wording.direction import RIGHT_TO_LEFT
from wording.readers import Reader

# Made-up people, with what old fonts and careless code lose: ئ, پ چ ژ گ, a joiner that nobody sees, ټ ړ ۍ, ێ ڵ ۆ ڕ.
NAMES = {
    "ar": "رئيفة",
    "fa": "پژمان چگینی",
    "prs": "گل\u200cمکی",
    "fa-AF": "گل\u200cآغا",
    "ps": "ګړنګ خټکۍ",
    "ckb": "شێرکۆ ئاڵانڕ",
}
RLM, LRI, FSI, PDI = "\u200f", "\u2066", "\u2068", "\u2069"


def letters(english: str) -> str:
    """Write in the letters of the made-up language; digits and points stay."""
    return spell(english, MIRRORED)


@dataclass(slots=True)
class Spoken:
    """Somebody who is spoken to in one of these languages."""

    tag: str
    street: Street

    @property
    def name(self) -> str:
        return NAMES[self.tag]

    @property
    def person(self) -> Person:
        found = people.at(self.street.session, ZEBRA)
        assert found is not None
        return found

    def says(self, key: str, **values: str | int) -> str:
        return say_to(key, self.person, self.street.programme, **values)

    def newest(self) -> int:
        return max(self.street.phones[ZEBRA])


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """A programme that offers every language of R29."""
    return made_up_languages.offered_in(tmp_path_factory.mktemp("right-to-left") / "beside", *NAMES)


@pytest.fixture(scope="module", params=NAMES)
def settled(
    request: pytest.FixtureRequest,
    migrated_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    programme: Programme,
) -> Iterator[Spoken]:
    """Each of them in turn, with a star to come and a Coordinator called Robin."""
    file = shutil.copy(migrated_file, tmp_path_factory.mktemp("street") / "walkalong.db")
    database = Database(f"sqlite:///{file}", [KEY])
    with database.write() as session:
        street = Street(session, TUESDAY, programme)
        street.language = request.param
        settle_in(street)
        spoken = Spoken(request.param, street)
        people.mend(spoken.person, call_me=spoken.name)
        yield spoken
    database.close()


@pytest.fixture
def spoken(settled: Spoken) -> Iterator[Spoken]:
    """The same, and all that is done is undone."""
    with settled.street.undone():
        yield settled


def test_every_language_of_the_rule_is_here_and_whole(programme: Programme) -> None:  # R29
    assert {tag.split("-")[0] for tag in NAMES} == RIGHT_TO_LEFT - {"he", "ur"}
    require_whole(programme.languages, programme.wording)


def test_a_nudge_with_a_name_a_place_a_day_and_a_time(spoken: Spoken) -> None:  # R29
    filled = {"coordinator": "Robin", "place": "the library", "day": "3 March", "time": "2:30pm"}

    said = spoken.says("nudge-7", name=spoken.name, **filled)

    # In English: Hey …, Robin is at the library on 3 March at 2:30pm, come along if you like
    assert said == (
        f"حهغ {FSI}{spoken.name}{PDI}. {FSI}Robin{PDI} يس ات {FSI}the library{PDI} "
        f"ون {FSI}3 March{PDI} ات {FSI}2:30pm{PDI}. ثومه الونق يف غوع ليكه."
    )


def test_a_name_in_latin_letters_is_kept_apart_like_any_other(spoken: Spoken) -> None:  # R29
    # In English: Hi Zoë, is there …
    assert spoken.says("nudge-4", name="Zoë").startswith(f"حي {FSI}Zoë{PDI}. يس تحهره ")


def test_numbers_and_phone_numbers_of_the_crisis_words(spoken: Spoken) -> None:  # R29
    street = spoken.street  # ten in the morning on a Tuesday, so the team is there and reads within the hour

    [said] = [one.body.text for one in street.types(ZEBRA, "i want to die tonight") if one.chat_id == ZEBRA]

    words, told = said.split("\n\n")
    assert words == letters(
        "Thank you for telling me that. I'm a computer, so I can't keep you safe. People can, and you don't have to "
        "face this alone. If anyone is in danger right now, call "
    ) + f"{FSI}999{PDI}" + letters(
        ". You can talk to someone for free, day or night. Text SHOUT to "
    ) + f"{FSI}85258{PDI}" + letters(". Call Samaritans on ") + f"{FSI}116 123{PDI}."  # fmt: skip
    # "11:30am" is one number with letters behind it, put into "{time} {day}", put into the sentence.
    time = f"{RLM}{FSI}11:30{PDI}ام"
    when = f"{RLM}{FSI}{time}{PDI} {FSI}{letters('today')}{PDI}"
    assert told == (
        letters("I've let ") + f"{FSI}Robin{PDI}" + letters("'s team know. Someone will read this by ")
        + f"{FSI}{when}{PDI}" + letters(". They may need to tell someone else so they can help. ")
        + letters("They'll try to talk to you first.")
    )  # fmt: skip


def test_the_star_card_with_its_numbers(spoken: Spoken) -> None:  # R29
    spoken.street.commands(ZEBRA, "star")

    [card] = [one.body for one in spoken.street.taps(ZEBRA, "v1.star.begin", spoken.newest())]

    assert card.title == f"{letters('Question')} {FSI}1{PDI} {letters('of')} {FSI}8{PDI}"
    asked, plain, ends = card.text.split("\n\n")
    assert asked == letters("Do you have the information you need to make decisions in your life?")
    assert plain == letters("Like who to ask about money, a home, college or work.")
    # Left to right as the buttons below it are: bad at the 1, good at the 10.
    low, high = f"{RLM}{FSI}1{PDI} = باد", f"{RLM}{FSI}10{PDI} = قوود"
    assert ends == f"{RLM}{LRI}{low}   {high}{PDI}"
    assert [[button.label for button in row] for row in card.rows] == [
        ["1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10"],
        [letters("Skip"), letters("Stop here")],
    ]


def test_a_date_in_a_sentence(spoken: Spoken) -> None:  # R29
    date = spoken.says("when-date", day=10, month=spoken.says("month", month=9), year=2026)

    said = spoken.says("star-next", date=date)

    written = f"{RLM}{FSI}10{PDI} {FSI}{letters('September')}{PDI} {FSI}2026{PDI}"
    assert date == written
    assert said == (
        letters("Your next star is due ") + f"{FSI}{written}{PDI}" + letters(". You can do one any time with ")
        + "/star."
    )  # fmt: skip


def test_help_lines_come_as_the_table_has_them_each_kept_apart(spoken: Spoken) -> None:  # R29
    [help_card] = spoken.street.commands(ZEBRA, "help")

    first, shout = help_card.body.text.split("\n\n")[:3:2]
    assert first == (
        letters("If anyone is in danger right now, call ") + f"{FSI}999{PDI}"
        + letters(". Here are people you can talk to.")
    )  # fmt: skip
    # A line that begins with a value begins with U+200F: apps take a line's direction from its first strong letter.
    assert (
        shout == f"{RLM}{FSI}Shout{PDI}: {FSI}Text SHOUT to 85258. It's free{PDI}. {FSI}Day and night{PDI}."
    )


def test_a_number_that_chooses_a_plural_is_kept_apart_in_it(spoken: Spoken) -> None:  # R29
    said = spoken.says("mydata-kept", count=12)

    assert said == letters("We keep messages for ") + f"{FSI}12{PDI}" + letters(" months.")


def test_the_names_on_a_button_stand_bare(spoken: Spoken) -> None:  # R29
    label = spoken.says("avoid-gone-button", word=spoken.name)

    assert label == f"{letters('Take off')} {spoken.name}"


def test_the_title_is_bold_to_its_last_sign_in_the_units_that_telegram_counts(spoken: Spoken) -> None:  # R29
    spoken.street.commands(ZEBRA, "star")
    [card] = [one.body for one in spoken.street.taps(ZEBRA, "v1.star.begin", spoken.newest())]

    text, [bold] = shown(card)

    # letters and signs of the basic plane are one unit each: "Question" 8, "of" 2, digits 2, isolates 4, spaces 3
    assert (bold.offset, bold.length) == (0, 8 + 2 + 2 + 4 + 3)
    assert text == f"{card.title}\n\n{card.text}"


@pytest.mark.parametrize("typed", ["٧", "۷", "۷/۱۰", "\u200f٧", "７"])
def test_a_score_may_be_typed_in_the_digits_of_the_language(spoken: Spoken, typed: str) -> None:  # R29
    spoken.street.commands(ZEBRA, "star")
    spoken.street.taps(ZEBRA, "v1.star.begin", spoken.newest())

    spoken.street.types(ZEBRA, typed)

    opened = stars.open_for(spoken.street.session, spoken.person.id)
    assert opened is not None
    assert stars.answers(spoken.street.session, opened.id) == {1: 7}


@pytest.mark.parametrize("tag", NAMES)
def test_the_first_strong_letter_of_every_line_is_right_to_left(
    programme: Programme, tag: str
) -> None:  # R29
    turned, values = [], messages()
    for key in sorted(keys_for(Reader.YOUNG) - {"text-direction"}):
        filled = dict.fromkeys(values[key], "Zoë 7")
        lines = say(key, tag, programme.wording, **filled).split("\n")
        turned += [(key, line) for line in lines if line.strip() and _first_strong(line) not in ("R", "AL")]

    assert turned == []


def _first_strong(line: str) -> str:
    """Find what gives a line its direction: the first strong letter outside isolates (Unicode Annex 9, P2 and P3)."""
    depth = 0
    for character in line:
        depth += (character in (FSI, LRI, "\u2067")) - (character == PDI)
        if depth == 0 and (kind := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
            return kind
    return ""
