"""The nudges a Coordinator has set up, those that say the same at the same time side by side."""

from collections import defaultdict

from handlers import staff_card
from handlers.nudge_plan import said_schedule, schedule_of
from handlers.own_people import everyone, looked_at, me, moment, name, put_down_typing, today
from handlers.pages import A_PAGE, LABEL, shorten, turning, within
from handlers.turn import Answer, Button, Turn
from storage import nudges
from storage.models import Nudge, Person

Pair = tuple[Nudge, Person]

BEGINNING = 60  # characters of what a nudge says


def listing(turn: Turn, note: str = "") -> list[Answer]:
    """Show eight nudges a page, the soonest first; `note` says what just happened."""
    put_down_typing(turn)
    found = _own(turn)
    pages = -(-len(found) // A_PAGE)
    page = within(turn.said.tap.number(1) if turn.said.tap.word(0) == "list" else 0, pages)
    first = page * A_PAGE
    shown = found[first : first + A_PAGE]
    for _, person in shown:
        looked_at(turn, person.id)
    rows = [[turn.button("plan-new-button", "plan", "new")]]
    rows += [[_button(turn, number, *pair)] for number, pair in enumerate(shown, first + 1)]
    rows += turning(turn, page, pages, "plan", "list")
    text = "\n\n".join(_groups(turn, shown, first)) if shown else turn.say("plan-list-none")
    head = f"{note}\n\n" if note else ""
    return staff_card.show(turn, head + text, rows, title=turn.say("plan-list-title"))


def status(turn: Turn, nudge: Nudge) -> str:
    """Say when it is next looked at, or that it is paused or finished."""
    if nudge.paused_at is not None:
        return turn.say("plan-paused")
    return moment(turn, nudge.due_at) if nudge.due_at else turn.say("plan-finished")


def _own(turn: Turn) -> list[Pair]:
    """Pair this Coordinator's nudges with their people; whoever has gone to somebody else is not shown."""
    mine = {person.id: person for person in everyone(turn)}
    return [
        (nudge, mine[nudge.person_id])
        for nudge in nudges.of(turn.session, me(turn).id, today(turn))
        if nudge.person_id in mine
    ]


def _groups(turn: Turn, shown: list[Pair], first: int) -> list[str]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for number, (nudge, person) in enumerate(shown, first + 1):
        line = turn.say("plan-status", number=number, name=name(person), when=status(turn, nudge))
        groups[_alike(turn, nudge, person)].append(line)
    return [
        "\n".join([when, turn.say("plan-says", text=says), *lines]) for (when, says), lines in groups.items()
    ]


def _alike(turn: Turn, nudge: Nudge, person: Person) -> tuple[str, str]:
    """Give what two nudges share that were set up as one: the schedule, and the words without a name."""
    says = nudge.text.replace(name(person), turn.say("plan-someone")) if name(person) else nudge.text
    return said_schedule(turn, schedule_of(nudge)), shorten(" ".join(says.split()), BEGINNING)


def _button(turn: Turn, number: int, nudge: Nudge, person: Person) -> Button:
    label = f"{number} {shorten(name(person), LABEL)} · {status(turn, nudge)}"
    return Button.tap(label, "plan", "open", nudge.id)
