"""What is written down at an introduction: what each question's buttons mean, and what may be typed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from handlers.pages import in_pairs
from handlers.turn import Button, Turn
from handlers.when import date_of

Given: TypeAlias = str | bool | None

KIND = "introduce"
FIELDS = ("call_me", "area", "introduced_by", "introduced_on", "has_pa", "under_16")
LONGEST = {"call_me": 40, "introduced_by": 60}  # characters
OTHER_AREA = "other"
EARLIEST = 2000  # a year before that is a slip of the thumb
DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a question: the word that comes back, what stands on it, and what it means."""

    word: str
    label: str
    means: Given


def choices(turn: Turn, field: str) -> list[Choice]:
    """Return the buttons of a question; none where only typing makes sense."""
    match field:
        case "area":
            areas = [Choice(str(n), area, area) for n, area in enumerate(turn.programme.areas)]
            other = Choice("other", turn.say("introduce-other-area-button"), OTHER_AREA)
            return [*areas, other, _skip(turn)]
        case "introduced_by":
            return [_skip(turn)]
        case "introduced_on":
            today = turn.now.astimezone(turn.programme.zone).date()
            return [
                Choice("today", turn.say("introduce-today-button"), today.isoformat()),
                Choice(
                    "yesterday", turn.say("introduce-yesterday-button"), (today - timedelta(1)).isoformat()
                ),
                Choice("unknown", turn.say("introduce-do-not-know-button"), None),  # R80
            ]
        case "has_pa":
            unknown = Choice("unknown", turn.say("introduce-do-not-know-button"), "unknown")
            return [_yes(turn, "yes"), _no(turn, "no"), unknown]
        case "under_16":
            return [_yes(turn, True), _no(turn, False)]  # noqa: FBT003  # the answer itself
    return []


def _skip(turn: Turn) -> Choice:
    return Choice("skip", turn.say("introduce-skip-button"), None)


def _yes(turn: Turn, means: Given) -> Choice:
    return Choice("yes", turn.say("staff-yes-button"), means)


def _no(turn: Turn, means: Given) -> Choice:
    return Choice("no", turn.say("staff-no-button"), means)


def text(turn: Turn, field: str, above: str = "") -> str:
    """Return the words of a question, below what was wrong with the answer before."""
    asked = turn.say(f"introduce-{field.replace('_', '-')}")
    return f"{above}\n\n{asked}" if above else asked


def rows(turn: Turn, field: str) -> list[list[Button]]:
    """Return the buttons of a question, two a row; more than a dozen areas stand three a row."""
    buttons = [Button.tap(c.label, "people", "pick", field, c.word) for c in choices(turn, field)]
    if len(buttons) <= 14:
        return in_pairs(buttons)
    return [buttons[start : start + 3] for start in range(0, len(buttons), 3)]


def read_typed(turn: Turn, field: str) -> str | None:
    """Read what was typed as the answer to a question; None when it is none."""
    words = " ".join(turn.said.text.split())
    if field == "introduced_on":
        return _read_date(turn, words)
    if field not in LONGEST or not words.isprintable() or len(words) > LONGEST[field]:
        return None
    return words or None


def _read_date(turn: Turn, words: str) -> str | None:
    """Read 03/04/2026 as 3 April; a day to come, or one that does not exist, is no answer."""
    match = DATE.fullmatch(words)
    if match is None:
        return None
    try:
        day = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    today = turn.now.astimezone(turn.programme.zone).date()
    return day.isoformat() if day.year >= EARLIEST and day <= today else None


def told(turn: Turn, field: str, given: Given) -> str:
    """Say an answer back, as the review and the person's page show it."""
    if field == "introduced_on":
        return date_words(turn, date.fromisoformat(str(given)) if given else None)
    if field == "area" and given == OTHER_AREA:
        return turn.say("introduce-other-area-button")
    if field == "has_pa" and given in ("yes", "no", "unknown"):
        return turn.say(f"introduce-pa-{given}")
    if field == "under_16":
        return turn.say("introduce-under-16-yes" if given else "introduce-under-16-no")
    return str(given) if given else turn.say("introduce-not-said")


def date_words(turn: Turn, day: date | None) -> str:
    """Write a date, or that it is not known (R80)."""
    if day is None:
        return turn.say("introduce-date-not-known")
    return date_of(turn, datetime.combine(day, time(12), turn.programme.zone))
