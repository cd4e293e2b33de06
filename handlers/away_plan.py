"""Time off that is being written down: kept as a draft, and the days that may be typed."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from handlers.own_people import me, today
from handlers.turn import Turn
from handlers.when import date_said
from nudges.wishes import read_days
from storage import drafts, staff
from storage.models import Role, Staff

KIND = "away"
LONGEST = timedelta(days=366)
DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
LASTS = {"same-day": 1, "week": 7, "fortnight": 14}  # days, the first included


@dataclass(frozen=True, slots=True)
class Planned:
    """What is chosen so far; None has not been chosen. Ids are of staff, days are local."""

    coordinator: int | None = None
    stand_in: int | None = None
    first: date | None = None
    last: date | None = None

    @property
    def step(self) -> str:
        """What is asked next."""
        chosen = {"whose": self.coordinator, "who": self.stand_in, "first": self.first, "last": self.last}
        return next((step for step, value in chosen.items() if value is None), "review")

    def but(
        self, *, stand_in: int | None = None, first: date | None = None, last: date | None = None
    ) -> "Planned":
        """Give the same with one more thing chosen."""
        return Planned(self.coordinator, stand_in or self.stand_in, first or self.first, last or self.last)

    def one_step_back(self, *, manager: bool) -> "Planned | None":
        """Give the same without what was chosen last; None when nothing was."""
        match self.step:
            case "review":
                return replace(self, last=None)
            case "last":
                return replace(self, first=None)
            case "first":
                return replace(self, stand_in=None)
        return Planned() if manager and self.step == "who" else None


def load(turn: Turn) -> Planned | None:
    """Return what is being written down; None when it is nothing."""
    kind, body = drafts.load(turn.session, me(turn).id)
    if kind != KIND:
        return None
    first, last = (date.fromisoformat(body[day]) if body.get(day) else None for day in ("first", "last"))
    return Planned(body.get("coordinator"), body.get("stand_in"), first, last)


def keep(turn: Turn, planned: Planned) -> None:
    """Write it down, in place of whatever else was being typed."""
    drafts.keep(turn.session, me(turn).id, KIND, _json(planned), turn.now)


def mark(planned: Planned) -> str:
    """Return what Save sends back, so that it saves what was shown and nothing newer."""
    return f"{crc32(repr(sorted(_json(planned).items())).encode()):08x}"


def _json(planned: Planned) -> dict[str, Any]:
    days = {"first": planned.first, "last": planned.last}
    said = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"coordinator": planned.coordinator, "stand_in": planned.stand_in, **said}


def colleagues(turn: Turn, but: int | None = None) -> list[Staff]:
    """List the Coordinators who have said their first name, one of them left out."""
    here = staff.everyone(turn.session, Role.COORDINATOR)
    return [one for one in here if one.first_name and one.id != but]


def first_name(turn: Turn, staff_id: int) -> str:
    """Return the first name of a member of staff."""
    member = staff.get(turn.session, staff_id)
    return (member.first_name if member else None) or turn.say("team-no-name-yet")


def said_day(turn: Turn, day: date) -> str:
    """Write a local date."""
    return date_said(day, turn.say)


def read_first(turn: Turn, words: str) -> date | None:
    """Read the first day, typed or tapped; None for one that is gone, or more than a year ahead."""
    named = {"today": 0, "tomorrow": 1}.get(words.strip().casefold())
    day = today(turn) + timedelta(days=named) if named is not None else _read(words, today(turn))
    return day if day and today(turn) <= day <= today(turn) + LONGEST else None


def read_last(turn: Turn, planned: Planned, words: str) -> date | None:
    """Read the last day, typed or tapped; None for one before the first, or more than a year ahead."""
    first = planned.first or today(turn)
    lasts = LASTS.get(words.strip())
    day = first + timedelta(days=lasts - 1) if lasts else _read(words, first)
    return day if day and first <= day <= today(turn) + LONGEST else None


def _read(words: str, from_day: date) -> date | None:
    """Read 14/03/2026, or a date without a year as the next such day from `from_day` on."""
    if match := DATE.fullmatch(words.strip()):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    named, with_year = read_days(words, ()), re.search(r"\b20\d\d\s*$", words)
    if len(named) != 1:
        return None
    month, day = named[0]
    years = [int(with_year[0])] if with_year else [from_day.year, from_day.year + 1]
    found = (_date(year, month, day) for year in years)
    return next((day for day in found if day and day >= from_day), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
