"""getUpdates: waiting, confirming, and what can be wrong with updates."""

import asyncio

from sandbox.phone import Phone
from sandbox.serving import Sandbox
from tests.sandbox.conftest import Call


def texts(answer: dict[str, object]) -> list[str]:
    result = answer["result"]
    assert isinstance(result, list)
    return [update["message"]["text"] for update in result]


async def test_a_poll_waits_until_something_happens(jay: Phone, call: Call) -> None:
    polling = asyncio.create_task(call("getUpdates", timeout=50))
    await jay.types("now")

    answer = await polling

    assert texts(answer) == ["now"]


async def test_a_poll_without_news_ends_empty_after_its_timeout(call: Call) -> None:
    assert (await call("getUpdates", timeout=0))["result"] == []


async def test_updates_come_again_until_an_offset_confirms_them(jay: Phone, call: Call) -> None:
    await jay.types("one")
    await jay.types("two")

    first = await call("getUpdates")
    again = await call("getUpdates")
    rest = await call("getUpdates", offset=first["result"][0]["update_id"] + 1)

    assert texts(first) == texts(again) == ["one", "two"]
    assert texts(rest) == ["two"]


async def test_a_limit_hands_out_the_oldest_first(jay: Phone, call: Call) -> None:
    for word in ("one", "two", "three"):
        await jay.types(word)

    assert texts(await call("getUpdates", limit=2)) == ["one", "two"]


async def test_kinds_that_were_not_asked_for_never_come(jay: Phone, call: Call) -> None:
    await call("getUpdates", allowed_updates=["message"])
    await jay.blocks()
    await jay.unblocks()
    await jay.types("hello")

    answer = await call("getUpdates")

    assert [set(update) - {"update_id"} for update in answer["result"]] == [{"message"}]


async def test_a_second_poller_ends_the_first_ones_wait_with_a_conflict(jay: Phone, call: Call) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=50))
    await call("getMe")  # the first poll is on its way before the second one starts

    second = asyncio.create_task(call("getUpdates", timeout=50))
    refused = await first
    await jay.types("for the second")

    assert refused["error_code"] == 409
    assert refused["description"].startswith("Conflict: terminated by other getUpdates request")
    assert texts(await second) == ["for the second"]


async def test_ids_that_restart_lower_still_arrive_at_a_bot_with_an_old_offset(
    sandbox: Sandbox, jay: Phone, call: Call
) -> None:
    await jay.types("old")
    offset = (await call("getUpdates"))["result"][0]["update_id"] + 1
    await call("getUpdates", offset=offset)
    sandbox.world.updates.next_id = 7
    await jay.types("new")

    answer = await call("getUpdates", offset=offset)

    assert [update["update_id"] for update in answer["result"]] == [7]


async def test_an_update_can_come_twice_even_when_it_was_confirmed(
    sandbox: Sandbox, jay: Phone, call: Call
) -> None:
    await jay.types("once")
    first = (await call("getUpdates"))["result"]
    sandbox.world.updates.repeat()

    again = await call("getUpdates", offset=first[0]["update_id"] + 1)

    assert again["result"] == first


async def test_a_poison_update_is_handed_out_as_it_is(sandbox: Sandbox, call: Call) -> None:
    sandbox.world.updates.inject({"message": {"message_id": 1}})

    (update,) = (await call("getUpdates"))["result"]

    assert update["message"] == {"message_id": 1}


async def test_dropping_what_waits_forgets_it(jay: Phone, call: Call) -> None:
    await jay.types("never mind")
    await call("deleteWebhook", drop_pending_updates=True)

    assert (await call("getWebhookInfo"))["result"]["pending_update_count"] == 0
