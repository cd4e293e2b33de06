"""Typed answers: a score is a score, a message is a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from star.typed import FILLER, JOINERS, NUMBER_WORDS, Reask, Score, read_score

SCORES = st.integers(1, 10)
FILLERS = st.lists(st.sampled_from(sorted(FILLER)), max_size=6)
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")


def in_digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("7", 7),
        ("seven", 7),
        ("Seven!", 7),
        ("7/10", 7),
        ("7 / 10", 7),
        ("7 out of 10", 7),
        ("seven out of ten", 7),
        ("10/10", 10),
        ("about a 7 i think", 7),
        ("8 i think", 8),
        ("I’d say a 7 tbh", 7),
        ("hmmmm... 7?", 7),
        ("7ish", 7),
        ("٧", 7),
        ("۷", 7),
        ("７", 7),
        ("٧/١٠", 7),
        ("\u200f٧", 7),
        ("7️⃣", 7),
        ("🔟", 10),
        ("- 7", 7),
        ("  1  ", 1),
    ],
)
def test_a_score_is_read_however_it_is_typed(text: str, score: int) -> None:
    assert read_score(text) == Score(score)


@pytest.mark.parametrize(
    "text",
    ["0", "11", "zero", "100", "-3", "−3", "minus 3", "7.5", "7,5", "٧٫٥", ".5", "7½", "-7/10", "11/10",
     "0/10", "7 8", "7 or 8", "7-8", "between 6 and 7", "seven and a half", "7.5 i think", "7/8", "3/10/2024",
     "7+"],
)  # fmt: skip
def test_numbers_that_are_no_clear_score_are_asked_again(text: str) -> None:
    assert read_score(text) == Reask()


@pytest.mark.parametrize(
    "text",
    ["took 8 pills", "i have 2 kids", "10 out of 10 my mates are rubbish", "", "   ", "maybe", "idk", "none",
     "call me at 7", "7:30", "2day", "gr8", "me 2", "u 2", "id like 2", "i would like 2", "thanks 4 that",
     "ok 4 now", "that one", "love u <3", ":3", "8)", "£5", "7 😞", "not 7", "I need 2 talk", "07700900123",
     "07700 900123", "half", "10%", "took eight pills", "1 week", "9" * 5000, "٧ أقراص"],
)  # fmt: skip
def test_anything_more_is_a_message_for_the_coordinator(text: str) -> None:
    assert read_score(text) is None


@given(SCORES, st.sampled_from(DIGITS), FILLERS, FILLERS)
def test_one_number_among_filler_is_that_score(
    score: int, digits: str, before: list[str], after: list[str]
) -> None:
    assert read_score(" ".join([*before, in_digits(score, digits), *after])) == Score(score)


@given(SCORES, SCORES, FILLERS)
def test_two_numbers_are_never_a_score(one: int, other: int, between: list[str]) -> None:
    assert read_score(" ".join([str(one), *between, "or", str(other)])) == Reask()


@given(st.integers(-200, 200).filter(lambda number: not 1 <= number <= 10), FILLERS)
def test_a_number_off_the_scale_is_asked_again(number: int, before: list[str]) -> None:
    assert read_score(" ".join([*before, str(number)])) == Reask()


@given(st.decimals(0, 11, places=1).filter(lambda number: number % 1 != 0), FILLERS)
def test_a_part_of_a_point_is_asked_again(number: object, before: list[str]) -> None:
    assert read_score(" ".join([*before, str(number)])) == Reask()


@given(SCORES, FILLERS, st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_one_word_that_is_not_filler_makes_it_a_message(score: int, filler: list[str], word: str) -> None:
    known = FILLER | JOINERS | NUMBER_WORDS.keys() | {"ish"}
    said = word + "q"  # no English word doubles into these sets once a q is added

    read = read_score(" ".join([*filler, str(score), said]))

    assert said not in known
    assert read is None


@given(st.text())
def test_any_text_at_all_is_read_without_falling_over(text: str) -> None:
    assert isinstance(read_score(text), Score | Reask | None)


def test_no_word_for_to_or_for_or_too_lets_a_digit_become_a_score() -> None:
    assert FILLER.isdisjoint({"me", "u", "you", "like", "now", "that", "the", "so", "would", "thanks", "not"})


def test_filler_and_joiners_are_different_words() -> None:
    assert FILLER.isdisjoint(JOINERS)
