"""What changed between a person's first and latest star."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

from star.questions import NUMBERS

VISIBLE_STEP: Final = 2  # points: "a step people can see", never called reliable (R76)
STARTED_HIGH: Final = 9  # from here a rise of two points has no room (R74)


class Star(Protocol):
    """What is needed of an ended star: its question version, and scores 1-10 by question number 1-8."""

    @property
    def version(self) -> str: ...
    @property
    def scores(self) -> Mapping[int, int]: ...


class Direction(Enum):
    """Where an answer moved: by two points or more, or about the same."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


class DifferentVersionsError(ValueError):
    """These stars asked different words, so their scores cannot be compared."""


@dataclass(frozen=True, slots=True)
class Move:
    """One question answered in both stars; scores 1-10."""

    question: int
    first: int
    latest: int

    @property
    def by(self) -> int:
        """Points moved, latest minus first: -9 to 9."""
        return self.latest - self.first

    @property
    def direction(self) -> Direction:
        """Up from +2, down from -2, otherwise about the same (R72)."""
        if self.by >= VISIBLE_STEP:
            return Direction.UP
        return Direction.DOWN if self.by <= -VISIBLE_STEP else Direction.SAME

    @property
    def started_high(self) -> bool:
        """Whether the first score was 9 or 10, so that it could not show a rise of two (R74)."""
        return self.first >= STARTED_HIGH


@dataclass(frozen=True, slots=True)
class Change:
    """The questions answered in both stars, and the numbers of those that were not (a skip is no zero)."""

    moves: tuple[Move, ...]
    skipped: tuple[int, ...]


def between(first: Star, latest: Star) -> Change:
    """Compare two stars of one person, question by question (R72, R74).

    Raises DifferentVersionsError when they were asked different words (R26).
    """
    if first.version != latest.version:
        raise DifferentVersionsError(f"{first.version} and {latest.version}")
    both = [number for number in NUMBERS if number in first.scores and number in latest.scores]
    return Change(
        moves=tuple(Move(number, first.scores[number], latest.scores[number]) for number in both),
        skipped=tuple(number for number in NUMBERS if number not in both),
    )


def rows(
    first: Mapping[int, int], latest: Mapping[int, int] | None = None
) -> Iterator[tuple[int, int | None, int | None]]:
    """Yield the picture's numbers as (question number, first score, latest score); None where skipped."""
    for number in NUMBERS:
        yield number, first.get(number), (latest or {}).get(number)
