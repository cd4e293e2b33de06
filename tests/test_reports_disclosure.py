"""A hidden number stays hidden, also from somebody who knows how the hiding is done."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

import pytest

from reports.disclosure import (
    HIDDEN,
    SMALLEST_COUNT,
    Count,
    Heads,
    covered_heads,
    covered_moves,
    covered_pair,
)

Printed = tuple[Hashable, ...]
World = tuple[int, ...]


def steps(introduced: int, said_yes: int, first: int, second: int, due: int) -> dict[str, int]:
    return {
        "introduced": introduced,
        "said_yes": said_yes,
        "first_star": first,
        "second_star": second,
        "star_due": due,
    }


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


def told(heads: Heads, answered: Sequence[int]) -> Printed:
    """Everything printed, in the order in which a world of these tests is written down."""
    shown = [
        heads.steps[step] for step in ("introduced", "said_yes", "first_star", "second_star", "star_due")
    ]
    return (*shown, heads.in_figure, *heads.skipped, *answered)


def test_a_hidden_step_could_always_be_three_numbers_when_there_is_no_figure() -> None:  # R62
    worlds = (
        (introduced, said_yes, first, second, due)
        for introduced in range(19)
        for said_yes in range(introduced + 1)
        for first in range(said_yes + 1)
        for second in range(min(first, 9) + 1)
        for due in range(second, first + 1)
    )

    printed = ((told(covered_heads(steps(*world), 0, []), []), world) for world in worlds)

    assert narrowest(printed) >= 3


def two_question_worlds() -> Iterator[tuple[Printed, World]]:
    """Yield what is printed of every group whose figure has two questions answered by 10-13 people.

    Each bound leaves room for the four people that the bound below it could hide. Two steps are left empty.
    """
    for answered in [(10, 10), (11, 10), (12, 11), (13, 10), (13, 12)]:
        for in_figure in range(answered[0], 18):
            for second in range(in_figure, 22):
                for first in range(second, 26):
                    for introduced in range(first, 30):
                        heads = covered_heads(steps(introduced, 0, first, second, 0), in_figure, answered)
                        skipped = [in_figure - count for count in answered]
                        yield told(heads, answered), (introduced, 0, first, second, 0, in_figure, *skipped)


def test_a_hidden_skip_or_step_could_always_be_three_numbers_beside_a_figure() -> None:  # R62
    assert narrowest(two_question_worlds()) >= 3


def test_the_few_who_did_not_say_yes_cannot_be_subtracted() -> None:  # R62
    heads = covered_heads(steps(39, 37, 30, 14, 20), 0, [])

    assert heads.steps["introduced"] == 39
    assert heads.steps["said_yes"] == HIDDEN


def test_it_is_not_said_that_everyone_took_a_step() -> None:  # R62
    heads = covered_heads(steps(20, 20, 12, 0, 6), 0, [])

    assert heads.steps["said_yes"] == HIDDEN


def test_nobody_at_a_step_is_shown_as_nobody() -> None:  # R62
    heads = covered_heads(steps(20, 12, 0, 0, 0), 0, [])

    assert (heads.steps["first_star"], heads.steps["second_star"], heads.steps["star_due"]) == (0, 0, 0)


def test_a_few_skips_hide_all_skips_and_the_people_in_the_figure() -> None:  # R62
    heads = covered_heads(steps(60, 50, 40, 25, 30), 20, [20, 18, 12])

    assert heads.in_figure == HIDDEN
    assert heads.skipped == (HIDDEN, HIDDEN, HIDDEN)


def test_skips_of_nobody_or_of_five_are_shown() -> None:  # R62, R74
    heads = covered_heads(steps(60, 50, 40, 20, 30), 20, [20, 15])

    assert heads.skipped == (0, 5)
    assert heads.in_figure == 20
