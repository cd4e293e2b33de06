"""Which quarter may be shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.quarters import latest_released


@pytest.mark.parametrize(
    ("today", "quarter_end"),
    [
        (date(2026, 4, 13), date(2025, 12, 31)),
        (date(2026, 4, 14), date(2026, 3, 31)),
        (date(2026, 7, 13), date(2026, 3, 31)),
        (date(2026, 7, 14), date(2026, 6, 30)),
        (date(2026, 10, 14), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 9, 30)),
        (date(2026, 1, 13), date(2025, 9, 30)),
        (date(2026, 1, 14), date(2025, 12, 31)),
    ],
)
def test_a_quarter_is_shown_from_fourteen_days_after_its_end(today: date, quarter_end: date) -> None:  # R66
    assert latest_released(today) == quarter_end


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_is_shown_is_a_quarter_end_two_weeks_to_four_months_old(today: date) -> None:
    end = latest_released(today)

    assert (end + timedelta(days=1)).month in {1, 4, 7, 10}
    assert (end + timedelta(days=1)).day == 1
    assert 14 <= (today - end).days < 14 + 92
