"""The nudges set up for one person: what they say, when they are next due, and what became of the last."""

from handlers import staff_card
from handlers.own_people import moment, name, put_down_typing, reachable
from handlers.pages import BETWEEN, pack, shorten, turning, within
from handlers.turn import Answer, Turn
from nudges import schedules
from storage import nudges
from storage.models import Nudge, NudgeRun, Person

ROOM = 300  # characters of a nudge's words


def show(turn: Turn, person: Person) -> list[Answer]:
    """List the nudges this person may get."""
    put_down_typing(turn)
    pages = pack([_nudge(turn, nudge) for nudge in nudges.for_person(turn.session, person.id)])
    page = within(turn.said.tap.number(2), len(pages))
    text = BETWEEN.join(pages[page]) if pages else turn.say("person-nudges-none", name=name(person))
    rows = turning(turn, page, len(pages), "people", "nudges", person.id)
    new = [turn.button("person-new-nudge-button", "plan", "new", person.id)] if reachable(person) else []
    rows.append([*new, turn.button("person-all-nudges-button", "plan", "list")])
    rows.append([turn.button("staff-back-button", "people", "page", person.id)])
    return staff_card.show(turn, text, rows, title=turn.say("person-nudges-title", name=name(person)))


def _nudge(turn: Turn, nudge: Nudge) -> str:
    key, values = schedules.load(nudge.schedule).describe()
    lines = [shorten(nudge.text, ROOM), turn.say("person-nudge-schedule", schedule=turn.say(key, **values))]
    lines.append(_next(turn, nudge))
    lines += [_became(turn, run) for run in nudges.runs(turn.session, nudge.id, limit=1)]
    return "\n".join(lines)


def _next(turn: Turn, nudge: Nudge) -> str:
    if nudge.paused_at is not None:
        return turn.say("person-nudge-paused")
    if nudge.due_at is None:
        return turn.say("person-nudge-finished")
    return turn.say("person-nudge-next", when=moment(turn, nudge.due_at))


def _became(turn: Turn, run: NudgeRun) -> str:
    """Say what became of the latest occurrence, and why (R16)."""
    values = {"when": moment(turn, run.planned_at)}
    if run.outcome == nudges.SENT:
        return turn.say("person-nudge-sent", **values)
    why = turn.say(run.why) if run.why else ""
    if run.outcome == nudges.WAITED and run.until is not None:
        return turn.say("person-nudge-waited", why=why, until=moment(turn, run.until), **values)
    return turn.say("person-nudge-skipped", why=why, **values)
