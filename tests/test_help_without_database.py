"""Help and the crisis words come with the database gone, once; when it is back everything is answered in full (R45)."""

import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest

from bot.clock import Clock
from bot.last_resort import LastResort
from care.help_lines import CORE
from sandbox.phone import Phone
from storage import inbox
from storage.database import Database, sqlite_path
from storage.messages import Body
from storage.models import Message
from tests import cast
from tests.child import locked
from tests.company import calls
from tests.conftest import KEY, TUESDAY
from tests.life import PROGRAMME, Life, living
from wording import say

CRISIS = "i want to die"
LATER = say("help-static-later")
LONG = 30.0  # seconds: the database is given five before it counts as gone


@pytest.fixture
async def life(sqlite_url: str) -> AsyncIterator[Life]:
    async with living(sqlite_url, KEY, TUESDAY) as lived:
        yield lived


@pytest.fixture
async def jay(life: Life) -> Phone:
    jay = await life.sandbox.phone("Jay", started=True)
    with life.database.write() as session:
        cast.said_yes(session, cast.coordinator(session, TUESDAY), TUESDAY, chat_id=jay.id)
    return jay


async def from_bot(phone: Phone) -> list[str]:
    return [one.text for one in await phone.screen() if one.from_bot]


@pytest.mark.parametrize("asked", ["/help", "help", "Help me!"])
async def test_help_comes_from_files_alone_and_once_more_when_the_database_is_back(
    life: Life, jay: Phone, asked: str, caplog: pytest.LogCaptureFixture
) -> None:  # R45
    with locked(life.database.url):
        await jay.types(asked)
        static = await jay.sees(LATER, within=LONG)
    await jay.looks_away()
    full = await jay.sees("You can type here for Robin too", within=LONG)

    texts = await from_bot(jay)
    assert [number for number in CORE.values() if number not in static.text] == []
    assert [text.endswith(LATER) for text in texts] == [True, False]
    assert full.labels == ["Call me"]
    assert "help me" not in caplog.text.lower()


async def test_a_crisis_gets_its_words_at_once_and_is_kept_and_answered_when_the_database_is_back(
    life: Life, jay: Phone
) -> None:  # R32, R45
    with locked(life.database.url):
        await jay.types(CRISIS)
        await jay.types("is the cafe open")
        static = await jay.sees(LATER, within=LONG)
    await jay.looks_away()
    await jay.sees("Someone will read this by", within=LONG)
    await jay.sees("Thanks, got it", within=LONG)

    with life.database.read() as session:
        kept = [row.body["text"] for row in session.query(Message).filter_by(kind="words")]
    assert static.text == f"{say('crisis')}\n\n{LATER}"
    assert len(await from_bot(jay)) == 3
    assert kept == [CRISIS, "is the cafe open"]


@contextmanager
def no_room(life: Life) -> Iterator[None]:
    """Let no file of ours grow beyond the database's log: to SQLite that is a full disk."""
    path = sqlite_path(life.database.url)
    assert path is not None
    size = path.with_name(f"{path.name}-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_what_was_taken_in_before_the_disk_was_full_is_answered_all_the_same(
    life: Life, jay: Phone
) -> None:
    message = {"message_id": 900, "date": 1, "chat": {"id": jay.id, "type": "private"}, "text": CRISIS}
    with life.database.write() as session:
        inbox.take_in(session, [{"update_id": 900, "message": message}], TUESDAY)

    with no_room(life):
        life.walkalong.turns.wake()
        await jay.sees(f"{say('crisis')}\n\n{LATER}", within=LONG)
    await jay.looks_away()
    await jay.sees("Someone will read this by", within=LONG)

    assert len(await from_bot(jay)) == 2


async def test_a_handler_that_fails_keeps_nobody_from_the_crisis_words(
    life: Life, jay: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:  # R46
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("handlers.worries.alerting.raised", broken)
    await jay.types(CRISIS)
    await jay.sees("Sorry, that went wrong at my end.")

    assert (await from_bot(jay))[0] == f"{say('crisis')}\n\n{LATER}"


# --- what is answered, update by update --------------------------------------------------------------------


class Told:
    """Keeps what was said without a row."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []

    async def say(self, chat_id: int, body: Body) -> None:
        self.said.append((chat_id, body.text))


def update(number: int, **message: object) -> dict[str, object]:
    chat = {"id": 5, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "date": 1, "chat": chat, **message}}


TAP = {
    "id": "1",
    "data": "v1.help",
    "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}},
}


@pytest.mark.parametrize(
    "asked",
    [
        update(1, text="/help"),
        update(1, text="/help@a_made_up_bot"),
        update(1, text=CRISIS),
        update(1, caption=CRISIS, photo=[]),
        {"update_id": 1, "edited_message": update(1, text=CRISIS)["message"]},
        {"update_id": 1, "callback_query": TAP},
    ],
)
async def test_each_is_answered_once_however_often_it_is_tried(asked: dict[str, object]) -> None:  # R45
    told = Told()
    last_resort = LastResort(told.say, PROGRAMME, Clock(TUESDAY))

    for _ in range(3):
        await last_resort.answer([asked])

    assert [chat_id for chat_id, _ in told.said] == [5]


async def test_without_the_word_check_either_help_is_said(monkeypatch: pytest.MonkeyPatch) -> None:  # R46
    def broken(_: str) -> None:
        raise RuntimeError

    monkeypatch.setattr("handlers.last_resort.check", broken)
    told = Told()

    await LastResort(told.say, PROGRAMME, Clock(TUESDAY)).answer([update(1, text="is the cafe open")])

    assert [text.startswith(say("help-static")) for _, text in told.said] == [True]


@pytest.mark.parametrize(
    "asked",
    [
        update(1, text="is the cafe open"),
        update(1, text="help", chat={"id": -5, "type": "group"}),
        {"update_id": 1, "callback_query": {**TAP, "data": "v1.star.begin"}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        {"update_id": 1, "message": None},
        {"update_id": "one"},
        {},
    ],
)
async def test_everything_else_waits_for_the_database(asked: dict[str, object]) -> None:
    told = Told()

    await LastResort(told.say, PROGRAMME, Clock(TUESDAY)).answer([asked])

    assert told.said == []


# --- staff -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["/help", CRISIS])
async def test_staff_who_were_there_at_the_start_do_not_get_young_peoples_words(
    sqlite_url: str, typed: str
) -> None:  # R45
    database = Database(sqlite_url, [KEY])
    with database.write() as session:
        cast.coordinator(session, TUESDAY, chat_id=5)
    database.close()

    async with living(sqlite_url, KEY, TUESDAY) as lived:
        await lived.walkalong.last_resort.answer([update(1, text=typed)])

        assert [call["text"] for call in calls(lived, "sendMessage")] == [say("staff-last-resort")]


async def test_staff_who_came_since_do_not_get_them_either(life: Life) -> None:  # R45
    robin = await life.coordinator()

    await life.walkalong.last_resort.answer(
        [update(1, text="/help", chat={"id": robin.id, "type": "private"})]
    )

    await robin.sees(say("staff-last-resort"))
