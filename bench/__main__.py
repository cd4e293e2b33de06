"""`python -m bench [name …]`: measure, and print a table of ratios (docs/bench.md says how to read it)."""

import asyncio
import logging
import os
import platform
import sys
from collections.abc import Awaitable, Callable

from bench import diary, drawing, half_year, sending, turn_alone, turns, words
from bench.measure import Comparison, table

BENCHES: dict[str, Callable[[], Awaitable[list[Comparison]]]] = {
    "turns": lambda: turns.measure(taps=60, rounds=3),
    "turn_alone": lambda: turn_alone.measure(taps=200, rounds=5),
    "sending": lambda: sending.measure(chats=100, rounds=3),
    "diary": lambda: diary.measure(few=1_000, many=100_000, due=100, rounds=5),
    "drawing": lambda: drawing.measure(pictures=10, rounds=5),
    "words": lambda: words.measure(times=20, rounds=5),
    "half_year": lambda: half_year.measure(days=30, rounds=3),
}


def main(names: list[str]) -> None:
    """Run the benches of these names, all when none is given."""
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"There is no bench {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}.")
    logging.basicConfig(level=logging.ERROR)
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {load}")
    for name in names or BENCHES:
        print(table(asyncio.run(_run(name))), flush=True)


async def _run(name: str) -> list[Comparison]:
    return await BENCHES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
