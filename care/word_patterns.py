"""Turn the patterns that practitioners write into something that can be looked for quickly (R36).

A pattern is words with one space between. "a|b" is either word, "(a)" may be missing, "{group}" is any entry of a
group, "..." is up to three words, "_" is exactly one (neither may be "not" or "never"), "#" is a number from 5 up,
"^" and "$" are the start and the end of a clause. Everything is compared in normal words, so "dont" may be written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ANY = r"(?:(?!not |never )\S+ )"
_WILD = {"...": f"{_ANY}{{0,3}}", "_": _ANY, "#": r"(?:[5-9]|[1-9]\d+) ", "^": r"(?<!.)", "$": r"(?!.)"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as a regular expression, each of its words followed by a space.

    `first` are the words that it can start with; None if it may start with any word.
    """

    regex: str
    first: frozenset[str] | None


class Vocabulary:
    """The groups of words that patterns may name, and what spellings are turned into."""

    def __init__(
        self, groups: Mapping[str, list[str]], meant: Mapping[str, str], left_out: frozenset[str]
    ) -> None:
        self._groups, self._meant, self._left_out = groups, meant, left_out
        self._read: dict[str, Pattern] = {}
        self._words: set[str] = set()
        self._written: set[str] = set()

    def pattern(self, written: str) -> Pattern:
        """Read one pattern. Raises KeyError when it names a group that is not there."""
        parts = [self._part(part) for part in written.split()]
        regex = "".join(part.regex for part, _ in parts)
        return Pattern(regex, _first(parts))

    def any_of(self, written: Iterable[str]) -> Pattern:
        """Read several patterns as one that is any of them."""
        patterns = [read for one in written if (read := self.pattern(one)).regex]
        first = None if any(pattern.first is None for pattern in patterns) else _union(patterns)
        # The longest first: what fired is told to people, and more of it tells more.
        regexes = sorted((pattern.regex for pattern in patterns), key=len, reverse=True)
        return Pattern(f"(?:{'|'.join(regexes)})", first)

    def words(self) -> frozenset[str]:
        """Give every word that the patterns read so far name."""
        return frozenset(self._words)

    def written(self) -> frozenset[str]:
        """Give every word as it stands in the patterns read so far, spelled as it was written."""
        return frozenset(self._written)

    def _part(self, part: str) -> tuple[Pattern, bool]:
        """Give the pattern of one part, and whether it may be missing."""
        if part in _WILD:
            return Pattern(_WILD[part], None), part in {"^", "..."}
        if part.startswith("("):
            inner, _ = self._part(part[1:-1])
            return Pattern(f"(?:{inner.regex})?", inner.first), True
        patterns = [self._word(word) for word in part.split("|")]
        first = None if any(p.regex and p.first is None for p in patterns) else _union(patterns)
        missing = any(not pattern.regex for pattern in patterns)
        return Pattern(f"(?:{'|'.join(p.regex for p in patterns)})", first), missing

    def _word(self, word: str) -> Pattern:
        if word == "_":
            return Pattern(_ANY, None)
        if word == "not":
            return Pattern("not (?:going to )?", frozenset({"not"}))
        if word.startswith("{"):
            if word not in self._read:
                self._read[word] = self.any_of(self._groups[word[1:-1]])
            return self._read[word]
        self._written.update(word.split("_"))
        meant = " ".join(self._meant.get(one, one) for one in word.split("_"))
        words = [one for one in meant.split() if one not in self._left_out]
        self._words.update(words)
        first = frozenset(words[:1]) or None
        return Pattern("".join(re.escape(one) + " " for one in words), first)


def _union(patterns: list[Pattern]) -> frozenset[str]:
    return frozenset().union(*(pattern.first for pattern in patterns if pattern.first))


def _first(parts: list[tuple[Pattern, bool]]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for pattern, may_be_missing in parts:
        if pattern.regex == _WILD["^"] or not pattern.regex:
            continue
        if pattern.first is None:
            return None
        found |= pattern.first
        if not may_be_missing:
            return found
    return None
