"""Raising the alarm when the word check noticed a crisis, or when something of ours has failed (R32, R40-R42, R46)."""

import logging
from datetime import timedelta

from handlers.alert_notes import told
from handlers.next_in_line import Line
from handlers.turn import Outgoing, Turn
from storage import alerts, faults, shifts, staff
from storage.models import Message, Person, Role
from wording import say

log = logging.getLogger(__name__)

TESTED = timedelta(days=7)


def raised(turn: Turn, person: Person, message: Message) -> list[Outgoing]:
    """Raise an alert for a message, or add it to the person's open one. Returns what staff are told now."""
    alert = alerts.open_for(turn.session, person.id)
    if alert is not None:
        alerts.note(turn.session, alert, "more", turn.now)
        return Line(turn.session, alert, turn.now, turn.programme).more()
    alert = alerts.begin(turn.session, turn.now, person_id=person.id, message_id=message.id)
    return Line(turn.session, alert, turn.now, turn.programme).begin()


def cover_now(turn: Turn) -> bool:
    """Tell whether somebody is really there: the team reads, or duty is worn and its route was tested (R41)."""
    if turn.programme.reading_hours.is_open(turn.now, turn.programme.zone):
        return True
    return cover_at_night(turn)


def cover_at_night(turn: Turn) -> bool:
    """Tell whether somebody is on duty now who has answered a test themselves in the last seven days (R41)."""
    reachable = alerts.answered_tests_since(turn.session, turn.now - TESTED)
    return any(one.id in reachable for one in shifts.wearers(turn.session, shifts.DUTY, turn.now))


def classifier_failed(turn: Turn) -> list[Outgoing]:
    """The word check threw: whoever runs Walkalong hears of it, and every manager, once an hour."""
    log.error("The word check failed on a message: it counts as a concern.")
    if not faults.happened(turn.session, faults.WORD_CHECK, turn.now):
        return []
    managers = staff.everyone(turn.session, Role.MANAGER)
    return [told(one, say("alert-word-check")) for one in managers if one.chat_id is not None]
