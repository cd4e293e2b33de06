"""What was said with one person: their words, their Coordinator's, and the nudges in their places."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from handlers import staff_card
from handlers.own_people import moment, name, put_down_typing
from handlers.pages import BETWEEN, pack, pieces, turning, within
from handlers.turn import Answer, Body, Turn
from storage import messages, nudges
from storage.models import Kind, Message, Nudge, NudgeRun, Person, State


@dataclass(frozen=True, slots=True)
class Skipped:
    """A nudge that was not sent, and why."""

    nudge: Nudge
    run: NudgeRun


KEPT = 1000  # messages looked at; words are kept for twelve months, so hardly anybody has more


def show(turn: Turn, person: Person) -> list[Answer]:
    """Show the conversation, newest page first, the newest words last on it."""
    put_down_typing(turn)
    newest_first = [
        piece for entry in reversed(_entries(turn, person)) for piece in reversed(list(pieces(entry)))
    ]
    pages = pack(newest_first)
    page = within(turn.said.tap.number(2), len(pages))
    text = BETWEEN.join(reversed(pages[page])) if pages else turn.say("talk-none", name=name(person))
    rows = turning(turn, page, len(pages), "people", "talk", person.id)
    rows.append([turn.button("staff-back-button", "people", "page", person.id)])
    return staff_card.show(turn, text, rows, title=turn.say("talk-title", name=name(person)))


def _entries(turn: Turn, person: Person) -> list[str]:
    """Return every entry, oldest first; nudges that were skipped stand where they would have been."""
    said: list[tuple[datetime, Message | Skipped]] = [(row.created_at, row) for row in _rows(turn, person)]
    skipped: list[tuple[datetime, Message | Skipped]] = [
        (run.recorded_at, Skipped(nudge, run))
        for nudge in nudges.for_person(turn.session, person.id)
        for run in nudges.runs(turn.session, nudge.id, limit=KEPT)
        if run.outcome == nudges.SKIPPED
    ]
    in_order = sorted([*said, *skipped], key=lambda dated: dated[0])
    entries = []
    for alike, group in groupby((thing for _, thing in in_order), key=_alike):
        entries += _told(turn, person, alike, list(group))
    return entries


def _alike(thing: "Message | Skipped") -> tuple[int, str | None] | None:
    """Tell what makes skipped nudges one line: the same nudge, for the same reason."""
    return (thing.nudge.id, thing.run.why) if isinstance(thing, Skipped) else None


def _told(
    turn: Turn, person: Person, alike: tuple[int, str | None] | None, things: list["Message | Skipped"]
) -> list[str]:
    """Say each message; of a run of skipped nudges only how many and from when to when."""
    if alike is None:
        return [entry(turn, person, thing) for thing in things if isinstance(thing, Message)]
    skipped = [thing for thing in things if isinstance(thing, Skipped)]
    why = turn.say(alike[1]) if alike[1] else ""
    first, last = (moment(turn, one.run.recorded_at) for one in (skipped[0], skipped[-1]))
    if len(skipped) == 1:
        head = turn.say("talk-skipped", when=first, why=why)
    else:
        head = turn.say("talk-skipped-often", count=len(skipped), first=first, last=last, why=why)
    return [f"{head}\n{skipped[0].nudge.text}"]


def _rows(turn: Turn, person: Person) -> list[Message]:
    return messages.conversation(turn.session, person.id, limit=KEPT)


def entry(turn: Turn, person: Person, row: Message) -> str:
    """Say when, who and what; for what we sent also whether it arrived."""
    key = f"talk-{row.kind}"
    if row.state == State.RECEIVED:
        head = turn.say(key, when=moment(turn, row.created_at), name=name(person))
    else:
        arrived = turn.say(f"talk-state-{row.state}")
        head = turn.say(key, when=moment(turn, row.created_at), arrived=arrived)
    words = Body.from_json(row.body).text
    return f"{head}\n{words}" if words else head


def what_they_said(turn: Turn, row: Message) -> str:
    """Say what came in, without who: their words, the button they tapped, or that a picture came (R30)."""
    words = Body.from_json(row.body).text
    if row.kind == Kind.TAP:
        return turn.say("talk-tapped", label=words)
    if row.kind == Kind.MEDIA:
        return "\n".join(filter(None, (turn.say("talk-media-came"), words)))
    return words
