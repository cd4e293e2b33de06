"""Updates in: written down before they are acknowledged, each handled once, whatever Telegram does."""

import json
from dataclasses import replace

import pytest

from bot import receiver
from bot.settings import SettingsError
from sandbox.phone import Phone
from storage import inbox
from storage.database import sqlite_path
from storage.models import Kind
from tests.company import LONG, at, calls, joined, logged, received, sent, texts
from tests.life import Life

ANSWER = "Thanks, got it"
IN_A_GROUP = {
    "message_id": 1,
    "date": 1_773_136_800,
    "chat": {"id": -5, "type": "group", "title": "Friends"},
    "from": {"id": 5, "is_bot": False, "first_name": "Sky"},
    "text": "not for the bot",
}


@pytest.fixture
async def jay(life: Life) -> Phone:
    """Somebody who joined."""
    return await joined(life)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed poll is followed by the next at once."""
    monkeypatch.setattr(receiver, "PAUSE", 0.01)


async def test_it_asks_for_every_kind_of_update_that_it_answers(life: Life, jay: Phone) -> None:
    await jay.types("hello")
    await jay.sees(ANSWER)

    asked = json.loads(str(calls(life, "getUpdates")[0]["allowed_updates"]))

    assert asked == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_the_first_poll_acknowledges_nothing(life: Life, jay: Phone) -> None:
    await jay.types("hello")
    await jay.sees(ANSWER)

    assert "offset" not in calls(life, "getUpdates")[0]


async def test_an_update_is_acknowledged_only_once_it_is_stored(life: Life, jay: Phone) -> None:
    poll = life.sandbox.faults.hold("getUpdates")
    life.sandbox.world.updates.next_id = 500

    await jay.types("hello")
    acknowledging = await poll.caught(LONG)

    assert acknowledging.params["offset"] == "501"
    assert [row.update_id for row in received(life)] == [500]


async def test_an_update_that_comes_twice_is_answered_once(life: Life, jay: Phone) -> None:
    await jay.types("hello")
    await jay.sees(ANSWER)

    life.sandbox.world.updates.repeat()
    await jay.types("/help")
    await jay.sees("999")

    assert len([text for text in await texts(jay) if ANSWER in text]) == 1
    assert len(sent(life, jay, Kind.WORDS)) == 1


async def test_ids_that_start_again_lower_are_heard_and_acknowledged(life: Life, jay: Phone) -> None:
    await jay.types("hello")
    await jay.sees(ANSWER)
    life.sandbox.world.updates.next_id = 7
    poll = life.sandbox.faults.hold("getUpdates")

    await jay.types("/help")
    await jay.sees("999")

    assert (await poll.caught(LONG)).params["offset"] == "8"


async def test_an_update_nobody_can_read_is_put_aside_and_the_next_is_answered(
    life: Life, jay: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    life.sandbox.world.updates.inject({"message": {"message_id": 1, "text": "my secret words"}})

    await jay.types("hello")
    await jay.sees(ANSWER)

    poisoned, handled = received(life)
    assert poisoned.state == inbox.PARKED
    assert poisoned.payload is not None
    assert "my secret words" in str(poisoned.payload)
    assert handled.state == inbox.DONE
    assert "put aside" in caplog.text
    assert "secret" not in caplog.text


async def test_half_an_emoji_can_be_written_down_too(life: Life) -> None:
    update: dict[str, object] = {"update_id": 7, "message": {"text": "\ud83d"}}

    with life.database.write() as session:
        inbox.take_in(session, [update], life.clock.now())

    assert received(life)[0].payload == update


async def test_what_is_put_aside_is_sealed(life: Life, jay: Phone) -> None:  # R54
    path = sqlite_path(life.database.url)
    assert path is not None
    life.sandbox.world.updates.inject({"message": {"message_id": 1, "text": "my secret words"}})
    await jay.types("hello")
    await jay.sees(ANSWER)

    on_disk = b"".join(file.read_bytes() for file in path.parent.glob("walkalong.db*"))

    assert b"secret words" not in on_disk


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"message": IN_A_GROUP}, id="a group that it was put into"),
        pytest.param({"something_new": {"text": "hm"}}, id="a kind that is not invented yet"),
        pytest.param({}, id="nothing in it"),
    ],
)
async def test_an_update_that_needs_no_answer_is_done_and_keeps_nothing(
    life: Life, jay: Phone, update: dict[str, object]
) -> None:
    life.sandbox.world.updates.inject(update)

    await jay.types("hello")
    await jay.sees(ANSWER)

    assert [(row.state, row.payload) for row in received(life)] == [(inbox.DONE, None)] * 2


@pytest.mark.parametrize(
    ("code", "words", "retry_after"),
    [
        pytest.param(409, "Conflict: terminated by other getUpdates request", None, id="another poller"),
        pytest.param(429, "Too Many Requests: retry after 1", 1, id="too many requests"),
        pytest.param(502, "Bad Gateway", None, id="bad gateway"),
        pytest.param(404, "Not Found", None, id="not found for a moment"),
    ],
)
async def test_after_a_poll_that_was_refused_it_goes_on(
    life: Life, jay: Phone, code: int, words: str, retry_after: int | None
) -> None:
    life.sandbox.faults.fail("getUpdates", code, words, retry_after=retry_after)
    await jay.types("see you at the cafe later")
    await jay.sees(ANSWER)

    await jay.types("/help")
    await jay.sees("999")


@pytest.mark.parametrize("when", ["before", "after"])
async def test_after_a_dropped_connection_it_goes_on_and_hears_nothing_twice(
    life: Life, jay: Phone, when: str
) -> None:
    async with logged("bot.receiver", "No updates just now"):
        life.sandbox.faults.add("drop", "getUpdates", when=when)
        await jay.types("hello")
        await jay.sees(ANSWER)
        await jay.types("/help")

    await jay.sees("999")
    assert len(sent(life, jay, Kind.WORDS)) == 1


async def test_a_token_that_was_taken_back_ends_it_with_a_sentence(life: Life, jay: Phone) -> None:
    life.sandbox.faults.fail("getUpdates", 401, "Unauthorized")
    await jay.types("see you at the cafe later")

    with pytest.raises(SettingsError, match="does not know this bot token"):
        await life.walkalong.run_until_over()


async def test_a_buttons_spinner_ends_even_when_its_handler_fails(life: Life, jay: Phone) -> None:
    await jay.types("/star")
    await jay.sees("Ready for your star")
    turns = life.walkalong.turns
    turns._programme = replace(turns._programme, languages=("en", "xx"))
    with life.database.write() as session:
        at(session, jay).language = "xx"  # there are no words in it, so every handler fails

    spinner = life.sandbox.faults.hold("answerCallbackQuery", "after")
    await jay.taps("Start")
    await spinner.caught(LONG)

    assert all(query.answered for query in life.sandbox.world.queries.values())
    spinner.release()
