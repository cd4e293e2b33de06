"""What it costs to find what is due, with few nudges in the diary and with many."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as wall_time
from itertools import count

from bench.company import PROGRAMME, join, opened, settings
from bench.measure import Comparison, Contender, take_turns
from bot.tick import NIGHTLY, tick
from nudges import schedules
from nudges.due import speak_when_due
from storage import diary
from storage.database import Database
from storage.models import Nudge

MORNING = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)  # a Tuesday: every nudge may be sent
APART = timedelta(minutes=1)
PORTION = 10_000
TEXT = "Hi Jay, just checking in. How is it going this week?"


async def measure(few: int, many: int, due: int, rounds: int) -> list[Comparison]:
    """A tick that finds nothing, and one that finds `due` nudges, with few and with many scheduled."""
    with ExitStack() as stack:
        small = stack.enter_context(_scheduled(few, due, rounds + 1))
        large = stack.enter_context(_scheduled(many, due, rounds + 1))
        idle = {f"{many:,} scheduled": _idle(large), f"{few:,} scheduled": _idle(small)}
        busy = {f"{many:,} scheduled": _due(large, due), f"{few:,} scheduled": _due(small, due)}
        idle_ones, busy_ones = await take_turns(rounds, idle), await take_turns(rounds, busy)
    return [
        Comparison("A tick that finds nothing due", "ticks a second", idle_ones[0], tuple(idle_ones[1:])),
        Comparison(f"A tick that finds {due} due", "nudges a second", busy_ones[0], tuple(busy_ones[1:])),
    ]


def _idle(database: Database) -> Contender:
    async def look() -> float:
        times, began = 200, time.perf_counter()
        for _ in range(times):
            if tick(database, MORNING - APART, PROGRAMME):
                raise AssertionError("something was due")
        return times / (time.perf_counter() - began)

    return look


def _due(database: Database, due: int) -> Contender:
    """Look at the next portion: each is due a minute after the one before, and for other people."""
    minutes = count()

    async def speak() -> float:
        now = MORNING + next(minutes) * APART
        began, looked_at = time.perf_counter(), 0
        while looked_at < due:
            with database.write() as session:
                looked_at += speak_when_due(session, now, PROGRAMME)
        return due / (time.perf_counter() - began)

    return speak


@contextmanager
def _scheduled(nudges: int, due: int, portions: int) -> Iterator[Database]:
    """A diary with `portions` times `due` nudges this morning, each for somebody else, and the rest later."""
    with settings() as chosen, opened(chosen) as database:
        with database.write() as session:
            diary.plan_chore(session, NIGHTLY, MORNING + timedelta(days=1))
            ids = [person.id for person in join(session, due * portions, MORNING - timedelta(days=90))]
        for first in range(0, nudges, PORTION):
            with database.write() as session:
                session.add_all(
                    _nudge(number, ids, due) for number in range(first, min(first + PORTION, nudges))
                )
        yield database


def _nudge(number: int, ids: list[int], due: int) -> Nudge:
    this_morning = MORNING + number // due * APART
    later = MORNING + timedelta(days=1 + number % 30, minutes=number % 600)
    moment = this_morning if number < len(ids) else later
    weekly = schedules.Weekly(weekday=moment.weekday(), at=wall_time(moment.hour, moment.minute))
    return Nudge(
        person_id=ids[number % len(ids)],
        coordinator_id=1,
        text=TEXT,
        schedule=schedules.dump(weekly),
        planned_at=moment,
        due_at=moment,
        created_at=MORNING - timedelta(days=1),
    )
