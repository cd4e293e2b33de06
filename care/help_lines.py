"""The people to talk to now. They come from a file, so that Help works with no database at all (R44, R45)."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LOOK_AGAIN_AFTER = timedelta(days=90)  # R44: staff are told to look again
SHOWN_FOR = timedelta(days=120)  # R44: a row checked longer ago is dropped
CORE = {
    "Emergency": "999",
    "Shout": "85258",
    "Samaritans": "116 123",
}  # R44: always there, whatever their date
DEAD = ("07786 209697", "The Mix")  # gone, and never shown, whoever lists them

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class MissingHelpLineError(Exception):
    """A help line that must always be there is missing, or does not give its number; the message names it."""


class HelpLine(BaseModel):
    """One line; `ages` is "" for everybody, `source` says where it was read, `checked_on` when it held."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    who: Words
    how: Words
    hours: Words
    ages: str = ""
    nations: Words
    source: Words
    checked_on: date | None = None


class _File(BaseModel):
    help_lines: Annotated[tuple[HelpLine, ...], Field(min_length=1)]


def shown(lines: Sequence[HelpLine], today: date) -> list[HelpLine]:
    """Give the lines to show on the local date `today`: the core three and those checked within 120 days."""
    return [line for line in lines if not _is_dead(line) and (_is_core(line) or _is_fresh(line, today))]


def lists(lines: Sequence[HelpLine], number: str) -> bool:
    """Tell whether one of these lines is to be reached on this number."""
    return any(_names(line.how, number) for line in lines)


def is_old(line: HelpLine, today: date) -> bool:
    """Tell whether nobody has looked at this line for 90 days, or ever (R44)."""
    return line.checked_on is None or today - line.checked_on > LOOK_AGAIN_AFTER


def check(lines: Sequence[HelpLine]) -> None:
    """Raise MissingHelpLineError unless 999, Shout and Samaritans are listed with their numbers (R44)."""
    for who, number in CORE.items():
        if not any(_names(line.how, number) for line in lines):
            raise MissingHelpLineError(
                f"The help lines must list {who} with the number {number}. Add it again."
            )


def _is_core(line: HelpLine) -> bool:
    return any(_names(line.how, number) for number in CORE.values())


def _is_fresh(line: HelpLine, today: date) -> bool:
    return line.checked_on is not None and today - line.checked_on <= SHOWN_FOR


def _is_dead(line: HelpLine) -> bool:
    return any(_names(f"{line.who} {line.how}", dead) for dead in DEAD)


def _names(text: str, what: str) -> bool:
    """Say whether the text holds a name or number as a word of its own, however it is spaced."""
    spaced = r"\s*".join(what.replace(" ", ""))
    return re.search(rf"(?<!\w){spaced}(?!\w)", text, re.IGNORECASE) is not None


HELP_LINES = _File.model_validate(
    tomllib.loads(files("care").joinpath("help_lines.toml").read_text("utf-8"))
).help_lines
