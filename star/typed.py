"""Read a typed answer as a score, when it is nothing more than a score."""

import re
import unicodedata
from dataclasses import dataclass

from star.questions import HIGHEST, LOWEST


@dataclass(frozen=True, slots=True)
class Score:
    """A score 1-10 that was typed."""

    value: int


@dataclass(frozen=True, slots=True)
class Reask:
    """Meant as a score, but it cannot be told which one: ask again, kindly."""


NUMBER_WORDS = {
    "zero": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "🔟": 10,
}  # fmt: skip

# "me", "like", "now", "that", "the" and thanks are missing on purpose: 2, 4 and "one" also stand for words.
# "Me 2", "id like 2", "thanks 4 that", "ok 4 now" and "that one" must reach the Coordinator, not be a score.
FILLER = frozenset({
    "a", "about", "actually", "an", "answer", "approx", "around", "basically", "bro", "defo",
    "definitely", "eh", "er", "erm", "give", "guess", "haha", "hm", "hmm", "honestly", "i", "id", "idk",
    "ill", "im", "innit", "is", "it", "its", "just", "kind", "kinda", "lets", "lol", "m8", "mate",
    "maybe", "mine", "mm", "my", "number", "of", "ok", "okay", "only", "overall", "perhaps", "please",
    "pls", "plz", "possibly", "pretty", "prob", "probably", "probs", "put", "rating", "really", "reckon",
    "rn", "roughly", "round", "say", "score", "solid", "sort", "sorta", "still", "strong", "tbf", "tbh",
    "thats", "then", "think", "today", "uh", "um", "umm", "well", "x", "xx", "yea", "yeah", "yep", "yes",
    "yh", "👍",
})  # fmt: skip

# Words that stand between or beside numbers: a score was meant, though not a clear one.
JOINERS = frozenset({"and", "between", "half", "minus", "or", "plus", "point", "to", "/", "⁄", "+", "&"})

# Not ":" or brackets or "<": ":3", "8)" and "<3" are faces and hearts, and 7:30 is a time.
_PUNCTUATION = frozenset('.,!?~"*-−–—…;')

_KEYCAP = frozenset("\ufe0e\ufe0f\u20e3")
_DIGITS_OF_A_PHONE = 5
_DECIMAL = r"\d+(?:[.,٫]\d+)*"
_NUMBER = re.compile(rf"[-−–]?{_DECIMAL}|[.,٫]\d+")
_OUT_OF_TEN = re.compile(
    rf"(?<![\w/])((?:[-−–]?{_DECIMAL})|{'|'.join(NUMBER_WORDS)})\s*(?:/|out\s+of|outta|of)\s*(?:10|ten)(?![\w/])"
)
# A sign counts only where no word or number ends before it ("7-8" is two numbers), and a number only
# where no letter touches it ("2day", "gr8").
_TOKEN = re.compile(rf"(?<!\w)[-−–]?{_DECIMAL}(?!\w)|(?<!\S)[.,٫]\d+(?!\w)|\w+|[^\w\s]")


def read_score(text: str) -> Score | Reask | None:
    """Read what was typed under a question.

    In: the text as it came. Out: `Score` when it is one whole number 1-10 and at most filler words;
    `Reask` when it is numbers and filler but not one clear score (two numbers, 0, 11, -3, 7.5);
    None when it says anything more, which makes it a message for the Coordinator.
    """
    words = [word for word in _TOKEN.findall(_tidy(text)) if word not in _PUNCTUATION]
    numbers = [word for word in words if word in NUMBER_WORDS or _NUMBER.fullmatch(word)]
    rest = {word for word in words if word not in NUMBER_WORDS and not _NUMBER.fullmatch(word)}

    if not numbers or not rest <= FILLER | JOINERS or any(map(_looks_like_a_phone_number, numbers)):
        return None
    value = _whole(numbers[0])
    if len(numbers) == 1 and rest <= FILLER and value is not None and LOWEST <= value <= HIGHEST:
        return Score(value)
    return Reask()


def _tidy(text: str) -> str:
    """Lower case, plain digits, no apostrophes or invisible marks; "7/10" and "7ish" become "7"."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("'", "")
    visible = "".join(_plain_digit(char) for char in folded if not _is_invisible(char))
    calm = re.sub(r"([^\W\d_])\1{2,}", r"\1", visible)
    return _OUT_OF_TEN.sub(r"\1 ", re.sub(r"(?<=\d)-?ish\b", " ", calm))


def _is_invisible(char: str) -> bool:
    return char in _KEYCAP or unicodedata.category(char) == "Cf"


def _plain_digit(char: str) -> str:
    return str(unicodedata.decimal(char, char))


def _looks_like_a_phone_number(number: str) -> bool:
    """A long run of digits is a phone number or a code: somebody should read it, not ask again."""
    return sum(char.isdigit() for char in number) >= _DIGITS_OF_A_PHONE


def _whole(number: str) -> int | None:
    if number in NUMBER_WORDS:
        return NUMBER_WORDS[number]
    return int(number) if number.isdecimal() else None
