"""Slang, slips and disguises become the plain words that a person would read (R35)."""

import pytest

from care.normal_words import clauses
from care.word_families import read_families

SPELLINGS = read_families().spellings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("i don’t", "i do not"),
        ("‘sad’", "sad"),
        ("su\u200bicide", "suicide"),
        ("ｓｕｉｃｉｄｅ", "suicide"),
        ("su1c1de", "suicide"),
        ("d!e", "die"),
        ("k m s", "kms"),
        ("k.m.s", "kms"),
        ("s u i c i d e", "suicide"),
        ("suuuicide", "suicide"),
        ("dieeee", "die"),
        ("feeling suisidal", "feeling suicidal"),
        ("u r", "you are"),
        ("talk 2 me", "talk to me"),
        ("call 4 me", "call for me"),
        ("b4", "before"),
        ("rn", "now"),
        ("tn", "tonight"),
        ("tmrw", "tomorrow"),
        ("2nite", "tonight"),
        ("gonna", "going to"),
        ("wanna", "want to"),
        ("cba", "can not be bothered"),
        ("idk", "i do not know"),
        ("cant wont dont", "can not will not do not"),
        ("wannadie", "want to die"),
        ("iwanttodie", "i want to die"),
        ("I WANT TO DIE", "i want to die"),
        ("k*ll myself", "kill myself"),
        ("just really so sad", "sad"),
    ],
)
def test_a_disguise_is_read_as_plain_words(written: str, read: str) -> None:
    assert clauses(written, SPELLINGS) == [read]  # R35


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2 weeks", ["2 weeks"]),
        ("8", ["8"]),
        ("ill call you", ["i will call you"]),
        ("i feel ill", ["i feel ill"]),
        ("lost my id", ["lost my id"]),
        ("hunting", ["hunting"]),
        ("sad. but ok, bye", ["sad", "ok", "bye"]),
        ("", []),
        ("...", []),
    ],
)
def test_what_is_plain_stays_as_it_is_clause_by_clause(written: str, read: list[str]) -> None:
    assert clauses(written, SPELLINGS) == read
