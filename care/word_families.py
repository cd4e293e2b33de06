"""The families of patterns that the word check looks for, read from their files and made quick to find (R36)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from care.normal_words import Spellings, meanings, read_spellings, words_left_out
from care.word_patterns import Pattern, Vocabulary

KINDS = ("crisis", "concern", "wants_contact", "ordinary")
_DENIAL = (
    r"(?:(?<!why )(?:not|never|without|nor)|no (?:longer|thoughts?|plans?|intentions?|intent|urges?|desire|need|way)) "
    r"(?:(?:going|to|want|wanting|wanted|planning|plan|plans|on|thinking|think|thought|of|about|feeling|feel|trying|try|"
    r"intend|intention|intending|do|doing|am|be|been|a|any|that|getting|get|having|have|had|will|would|anything|like|in|"
    r"the|as|too|all|thoughts|need) )*$"
)


@dataclass(
    frozen=True, slots=True, eq=False
)  # each family is itself only: comparing all its patterns is slow
class Family:
    """One table of a file: what it looks for, why, and what that comes to when denied, past or joking."""

    name: str
    word_class: str
    why: str
    patterns: tuple[Pattern, ...]
    together: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    examples: tuple[str, ...]
    if_denied: str
    if_past: str
    if_joke: str
    if_resolved: str


class Families:
    """All families, and the spellings that messages are read with."""

    def __init__(self, families: list[Family], vocabulary: Vocabulary, spellings: Spellings) -> None:
        self.all, self.spellings, self.patterns_name = families, spellings, vocabulary.written()
        self._class_of = {family.name: family.word_class for family in families}
        self.denied = re.compile(_DENIAL)
        (
            self.past,
            self.not_past,
            self.joke,
            self.in_earnest,
            self.jest,
            self.resolved,
            self.before,
            self.past_verb,
        ) = (
            re.compile(f"(?<!\\S){vocabulary.pattern(group).regex}")
            for group in (
                "{past}",
                "{not_past}",
                "{joke}",
                "{in_earnest}",
                "{jest}",
                "{resolved}",
                "{some_time_before}",
                "{past_verb}",
            )
        )
        self._pairs = [family for family in families if family.together]
        self._worries = _ByFirstWord([family for family in families if family.word_class != "ordinary"])
        self._sayings = _ByFirstWord([family for family in families if family.word_class == "ordinary"])

    def turned_down(self, name: str, word_class: str) -> bool:
        """Tell whether a family of crisis words came to less here, being denied, past or a joke (R34)."""
        return word_class != "crisis" and self._class_of[name] == "crisis"

    def without_sayings(self, clause: str) -> tuple[str, list[tuple[Family, str]]]:
        """Put "~" for each everyday saying in the clause, which ends with a space; also give the sayings."""
        found = []
        place = 0
        while place < len(clause):
            longest = max(_at(clause, place, self._sayings), key=lambda pair: pair[1].end(), default=None)
            if longest and longest[1].end() > place:
                family, hit = longest
                found.append((family, hit.group().strip()))
                clause = f"{clause[:place]}~ {clause[hit.end() :]}"
            place = clause.index(" ", place) + 1
        return clause, found

    def hits_in(self, clause: str) -> Iterator[tuple[Family, re.Match[str]]]:
        """Give each place in the clause, which ends with a space, where a family's pattern matches."""
        place = 0
        while place < len(clause):
            yield from _at(clause, place, self._worries)
            place = clause.index(" ", place) + 1

    def together_in(self, clauses: list[str]) -> Iterator[tuple[Family, str]]:
        """Give the families that want several things said, anywhere in the message; what is denied is not said."""
        message = "".join(clause + " " for clause in clauses)
        for family in self._pairs:
            hits = [hit for part in family.together if (hit := self._said(part, clauses))]
            if (
                hits
                and len(hits) == len(family.together)
                and not (family.unless and family.unless.search(message))
            ):
                yield family, " … ".join(hit.group().strip() for hit in hits)

    def _said(self, part: re.Pattern[str], clauses: list[str]) -> re.Match[str] | None:
        hits = (hit for clause in clauses for hit in part.finditer(f"{clause} "))
        return next((hit for hit in hits if not self.denied.search(hit.string[: hit.start()])), None)


class _ByFirstWord:
    """Patterns by the word that they start with; a word's are compiled when it is first met, for there are many."""

    def __init__(self, families: list[Family]) -> None:
        self._written = _written_by_first_word(families)
        self._read: dict[str, list[tuple[re.Pattern[str], Family]]] = {}

    def starting_with(self, word: str) -> list[tuple[re.Pattern[str], Family]]:
        """Give what is to be tried where this word stands."""
        if word not in self._written:
            word = ""
        if word not in self._read:
            self._read[word] = [
                (re.compile(regex), family) for family, regex in self._written.get(word, {}).items()
            ]
        return self._read[word]


def _written_by_first_word(families: list[Family]) -> dict[str, dict[Family, str]]:
    """Sort patterns by the word they start with; under "" those that may start with any."""
    found: dict[str, dict[Family, list[str]]] = {}
    for family in families:
        for pattern in family.patterns:
            for word in pattern.first or {""}:
                found.setdefault(word, {}).setdefault(family, []).append(pattern.regex)
    anywhere = found.get("", {})
    for word, of in found.items():
        for family, regexes in anywhere.items():
            if word:
                of[family] = [*of.get(family, []), *regexes]
    return {
        word: {family: "|".join(sorted(regexes, key=len, reverse=True)) for family, regexes in of.items()}
        for word, of in found.items()
    }


def _at(clause: str, place: int, patterns: _ByFirstWord) -> Iterator[tuple[Family, re.Match[str]]]:
    word = clause[place : clause.index(" ", place)]
    for regex, family in patterns.starting_with(word):
        hit = regex.match(clause, place)
        if hit and hit.end() > place and not (family.unless and family.unless.search(clause)):
            yield family, hit


def read_families() -> Families:
    """Read every file. Raises KeyError when a pattern names a group that is not there."""
    vocabulary = Vocabulary(
        {name: words for table in _file("word_groups").values() for name, words in table.items()},
        meanings(),
        words_left_out(),
    )
    families = [
        _family(name, kind, table, vocabulary)
        for kind in KINDS
        for name, table in _file(f"families_{kind}").items()
    ]
    return Families(families, vocabulary, read_spellings(vocabulary.words()))


def _family(name: str, kind: str, table: dict[str, Any], vocabulary: Vocabulary) -> Family:
    def anywhere(written: list[str]) -> re.Pattern[str]:
        return re.compile(f"(?<!\\S){vocabulary.any_of(written).regex}")

    milder = {"crisis": "concern", "concern": "concern"}.get(kind, "")
    return Family(
        name=name.replace("_", " "),
        word_class=kind,
        why=table["why"],
        patterns=tuple(map(vocabulary.pattern, table.get("patterns", ()))),
        together=tuple(map(anywhere, table.get("together", ()))),
        unless=anywhere(table["unless"]) if "unless" in table else None,
        examples=tuple(table["examples"]),
        if_denied=table.get("if_denied", "concern" if kind == "crisis" else ""),
        if_past=milder,
        if_joke=table.get("if_joke", kind),
        if_resolved=table.get("if_resolved", kind),
    )


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files("care").joinpath(f"{name}.toml").read_text("utf-8"))
