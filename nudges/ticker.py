"""The alarm clock: APScheduler, one job, every second. What is due stands in the database."""

from collections.abc import Awaitable, Callable

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler


def tick_every_second(scheduler: AsyncIOScheduler, tick: Callable[[], Awaitable[None]]) -> Job:
    """Add the one job. A late tick still runs, missed ones run once, and two never run side by side."""
    return scheduler.add_job(
        tick, "interval", seconds=1, id="tick", misfire_grace_time=None, coalesce=True, max_instances=1
    )
