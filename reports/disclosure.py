"""Hide small numbers, and whatever else would give them away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

HIDDEN: Final = "c"
Count = int | Literal["c"]

SMALLEST_GROUP: Final = 10  # people: under this there are no statistics at all (R61)
SMALLEST_COUNT: Final = 5  # people: a head count of 1-4 is hidden (R62)


def is_small(count: int) -> bool:
    """Whether a head count must be hidden; 0 is nobody, and may be shown (R62)."""
    return 0 < count < SMALLEST_COUNT


def covered_pair(count: int, of: int) -> Count:
    """Return a head count out of a known whole, "c" when it or its rest is small (R62)."""
    return HIDDEN if is_small(count) or is_small(of - count) else count


def covered_moves(up: int, same: int, down: int) -> tuple[Count, Count, Count]:
    """Return the parts of a known whole of at least ten, with enough of them "c" to protect the small (R62).

    The whole less what is shown is what is hidden, so a small part takes "same" along, and two parts together
    hold at least five people, else all three go. Which part goes along does not depend on its size: hiding
    "the smallest other one" would tell somebody who knows the rule that it is smaller than what is shown.
    """
    small = [is_small(up), is_small(same), is_small(down)]
    if not any(small):
        return up, same, down
    if is_small(down) and not is_small(up) and same + down >= SMALLEST_COUNT:
        return up, HIDDEN, HIDDEN
    if is_small(up) and not is_small(down) and up + same >= SMALLEST_COUNT:
        return HIDDEN, HIDDEN, down
    return HIDDEN, HIDDEN, HIDDEN


# A step whose neighbour is too near is hidden, so the numbers most wanted come first.
KEPT_FIRST: Final = ("second_star", "introduced", "first_star", "said_yes", "star_due")


@dataclass(frozen=True, slots=True)
class Heads:
    """The head counts around a figure as they may be printed; `skipped` in the order they were given."""

    steps: dict[str, Count]
    in_figure: Count
    skipped: tuple[Count, ...]


def covered_heads(steps: Mapping[str, int], in_figure: int, answered: Sequence[int]) -> Heads:
    """Return the head counts with each one that gives a small group away as "c" (R62).

    In: people at each step of KEPT_FIRST; people in the figure, and how many of those answered each
    question that is printed. Those in the figure less those who answered are those who skipped: when 1-4
    skipped a question, neither the skips of any question nor the people in the figure are shown.
    """
    skipped = [in_figure - count for count in answered]
    if any(map(is_small, skipped)) or 0 < in_figure < SMALLEST_GROUP:
        return Heads(_covered_steps(steps, within=answered), HIDDEN, tuple(HIDDEN for _ in skipped))
    return Heads(_covered_steps(steps, within=[*answered, in_figure]), in_figure, tuple(skipped))


def _covered_steps(steps: Mapping[str, int], within: Collection[int]) -> dict[str, Count]:
    """Hide a step whose distance to another printed count gives the few in between away.

    Two equal steps tell that everyone took the later one, so that one is hidden too.
    """
    shown: dict[str, Count] = {}
    kept: list[int] = []
    for step in KEPT_FIRST:
        count = steps[step]
        too_close = any(is_small(abs(count - size)) for size in within)
        tells_all = count > 0 and any(abs(count - other) < SMALLEST_COUNT for other in kept)
        if is_small(count) or too_close or tells_all:
            shown[step] = HIDDEN
        else:
            shown[step] = count
            kept.append(count)
    return shown
