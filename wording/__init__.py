"""Every sentence a person reads, in Fluent files (`en/*.ftl`, one a conversation), and `say` to fetch one."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import cast

from babel import Locale
from babel.core import get_global
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import CurrentEnvironment, Pattern, ResolverEnvironment
from fluent.runtime.types import FluentInt, FluentType
from fluent.syntax import ast

from wording.direction import (
    LINK_OR_COMMAND,
    RIGHT_TO_LEFT,
    holds_right_to_left,
    is_right_to_left,
    isolate,
    set_right_to_left,
)

__all__ = [
    "RIGHT_TO_LEFT",
    "SHIPPED",
    "WordingError",
    "is_right_to_left",
    "keys_in",
    "languages",
    "messages",
    "plural_rules",
    "say",
]

SHIPPED = Path(__file__).parent


class WordingError(Exception):
    """A text, one of its values, or its whole language is missing or malformed."""


class _Words(str, FluentType):
    """Text put into a sentence; a Fluent type, because Fluent refuses a plain str over 2,500 characters."""

    __slots__ = ()

    def format(self, _locale: Locale) -> str:  # type: ignore[override]  # str.format is never wanted here
        return self


class _Number(FluentInt):
    """A whole number, printed in plain Western digits without grouping: plurals can still be chosen by it."""

    isolated: bool

    def format(self, _locale: Locale) -> str:
        return isolate(str(int(self))) if self.isolated else str(int(self))


def say(key: str, language: str = "en", folder: Path | None = None, /, **values: str | int) -> str:
    """Return the text of `key` in `language`, its `values` filled in.

    `folder` holds more languages, beside those that ship. Whole numbers are printed plainly ("1200"); days and
    times come as ready text. A value is wrapped in U+2068…U+2069 in a right-to-left language, or when it holds
    right-to-left letters, so that it cannot turn the sentence around it; never in a button (a key that ends in
    `-button`), and never when it is a link or a command. In a right-to-left language so is every number that the
    text itself holds, and a line that begins with anything but a letter gets U+200F in front (R29). Raises
    WordingError when the language, the key or a value is missing.
    """
    bundle = _load(folder, language)
    if not bundle.has_message(key):
        raise WordingError(f"no text {key!r} in {language!r}")
    pattern = cast(Pattern, bundle.get_message(key).value)
    errors: list[Exception] = []
    told = {name: _value(value, key, language) for name, value in values.items()}
    # Not format_pattern, which would turn every whole number back into Fluent's own, printed as "1,200".
    environment = ResolverEnvironment(bundle, errors=errors, current=CurrentEnvironment(args=told))
    text = str(pattern(environment))
    if errors:
        raise WordingError(f"text {key!r} in {language!r}: {errors[0]}")
    return set_right_to_left(text) if is_right_to_left(language) and not key.endswith("-button") else text


def languages(folder: Path = SHIPPED) -> list[str]:
    """Return the languages that have texts in `folder`, sorted, as language tags ("en")."""
    return sorted({path.parent.name for path in folder.glob("*/*.ftl")})


def messages(language: str = "en", folder: Path | None = None) -> dict[str, frozenset[str]]:
    """Return every key of `language` with the names of the values it needs. Raises WordingError."""
    entries = texts(language, folder)
    return {key: frozenset(_variables(entry, entries)) for key, entry in entries.items()}


def keys_in(path: Path) -> list[str]:
    """Return the keys of one .ftl file, in its order. Raises WordingError when a line cannot be read."""
    return list(_texts(path))


def texts(language: str, folder: Path | None = None) -> dict[str, ast.Message]:
    """Return every text of `language` as Fluent parsed it. Raises WordingError."""
    return {key: entry for path in paths(language, folder) for key, entry in _texts(path).items()}


def paths(language: str, folder: Path | None = None) -> list[Path]:
    """Return the files of `language`, those in `folder` before shipped ones. Raises WordingError for none."""
    for place in (folder or SHIPPED, SHIPPED):
        if found := sorted((place / language).glob("*.ftl")):
            return found
    raise WordingError(f"no texts in {language!r}")


def plural_rules(language: str) -> tuple[str, str]:
    """Return whose plural rules a language goes by, nearest first: its own, else its family's.

    CLDR knows some languages by another tag, such as Dari: "prs" is "fa-AF".
    """
    family = language.split("-")[0]
    return language, get_global("language_aliases").get(family, family).replace("_", "-")


@cache
def _load(folder: Path | None, language: str) -> FluentBundle:
    # Plurals are those of the language, else of its family, and never those of the machine's own locale.
    bundle = FluentBundle([*plural_rules(language), "en"], use_isolating=False)
    for path in paths(language, folder):
        again = [key for key in _texts(path) if bundle.has_message(key)]
        if again:
            raise WordingError(f"{path.name} has a text that is there already: {again[0]!r}")
        bundle.add_resource(_parse(path))
    return bundle


def _parse(path: Path) -> ast.Resource:
    resource = FluentResource(path.read_text(encoding="utf-8"))
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise WordingError(f"{path.name} has a line that Fluent cannot read: {entry.content!r}")
        if isinstance(entry, ast.Message) and entry.value is None:
            raise WordingError(f"{path.name} has a key without a text: {entry.id.name!r}")
    return resource


@cache
def _texts(path: Path) -> dict[str, ast.Message]:
    texts: dict[str, ast.Message] = {}
    for entry in _parse(path).body:
        if isinstance(entry, ast.Message):
            if entry.id.name in texts:
                raise WordingError(f"{path.name} has a text that is there already: {entry.id.name!r}")
            texts[entry.id.name] = entry
    return texts


def _variables(node: object, entries: dict[str, ast.Message]) -> Iterator[str]:
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.MessageReference):
        yield from _variables(entries.get(node.id.name), entries)
    elif isinstance(node, ast.BaseNode):
        yield from _variables(list(vars(node).values()), entries)
    elif isinstance(node, list):
        for child in node:
            yield from _variables(child, entries)


def _value(value: str | int, key: str, language: str) -> FluentType:
    spoken_right_to_left = is_right_to_left(language) and not key.endswith("-button")
    if isinstance(value, int):
        number = _Number(value)
        number.isolated = spoken_right_to_left
        return number
    if key.endswith("-button") or LINK_OR_COMMAND.fullmatch(value):
        return _Words(value)
    return _Words(isolate(value) if spoken_right_to_left or holds_right_to_left(value) else value)
