"""Everybody's phones without Telegram: turns run over a real database, and what was done can be undone.

Two Coordinators with two people each, a manager and a stranger; nobody else's words look like theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select

from care.programme import Programme
from handlers import routes
from handlers.turn import Answer, Heard, Outgoing, Redraw, Said, Turn, read_tap
from nudges import schedules
from nudges.courtesy import Dial
from nudges.due import speak_when_due
from star.questions import NUMBERS, VERSION
from storage import (
    codes,
    drafts,
    languages,
    messages,
    nudges,
    outbox,
    people,
    requests,
    staff,
    stars,
    waiting,
)
from storage.database import Session
from storage.messages import Body
from storage.models import Kind, Message, Person, Role, Staff, State, Table
from tests.life import PROGRAMME

ROBIN, ASHLING, SUNNY, NOBODY = 9_000_000_001, 9_000_000_002, 9_000_000_003, 9_000_000_004
ZEBRA, HERON, OTTER = 8_000_000_001, 8_000_000_002, 8_000_000_003
WEEKLY = schedules.dump(schedules.Weekly(weekday=1, at=time(11)))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a turn put on somebody's phone; `card` is the name of a card."""

    chat_id: int
    body: Body
    card: str | None


class Street:
    """A database and the phones of everyone in it. Message ids count from 1000 in every chat, as Telegram's do."""

    def __init__(self, session: Session, now: datetime, programme: Programme = PROGRAMME) -> None:
        """Stand in a street where nobody has said anything."""
        self.session, self.now, self.programme = session, now, programme
        self.language = "en"
        self.phones: dict[int, dict[int, Body]] = {}

    def taps(self, chat_id: int, data: str, on: int | None) -> list[Shown]:
        """Send tap data from under a message, whether or not the button is there."""
        return self.does(Said(Heard.TAP, chat_id, on, tap=read_tap(data)))

    def types(self, chat_id: int, text: str, replies_to: int | None = None) -> list[Shown]:
        """Type something, or answer a message with Telegram's own Reply."""
        return self.does(Said(Heard.WORDS, chat_id, self._next_id(chat_id), text, replies_to=replies_to))

    def commands(self, chat_id: int, command: str, payload: str = "") -> list[Shown]:
        """Send a command."""
        said = Said(Heard.COMMAND, chat_id, self._next_id(chat_id), f"/{command}", command, payload)
        return self.does(said)

    def does(self, said: Said) -> list[Shown]:
        """Run one turn as `bot.turns` does, and let everything arrive that it queued."""
        turn = Turn(
            self.session,
            self.now,
            said,
            self.programme,
            "a_made_up_bot",
            people.at(self.session, said.chat_id),
            staff.at(self.session, said.chat_id),
        )
        answers = routes.answer(turn)
        for answer in answers:
            if isinstance(answer, Outgoing):
                outbox.queue(self.session, answer, said.chat_id, self.now)
        self.session.flush()
        shown = self.arrives() + self._redrawn(answers)
        self.session.expire_all()  # the next turn reads rows, not memory
        return shown

    def arrives(self) -> list[Shown]:
        """Let everything that is queued arrive on its phone."""
        queued = select(Message).where(Message.state == State.QUEUED).order_by(Message.id)
        shown = []
        for row in list(self.session.scalars(queued)):
            body, number = Body.from_json(row.body), self._next_id(row.chat_id)
            if body.deletes:
                for gone in body.deletes:
                    self.phones.get(row.chat_id, {}).pop(gone, None)
            else:
                shown.append(Shown(row.chat_id, body, row.card))
                self.phones.setdefault(row.chat_id, {})[number] = body
            outbox.settle(self.session, row.id, State.SENT, self.now, number)
        self.session.flush()
        return shown

    def _redrawn(self, answers: list[Answer]) -> list[Shown]:
        shown = []
        for card in (answer for answer in answers if isinstance(answer, Redraw)):
            row = self.session.get(Message, card.message_id)
            phone = self.phones.get(card.chat_id, {})
            if row is None or row.telegram_id not in phone:
                continue
            if card.body is None:
                del phone[row.telegram_id]
            else:
                phone[row.telegram_id] = card.body
                shown.append(Shown(card.chat_id, card.body, row.card))
        return shown

    def _next_id(self, chat_id: int) -> int:
        newest = select(func.max(Message.telegram_id)).where(Message.chat_id == chat_id)
        return max(999, self.session.scalar(newest) or 0, *self.phones.get(chat_id, ())) + 1

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back everything that happens inside."""
        before = {chat_id: dict(phone) for chat_id, phone in self.phones.items()}
        self.session.flush()
        savepoint = self.session.begin_nested()
        try:
            yield
        finally:
            savepoint.rollback()
            self.session.expire_all()
            self.phones = before


def whose(street: Street, chat_id: int = ZEBRA) -> Person:
    """Whose phone it is, as their row stands now."""
    return street.session.query(Person).filter_by(chat_id=chat_id).one()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody with a phone. `words`: what of theirs, or of their own people's, others must never see."""

    name: str
    chat_id: int
    role: Role
    staff_id: int | None = None
    people: frozenset[int] = frozenset()
    coordinator_id: int | None = None


def settle_in(street: Street) -> list[Actor]:
    """Let everybody move in: each has words, stars, nudges and an open screen that are theirs alone.

    Young people speak the street's language; staff read English.
    """
    session, now = street.session, street.now
    robin, ashling = _coordinator(street, ROBIN, "Robin"), _coordinator(street, ASHLING, "Ashling")
    sunny = staff.register(session, Role.MANAGER, SUNNY, now)
    zebra = _said_yes(street, robin, "Zebra", ZEBRA, (2, 3))
    otter = _said_yes(street, ashling, "Otter", OTTER, (8, 9))
    heron = _introduced(street, robin, "Heron")
    people.opened(heron, HERON)
    lynx = _introduced(street, ashling, "Lynx")
    asked = requests.ask(session, zebra.id, requests.FIX, now, now + timedelta(days=30))
    requests.say_in_words(asked, "Zebra-words to mend")
    _met(street, zebra, otter, heron)
    draft = {"person": otter.id, "words": None, "text": "otter-answer"}
    drafts.keep(session, ashling.id, "answer", draft, now)
    session.flush()
    return [
        Actor("Zebra", ZEBRA, Role.YOUNG, None, frozenset({zebra.id}), robin.id),
        Actor("Heron", HERON, Role.YOUNG, None, frozenset({heron.id}), robin.id),
        Actor("Otter", OTTER, Role.YOUNG, None, frozenset({otter.id}), ashling.id),
        Actor("Robin", ROBIN, Role.COORDINATOR, robin.id, frozenset({zebra.id, heron.id})),
        Actor("Ashling", ASHLING, Role.COORDINATOR, ashling.id, frozenset({otter.id, lynx.id})),
        Actor("Sunny", SUNNY, Role.MANAGER, sunny.id),
        Actor("Nobody", NOBODY, Role.STRANGER),
    ]


def _coordinator(street: Street, chat_id: int, name: str) -> Staff:
    member = staff.register(street.session, Role.COORDINATOR, chat_id, street.now)
    staff.name(member, name)
    return member


def _introduced(street: Street, member: Staff, name: str) -> Person:
    person = people.introduce(
        street.session,
        member.id,
        name,
        street.now - timedelta(days=400),
        area="Riverside",
        introduced_by=f"{name}-introducer",
        introduced_on=None,
        has_pa="unknown",
        under_16=False,
    )
    languages.choose(person, street.language)
    codes.issue(street.session, Role.YOUNG, street.now, person_id=person.id)
    return person


def _said_yes(street: Street, member: Staff, name: str, chat_id: int, scores: tuple[int, int]) -> Person:
    """Somebody with two stars, a word that waits, one that was read, and a nudge due this very moment."""
    session, now, person = street.session, street.now, _introduced(street, member, name)
    people.opened(person, chat_id)
    people.said_yes(person, "hello-1", now - timedelta(days=390))
    people.turn_dial(person, Dial.WEEKLY)
    for days, score in zip((380, 190), scores, strict=True):
        stars.enter(session, person.id, VERSION, dict.fromkeys(NUMBERS, score), now - timedelta(days=days))
    people.star_due(person, now + timedelta(days=60))
    for days, said in ((12, "read"), (9, "unread")):
        row = messages.heard(
            session,
            kind=Kind.WORDS,
            chat_id=chat_id,
            person_id=person.id,
            text=f"{name}-words {said}",
            telegram_id=None,
            now=now - timedelta(days=days),
        )
        if said == "read":
            waiting.mark_read(row, now - timedelta(days=11))
    today = schedules.dump(schedules.Once(on=now.date(), at=time(10)))
    nudges.set_up(session, member.id, person.id, f"Hi {name}, {name}-nudge?", today, now, now)
    later = now + timedelta(days=90)
    nudges.set_up(session, member.id, person.id, f"Hey {name}, {name}-later?", WEEKLY, later, now)
    return person


def _met(street: Street, zebra: Person, otter: Person, heron: Person) -> None:
    """Let the nudges come, a star be offered, and everybody have their first screens."""
    speak_when_due(street.session, street.now, street.programme)
    street.arrives()
    street.now += timedelta(minutes=1)
    for person in (zebra, otter):
        street.commands(person.chat_id or 0, "often")
        street.commands(person.chat_id or 0, "star")
    street.commands(heron.chat_id or 0, "start")
    for chat_id, command in ((ROBIN, "people"), (ASHLING, "people"), (SUNNY, "team")):
        street.commands(chat_id, command)


def rows(street: Street) -> dict[str, list[dict[str, Any]]]:
    """Read every table as it is stored, sealed columns sealed: the crawl looks some thousand times."""
    cursor, tables = street.session.connection().connection.cursor(), {}
    for table in Table.metadata.tables:
        cursor.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description or ()]
        tables[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return tables
