"""Wilson's interval against known answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.intervals import Z_EIGHT_LOOKS, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(7, 10, 40, 89), (8, 13, 36, 82), (0, 5, 0, 43), (3, 5, 23, 88), (12, 20, 39, 78), (24, 40, 45, 74)],
)
def test_known_answers(count: int, of: int, low: int, high: int) -> None:  # R78
    interval = wilson(count, of)

    assert [round(100 * end) for end in interval] == [low, high]


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_stays_between_none_and_all(share: tuple[int, int]) -> None:
    count, of = share

    low, high = wilson(count, of)

    assert 0 <= low <= count / of + 1e-12
    assert count / of - 1e-12 <= high <= 1


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_other_answer_has_the_mirrored_interval(share: tuple[int, int]) -> None:
    count, of = share

    low, high = wilson(count, of)

    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low))


def test_eight_looks_ask_for_a_wider_interval_than_one() -> None:  # R72
    assert wilson(14, 18)[0] > 0.5 > wilson(14, 18, Z_EIGHT_LOOKS)[0]


@pytest.mark.parametrize(("count", "of"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(count, of)
