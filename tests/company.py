"""People who joined already, straight into the rows: for tests about how messages travel, not what they say."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta

from sqlalchemy import select

from nudges import schedules
from sandbox.phone import Phone
from storage import nudges, outbox, people, staff
from storage.database import Session
from storage.messages import Body, Outgoing
from storage.models import Incoming, Kind, Message, Nudge, Person, Role, State
from tests import cast
from tests.life import Life

LONG = 30.0  # seconds to wait at most on a busy machine


async def joined(life: Life, name: str = "Jay") -> Phone:
    """Somebody of Robin's who said yes and wants to hear weekly, and whose phone has seen nothing yet."""
    phone = await life.sandbox.phone(name, started=True)
    with life.database.read() as session:
        here = staff.everyone(session, Role.COORDINATOR)
    robin = here[0].chat_id if here else (await life.sandbox.phone("Robin", started=True)).id
    with life.database.write() as session:
        now = life.clock.now()
        member = staff.at(session, robin or 0) or cast.coordinator(session, now, chat_id=robin or 0)
        cast.said_yes(session, member, now, chat_id=phone.id, name=name)
    return phone


def at(session: Session, phone: Phone) -> Person:
    """Whose phone it is, to Walkalong."""
    person = people.at(session, phone.id)
    assert person is not None
    return person


def owe(life: Life, phone: Phone, *texts: str, kind: Kind = Kind.REPLY, body: Body | None = None) -> None:
    """Put messages into the outbox, in this order and in one transaction."""
    with life.database.write() as session:
        person_id = at(session, phone).id
        for said in [body] if body else [Body(text) for text in texts]:
            outbox.queue(session, Outgoing(said, kind, person_id=person_id), phone.id, life.clock.now())
    life.walkalong.sender.wake()


def plan(
    life: Life, phone: Phone, text: str, schedule: schedules.Schedule, due_at: datetime | None = None
) -> int:
    """Set up a nudge, due at its first moment or at another (UTC); returns its id."""
    now = life.clock.now()
    due_at = due_at or schedule.next_after(now, life.walkalong.settings.programme.zone)
    with life.database.write() as session:
        person = at(session, phone)
        text_of_schedule = schedules.dump(schedule)
        return nudges.set_up(
            session, person.coordinator_id, person.id, text, text_of_schedule, due_at, now
        ).id


def once(life: Life, **ahead: float) -> tuple[schedules.Once, datetime]:
    """A schedule of one moment, so much from now."""
    moment = life.clock.now() + timedelta(**ahead)
    return schedules.Once(on=moment.date(), at=moment.time().replace(second=0, microsecond=0)), moment


def sent(life: Life, phone: Phone, kind: Kind = Kind.REPLY) -> list[Message]:
    """The rows of what was said to somebody, oldest first."""
    with life.database.read() as session:
        wanted = (Message.chat_id == phone.id, Message.kind == kind)
        return list(session.scalars(select(Message).where(*wanted).order_by(Message.id)))


def states(life: Life, phone: Phone, kind: Kind = Kind.REPLY) -> list[State]:
    """How what was said to somebody stands."""
    return [State(row.state) for row in sent(life, phone, kind)]


def received(life: Life) -> list[Incoming]:
    """The rows of the inbox, oldest first."""
    with life.database.read() as session:
        return list(session.scalars(select(Incoming).order_by(Incoming.id)))


def planned(life: Life, nudge_id: int) -> Nudge:
    """The row of a nudge."""
    with life.database.read() as session:
        return session.get_one(Nudge, nudge_id)


async def texts(phone: Phone) -> list[str]:
    """What the bot says on a phone, oldest first."""
    return [message.text for message in await phone.screen() if message.from_bot]


def calls(life: Life, method: str) -> list[dict[str, object]]:
    """What the bot asked of a method, oldest first."""
    return [call.params for call in life.sandbox.world.calls if call.method.lower() == method.lower()]


@contextmanager
def listening(logger: str, fragment: str) -> Iterator[asyncio.Event]:
    """An event that is set when this is logged."""
    heard, loop = asyncio.Event(), asyncio.get_running_loop()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if fragment in record.getMessage():
                loop.call_soon_threadsafe(heard.set)

    ear = Ear()
    logging.getLogger(logger).addHandler(ear)
    try:
        yield heard
    finally:
        logging.getLogger(logger).removeHandler(ear)


@asynccontextmanager
async def logged(logger: str, fragment: str) -> AsyncIterator[None]:
    """Do what is within, then wait until this was logged."""
    with listening(logger, fragment) as heard:
        yield
        async with asyncio.timeout(LONG):
            await heard.wait()
