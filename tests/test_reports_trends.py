"""The programme's figures: honest, and about nobody in particular."""

from datetime import date
from random import Random

import pytest
from pydantic import ValidationError

from reports.disclosure import HIDDEN
from reports.trends import Figures, Movement, figures, from_json, to_json
from star.questions import NUMBERS, VERSION
from storage.trends import Journey
from tests.journeys import everywhere, going, moving, someone

QUARTER_END = date(2026, 3, 31)


def first_question(people: list[Journey]) -> Movement:
    return figures(people, QUARTER_END).questions[1]


def test_nothing_is_said_of_fewer_than_ten_people() -> None:  # R61
    shown = figures(going(5, 4, 0), QUARTER_END)

    assert shown.questions == {}
    assert shown.funnel.in_figure == HIDDEN


def test_ten_people_are_enough() -> None:  # R61
    shown = figures(going(5, 5, 0), QUARTER_END)

    assert set(shown.questions) == set(NUMBERS)
    assert shown.funnel.in_figure == 10


def test_a_single_star_is_in_no_figure() -> None:  # R61
    shown = figures([*going(5, 4, 0), someone(everywhere(5))], QUARTER_END)

    assert shown.questions == {}


def test_up_same_and_down_are_counted_with_their_medians_and_interval() -> None:  # R72
    shown = first_question(going(8, 5, 0))

    assert (shown.n, shown.up, shown.same, shown.down) == (13, 8, 5, 0)
    assert (shown.median_first, shown.median_latest) == (4, 6)
    assert shown.up_interval == (36, 82)


def test_medians_may_lie_between_two_points() -> None:
    shown = first_question(moving(*[(3, 6)] * 5, *[(4, 4)] * 5))

    assert (shown.median_first, shown.median_latest) == (3.5, 5)


def test_the_first_star_is_the_start_and_the_last_one_the_end() -> None:  # R73
    people = [*going(5, 4, 0), someone(everywhere(4), everywhere(9), everywhere(1), everywhere(4))]

    shown = first_question(people)

    assert (shown.up, shown.same, shown.down) == (5, 5, 0)


def test_stars_of_another_question_version_are_left_out() -> None:  # R26
    old = [someone(everywhere(2), everywhere(9), version="older-words") for _ in range(12)]

    shown = figures([*going(5, 5, 0), *old], QUARTER_END)

    assert shown.version == VERSION
    assert shown.questions[1].n == 10


def test_a_star_without_any_score_is_no_start() -> None:  # R74
    people = [*going(5, 4, 0), someone({}, everywhere(5), everywhere(5))]

    assert first_question(people).n == 10


def test_a_part_star_counts_where_it_has_answers_and_its_skips_are_no_zeros() -> None:  # R74
    part = [someone({1: 4, 2: 4}, {1: 5, 2: 9}) for _ in range(6)]

    shown = figures([*going(10, 5, 5), *part], QUARTER_END)

    assert shown.funnel.in_figure == 26
    assert (shown.questions[1].n, shown.questions[3].n) == (26, 20)
    assert shown.questions[3].down == 5


def test_starts_at_nine_and_ten_are_counted_apart() -> None:  # R74
    shown = first_question([*going(10, 5, 0), *moving(*[(9, 9)] * 4, *[(10, 10)] * 3)])

    assert shown.started_high == 7


@pytest.mark.parametrize(
    "people",
    [
        moving(*[(5, 6), (5, 9)] * 8),
        moving(*[(5, 8), (9, 8)] * 8),
        moving(*[(4, 8), (3, 7)] * 8),
        moving(*[(9, 6), (10, 10)] * 8),
    ],
    ids=["same start", "same end", "all went up", "all started high"],
)
def test_what_would_tell_everyones_answer_is_not_shown(people: list[Journey]) -> None:  # R69
    shown = figures(people, QUARTER_END)

    assert shown.questions == {}
    assert shown.funnel.in_figure == 16


def test_an_interval_is_not_shown_where_its_count_is_hidden() -> None:  # R62
    shown = first_question(going(3, 9, 6))

    assert (shown.up, shown.same, shown.down) == (HIDDEN, HIDDEN, 6)
    assert shown.up_interval is None


def test_each_step_carries_its_number_of_people() -> None:  # R71
    people = [
        *[Journey(said_yes=False, star_due=False, stars=()) for _ in range(9)],
        *[Journey(said_yes=True, star_due=False, stars=()) for _ in range(8)],
        *[someone(everywhere(5), due=False) for _ in range(7)],
        *[someone(everywhere(5)) for _ in range(6)],
        *going(6, 6, 0),
    ]

    funnel = figures(people, QUARTER_END).funnel

    assert (funnel.introduced, funnel.said_yes, funnel.first_star) == (42, 33, 25)
    assert (funnel.star_due, funnel.second_star, funnel.in_figure) == (18, 12, 12)


def test_two_steps_may_be_near_each_other_so_that_it_shows_who_is_missing() -> None:  # R71
    people = [
        *[Journey(said_yes=False, star_due=False, stars=()) for _ in range(2)],
        *[Journey(said_yes=True, star_due=False, stars=()) for _ in range(3)],
        someone(everywhere(5)),
        *going(6, 6, 0),
    ]

    funnel = figures(people, QUARTER_END).funnel

    assert (funnel.introduced, funnel.said_yes, funnel.first_star) == (18, 16, 13)
    assert (funnel.star_due, funnel.second_star, funnel.in_figure) == (13, 12, 12)


def test_no_head_count_of_one_to_four_is_stored() -> None:  # R62
    rng = Random(62)
    for _ in range(300):
        stored = from_json(to_json(figures(made_up_programme(rng), QUARTER_END)))

        assert not any(0 < count < 5 for count in head_counts(stored))


def made_up_programme(rng: Random) -> list[Journey]:
    def star() -> dict[int, int]:
        return {number: rng.randint(1, 10) for number in NUMBERS if rng.random() < 0.95}

    return [
        Journey(rng.random() < 0.9, bool(stars) and rng.random() < 0.7, stars)
        for stars in (
            someone(*[star() for _ in range(rng.randint(0, 3))]).stars for _ in range(rng.randint(0, 60))
        )
    ]


def head_counts(shown: Figures) -> list[int]:
    funnel = shown.funnel
    counts = [
        funnel.introduced,
        funnel.said_yes,
        funnel.first_star,
        funnel.star_due,
        funnel.second_star,
        funnel.in_figure,
    ]
    for moved in shown.questions.values():
        counts += [moved.n, moved.up, moved.same, moved.down, moved.started_high]
    return [count for count in counts if count != HIDDEN]


def test_figures_come_back_from_storage_as_they_went_in() -> None:  # R66
    shown = figures(going(8, 5, 3), QUARTER_END)

    assert from_json(to_json(shown)) == shown


def test_damaged_figures_are_refused() -> None:
    with pytest.raises(ValidationError):
        from_json('{"as_at": "2026-03-31", "questions": {}}')


def test_many_more_up_than_down_is_said() -> None:  # R72
    assert first_question(going(20, 5, 5)).more_went == "up"


def test_many_more_down_than_up_is_said_as_readily() -> None:  # R72
    assert first_question(going(5, 5, 20)).more_went == "down"


def test_a_few_more_up_than_down_is_not_called_more() -> (
    None
):  # R72: 14 of 18 is above half for one look, not for eight
    assert first_question(going(14, 5, 5)).more_went is None


def test_a_hidden_number_is_taken_at_the_most_it_could_be() -> None:  # R62, R72
    assert first_question(going(20, 5, 1)).more_went == "up"
    assert first_question(going(20, 15, 1)).more_went is None


@pytest.mark.parametrize("n", [12, 20, 27])
def test_the_sentence_tells_nothing_that_the_printed_numbers_do_not(n: int) -> None:  # R62
    said: dict[object, set[object]] = {}
    for up in range(n):
        for down in range(n - up):
            moved = figures(going(up, n - up - down, down), QUARTER_END).questions.get(1)
            if moved:
                said.setdefault((moved.up, moved.same, moved.down), set()).add(
                    (moved.more_went, moved.up_interval)
                )

    assert all(len(sentences) == 1 for sentences in said.values())


def test_where_nothing_changed_more_up_than_down_is_hardly_ever_said() -> None:  # R78
    rng = Random(78)
    answers = [unchanged(rng) for _ in range(20_000)]

    fooled = sum(said_more_went_up(rng, answers, people=10 + world % 31) for world in range(2000))

    assert fooled / 2000 <= 0.06


def unchanged(rng: Random) -> tuple[int, int]:
    """Answer twice about a life that stays the same: true SD 2, test and retest agreeing by 0.7."""
    truth = rng.gauss(5.5, 2)
    noise = 2 * (1 / 0.7 - 1) ** 0.5
    first, latest = (min(10, max(1, round(rng.gauss(truth, noise)))) for _ in range(2))
    return first, latest


def said_more_went_up(rng: Random, answers: list[tuple[int, int]], people: int) -> bool:
    world = []
    for _ in range(people):
        firsts, latests = zip(*rng.choices(answers, k=len(NUMBERS)), strict=True)
        world.append(
            someone(dict(zip(NUMBERS, firsts, strict=True)), dict(zip(NUMBERS, latests, strict=True)))
        )
    return any(moved.more_went == "up" for moved in figures(world, QUARTER_END).questions.values())
