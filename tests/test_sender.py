"""Messages out: in order, at a pace, and never a nudge twice, whatever Telegram says."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.pace import Pace
from bot.sender import Sender
from bot.turn_thread import TurnThread
from bot.voice import Voice
from handlers.turn import Menu
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from sandbox.world import TOKEN
from storage import outbox
from storage.messages import Body, Outgoing, Redraw
from storage.models import Kind, Message, Role, State
from tests.child import free_port
from tests.company import LONG, at, calls, joined, listening, owe, sent, states, texts
from tests.life import PROGRAMME, Life

BLOCKED = "Forbidden: bot was blocked by the user"


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


@pytest.fixture
async def kim(life: Life) -> Phone:
    """Somebody else."""
    return await joined(life, "Kim")


async def test_what_is_owed_to_one_chat_leaves_in_order(life: Life, jay: Phone) -> None:
    owe(life, jay, "one", "two", "three", "four")

    await jay.sees("four")
    await life.walkalong.sender.drained()

    assert await texts(jay) == ["one", "two", "three", "four"]
    assert states(life, jay) == [State.SENT] * 4


async def test_a_chats_next_message_waits_for_the_one_before(life: Life, jay: Phone, kim: Phone) -> None:
    first = life.sandbox.faults.hold("sendMessage", chat_id=jay.id)
    owe(life, jay, "one", "two")
    await first.caught(LONG)

    owe(life, kim, "marker")
    await kim.sees("marker")
    assert await texts(jay) == []

    first.release()
    await jay.sees("two")
    assert await texts(jay) == ["one", "two"]


async def test_answers_leave_before_nudges(life: Life, jay: Phone) -> None:
    first = life.sandbox.faults.hold("sendMessage", chat_id=jay.id)
    owe(life, jay, "on its way")
    await first.caught(LONG)
    owe(life, jay, "a nudge", kind=Kind.NUDGE)
    owe(life, jay, "an answer")

    first.release()
    await jay.sees("a nudge")

    assert await texts(jay) == ["on its way", "an answer", "a nudge"]


async def test_an_answer_does_not_wait_for_everybody_elses_nudges(life: Life, jay: Phone) -> None:
    life.walkalong.sender._pace = Pace(per_chat=0, overall=0.2)
    others = [await joined(life, f"Number {number}") for number in range(8)]
    for one in [*others, jay]:
        owe(life, one, "a nudge", kind=Kind.NUDGE)

    await jay.types("/help")
    await jay.sees("999")
    await life.walkalong.sender.drained()

    to_whom = [int(str(asked["chat_id"])) for asked in calls(life, "sendMessage")]
    assert to_whom.index(jay.id) < len(others)  # hers was queued last


@pytest.mark.parametrize("kind", [Kind.REPLY, Kind.NUDGE])
async def test_too_many_requests_is_obeyed_and_the_message_sent_once(
    life: Life, jay: Phone, kind: Kind
) -> None:
    life.sandbox.faults.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    before = asyncio.get_running_loop().time()

    owe(life, jay, "here", kind=kind)
    await jay.sees("here")
    waited = asyncio.get_running_loop().time() - before
    await life.walkalong.sender.drained()

    assert waited >= 1
    assert await texts(jay) == ["here"]
    assert states(life, jay, kind) == [State.SENT]


async def test_a_nudge_that_was_refused_for_haste_is_not_sent_after_stop(
    life: Life, jay: Phone, kim: Phone
) -> None:  # R8
    nudge = life.sandbox.faults.hold("sendMessage", chat_id=jay.id)
    life.sandbox.faults.fail(
        "sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, chat_id=jay.id
    )
    owe(life, jay, "a nudge", kind=Kind.NUDGE)
    await nudge.caught(LONG)
    await jay.types("STOP")
    await kim.types("/help")
    await kim.sees("999")

    nudge.release()
    await jay.sees("stopped")
    await life.walkalong.sender.drained()

    assert "a nudge" not in await texts(jay)
    assert states(life, jay, Kind.NUDGE) == [State.CANCELLED]


@pytest.mark.parametrize(
    ("kind", "trouble", "shown", "state"),
    [
        pytest.param(Kind.REPLY, "before", 1, State.SENT, id="answer, dropped before"),
        pytest.param(Kind.REPLY, "after", 2, State.SENT, id="answer, dropped after"),
        pytest.param(Kind.REPLY, "502", 1, State.SENT, id="answer, bad gateway"),
        pytest.param(Kind.REPLY, "409", 1, State.SENT, id="answer, an error nobody foresaw"),
        pytest.param(Kind.COORDINATOR, "after", 2, State.SENT, id="Coordinator's words, dropped after"),
        pytest.param(Kind.NUDGE, "before", 0, State.UNSURE, id="nudge, dropped before"),
        pytest.param(Kind.NUDGE, "after", 1, State.UNSURE, id="nudge, dropped after"),
        pytest.param(Kind.NUDGE, "502", 0, State.UNSURE, id="nudge, bad gateway"),
        pytest.param(Kind.INVITATION, "after", 1, State.UNSURE, id="offer of a star, dropped after"),
    ],
)
async def test_in_doubt_an_answer_is_repeated_and_a_nudge_is_not(
    life: Life, jay: Phone, kind: Kind, trouble: str, shown: int, state: State
) -> None:
    if trouble.isdigit():
        life.sandbox.faults.fail("sendMessage", int(trouble), "whatever")
    else:
        life.sandbox.faults.add("drop", "sendMessage", when=trouble)

    owe(life, jay, "here", kind=kind)
    await life.walkalong.sender.drained()

    assert await texts(jay) == ["here"] * shown
    assert states(life, jay, kind) == [state]


async def test_what_never_left_is_sent_later_even_a_nudge(life: Life, jay: Phone) -> None:
    port, thread = free_port(), TurnThread()
    await life.walkalong.stop()
    owe(life, jay, "here", kind=Kind.NUDGE)

    async with HTTPXRequest() as request:
        bot = Bot(TOKEN, f"http://127.0.0.1:{port}/bot", request=request)
        voice = Voice(bot, life.walkalong.pictures)
        sender = Sender(bot, life.database, life.clock, thread, voice, Pace(0, 0), PROGRAMME)
        with listening("bot.sender", "again") as failed:
            sending = asyncio.create_task(sender.run())
            await failed.wait()
        async with Sandbox(port=port) as sandbox:
            account = sandbox.world.add_account("Jay", account_id=jay.id, started=True)
            await sender.drained()
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
    thread.close()

    assert [message.text for message in account.messages] == ["here"]
    assert states(life, jay, Kind.NUDGE) == [State.SENT]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param(403, BLOCKED, id="blocked"),
        pytest.param(403, "Forbidden: user is deactivated", id="deactivated"),
        pytest.param(400, "Bad Request: chat not found", id="chat not found"),
    ],
)
async def test_somebody_out_of_reach_is_left_in_peace(
    life: Life, jay: Phone, code: int, words: str
) -> None:  # R14
    life.sandbox.faults.fail("sendMessage", code, words)

    owe(life, jay, "here", "and this", kind=Kind.NUDGE)
    await life.walkalong.sender.drained()

    assert len(calls(life, "sendMessage")) == 1  # no retry, and no other way is tried
    assert states(life, jay, Kind.NUDGE) == [State.FAILED, State.CANCELLED]
    with life.database.read() as session:
        assert at(session, jay).stopped_at is not None
    assert await texts(jay) == []


async def test_an_edit_that_finds_nobody_there_is_a_stop_as_well(life: Life, jay: Phone) -> None:  # R14
    owe(life, jay, "look 0")
    await jay.sees("look 0")
    await life.walkalong.sender.drained()
    life.sandbox.faults.fail("editMessageText", 403, BLOCKED)

    life.walkalong.sender.redraw(Redraw(sent(life, jay)[-1].id, jay.id, Body("look 1")))
    await life.walkalong.sender.drained()

    assert len(calls(life, "editMessageText")) == 1
    with life.database.read() as session:
        assert at(session, jay).stopped_at is not None


async def test_a_message_telegram_will_not_have_fails_alone(life: Life, jay: Phone) -> None:
    owe(life, jay, "x" * 5000, "the next")

    await jay.sees("the next")
    await life.walkalong.sender.drained()

    assert states(life, jay) == [State.FAILED, State.SENT]
    with life.database.read() as session:
        assert at(session, jay).stopped_at is None


async def test_a_message_that_cannot_be_put_together_fails_alone(
    life: Life, jay: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    first = life.sandbox.faults.hold("sendMessage")
    owe(life, jay, "on its way", "only words")
    await first.caught(LONG)
    with life.database.write() as session:
        session.get_one(Message, sent(life, jay)[-1].id).body = {"text": "only words"}
    owe(life, jay, "the next")

    first.release()
    await jay.sees("the next")
    await life.walkalong.sender.drained()

    assert states(life, jay) == [State.SENT, State.FAILED, State.SENT]
    assert "only words" not in caplog.text


async def test_a_menu_that_hangs_holds_up_nobody_else(life: Life, jay: Phone) -> None:
    menu = life.sandbox.faults.hold("setMyCommands")
    robin = await life.sandbox.phone("Ash", started=True)
    life.walkalong.sender.menu(Menu(robin.id, Role.COORDINATOR))
    await menu.caught(LONG)

    owe(life, jay, "here")
    await jay.sees("here")


async def test_what_is_leaving_when_walkalong_is_stopped_is_ticked_off(life: Life, jay: Phone) -> None:
    leaving = life.sandbox.faults.hold("sendMessage", "after")
    owe(life, jay, "a nudge", kind=Kind.NUDGE)
    await leaving.caught(LONG)

    stopping = asyncio.create_task(life.walkalong.stop())
    await life.sandbox.world.bell.until(stopping.done, 0.1)
    leaving.release()
    await stopping

    assert states(life, jay, Kind.NUDGE) == [State.SENT]


async def test_what_had_not_left_when_walkalong_is_stopped_waits_in_its_row(life: Life, jay: Phone) -> None:
    life.walkalong.sender._pace.hold(60)
    owe(life, jay, "a nudge", kind=Kind.NUDGE)

    await life.walkalong.stop()

    with life.database.read() as session:
        assert outbox.chats_waiting(session) == [jay.id]


@pytest.mark.parametrize("kind", [Kind.NUDGE, Kind.INVITATION, Kind.QUIET])
async def test_what_an_outage_held_back_for_hours_is_skipped_and_an_answer_is_not(
    life: Life, jay: Phone, kind: Kind
) -> None:
    long_ago = life.clock.now() - timedelta(hours=2, minutes=1)
    with life.database.write() as session:
        for text, what in (("how's your week?", kind), ("here you are", Kind.REPLY)):
            person_id = at(session, jay).id
            outbox.queue(session, Outgoing(Body(text), what, person_id=person_id), jay.id, long_ago)

    life.walkalong.sender.wake()
    await jay.sees("here you are")
    await life.walkalong.sender.drained()

    assert states(life, jay, kind) == [State.SKIPPED]
    assert "how's your week?" not in [message.text for message in await jay.screen()]
