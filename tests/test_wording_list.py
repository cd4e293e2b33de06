"""`walkalong wording`: what anybody reads can be read in one go, with how hard it is and what the gate says."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.environment import SettingsError
from bot.wording_list import sentences_of
from care.reading_level import words
from tests import made_up_languages
from tests.made_up_languages import ACCENTED, spell
from wording import keys_in, paths


def about(key: str, language: str = "en", beside: Path | None = None) -> list[str]:
    """Return the lines about one text."""
    [lines] = [part for part in sentences_of(language, beside) if f" {key} · " in part]
    return lines.strip("\n").split("\n")


def test_every_sentence_is_printed_with_its_key_and_file() -> None:
    printed = "\n".join(sentences_of("en", None))

    assert [
        key for path in paths("en") for key in keys_in(path) if f"en/{path.name} {key} · " not in printed
    ] == []


def test_a_sentence_comes_with_its_grade_its_longest_sentence_and_its_reader() -> None:
    # "Do you want me to stop messaging you?": 8 words, 10 syllables, one sentence (Kincaid 1975).
    head, text, gate = about("stopask")

    grade = 0.39 * 8 + 11.8 * 10 / 8 - 15.59
    assert head == f"en/stop.ftl stopask · young person · grade {grade:.1f} · longest 8"
    assert text == "Do you want me to stop messaging you?"
    assert gate == "the gate lets it through"


def test_values_stand_in_it_by_name() -> None:
    assert "{coordinator} is still here for you." in about("stop")[1]


def test_a_grade_is_measured_with_examples_and_not_with_the_names_of_values() -> None:
    # "Thanks. I'll tell Sam.": 4 words, 4 syllables, one sentence of three words or more (Kincaid 1975).
    head, text, gate = about("contact-noted")

    grade = 0.39 * 4 + 11.8 * 4 / 4 - 15.59
    assert f" · grade {grade:.1f} · longest 3" in head
    assert text == "Thanks. I'll tell {coordinator}."
    assert gate == "the gate lets it through"


def test_every_sentence_for_young_people_has_its_reading_level() -> None:  # R22
    printed = [
        part.strip("\n").split("\n") for part in sentences_of("en", None) if " · young person · " in part
    ]

    without = [
        lines[0] for lines in printed if " · grade – " in lines[0] and len(words(" ".join(lines[1:-1]))) > 6
    ]
    assert len(printed) > 300
    assert without == []


def test_the_gate_finds_nothing_wrong_in_what_ships() -> None:  # R19-R22
    printed = [
        part.strip("\n").split("\n") for part in sentences_of("en", None) if " · young person · " in part
    ]

    assert [lines for lines in printed if lines[-1].startswith("the gate: ")] == []


@pytest.mark.parametrize(
    ("key", "reader"),
    [("trends-title", "staff"), ("config-exists", "operator"), ("star-question-1", "young person")],
)
def test_only_our_own_words_for_young_people_are_judged(key: str, reader: str) -> None:
    lines = about(key)

    assert f" · {reader} · " in lines[0]
    assert lines[-1].startswith("not judged")


def test_what_the_gate_finds_is_told() -> None:
    assert about("hello-5")[-1].startswith("the gate:") == (len(about("hello-5")[1]) > 320)


def test_another_language_is_printed_without_an_english_reading_grade(tmp_path: Path) -> None:
    folder = made_up_languages.write(tmp_path)

    head, text, gate = about("stopask", ACCENTED, folder)

    assert " · grade – · longest 8" in head
    assert text == spell("Do you want me to stop messaging you?", ACCENTED)
    assert gate.startswith("not judged")


def test_what_keeps_a_language_from_being_offered_comes_first(tmp_path: Path) -> None:
    folder = made_up_languages.write(tmp_path)
    (folder / ACCENTED / "stop.ftl").unlink()

    first = next(sentences_of(ACCENTED, folder))

    assert first.startswith("This language cannot be offered yet:")
    assert "has no text “start-again”" in first or "more things to mend" in first


def test_an_unknown_language_is_refused_with_a_sentence() -> None:
    with pytest.raises(SettingsError, match="no sentences in “tlh”"):
        list(sentences_of("tlh", None))


def test_the_command_prints_it() -> None:
    printed = CliRunner().invoke(app, ["wording"])

    assert printed.exit_code == 0
    assert "en/stop.ftl stopask" in printed.output
