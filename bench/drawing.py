"""Star pictures a second, and for how long drawing one keeps the event loop from everything else."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import vl_convert

from bench.company import PROGRAMME, join, opened, settings
from bench.measure import Comparison, Timed
from bot.clock import Clock
from bot.figures import Figures
from bot.pictures import Pictures
from star import picture, questions
from storage import stars
from storage.database import Database

FIRST, LATEST = (4, 3, 5, 6, 4, 2, 6, 5), (6, 5, 5, 7, 5, 4, 8, 5)
BEAT = 0.001  # seconds

Draw = Callable[[], Awaitable[bytes]]


async def measure(pictures: int, rounds: int) -> list[Comparison]:
    """Draw a first and latest star so many times: in the worker process, and in a thread of our own."""
    with settings() as chosen, opened(chosen) as database:
        wanted, figures = _two_stars(database), Figures(database, PROGRAMME)
        worker = Pictures(figures.specify)
        ways: dict[str, Draw] = {
            "in the worker process": lambda: worker.draw(wanted),
            "in a thread": lambda: asyncio.to_thread(_draw, figures.specify(wanted)),
        }
        drawn = {
            name: [await _draw_all(draw, pictures) for _ in range(rounds + 1)][1:]
            for name, draw in ways.items()
        }
        worker.close()
    return [
        _compared("Star pictures", "pictures a second", drawn, 0),
        _compared("Longest stop of the event loop while drawing", "milliseconds", drawn, 1),
    ]


def _compared(title: str, unit: str, drawn: dict[str, list[tuple[float, float]]], which: int) -> Comparison:
    ours, *peers = (Timed(name, tuple(found[which] for found in rounds)) for name, rounds in drawn.items())
    return Comparison(title, unit, ours, tuple(peers))


async def _draw_all(draw: Draw, pictures: int) -> tuple[float, float]:
    """Return pictures a second, and the longest time in milliseconds that the loop was late."""
    stops: list[float] = []
    beating = asyncio.create_task(_beat(stops))
    began = time.perf_counter()
    for _ in range(pictures):
        await draw()
    seconds = time.perf_counter() - began
    await asyncio.sleep(2 * BEAT)  # a stop that lasted to the end is noticed only now
    beating.cancel()
    return pictures / seconds, max(stops) * 1000


async def _beat(stops: list[float]) -> None:
    while True:
        expected = time.perf_counter() + BEAT
        await asyncio.sleep(BEAT)
        stops.append(max(time.perf_counter() - expected, 0.0))


def _draw(specification: dict[str, Any]) -> bytes:
    drawn: bytes = vl_convert.vega_to_png(specification, scale=picture.RENDER_SCALE)
    return drawn


def _two_stars(database: Database) -> dict[str, Any]:
    """Give somebody two stars; returns what a message says of their picture."""
    now = Clock().now()
    with database.write() as session:
        jay = join(session, 1, now)[0]
        for scores in (FIRST, LATEST):
            star = stars.enter(session, jay.id, questions.VERSION, dict(enumerate(scores, 1)), now)
        return {"star": star.id}
