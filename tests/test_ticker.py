"""APScheduler is the alarm clock: one job, every second, and what is due stands in the database."""

from datetime import timedelta

import pytest

from sandbox.phone import Phone
from tests.company import joined, once, plan, planned, texts
from tests.life import Life

NUDGE = "how did it go?"


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


async def test_a_nudge_due_in_one_second_reaches_the_phone(life: Life, jay: Phone) -> None:
    plan(life, jay, NUDGE, *once(life, seconds=1))

    await jay.sees(NUDGE)


async def test_with_the_job_paused_it_does_not_until_the_job_goes_on(life: Life, jay: Phone) -> None:
    queue = life.walkalong.application.job_queue
    assert queue is not None
    queue.scheduler.pause_job("tick")
    nudge = plan(life, jay, NUDGE, *once(life, seconds=1))
    life.clock.set(life.clock.now() + timedelta(hours=1))

    await jay.types("/help")
    await jay.sees("999")
    assert planned(life, nudge).due_at is not None
    assert NUDGE not in await texts(jay)

    queue.scheduler.resume_job("tick")
    await jay.sees(NUDGE)


async def test_a_late_tick_runs_missed_ones_run_once_and_never_two_at_once(life: Life) -> None:
    queue = life.walkalong.application.job_queue
    assert queue is not None

    jobs = queue.scheduler.get_jobs()

    assert [(job.id, job.misfire_grace_time, job.coalesce, job.max_instances) for job in jobs] == [
        ("tick", None, True, 1)
    ]
    assert jobs[0].trigger.interval == timedelta(seconds=1)
