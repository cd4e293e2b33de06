"""What changed between two stars."""

from dataclasses import dataclass

import pytest

from star.change import DifferentVersionsError, Direction, Move, between, rows


@dataclass(frozen=True)
class Ended:
    version: str
    scores: dict[int, int]


@pytest.mark.parametrize(
    ("first", "latest", "direction"),
    [
        (5, 7, Direction.UP),
        (5, 6, Direction.SAME),
        (5, 5, Direction.SAME),
        (5, 4, Direction.SAME),
        (5, 3, Direction.DOWN),
        (1, 10, Direction.UP),
        (10, 1, Direction.DOWN),
    ],
)
def test_two_points_are_a_visible_step_and_one_is_about_the_same(
    first: int, latest: int, direction: Direction
) -> None:  # R72
    assert Move(1, first, latest).direction is direction


def test_the_difference_is_latest_minus_first() -> None:
    assert Move(1, first=3, latest=8).by == 5


@pytest.mark.parametrize(("first", "high"), [(8, False), (9, True), (10, True)])
def test_a_start_at_nine_or_ten_is_told_apart(first: int, high: bool) -> None:  # R74
    assert Move(1, first, 5).started_high is high


def test_a_question_skipped_in_either_star_is_a_skip_and_not_a_zero() -> None:  # R74
    change = between(Ended("v", {1: 4, 2: 5}), Ended("v", {2: 8, 3: 9}))

    assert change.moves == (Move(2, 5, 8),)
    assert change.skipped == (1, 3, 4, 5, 6, 7, 8)


def test_stars_that_asked_different_words_are_never_subtracted() -> None:  # R26
    with pytest.raises(DifferentVersionsError):
        between(Ended("v", {1: 4}), Ended("w", {1: 8}))


def test_the_rows_beside_a_picture_name_all_eight_questions() -> None:
    beside = list(rows({1: 4, 8: 2}, {1: 6}))

    assert beside == [
        (1, 4, 6),
        (2, None, None),
        (3, None, None),
        (4, None, None),
        (5, None, None),
        (6, None, None),
        (7, None, None),
        (8, 2, None),
    ]


def test_a_single_star_has_no_latest_in_its_rows() -> None:
    assert {latest for _, _, latest in rows({1: 4})} == {None}
