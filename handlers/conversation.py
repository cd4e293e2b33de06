"""What was said with one person: their words, their Coordinator's, and the nudges in their places."""

from datetime import datetime

from handlers import staff_card
from handlers.own_people import moment, name, put_down_typing
from handlers.pages import BETWEEN, pack, pieces, turning, within
from handlers.turn import Answer, Body, Turn
from storage import messages, nudges
from storage.models import Kind, Message, Nudge, NudgeRun, Person, State

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
    """Return every entry, oldest first; a nudge that was skipped stands where it would have been."""
    said = [(row.created_at, entry(turn, person, row)) for row in _rows(turn, person)]
    skipped = [
        (run.recorded_at, _skipped(turn, nudge, run))
        for nudge in nudges.for_person(turn.session, person.id)
        for run in nudges.runs(turn.session, nudge.id, limit=KEPT)
        if run.outcome == nudges.SKIPPED
    ]
    in_order: list[tuple[datetime, str]] = sorted(said + skipped, key=lambda entry: entry[0])
    return [text for _, text in in_order]


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


def _skipped(turn: Turn, nudge: Nudge, run: NudgeRun) -> str:
    why = turn.say(run.why) if run.why else ""
    when = moment(turn, run.recorded_at)
    return f"{turn.say('talk-skipped', when=when, why=why)}\n{nudge.text}"


def what_they_said(turn: Turn, row: Message) -> str:
    """Say what came in, without who: their words, the button they tapped, or that a picture came (R30)."""
    words = Body.from_json(row.body).text
    if row.kind == Kind.TAP:
        return turn.say("talk-tapped", label=words)
    if row.kind == Kind.MEDIA:
        return "\n".join(filter(None, (turn.say("talk-media-came"), words)))
    return words
