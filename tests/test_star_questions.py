"""The questions are the council's own, and each has its words."""

from pathlib import Path

from fluent.syntax import ast, parse

from star.questions import NUMBERS, QUESTIONS, VERSION
from wording import say

HERE = Path(__file__).parent


def test_the_questions_are_the_councils_byte_for_byte() -> None:  # R26
    printed = (HERE / "fixtures" / "appendix3.txt").read_bytes().splitlines()

    ours = [f"{question.number}. {question.words}".encode() for question in QUESTIONS]

    assert ours == [line.strip(b" ") for line in printed]


def test_one_version_stands_for_the_questions_and_their_helper_lines_together() -> None:  # R26
    # Whoever changes a line below changes VERSION too: scores of other words are never compared.
    helped = [say(question.helper_key) for question in QUESTIONS]

    assert VERSION == "derby-shared-agreement-1"
    assert helped == [
        "Like who to ask about money, a home, college or work.",
        "People or places where you feel you belong.",
        "How you feel about what comes next.",
        "The place you live now, and who you live with.",
        "Can you join in or help out?",
        "Money coming in, money going out and what you owe.",
        "Do you feel safe where you live and go out?",
        "Can you get help for your body or your mind when you need it?",
    ]


def test_the_helper_line_is_no_part_of_the_official_words() -> None:  # R26
    assert not [question for question in QUESTIONS if say(question.helper_key) in question.words]
    assert {question.helper_key for question in QUESTIONS}.isdisjoint(q.words_key for q in QUESTIONS)


def test_questions_are_numbered_one_to_eight() -> None:
    assert NUMBERS == (1, 2, 3, 4, 5, 6, 7, 8)


def test_every_question_has_a_label_and_a_helper_line() -> None:
    words = parse((HERE.parent / "wording" / "en" / "star-labels.ftl").read_text(encoding="utf-8"))

    written = {entry.id.name for entry in words.body if isinstance(entry, ast.Message)}

    assert written == {key for question in QUESTIONS for key in (question.label_key, question.helper_key)}
