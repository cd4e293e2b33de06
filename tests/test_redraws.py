"""Cards that are on a phone already: only their newest look is drawn, and a redraw harms nothing else."""

from dataclasses import replace

import pytest

from sandbox.phone import Phone
from storage.messages import Body, Redraw
from tests.company import LONG, calls, joined, owe, sent, texts
from tests.life import Life


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


async def card(life: Life, phone: Phone) -> Redraw:
    """A message on a phone, to be redrawn."""
    owe(life, phone, "look 0")
    await phone.sees("look 0")
    await life.walkalong.sender.drained()
    return Redraw(sent(life, phone)[-1].id, phone.id, Body("look 0"))


async def test_only_the_newest_redraw_of_a_card_is_drawn(life: Life, jay: Phone) -> None:
    shown = await card(life, jay)
    first = life.sandbox.faults.hold("editMessageText")
    life.walkalong.sender.redraw(replace(shown, body=Body("look 1")))
    await first.caught(LONG)

    for number in range(2, 6):
        life.walkalong.sender.redraw(replace(shown, body=Body(f"look {number}")))
    first.release()
    await jay.sees("look 5")
    await life.walkalong.sender.drained()

    assert [asked["text"] for asked in calls(life, "editMessageText")] == ["look 1", "look 5"]


@pytest.mark.parametrize("trouble", ["before", "after", "429", "502"])
async def test_a_redraw_that_did_not_get_through_is_drawn_again(life: Life, jay: Phone, trouble: str) -> None:
    shown = await card(life, jay)
    if trouble.isdigit():
        after = {"retry_after": 1} if trouble == "429" else {}
        life.sandbox.faults.add(
            "error", "editMessageText", code=int(trouble), description="whatever", **after
        )
    else:
        life.sandbox.faults.add("drop", "editMessageText", when=trouble)

    life.walkalong.sender.redraw(replace(shown, body=Body("look 1")))
    await life.walkalong.sender.drained()

    assert await texts(jay) == ["look 1"]


async def test_a_redraw_that_changes_nothing_is_harmless(
    life: Life, jay: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    shown = await card(life, jay)
    caplog.clear()

    life.walkalong.sender.redraw(shown)
    await life.walkalong.sender.drained()
    owe(life, jay, "the next")
    await jay.sees("the next")

    assert await texts(jay) == ["look 0", "the next"]
    assert caplog.text == ""


async def test_a_redraw_of_a_card_that_is_gone_keeps_nothing_else_from_leaving(
    life: Life, jay: Phone
) -> None:
    shown = await card(life, jay)
    life.walkalong.sender.redraw(replace(shown, body=None))
    await life.walkalong.sender.drained()

    life.walkalong.sender.redraw(replace(shown, body=Body("look 1")))
    owe(life, jay, "the next")
    await jay.sees("the next")
    await life.walkalong.sender.drained()

    assert await texts(jay) == ["the next"]
