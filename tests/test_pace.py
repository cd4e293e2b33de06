"""The pace, on a clock of the tests' own: whatever would wait only moves that clock."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from bot.pace import Pace

ANSWER, NUDGE = 0, 1
Left = list[tuple[float, int]]


class _Jumping(selectors.DefaultSelector):
    """Waits for nothing: the time it was to wait has passed at once."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Look, and jump ahead."""
        ready = super().select(0)
        if not ready and timeout:
            self.now += timeout
        return ready


class _Loop(asyncio.SelectorEventLoop):
    """An event loop whose seconds pass at once."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Seconds since the test began."""
        return self._jumping.now


Play = Callable[[Coroutine[Any, Any, Left]], Left]


@pytest.fixture
def play() -> Iterator[Play]:
    """Run something on a loop whose seconds pass at once."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        yield runner.run


async def leave(pace: Pace, *wanted: tuple[int, int]) -> Left:
    """Let messages (chat, lane) leave; returns when each did, in seconds, and for which chat, in order."""
    left: Left = []

    async def one(chat_id: int, lane: int) -> None:
        await pace.slot(chat_id, lane)
        left.append((round(asyncio.get_running_loop().time(), 3), chat_id))

    await asyncio.gather(*(one(*each) for each in wanted))
    return left


def test_thirty_a_second_leave_in_all(play: Play) -> None:
    left = play(leave(Pace(), *((chat, ANSWER) for chat in range(91))))

    assert left[0][0] == 0
    assert left[30][0] == pytest.approx(1, abs=0.01)
    assert left[90][0] == pytest.approx(3, abs=0.01)


def test_one_a_second_leaves_for_one_chat(play: Play) -> None:
    async def one_after_another() -> Left:
        pace = Pace()
        return [left for _ in range(4) for left in await leave(pace, (7, ANSWER))]

    assert play(one_after_another()) == [(0, 7), (1, 7), (2, 7), (3, 7)]


def test_answers_go_before_nudges_that_came_first(play: Play) -> None:
    left = play(leave(Pace(), (1, NUDGE), (2, NUDGE), (3, ANSWER), (4, ANSWER)))

    assert [chat for _, chat in left] == [3, 4, 1, 2]


def test_a_chat_that_waits_among_the_nudges_can_be_hurried(play: Play) -> None:
    async def hurried() -> Left:
        pace = Pace()
        asyncio.get_running_loop().call_later(0.05, pace.hurry, 5, ANSWER)
        return await leave(pace, *((chat, NUDGE) for chat in range(6)))

    assert [chat for _, chat in play(hurried())] == [0, 1, 5, 2, 3, 4]


def test_the_last_word_leaves_within_five_seconds_whatever_else_is_leaving(play: Play) -> None:  # R8, R32
    async def stopped() -> Left:
        pace = Pace()
        await pace.slot(7, NUDGE)  # to that very phone, a moment ago
        return await leave(pace, *((chat, NUDGE) for chat in range(100, 1100)), (7, ANSWER))

    [left] = [moment for moment, chat in play(stopped()) if chat == 7]

    assert left < 5


def test_hurrying_takes_no_second_slot(play: Play) -> None:
    async def hurried() -> Left:
        pace = Pace(overall=1)
        asyncio.get_running_loop().call_later(0.5, pace.hurry, 1, ANSWER)
        return await leave(pace, (0, NUDGE), (1, NUDGE), (2, NUDGE))

    assert play(hurried()) == [(0, 0), (1, 1), (2, 2)]


def test_nothing_leaves_while_telegram_wants_to_be_left_alone(play: Play) -> None:
    async def held() -> Left:
        pace = Pace()
        pace.hold(5)
        return await leave(pace, (1, ANSWER), (2, NUDGE))

    assert [moment for moment, _ in play(held())] == pytest.approx([5, 5 + 1 / 30], abs=0.01)


def test_being_told_to_wait_less_does_not_shorten_a_wait(play: Play) -> None:
    async def held() -> Left:
        pace = Pace()
        pace.hold(5)
        pace.hold(1)
        return await leave(pace, (1, ANSWER))

    assert play(held()) == [(5, 1)]


def test_whoever_gave_up_waiting_takes_nobodys_slot(play: Play) -> None:
    async def given_up() -> Left:
        pace = Pace(overall=1)
        await pace.slot(0, ANSWER)
        waiting = asyncio.create_task(pace.slot(1, ANSWER))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(waiting.cancel)
        return await leave(pace, (2, ANSWER))

    assert play(given_up()) == [(1, 2)]
