"""A made-up programme for the demo: about sixty people over two years. Nobody in it exists."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from care import consent
from care.programme import Programme
from handlers.welcome import REASONS
from nudges import schedules
from nudges.courtesy import Dial
from nudges.star_offers import next_star
from star.questions import HIGHEST, LOWEST, NUMBERS, VERSION
from storage import codes, messages, nudges, people, staff, stars, waiting
from storage.database import Session
from storage.models import Kind, Person, Role, Staff
from wording import say

SEED = 2017
FIRST_CHAT = 5_000_000_000  # accounts of made-up people start here
PEOPLE = 60
COORDINATORS = ("Robin", "Ash", "Morgan")
NAMES = (
    "Ali", "Amira", "Andrei", "Bea", "Ben", "Bisi", "Callum", "Chidi", "Dani", "Deeqa", "Eli", "Ellie",
    "Farah", "Finn", "Freya", "Gabe", "Grace", "Hana", "Hugo", "Ibby", "Imani", "Isla", "Jaz", "Jess",
    "Kai", "Kemi", "Kit", "Lara", "Leo", "Lola", "Mal", "Mina", "Mo", "Nadia", "Nico", "Nour",
    "Ola", "Otis", "Paz", "Pip", "Quinn", "Rae", "Remi", "Rosa", "Sal", "Sami", "Selam", "Sky",
    "Tariq", "Tess", "Theo", "Tia", "Uma", "Val", "Wren", "Xan", "Yas", "Yusuf", "Zara", "Zed",
)  # fmt: skip
# How sixty people turned out: link still open, not now, no thanks; the others said yes.
STILL, NOT_NOW, NO = 3, 3, 8
WROTE = (
    "yeah im good u?",
    "not bad thanks, started at the cafe",
    "can we talk about the flat on thursday",
    "slept better this week",
    "8 out of 10 pizza last night lol",
)


def fill(session: Session, now: datetime, programme: Programme) -> None:
    """Write the whole programme into an empty database, as it would stand at `now` (UTC)."""
    chance = random.Random(SEED)  # noqa: S311  # the same made-up people every time
    team = [_coordinator(session, name, now) for name in COORDINATORS]
    for number, name in enumerate(NAMES[:PEOPLE]):
        person = _introduce(session, chance, team[number % len(team)], name, now, programme)
        _turn_out(session, chance, person, number, now, programme)
    session.flush()


def _coordinator(session: Session, name: str, now: datetime) -> Staff:
    """Add a Coordinator without an account: the demo prints a link that lets somebody be them."""
    member = staff.register(session, Role.COORDINATOR, FIRST_CHAT - 1 - COORDINATORS.index(name), now)
    staff.name(member, name)
    member_since = now - timedelta(days=740)
    staff.since(member, member_since)
    return member


def _introduce(
    session: Session,
    chance: random.Random,
    coordinator: Staff,
    name: str,
    now: datetime,
    programme: Programme,
) -> Person:
    day = now - timedelta(
        days=chance.randint(20, 730) if chance.random() < 0.6 else chance.randint(400, 730),
        hours=chance.randint(0, 8),
    )
    return people.introduce(
        session,
        coordinator.id,
        name,
        day,
        area=chance.choice(programme.areas),
        introduced_by=say("demo-introduced-by"),
        introduced_on=None if chance.random() < 0.1 else day.astimezone(programme.zone).date(),
        has_pa=chance.choice(("yes", "no", "unknown")),
        under_16=False,
    )


def _turn_out(
    session: Session,
    chance: random.Random,
    person: Person,
    number: int,
    now: datetime,
    programme: Programme,
) -> None:
    """Let one person's story happen up to now."""
    if number < STILL:
        codes.issue(session, Role.YOUNG, now, person_id=person.id)
        return
    people.opened(person, FIRST_CHAT + number)
    decided = person.created_at + timedelta(days=chance.randint(0, 6))
    if number < STILL + NOT_NOW:
        people.said_not_now(person, decided)
    elif number < STILL + NOT_NOW + NO:
        people.said_no(person, decided)
        people.decline_because(person, chance.choice(REASONS))
    else:
        _said_yes(session, chance, person, decided, now, programme)


def _said_yes(
    session: Session,
    chance: random.Random,
    person: Person,
    decided: datetime,
    now: datetime,
    programme: Programme,
) -> None:
    people.said_yes(person, consent.VERSION, decided)
    people.turn_dial(person, chance.choice(list(Dial)[1:]))
    ended = None
    for moment in _star_moments(chance, decided, now):
        ended = moment
        before = stars.ended(session, person.id)
        given = _later(chance, stars.scores(session, before[-1].id)) if before else _first(chance)
        stars.enter(session, person.id, VERSION, given, moment)
    if ended is not None:
        due = next_star(ended, programme.star_months, programme.zone)
        people.star_due(person, max(due, now + timedelta(days=chance.randint(3, 60))))
    _talk(session, chance, person, now)
    if chance.random() < 0.1:
        people.stop(session, person, now - timedelta(days=5))
    elif chance.random() < 0.4:
        _nudge(session, chance, person, now, programme)


def _star_moments(chance: random.Random, decided: datetime, now: datetime) -> Iterator[datetime]:
    """A first star for most, then one about every half year; some never come back to it."""
    moment = decided + timedelta(days=chance.randint(0, 20))
    if chance.random() < 0.06:
        return
    while moment < now - timedelta(days=1):
        yield moment
        if chance.random() < 0.07:
            return
        moment += timedelta(days=chance.randint(182, 225))


def _first(chance: random.Random) -> dict[int, int | None]:
    return {n: None if chance.random() < 0.01 else chance.randint(2, 8) for n in NUMBERS}


def _later(chance: random.Random, before: dict[int, int]) -> dict[int, int | None]:
    """Scores wander, a little more up than down, differently for every question."""
    moved = {}
    for n in NUMBERS:
        step = chance.choice((-2, -1, -1, 0, 0, 1, 1, 2, 2 + n % 2))
        moved[n] = None if chance.random() < 0.01 else min(HIGHEST, max(LOWEST, before.get(n, 5) + step))
    return moved


def _talk(session: Session, chance: random.Random, person: Person, now: datetime) -> None:
    if chance.random() > 0.3 or person.chat_id is None:
        return
    wrote = now - timedelta(days=chance.randint(1, 40), minutes=chance.randint(0, 400))
    heard = messages.heard(
        session,
        kind=Kind.WORDS,
        chat_id=person.chat_id,
        person_id=person.id,
        text=chance.choice(WROTE),
        telegram_id=None,
        now=wrote,
    )
    people.heard_from(person, wrote)
    if chance.random() < 0.6:
        waiting.mark_read(heard, wrote + timedelta(hours=3))
        waiting.mark_answered(session, person.id, wrote + timedelta(hours=4))


def _nudge(
    session: Session, chance: random.Random, person: Person, now: datetime, programme: Programme
) -> None:
    schedule = schedules.Weekly(weekday=chance.randint(0, 4), at=time(chance.choice((10, 12, 16))))
    text = say(f"nudge-{chance.choice((1, 2, 4))}", name=person.call_me or "")
    due = schedule.next_after(now, programme.zone)
    nudges.set_up(session, person.coordinator_id, person.id, text, schedules.dump(schedule), due, now)
