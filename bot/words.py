"""`walkalong words`: explain what the word check makes of a text, or score it on a list of labelled replies (R37)."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typer

from bot.environment import SettingsError
from care.word_check import WordClass, check
from reports.intervals import wilson
from wording import say

Labelled = tuple[str, WordClass]
Counts = Counter[tuple[WordClass, WordClass]]  # expected, got


PLAIN = "i want to die"


def require_word_check(plain: str = PLAIN) -> None:
    """Load the word check; SettingsError when it does not see a crisis in the plainest words there are (R46).

    A message that it trips over would only be a concern, so a broken list must stop the start and not the reply.
    """
    try:
        seen = check(plain).word_class
    except Exception as error:  # a list that was edited by hand can break it in many ways
        raise SettingsError(say("words-broken", why=type(error).__name__)) from error
    if seen is not WordClass.CRISIS:
        raise SettingsError(say("words-broken", why=seen.value))


def words(text: str | None, score: Path | None) -> None:
    """Explain the text, or score the file. Raises SettingsError unless exactly one is given and can be used."""
    if text is not None and score is not None:
        raise SettingsError(say("words-both-asked"))
    if score is not None:
        lines = _scored(_labelled(score))
    elif text is not None:
        lines = _explained(text)
    else:
        raise SettingsError(say("words-nothing-asked"))
    for line in lines:
        typer.echo(line)


def _explained(text: str) -> Iterator[str]:
    noticed = check(text)
    yield say("words-class", word_class=noticed.word_class.value)
    for fired in noticed.fired:
        yield say("words-fired", family=fired.family, found=fired.found, why=fired.why)
    if not noticed.fired:
        yield say("words-nothing")
    if not noticed.covered:
        yield say("words-not-covered")
    yield say("words-only-speed")


def _labelled(path: Path) -> list[Labelled]:
    """Read a CSV file with the columns text and expected; others are left alone. Raises SettingsError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(say("words-file-unreadable", path=str(path))) from error
    if not rows:
        raise SettingsError(say("words-file-empty", path=str(path)))
    return [_read(row, line, path) for line, row in enumerate(rows, start=2)]


def _read(row: dict[str, str | None], line: int, path: Path) -> Labelled:
    text, expected = row.get("text"), row.get("expected")
    if text is None or expected is None:
        raise SettingsError(say("words-file-columns", path=str(path)))
    try:
        return text, WordClass(expected.strip())
    except ValueError as error:
        raise SettingsError(say("words-file-label", path=str(path), label=expected, line=line)) from error


def _scored(replies: list[Labelled]) -> Iterator[str]:
    """Give the confusion table, what was missed, recall with its interval, and last the counts as JSON (R37)."""
    got = [(expected, check(text).word_class, text) for text, expected in replies]
    counts: Counts = Counter((expected, word_class) for expected, word_class, _ in got)
    yield say("words-made-up", count=len(replies))
    for expected, word_class, text in got:
        if expected != word_class:
            shown = " ".join(text.split())
            yield say("words-missed", expected=expected.value, got=word_class.value, text=shown)
    yield from _table(counts)
    yield from (_recall(word_class, counts) for word_class in WordClass)
    yield json.dumps(
        {row.value: {column.value: counts[row, column] for column in WordClass} for row in WordClass}
    )


def _table(counts: Counts) -> Iterator[str]:
    """Give a line for each expected class and a column for each that was read."""
    yield f"{say('words-table-head'):<14}" + "".join(f"{column.value:>15}" for column in WordClass)
    for row in WordClass:
        yield f"{row.value:<14}" + "".join(f"{counts[row, column]:>15}" for column in WordClass)


def _recall(word_class: WordClass, counts: Counts) -> str:
    right, of = counts[word_class, word_class], sum(counts[word_class, got] for got in WordClass)
    if not of:
        return say("words-none-expected", word_class=word_class.value)
    low, high = (round(100 * share) for share in wilson(right, of))
    return say("words-recall", word_class=word_class.value, right=right, of=of, low=low, high=high)
