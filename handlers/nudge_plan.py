"""The nudge that a Coordinator is putting together: what is chosen so far, kept as their draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar
from zlib import crc32

from pydantic import ConfigDict, TypeAdapter, ValidationError

from handlers.own_people import in_a_list, me, today
from handlers.turn import Turn
from nudges.schedules import Schedule
from nudges.schedules import load as load_schedule
from storage import drafts, nudges
from storage.models import Nudge, Person

KIND = "plan"


class Step(StrEnum):
    """What is being asked; in this order."""

    WHO = "who"
    WORDS = "words"
    BLANK = "blank"
    OFTEN = "often"
    WEEKS = "weeks"
    DAY = "day"
    TIME = "time"
    PREVIEW = "preview"


class Often(StrEnum):
    """How often it shall come."""

    ONCE = "once"
    WEEKLY = "weekly"
    WEEKS = "weeks"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Plan:
    """One nudge in the making; what is empty has not been chosen.

    - people: ids in the order they were ticked. page: which eight of them are shown.
    - template: a key such as "nudge-5", with `blanks` (its day, place, time) as typed; or own `words`, in
      which "{name}" stands for each one's name. sure: soft words were seen and kept (R20).
    - often, weeks, day: on the way to `schedule`, which is the JSON of `nudges.schedules`.
      day: "2026-04-03" for once, "fri" for weeks, "31" for months.
    - nudge_id: the nudge that is being changed, None for a new one.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    step: Step = Step.WHO
    people: tuple[int, ...] = ()
    page: int = 0
    template: str = ""
    blanks: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    sure: bool = False
    often: Often | None = None
    weeks: int = 0
    day: str = ""
    schedule: str = ""
    nudge_id: int | None = None


_STORED = TypeAdapter(Plan)


def load(turn: Turn) -> Plan | None:
    """Return what this Coordinator is putting together; None when it is nothing, or of an older shape."""
    kind, body = drafts.load(turn.session, me(turn).id)
    if kind != KIND:
        return None
    try:
        plan = _STORED.validate_python(body)
    except ValidationError:
        return None
    still = tuple(person.id for person in chosen(turn, plan))
    if still == plan.people:
        return plan
    # Somebody has gone to another Coordinator, or asked to be forgotten, since they were ticked.
    return None if plan.nudge_id else replace(plan, people=still, step=plan.step if still else Step.WHO)


def keep(turn: Turn, plan: Plan) -> None:
    """Write it down, in place of whatever else was being typed."""
    drafts.keep(turn.session, me(turn).id, KIND, _STORED.dump_python(plan, mode="json"), turn.now)


def for_nudge(plan: Plan, nudge: Nudge) -> Plan:
    """Make it the change of a nudge that is set up already."""
    return replace(plan, nudge_id=nudge.id, people=(nudge.person_id,))


def drop(turn: Turn) -> None:
    """Forget it."""
    drafts.drop(turn.session, me(turn).id)


def mark(plan: Plan) -> str:
    """Return what Set it up sends back, so that it sets up what was seen and nothing newer."""
    return f"{crc32(_STORED.dump_json(plan)):08x}"


def chosen(turn: Turn, plan: Plan) -> list[Person]:
    """Return the people ticked, those who are still this Coordinator's."""
    found = (in_a_list(turn, person_id) for person_id in plan.people)
    return [person for person in found if person is not None]


def own_nudge(turn: Turn, nudge_id: int | None) -> Nudge | None:
    """Find a nudge only if it is for this Coordinator's people, or today for those they stand in for."""
    return nudges.own(turn.session, me(turn).id, nudge_id, today(turn)) if nudge_id else None


def schedule_of(stored: Plan | Nudge) -> Schedule:
    """Read the schedule of a plan that has one, or of a nudge."""
    return load_schedule(stored.schedule)


def said_schedule(turn: Turn, schedule: Schedule) -> str:
    """Say a schedule in words: "every Friday at 16:00"."""
    key, values = schedule.describe()
    return turn.say(key, **values)
