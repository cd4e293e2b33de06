"""Hear "stop", "forget me", "start" and "are you real" in the spellings people use (R4, R8-R10, R12, R13).

English words are in `stop_words.toml` and always count. Another language brings its own: a table there, or a file
`<language>/stop_words.toml` in the folder that holds its sentences. `languages` are tags such as "en" or "fa-AF",
`beside` is that folder. The word check for worries runs before any of these (R11).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

NAME = "stop_words.toml"
NEEDED = ("stop", "forget", "start")  # without these nobody can be spoken to in a language (R12)
LONGEST = 80  # characters; a longer message is never only a stop word


def is_stop(text: str, *languages: str, beside: Path | None = None) -> bool:
    """Say whether the whole message is a stop word (R8), in English or one of these languages."""
    return _is_only(text, "stop", languages, beside)


def is_forget(text: str, *languages: str, beside: Path | None = None) -> bool:
    """Say whether the whole message asks us to wipe what we hold (R9); it stops messages as well."""
    return _is_only(text, "forget", languages, beside)


def is_start(text: str, *languages: str, beside: Path | None = None) -> bool:
    """Say whether the whole message asks to hear from us again (R13)."""
    return _is_only(text, "start", languages, beside)


def is_snooze(text: str, *languages: str, beside: Path | None = None) -> bool:
    """Say whether the whole message asks for some quiet, and not for good (R15)."""
    return _is_only(text, "snooze", languages, beside)


def is_command(text: str) -> bool:
    """Say whether the whole message is a listed word for stop, forget, start or some quiet, in English (R8-R15)."""
    return any(_is_only(text, kind, (), None) for kind in (*NEEDED, "snooze"))


def mentions_stop(text: str, *languages: str, beside: Path | None = None) -> bool:
    """Say whether a longer message reads as a request to stop, so that it is worth asking (R10).

    Ask after `is_stop`. Careful by design: it wants the messages themselves named, or "stop" as a sentence.
    """
    asking, stop = _asking(languages, beside), _bare_stop()
    return any(asking.search(clause) or stop.fullmatch(clause) for clause in _clauses(text))


def asks_if_real(text: str, *languages: str, beside: Path | None = None) -> bool:
    """Say whether any part of the message asks who or what is writing (R4)."""
    question = _real_question(languages, beside)
    return any(question.fullmatch(clause) for clause in _clauses(text))


def lacking(language: str, beside: Path | None = None) -> list[str]:
    """Return which of the needed lists a language does not have: it cannot be offered without them (R12)."""
    return [kind for kind in NEEDED if not _own(language, beside).get(kind)]


def languages(beside: Path | None = None) -> dict[str, str]:
    """Return every language that has stop words, with who signed its list and when: "" for nobody (R12)."""
    own = {path.parent.name for path in beside.glob(f"*/{NAME}")} if beside else set()
    return {tag: " ".join(_own(tag, beside).get("signed", ())) for tag in sorted(own | _tables().keys())}


def _is_only(text: str, kind: str, languages: tuple[str, ...], beside: Path | None) -> bool:
    if len(text) > LONGEST:
        return False
    whole, filler = _whole(kind, languages, beside), _spellings("filler", languages, beside)
    # "don't" and "s.t.o.p" lose their marks, "stop,please" and "stop/now" part there: both readings count.
    return any(whole.fullmatch(_without(filler, _bare(text, gap))) for gap in ("", " "))


def _without(filler: re.Pattern[str], words: str) -> str:
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
def _spellings(kind: str, languages: tuple[str, ...], beside: Path | None) -> re.Pattern[str]:
    return re.compile(_any_of(_words(kind, languages, beside)))


@cache
def _whole(kind: str, languages: tuple[str, ...], beside: Path | None) -> re.Pattern[str]:
    # "stop stop stop" and "stop 🛑" are as plain as "stop".
    one = f"(?:{_any_of(_words(kind, languages, beside))})"
    return re.compile(f"{one}(?: {one})*")


@cache
def _bare_stop() -> re.Pattern[str]:
    return re.compile(_spelling("stop"))


@cache
def _asking(languages: tuple[str, ...], beside: Path | None) -> re.Pattern[str]:
    askers, requests = (_any_of(_words(kind, languages, beside)) for kind in ("askers", "asks_to_stop"))
    return re.compile(rf"(?:^|\b(?:{askers}) )(?:{requests})\b")


@cache
def _real_question(languages: tuple[str, ...], beside: Path | None) -> re.Pattern[str]:
    questions, whom, between, what, tone = (
        f"(?:{_any_of(_words(f'real_{kind}', languages, beside))})"
        for kind in ("questions", "whom", "between", "what", "tone")
    )
    thing = f"(?:{between} )*{what}"
    return re.compile(f"(?:{tone} )*(?:{questions}|{whom} {thing}(?: or {thing})?)(?: {tone})*")


def _words(kind: str, languages: tuple[str, ...], beside: Path | None) -> list[str]:
    """Give English's words and those of each language that has some (R12), as messages are read: bare."""
    tags = dict.fromkeys(("en", *languages))
    return [_bare(words) for tag in tags for words in _own(tag, beside).get(kind, [])]


def _own(language: str, beside: Path | None) -> dict[str, list[str]]:
    """Give a language's lists: those that ship, and those in its own file laid over them; English is ours alone."""
    if language == "en":
        return _tables()["en"]
    return _tables().get(language, {}) | (_file(beside / language / NAME) if beside else {})


@cache
def _file(path: Path) -> dict[str, list[str]]:
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("care").joinpath(NAME).read_text("utf-8"))
