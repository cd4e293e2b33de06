"""Things go wrong when a test says so, and as it says."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from sandbox.bell import Bell
from sandbox.faults import Faults
from sandbox.loopback import client
from sandbox.phone import Phone
from sandbox.serving import Sandbox


async def test_a_call_held_before_has_no_effect_until_it_is_released(
    sandbox: Sandbox, jay: Phone, bot: Bot
) -> None:
    hold = sandbox.faults.hold("sendMessage", "before")
    sending = asyncio.create_task(bot.send_message(jay.id, "held"))
    caught = await hold.caught()
    before = await jay.screen()

    hold.release()
    await sending

    assert caught.params["text"] == "held"
    assert before == []
    assert (await jay.last()).text == "held"


async def test_a_call_held_after_has_its_effect_and_no_answer(sandbox: Sandbox, jay: Phone, bot: Bot) -> None:
    hold = sandbox.faults.hold("sendMessage", "after")
    sending = asyncio.create_task(bot.send_message(jay.id, "held"))
    await hold.caught()

    seen = (await jay.last()).text
    answered = sending.done()
    hold.release()
    await sending

    assert (seen, answered) == ("held", False)


async def test_only_the_nth_call_to_one_chat_is_held(sandbox: Sandbox, jay: Phone, bot: Bot) -> None:
    alex = await sandbox.phone("Alex", started=True)
    hold = sandbox.faults.hold("send*", nth=2, chat_id=jay.id)

    await bot.send_message(jay.id, "first")
    await bot.send_message(alex.id, "another chat")
    sending = asyncio.create_task(bot.send_message(jay.id, "second"))
    caught = await hold.caught()
    hold.release()
    await sending

    assert caught.params["text"] == "second"


async def test_a_held_call_that_is_dropped_never_happened(sandbox: Sandbox, jay: Phone, bot: Bot) -> None:
    hold = sandbox.faults.hold("sendMessage")
    sending = asyncio.create_task(bot.send_message(jay.id, "lost"))
    await hold.caught()

    hold.release("drop")
    with pytest.raises(NetworkError):
        await sending

    assert await jay.screen() == []


@pytest.mark.parametrize(("when", "arrived"), [("before", 0), ("after", 1)])
async def test_a_dropped_connection_before_or_after_the_effect(
    sandbox: Sandbox, jay: Phone, bot: Bot, when: str, arrived: int
) -> None:
    sandbox.faults.add("drop", "sendMessage", when=when)

    with pytest.raises(NetworkError):
        await bot.send_message(jay.id, "into the dark")

    assert len(await jay.screen()) == arrived


async def test_the_next_two_calls_are_told_to_wait_and_the_third_goes_through(
    sandbox: Sandbox, jay: Phone, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else PTB warns about the type of retry_after
    sandbox.faults.fail("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3, times=2)

    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(jay.id, "hello")
    await bot.send_message(jay.id, "hello")

    assert refused.value.retry_after == timedelta(seconds=3)


async def test_latency_delays_every_answer_until_it_is_taken_away(
    sandbox: Sandbox, jay: Phone, bot: Bot
) -> None:
    loop = asyncio.get_running_loop()
    slowness = sandbox.faults.slow(60, "sendMessage")
    started = loop.time()
    await bot.send_message(jay.id, "slowly")

    took = loop.time() - started
    sandbox.faults.remove(slowness.id)

    assert took >= 0.06


async def test_an_outage_breaks_every_connection_and_those_that_wait_and_then_is_over(
    sandbox: Sandbox, jay: Phone, bot: Bot
) -> None:
    async with client(f"{sandbox.url}/bot{sandbox.token}") as http:
        polling = asyncio.create_task(http.get("/getUpdates?timeout=50"))
        await sandbox.world.bell.until(lambda: sandbox.world.updates.poller is not None, 10)
        outage = sandbox.faults.outage(60)
        with pytest.raises(httpx.TransportError):
            await asyncio.wait_for(polling, 10)
        with pytest.raises(NetworkError):
            await bot.send_message(jay.id, "nobody hears this")

        sandbox.faults.remove(outage.id)
        await bot.send_message(jay.id, "back again")

    assert [one.text for one in await jay.screen()] == ["back again"]


def test_an_outage_ends_by_itself_after_its_seconds() -> None:
    at = [0.0]
    faults = Faults(Bell(), seconds=lambda: at[0])
    faults.outage(10)
    out = []

    for at[0] in (0.0, 9.9, 10.0):
        out.append(faults.is_out())

    assert out == [True, True, False]


def test_a_storm_strikes_every_call_until_its_seconds_are_over() -> None:
    at = [0.0]
    faults = Faults(Bell(), seconds=lambda: at[0])
    faults.storm(5, retry_after=2)
    told = []

    for at[0] in (0.0, 1.0, 5.0):
        told.append([(one.code, one.retry_after) for one in faults.striking("sendMessage", "1")])

    assert told == [[(429, 2)], [(429, 2)], []]


async def test_a_storm_is_told_in_telegrams_words(
    sandbox: Sandbox, jay: Phone, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    sandbox.faults.storm(60, retry_after=7)

    with pytest.raises(RetryAfter, match="Flood control exceeded") as refused:
        await bot.send_message(jay.id, "hello")

    assert refused.value.retry_after == timedelta(seconds=7)


async def test_an_outage_without_its_seconds_is_refused(sandbox: Sandbox) -> None:
    async with client(f"{sandbox.url}/control") as http:
        refused = await http.post("/faults", json={"kind": "outage"})

    assert (refused.status_code, refused.json()["error"]) == (400, "an outage needs its seconds")


async def test_the_log_tells_what_was_broken_off_from_what_waits(
    sandbox: Sandbox, jay: Phone, bot: Bot
) -> None:
    sandbox.faults.drop("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(jay.id, "lost")
    hold = sandbox.faults.hold("sendMessage")
    sending = asyncio.create_task(bot.send_message(jay.id, "held"))
    await hold.caught()

    async with client(f"{sandbox.url}/control") as http:
        log = (await http.get("/calls", params={"method": "sendMessage"})).json()
    hold.release()
    await sending

    assert [(line["answer"], line["dropped"]) for line in log] == [(None, True), (None, False)]


async def test_a_sandbox_stops_at_once_with_polls_open_and_calls_held() -> None:
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        other = await stack.enter_async_context(Sandbox())
        hold = other.faults.hold("getMe")
        async with client(other.url) as http:
            polling = asyncio.create_task(http.get(f"/bot{other.token}/getUpdates?timeout=50"))
            held = asyncio.create_task(http.get(f"/bot{other.token}/getMe"))
            await hold.caught()
            stopping = loop.time()
            await stack.aclose()
            took = loop.time() - stopping
            await asyncio.gather(polling, held, return_exceptions=True)

    assert took < 0.5


async def test_faults_are_planned_and_calls_released_over_http_too(
    sandbox: Sandbox, jay: Phone, bot: Bot
) -> None:
    async with client(f"{sandbox.url}/control") as http:
        await http.post("/faults", json={"kind": "hold", "method": "sendMessage", "when": "after"})
        sending = asyncio.create_task(bot.send_message(jay.id, "hello"))
        (held,) = (await http.get("/holds", params={"wait": 10})).json()
        await http.post(f"/holds/{held['id']}/release", json={"then": "answer"})
        await sending
        log = (await http.get("/calls", params={"method": "sendMessage"})).json()

    assert held["method"] == "sendMessage"
    assert [line["answer"]["ok"] for line in log] == [True]


async def test_a_taken_port_is_refused(sandbox: Sandbox) -> None:
    taken = urlsplit(sandbox.url).port
    assert taken

    with pytest.raises(OSError, match="in use"):
        await Sandbox(port=taken).__aenter__()
