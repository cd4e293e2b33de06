"""Hear "stop", "forget me", "start" and "are you real" in the spellings people use (R4, R8-R10, R12, R13).

The words are in `stop_words.toml`. The word check for worries runs before any of these (R11).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

LONGEST = 80  # characters; a longer message is never only a stop word


def is_stop(text: str, language: str = "en") -> bool:
    """Say whether the whole message is a stop word (R8), in English or in the language with this code."""
    return _is_only(text, "stop", language)


def is_forget(text: str, language: str = "en") -> bool:
    """Say whether the whole message asks us to wipe what we hold (R9); it stops messages as well."""
    return _is_only(text, "forget", language)


def is_start(text: str, language: str = "en") -> bool:
    """Say whether the whole message asks to hear from us again (R13)."""
    return _is_only(text, "start", language)


def mentions_stop(text: str, language: str = "en") -> bool:
    """Say whether a longer message reads as a request to stop, so that it is worth asking (R10).

    Ask after `is_stop`. Careful by design: it wants the messages themselves named, or "stop" as a sentence.
    """
    asking, stop = _asking(language), _bare_stop()
    return any(asking.search(clause) or stop.fullmatch(clause) for clause in _clauses(text))


def asks_if_real(text: str, language: str = "en") -> bool:
    """Say whether any part of the message asks who or what is writing (R4)."""
    question = _real_question(language)
    return any(question.fullmatch(clause) for clause in _clauses(text))


def _is_only(text: str, kind: str, language: str) -> bool:
    if len(text) > LONGEST:
        return False
    # "don't" and "s.t.o.p" lose their marks, "stop,please" and "stop/now" part there: both readings count.
    return any(
        _whole(kind, language).fullmatch(_without_filler(_bare(text, gap), language)) for gap in ("", " ")
    )


def _without_filler(words: str, language: str) -> str:
    filler = _spellings("filler", language)
    return " ".join(word for word in words.split() if not filler.fullmatch(word))


def _bare(text: str, gap: str = "") -> str:
    """Give the text in NFKC and lower case, each punctuation mark replaced by `gap`, emoji standing alone."""
    return " ".join("".join(_letter(c, gap) for c in unicodedata.normalize("NFKC", text).lower()).split())


def _letter(character: str, gap: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("P"):
        return gap
    if category == "So":
        return f" {character} "
    # Accents, skin tones, joiners and stray signs say nothing here.
    return "" if category in {"Mn", "Me", "Cf", "Sk", "Sm"} else character


def _clauses(text: str) -> Iterable[str]:
    return filter(None, (_bare(part) for part in re.split(r"[.,;:!?\n()…]+|\s[-–—]\s", text)))


def _spelling(words: str) -> str:
    """Give a pattern for the words in which three or more of a letter count as the letter (R8).

    It also lets a held-down double letter be itself: "offfff" is "off".
    """
    runs = (match.group() for match in re.finditer(r"(.)\1*", words))
    return "".join(run if run == " " else f"(?:{re.escape(run)}|{re.escape(run[0])}{{3,}})" for run in runs)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(_spelling, words))


@cache
def _spellings(kind: str, language: str) -> re.Pattern[str]:
    return re.compile(_any_of(_words(language, kind)))


@cache
def _whole(kind: str, language: str) -> re.Pattern[str]:
    # "stop stop stop" and "stop 🛑" are as plain as "stop".
    one = f"(?:{_any_of(_words(language, kind))})"
    return re.compile(f"{one}(?: {one})*")


@cache
def _bare_stop() -> re.Pattern[str]:
    return re.compile(_spelling("stop"))


@cache
def _asking(language: str) -> re.Pattern[str]:
    askers, requests = _any_of(_words(language, "askers")), _any_of(_words(language, "asks_to_stop"))
    return re.compile(rf"(?:^|\b(?:{askers}) )(?:{requests})\b")


@cache
def _real_question(language: str) -> re.Pattern[str]:
    questions, whom, between, what, tone = (
        f"(?:{_any_of(_words(language, f'real_{kind}'))})"
        for kind in ("questions", "whom", "between", "what", "tone")
    )
    thing = f"(?:{between} )*{what}"
    return re.compile(f"(?:{tone} )*(?:{questions}|{whom} {thing}(?: or {thing})?)(?: {tone})*")


def _words(language: str, kind: str) -> list[str]:
    """Give English's words and those of the language, if it is another and has a table (R12)."""
    theirs = [] if language == "en" else _tables().get(language, {}).get(kind, [])
    return _tables()["en"][kind] + theirs


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("care").joinpath("stop_words.toml").read_text("utf-8"))
