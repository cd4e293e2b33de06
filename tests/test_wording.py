import ast
import fnmatch
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wording import SHIPPED, WordingError, languages, messages, say

ROOT = SHIPPED.parent
ROOMS_THAT_SPEAK = ("bot", "handlers", "nudges")

# R6
DECLINE_REASONS = (
    "not_now happy_with_support_i_have dont_like_telegram_or_no_data worried_who_sees_it dont_want_scoring "
    "prefer_to_talk_in_person too_many_services_already bad_experience_before moving_away other did_not_say"
)


def write(folder: Path, language: str, text: str) -> Path:
    (folder / language).mkdir(parents=True, exist_ok=True)
    (folder / language / "made-up.ftl").write_text(text, encoding="utf-8")
    return folder


def differences(folder: Path, against: str) -> list[str]:
    """Return each key that a language lacks, has too many, or fills in differently from `against`."""
    ours = messages(against, folder)
    return [
        f"{language}: {key}"
        for language in languages(folder)
        for theirs in [messages(language, folder)]
        for key in sorted(ours.keys() | theirs.keys())
        if ours.get(key) != theirs.get(key)
    ]


def keys_said(source: str) -> Iterator[str]:
    """Yield each key that code says: say("…"), turn.say("…"), turn.button("…"); f"star-{n}" as "star-*"."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Name(id="say" | "say_to") | ast.Attribute(attr="say" | "button"), args=[key, *_]
            ):
                yield from spelled_out(key)


def spelled_out(key: ast.expr) -> Iterator[str]:
    match key:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from spelled_out(one)
            yield from spelled_out(other)


def test_a_text_says_what_is_put_into_it() -> None:
    said = say("star-caption-line-two", label="Home", first=3, latest=8)

    assert said == "Home: 3 → 8"


def test_whole_numbers_are_printed_without_commas() -> None:
    assert say("star-progress", number=1200) == "Question 1200 of 8"


def test_a_missing_value_is_refused_rather_than_left_blank() -> None:
    with pytest.raises(WordingError, match="often"):
        say("often-now")


def test_a_missing_key_is_refused() -> None:
    with pytest.raises(WordingError, match="no-such-text"):
        say("no-such-text")


def test_a_missing_language_is_refused() -> None:
    with pytest.raises(WordingError, match="tlh"):
        say("stopask", "tlh")


def test_lines_and_the_blank_lines_between_them_are_kept(tmp_path: Path) -> None:
    folder = write(tmp_path, "en", "card =\n    One\n    { $two }\n\n    Four\n")

    assert say("card", "en", folder, two="Two\n\nThree") == "One\nTwo\n\nThree\n\nFour"


def test_a_line_that_fluent_cannot_read_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "en", "fine = Fine\nbroken = { $name\n")

    with pytest.raises(WordingError, match="cannot read"):
        say("fine", "en", folder)


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "en", "hello = Hello\n")
    (folder / "en" / "second.ftl").write_text("hello = Hi\n", encoding="utf-8")

    with pytest.raises(WordingError, match="hello"):
        say("hello", "en", folder)


def test_a_key_that_is_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "en", "hello = Hello\nhello = Hi\n")

    with pytest.raises(WordingError, match="hello"):
        say("hello", "en", folder)


def test_the_longest_message_telegram_takes_fits_into_a_text() -> None:
    assert "x" * 4096 in say("often-now", often="x" * 4096)


@given(st.text())
def test_whatever_someone_typed_arrives_as_typed(text: str) -> None:
    said = say("often-now", often=text)

    assert said.replace("\u2068", "").replace("\u2069", "") == (
        f"Right now it's set to: {text}.".replace("\u2068", "").replace("\u2069", "")
    )


def test_a_right_to_left_name_cannot_turn_an_english_sentence_around() -> None:
    assert say("nudge-4", name="سام").startswith("Hi \u2068سام\u2069. Is there")


def test_a_left_to_right_name_is_left_alone_in_english() -> None:
    assert say("nudge-4", name="Zoë").startswith("Hi Zoë. Is there")


def test_each_line_is_kept_apart_because_a_line_ends_what_keeps_it_apart() -> None:
    said = say("often-now", often="سام\nSam")

    assert said == "Right now it's set to: \u2068سام\u2069\n\u2068Sam\u2069."


# R29
@pytest.mark.parametrize("language", ["ar", "fa", "prs", "ps", "ckb", "fa-AF"])
def test_names_numbers_and_times_are_kept_apart_in_right_to_left_languages(
    tmp_path: Path, language: str
) -> None:
    folder = write(tmp_path, language, "seen = { $name } · { $number } · { $time }\n")

    said = say("seen", language, folder, name="Sam", number=3, time="14:30")

    assert said == "\u200f\u2068Sam\u2069 · \u20683\u2069 · \u206814:30\u2069"


def test_a_number_still_chooses_the_plural_in_a_right_to_left_language(tmp_path: Path) -> None:
    folder = write(tmp_path, "ar", "stars = { $n ->\n    [two] نجمتان\n   *[other] { $n }\n }\n")

    assert say("stars", "ar", folder, n=2) == "نجمتان"


def test_buttons_links_and_commands_are_never_wrapped(tmp_path: Path) -> None:
    folder = write(tmp_path, "ar", "call-button = { $name } 1\nopen = افتح { $link } { $command }\n")

    assert say("call-button", "ar", folder, name="سام") == "سام 1"
    assert say("open", "ar", folder, link="https://t.me/x?start=a", command="/often") == (
        "افتح https://t.me/x?start=a /often"
    )


def test_every_shipped_text_can_be_said() -> None:
    for language in languages():
        for key, names in messages(language).items():
            assert say(key, language, **dict.fromkeys(names, "Sam"))


def test_every_language_has_the_same_keys_and_values() -> None:
    assert differences(SHIPPED, against="en") == []


def test_a_language_that_agrees_has_no_differences(tmp_path: Path) -> None:
    write(tmp_path, "qaa", "hello = Hello { $name }\nbye = Bye\n")
    write(tmp_path, "qab", "bye = Eyb\nhello = { $name } olleh\n")

    assert differences(tmp_path, against="qaa") == []


def test_a_lacking_key_and_a_lacking_value_are_noticed(tmp_path: Path) -> None:
    write(tmp_path, "qaa", "hello = Hello { $name }\nbye = Bye\n")
    write(tmp_path, "qab", "hello = olleh\n")

    assert differences(tmp_path, against="qaa") == ["qab: bye", "qab: hello"]


def test_a_value_inside_a_text_that_is_used_by_another_counts_too(tmp_path: Path) -> None:
    folder = write(tmp_path, "en", "due = on { weekday }\nweekday = { $day }\n")

    assert messages("en", folder)["due"] == {"day"}


def test_every_key_that_the_code_says_has_a_text() -> None:
    sources = [path for room in ROOMS_THAT_SPEAK for path in (ROOT / room).glob("**/*.py")]

    said = {(path.name, key) for path in sources for key in keys_said(path.read_text(encoding="utf-8"))}

    keys = list(messages())
    assert [(name, key) for name, key in sorted(said) if not fnmatch.filter(keys, key)] == []


def test_a_key_is_found_however_the_code_says_it() -> None:
    source = (
        'say("a")\nturn.say("b", name=name)\nturn.button("c-button", "star")\nsay(f"d-{n}-e")\n'
        'say("f" if late else "g")\nsay(key)\nprint("h")\n'
    )

    assert list(keys_said(source)) == ["a", "b", "c-button", "d-*-e", "f", "g"]


# R6
@pytest.mark.parametrize("reason", DECLINE_REASONS.split())
def test_every_reason_to_decline_has_a_button(reason: str) -> None:
    assert say(f"decline-reason-{reason.replace('_', '-')}-button")


# R4
@pytest.mark.parametrize("key", ["hello-1", "nocode-what", "realq"])
def test_it_says_that_it_is_a_computer(key: str) -> None:
    assert "I'm a computer" in say(key, coordinator="Sam")


# R28
def test_what_is_said_unasked_fills_in_nothing_but_names_day_place_and_time() -> None:
    unasked = ("nudge-", "star-reminder", "answer-from", "mydata-answer", "mydata-fixed")
    filled = {key: values for key, values in messages().items() if key.startswith(unasked)}

    assert len(filled) > len(unasked)
    assert set().union(*filled.values()) <= {"name", "coordinator", "day", "place", "time"}
