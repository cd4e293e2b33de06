"""How fast time can be moved with the demo's made-up programme of about sixty people."""

import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.measure import Comparison, Timed
from bot.clock import Clock
from bot.demo import prepare, running
from bot.story import STARTS


async def measure(days: int, rounds: int) -> list[Comparison]:
    """Move the clock on by so many days a round, with all that is due on the way."""
    wall_days, busy_days = [], []
    with tempfile.TemporaryDirectory(prefix="walkalong-bench-") as folder:
        prepare(Path(folder) / "demo", keep=False)
        async with running(Path(folder) / "demo", clock=Clock(STARTS)) as demo:
            for number in range(1, rounds + 1):
                wall, processor = time.perf_counter(), time.process_time()
                await demo.walkalong.move_to(STARTS + timedelta(days=days * number))
                wall_days.append(days / (time.perf_counter() - wall))
                busy_days.append(days / (time.process_time() - processor))
    return [
        Comparison(
            "Moving the demo's clock", "days a second", Timed("by the clock on the wall", tuple(wall_days))
        ),
        Comparison("The same", "days a second", Timed("by the processor's time", tuple(busy_days))),
    ]
