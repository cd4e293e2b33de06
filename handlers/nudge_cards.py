"""How each step of setting up a nudge looks: one card, redrawn as the Coordinator goes on."""

from collections.abc import Callable, Sequence

from handlers import nudge_when, own_people, staff_card
from handlers.nudge_plan import Plan, Step, chosen, mark, said_schedule, schedule_of
from handlers.nudge_preview import exactly, lines, writable
from handlers.nudge_when import Card, Rows, grid
from handlers.nudge_words import (
    Verdict,
    judge,
    missing_blank,
    personal,
    template_for,
    text_for,
    worded,
)
from handlers.own_people import name, reachable
from handlers.pages import A_PAGE, LABEL, in_pairs, shorten, turning, within
from handlers.turn import Answer, Button, Turn
from nudges.courtesy import Why
from nudges.rewording import TEMPLATES
from storage.models import Person

FULL_TEXTS = 4  # a page, when each person gets their own: 4,096 characters is all Telegram takes
NAMES = 6  # of those it is for, at the top of each card


def draw(turn: Turn, plan: Plan, note: str = "") -> list[Answer]:
    """Show the step the plan is at; `note` says what just happened."""
    text, rows = CARDS[plan.step](turn, plan)
    head = [note] if note else []
    if plan.step is not Step.WHO and plan.people:
        head.append(turn.say("plan-for", names=_names(turn, chosen(turn, plan))))
    rows = [
        *rows,
        [_button(turn, "staff-back-button", "back"), _button(turn, "staff-cancel-button", "cancel")],
    ]
    title = turn.say("plan-change-title" if plan.nudge_id else "plan-title")
    return staff_card.show(turn, "\n\n".join([*head, text]), rows, title=title)


def everyone(turn: Turn) -> list[Person]:
    """List the Coordinator's people by name, those who can be written to first."""
    mine = own_people.everyone(turn)
    return sorted(mine, key=lambda person: (not reachable(person), name(person).casefold(), person.id))


def _names(turn: Turn, people: Sequence[Person]) -> str:
    names = ", ".join(name(person) for person in people[:NAMES])
    more = len(people) - NAMES
    return turn.say("plan-and-more", names=names, count=more) if more > 0 else names


def _button(turn: Turn, key: str, *data: object) -> Button:
    return turn.button(key, "plan", *data)


# --- who ---------------------------------------------------------------------------------------------------


def _who(turn: Turn, plan: Plan) -> Card:
    mine = everyone(turn)
    if not mine:
        return turn.say("plan-no-people"), []
    pages = -(-len(mine) // A_PAGE)
    page = within(plan.page, pages)
    shown = mine[page * A_PAGE : (page + 1) * A_PAGE]
    able = [person for person in shown if reachable(person)]
    text = [turn.say("plan-who")]
    if len(able) < len(shown):
        cannot = [_why_not(turn, person) for person in shown if person not in able]
        text.append("\n".join([turn.say("plan-who-cannot"), *cannot]))
    rows = in_pairs([_toggle(plan, person) for person in able]) + turning(turn, page, pages, "plan", "page")
    willing = {person.id for person in mine if reachable(person)}
    if willing:
        every = "plan-none-button" if willing <= set(plan.people) else "plan-all-button"
        rows.append([_button(turn, every, "all"), _button(turn, "plan-onward-button", "next")])
    return "\n\n".join(text), rows


def _toggle(plan: Plan, person: Person) -> Button:
    tick = "✓ " if person.id in plan.people else ""
    return Button.tap(f"{tick}{shorten(name(person), LABEL)}", "plan", "who", person.id)


def _why_not(turn: Turn, person: Person) -> str:
    off = Why.SWITCHED_OFF if person.do_not_message_at else Why.NO_YES
    why = Why.STOPPED if person.stopped_at else off
    return turn.say("plan-stays", name=name(person), why=turn.say(why))


# --- what --------------------------------------------------------------------------------------------------


def _words(turn: Turn, plan: Plan) -> Card:
    people = chosen(turn, plan)
    text: list[str] = []
    rows: Rows = []
    if worded(plan) and people:
        verdict = judge(turn, plan)
        text.append(_verdict(turn, text_for(turn, plan, people[0]), verdict))
        if not verdict.refused:
            key = "plan-use-button" if verdict.unsure else "plan-onward-button"
            rows.append([_button(turn, key, "use")])
    text.append(turn.say("plan-words"))
    text += [
        f"{number}. {template_for(turn, template, people[0], {})}"
        for number, template in enumerate(TEMPLATES, 1)
    ]
    text.append(turn.say("plan-words-name"))
    return "\n\n".join(text), [*grid("pick", range(1, len(TEMPLATES) + 1)), *rows]


def _verdict(turn: Turn, text: str, verdict: Verdict) -> str:
    if verdict.refused:
        return "\n".join([turn.say("plan-refused"), *verdict.refused])
    if verdict.unsure:
        return "\n".join([turn.say("plan-unsure", text=text), *verdict.unsure])
    return turn.say("plan-words-now", text=text)


def _blank(turn: Turn, plan: Plan) -> Card:
    person = chosen(turn, plan)[0]
    said = turn.say("plan-says", text=template_for(turn, plan.template, person, dict(plan.blanks)))
    return f"{said}\n\n{turn.say(f'plan-blank-{missing_blank(plan)}')}", []


# --- before it is set up -----------------------------------------------------------------------------------


def _preview(turn: Turn, plan: Plan) -> Card:
    people = chosen(turn, plan)
    room = FULL_TEXTS if personal(plan) else A_PAGE
    pages = -(-len(people) // room)
    page = within(plan.page, pages)
    shown = people[page * room : (page + 1) * room]
    advice = [turn.say("plan-advice", advice=advice) for advice in judge(turn, plan).advice[:2]]
    when = lines(turn, plan, shown)
    text = [
        "\n".join([turn.say("plan-preview"), *exactly(turn, plan, shown)]),
        said_schedule(turn, schedule_of(plan)),
        "\n".join([turn.say("plan-will-arrive"), *when]) if when else turn.say("when-in-the-past"),
        turn.say("plan-as-of-today"),
        *advice,
    ]
    rows = turning(turn, page, pages, "plan", "page")
    if not writable(plan, people):
        text.append(turn.say("plan-nobody"))
    elif when:
        key = "plan-save-button" if plan.nudge_id else "plan-set-up-button"
        rows.append([_button(turn, key, "save", mark(plan))])
    return "\n\n".join(text), rows


CARDS: dict[Step, Callable[[Turn, Plan], Card]] = {
    Step.WHO: _who,
    Step.WORDS: _words,
    Step.BLANK: _blank,
    Step.OFTEN: nudge_when.often,
    Step.WEEKS: nudge_when.weeks,
    Step.DAY: nudge_when.day,
    Step.TIME: nudge_when.clock,
    Step.PREVIEW: _preview,
}
