"""May we speak to this person now? One pure answer that every message nobody asked for must pass (R14-R18).

Gaps are counted in local dates and hours on the local clock; moments in and out are aware UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from care.programme import QUIET_DAYS

MonthDay: TypeAlias = tuple[int, int]

OPENS, CLOSES = time(9), time(20)  # R16: from 09:00, and not at 20:00
TILL_I_SAY = datetime(9999, 1, 1, tzinfo=UTC)  # R15: a snooze that only START ends
TALK_OPENS, TALK_CLOSES = time(8), time(21)  # R16: a Coordinator's own typed answer
CONVERSATION = timedelta(hours=72)  # R16
SILENCE_AFTER = 3  # unanswered messages in a row, R16
STAR_RESTS = timedelta(days=1)  # an open star is left in peace this long after its last tap
LATE = timedelta(hours=2)
YEARLY_BLOCKS: frozenset[MonthDay] = QUIET_DAYS  # R18


class Dial(StrEnum):
    """How often a person has asked to hear from us (R16)."""

    EVERY_OTHER_DAY = "every_other_day"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    ONLY_WHEN_I_ASK = "only_when_i_ask"


class Why(StrEnum):
    """Why a message waits or is not sent; the value is the Fluent key of the sentence for Coordinators."""

    ALL_STOPPED = "why-all-stopped"
    STOPPED = "why-stopped"
    SWITCHED_OFF = "why-switched-off"
    NO_YES = "why-no-yes"
    ASK_AGAIN = "why-ask-again"
    RESTRICTED = "why-restricted"
    DIAL_NOT_CHOSEN = "why-dial-not-chosen"
    ONLY_WHEN_ASKED = "why-only-when-asked"
    SILENCE = "why-silence"
    CARE = "why-care"
    ONE_OPEN = "why-one-open"
    SNOOZED = "why-snoozed"
    EVERY_OTHER_DAY = "why-every-other-day"
    WEEKLY = "why-weekly"
    FORTNIGHTLY = "why-fortnightly"
    MONTHLY = "why-monthly"
    SPOKE_TODAY = "why-spoke-today"
    STAR_OPEN = "why-star-open"
    DATE_BLOCK = "why-date-block"
    NIGHT = "why-night"
    BEST_HOURS = "why-best-hours"
    LATE = "why-late"  # said by whoever asked `too_late`
    AVOIDED = "why-avoided"  # said by whoever looked for words to avoid (R19)


PEACE = (Why.SNOOZED, Why.DATE_BLOCK, Why.NIGHT)  # what keeps back even an answer they are waiting for

# Local dates from one message to the next; 28 lets a nudge on the 1st of every month through.
GAPS: dict[Dial, tuple[int, Why]] = {
    Dial.EVERY_OTHER_DAY: (2, Why.EVERY_OTHER_DAY),
    Dial.WEEKLY: (7, Why.WEEKLY),
    Dial.FORTNIGHTLY: (14, Why.FORTNIGHTLY),
    Dial.MONTHLY: (28, Why.MONTHLY),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What courtesy knows about one person; every moment is aware UTC.

    - said_yes: to the hello screens. dial: None until chosen.
    - stopped: STOP, blocked, said no, or no longer walking together.
    - switched_off: do-not-message, which staff set (R13). silenced: the kill switch is on for everybody (R90).
    - ask_again: they said yes to an older hello (R5). restricted: "keep but don't use" (R51).
    - snoozed_until: quiet until then; `TILL_I_SAY` for good. snoozed_at: when they asked for it, if that is known.
    - last_unprompted_at: the last message we started. unanswered: how many of those in a row had no answer.
    - open_nudge: one is queued or on its way. star_touched_at: the last tap on a star begun and not ended.
    - last_human_contact_at: the last word between the person and their Coordinator, either way.
    - care_hold: a worry that no person has cleared yet (R17).
    - date_blocks: (month, day) on which we are quiet, the person's own added to the programme's.
    - hours: the local times between which they like to hear, within `OPENS` and `CLOSES`.
    """

    said_yes: bool
    dial: Dial | None
    stopped: bool = False
    switched_off: bool = False
    ask_again: bool = False
    restricted: bool = False
    silenced: bool = False
    snoozed_until: datetime | None = None
    snoozed_at: datetime | None = None
    last_unprompted_at: datetime | None = None
    unanswered: int = 0
    open_nudge: bool = False
    star_touched_at: datetime | None = None
    last_human_contact_at: datetime | None = None
    care_hold: bool = False
    date_blocks: frozenset[MonthDay] = YEARLY_BLOCKS
    hours: tuple[time, time] = (OPENS, CLOSES)


@dataclass(frozen=True, slots=True)
class Send:
    """It may be sent now."""


@dataclass(frozen=True, slots=True)
class Wait:
    """It may be sent from `until` (aware UTC) on, if nothing new happens; `why` is what holds it longest."""

    until: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Skip:
    """It is not to be sent, and no moment is known when it might be."""

    why: Why


Decision: TypeAlias = Send | Wait | Skip


def may_speak(standing: Standing, at: datetime, zone: ZoneInfo) -> Decision:
    """Decide on a message that the person did not just ask for, at the aware moment `at` (R14-R18)."""
    if refusal := _refusal(standing):
        return Skip(refusal)

    until, why = at.astimezone(UTC), None
    # Leaving one rule behind can run into another (a snooze that ends at night): ask until all are content.
    while (bound := max(_bounds(standing, until, zone), key=lambda bound: bound[0]))[0] > until:
        until, why = bound[0].astimezone(UTC), why or bound[1]
    return Wait(until, why) if why else Send()


def may_answer(
    standing: Standing,
    last_word_at: datetime | None,
    at: datetime,
    zone: ZoneInfo,
    *,
    in_crisis: bool = False,
) -> Decision:
    """Decide on an answer that a Coordinator typed at `at`; `last_word_at` is the person's own last message.

    Within 72 hours of it the two are talking: 08:00-21:00 and no gaps (R16). A wait for the morning stands
    even when it ends after the 72 hours, so do not ask again then. Later it is a message like any other, and so it
    is when they asked for quiet after their last word (R15). `in_crisis`: they wrote of one and nobody has closed it.
    Their Coordinator's answer is then a reply to a message just received: at any hour, and whatever else is stopped
    (R16, R90).
    """
    if in_crisis and last_word_at is not None and at - last_word_at <= CONVERSATION:
        return Send()
    if standing.silenced or standing.stopped:
        return Skip(Why.ALL_STOPPED if standing.silenced else Why.STOPPED)
    if last_word_at is None or at - last_word_at > CONVERSATION or _wants_quiet(standing, last_word_at, at):
        return may_speak(standing, at, zone)
    opens = _open_from(at, TALK_OPENS, TALK_CLOSES, zone)
    return Wait(opens, Why.NIGHT) if opens > at else Send()


def may_tell(standing: Standing, at: datetime, zone: ZoneInfo) -> Decision:
    """Decide on the answer to what somebody asked us about their data, at `at` (R51).

    They asked for it, so no dial, gap or worry keeps it back; it waits for the day and for the quiet they asked for.
    Whether they said STOP since is for whoever asks.
    """
    if standing.silenced or standing.snoozed_until == TILL_I_SAY:
        return Skip(Why.ALL_STOPPED if standing.silenced else Why.SNOOZED)
    until, why = at.astimezone(UTC), None
    while (bound := max(_peace(standing, until, zone), key=lambda bound: bound[0]))[0] > until:
        until, why = bound[0].astimezone(UTC), why or bound[1]
    return Wait(until, why) if why else Send()


def _peace(standing: Standing, at: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, Why]]:
    return (bound for bound in _bounds(standing, at, zone) if bound[1] in PEACE)


def _wants_quiet(standing: Standing, last_word_at: datetime, at: datetime) -> bool:
    """Say whether they asked for some quiet that lasts, and have not written since."""
    if standing.snoozed_until is None or standing.snoozed_until <= at:
        return False
    return standing.snoozed_at is not None and standing.snoozed_at >= last_word_at


def too_late(allowed_at: datetime, now: datetime) -> bool:
    """Say whether more than two hours have passed since courtesy allowed the message; then it is skipped."""
    return now - allowed_at > LATE


def still_welcome(queued_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Say whether a message that courtesy let into the outbox at `queued_at` may still leave it at `now`.

    After an outage nothing leaves that is more than two hours old, or at night; answers are not asked about here.
    """
    return not too_late(queued_at, now) and _open_from(now, OPENS, CLOSES, zone) == now


def by_day(now: datetime, zone: ZoneInfo) -> bool:
    """Say whether a Coordinator's own typed words may leave the outbox at `now`: 08:00-21:00 (R16)."""
    return _open_from(now, TALK_OPENS, TALK_CLOSES, zone) == now


def mothers_day(year: int) -> date:
    """Give Mothering Sunday as kept in the UK: the fourth Sunday of Lent, three weeks before Easter."""
    found: date = easter(year) - timedelta(weeks=3)
    return found


def fathers_day(year: int) -> date:
    """Give Father's Day as kept in the UK: the third Sunday of June."""
    return date(year, 6, 21) - timedelta(days=date(year, 6, 21).isoweekday() % 7)


def _refusal(standing: Standing) -> Why | None:
    refusals = (
        (standing.silenced, Why.ALL_STOPPED),
        (standing.stopped, Why.STOPPED),
        (standing.switched_off, Why.SWITCHED_OFF),
        (not standing.said_yes, Why.NO_YES),
        (standing.ask_again, Why.ASK_AGAIN),
        (standing.restricted, Why.RESTRICTED),
        (standing.dial is None, Why.DIAL_NOT_CHOSEN),
        (standing.dial is Dial.ONLY_WHEN_I_ASK, Why.ONLY_WHEN_ASKED),
        (standing.care_hold, Why.CARE),
        (standing.snoozed_until == TILL_I_SAY, Why.SNOOZED),
        (standing.unanswered >= SILENCE_AFTER, Why.SILENCE),
        (standing.open_nudge, Why.ONE_OPEN),
    )
    return next((why for refused, why in refusals if refused), None)


def _bounds(standing: Standing, at: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, Why]]:
    """Give, for each rule, the moment from which it is content; of equal ones the first names the reason."""
    if standing.snoozed_until:
        yield standing.snoozed_until, Why.SNOOZED
    if standing.last_unprompted_at and standing.dial in GAPS:
        days, why = GAPS[standing.dial]
        yield _morning(standing.last_unprompted_at, days, zone), why
    if standing.last_human_contact_at:
        yield _morning(standing.last_human_contact_at, 1, zone), Why.SPOKE_TODAY
    if standing.star_touched_at:
        yield standing.star_touched_at + STAR_RESTS, Why.STAR_OPEN
    if _blocked(at.astimezone(zone).date(), standing.date_blocks):
        yield _morning(at, 1, zone), Why.DATE_BLOCK
    yield _open_from(at, OPENS, CLOSES, zone), Why.NIGHT
    yield _open_from(at, *standing.hours, zone), Why.BEST_HOURS


def _blocked(day: date, blocks: frozenset[MonthDay]) -> bool:
    return (day.month, day.day) in blocks or day in (mothers_day(day.year), fathers_day(day.year))


def _morning(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Give 09:00 on the local date so many days after the moment's."""
    day = moment.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, OPENS, zone).astimezone(UTC)


def _open_from(at: datetime, opens: time, closes: time, zone: ZoneInfo) -> datetime:
    """Give `at` itself when its local time is within the hours, else the next opening."""
    local = at.astimezone(zone)
    if opens <= local.time() < closes:
        return at
    day = local.date() + timedelta(days=0 if local.time() < opens else 1)
    return datetime.combine(day, opens, zone).astimezone(UTC)
