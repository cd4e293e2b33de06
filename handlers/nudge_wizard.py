"""Setting up a nudge step by step: who, the words, how often, which day, what time, and a last look."""

from collections.abc import Callable
from dataclasses import replace

from handlers import help, nudge_choices, nudge_page, nudge_plan, nudge_preview
from handlers.nudge_cards import draw, everyone
from handlers.nudge_choices import onward
from handlers.nudge_list import listing
from handlers.nudge_plan import Plan, Step, chosen
from handlers.nudge_words import judge, missing_blank, worded
from handlers.own_people import in_a_list, own, reachable
from handlers.turn import Answer, Turn
from nudges.typed_times import Refused


def begin(turn: Turn) -> list[Answer]:
    """Begin a new nudge, for the person whose id was tapped if there was one."""
    if not turn.said.tap.word(1):
        return _show(turn, Plan())
    person = in_a_list(turn, turn.said.tap.number(1))
    if person is None:
        return help.old_button(turn)
    return _show(turn, Plan(people=(person.id,) if reachable(person) else ()))


def tap(turn: Turn) -> list[Answer]:
    """Take one tap on the card; without a nudge in the making it is too old a button."""
    plan = nudge_plan.load(turn)
    return TAPS[turn.said.tap.word(0)](turn, plan) if plan else help.old_button(turn)


def typed(turn: Turn) -> list[Answer]:
    """Take words typed meanwhile: what the step asks for, or a time at any step."""
    plan = nudge_plan.load(turn)
    if plan is None:
        return listing(turn)
    words = turn.said.text.strip()
    if plan.step is Step.BLANK:
        return _fill(turn, plan, words)
    if plan.step is Step.WEEKS and words.isdecimal():
        return _moved(turn, nudge_choices.choose_weeks(plan, int(words[:3])), plan)
    timed = nudge_choices.choose_time(plan, words, turn.now, turn.programme.zone)
    if isinstance(timed, Plan):
        return _on(turn, timed)
    if plan.step is Step.WORDS:
        return _on(turn, nudge_choices.write(plan, words))
    return _show(turn, plan, turn.say(timed))


# --- one function a button ---------------------------------------------------------------------------------


def _tick(turn: Turn, plan: Plan) -> list[Answer]:
    person = in_a_list(turn, turn.said.tap.number(1))
    if person is None or plan.nudge_id or not (reachable(person) or person.id in plan.people):
        return help.old_button(turn)
    return _show(turn, nudge_choices.tick(plan, person.id))


def _tick_all(turn: Turn, plan: Plan) -> list[Answer]:
    willing = tuple(person.id for person in everyone(turn) if reachable(person))
    if plan.nudge_id:
        return help.old_button(turn)
    everybody = set(willing) <= set(plan.people)
    return _show(turn, replace(plan, step=Step.WHO, people=() if everybody else willing))


def _page(turn: Turn, plan: Plan) -> list[Answer]:
    return _show(turn, replace(plan, page=turn.said.tap.number(1) or 0))


def _next(turn: Turn, plan: Plan) -> list[Answer]:
    return _on(turn, plan) if plan.people else _show(turn, plan, turn.say("plan-who-nobody-yet"))


def _pick(turn: Turn, plan: Plan) -> list[Answer]:
    return _moved(turn, nudge_choices.pick(plan, turn.said.tap.number(1)), plan)


def _use(turn: Turn, plan: Plan) -> list[Answer]:
    """Keep soft words after a second look (R20); hard ones are still refused."""
    return _on(turn, replace(plan, sure=True)) if worded(plan) else help.old_button(turn)


def _often(turn: Turn, plan: Plan) -> list[Answer]:
    return _moved(turn, nudge_choices.choose_often(plan, turn.said.tap.word(1)), plan)


def _weeks(turn: Turn, plan: Plan) -> list[Answer]:
    return _moved(turn, nudge_choices.choose_weeks(plan, turn.said.tap.number(1)), plan)


def _day(turn: Turn, plan: Plan) -> list[Answer]:
    zone = turn.programme.zone
    return _moved(turn, nudge_choices.choose_day(plan, turn.said.tap.word(1), turn.now, zone), plan)


def _at(turn: Turn, plan: Plan) -> list[Answer]:
    if plan.step is not Step.TIME:  # the second of two quick taps
        return _show(turn, plan)
    timed = nudge_choices.choose_time(plan, turn.said.tap.word(1), turn.now, turn.programme.zone)
    return _show(turn, plan, turn.say(timed)) if isinstance(timed, Refused) else _on(turn, timed)


def _back(turn: Turn, plan: Plan) -> list[Answer]:
    before = nudge_choices.back(plan)
    return _show(turn, before) if before else _leave(turn, plan)


def _cancel(turn: Turn, plan: Plan) -> list[Answer]:
    return _leave(turn, plan, turn.say("plan-change-cancelled" if plan.nudge_id else "plan-cancelled"))


def _save(turn: Turn, plan: Plan) -> list[Answer]:
    """Set it up just as it was previewed; the draft goes in the same turn, so a second tap finds nothing."""
    if turn.said.tap.word(1) != nudge_plan.mark(plan):
        return help.old_button(turn)
    again = onward(plan, judge(turn, plan))
    # Meanwhile a name was mended, so that the words no longer fit, or the last person has stopped.
    if again.step is not Step.PREVIEW or not nudge_preview.writable(plan, chosen(turn, plan)):
        return _show(turn, again)
    if nudge_preview.next_due(turn, plan) is None:
        return _show(turn, replace(plan, step=Step.OFTEN, schedule=""), turn.say("when-in-the-past"))
    if plan.nudge_id is None:
        return nudge_preview.set_up(turn, plan)
    nudge = nudge_plan.own_nudge(turn, plan.nudge_id)
    if nudge is None:
        return _leave(turn, plan)
    nudge_preview.save(turn, plan, nudge)
    return nudge_page.page(turn, nudge, turn.say("plan-saved"))


TAPS: dict[str, Callable[[Turn, Plan], list[Answer]]] = {
    "who": _tick,
    "all": _tick_all,
    "page": _page,
    "next": _next,
    "pick": _pick,
    "use": _use,
    "often": _often,
    "weeks": _weeks,
    "day": _day,
    "at": _at,
    "back": _back,
    "cancel": _cancel,
    "save": _save,
}


# --- going on ----------------------------------------------------------------------------------------------


def _fill(turn: Turn, plan: Plan, words: str) -> list[Answer]:
    if len(words) > nudge_choices.LONGEST_BLANK:
        return _show(turn, plan, turn.say("plan-blank-too-long", limit=nudge_choices.LONGEST_BLANK))
    return _on(turn, nudge_choices.fill(plan, missing_blank(plan), " ".join(words.split())))


def _moved(turn: Turn, moved: Plan | None, plan: Plan) -> list[Answer]:
    """Go on with what was chosen; None was no choice: typed, it is asked again, tapped, it is refused."""
    if moved is not None:
        return _on(turn, moved)
    return help.old_button(turn) if turn.said.tap.what else _show(turn, plan)


def _on(turn: Turn, plan: Plan) -> list[Answer]:
    return _show(turn, onward(plan, judge(turn, plan)))


def _show(turn: Turn, plan: Plan, note: str = "") -> list[Answer]:
    nudge_plan.keep(turn, plan)
    return draw(turn, plan, note)


def _leave(turn: Turn, plan: Plan, note: str = "") -> list[Answer]:
    """Go back to where it was begun: the nudge that was to change, else the list."""
    nudge_plan.drop(turn)
    nudge = nudge_plan.own_nudge(turn, plan.nudge_id)
    if nudge is not None and own(turn, nudge.person_id):
        return nudge_page.page(turn, nudge, note)
    return listing(turn, note)
