"""What each tap and each typed word changes in the nudge that is being put together. Plan in, plan out."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.nudge_plan import Often, Plan, Step
from handlers.nudge_words import Verdict, missing_blank, worded
from nudges.rewording import TEMPLATES
from nudges.schedules import dump
from nudges.typed_times import Refused, read_when

LEAST_WEEKS, MOST_WEEKS = 2, 26
LONGEST_BLANK = 40  # characters

BACK = {
    Step.WORDS: Step.WHO,
    Step.BLANK: Step.WORDS,
    Step.OFTEN: Step.WORDS,
    Step.WEEKS: Step.OFTEN,
    Step.DAY: Step.OFTEN,
    Step.TIME: Step.DAY,
    Step.PREVIEW: Step.OFTEN,
}


def onward(plan: Plan, verdict: Verdict) -> Plan:
    """Go to the first step at which something is still missing; the preview when nothing is."""
    return replace(plan, step=_missing(plan, verdict), page=0)


def _missing(plan: Plan, verdict: Verdict) -> Step:
    unfit = bool(verdict.refused) or bool(verdict.unsure and not plan.sure)
    steps = (
        (not plan.people, Step.WHO),
        (not worded(plan), Step.WORDS),
        (bool(missing_blank(plan)), Step.BLANK),
        (unfit, Step.WORDS),
        (bool(plan.schedule), Step.PREVIEW),
        (plan.often is None, Step.OFTEN),
        (plan.often is Often.WEEKS and not plan.weeks, Step.WEEKS),
        (not plan.day, Step.DAY),
    )
    return next((step for missing, step in steps if missing), Step.TIME)


def back(plan: Plan) -> Plan | None:
    """Go one step back with everything kept; None before the first step."""
    step = BACK.get(plan.step)
    if plan.nudge_id and step is Step.WHO:  # whose it is stays as it is
        return None
    return replace(plan, step=step, page=0) if step else None


# --- who and what ------------------------------------------------------------------------------------------


def tick(plan: Plan, person_id: int) -> Plan:
    """Tick a person, or take the tick away."""
    if person_id in plan.people:
        return replace(plan, step=Step.WHO, people=tuple(one for one in plan.people if one != person_id))
    return replace(plan, step=Step.WHO, people=(*plan.people, person_id))


def pick(plan: Plan, number: int | None) -> Plan | None:
    """Take the template of that number, 1-7; None when there is none."""
    template = f"nudge-{number}"
    if template not in TEMPLATES:
        return None
    return replace(plan, template=template, blanks={}, words="", sure=False)


def write(plan: Plan, words: str) -> Plan:
    """Take the Coordinator's own words instead of a template."""
    return replace(plan, template="", blanks={}, words=words.strip(), sure=False)


def fill(plan: Plan, blank: str, words: str) -> Plan:
    """Fill in one blank of the template."""
    return replace(plan, blanks={**plan.blanks, blank: words.strip()}, sure=False)


# --- how often and when ------------------------------------------------------------------------------------


def choose_often(plan: Plan, word: str) -> Plan | None:
    """Take once, weekly, two (weeks), weeks or monthly; None for anything else."""
    chosen = replace(plan, weeks=0, day="", schedule="")
    if word == "two":
        return replace(chosen, often=Often.WEEKS, weeks=2)
    return replace(chosen, often=Often(word)) if word in set(Often) else None


def choose_weeks(plan: Plan, weeks: int | None) -> Plan | None:
    """Take every so many weeks; None outside 2-26."""
    if weeks is None or not LEAST_WEEKS <= weeks <= MOST_WEEKS:
        return None
    return replace(plan, often=Often.WEEKS, weeks=weeks, schedule="")


def choose_day(plan: Plan, day: str, now: datetime, zone: ZoneInfo) -> Plan | None:
    """Take the day, as `Plan.day` says; None when it is not one."""
    chosen = replace(plan, day=day, schedule="")
    if not day or plan.often is None or read_when(_spelt(chosen, "23:59"), now, zone) is Refused.UNREADABLE:
        return None
    return chosen


def choose_time(plan: Plan, typed: str, now: datetime, zone: ZoneInfo) -> Plan | Refused:
    """Take what fits the choices so far (a time, a day and a time), or else a whole schedule as typed."""
    read = read_when(typed, now, zone)
    if plan.step in (Step.DAY, Step.TIME):
        so_far = replace(plan, day="") if plan.step is Step.DAY else plan
        fitting = read_when(_spelt(so_far, typed), now, zone)
        read = read if fitting is Refused.UNREADABLE else fitting
    return read if isinstance(read, Refused) else replace(plan, schedule=dump(read))


def _spelt(plan: Plan, clock: str) -> str:
    """Write the choices as a Coordinator would type them: buttons and words go the same way."""
    match plan.often:
        case Often.WEEKLY:
            return f"every {plan.day} {clock}"
        case Often.WEEKS:
            return f"every {plan.weeks} weeks on {plan.day} {clock}"
        case Often.MONTHLY:
            return f"monthly on the {plan.day} {clock}"
        case _:
            return f"{plan.day} {clock}"
