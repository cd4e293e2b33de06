"""How the whole programme's stars moved: figures that may be shown, and never a person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal

from pydantic import TypeAdapter

from reports.disclosure import (
    HIDDEN,
    SMALLEST_GROUP,
    Count,
    covered_group,
    covered_moves,
    covered_pair,
    covered_step,
)
from reports.intervals import Z_EIGHT_LOOKS, wilson
from star.change import Change, Direction, Move, between
from star.questions import NUMBERS, VERSION
from storage.trends import FinishedStar, Journey


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many people took each step; "c" where they were too few to say (R71)."""

    introduced: Count
    said_yes: Count
    first_star: Count
    star_due: Count
    second_star: Count
    in_figure: Count


@dataclass(frozen=True, slots=True)
class Movement:
    """How one question moved among the `n` people who answered it in both stars (R72, R74).

    Medians are whole or half points, 1-10. `up_interval` is the Wilson 95 % interval of up in n, in whole per
    cent, None where up is hidden. `more_went` is set only where luck over eight questions would hardly do it.
    """

    n: int
    median_first: float
    median_latest: float
    up: Count
    same: Count
    down: Count
    up_interval: tuple[int, int] | None
    more_went: Literal["up", "down"] | None
    started_high: Count


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the manager's page prints, hidden numbers already gone.

    `as_at` is the local date of the quarter's end. `questions` is keyed by question number; one that is not
    there has not enough people to show it safely, and the page says no more than that (R70).
    """

    as_at: date
    version: str
    funnel: Funnel
    questions: dict[int, Movement]


_FIGURES = TypeAdapter(Figures)


def to_json(figures: Figures) -> str:
    """Return the figures as JSON, to be stored once and never computed anew (R66)."""
    return _FIGURES.dump_json(figures).decode()


def from_json(stored: str) -> Figures:
    """Return stored figures; raises pydantic.ValidationError when they are not what `to_json` wrote."""
    return _FIGURES.validate_json(stored)


def figures(journeys: Sequence[Journey], as_at: date, version: str = VERSION) -> Figures:
    """Return what may be shown of these journeys (R61, R62, R69-R74).

    In: everyone ever introduced, as they stood at the end of `as_at`; nothing later may be in them. A person
    is in the figure with a first and a later star of this question version; a star without any score is none.
    """
    changes = [change for journey in journeys if (change := _change(journey, version))]
    moves = {number: _moves(changes, number) for number in NUMBERS}
    return Figures(
        as_at=as_at,
        version=version,
        funnel=_funnel(journeys, len(changes)),
        questions={number: _movement(those) for number, those in moves.items() if _may_be_shown(those)},
    )


def _funnel(journeys: Sequence[Journey], in_figure: int) -> Funnel:
    """Count the people who took each step."""
    return Funnel(
        introduced=covered_step(len(journeys)),
        said_yes=covered_step(sum(journey.said_yes for journey in journeys)),
        first_star=covered_step(sum(len(_given(journey)) >= 1 for journey in journeys)),
        star_due=covered_step(sum(journey.star_due for journey in journeys)),
        second_star=covered_step(sum(len(_given(journey)) >= 2 for journey in journeys)),
        in_figure=covered_group(in_figure),
    )


def _change(journey: Journey, version: str) -> Change | None:
    """Compare the first and the last star of this version: no other start point exists (R73)."""
    stars = [star for star in _given(journey) if star.version == version]
    return between(stars[0], stars[-1]) if len(stars) > 1 else None


def _given(journey: Journey) -> list[FinishedStar]:
    return [star for star in journey.stars if star.scores]


def _moves(changes: Sequence[Change], number: int) -> list[Move]:
    return [move for change in changes for move in change.moves if move.question == number]


def _may_be_shown(moves: Sequence[Move]) -> bool:
    """Ten people at least, and never a figure that tells everyone's answer at once (R61, R69)."""
    firsts = {move.first for move in moves}
    latests = {move.latest for move in moves}
    directions = {move.direction for move in moves}
    return (
        len(moves) >= SMALLEST_GROUP
        and min(len(firsts), len(latests), len(directions)) > 1
        and not all(move.started_high for move in moves)
    )


def _movement(moves: Sequence[Move]) -> Movement:
    n = len(moves)
    heads = Counter(move.direction for move in moves)
    up, same, down = covered_moves(*(heads[direction] for direction in Direction))
    high = sum(move.started_high for move in moves)
    return Movement(
        n=n,
        median_first=median(move.first for move in moves),
        median_latest=median(move.latest for move in moves),
        up=up,
        same=same,
        down=down,
        up_interval=None if up == HIDDEN else _per_cent(wilson(up, n)),
        more_went=_more_went(up, same, down, n),
        started_high=covered_pair(high, n),
    )


def _per_cent(interval: tuple[float, float]) -> tuple[int, int]:
    low, high = interval
    return round(100 * low), round(100 * high)


def _more_went(up: Count, same: Count, down: Count, n: int) -> Literal["up", "down"] | None:
    """Say which way more went, where the Wilson interval over eight looks is above one half (R72).

    Only printed numbers are used, a hidden one at the most it could be: so the sentence gives nothing away.
    """
    unseen = n - sum(part for part in (up, same, down) if part != HIDDEN)
    if up != HIDDEN and _above_half(up, unseen if down == HIDDEN else down):
        return "up"
    if down != HIDDEN and _above_half(down, unseen if up == HIDDEN else up):
        return "down"
    return None


def _above_half(more: int, fewer: int) -> bool:
    return more > 0 and wilson(more, more + fewer, Z_EIGHT_LOOKS)[0] > 1 / 2
