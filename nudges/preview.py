"""When will this nudge really arrive for one person, or why not? Courtesy's answer, asked ahead of time.

Worked out from how the person stands today and from what is already planned for them. What they do until then
(an answer, STOP, a turn of the dial, a third message in a row left unanswered) can change it.
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from nudges.courtesy import Send, Skip, Standing, Wait, Why, may_speak


@dataclass(frozen=True, slots=True)
class Arrives:
    """It will arrive `at` (aware UTC); `why` is what makes it later than planned, None when nothing does."""

    at: datetime
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Stays:
    """It will not be sent."""

    why: Why


Forecast: TypeAlias = Arrives | Stays


def forecast(
    stands: Standing, due_at: datetime, zone: ZoneInfo, planned: Sequence[datetime] = ()
) -> Forecast:
    """Say what becomes of a message due at `due_at` (aware UTC), the person standing as they do today.

    `planned`: when their other messages are due. Those that are due first go first, leave their gap behind
    them, and one in the very same minute takes its place. What is on its way now has long arrived by then.
    """
    stands, others = replace(stands, open_nudge=False), sorted(planned)
    at, why = due_at, None
    while True:
        stands = _others_first(stands, others, at, zone)
        if stands.last_unprompted_at == at:
            return Stays(Why.ONE_OPEN)
        match may_speak(stands, at, zone):
            case Send():
                return Arrives(at, why)
            case Skip(reason):
                return Stays(reason)
            case Wait(until, reason):
                at, why = until, reason


def _others_first(stands: Standing, others: list[datetime], until: datetime, zone: ZoneInfo) -> Standing:
    """Give how the person stands once what is due by `until` is said, and take it off `others`."""
    while others and others[0] <= until:
        moment = others.pop(0)
        match may_speak(stands, moment, zone):
            case Send():
                stands = replace(stands, last_unprompted_at=moment)
            case Wait(later):
                insort(others, later)
    return stands
