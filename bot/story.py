"""`walkalong demo --story`: the whole story, lived through on phones over HTTP, told as it goes."""

import asyncio
import logging
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.demo import Demo, prepare, running
from sandbox.phone import Phone, Seen
from storage.models import Role
from wording import say

STARTS = datetime(
    2026, 3, 10, 10, 0, tzinfo=UTC
)  # a Tuesday morning, so that the story is the same every day
PICTURE = 20.0  # seconds: the first picture starts the process that draws
FIRST_STAR = (4, 3, 5, 6, 4, 2, 6, 5)
SECOND_STAR = (6, 5, 5, 7, 5, 4, 8, 5)

INTRODUCTION = (
    ("Which area", "Riverside"),
    ("Who introduced them", "Skip"),
    ("When were they introduced", "Today"),
    ("Do they have a PA", "Don't know"),
    ("Are they under 16", "No"),
    ("Is this right?", "Save"),
)


class Someone:
    """A person in the story, who says aloud what they do and see."""

    def __init__(self, phone: Phone) -> None:
        """Hold this phone."""
        self.phone = phone

    async def opens(self, link: str) -> None:
        """Open a one-time link."""
        self._tell(say("story-opens"))
        await self.phone.opens(link)

    async def types(self, text: str) -> None:
        """Type something."""
        self._tell(text)
        await self.phone.types(text)

    async def taps(self, label: str) -> None:
        """Tap a button."""
        self._tell(f"[{label}]")
        await self.phone.taps(label, within=PICTURE)

    async def replies(self, to: str, text: str) -> None:
        """Use Telegram's own Reply."""
        self._tell(text)
        await self.phone.replies(to, text)

    async def sees(self, fragment: str) -> Seen:
        """Wait until the bot says this; AssertionError when it does not."""
        seen = await self.phone.sees(fragment, within=PICTURE)
        shown = seen.text if seen.media is None else f"🖼 {seen.text}"
        lines = [*shown.splitlines(), " ".join(f"[{label}]" for label in seen.labels)]
        _print("\n".join(f"      {line}" for line in lines if line))
        return seen

    def _tell(self, text: str) -> None:
        _print(f"  {self.phone.name}: {text}")


def play() -> bool:
    """Tell the whole story; True when every step happened."""
    logging.basicConfig(level=logging.ERROR)
    try:
        asyncio.run(_play())
    except AssertionError as missing:
        _print(f"\n{say('story-broken')}\n{missing}")
        return False
    _print(f"\n{say('story-told')}")
    return True


async def _play() -> None:
    with tempfile.TemporaryDirectory(prefix="walkalong-story-") as folder:
        path = Path(folder) / "demo"
        prepare(path, keep=False)
        async with running(path, clock=Clock(STARTS)) as demo:
            await _tell(demo)


async def _tell(demo: Demo) -> None:
    sunny = Someone(await demo.sandbox.phone("Sunny"))
    sasha = Someone(await demo.sandbox.phone("Sasha"))
    jay = Someone(await demo.sandbox.phone("Jay"))
    await _staff_come_in(demo, sunny, sasha)
    await jay.opens(await _introduces(sasha))
    await _says_hello(jay)
    await _does_a_star(jay, FIRST_STAR, "the new flat is alright, just a bit quiet")
    await _reads_and_answers(sasha, jay)
    await _sets_up_a_nudge(sasha)
    await _gets_a_nudge(demo, jay, sasha)
    await _half_a_year_later(demo, jay)
    await _looks_at_the_page(sasha)
    await _looks_at_the_trends(sunny)


async def _staff_come_in(demo: Demo, sunny: Someone, sasha: Someone) -> None:
    _chapter("story-staff")
    await sunny.opens(demo.link(Role.MANAGER))
    await sunny.sees("Welcome to Walkalong")
    await sasha.opens(demo.link(Role.COORDINATOR))
    await sasha.sees("What first name")
    await sasha.types("Sasha")
    await sasha.sees("Thank you, Sasha")


async def _introduces(sasha: Someone) -> str:
    """Introduce Jay; returns the one-time link that Sasha would show face to face."""
    _chapter("story-introduction")
    await sasha.types("/people")
    await sasha.taps("Add someone")
    await sasha.sees("like to be called")
    await sasha.types("Jay")
    for question, answer in INTRODUCTION:
        await sasha.sees(question)
        await sasha.taps(answer)
    link = await sasha.sees("https://t.me/")
    await sasha.sees("Show")
    return link.text


async def _says_hello(jay: Someone) -> None:
    _chapter("story-hello")
    await jay.sees("1 of 7")
    for page in range(2, 8):
        await jay.taps("Next")
        await jay.sees(f"{page} of 7")
    await jay.taps("Yes, start")
    await jay.sees("How often")
    await jay.taps("Weekly")
    await jay.sees("Ready for your star?")


async def _does_a_star(jay: Someone, scores: tuple[int, ...], words: str) -> None:
    _chapter("story-star")
    await jay.taps("Start")
    await jay.sees("Question 1 of 8")
    for number, score in enumerate(scores, 1):
        # One is typed, as people do.
        await (jay.types(f"about a {score} i think") if number == 3 else jay.taps(str(score)))
        await jay.sees(f"Question {number + 1} of 8" if number < 8 else "anything you want")
    await jay.types(words)
    await jay.sees("That's your star done")
    await jay.taps("Show me")
    await jay.sees("Information: ")


async def _reads_and_answers(sasha: Someone, jay: Someone) -> None:
    _chapter("story-inbox")
    await sasha.taps("Open inbox")
    await sasha.sees("Jay · 2 new")
    await sasha.taps("1 Jay")
    await sasha.sees("a bit quiet")
    await sasha.replies("a bit quiet", "Glad it is alright. Fancy a walk by the river on Thursday?")
    await sasha.sees("Sent to Jay")
    await jay.sees("walk by the river")


async def _sets_up_a_nudge(sasha: Someone) -> None:
    _chapter("story-nudge")
    await sasha.types("/nudge")
    await sasha.sees("Nudges")
    await sasha.taps("New nudge")
    await sasha.sees("Who is it for?")
    await sasha.taps("Jay")
    await sasha.sees("Who is it for?")
    await sasha.taps("Go on")
    await sasha.sees("Pick one by its number")
    await sasha.taps("1")
    await sasha.sees("How often?")
    await sasha.types("every Friday at 16:00")
    await sasha.sees("When it will really arrive")
    await sasha.taps("Set it up")
    await sasha.sees("One nudge is set up")


async def _gets_a_nudge(demo: Demo, jay: Someone, sasha: Someone) -> None:
    _chapter("story-friday")
    await demo.walkalong.move_to(STARTS + timedelta(days=3, hours=6, minutes=1))
    await jay.sees("just checking in")
    await jay.taps("Reply")
    await jay.sees("Just type it here")
    await jay.types("yeah im good u? went to the library thing")
    await jay.sees("Thanks, got it")
    await sasha.types("/inbox")
    await sasha.sees("Jay · ")
    await sasha.taps("1 Jay")
    await sasha.sees("library thing")
    await sasha.taps("Answer")
    await sasha.sees("Type what you want to say")
    await sasha.types("Love that. See you there next week?")
    await sasha.taps("Send to Jay")
    await jay.sees("See you there")


async def _half_a_year_later(demo: Demo, jay: Someone) -> None:
    _chapter("story-later")
    await demo.walkalong.move_to(STARTS + timedelta(days=220))
    await jay.types("/star")
    await jay.sees("Ready for your star?")
    await _does_a_star(jay, SECOND_STAR, "better than spring")


async def _looks_at_the_page(sasha: Someone) -> None:
    _chapter("story-page")
    await sasha.types("/people")
    await sasha.sees("Your people")
    await sasha.taps("1 Jay")
    await sasha.sees("said yes")
    await sasha.taps("Their star")
    await sasha.sees("Information: 4 → 6")


async def _looks_at_the_trends(sunny: Someone) -> None:
    _chapter("story-trends")
    await sunny.types("/trends")
    await sunny.sees("The whole programme, as at")
    await sunny.taps("Show as a picture")
    await sunny.sees("Middle scores")
    await sunny.types("/team")
    await sunny.sees("Sasha, here since")


def _chapter(key: str) -> None:
    _print(f"\n== {say(key)}")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
