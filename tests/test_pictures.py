"""Pictures are drawn when they are sent, in a process of their own; without one the words go alone."""

import asyncio
import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from typing import Any

import pytest

from bot.pictures import Pictures
from sandbox.phone import Phone
from star import picture
from star.questions import NUMBERS, VERSION
from storage import stars
from storage.messages import Body
from storage.models import State
from tests.company import LONG, at, joined, owe, sent, states
from tests.life import Life

PNG = b"\x89PNG"


def specify(wanted: dict[str, Any]) -> dict[str, Any]:
    """A star on which everything is 5."""
    return picture.personal(dict.fromkeys(NUMBERS, 5), None, [str(n) for n in NUMBERS], ("now", ""))


@pytest.fixture
def pictures() -> Iterator[Pictures]:
    """Somewhere to draw, with a process that lives as long as the test."""
    drawing = Pictures(specify)
    yield drawing
    drawing.close()


def kill_the_worker() -> None:
    """Kill whatever draws."""
    for worker in active_children():
        os.kill(worker.pid or 0, signal.SIGKILL)


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


async def test_a_star_is_drawn_when_it_is_sent(life: Life, jay: Phone) -> None:
    with life.database.write() as session:
        star = stars.enter(session, at(session, jay).id, VERSION, dict.fromkeys(NUMBERS, 5), life.clock.now())

    owe(life, jay, body=Body("the numbers", picture={"star": star.id}))
    shown = await jay.sees("the numbers", LONG)

    assert shown.media == "photo"
    assert (await jay.fetches(shown)).startswith(PNG)
    assert sent(life, jay)[0].body["picture"] == {"star": star.id}  # the row says which, and holds no picture


@pytest.mark.parametrize(
    "what",
    [
        pytest.param({"star": 404}, id="a star that is gone"),
        pytest.param({"trends": "2020-03-31"}, id="figures that are gone"),
        pytest.param({"something": "else"}, id="nothing that can be drawn"),
    ],
)
async def test_without_its_picture_a_message_still_says_its_words(
    life: Life, jay: Phone, what: dict[str, object]
) -> None:
    owe(life, jay, body=Body("the numbers", picture=what))

    shown = await jay.sees("the numbers")
    await life.walkalong.sender.drained()

    assert shown.media is None
    assert states(life, jay) == [State.SENT]


async def test_a_link_is_drawn_as_a_qr_picture(life: Life, jay: Phone) -> None:
    owe(life, jay, body=Body("scan me", picture={"qr": "https://t.me/a_bot?start=made-up"}))

    shown = await jay.sees("scan me")

    assert (await jay.fetches(shown)).startswith(PNG)


async def test_after_its_process_was_killed_a_new_one_draws(pictures: Pictures) -> None:
    await pictures.draw({})

    kill_the_worker()

    assert (await pictures.draw({})).startswith(PNG)


async def test_whoever_was_waiting_for_a_killed_process_gets_their_picture_too(pictures: Pictures) -> None:
    await pictures.draw({})

    waiting = [asyncio.create_task(pictures.draw({})) for _ in range(3)]
    kill_the_worker()

    assert all(drawn.startswith(PNG) for drawn in await asyncio.gather(*waiting))
