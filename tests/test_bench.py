"""The benches run and compare; how fast they were is nobody's business here."""

from collections.abc import Awaitable, Callable

import pytest

from bench import diary, drawing, half_year, sending, turn_alone, turns, words
from bench.__main__ import BENCHES, main
from bench.measure import Comparison, Timed, table

TINY: dict[str, Callable[[], Awaitable[list[Comparison]]]] = {
    "turns": lambda: turns.measure(taps=2, rounds=1),
    "turn_alone": lambda: turn_alone.measure(taps=2, rounds=1),
    "sending": lambda: sending.measure(chats=2, rounds=1),
    "diary": lambda: diary.measure(few=4, many=8, due=2, rounds=1),
    "drawing": lambda: drawing.measure(pictures=1, rounds=1),
    "words": lambda: words.measure(times=1, rounds=1),
    "half_year": lambda: half_year.measure(days=1, rounds=1),
}


@pytest.mark.parametrize("name", BENCHES)
async def test_a_bench_runs_and_compares_with_its_peers(name: str) -> None:
    comparisons = await TINY[name]()

    assert comparisons
    for comparison in comparisons:
        assert all(value > 0 for value in comparison.ours.values)
        assert all(ratio > 0 for peer in comparison.peers for ratio in comparison.ratios(peer))
        assert comparison.peers or name == "half_year"


def test_the_table_shows_the_median_and_the_spread_of_the_ratios_of_each_round() -> None:
    ours, peer = Timed("ours", (10, 20, 30)), Timed("peer", (5, 40, 10))

    shown = table([Comparison("A thing", "times a second", ours, (peer,))])

    # 10/5, 20/40 and 30/10: 2, 0.5 and 3.
    assert "(5 to 40)" in shown
    assert "x     2  (0.5 to 3)" in shown


def test_a_bench_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(SystemExit) as refused:
        main(["weather"])

    assert "no bench weather" in str(refused.value)
