"""`make shots`: plays a short story on three phones and takes the pictures in docs/pictures."""

import asyncio
import logging
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.demo import Demo, prepare, running
from bot.story import FIRST_STAR, SECOND_STAR, STARTS
from sandbox.phone import Phone
from storage import staff
from storage.models import Role
from tests.camera import Camera, camera, keep

PATIENCE = 30.0  # seconds: the first drawing starts a process


class StillClock(Clock):
    """A clock that stands until it is moved, so that every picture tells the same time."""

    def __init__(self, at: datetime) -> None:
        """Stand at an aware moment."""
        super().__init__(at)
        self._at = at

    def now(self) -> datetime:
        """Return where it stands."""
        return self._at

    def set(self, moment: datetime) -> None:
        """Stand there from now on; it never goes back."""
        self._at = max(self._at, moment)


async def main() -> None:
    """Take every picture."""
    logging.basicConfig(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="walkalong-shots-") as folder:
        path = Path(folder) / "demo"
        prepare(path, keep=False)
        async with running(path, clock=StillClock(STARTS)) as demo, camera(demo.sandbox.url, STARTS) as eye:
            await _story(demo, eye)


async def _story(demo: Demo, camera: Camera) -> None:
    jay, robin, sunny = await _phones(demo)
    await _says_yes(jay, camera)
    await _first_star(jay)
    await _reads_and_answers(robin, jay, camera)
    await _plans_a_nudge(robin, camera)
    await _hears_on_friday(demo, jay, camera)
    await _all_at_once(jay, robin, sunny, camera)
    await demo.walkalong.move_to(STARTS + timedelta(days=220))
    await _second_star(jay, camera)
    await _looks_at_their_page(robin, camera)
    await _asks_what_is_held(jay, camera)
    await _says_the_worst(jay, robin, camera)


async def _asks_what_is_held(jay: Phone, camera: Camera) -> None:
    await jay.types("/mydata")
    await jay.sees("Here is what we hold about you")
    await camera.one_phone("mydata.png", jay, "Here is what we hold about you", height=1000)


async def _says_the_worst(jay: Phone, robin: Phone, camera: Camera) -> None:
    await jay.types("i dont want to be here any more")
    await jay.sees("Thank you for telling me that")
    await camera.one_phone("crisis.png", jay, "Thank you for telling me that", height=960)
    await robin.sees("may need you now")
    await camera.one_phone("alert.png", robin, "may need you now")
    await robin.taps("Open")
    await robin.sees("any more")
    await camera.one_phone("alert-open.png", robin, "any more", height=960)


async def _phones(demo: Demo) -> tuple[Phone, Phone, Phone]:
    """Hand out the three phones, each with its link opened."""
    with demo.database.read() as session:
        robin_id = staff.everyone(session, Role.COORDINATOR)[0].id
    links = {
        ("Jay", "Young person"): demo.introduce("Jay"),
        ("Robin", "Coordinator"): demo.link(Role.COORDINATOR, staff_id=robin_id),
        ("Sunny", "Manager"): demo.link(Role.MANAGER),
    }
    jay, robin, sunny = [
        await demo.sandbox.phone(name, label=label, open=link) for (name, label), link in links.items()
    ]
    await robin.sees("Thank you, Robin")
    await sunny.sees("Welcome to Walkalong")
    return jay, robin, sunny


async def _says_yes(jay: Phone, camera: Camera) -> None:
    await jay.sees("1 of 7")
    for page in range(2, 8):
        await jay.taps("Next")
        await jay.sees(f"{page} of 7")
    await camera.one_phone("hello.png", jay, "7 of 7")
    await jay.taps("Yes, start")
    await jay.sees("How often")
    await jay.taps("Weekly")
    await jay.sees("Ready for your star?")


async def _first_star(jay: Phone) -> None:
    await jay.taps("Start")
    await _answers(jay, FIRST_STAR, begin=1)
    await jay.types("the new flat is alright, just a bit quiet")
    await jay.sees("That's your star done")
    await jay.taps("Not now")


async def _answers(jay: Phone, scores: tuple[int, ...], *, begin: int) -> None:
    """Tap the scores of the questions from `begin` on."""
    for number in range(begin, begin + len(scores)):
        await jay.sees(f"Question {number} of 8")
        await jay.taps(str(scores[number - begin]))
    if begin + len(scores) > 8:
        await jay.sees("anything you want")


async def _reads_and_answers(robin: Phone, jay: Phone, camera: Camera) -> None:
    await robin.taps("Open inbox")
    await robin.sees("Inbox")
    await camera.one_phone("inbox.png", robin, "Inbox")
    await _opens_jay(robin)
    await robin.sees("a bit quiet")
    await robin.replies("a bit quiet", "Glad it is alright. Fancy a walk by the river on Thursday?")
    await robin.sees("Sent to Jay")
    await camera.one_phone("answer.png", robin, "Sent to Jay")
    await jay.sees("walk by the river")


async def _plans_a_nudge(robin: Phone, camera: Camera) -> None:
    await robin.types("/nudge")
    await robin.taps("New nudge")
    await robin.sees("Who is it for?")
    for name in (await robin.buttons())[:2]:
        await robin.taps(name)
        await _has(robin, f"✓ {name}")
    while "Jay" not in await robin.buttons():
        await robin.taps("Next")
        await _has(robin, "Previous")
    await robin.taps("Jay")
    await _has(robin, "✓ Jay")
    await robin.taps("Go on")
    await robin.sees("Pick one by its number")
    await robin.taps("2")
    await robin.sees("How often?")
    await robin.types("every Friday at 16:00")
    await robin.sees("When it will really arrive")
    await camera.one_phone("nudge-preview.png", robin, "When it will really arrive", height=1080)
    await robin.taps("Set it up")
    await robin.sees("nudges are set up")


async def _hears_on_friday(demo: Demo, jay: Phone, camera: Camera) -> None:
    await demo.walkalong.move_to(STARTS + timedelta(days=3, hours=6, minutes=1))
    await jay.sees("Did anything good happen")
    await camera.one_phone("nudge.png", jay, "Did anything good happen")
    await jay.taps("Reply")
    await jay.sees("Just type it here")
    await jay.types("yeah im good u? went to the library thing")
    await jay.sees("Thanks, got it")


async def _all_at_once(jay: Phone, robin: Phone, sunny: Phone, camera: Camera) -> None:
    """The picture of all three: what was written back, as its reader sees it, and the trends."""
    await sunny.types("/trends")
    await sunny.sees("The whole programme, as at")
    await camera.one_phone("trends.png", sunny, "The whole programme, as at", height=1000)
    await sunny.taps("Show as a picture")
    medians = await sunny.sees("Middle scores", within=PATIENCE)
    keep("medians.png", await sunny.fetches(medians))
    await robin.types("/inbox")
    await _opens_jay(robin)
    await robin.sees("library thing")
    await camera.all_phones("phones.png", (jay, "Thanks, got it"), (robin, "library"), (sunny, "Middle"))
    await camera.drawer("drawer.png", "Hold a message", "sendMessage", (jay, "Thanks, got it"))
    await robin.taps("Their page")
    await robin.taps("Conversation")
    await robin.sees("Jay: conversation")
    await camera.one_phone("conversation.png", robin, "Jay: conversation", height=1040)


async def _second_star(jay: Phone, camera: Camera) -> None:
    await jay.types("/star")
    await jay.taps("Start")
    await _answers(jay, SECOND_STAR[:5], begin=1)
    await jay.sees("Question 6 of 8")
    await camera.one_phone("question.png", jay, "Question 6 of 8")
    await _answers(jay, SECOND_STAR[5:], begin=6)
    await jay.taps("No, I'm done")
    await jay.sees("That's your star done")
    await jay.taps("Show me")
    star = await jay.sees("Information: ", within=PATIENCE)
    keep("star.png", await jay.fetches(star))


async def _looks_at_their_page(robin: Phone, camera: Camera) -> None:
    await robin.types("/people")
    await robin.sees("Your people")
    while not any(label.endswith(" Jay") for label in await robin.buttons()):
        await robin.taps("Next")
        await _has(robin, "Previous")
    await _opens_jay(robin)
    await robin.sees("Where they stand")
    await camera.one_phone("person.png", robin, "Where they stand", height=960)


async def _opens_jay(robin: Phone) -> None:
    """Tap Jay's name in the list that is on the screen."""
    await robin.sees(". Jay")
    await robin.taps(next(label for label in await robin.buttons() if label.endswith(" Jay")))


async def _has(phone: Phone, label: str) -> None:
    """Wait until the newest message with buttons has this one."""
    for _ in range(100):
        if label in await phone.buttons():
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{phone.name} has no button {label!r}: {await phone.buttons()}")


if __name__ == "__main__":
    asyncio.run(main())
