"""What a person asked of us about when and how we speak: read from their row, and made ready to be stored.

- best hours (R16): one word, within 09:00-20:00.
- quiet days (R18): month and day, every year; stored as JSON ["03-14"].
- words to avoid (R19): stored as JSON [["word", "person"]], with who added each.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from care.gate import listed_in
from nudges.courtesy import CLOSES, OPENS, MonthDay
from storage import messages
from storage.database import Session
from storage.models import Person

SNOOZE_CARD = "snooze"
A_LEAP_YEAR = 2024  # every date there is
NOON, TEATIME = time(12), time(17)
PERSON, STAFF = "person", "staff"


class Best(StrEnum):
    """When somebody likes to hear from us."""

    ANY = "any"
    MORNINGS = "mornings"
    AFTERNOONS = "afternoons"
    EVENINGS = "evenings"


HOURS: dict[Best, tuple[time, time]] = {
    Best.ANY: (OPENS, CLOSES),
    Best.MORNINGS: (OPENS, NOON),
    Best.AFTERNOONS: (NOON, TEATIME),
    Best.EVENINGS: (TEATIME, CLOSES),
}


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word or two that somebody would rather not hear; `by` is "person" or "staff"."""

    word: str
    by: str = PERSON


def hours(person: Person) -> tuple[time, time]:
    """Return the local times between which they like to hear."""
    return HOURS[Best(person.best_hours or Best.ANY)]


def snoozed_at(session: Session, person: Person) -> datetime | None:
    """Return when they asked for the quiet that they have (UTC); None when that is not known."""
    if person.snoozed_until is None or person.chat_id is None:
        return None
    card = messages.newest_card(session, person.chat_id, SNOOZE_CARD)
    return card.answered_at if card else None


# --- days ----------------------------------------------------------------------------------------------------


def quiet_days(person: Person) -> frozenset[MonthDay]:
    """Return the dates on which they are left alone, every year."""
    listed = json.loads(person.quiet_days) if person.quiet_days else []
    return frozenset((int(month), int(day)) for month, day in (one.split("-") for one in listed))


def stored_days(days: Iterable[MonthDay]) -> str | None:
    """Write dates as they are stored; None for no date at all."""
    return json.dumps([f"{month:02}-{day:02}" for month, day in sorted(set(days))]) if days else None


def read_days(text: str, months: Sequence[str]) -> list[MonthDay]:
    """Read dates such as "14 March", "March 14th", "14/3" or several with commas; [] when any part is none.

    `months` are the twelve names in their language; English ones, and their first three letters, always count.
    Digits of any script count. A year is read and left out: the date comes round.
    """
    parts = [part for part in re.split(r"[,;\n،]| and | & ", _plain(text)) if part.strip()]
    found = [_day(part.strip(), months) for part in parts]
    return [day for day in found if day] if all(found) else []


def _day(text: str, months: Sequence[str]) -> MonthDay | None:
    words = re.sub(r"\b(?:the|of|on|every)\b|(?<=\d)(?:st|nd|rd|th)\b", " ", text).strip()
    words = re.sub(r"[\s./-]+(?:19|20)\d\d$", "", words)
    if numbers := re.fullmatch(r"(\d{1,2})\s*[./-]\s*(\d{1,2})", words):
        return _date(int(numbers[2]), int(numbers[1]))
    named = re.fullmatch(r"(\d{1,2})\s*(\D+)", words) or re.fullmatch(r"(\D+?)\s*(\d{1,2})", words)
    if named is None:
        return None
    first, last = (part.strip(" .") for part in named.groups())
    day, month = (first, last) if first.isdigit() else (last, first)
    return _date(_month(month, months), int(day))


def _month(word: str, months: Sequence[str]) -> int:
    """Return 1-12, 0 for a word that is no month."""
    for names in (_ENGLISH, [_plain(name) for name in months]):
        for number, name in enumerate(names, 1):
            if word == name or (names is _ENGLISH and len(word) in (3, 4) and name.startswith(word)):
                return number
    return 0


def _date(month: int, day: int) -> MonthDay | None:
    try:
        date(A_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return (month, day)


# --- words ---------------------------------------------------------------------------------------------------


def avoided(person: Person) -> list[Avoided]:
    """Return the words they would rather not hear, in the order they were added."""
    return [Avoided(*one) for one in json.loads(person.words_to_avoid or "[]")]


def to_avoid(person: Person, text: str) -> list[str]:
    """Return which of the words they would rather not hear stand in a text."""
    return listed_in(text, [one.word for one in avoided(person)])


def stored_words(words: Iterable[Avoided]) -> str | None:
    """Write words as they are stored; None for no word at all."""
    listed = [[one.word, one.by] for one in words]
    return json.dumps(listed) if listed else None


def read_words(text: str, longest: int, most: int) -> list[str]:
    """Read words with commas or lines between, each in so many characters and of so many words; [] when any is not."""
    parts = [" ".join(part.split()).strip(" .!?\"'“”‘’") for part in re.split(r"[,;\n،]", text)]
    parts = [part for part in parts if part]
    fit = all(len(part) <= longest and len(part.split()) <= most and part.isprintable() for part in parts)
    return list(dict.fromkeys(parts)) if fit else []


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
