"""Hide small numbers, and whatever else would give them away."""

from typing import Final, Literal

HIDDEN: Final = "c"
Count = int | Literal["c"]

SMALLEST_GROUP: Final = 10  # people: under this there are no statistics at all (R61)
SMALLEST_COUNT: Final = 5  # people: a head count of 1-4 is hidden (R62)


def is_small(count: int) -> bool:
    """Whether a head count must be hidden; 0 is nobody, and may be shown (R62)."""
    return 0 < count < SMALLEST_COUNT


def covered_step(count: int) -> Count:
    """Return how many people took a step towards the figures, "c" for 1-4 (R62).

    The few between two printed steps, or between those in the figures and those who answered one question,
    are no printed cell and are left alone on purpose: they tell that somebody did not get that far or
    skipped a question, not what anybody answered. And who is missing is the main result (R71).
    """
    return HIDDEN if is_small(count) else count


def covered_group(count: int) -> Count:
    """Return how many people are in the figures, "c" for 1-9: of so few there are no statistics (R61, R70)."""
    return HIDDEN if 0 < count < SMALLEST_GROUP else count


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
