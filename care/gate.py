"""The wording gate (R19–R23): what may be said to a young person, whoever wrote it."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from care.reading_level import reading_level, sentences, words

LISTS = Path(__file__).with_name("gate.toml")
MAX_GRADE = 5.0
MAX_WORDS_IN_A_SENTENCE = 15
MAX_CHARACTERS = 320
GRADE_MEANS_SOMETHING_FROM_WORDS = 30  # of what a Coordinator types (R22)
LOCK_SCREEN = re.compile(r".{0,40}(?:(?<=\w)\w+)?", re.DOTALL)  # R23; with the rest of a word cut at its end
UNSEEN = re.compile(r"[\u00AD\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]")
EMOJI = re.compile(
    r"[\U0001F1E6-\U0001F1FF]{2}"  # a flag is two letters
    r"|[\u2600-\u27BF\u2B50\u2B55\u231A\u231B\u23E9-\u23FA\U0001F300-\U0001FAFF]"
    r"(?:[\uFE0F\U0001F3FB-\U0001F3FF]|\u200D[\u2600-\u27BF\U0001F300-\U0001FAFF])*"
)


class Kind(StrEnum):
    """What is wrong with a text."""

    HARD_WORD = "hard word"  # R19
    SOFT_WORD = "soft word"  # R20
    PHRASE = "phrase"  # R21
    LONG_SENTENCE = "long sentence"  # R22, this and all below
    TOO_LONG = "too long"
    CAPITALS = "capitals"
    EMOJI = "emoji"
    HARD_TO_READ = "hard to read"


class Weight(StrEnum):
    """What to do about it."""

    REFUSE = "refuse"
    ASK_AGAIN = "ask again"  # a second tap, with the kinder words shown
    ADVISE = "advise"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the gate noticed: `found` as it stands in the text (a sentence, or a count for a limit)."""

    kind: Kind
    found: str
    weight: Weight
    kinder: str = ""


@dataclass(frozen=True, slots=True)
class _Term:
    kind: Kind
    pattern: re.Pattern[str]
    kinder: str


@dataclass(frozen=True, slots=True)
class _Lists:
    terms: tuple[_Term, ...]
    exceptions: tuple[re.Pattern[str], ...]
    typed_exceptions: tuple[re.Pattern[str], ...]
    theirs: tuple[re.Pattern[str], ...]
    capitals: frozenset[str]
    lock_screen: tuple[re.Pattern[str], ...]
    one_person: tuple[re.Pattern[str], ...]
    not_names: frozenset[str]
    bot_name: tuple[str, ...]


def check(
    text: str, *, typed_by_coordinator: bool = False, emoji: int = 1, they_said: Iterable[str] = ()
) -> list[Finding]:
    """Return what keeps `text` from a young person; empty when nothing does.

    `emoji`: how many may be in it, one in a nudge and none in crisis, concern, stop and decline (R22). What a
    Coordinator types is refused for hard words, phrases and long sentences; the other limits are then advice,
    and the real names of things ("GP referral") are let through (R19). `they_said`: the young person's own messages;
    a soft word that is fine once they used it ("mental health") is then let through (R20).
    """
    text = _plain(text)
    limits = Weight.ADVISE if typed_by_coordinator else Weight.REFUSE
    return [
        *_terms_in(text, [*_let_through(typed=typed_by_coordinator), *_used_by_them(text, they_said)]),
        *_long_sentences(text),
        *_over_limits(text, limits, emoji),
        *_hard_to_read(text, typed_by_coordinator=typed_by_coordinator),
    ]


def first_40_are_discreet(text: str, allowed_names: Collection[str]) -> bool:
    """Tell whether a lock screen may show how `text` begins (R23)."""
    return not indiscreet_in_first_40(text, allowed_names)


def indiscreet_in_first_40(
    text: str, allowed_names: Collection[str], other_names: Iterable[str] = ()
) -> list[str]:
    """Return the words in the first 40 characters of `text` that a lock screen must not show (R23).

    A name is a word with a capital inside a sentence; one that begins a sentence looks like any other word, so it is
    found only among `other_names`, whoever else is known. `allowed_names` are the young person's chosen name and the
    Coordinator's first name.
    """
    start = "".join(LOCK_SCREEN.findall(_plain(text))[:1])
    listed = [hit.group() for pattern in _lists().lock_screen for hit in pattern.finditer(start)]
    allowed, others = _words_of(allowed_names), _words_of(other_names)
    found = [
        name
        for sentence in re.split(r"[.!?\n]", start)
        for place, name in enumerate(_names(sentence))
        if name in others or (place > 0 and name[:1].isupper() and name not in _lists().not_names)
    ]
    return list(dict.fromkeys([*listed, *(name for name in found if name not in allowed)]))


def for_one_person(text: str) -> list[str]:
    """Return the words in `text` that a Coordinator may write to one person, never to several at once (R18)."""
    plain = _plain(text)
    return [hit.group() for pattern in _lists().one_person for hit in pattern.finditer(plain)]


def listed_in(text: str, terms: Iterable[str]) -> list[str]:
    """Return which of these words stand in `text`: whole words in any case, plurals and hyphen variants too (R19)."""
    plain = _plain(text)
    return [term for term in terms if _pattern(_plain(term)).search(plain)]


def telling_in_name(*names: str, programme: str = "") -> list[str]:
    """Return what in a bot's name, username or description tells strangers what it is for (R25).

    `programme`: its own name, which must not stand there either. "walkalong_star_bot" holds "star"; "black" no "lac".
    """
    shown = " ".join(re.sub(r"[\W_]+|(?<=[a-z])(?=[A-Z])", " ", name) for name in names).lower().split()
    telling = [word for word in _lists().bot_name if word in shown]
    whole = re.sub(r"[\W_]+", "", programme.lower())
    return [*telling, *([programme] if whole and whole in "".join(shown) else [])]


def _words_of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _names(_plain(name))}


def _names(text: str) -> list[str]:
    return [re.sub(r"'\w*$", "", word) for word in re.findall(r"[\w'-]+", text)]


def _let_through(*, typed: bool) -> tuple[re.Pattern[str], ...]:
    return _lists().exceptions + (_lists().typed_exceptions if typed else ())


def _used_by_them(text: str, they_said: Iterable[str]) -> list[re.Pattern[str]]:
    """Return which of the words that may be said after them stand in `text` and were said; else nothing is read."""
    asked = [pattern for pattern in _lists().theirs if pattern.search(text)]
    theirs = "\n".join(map(_plain, they_said)) if asked else ""
    return [pattern for pattern in asked if pattern.search(theirs)]


def _terms_in(text: str, let_through: Iterable[re.Pattern[str]]) -> Iterator[Finding]:
    hits = [(hit.span(), term) for term in _lists().terms for hit in term.pattern.finditer(text)]
    around = {hit.span() for pattern in let_through for hit in pattern.finditer(text)}
    spans = {span for span, _ in hits} | around
    for (start, end), term in hits:
        # "case" says nothing new inside "case file", and nothing at all inside "in case".
        inside = any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans)
        if not inside and (start, end) not in around:
            weight = Weight.ASK_AGAIN if term.kind is Kind.SOFT_WORD else Weight.REFUSE
            yield Finding(term.kind, text[start:end], weight, term.kinder)


def _long_sentences(text: str) -> Iterator[Finding]:
    for sentence in sentences(text):
        if len(words(sentence)) > MAX_WORDS_IN_A_SENTENCE:
            yield Finding(Kind.LONG_SENTENCE, sentence, Weight.REFUSE)


def _over_limits(text: str, weight: Weight, emoji: int) -> Iterator[Finding]:
    if len(text) > MAX_CHARACTERS:
        yield Finding(Kind.TOO_LONG, str(len(text)), weight)
    for word in re.findall(r"\b[^\W\d_]{2,}\b", text):
        if word.isupper() and word not in _lists().capitals:
            yield Finding(Kind.CAPITALS, word, weight)
    if len(found := EMOJI.findall(text)) > emoji:
        yield Finding(Kind.EMOJI, "".join(found), weight)


def _hard_to_read(text: str, *, typed_by_coordinator: bool) -> Iterator[Finding]:
    level = reading_level(text)
    if level is None or level.grade <= MAX_GRADE:
        return
    if not typed_by_coordinator:
        yield Finding(Kind.HARD_TO_READ, f"{level.grade:.1f}", Weight.REFUSE)
    elif level.words >= GRADE_MEANS_SOMETHING_FROM_WORDS:
        yield Finding(Kind.HARD_TO_READ, f"{level.grade:.1f}", Weight.ADVISE)


def _plain(text: str) -> str:
    """Spell hyphens and apostrophes one way, and drop what nobody sees; U+200D stays, it holds emoji together."""
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\u2010-\u2015\u2043\u2212]", "-", text.replace("’", "'").replace("‘", "'"))


@cache
def _lists() -> _Lists:
    data = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    kinds = {"hard": Kind.HARD_WORD, "soft": Kind.SOFT_WORD, "phrase": Kind.PHRASE}
    return _Lists(
        terms=tuple(
            _Term(kind, pattern, entry["kinder"])
            for name, kind in kinds.items()
            for entry in data[name]
            for pattern in _patterns(entry["words"])
        ),
        exceptions=_patterns(data["exceptions"]["always"]),
        typed_exceptions=_patterns(data["exceptions"]["typed"]),
        theirs=_patterns(data["exceptions"]["theirs"]),
        capitals=frozenset(data["capitals"]["allowed"]),
        lock_screen=_patterns(data["lock_screen"]["words"]),
        one_person=_patterns(data["one_person"]["words"]),
        not_names=frozenset(data["lock_screen"]["not_names"]),
        bot_name=tuple(data["bot_name"]["words"]),
    )


def _patterns(terms: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(term) for term in terms)


def _pattern(term: str) -> re.Pattern[str]:
    parts = [re.escape(part).replace("'", "'?") for part in re.split(r"[\s-]+", term.rstrip("*"))]
    plural = "(?:es)?" if re.search(r"(?:s|x|z|ch|sh)$", term) else "s?"
    ending = r"\w*" if term.endswith("*") else plural
    return re.compile(r"(?<!\w)" + r"[\s-]*".join(parts) + ending + r"(?!\w)", re.IGNORECASE)
