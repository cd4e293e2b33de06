"""A crawl through everything that can be pressed, and everybody else's attempt to press the same.

Each button is reached by the shortest way from a menu. Where it is found it is pressed by whoever it belongs to,
then its data is sent by everyone else, and once more with its ids altered. A breach is a row of somebody else's
that changed, or a screen with somebody else's name, words or numbers on it.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text

from bot.menus import MENUS
from handlers import routes, staff_card
from handlers.turn import read_tap
from star.questions import NUMBERS, QUESTIONS
from storage import drafts, people, stars
from storage.messages import Body
from storage.models import Role, Stands, Table
from tests.desk import text_of
from tests.street import Actor, Shown, Street
from wording import say

LONGEST, LONGEST_CAPTION, LONGEST_DATA = 4096, 1024, 64  # Telegram's limits: UTF-16 units, units, bytes
FAR = 10**18
GARBAGE = ("", ".", "v1", "v1.", "v2.people.page.1", "v1.." * 9, "\x00" * 64, "🦓" * 16, "v1.people.page.٣")

# What is typed while a draft of this kind is open, and by whoever has none.
TYPED: dict[str, tuple[str, ...]] = {
    "introduce": ("Puffin", "14/03/2025"),
    "plan": ("How is the new place?", "tomorrow 5pm", "every Friday at 16:00", "Thursday"),
    "answer": ("See you on Thursday",),
    "": ("hello there",),
}
YOUNG_TYPES = ("hello there", "7", "11", "are you real?", "stop messaging me", "STOP", "START", "FORGET")

Act = tuple[str, str, int | None]  # what is done, with which words or data, on which message
Row = tuple[Any, ...]


@dataclass(slots=True)
class Found:
    """What a crawl came across. `breaches` says, in words, whatever should not have been possible."""

    pressed: dict[tuple[str, ...], str] = field(default_factory=dict)  # button -> its data, newest
    buttons: set[tuple[Role, str]] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)


def crawl(street: Street, actor: Actor, others: list[Actor], *, enough: int = 5) -> Found:
    """Press every button that one person can reach; stops at so many breaches."""
    found, ways = Found(), deque[list[Act]]([[]])
    ways.extend([("command", command, None)] for command in MENUS.get(actor.role, ("help", "start")))
    while ways and len(found.breaches) < enough:
        way = ways.popleft()
        with street.undone():
            shown = [_act(street, actor, act) for act in way]
            if shown:
                found.breaches += [
                    f"{actor.name} {way}: {fault}" for fault in _faults(street, actor, shown[-1])
                ]
            for act, key in list(_acts(street, actor)):
                if key not in found.pressed:
                    found.pressed[key] = act[1]
                    ways.append([*way, act])
                    _everyone_tries(street, actor, others, act, found)
    found.counted["pressed"] = len(found.pressed)
    return found


def _act(street: Street, actor: Actor, act: Act) -> list[Shown]:
    """Do one thing."""
    what, words, on = act
    if what == "command":
        return street.commands(actor.chat_id, words)
    return street.taps(actor.chat_id, words, on) if what == "tap" else street.types(actor.chat_id, words, on)


# --- what there is to press --------------------------------------------------------------------------------


def _acts(street: Street, actor: Actor) -> Iterator[tuple[Act, tuple[str, ...]]]:
    """Yield each button on the phone and each plausible thing to type, with what makes it like another one."""
    for number, body in reversed(street.phones.get(actor.chat_id, {}).items()):
        screen = sorted({_shape(button.data) for row in body.rows for button in row})
        for button in (button for row in body.rows for button in row if button.data):
            yield ("tap", button.data, number), (body.title, *screen, _alike(button.data))
        if "v1.inbox.done.#" in screen:
            yield ("type", "Good to hear", number), ("replied", body.title)
    state, words = _waits_for(street, actor)
    for typed in words:
        yield ("type", typed, None), ("typed", *state, typed)


def _waits_for(street: Street, actor: Actor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell what typed words would mean now, and what to type."""
    if actor.staff_id is not None:
        kind, draft = drafts.load(street.session, actor.staff_id)
        return (kind, str(draft.get("step"))), TYPED.get(kind, TYPED[""])
    person = people.at(street.session, actor.chat_id)
    if person is None:
        return ("stranger",), YOUNG_TYPES
    opened, asked = stars.open_for(street.session, person.id), stars.awaiting_words(street.session, person.id)
    question = opened.at if opened else 0
    state = (person.stands, str(person.stopped_at is None), str(question in (1, 8)), str(asked is None))
    return state, YOUNG_TYPES if person.stands == Stands.YES else YOUNG_TYPES[:1]


def _alike(data: str) -> str:
    """Let dates, marks and digests be any, and one score of a question stand for all ten."""
    marked = re.sub(r"\b(?:[0-9a-f]{8}|[0-9a-f]{12})$", "*", re.sub(r"\d{4}-\d\d-\d\d", "day", data))
    return re.sub(r"^(v1\.star\.score\.\d+\.\d+)\.\d+$", r"\1", marked)


def _shape(data: str) -> str:
    return re.sub(r"\d+", "#", _alike(data))


# --- what must never be ------------------------------------------------------------------------------------


def _everyone_tries(street: Street, actor: Actor, others: list[Actor], act: Act, found: Found) -> None:
    """Let everyone send this; a shape that is new is also sent altered, by whoever has it and by the others."""
    if act[0] != "tap":
        return
    data, shape = act[1], (actor.role, _shape(act[1]))
    altered = list(alterations(data)) if shape not in found.buttons else []
    found.buttons.add(shape)
    for other in others:
        if other is not actor:
            found.breaches += _tries(street, other, data, strict=other.role is not actor.role)
            found.counted["replayed"] += 1
    for one in altered:
        for other in (actor, *(other for other in others if other.role is actor.role and other is not actor)):
            found.breaches += _tries(street, other, one, strict=False)
            found.counted["altered"] += 1


def _tries(street: Street, actor: Actor, data: str, *, strict: bool) -> list[str]:
    """Send the data from under the newest screen. `strict`: not even their own rows may change."""
    with street.undone():
        before = rows_of_others(street, actor, strict=strict)
        shown = street.taps(actor.chat_id, data, max(street.phones.get(actor.chat_id, ()), default=999))
        after = rows_of_others(street, actor, strict=strict)
        faults = [f"changed {before ^ after}"] if before != after else []
        return [f"{actor.name} sends {data!r}: {fault}" for fault in [*faults, *leaks(street, actor, shown)]]


def alterations(data: str) -> Iterator[str]:
    """Yield this data with each id replaced, a part too few or too many, another version, and plain garbage."""
    parts = data.split(".")
    for place, part in enumerate(parts):
        if part.isdigit():
            number = int(part)
            for other in (number + 1, number - 1, number + 2, 0, -1, FAR, "٣", "x", ""):
                yield ".".join([*parts[:place], str(other), *parts[place + 1 :]])
    yield from (".".join(parts[:-1]), f"{data}.1", f"v2.{data[3:]}", data.upper(), *GARBAGE)


def rows_of_others(street: Street, actor: Actor, *, strict: bool) -> frozenset[Row]:
    """Return every row that this person's doing must leave alone."""
    session, owners = street.session, _owners(street)
    mine = {f"c{actor.chat_id}", f"s{actor.staff_id}", *(f"p{person}" for person in actor.people)}
    kept: set[Row] = set()
    for name in Table.metadata.tables:
        for row in session.execute(text(f"SELECT * FROM {name}")).mappings():
            tags = _tags(name, dict(row), owners)
            told = name == "messages" and row["kind"] == "notice" and row["staff_id"] == actor.coordinator_id
            answered = name == "messages" and row["chat_id"] == actor.chat_id
            if told or answered or (not strict and tags & mine):
                continue
            kept.add((name, *(value for column, value in row.items() if column != "last_heard_at")))
    return frozenset(kept)


def _owners(street: Street) -> dict[str, dict[int, int]]:
    def pairs(sql: str) -> dict[int, int]:
        return {row[0]: row[1] for row in street.session.execute(text(sql))}

    return {
        "scores": pairs("SELECT id, person_id FROM stars"),
        "nudge_runs": pairs("SELECT id, person_id FROM nudges"),
    }


def _tags(table: str, row: dict[str, Any], owners: dict[str, dict[int, int]]) -> set[str]:
    if table == "people":
        return {f"p{row['id']}"}
    if table == "staff":
        return {f"s{row['id']}"}
    if table in owners:
        through = row["star_id"] if table == "scores" else row["nudge_id"]
        return {f"p{owners[table].get(through)}"}
    tags = {f"p{row.get('person_id')}", f"c{row.get('chat_id')}"}
    return tags | ({f"s{row.get('staff_id')}"} if table in ("drafts", "codes", "messages") else set())


def leaks(street: Street, actor: Actor, shown: list[Shown]) -> list[str]:
    """Say what of somebody else's stands on the screens of this person."""
    told = [one.body for one in shown if one.chat_id == actor.chat_id]
    seen = "\n".join(
        [*map(text_of, told), *(b.label + b.url for body in told for row in body.rows for b in row)]
    )
    pictures = {body.picture["person"] for body in told if body.picture and "person" in body.picture}
    found = [f"shows {word!r}" for word in _not_for(street, actor) if word in seen]
    return found + [f"draws person {person}" for person in pictures - actor.people]


def _not_for(street: Street, actor: Actor) -> list[str]:
    """Return the names, words and numbers of everybody who is not theirs."""
    words = {"Zebra": (2, 3), "Otter": (8, 9), "Heron": (), "Lynx": ()}
    ids = dict(enumerate(("Zebra", "Otter", "Heron", "Lynx"), 1))
    foreign = [name for person, name in ids.items() if person not in actor.people]
    label = say(QUESTIONS[NUMBERS[0] - 1].label_key)
    scores = [f"{label}: {score}" for name in foreign for score in words[name]]
    return [*foreign, *(name.lower() for name in foreign), *scores]


def _faults(street: Street, actor: Actor, shown: list[Shown]) -> list[str]:
    """Say what is wrong with the screens that somebody gets by their own doing."""
    found = leaks(street, actor, shown)
    for one in shown:
        found += [f"a screen is too long: {text_of(one.body)[:60]!r}"] if _too_long(one.body) else []
        for button in (button for row in one.body.rows for button in row if button.data):
            what = read_tap(button.data).what
            known = one.chat_id != actor.chat_id or actor.role in routes.TAPS.get(what, {})
            found += [] if known else [f"nobody of this role may tap {button.data!r}"]
            found += [f"{button.data!r} is too long"] if len(button.data.encode()) > LONGEST_DATA else []
        dead = one.card == staff_card.CARD and not one.body.rows and one.body.text != say("staff-closed")
        found += [f"nothing leads on from {text_of(one.body)[:60]!r}"] if dead else []
    return found


def _too_long(body: Body) -> bool:
    return len(text_of(body).encode("utf-16-le")) // 2 > (LONGEST_CAPTION if body.picture else LONGEST)
