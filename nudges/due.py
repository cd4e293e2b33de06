"""Turn what is due into messages. Every message that nobody just asked for passes `courtesy.may_speak`."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from care.programme import Programme
from nudges import schedules
from nudges.courtesy import SILENCE_AFTER, Decision, Send, Skip, Standing, Wait, Why, may_speak, too_late
from nudges.speaking import say_to
from nudges.standing import standing
from nudges.star_offers import offer_star
from nudges.wishes import to_avoid
from storage import nudges, outbox, people
from storage.database import Session
from storage.messages import Body, Button, Outgoing
from storage.models import Kind, Nudge, Person

BATCH = 100
PUT_OFF = timedelta(hours=1)

log = logging.getLogger(__name__)


def speak_when_due(session: Session, now: datetime, programme: Programme) -> int:
    """Look at up to a hundred nudges and star offers due at `now` (UTC); return how many those were (0: none due)."""
    # Stars first: a nudge that comes every week at this very minute would keep a star away for ever.
    offers = people.offers_due(session, now, BATCH)
    for person in offers:
        offer_star(session, person, now, programme)
    waiting = nudges.due(session, now, BATCH)
    for nudge in waiting:
        _look_at_safely(session, nudge, now, programme)
    session.flush()
    return len(waiting) + len(offers)


def _look_at_safely(session: Session, nudge: Nudge, now: datetime, programme: Programme) -> None:
    """One broken row must not keep everyone else waiting: it is put off an hour and reported."""
    try:
        with session.begin_nested():
            _look_at(session, nudge, now, programme)
    except Exception as error:
        log.error("Nudge %s could not be looked at (%s).", nudge.id, type(error).__name__)
        nudges.move(session, nudge, now + PUT_OFF, nudge.planned_at)


def _look_at(session: Session, nudge: Nudge, now: datetime, programme: Programme) -> None:
    """Send it, let it wait, or skip it and say why; either way it moves on, so it is never due for ever."""
    person = people.get(session, nudge.person_id)
    if person is None or nudge.due_at is None:
        return
    now_stands, zone = standing(session, person, programme.quiet_days), programme.zone
    match decide(now_stands, nudge.due_at, now, zone):
        case Send() if to_avoid(person, nudge.text):  # named since it was set up: never as it is (R19)
            nudges.record(session, nudge, nudges.SKIPPED, now, why=Why.AVOIDED)
            _move_on(session, nudge, now, zone)
        case Send():
            _say(session, nudge, person, programme, Kind.NUDGE, nudge.text, now)
            nudges.record(session, nudge, nudges.SENT, now)
            _move_on(session, nudge, now, zone)
        case Wait(until, why):
            nudges.record(session, nudge, nudges.WAITED, now, why=why, until=until)
            nudges.move(session, nudge, until, nudge.planned_at)
        case Skip(why):
            if why is Why.SILENCE and now_stands.unanswered == SILENCE_AFTER:
                _go_quiet(session, nudge, person, now_stands, now, programme)
            nudges.record(session, nudge, nudges.SKIPPED, now, why=why)
            _move_on(session, nudge, now, zone)


def decide(stands: Standing, due_at: datetime, now: datetime, zone: ZoneInfo) -> Decision:
    """Apply courtesy, then lateness: two hours, from when courtesy allowed it to when it would go (UTC)."""
    decision = may_speak(stands, now, zone)
    if isinstance(decision, Skip):
        return decision
    allowed = may_speak(stands, due_at, zone)
    allowed_at = allowed.until if isinstance(allowed, Wait) else due_at
    # What was allowed at seven and missed does not wait for the morning: by then it is late too.
    goes_at = decision.until if isinstance(decision, Wait) else now
    return Skip(Why.LATE) if too_late(allowed_at, goes_at) else decision


def _go_quiet(
    session: Session, nudge: Nudge, person: Person, stands: Standing, now: datetime, programme: Programme
) -> None:
    """After three unanswered: say once that we go quiet, then be quiet (R16)."""
    if isinstance(may_speak(replace(stands, unanswered=0), now, programme.zone), Send):
        text = say_to("nudge-8", person, programme, name=person.call_me or "")
        _say(session, nudge, person, programme, Kind.QUIET, text, now)


def _say(
    session: Session, nudge: Nudge, person: Person, programme: Programme, kind: Kind, text: str, now: datetime
) -> None:
    rows = () if kind is Kind.QUIET else (reply_buttons(person, programme),)
    said = Outgoing(Body(text, rows=rows), kind, person_id=person.id, nudge_id=nudge.id)
    outbox.queue(session, said, person.chat_id or 0, now)


def reply_buttons(person: Person, programme: Programme) -> tuple[Button, ...]:
    """Return what stands under every nudge: Reply and Not now, the same size."""
    return (
        Button.tap(say_to("nudge-reply-button", person, programme), "nudge", "reply"),
        Button.tap(say_to("nudge-not-now-button", person, programme), "nudge", "later"),
    )


def _move_on(session: Session, nudge: Nudge, now: datetime, zone: ZoneInfo) -> None:
    """Plan the next occurrence after now: what was missed meanwhile is never sent in a burst."""
    following = schedules.load(nudge.schedule).next_after(now, zone)
    nudges.move(session, nudge, following, following)
