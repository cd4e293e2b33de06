"""How fast a bot may speak, and what becomes of one that is faster."""

from itertools import count

from sandbox.loopback import client
from sandbox.phone import Phone
from sandbox.rates import BURST, Rates
from sandbox.serving import Sandbox
from tests.sandbox.conftest import Call


class Seconds:
    """A clock of real seconds that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_short_burst_to_one_chat_is_let_through_and_the_next_message_waits_a_second() -> None:
    rates = Rates(on=True, seconds=Seconds())

    waits = [rates.spoken("sendMessage", "1") for _ in range(BURST + 1)]

    assert waits == [*[None] * BURST, 1]


def test_one_message_a_second_to_a_chat_goes_on_for_ever() -> None:
    seconds = Seconds()
    rates = Rates(on=True, seconds=seconds)
    waits = []

    for seconds.at in range(60):
        waits.append(rates.spoken("sendMessage", "1"))

    assert waits == [None] * 60


def test_thirty_in_a_second_to_many_chats_go_through_and_the_next_does_not() -> None:
    rates = Rates(on=True, seconds=Seconds())
    chats = count()

    waits = [rates.spoken("sendMessage", str(next(chats))) for _ in range(31)]

    assert waits == [*[None] * 30, 1]


def test_edits_count_as_messages_do() -> None:
    rates = Rates(on=True, seconds=Seconds())
    for _ in range(BURST):
        rates.spoken("editMessageText", "1")

    assert rates.spoken("sendMessage", "1") == 1


def test_while_they_are_off_what_is_too_fast_is_counted_and_named_but_not_refused() -> None:
    rates = Rates(seconds=Seconds())

    waits = [rates.spoken("sendMessage", "7") for _ in range(BURST + 2)]

    assert waits == [None] * (BURST + 2)
    assert (rates.use().violations, rates.use().refused) == (2, 0)
    assert [(one.chat_id, one.limit) for one in rates.violations] == [("7", "chat")] * 2


def test_use_is_told_for_the_last_second_and_the_busiest_one() -> None:
    seconds = Seconds()
    rates = Rates(seconds=seconds)
    for _ in range(5):
        rates.spoken("sendMessage", "1")
    seconds.at = 2.0
    rates.spoken("sendMessage", "1")

    use = rates.use()

    assert (use.last_second, use.busiest_second, use.total) == (1, 5, 6)


async def test_a_sandbox_with_rates_answers_429_as_telegram_does_and_nothing_arrives() -> None:
    async with Sandbox(rates=True) as strict, client(f"{strict.url}/bot{strict.token}") as http:
        jay = await strict.phone("Jay", started=True)
        said = {"chat_id": jay.id, "text": "hello"}
        answers = [(await http.post("/sendMessage", json=said)).json() for _ in range(BURST + 1)]

        arrived = len(await jay.screen())

    refused = answers[-1]
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert arrived == BURST


async def test_the_rules_are_switched_on_while_it_runs(sandbox: Sandbox, jay: Phone, call: Call) -> None:
    async with client(f"{sandbox.url}/control") as http:
        await http.post("/rates", json={"on": True})
        answers = [await call("sendMessage", chat_id=jay.id, text="hello") for _ in range(BURST + 1)]
        use = (await http.get("/rates")).json()

    assert [one["ok"] for one in answers] == [*[True] * BURST, False]
    assert (use["on"], use["violations"], use["refused"]) == (True, 1, 1)


async def test_typing_and_answers_to_taps_do_not_count(sandbox: Sandbox, jay: Phone, call: Call) -> None:
    for _ in range(5):
        await call("sendChatAction", chat_id=jay.id, action="typing")

    assert sandbox.world.rates.use().total == 0
