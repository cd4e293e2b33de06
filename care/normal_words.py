"""Read a message the way a person would: slang, slips and disguises become plain words, clause by clause (R35).

The spellings are in `spellings.toml`. Nothing here says what a message means.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

LONGEST = 4096  # characters read; Telegram takes no longer message
RUN_TOGETHER = range(7, 41)  # letters in "wannadie" and its like
LONGEST_PIECE = 12  # letters of one of the words that were run together
SHORTEST_STEM = 5  # letters; below it, one slip makes another word
LONG_STEM = 9  # letters from which a second slip is allowed

_QUOTES = str.maketrans("‘’ʼ`´", "'''''")
_FACES = (
    (re.compile(r"[:=;]['’]?-?[(\[|/]+(?!\w)|(?<!\w)[d)]-?:(?!\w)"), " 😞 "),
    (re.compile(r"(?<!\w)(?:x+d+|[:=;]-?d+)(?!\w)"), " 😂 "),
)
_LOOK_ALIKES = (str.maketrans("013457@$!|+", "oieastasiit"), str.maketrans("01345@$!|+", "oleasasllt"))
_SPELLED_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .*_-]{1,3}[^\W\d_]){1,14}(?![^\W_])")
_TOKEN = re.compile(r"[^\W_]+(?:['!@$|*+][^\W_]+)*'?|[.,;:?!()\n…/]+|[^\w\s'\"*_-]|\s[-–—]+\s")
_BREAK = re.compile(r"[.,;:?!()\n…\s–—/-]+")
_UNIT = re.compile(
    r"(?:day|night|week|month|year|hour|minute|time|people|of|out|or|and|lol|tablet|more|kid)s?"
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_COUNTED = re.compile(
    rf"{_UNIT.pattern}|{_MONTH}|(?!this|his|its|yours|always|plus|christmas|class)\w{{2,}}[^su']s"
)
_JOINS = frozenset({"but", "because", "although", "however", "though", "except"})
_NOT_WILL = frozenset(
    {"am", "is", "are", "feel", "was", "been", "get", "got", "mum", "dad", "nan", "he", "she"}
)
_NOT_WOULD = frozenset(
    {"my", "an", "no", "need", "the", "of", "without", "fake", "photo", "your", "any", "got", "lost"}
)


@dataclass(frozen=True, slots=True)
class Spellings:
    """What is in `spellings.toml`, and the words that are left alone because somebody knows them."""

    meant: dict[str, str]
    left_out: frozenset[str]
    phrases_left_out: re.Pattern[str]
    stems: tuple[str, ...]
    known: frozenset[str]


def clauses(text: str, spellings: Spellings) -> list[str]:
    """Give the clauses of the message as plain words with one space between, emoji being words; none is empty."""
    found: list[list[str]] = [[]]
    for word in _two_and_four(list(_words(_plain(text[:LONGEST], spellings), spellings))):
        if word == "." or word in _JOINS:
            found.append([])
        else:
            found[-1].append(word)
    told = (without_filler(" ".join(words), spellings) for words in found)
    return [clause for clause in told if clause]


def without_filler(clause: str, spellings: Spellings) -> str:
    """Leave out the words that only say how much."""
    clause = spellings.phrases_left_out.sub("", clause)
    return " ".join(word for word in clause.split() if word not in spellings.left_out)


def looks_english(text: str, told: Iterable[str], spellings: Spellings) -> bool:
    """Say whether the word check can be expected to read this (R47); in doubt it can.

    `told` are the clauses of the text. Not English: mostly letters of another alphabet, or words
    of which hardly any is known.
    """
    letters = [c for c in text[:LONGEST] if c.isalpha()]
    latin = sum(
        unicodedata.name(c, "").startswith(("LATIN", "FULLWIDTH LATIN", "MATHEMATICAL")) for c in letters
    )
    words = [word for clause in told for word in clause.split() if word.isalpha()]
    known = sum(_is_known(word, spellings) for word in words)
    if 2 * latin < len(letters):
        return False
    if len(words) < 2:
        return known == len(words) or text.isascii() or not letters
    return known > 0 if len(words) < 4 else 3 * known >= len(words)


def _is_known(word: str, spellings: Spellings) -> bool:
    return word in spellings.known or (word.endswith("s") and word[:-1] in spellings.known)


def read_spellings(known: Iterable[str]) -> Spellings:
    """Read the file; `known` are words of the caller's own that no spelling may turn into others."""
    given = _file()
    meant = meanings()
    listed = [*known, *given["known"]["words"], *given["stems"]["words"], *given["stems"]["not_slips"]]
    phrases = "|".join(map(re.escape, sorted(given["left_out"]["phrases"], key=len, reverse=True)))
    return Spellings(
        meant=meant,
        left_out=frozenset(given["left_out"]["words"]),
        phrases_left_out=re.compile(rf"(?<!\S)(?:{phrases})(?!\S)"),
        stems=tuple(given["stems"]["words"]),
        known=frozenset([*listed, *given["left_out"]["words"], *" ".join(meant.values()).split()]),
    )


def meanings() -> dict[str, str]:
    """Give what is written and what is meant by it."""
    return _file()["meant"]  # type: ignore[return-value]  # the one table of pairs


def words_left_out() -> frozenset[str]:
    """Give the words that only say how much."""
    return frozenset(_file()["left_out"]["words"])


def _plain(text: str, spellings: Spellings) -> str:
    """Undo typography: width, case, accents, unseen characters, curly quotes, letters spelled out one by one."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_QUOTES)
    for face, emoji in _FACES:
        text = face.sub(emoji, text)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(
        c for c in text if unicodedata.category(c) not in {"Cf", "Mn", "Me", "Sk", "Cs", "Co", "Cn"}
    )
    return _SPELLED_OUT.sub(lambda run: _joined(run.group(), spellings), text)


def _joined(run: str, spellings: Spellings) -> str:
    word = re.sub(r"[\W_]", "", run)
    known = word in spellings.known or word in spellings.meant
    return word if len(word) > 2 and known else run


def _words(text: str, spellings: Spellings) -> Iterator[str]:
    before = ""
    for token in _TOKEN.findall(text):
        if _BREAK.fullmatch(token):
            words = ["."]
        elif token in {"ill", "id"}:
            words = _ill_or_id(token, before)
        else:
            words = _meant(token, spellings).split()
        yield from words
        before = words[-1] if words else before


def _ill_or_id(word: str, before: str) -> list[str]:
    """Tell "ill call you" from "i am ill", and "id rather" from "my id"."""
    alone = _NOT_WILL if word == "ill" else _NOT_WOULD
    return [word] if before in alone else ["i", "will" if word == "ill" else "would"]


def _meant(token: str, spellings: Spellings) -> str:
    """Give the word or words that this token stands for; the token itself if nobody knows it."""
    bare = token.replace("'", "")
    readings = (token, bare, *_without_held_letters(bare), *_without_look_alikes(bare))
    for reading in readings:
        if reading in spellings.meant:
            return spellings.meant[reading]
        if reading in spellings.known:
            return reading
    if token.endswith("'s"):
        return f"{_meant(token[:-2], spellings)} is"
    return _guessed(bare, spellings)


def _guessed(word: str, spellings: Spellings) -> str:
    if word.endswith("in") and word + "g" in spellings.known:
        return word + "g"
    if word.endswith("s") and word[:-1] in spellings.known:
        return word
    if "*" in word and (seen := _masked(word, spellings)):
        return seen
    if len(word) in RUN_TOGETHER and (parted := _parted(word, spellings)):
        return parted
    return _stem(word, spellings) or word


def _without_held_letters(word: str) -> Iterator[str]:
    """Give "sooo" as "soo" and "so", "killll" as "kill" and "kil"."""
    if re.search(r"(.)\1\1", word):
        yield re.sub(r"(.)\1{2,}", r"\1\1", word)
        yield re.sub(r"(.)\1{2,}", r"\1", word)
    if re.search(r"(.)\1", word):
        yield re.sub(r"(.)\1+", r"\1", word)


def _without_look_alikes(word: str) -> Iterator[str]:
    """Give "su1c1de" as "suicide"; a plain number is no word."""
    if re.search(r"[0-9@$!|+]", word) and re.search(r"[a-z]", word):
        yield from (word.translate(table) for table in _LOOK_ALIKES)


def _masked(word: str, spellings: Spellings) -> str:
    """Give the first known word that "k*ll" may stand for, in the order of the alphabet; "" if there is none."""
    pattern = re.compile(re.escape(word).replace(r"\*", "[a-z]{1,2}"))
    return min(filter(pattern.fullmatch, spellings.known), default="")


def _parted(word: str, spellings: Spellings) -> str:
    """Part words run together: "iwanttodie" is "i want to die"; "" unless every part is a known word."""
    best: dict[int, list[str]] = {0: []}  # the fewest words that end at this letter
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_PIECE), end):
            piece = word[start:end]
            short = len(piece) < 2 and piece not in "iu"
            if start not in best or short or not (piece in spellings.known or piece in spellings.meant):
                continue
            if end not in best or len(best[start]) + 1 < len(best[end]):
                best[end] = [*best[start], spellings.meant.get(piece, piece)]
    return " ".join(best.get(len(word), []))


def _stem(word: str, spellings: Spellings) -> str:
    """Give the listed word that this one is a slip of, at most one away (two in a long word); "" if none."""
    if len(word) < SHORTEST_STEM or not word.isalpha():
        return ""
    slips = 2 if len(word) >= LONG_STEM else 1
    near = extractOne(word, spellings.stems, scorer=OSA.distance, score_cutoff=slips)
    return near[0] if near else ""


def _two_and_four(words: list[str]) -> Iterator[str]:
    """Read 2 and 4 between words as "to" and "for"; before a unit, a plural, a month or alone they are numbers."""
    spoken = {"2": "to", "4": "for"}
    for place, word in enumerate(words):
        between = 0 < place < len(words) - 1 and words[place - 1].isalpha() and words[place + 1].isalpha()
        yield (
            spoken[word] if word in spoken and between and not _COUNTED.fullmatch(words[place + 1]) else word
        )


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("care").joinpath("spellings.toml").read_text("utf-8"))
