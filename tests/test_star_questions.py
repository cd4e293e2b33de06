"""The questions are the council's own, and each has its words."""

from pathlib import Path

from fluent.syntax import ast, parse

from star.questions import NUMBERS, QUESTIONS

HERE = Path(__file__).parent


def test_the_questions_are_the_councils_byte_for_byte() -> None:  # R26
    printed = (HERE / "fixtures" / "appendix3.txt").read_bytes().splitlines()

    ours = [f"{question.number}. {question.words}".encode() for question in QUESTIONS]

    assert ours == [line.strip(b" ") for line in printed]


def test_questions_are_numbered_one_to_eight() -> None:
    assert NUMBERS == (1, 2, 3, 4, 5, 6, 7, 8)


def test_every_question_has_a_label_and_a_helper_line() -> None:
    words = parse((HERE.parent / "wording" / "en" / "star-labels.ftl").read_text(encoding="utf-8"))

    written = {entry.id.name for entry in words.body if isinstance(entry, ast.Message)}

    assert written == {key for question in QUESTIONS for key in (question.label_key, question.helper_key)}
