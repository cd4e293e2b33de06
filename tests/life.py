"""A whole Walkalong in one process, over real HTTP, with people who hold phones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.settings import Settings
from bot.tick import NIGHTLY
from bot.wiring import Walkalong
from care.help_lines import HELP_LINES
from care.hours import ReadingHours
from care.programme import Programme
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from storage import codes, diary, staff
from storage.database import Database
from storage.models import Person, Role
from tests import cast

PROGRAMME = Programme(
    name="Made-up Town",
    areas=("Riverside", "Hilltop"),
    zone=ZoneInfo("Europe/London"),
    reading_hours=ReadingHours(),
    help_lines=HELP_LINES,
    star_months=6,
)


@dataclass(slots=True)
class Life:
    """A running sandbox and bot."""

    sandbox: Sandbox
    walkalong: Walkalong
    database: Database

    @property
    def clock(self) -> Clock:
        """The bot's clock."""
        return self.walkalong.clock

    def link(self, role: Role, *, person_id: int | None = None) -> str:
        """Make a one-time link."""
        with self.database.write() as session:
            code = codes.issue(session, role, self.clock.now(), person_id=person_id)
        return f"https://t.me/{self.walkalong.application.bot.username}?start={code}"

    async def phone(self, name: str) -> Phone:
        """Give somebody a phone."""
        return await self.sandbox.phone(name)

    async def manager(self) -> Phone:
        """Let a manager in."""
        sunny = await self.phone("Sunny")
        await sunny.opens(self.link(Role.MANAGER))
        await sunny.sees("Welcome to Walkalong")
        return sunny

    async def coordinator(self, first_name: str = "Robin") -> Phone:
        """Let a Coordinator in, who says their first name."""
        robin = await self.phone(first_name)
        await robin.opens(self.link(Role.COORDINATOR))
        await robin.sees("What first name")
        await robin.types(first_name)
        await robin.sees(f"Thank you, {first_name}")
        return robin

    async def young(self, name: str = "Jay") -> Phone:
        """Introduce somebody to the first Coordinator, and let them open their link."""
        person_id = self.introduced(name)
        jay = await self.phone(name)
        await jay.opens(self.link(Role.YOUNG, person_id=person_id))
        await jay.sees("good to meet you")
        return jay

    async def joined(self, name: str = "Jay", often: str = "Weekly") -> Phone:
        """Somebody who said yes and chose how often."""
        jay = await self.young(name)
        await turn_to_the_end_of_hello(jay)
        await jay.taps("Yes, start")
        await jay.sees("How often")
        await jay.taps(often)
        await jay.sees("Ready for your star")
        return jay

    def introduced(self, name: str = "Jay") -> int:
        """Introduce somebody to the first Coordinator; returns the person's id."""
        with self.database.write() as session:
            first = staff.everyone(session, Role.COORDINATOR)[0]
            return cast.introduced(session, first, self.clock.now(), name=name).id

    def person(self, name: str = "Jay") -> Person:
        """Look somebody up in the database by the name they like."""
        with self.database.read() as session:
            return next(person for person in session.query(Person) if person.call_me == name)

    async def later(self, **by: float) -> None:
        """Let time pass, with all that is due in it."""
        await self.walkalong.move_to(self.clock.now() + timedelta(**by))

    async def much_later(self, **by: float) -> None:
        """Let months pass likewise; the work of all their nights, 50 ms each, is done in the last one."""
        with self.database.write() as session:
            diary.plan_chore(session, NIGHTLY, self.clock.now() + timedelta(**by))
        await self.later(**by)


async def turn_to_the_end_of_hello(jay: Phone) -> None:
    """Tap Next until the question whether to start."""
    for page in range(2, 8):
        await jay.taps("Next")
        await jay.sees(f"{page} of 7")


async def begin_star(jay: Phone) -> None:
    """Tap Start under the offer of a star."""
    await jay.taps("Start")
    await jay.sees("Question 1 of 8")


async def answer_star(jay: Phone, *scores: int) -> None:
    """Tap these scores, one question after another, from the first."""
    for number, score in enumerate(scores, 1):
        await jay.taps(str(score))
        await jay.sees(f"Question {number + 1} of 8" if number < 8 else "anything you want")


async def end_a_part_star(jay: Phone, words: str) -> None:
    """Tap 3 and 4, stop there, and say this when asked for anything more."""
    await begin_star(jay)
    await answer_star(jay, 3, 4)
    await jay.taps("Stop here")
    await jay.sees("anything you want")
    await jay.types(words)
    await jay.sees("star done")


@asynccontextmanager
async def living(url: str, key: str, start: datetime) -> AsyncIterator[Life]:
    """Start sandbox and bot over a migrated database, at a moment."""
    clock = Clock(start)
    database = Database(url, [key])
    database.check()
    walkalong: Walkalong | None = None

    async def move_to(moment: datetime) -> None:
        if walkalong is not None:
            await walkalong.move_to(moment)

    async with Sandbox(now=clock.now, move_to=move_to) as sandbox:
        settings = Settings(
            PROGRAMME, url, telegram_api_url=sandbox.url, telegram_token=sandbox.token, secret_keys=(key,)
        )
        walkalong = Walkalong(settings, database, clock)
        await walkalong.start()
        try:
            yield Life(sandbox, walkalong, database)
        finally:
            await walkalong.stop()
