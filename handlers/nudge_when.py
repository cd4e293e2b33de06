"""How often, which day, what time: the steps of setting up a nudge that are about when it comes."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.nudge_choices import LEAST_WEEKS, MOST_WEEKS
from handlers.nudge_plan import Often, Plan, said_schedule, schedule_of
from handlers.pages import in_pairs
from handlers.turn import Button, Turn
from nudges.courtesy import CLOSES
from nudges.schedules import DAYS, MONTHS

Rows = list[list[Button]]
Card = tuple[str, Rows]

CLOCKS = ("09:00", "10:00", "11:00", "12:00", "14:00", "15:00", "16:00", "17:00", "18:00", "19:00")
MONTH_DAYS = (1, 5, 10, 15, 20, 25, 28)
SOME_WEEKS = (3, 4, 6)


def grid(what: str, choices: Sequence[object], wide: int = 4) -> Rows:
    """Lay out buttons whose labels are what they send."""
    buttons = [Button.tap(str(choice), "plan", what, choice) for choice in choices]
    return [buttons[start : start + wide] for start in range(0, len(buttons), wide)]


def often(turn: Turn, plan: Plan) -> Card:
    """Ask how often it shall come."""
    rows = [
        [turn.button(f"plan-often-{choice}-button", "plan", "often", choice) for choice in row]
        for row in (("once", "weekly"), ("two", "weeks"), ("monthly",))
    ]
    text = [turn.say("plan-often"), _typed(turn, turn.say("plan-often-example"))]
    if plan.schedule:
        text.insert(0, turn.say("plan-words-now", text=said_schedule(turn, schedule_of(plan))))
        rows.append([turn.button("plan-onward-button", "plan", "next")])
    return "\n\n".join(text), rows


def weeks(turn: Turn, _: Plan) -> Card:
    """Ask for the number of weeks."""
    return turn.say("plan-weeks", least=LEAST_WEEKS, most=MOST_WEEKS), grid("weeks", SOME_WEEKS)


def day(turn: Turn, plan: Plan) -> Card:
    """Ask for the day: a date, a weekday or a day of the month."""
    kind = plan.often or Often.ONCE
    text = f"{turn.say(f'plan-day-{kind}')}\n\n{_typed(turn, turn.say(f'plan-day-example-{kind}'))}"
    match kind:
        case Often.ONCE:
            return text, in_pairs(_dates(turn))
        case Often.MONTHLY:
            days = [turn.button("plan-monthly-button", "plan", "day", day, day=day) for day in MONTH_DAYS]
            days.append(turn.button("plan-last-day-button", "plan", "day", 31))
            return text, [days[:4], days[4:]]
        case _:
            days = [Button.tap(day, "plan", "day", day.lower()) for day in DAYS]
            return text, [days[:4], days[4:]]


def _dates(turn: Turn) -> list[Button]:
    """Offer today while there is time left, tomorrow, and the days after."""
    local = turn.now.astimezone(turn.programme.zone)
    first = 0 if local.time() < CLOSES else 1
    days = [local.date() + timedelta(days=ahead) for ahead in range(first, first + 6)]
    return [Button.tap(_day_label(turn, day, local.date()), "plan", "day", day.isoformat()) for day in days]


def _day_label(turn: Turn, day: date, today: date) -> str:
    match (day - today).days:
        case 0:
            return turn.say("plan-today-button")
        case 1:
            return turn.say("plan-tomorrow-button")
        case _:
            return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def clock(turn: Turn, plan: Plan) -> Card:
    """Ask for the time of day; for today, what is still to come."""
    local = turn.now.astimezone(turn.programme.zone)
    gone = f"{local:%H:%M}" if plan.day == local.date().isoformat() else ""
    text = f"{turn.say('plan-time')}\n\n{_typed(turn, turn.say('plan-time-example'))}"
    return text, grid("at", [hour for hour in CLOCKS if hour > gone], wide=5)


def _typed(turn: Turn, example: str) -> str:
    return turn.say("plan-typed-times", example=example)
