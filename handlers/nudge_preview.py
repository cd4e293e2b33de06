"""What will arrive, and when it really will: the lines of every preview, and setting a nudge up."""

from collections.abc import Sequence
from datetime import datetime

from handlers import nudge_plan, staff_card
from handlers.nudge_plan import Plan, chosen, said_schedule, schedule_of
from handlers.nudge_words import text_for
from handlers.own_people import looked_at, me, moment, name, reachable, today
from handlers.pages import A_PAGE
from handlers.turn import Answer, Turn
from nudges.preview import Arrives, Forecast, Stays, forecast
from nudges.standing import standing
from storage import nudges
from storage.models import Nudge, Person


def foreseen(turn: Turn, person: Person, due_at: datetime, besides: int | None = None) -> Forecast:
    """Work out when what is due then reaches this person; `besides`: the nudge it is, if there is one yet."""
    others = [nudge.due_at for nudge in nudges.for_person(turn.session, person.id) if nudge.id != besides]
    planned = [due for due in (*others, person.star_due_at) if due is not None]
    stands = standing(turn.session, person, turn.programme.quiet_days)
    return forecast(stands, due_at, turn.programme.zone, planned)


def line(turn: Turn, person: Person, seen: Forecast) -> str:
    """Say it: "Jay — asked for monthly: Fri 3 Apr 09:00"."""
    match seen:
        case Stays(why):
            return turn.say("plan-stays", name=name(person), why=turn.say(why))
        case Arrives(at, why) if why:
            return turn.say("plan-arrives-later", name=name(person), why=turn.say(why), when=moment(turn, at))
        case Arrives(at):
            key = "plan-arrives-now" if at <= turn.now else "plan-arrives"
            return turn.say(key, name=name(person), when=moment(turn, at))


def lines(turn: Turn, plan: Plan, people: Sequence[Person]) -> list[str]:
    """Say for each person when the planned nudge really arrives; [] when its time has gone."""
    due_at = next_due(turn, plan)
    if due_at is None:
        return []
    return [line(turn, person, foreseen(turn, person, due_at, plan.nudge_id)) for person in people]


def next_due(turn: Turn, plan: Plan) -> datetime | None:
    """Return the next moment (UTC) of the plan; a nudge whose time stays as it was keeps its own."""
    nudge = nudge_plan.own_nudge(turn, plan.nudge_id)
    if nudge is not None and nudge.schedule == plan.schedule and nudge.due_at is not None:
        return nudge.due_at
    return schedule_of(plan).next_after(turn.now, turn.programme.zone)


def exactly(turn: Turn, plan: Plan, people: Sequence[Person]) -> list[str]:
    """Quote each distinct text once, as it will be read."""
    texts = dict.fromkeys(text_for(turn, plan, person) for person in people)
    return [turn.say("plan-says", text=text) for text in texts]


def writable(plan: Plan, people: Sequence[Person]) -> bool:
    """Tell whether there is anybody to set it up for; a nudge that is there already can always be changed."""
    return plan.nudge_id is not None or any(reachable(person) for person in people)


def set_up(turn: Turn, plan: Plan) -> list[Answer]:
    """Set up one nudge for each person who can get it, and say what was done."""
    due_at = next_due(turn, plan)
    people = [person for person in chosen(turn, plan) if reachable(person)]
    # The lines first: once set up, each nudge would stand in its own way.
    said = lines(turn, plan, people[:A_PAGE])
    made = [
        nudges.set_up(
            turn.session,
            person.coordinator_id,  # whose they stay when a stand-in has gone
            person.id,
            text_for(turn, plan, person),
            plan.schedule,
            due_at,
            turn.now,
        )
        for person in people
    ]
    for person in people:
        looked_at(turn, person.id)
    nudge_plan.drop(turn)
    return _done(turn, plan, made, said)


def _done(turn: Turn, plan: Plan, made: list[Nudge], said: list[str]) -> list[Answer]:
    if len(made) > len(said):
        said = [*said, turn.say("plan-more", count=len(made) - len(said))]
    head = [turn.say("plan-set-up", count=len(made)), said_schedule(turn, schedule_of(plan))]
    rows = [
        [turn.button("staff-undo-button", "plan", "undo", made[0].id)],
        [turn.button("plan-list-button", "plan", "list")],
    ]
    return staff_card.show(turn, "\n".join([*head, "", *said]), rows, title=turn.say("plan-title"))


def undo(turn: Turn) -> int:
    """Take back all that was set up in one go with the nudge tapped; return how many those were."""
    nudge = nudge_plan.own_nudge(turn, turn.said.tap.number(1))
    together = nudges.set_up_with(turn.session, nudge, me(turn).id, today(turn)) if nudge else []
    for one in together:
        looked_at(turn, one.person_id)
        nudges.delete(turn.session, one)
    return len(together)


def save(turn: Turn, plan: Plan, nudge: Nudge) -> None:
    """Change a nudge that is set up already: its words, its time, or both; the rest stays as it was."""
    due_at = next_due(turn, plan)
    [person] = chosen(turn, plan)
    nudges.reword(nudge, text_for(turn, plan, person))
    if plan.schedule != nudge.schedule:
        nudges.change(nudge, schedule=plan.schedule, due_at=due_at)
    nudge_plan.drop(turn)
