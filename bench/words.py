"""How long the word check takes for one message, beside a bare list of words."""

import csv
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median

from bench.measure import Comparison, take_turns
from care.word_check import check

REPLIES = Path(__file__).parent.parent / "tests" / "fixtures" / "replies_dev.csv"
LISTED = (
    "want to die",
    "suicid",
    "kill myself",
    "hurt myself",
    "end it",
    "no food",
    "evicted",
    "call me",
    "ring me",
)


async def measure(times: int, rounds: int) -> list[Comparison]:
    """Check each reply of the development set so many times; the median of a message counts."""
    with REPLIES.open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)]
    contenders = {
        "the word check": lambda: _median(check, texts, times),
        "nine words looked for with `in`": lambda: _median(_listed, texts, times),
    }
    ours, *peers = await take_turns(rounds, {name: _awaited(run) for name, run in contenders.items()})
    return [Comparison("Checking one message, at the median", "milliseconds", ours, tuple(peers))]


def _awaited(run: Callable[[], float]) -> Callable[[], Awaitable[float]]:
    async def awaited() -> float:
        return run()

    return awaited


def _median(looks: Callable[[str], object], texts: list[str], times: int) -> float:
    taken = []
    for text in texts * times:
        began = time.perf_counter()
        looks(text)
        taken.append(time.perf_counter() - began)
    return median(taken) * 1000


def _listed(text: str) -> bool:
    return any(words in text.lower() for words in LISTED)
