"""Whatever arrives: a clear answer, nothing broken, nothing changed, and the next update is handled."""

import logging

import pytest

from sandbox.phone import Phone
from storage import stars
from storage.inbox import PARKED
from storage.models import Incoming, Message, Person, Score, Staff, Star
from tests.life import Life, answer_star, begin_star, turn_to_the_end_of_hello

LONG = "so there is this thing " * 220  # 5,060 characters: two messages, as Telegram cuts them
ODD = (
    LONG,
    "🦓🦓🦓 👩‍👩‍👧‍👦",
    "مرحبا، كيف حالك؟",
    "\u202ereversed\u202c \u200b\u2060",
    "<b>bold</b> *stars* _under_ [link](tg://user?id=1) {name} { $coordinator }",
    "'; DROP TABLE people; --",
    "../../etc/passwd %s %n {0}",
    "٧" * 60,
    "v1.people.page.1",
    "/",
    "//",
    "/nonsense@somebody_else 1",
    "/star@walkalong_sandbox_bot now",
    "/start v1.people.page.1",
)
FORGED = (
    "", "garbage", "v1", "v1.", "v1.people.page.1", "v1.people.remove.1", "v1.inbox.open.1", "v1.plan.gone.1",
    "v1.plan.sure.1.00000000", "v1.star.score.1.1.10", "v1.star.score.1.9.99", "v1.star.end.1", "v1.decline.other",
    "v1.dial.every_minute", "v1.trends.picture", "v1.team.show", "v1.wipe.maybe", "v1.stop.maybe", "v1.nudge.reply",
    "v1.hello.99", "v1.real.yes", "v2.wipe.yes", "v1.people.page.-1", "v1.people.page.999999999999999999999",
    "v1.people.page.٣", "🦓" * 16,
)  # fmt: skip
GIFTS = ("photo", "voice", "sticker", "contact", "document")
SORRY = "Sorry, that went wrong at my end."


@pytest.fixture
async def robin(life: Life) -> Phone:
    """A Coordinator."""
    return await life.coordinator()


@pytest.fixture
async def jay(life: Life, robin: Phone) -> Phone:
    """Somebody who said yes, with the offer of a star before them."""
    return await life.joined()


def parked(life: Life) -> list[str | None]:
    with life.database.read() as session:
        return [row.fault for row in session.query(Incoming).filter(Incoming.state == PARKED)]


def what_matters(life: Life) -> list[tuple[object, ...]]:
    """Who is there, how they stand, and every score."""
    with life.database.read() as session:
        people = [(p.id, p.call_me, p.stands, p.dial, p.stopped_at, p.chat_id) for p in session.query(Person)]
        staff = [(s.id, s.role, s.first_name, s.chat_id, s.removed_at) for s in session.query(Staff)]
        scores = [(s.star_id, s.question, s.score) for s in session.query(Score)]
        return [*people, *staff, *scores, *((s.id, s.ended_at) for s in session.query(Star))]


async def throws_everything(phone: Phone) -> None:
    """Send all that a phone can send, sensible or not."""
    for text in ODD:
        [number, *_] = await phone.types(text)
    await phone.edits(number, "changed my mind 🤷")
    for gift in GIFTS:
        await phone.sends(gift, caption=LONG[:900] if gift == "photo" else "")
    for data in FORGED:
        if data:
            await phone.taps_data(data, 1)


@pytest.mark.parametrize(
    ("who", "command", "answer"),
    [
        ("young", "/often", "How often would you like"),
        ("coordinator", "/people", "Your people"),
        ("manager", "/team", "The team"),
        ("stranger", "/help", "Samaritans"),
    ],
)
async def test_whatever_is_thrown_at_it_nothing_breaks_and_the_next_is_answered(
    life: Life, robin: Phone, caplog: pytest.LogCaptureFixture, who: str, command: str, answer: str
) -> None:
    jay = await life.joined()
    phones = {"young": jay, "coordinator": robin}
    phone = phones.get(who) or await (life.manager() if who == "manager" else life.phone("Nobody"))
    before = what_matters(life)

    await throws_everything(phone)
    await phone.types(command)
    await phone.sees(answer, within=60)
    await life.walkalong.sender.drained()

    assert what_matters(life) == before
    assert parked(life) == []
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []
    screen = await phone.screen()
    assert not [one.text for one in screen if one.from_bot and SORRY in one.text]
    assert "That button is too old to use now. Nothing has changed." in [one.text for one in screen]


async def test_long_words_and_long_names_fit_what_the_coordinator_sees(
    life: Life, robin: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff 🦓🦓🦓"
    assert len(name) <= 40
    jay = await life.joined(name)
    await jay.types("🦓" * 2048 + LONG)
    await jay.sees("Robin will see this by")

    await robin.types("/inbox")
    await robin.sees("Inbox")
    await robin.taps("1 Wolfeschlegelsteinhause…")
    await robin.sees("This is the first part.")
    await robin.taps("Their page")
    await robin.sees("Where they stand")
    await robin.taps("Conversation")
    await robin.sees(f"{name}: conversation")
    await life.walkalong.sender.drained()

    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_poison_update_is_put_aside_and_the_rest_go_on(
    life: Life, jay: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    updates = life.sandbox.world.updates
    updates.inject({"message": {"message_id": "not a number", "words": "my zebra secret"}})
    updates.inject({"callback_query": {"id": "1"}})
    updates.inject({"something_new": {"text": "from a later Telegram"}})
    updates.inject({"message": None})

    await jay.types("/often")
    await jay.sees("How often would you like")

    assert len(parked(life)) == 2
    assert "zebra" not in caplog.text


async def test_an_update_that_telegram_repeats_is_handled_once(life: Life, jay: Phone) -> None:
    await jay.types("see you at the cafe")
    await jay.sees("Robin will see this by")
    life.sandbox.world.updates.repeat()

    await jay.types("/often")
    await jay.sees("How often would you like")

    with life.database.read() as session:
        assert [row.body["text"] for row in session.query(Message).filter_by(kind="words")] == [
            "see you at the cafe"
        ]


async def test_a_handler_that_fails_says_sorry_reports_no_words_and_the_rest_go_on(
    life: Life, jay: Phone, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("zebra secret")

    monkeypatch.setattr("handlers.replies.notices.new_words", broken)
    await jay.types("my zebra secret")
    await jay.sees(SORRY)
    monkeypatch.undo()

    await jay.types("/often")
    await jay.sees("How often would you like")

    assert parked(life) == ["RuntimeError"]
    assert "zebra" not in caplog.text
    with life.database.read() as session:
        assert not session.query(Message).filter_by(kind="words").count()


async def test_two_devices_at_once_make_one_star(life: Life, jay: Phone) -> None:
    await begin_star(jay)
    await answer_star(jay, 3)
    old = await jay.last()
    await jay.types("/star")
    await jay.sees("Welcome back")
    new = await jay.last()
    star = 1

    await jay.taps_data(f"v1.star.score.{star}.2.4", new.id)
    await jay.taps_data(f"v1.star.score.{star}.1.9", old.id)
    await jay.taps_data(f"v1.star.score.{star}.2.5", new.id)
    await jay.taps_data(f"v1.star.skip.{star}.3", new.id)
    await jay.sees("Question 4 of 8")
    await life.walkalong.sender.drained()

    with life.database.read() as session:
        assert stars.answers(session, star) == {1: 9, 2: 5, 3: None}
        assert session.query(Star).count() == 1
    assert [one.id for one in await jay.screen() if "1" in one.labels] == [new.id]


async def test_a_decision_tapped_twice_is_made_once(life: Life, robin: Phone) -> None:
    jay = await life.young()
    await turn_to_the_end_of_hello(jay)
    card = await jay.last()

    await jay.taps_data("v1.hello.yes", card.id)
    await jay.taps_data("v1.hello.no", card.id)
    await jay.sees("How often would you like")
    asked = await jay.last()
    await jay.taps_data("v1.dial.weekly", asked.id)
    await jay.taps_data("v1.dial.weekly", asked.id)
    await jay.sees("Ready for your star?")
    await life.walkalong.sender.drained()

    assert (life.person().stands, life.person().dial) == ("yes", "weekly")
    assert len([one for one in await jay.screen() if "Ready for your star?" in one.text]) == 1


# --- the crawl once more, over HTTP ----------------------------------------------------------------------------


async def presses(life: Life, phone: Phone, most: int) -> set[str]:
    """Press every button that is new, the newest first; returns what they send back."""
    pressed: set[str] = set()
    for _ in range(most):
        new = [
            (button.data, one.id)
            for one in reversed(await phone.screen())
            for row in one.buttons
            for button in row
            if button.data and button.data not in pressed
        ]
        if not new:
            break
        data, number = new[0]
        pressed.add(data)
        await phone.taps_data(data, number)
        await answered(life, phone)
    return pressed


async def answered(life: Life, phone: Phone) -> None:
    """Wait until all that this phone sent is handled: updates are handled in order."""
    await phone.types("/help")
    await phone.sees("999" if "star" in await phone.commands() else "Here is what you can do")
    await life.walkalong.sender.drained()


async def test_what_others_can_press_opens_nothing_over_http_either(
    life: Life, robin: Phone, caplog: pytest.LogCaptureFixture
) -> None:  # R55
    jay = await life.joined("Zebrajay")
    ash, sunny, nobody = await life.coordinator("Ash"), await life.manager(), await life.phone("Nobody")
    other = await life.joined("Othersam")
    await nobody.types("/start")
    await jay.types("zebra words")
    await begin_star(jay)
    await answer_star(jay, 2)
    for phone, command in ((robin, "/people"), (robin, "/inbox"), (sunny, "/trends"), (sunny, "/team")):
        await phone.types(command)
        await answered(life, phone)
    found = {
        robin: await presses(life, robin, 24),
        jay: await presses(life, jay, 16),
        sunny: await presses(life, sunny, 4),
    }
    before = what_matters(life)

    for intruder in (ash, sunny, nobody, other):
        newest = (await intruder.last()).id
        for data in {data for owner in found if owner is not intruder for data in found[owner]}:
            await intruder.taps_data(data, newest)
        await answered(life, intruder)

    assert what_matters(life) == before
    for intruder in (ash, sunny, nobody, other):
        assert not [
            one.text for one in await intruder.screen() if "zebra" in f"{one.text} {one.labels}".lower()
        ]
    # On a busy machine the alarm clock rings while a tick still runs, says so, and leaves it at that.
    ours = [record for record in caplog.records if not record.name.startswith("apscheduler")]
    assert [record.message for record in ours if record.levelno >= logging.WARNING] == []
    assert min(len(found[phone]) for phone in (robin, jay)) > 7
