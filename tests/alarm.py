"""Made-up people around an alert: Jay, whose Coordinator is Robin; Ash beside Robin; the managers Sunny and Pat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.phone import Phone
from sandbox.serving import Sandbox
from storage import alerts, shifts, staff
from storage.database import Database
from storage.models import Alert, AlertStep, Role
from tests import cast
from tests.life import PROGRAMME, Life, living

IN_NEED = "i want to die"
ASKED_FOR = "may need"  # stands in whatever tells somebody of an alert


@dataclass(slots=True)
class Crew:
    """A running Walkalong, and everybody's phones."""

    life: Life
    phones: dict[str, Phone]

    def __getitem__(self, name: str) -> Phone:
        """Somebody's phone."""
        return self.phones[name]

    def wears(self, name: str, hat: str, **length: float) -> None:
        """Let somebody wear a hat from now on."""
        wear(self.life.database, self[name], hat, self.life.clock.now(), timedelta(**length))

    def goes(self, name: str) -> None:
        """Let somebody stop working here."""
        with self.life.database.write() as session:
            member = staff.at(session, self[name].id)
            assert member is not None
            staff.remove(session, member, self.life.clock.now())

    async def needs_help(self, text: str = IN_NEED) -> None:
        """Let Jay write that there is a crisis, and have it answered."""
        await self["Jay"].types(text)
        await self["Jay"].sees("999", 30)
        await self.life.walkalong.sender.drained()

    async def told(self, name: str) -> list[str]:
        """The local times at which somebody's phone was told of an alert: "Tue 10:15"."""
        await self.life.walkalong.sender.drained()
        screen = await self[name].screen()
        return [local(seen.date) for seen in screen if seen.from_bot and ASKED_FOR in seen.text]

    def steps(self) -> list[str]:
        """The steps of the newest alert, each with its local time."""
        return [f"{step.what} {local(step.at)}" for step in self._steps()]

    def _steps(self) -> list[AlertStep]:
        with self.life.database.read() as session:
            return alerts.steps(session, self.alert().id)

    def alert(self) -> Alert:
        """The newest alert."""
        with self.life.database.read() as session:
            return session.query(Alert).order_by(Alert.id.desc()).limit(1).one()


def wear(database: Database, phone: Phone, hat: str, now: datetime, length: timedelta) -> None:
    """Let whoever holds a phone wear a hat."""
    with database.write() as session:
        member = staff.at(session, phone.id)
        assert member is not None
        shifts.put_on(session, member.id, hat, now, now + length)


def local(at: datetime) -> str:
    """Say a moment as the clock on the wall does."""
    return f"{at.astimezone(PROGRAMME.zone):%a %H:%M}"


async def people(life: Life) -> Crew:
    """Let everybody in."""
    return Crew(life, await phones(life.sandbox, life.database, life.clock.now()))


async def phones(sandbox: Sandbox, database: Database, now: datetime) -> dict[str, Phone]:
    """Give everybody a phone and their rows; Jay said yes a month ago."""
    names = ("Robin", "Ash", "Sunny", "Pat", "Jay")
    phones = {name: await sandbox.phone(name, started=True) for name in names}
    with database.write() as session:
        robin = cast.coordinator(session, now, chat_id=phones["Robin"].id)
        cast.coordinator(session, now, chat_id=phones["Ash"].id, name="Ash")
        for name in ("Sunny", "Pat"):
            staff.register(session, Role.MANAGER, phones[name].id, now)
        cast.said_yes(session, robin, now - timedelta(days=30), chat_id=phones["Jay"].id)
    return phones


@asynccontextmanager
async def crew_at(url: str, key: str, start: datetime) -> AsyncIterator[Crew]:
    """Begin at a moment."""
    async with living(url, key, start) as life:
        yield await people(life)
