"""Made-up people's ways through the programme, for the figures."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from star.questions import NUMBERS, VERSION
from storage.trends import FinishedStar, Journey

JOINED = datetime(2025, 1, 10, 12, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=182)


def someone(*stars: Mapping[int, int], version: str = VERSION, due: bool = True) -> Journey:
    """Make somebody up who said yes and ended these stars (question 1-8 -> 1-10), half a year apart."""
    ended = (
        FinishedStar(version, JOINED + number * HALF_A_YEAR, dict(scores))
        for number, scores in enumerate(stars)
    )
    return Journey(said_yes=True, star_due=due, stars=tuple(ended))


def everywhere(score: int) -> dict[int, int]:
    """Answer every question with the same score, 1-10."""
    return dict.fromkeys(NUMBERS, score)


def moving(*moves: tuple[int, int]) -> list[Journey]:
    """Make people up who gave every question their first score, and half a year later their latest."""
    return [someone(everywhere(first), everywhere(latest)) for first, latest in moves]


def going(up: int, same: int, down: int) -> list[Journey]:
    """Make people up; their scores differ enough that no answer is everybody's."""
    return moving(*[(3, 6), (4, 7)] * (up // 2), *[(3, 7)] * (up % 2), *[(5, 5)] * same, *[(8, 4)] * down)
