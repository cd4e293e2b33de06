"""Two made-up languages, made from English by code and never shipped: they prove that every screen can be spoken.

Their tags are CLDR's own for made-up languages: XA and XB are regions kept free for private use. en-XA is accented,
longer and written from left to right. ar-XB is written from right to left in Arabic letters, and has all six plural
forms of Arabic: Babel knows `ar`, so plurals and direction are decided as for a real language. What is written from
right to left can be laid under any real code too ("ckb"), so that each is proven before there is a translation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fluent.syntax import FluentSerializer, ast
from fluent.syntax.visitor import Transformer

from care.programme import Programme
from storage.messages import Body
from tests.life import PROGRAMME
from wording import is_right_to_left, keys_in, paths, texts
from wording.completeness import plural_forms
from wording.direction import (
    FIRST_STRONG_ISOLATE,
    LEFT_TO_RIGHT_ISOLATE,
    LINK_OR_COMMAND,
    POP_ISOLATE,
    begins_right_to_left,
)
from wording.readers import Reader, reader

ACCENTED, MIRRORED = "en-XA", "ar-XB"
_SMALL, _LARGE = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTS = str.maketrans(_SMALL + _LARGE, "áƀçđéƒĝĥîĵķļḿñöþǫŕšţûṽŵẋýžÁƁÇĐÉƑĜĤÎĴĶĻḾÑÖÞǪŔŠŢÛṼŴẊÝŽ")
_ARABIC = str.maketrans(_SMALL + _LARGE, "ابثدهفقحيجكلمنوپخرستعڤصطغز" * 2)
LONGER = "éé"  # every second word grows: other languages take a third more room than English

# By whether it is written from right to left.
STOP_WORDS = {
    False: {"stop": "šţöþ", "forget": "ƒöŕĝéţ", "start": "šţáŕţ"},
    True: {"stop": "قف", "forget": "انسني", "start": "ابدا"},
}
DIRECTIONS = ("left-to-right", "right-to-left")


def write(folder: Path, *tags: str) -> Path:
    """Write both, or these, with their stop words, as a council would lay its own languages beside English."""
    for tag in tags or (ACCENTED, MIRRORED):
        (folder / tag).mkdir(parents=True)
        for path in paths("en"):
            if reader(path) is Reader.YOUNG:
                (folder / tag / path.name).write_text(_translated(path, tag), encoding="utf-8")
        lists = [f'{kind} = ["{word}"]' for kind, word in STOP_WORDS[is_right_to_left(tag)].items()]
        (folder / tag / "stop_words.toml").write_text("\n".join(lists), encoding="utf-8")
    return folder


def offered_in(folder: Path, *tags: str) -> Programme:
    """Write both, or these, and offer them beside English."""
    offered = ("en", *(tags or (ACCENTED, MIRRORED)))
    return replace(PROGRAMME, languages=offered, wording=write(folder, *tags))


def _translated(path: Path, tag: str) -> str:
    english = texts("en")
    entries = [_Translator(tag).visit(english[key].clone()) for key in keys_in(path)]
    return FluentSerializer().serialize(ast.Resource(entries))


def spell(text: str, tag: str) -> str:
    """Write English in a made-up language; links and commands stay what they are."""
    if text.strip() in DIRECTIONS:
        return DIRECTIONS[is_right_to_left(tag)]
    pieces, last = [], 0
    for kept in LINK_OR_COMMAND.finditer(text):
        pieces += [_letters(text[last : kept.start()], tag), kept.group()]
        last = kept.end()
    return "".join([*pieces, _letters(text[last:], tag)])


def _letters(text: str, tag: str) -> str:
    if is_right_to_left(tag):
        return text.translate(_ARABIC)
    words = text.translate(_ACCENTS).split(" ")
    return " ".join(
        word + LONGER if place % 2 and word.isalpha() else word for place, word in enumerate(words)
    )


class _Translator(Transformer):
    """Spell every piece of text anew, and give every choice by plural the language's own forms."""

    def __init__(self, tag: str) -> None:
        self.tag = tag

    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:  # noqa: N802  # Fluent's names
        node.value = spell(node.value, self.tag)
        return node

    def visit_SelectExpression(self, node: ast.SelectExpression) -> ast.SelectExpression:  # noqa: N802
        self.generic_visit(node)
        there = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
        default = next(variant for variant in node.variants if variant.default)
        lacking = plural_forms(self.tag)[0] - there if len(there) > 1 else frozenset()
        for form in sorted(lacking):
            node.variants.insert(0, ast.Variant(ast.Identifier(form), default.value.clone()))
        return node


# --- what is wrong with a screen ---------------------------------------------------------------------------


def faults_on(body: Body, tag: str, values: Iterable[str]) -> Iterator[str]:
    """Say what of a screen is not in the language: `values` are names and typed words, which stay as they are."""
    labels = [button.label for row in body.rows for button in row]
    texts = [text for text in (body.title, body.text) if text and text not in values]
    for text in texts:
        yield from (f"{word!r} is left in {text!r}" for word in _left(text, tag, values))
        if is_right_to_left(tag):
            yield from (f"{line!r} begins left-to-right" for line in _turned(text))
    for label in labels:
        bare = _without_values(label, values)
        yield from (f"{word!r} is left on the button {label!r}" for word in re.findall("[A-Za-z]+", bare))
        yield from (f"{label!r} is isolated" for _ in range(FIRST_STRONG_ISOLATE in label))


def _left(text: str, tag: str, values: Iterable[str]) -> list[str]:
    """Find English letters outside values; written from right to left, anything left-to-right outside isolates."""
    if is_right_to_left(tag):
        return re.findall("[A-Za-z0-9]+", LINK_OR_COMMAND.sub("", outside_isolates(text)))
    return re.findall("[A-Za-z]+", _without_values(LINK_OR_COMMAND.sub("", text), values))


def _without_values(text: str, values: Iterable[str]) -> str:
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "")
    return text


def _turned(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip() and not begins_right_to_left(line)]


def outside_isolates(text: str) -> str:
    """Return what stands in no first-strong isolate; what only keeps an order is looked into."""
    open_now: list[str] = []
    kept: list[str] = []
    for character in text:
        if character in (FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE):
            open_now.append(character)
        elif character == POP_ISOLATE:
            open_now.pop()
        elif FIRST_STRONG_ISOLATE not in open_now:
            kept.append(character)
    return "".join(kept)
