"""A crawl through everything that can be pressed, and everybody else's attempt to press the same.

Each button is reached by the shortest way from a menu. Where it is found it is pressed by whoever it belongs to,
then its data is sent by everyone else, and once more with its ids altered. A breach is a row of somebody else's
that changed, or a screen with somebody else's name, words or numbers on it.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.menus import MENUS
from handlers import routes, staff_card
from handlers.turn import read_tap
from star.questions import NUMBERS, QUESTIONS
from storage import drafts, people, stars
from storage.messages import Body
from storage.models import Role, Stands
from tests.desk import text_of
from tests.street import Actor, Shown, Street, rows
from wording import say

LONGEST, LONGEST_CAPTION, LONGEST_DATA = 4096, 1024, 64  # Telegram's limits: UTF-16 units, units, bytes
FAR = 10**18

# What is typed while a draft of this kind is open, and by whoever has none.
TYPED: dict[str, tuple[str, ...]] = {
    "introduce": ("Puffin", "14/03/2025"),
    "plan": ("How is the new place?", "tomorrow 5pm", "every Friday at 16:00", "Thursday"),
    "answer": ("See you on Thursday",),
    "away": ("20 March",),
    "avoid": ("pickle",),
    "": ("hello there",),
}
YOUNG_TYPES = (
    "hello there",
    "7",
    "11",
    "are you real?",
    "hmm can you stop messaging me",
    "STOP",
    "START",
    "FORGET",
)

Act = tuple[str, str, int | None]  # what is done, with which words or data, on which message
Row = tuple[Any, ...]
Look = Callable[[Body], Iterable[str]]


def faultless(_: Body) -> Iterable[str]:
    """Find nothing wrong with a screen."""
    return ()


@dataclass(slots=True)
class Found:
    """What a crawl came across. `breaches` says, in words, whatever should not have been possible."""

    pressed: dict[tuple[str, ...], str] = field(default_factory=dict)  # button -> its data, newest
    buttons: set[tuple[Role, str]] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)


def crawl(
    street: Street,
    actor: Actor,
    others: list[Actor],
    found: Found,
    *,
    enough: int = 5,
    look: Look = faultless,
) -> None:
    """Press every button that one person can reach and that is new; stops at so many breaches.

    `look` says what else is wrong with a screen that this person gets.
    """
    menu: list[Act] = [("command", command, None) for command in MENUS.get(actor.role, ("help", "start"))]
    ways = deque[tuple[list[Act], list[Act]]]([([], menu + _discover(street, actor, others, found))])
    while ways and len(found.breaches) < enough:
        way, acts = ways.popleft()
        with street.undone():
            for act in way:
                _act(street, actor, act)
            for act in acts:
                with street.undone():
                    shown = _act(street, actor, act)
                    seen = [one.body for one in shown if one.chat_id == actor.chat_id]
                    faults = [
                        *_faults(street, actor, shown),
                        *(fault for body in seen for fault in look(body)),
                    ]
                    found.breaches += [f"{actor.name} {act}: {fault}" for fault in faults]
                    if new := _discover(street, actor, others, found):
                        ways.append(([*way, act], new))
    found.counted["pressed"] = len(found.pressed)


def press_each_kind(street: Street, chat_id: int, seen: dict[tuple[str, str], list[Body]]) -> None:
    """Press one button of each kind ("people", "page") where it is first found, into `seen`; all is undone."""
    for number, body in reversed(list(street.phones.get(chat_id, {}).items())):
        for button in (button for row in body.rows for button in row if button.data):
            kind = (read_tap(button.data).what, read_tap(button.data).word(0))
            if kind not in seen:
                with street.undone():
                    shown = street.taps(chat_id, button.data, number)
                    seen[kind] = [one.body for one in shown if one.chat_id == chat_id]
                    press_each_kind(street, chat_id, seen)


def _discover(street: Street, actor: Actor, others: list[Actor], found: Found) -> list[Act]:
    """Return what can be done now that was not found before, after everyone has tried to do it."""
    new: dict[tuple[str, ...], Act] = {}
    for act, key in _acts(street, actor):
        if key not in found.pressed:
            new.setdefault(key, act)  # the newest of two like screens
    found.pressed |= {key: act[1] for key, act in new.items()}
    everyone_tries(street, actor, others, [act[1] for act in new.values() if act[0] == "tap"], found)
    return list(new.values())


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
        buttons = [button for row in body.rows for button in row if button.data]
        ticked = any(button.label.startswith("✓") for button in buttons)
        screen = (body.title, str(ticked), *sorted({_shape(button.data) for button in buttons}))
        for button in buttons:
            yield ("tap", button.data, number), (actor.role, *screen, _alike(button.data))
        if "v1.inbox.done.#" in screen:
            yield ("type", "Good to hear", number), ("replied", body.title)
    state, words = _waits_for(street, actor)
    for typed in words:
        yield ("type", typed, None), ("typed", actor.role, *state, typed)


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
    """Let dates, marks, digests and stars be any, and one score of a question stand for all ten."""
    marked = re.sub(r"\b(?:[0-9a-f]{8}|[0-9a-f]{12})$", "*", re.sub(r"\d{4}-\d\d-\d\d", "day", data))
    return re.sub(r"^v1\.star\.(\w+)\.\d+(\.\d+)?(\.\d+)?$", r"v1.star.\1\2", marked)


def _shape(data: str) -> str:
    return re.sub(r"\d+", "#", _alike(data))


# --- what must never be ------------------------------------------------------------------------------------


def everyone_tries(
    street: Street, actor: Actor, others: list[Actor], tapped: list[str], found: Found
) -> None:
    """Let everyone send this data; a shape that is new is also sent altered, by whoever has it and their like."""
    alike = [other for other in others if other.role is actor.role]
    sent: dict[Actor, list[str]] = {other: [] if other is actor else [*tapped] for other in others}
    for data in tapped:
        shape = (actor.role, _shape(data))
        for other in alike if shape not in found.buttons else []:
            sent[other] += alterations(data)
        found.buttons.add(shape)
    for other, data_sent in sent.items():
        may = [one for one in data_sent if _may(other, one)]
        may_not = [one for one in data_sent if not _may(other, one)]
        found.breaches += [
            *_tries(street, other, may, strict=False),
            *_tries(street, other, may_not, strict=True),
        ]
        found.counted["sent by others" if other is not actor else "sent altered"] += len(data_sent)


def _may(actor: Actor, data: str) -> bool:
    """Tell whether somebody of this role has buttons of that kind."""
    return actor.role in routes.TAPS.get(read_tap(data).what, {})


def _tries(street: Street, actor: Actor, sent: list[str], *, strict: bool) -> Iterator[str]:
    """Send each from under the newest screen. `strict`: not even their own rows may change."""
    newest = max(street.phones.get(actor.chat_id, ()), default=999)
    before = rows_of_others(street, actor, strict=strict) if sent else frozenset()
    for data in sent:
        with street.undone():
            shown = street.taps(actor.chat_id, data, newest)
            after = rows_of_others(street, actor, strict=strict)
            faults = [f"changed {before ^ after}"] if before != after else []
            for fault in [*faults, *leaks(street, actor, shown)]:
                yield f"{actor.name} sends {data!r}: {fault}"


def alterations(data: str) -> Iterator[str]:
    """Yield this data with each id replaced, a part too few or too many, another version, and plain garbage."""
    parts = data.split(".")
    for place, part in enumerate(parts):
        if part.isdigit():
            number = int(part)
            for other in (number + 1, number - 1, number + 2, 0, -1, FAR, "٣", ""):
                yield ".".join([*parts[:place], str(other), *parts[place + 1 :]])
    yield from (".".join(parts[:-1]), f"{data}.1", f"v2.{data[3:]}")


def rows_of_others(street: Street, actor: Actor, *, strict: bool) -> frozenset[Row]:
    """Return every row that this person's doing must leave alone; `strict`: everybody's, their own too."""
    tables = rows(street)
    stars_of = {row["id"]: row["person_id"] for row in tables["stars"]}
    nudges_of = {row["id"]: row["person_id"] for row in tables["nudges"]}
    alerts_of = {row["id"]: row["person_id"] for row in tables["alerts"]}
    owed_to = {f"answer-{row['id']}": row["person_id"] for row in tables["requests"]}  # the diary's own names
    keepers = {row["id"]: row["coordinator_id"] for row in tables["people"]}
    kept: set[Row] = set()
    if actor.staff_id is not None:  # any member of staff may test the duty route
        tables["alerts"] = [row for row in tables["alerts"] if row["kind"] != "test"]
        tables["alert_steps"] = [
            row for row in tables["alert_steps"] if alerts_of[row["alert_id"]] is not None
        ]
    tables.pop("tombstones")  # whoever wipes what is theirs leaves a digest, which says nothing of anybody
    for name, stored in tables.items():
        for row in stored:
            person = row["id"] if name == "people" else row.get("person_id")
            person = person or stars_of.get(row.get("star_id")) or nudges_of.get(row.get("nudge_id"))
            person = person or alerts_of.get(row.get("alert_id")) or owed_to.get(str(row.get("name")))
            keeper = keepers.get(person) or (row["id"] if name == "staff" else row.get("staff_id"))
            keeper = row["coordinator_id"] if name == "stand_ins" else keeper
            mine = person in actor.people or (actor.staff_id is not None and keeper == actor.staff_id)
            if not _answers(actor, name, row) and (strict or not mine):
                kept.add((name, *(value for column, value in row.items() if column != "last_heard_at")))
    return frozenset(kept)


def _answers(actor: Actor, table: str, row: dict[str, Any]) -> bool:
    """Tell whether a row is only an answer to them, or the notice to their Coordinator."""
    told = row.get("kind") == "notice" and row["staff_id"] == actor.coordinator_id
    tested = row.get("kind") == "alert" and row["person_id"] is None and actor.staff_id is not None
    return table == "messages" and (told or tested or row["chat_id"] == actor.chat_id)


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
