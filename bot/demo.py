"""`walkalong demo`: sandbox, bot and scheduler in one process, with a made-up programme. No account, no internet."""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.fernet import Fernet

from bot import made_up
from bot.clock import Clock
from bot.environment import SettingsError
from bot.open_database import open_database
from bot.settings import Settings
from bot.tables import read_tables
from bot.wiring import Walkalong, speak_plainly
from bot.written_once import write_once
from care.help_lines import HelpLine
from care.programme import Programme
from sandbox.phone import Phone
from sandbox.serving import Sandbox
from storage import codes, diary, people, staff
from storage.database import Database
from storage.models import Role, Staff
from wording import say

FIRST_PORT = 8765
MARK = "made-up-people-only.txt"


@dataclass(slots=True)
class Demo:
    """A running demo: the sandbox and the bot in it."""

    sandbox: Sandbox
    walkalong: Walkalong
    database: Database

    def link(self, role: Role, *, person_id: int | None = None, staff_id: int | None = None) -> str:
        """Make a one-time link for a role."""
        with self.database.write() as session:
            code = codes.issue(
                session, role, self.walkalong.clock.now(), person_id=person_id, staff_id=staff_id
            )
        return f"https://t.me/{self.walkalong.application.bot.username}?start={code}"

    def introduce(self, name: str) -> str:
        """Introduce one more made-up person to the first Coordinator, and return their link."""
        with self.database.write() as session:
            person = people.introduce(
                session,
                _first_coordinator(self.database).id,
                name,
                self.walkalong.clock.now(),
                area=self.walkalong.settings.programme.areas[0],
                introduced_by=say("demo-introduced-by"),
                introduced_on=self.walkalong.clock.now().date(),
                has_pa="unknown",
                under_16=False,
            )
        return self.link(Role.YOUNG, person_id=person.id)


def demo(*, folder: Path, port: int | None, keep: bool) -> None:
    """Run until stopped. SettingsError when a real token is about, or the folder is not the demo's own."""
    _refuse_what_is_real()
    prepare(folder, keep=keep)
    speak_plainly()
    try:
        asyncio.run(_demo(folder, port if port is not None else _free_port()))
    except KeyboardInterrupt:
        sys.stdout.write(f"\n{say('demo-over')}\n")


def story() -> bool:
    """Play the whole story; True when every step happened."""
    from bot.story import play

    _refuse_what_is_real()
    return play()


async def _demo(folder: Path, port: int) -> None:
    async with running(folder, port) as started:
        await _hand_out_phones(started)
        await started.walkalong.run_until_over()


@asynccontextmanager
async def running(folder: Path, port: int = 0, clock: Clock | None = None) -> AsyncIterator[Demo]:
    """Start sandbox and bot over the database in `folder`, filled with made-up people when it is new."""
    settings = _settings(folder)
    database = open_database(settings)
    clock = clock or _clock_of(database)
    _fill_when_new(database, clock, settings.programme)
    walkalong: Walkalong | None = None

    async def move_to(moment: datetime) -> None:
        if walkalong is not None:
            await walkalong.move_to(moment)

    def next_due() -> datetime | None:
        with database.read() as session:
            return diary.next_said(session, clock.now())

    async with Sandbox(port=port, now=clock.now, move_to=move_to, next_due=next_due) as sandbox:
        _people_have_phones(sandbox, database, clock)
        settings = _at(settings, sandbox)
        walkalong = Walkalong(settings, database, clock)
        await walkalong.start()
        try:
            yield Demo(sandbox, walkalong, database)
        finally:
            await walkalong.stop()


# --- the demo's own folder ---------------------------------------------------------------------------------


def _refuse_what_is_real() -> None:
    """A demo never meets a real bot: not even a token may be about."""
    given = [name for name in os.environ if name.startswith("WALKALONG_TELEGRAM_TOKEN")]
    if given:
        raise SettingsError(say("demo-refuses-token", name=given[0]))
    if os.environ.get("WALKALONG_DATABASE_URL"):
        raise SettingsError(say("demo-refuses-database"))


def prepare(folder: Path, *, keep: bool) -> None:
    """Make the folder anew, or go on with what an earlier demo left; never touch a folder that is not ours."""
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise SettingsError(say("demo-folder-not-ours", path=str(folder)))
    if folder.exists() and not keep:
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_once(folder / MARK, say("demo-mark") + "\n")
    write_once(folder / "secret.key", Fernet.generate_key().decode() + "\n")


def _settings(folder: Path) -> Settings:
    tables = read_tables(Path("no-such-file"))  # the template's values: a demo has no walkalong.toml
    programme = Programme(
        name=say("demo-programme-name"),
        areas=tuple(say("demo-areas").split(", ")),
        reach=say("demo-reach"),
        zone=ZoneInfo("Europe/London"),
        reading_hours=tables.reading_hours,
        help_lines=tuple(_looked_up_today(line) for line in tables.help_lines),
        star_months=tables.star.months_between,
        privacy_contact=say("made-up-privacy-contact"),
        duty_route=say("made-up-duty-route"),
    )
    key = (folder / "secret.key").read_text(encoding="ascii").strip()
    return Settings(programme, f"sqlite:///{folder / 'walkalong.db'}", secret_keys=(key,))


def _looked_up_today(line: HelpLine) -> HelpLine:
    """A demo shows all the words of a crisis; `demo-help-lines` says that this date is made up (R44)."""
    return line.model_copy(update={"checked_on": Clock().now().date()})


def _at(settings: Settings, sandbox: Sandbox) -> Settings:
    return replace(settings, telegram_api_url=sandbox.url, telegram_token=sandbox.token)


def _clock_of(database: Database) -> Clock:
    """Go on from where an earlier demo's clock had been moved to."""
    with database.read() as session:
        last = diary.last_entry(session)
    return Clock(last) if last is not None and last > Clock().now() else Clock()


def _fill_when_new(database: Database, clock: Clock, programme: Programme) -> None:
    with database.write() as session:
        if not staff.everyone(session):
            made_up.fill(session, clock.now(), programme)


def _people_have_phones(sandbox: Sandbox, database: Database, clock: Clock) -> None:
    """Give every account in the database a phone that is not shown, so that messages to it arrive."""
    # Ids that go on from the clock: after `--keep` they must not look like updates that were handled before.
    sandbox.world.updates.next_id = int(clock.now().timestamp())
    with database.read() as session:
        chats = [*people.chats(session), *(member.chat_id for member in staff.everyone(session))]
    for chat_id in {chat for chat in chats if chat is not None}:
        sandbox.world.add_account(say("demo-background-phone"), account_id=chat_id, shown=False, started=True)


def _free_port() -> int:
    """Find the next free port, so that a second demo can run beside the first."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return 0


def _first_coordinator(database: Database) -> Staff:
    with database.read() as session:
        return staff.everyone(session, Role.COORDINATOR)[0]


async def _hand_out_phones(started: Demo) -> None:
    """Put three people with phones into the page, each with their link opened, and say where to look."""
    coordinator = _first_coordinator(started.database)
    links = {
        "demo-young": started.introduce(say("demo-young-name")),
        "demo-coordinator": started.link(Role.COORDINATOR, staff_id=coordinator.id),
        "demo-manager": started.link(Role.MANAGER),
    }
    names = {
        "demo-young": say("demo-young-name"),
        "demo-coordinator": coordinator.first_name or "",
        "demo-manager": say("demo-manager-name"),
    }
    lines = [say("demo-address", url=started.sandbox.url), ""]
    for key, url in links.items():
        await Phone.add(started.sandbox.url, names[key], label=say(f"{key}-label"), open=url)
        lines.append(say("demo-link", who=f"{say(f'{key}-label')} ({names[key]})", url=url))
    lines += ["", say("demo-spare", url=started.introduce(say("demo-spare-name")))]
    lines += ["", say("demo-help-lines"), "", say("demo-stop")]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
