"""Whether a language is whole: nobody is spoken to in one that lacks a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from babel import Locale, UnknownLocaleError
from fluent.syntax import ast

from wording import (
    WordingError,
    is_right_to_left,
    keys_in,
    messages,
    paths,
    plural_rules,
    say,
    texts,
)
from wording.direction import RIGHT_TO_LEFT_MARK
from wording.readers import Reader, reader

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})  # of CLDR, whichever the language
COUNTED = range(1000)  # the whole numbers that must find their plural: some forms are for fractions only
DIRECTIONS = {False: "left-to-right", True: "right-to-left"}


class Kind(StrEnum):
    """What is wrong with a language."""

    UNREADABLE = "unreadable"
    LACKS = "lacks"
    UNKNOWN = "unknown-key"
    VALUES = "values"
    PLURALS = "plurals"
    RULES = "rules"
    NAME = "name"
    DIRECTION = "direction"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `key` is the text it is wrong with, `detail` what stands there or is missing."""

    kind: Kind
    key: str = ""
    detail: str = ""


def faults(language: str, folder: Path | None = None) -> list[Fault]:
    """Return what keeps `language` from being offered, measured against English; [] when it is whole.

    Every text that a young person may read has to be there; staff read English, so theirs need not be.
    """
    try:
        found = [*_keys(language, folder), *_plurals(language, folder)]
        return found or [*_unsayable(language, folder), *_itself(language, folder)]
    except WordingError as error:
        return [Fault(Kind.UNREADABLE, detail=str(error))]


def keys_for(readers: Reader) -> set[str]:
    """Return the keys of the English texts for these readers."""
    return {key for path in paths("en") if reader(path) is readers for key in keys_in(path)}


def _keys(language: str, folder: Path | None) -> Iterator[Fault]:
    """Find missing and unknown keys, and texts that are filled in differently."""
    ours, theirs = messages(), messages(language, folder)
    yield from (Fault(Kind.LACKS, key) for key in sorted(keys_for(Reader.YOUNG) - theirs.keys()))
    yield from (Fault(Kind.UNKNOWN, key) for key in sorted(theirs.keys() - ours.keys()))
    for key in sorted(theirs.keys() & ours.keys()):
        if different := sorted(ours[key] ^ theirs[key]):
            yield Fault(Kind.VALUES, key, ", ".join(f"${name}" for name in different))


def _plurals(language: str, folder: Path | None) -> Iterator[Fault]:
    """Find plural forms that the language does not have, and those of its own that were forgotten."""
    try:
        needed, allowed = plural_forms(language)
    except UnknownLocaleError:
        yield Fault(Kind.RULES)
        return
    for key, entry in texts(language, folder).items():
        for forms in _forms(entry):
            wrong = forms - allowed or (needed - forms if forms - {"other"} else frozenset())
            if wrong:
                yield Fault(Kind.PLURALS, key, ", ".join(sorted(wrong)))


def plural_forms(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the CLDR plural forms that whole numbers need in a language, and all that it has.

    Raises babel.UnknownLocaleError for a language of which no rules are known.
    """
    nearest, family = plural_rules(language)
    try:
        rule = Locale.parse(nearest, sep="-").plural_form
    except UnknownLocaleError:
        rule = Locale.parse(family, sep="-").plural_form
    needed = frozenset(rule(number) for number in COUNTED) | {"other"}
    return needed, frozenset(rule.tags) | {"other"}


def _forms(node: object) -> Iterator[frozenset[str]]:
    """Yield the plural forms of each choice in a text; a choice between other words is none."""
    if isinstance(node, ast.SelectExpression):
        named = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        if named <= CATEGORIES:
            yield frozenset(named)
    if isinstance(node, ast.BaseNode):
        node = list(vars(node).values())
    if isinstance(node, list):
        for child in node:
            yield from _forms(child)


def _unsayable(language: str, folder: Path | None) -> Iterator[Fault]:
    """Say each text once: what it refers to has to be there."""
    for key, names in messages(language, folder).items():
        try:
            say(key, language, folder, **dict.fromkeys(names, 3))
        except WordingError as error:
            yield Fault(Kind.UNREADABLE, key, str(error))


def _itself(language: str, folder: Path | None) -> Iterator[Fault]:
    """Find a language that names itself as English does, or is to be written the other way."""
    name, english = say("language-name", language, folder).lstrip(RIGHT_TO_LEFT_MARK), say("language-name")
    if language != "en" and name == english:
        yield Fault(Kind.NAME, "language-name", english)
    direction = DIRECTIONS[is_right_to_left(language)]
    if direction not in say("text-direction", language, folder):
        yield Fault(Kind.DIRECTION, "text-direction", direction)
