"""Which quarter's figures may be shown."""

from datetime import date, timedelta
from typing import Final

SETTLING: Final = timedelta(days=14)  # late answers arrive before a quarter is frozen (R66)
_ENDS: Final = ((3, 31), (6, 30), (9, 30), (12, 31))


def latest_released(today: date) -> date:
    """Return the last quarter end that is at least 14 days before `today`, a local date (R66)."""
    settled = today - SETTLING
    ends = [date(year, month, day) for year in (settled.year - 1, settled.year) for month, day in _ENDS]
    return max(end for end in ends if end <= settled)
