"""One nudge: what it says, when it comes next, what became of it lately, and what can be done with it."""

from collections.abc import Callable
from datetime import datetime
from zlib import crc32

from handlers import help, nudge_plan, staff_card
from handlers.nudge_cards import draw
from handlers.nudge_list import listing
from handlers.nudge_plan import Plan, Step, said_schedule, schedule_of
from handlers.nudge_preview import foreseen, line
from handlers.own_people import moment, name, own, put_down_typing
from handlers.turn import Answer, Button, Turn
from nudges.courtesy import Why
from nudges.preview import Arrives, Forecast, Stays
from nudges.standing import standing
from nudges.wishes import to_avoid
from storage import nudges
from storage.models import Nudge, NudgeRun, Person


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on a nudge's page; one that is not theirs, or gone, is an old button."""
    nudge = nudge_plan.own_nudge(turn, turn.said.tap.number(1))
    if nudge is None or own(turn, nudge.person_id) is None:
        return help.old_button(turn)
    return TAPS[turn.said.tap.word(0)](turn, nudge)


def page(turn: Turn, nudge: Nudge, note: str = "") -> list[Answer]:
    """Show one nudge; `note` says what just happened."""
    put_down_typing(turn)
    person = _whose(turn, nudge)
    text = [
        *([note] if note else []),
        turn.say("plan-says", text=nudge.text),
        said_schedule(turn, schedule_of(nudge)),
        "\n".join([turn.say("plan-next"), _next(turn, nudge, person)]),
        "\n".join([turn.say("plan-lately"), *_lately(turn, nudge)]),
    ]
    title = turn.say("plan-page-title", name=name(person))
    return staff_card.show(turn, "\n\n".join(text), _rows(turn, nudge), title=title)


def _whose(turn: Turn, nudge: Nudge) -> Person:
    person = own(turn, nudge.person_id)
    if person is None:
        raise ValueError("a nudge's page is shown for the Coordinator's own people only")
    return person


def _next(turn: Turn, nudge: Nudge, person: Person) -> str:
    if nudge.paused_at is not None:
        return turn.say("plan-next-paused")
    if nudge.due_at is None:
        return turn.say("plan-next-none")
    return line(turn, person, _foreseen(turn, nudge, person, nudge.due_at))


def _foreseen(turn: Turn, nudge: Nudge, person: Person, due_at: datetime) -> Forecast:
    """Say when it would come; not at all with a word in it that they have asked us to avoid since (R19)."""
    if to_avoid(person, nudge.text):
        return Stays(Why.AVOIDED)
    return foreseen(turn, person, due_at, nudge.id)


def _lately(turn: Turn, nudge: Nudge) -> list[str]:
    reached = nudges.reached(turn.session, nudge.id)
    runs = nudges.runs(turn.session, nudge.id)
    return [_became(turn, run, reached.get(run.recorded_at)) for run in runs] or [
        turn.say("plan-lately-none")
    ]


def _became(turn: Turn, run: NudgeRun, state: str | None) -> str:
    """Say what became of one occurrence; what was said is told by how its message fared."""
    if run.outcome == nudges.SENT:
        fared = {"sending": "queued", "skipped": "held-back", None: "sent"}.get(state, state)
        return turn.say(f"plan-became-{fared}", when=moment(turn, run.recorded_at))
    why = turn.say(Why(run.why)) if run.why else ""
    until = moment(turn, run.until) if run.until else ""
    return turn.say(f"plan-became-{run.outcome}", when=moment(turn, run.planned_at), why=why, until=until)


def _rows(turn: Turn, nudge: Nudge) -> list[list[Button]]:
    first = []
    if nudge.paused_at is not None:
        first = [_button(turn, "resume", nudge)]
    elif nudge.due_at is not None:
        first = [_button(turn, "pause", nudge), _button(turn, "now", nudge)]
    else:
        first = [_button(turn, "now", nudge)]
    return [
        first,
        [_button(turn, "words", nudge), _button(turn, "time", nudge)],
        [_button(turn, "delete", nudge), turn.button("staff-back-button", "plan", "list")],
    ]


def _button(turn: Turn, what: str, nudge: Nudge) -> Button:
    return turn.button(f"plan-{what}-button", "plan", what, nudge.id)


# --- what its buttons do -----------------------------------------------------------------------------------


def _pause(turn: Turn, nudge: Nudge) -> list[Answer]:
    if nudge.paused_at is None and nudge.due_at is not None:
        nudges.pause(nudge, turn.now)
    return page(turn, nudge)


def _resume(turn: Turn, nudge: Nudge) -> list[Answer]:
    if nudge.paused_at is not None:
        nudges.resume(nudge, schedule_of(nudge).next_after(turn.now, turn.programme.zone))
    return page(turn, nudge)


def _words(turn: Turn, nudge: Nudge) -> list[Answer]:
    return _change(turn, nudge, Plan(Step.WORDS, schedule=nudge.schedule, words=nudge.text, sure=True))


def _time(turn: Turn, nudge: Nudge) -> list[Answer]:
    return _change(turn, nudge, Plan(Step.OFTEN, schedule=nudge.schedule, words=nudge.text, sure=True))


def _change(turn: Turn, nudge: Nudge, plan: Plan) -> list[Answer]:
    changing = nudge_plan.for_nudge(plan, nudge)
    nudge_plan.keep(turn, changing)
    return draw(turn, changing)


def _now(turn: Turn, nudge: Nudge) -> list[Answer]:
    """Ask whether to send it now, and say when it would really go."""
    if nudge.paused_at is not None:
        return help.old_button(turn)
    person = _whose(turn, nudge)
    seen = _at_once(turn, nudge, person)
    text = [turn.say("plan-now-question"), turn.say("plan-says", text=nudge.text), line(turn, person, seen)]
    sure = turn.button("plan-now-button", "plan", "sure", nudge.id, _mark(turn, nudge))
    rows = [[sure]] if isinstance(seen, Arrives) else []
    rows.append([turn.button("staff-back-button", "plan", "open", nudge.id)])
    title = turn.say("plan-page-title", name=name(person))
    return staff_card.show(turn, "\n\n".join(text), rows, title=title)


def _at_once(turn: Turn, nudge: Nudge, person: Person) -> Forecast:
    if standing(turn.session, person).open_nudge:  # what is on its way now is still on its way now
        return Stays(Why.ONE_OPEN)
    return _foreseen(turn, nudge, person, turn.now)


def _sure(turn: Turn, nudge: Nudge) -> list[Answer]:
    """Make it due now, once: courtesy has the last word when the clock next ticks."""
    if nudge.paused_at is not None or turn.said.tap.word(2) != _mark(turn, nudge):
        return help.old_button(turn)
    nudges.move(turn.session, nudge, turn.now, turn.now)
    return page(turn, nudge, turn.say("plan-now-asked"))


def _mark(turn: Turn, nudge: Nudge) -> str:
    """Return what is different once the nudge was sent or moved: a second tap finds it changed."""
    newest = [run.recorded_at for run in nudges.runs(turn.session, nudge.id, 1)]
    return f"{crc32(repr((nudge.due_at, newest)).encode()):08x}"


def _delete(turn: Turn, nudge: Nudge) -> list[Answer]:
    rows = [
        [turn.button("plan-delete-button", "plan", "gone", nudge.id)],
        [turn.button("plan-keep-button", "plan", "open", nudge.id)],
    ]
    theirs = name(_whose(turn, nudge))
    text = [turn.say("plan-delete-question", name=theirs), turn.say("plan-says", text=nudge.text)]
    return staff_card.show(turn, "\n\n".join(text), rows, title=turn.say("plan-page-title", name=theirs))


def _gone(turn: Turn, nudge: Nudge) -> list[Answer]:
    nudges.delete(turn.session, nudge)
    return listing(turn, turn.say("plan-deleted"))


TAPS: dict[str, Callable[[Turn, Nudge], list[Answer]]] = {
    "open": page,
    "pause": _pause,
    "resume": _resume,
    "words": _words,
    "time": _time,
    "now": _now,
    "sure": _sure,
    "delete": _delete,
    "gone": _gone,
}
