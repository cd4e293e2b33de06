"""A hidden number stays hidden, also from somebody who knows how the hiding is done."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

import pytest

from reports.disclosure import (
    HIDDEN,
    SMALLEST_COUNT,
    Count,
    covered_group,
    covered_moves,
    covered_pair,
    covered_step,
)

Printed = tuple[Hashable, ...]
World = tuple[int, ...]


def narrowest(worlds: Iterable[tuple[Printed, World]]) -> int:
    """The fewest values any hidden number could have, given everything printed and the rule that printed it.

    Worlds that print the same cannot be told apart; a number hidden there may be any of those in them.
    """
    alike: dict[Printed, list[World]] = defaultdict(list)
    for printed, world in worlds:
        alike[printed].append(world)
    return min(
        len({world[place] for world in those})
        for printed, those in alike.items()
        for place in range(len(those[0]))
        if printed[place] == HIDDEN
    )


def splits(whole: int) -> Iterator[tuple[int, int, int]]:
    for up in range(whole + 1):
        for same in range(whole - up + 1):
            yield up, same, whole - up - same


@pytest.mark.parametrize("small", [1, 2, 3, 4])
def test_one_to_four_people_are_hidden(small: int) -> None:  # R62
    assert covered_moves(20, 9, small)[2] == HIDDEN
    assert covered_pair(small, of=30) == HIDDEN


def test_nobody_and_five_people_are_shown() -> None:  # R62
    assert covered_moves(0, 5, 20) == (0, 5, 20)
    assert covered_pair(0, of=20) == 0


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((12, 7, 2), (12, HIDDEN, HIDDEN)),
        ((2, 7, 12), (HIDDEN, HIDDEN, 12)),
        ((12, 3, 2), (12, HIDDEN, HIDDEN)),
    ],
)
def test_a_small_part_cannot_be_subtracted_from_the_whole(
    parts: tuple[int, int, int], shown: tuple[Count, Count, Count]
) -> None:  # R62
    assert covered_moves(*parts) == shown


@pytest.mark.parametrize("parts", [(12, 1, 2), (12, 0, 3), (8, 3, 9), (2, 20, 3)])
def test_every_part_is_hidden_where_two_would_not_be_enough(parts: tuple[int, int, int]) -> None:  # R62
    assert covered_moves(*parts) == (HIDDEN, HIDDEN, HIDDEN)


def test_all_but_a_few_is_hidden_like_a_few() -> None:  # R62
    assert covered_pair(18, of=20) == HIDDEN


@pytest.mark.parametrize("whole", range(10, 41))
def test_what_is_hidden_of_a_whole_holds_at_least_five(whole: int) -> None:  # R62: a range of width 5 or more
    for parts in splits(whole):
        shown = covered_moves(*parts)
        hidden = [part for part, told in zip(parts, shown, strict=True) if told == HIDDEN]

        assert not hidden or (len(hidden) >= 2 and sum(hidden) >= SMALLEST_COUNT)


@pytest.mark.parametrize("whole", range(10, 41))
def test_a_hidden_part_could_always_be_three_numbers(whole: int) -> None:  # R62
    assert narrowest((covered_moves(*parts), parts) for parts in splits(whole)) >= 3


@pytest.mark.parametrize("whole", [10, 11, 12, 13, 15, 19, 24])
def test_a_hidden_high_start_could_always_be_three_numbers(whole: int) -> None:  # R62, R74
    worlds = (
        ((*covered_moves(*parts), covered_pair(high, whole)), (*parts, high))
        for parts in splits(whole)
        if max(parts) < whole  # a question that moved one way only is not printed at all (R69)
        for high in range(min(whole - 1, whole - parts[0]) + 1)  # who started at 9 or 10 did not go up
    )

    assert narrowest(worlds) >= 3


@pytest.mark.parametrize("small", [1, 2, 3, 4])
def test_a_step_of_one_to_four_people_is_hidden(small: int) -> None:  # R62
    assert covered_step(small) == HIDDEN


@pytest.mark.parametrize("count", [0, 5, 6, 60])
def test_a_step_that_nobody_or_five_people_took_is_shown(count: int) -> None:  # R62, R71
    assert covered_step(count) == count


@pytest.mark.parametrize("few", range(1, 10))
def test_it_is_not_said_how_many_are_lacking_until_there_are_ten(few: int) -> None:  # R61, R70
    assert covered_group(few) == HIDDEN


@pytest.mark.parametrize("count", [0, 10, 11])
def test_nobody_or_ten_people_in_the_figures_are_shown(count: int) -> None:  # R61, R71
    assert covered_group(count) == count
