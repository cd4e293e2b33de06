"""Opening an alert, passing it on, and reaching the Coordinator (R40, R55).

The Coordinator, or who stands in for them, reads the person's words as in the inbox. Duty and on call read exactly
the messages that were escalated, and nothing else about the person but what they like to be called.
"""

from collections.abc import Callable
from datetime import timedelta

from handlers import alert_closing, hats, idle_cards, words_card
from handlers.alert_notes import came, open_button, told
from handlers.conversation import what_they_said
from handlers.help import old_button
from handlers.next_in_line import COORDINATOR, NOBODY, Line
from handlers.own_people import looked_at, me, moment, name
from handlers.pages import BETWEEN, pack, pieces
from handlers.turn import Answer, Body, Button, Outgoing, Turn
from storage import alerts, messages, people, shifts, staff, waiting
from storage.models import Alert, Kind, Person, Role
from storage.shifts import DUTY, ON_CALL
from wording import say

CARD = alerts.CARD
ASKED, ASK_AGAIN = "asked_coordinator", timedelta(minutes=5)


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on an alert; to whoever it was not sent, it is nothing."""
    what, alert_id = turn.said.tap.word(0), turn.said.tap.number(1)
    alert = alerts.get(turn.session, alert_id) if alert_id else None
    if alert is None or alert.kind != alerts.CRISIS:
        return old_button(turn)
    if what == "hat" and turn.role is Role.MANAGER:
        return _take_hat(turn, alert)
    way = _way_in(turn, alert)
    if way is None:
        return [*_shut(turn), *old_button(turn)]
    return WAYS[what, way](turn, alert) if (what, way) in WAYS else old_button(turn)


def _shut(turn: Turn) -> list[Answer]:
    """Take what a hat had opened off the phone, once the hat is gone (R57)."""
    card = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
    mine = card is not None and card.card == CARD and card.staff_id == me(turn).id
    return [idle_cards.shut(card, turn.now)] if card and mine else []


def _way_in(turn: Turn, alert: Alert) -> str | None:
    """Say what lets them open it: the person is theirs, or a hat that the alert has come to and they wear now."""
    line = Line(turn.session, alert, turn.now, turn.programme)
    if me(turn).id in {one.id for one in line.coordinators()}:
        return COORDINATOR
    for hat in (DUTY, ON_CALL):
        worn = shifts.until(turn.session, me(turn).id, hat, turn.now)
        if worn and alerts.steps(turn.session, alert.id, hat, NOBODY[hat]):
            return hat
    return None


# --- opening -----------------------------------------------------------------------------------------------


def _open_own(turn: Turn, alert: Alert) -> list[Answer]:
    """Show the person's words as the inbox does; what was read and answered before stands on the alert itself."""
    person = people.get(turn.session, alert.person_id or 0)
    if person is None or alert.closed_at is not None:
        return _show(turn, alert, COORDINATOR)
    if not (waiting.unread(turn.session, [person.id]) or waiting.unanswered(turn.session, [person.id])):
        return _show(turn, alert, COORDINATOR)
    sent = words_card.send(turn, person)
    if (
        alert.opened_at is None
    ):  # what was escalated is not among the words that fit: they looked, no more (R56)
        looked_at(turn, person.id)
    return sent


def show(turn: Turn, alert: Alert) -> list[Answer]:
    """Show the Coordinator an alert on somebody of theirs whose words wait no longer, so that it can be closed."""
    return _show(turn, alert, COORDINATOR)


def _open_with_hat(turn: Turn, alert: Alert) -> list[Answer]:
    return _show(turn, alert, _way_in(turn, alert) or "")


def _show(turn: Turn, alert: Alert, way: str) -> list[Answer]:
    """Send exactly what was escalated; once it is closed, only who closed it and how."""
    if alert.closed_at is not None:
        return [turn.answer(alert_closing.closed_line(turn, alert))]
    person = people.get(turn.session, alert.person_id or 0)
    cards = pack([*_entries(turn, alert, person), alert_closing.note(turn, alert)])
    alert_closing.opened(turn, alert, way)
    rows = (*_reach_rows(turn, alert, person, way), *alert_closing.rows(turn, alert), _close_row(turn))
    return [
        _card(turn, alert, BETWEEN.join(texts), rows if texts is cards[-1] else (_close_row(turn),))
        for texts in cards
    ]


def _entries(turn: Turn, alert: Alert, person: Person | None) -> list[str]:
    """Say who, whose, and what they wrote, each message with its time."""
    rows = alerts.escalated(turn.session, alert)
    if person is None or (person.wiped_at is not None and not person.call_me):
        return [turn.say("alert-words-gone")]
    head = turn.say("alert-who", name=name(person), coordinator=_coordinator(turn, person))
    if not rows:
        return [head, turn.say("alert-words-gone")]
    said = [f"{moment(turn, row.created_at)}\n{what_they_said(turn, row)}" for row in rows]
    return [head, *(piece for entry in said for piece in pieces(entry))]


def _card(turn: Turn, alert: Alert, text: str, rows: tuple[tuple[Button, ...], ...]) -> Outgoing:
    title = turn.say("alert-title", time=came(alert, turn.now, turn.programme.zone))
    body = Body(text, title, rows)
    # It hangs on the person, so that it goes when they ask to be forgotten (R50).
    return Outgoing(
        body, Kind.CARD, card=CARD, person_id=alert.person_id, staff_id=me(turn).id, silent=True, care=True
    )


def _close_row(turn: Turn) -> tuple[Button, ...]:
    return (turn.button("staff-close-button", "staff", "close"),)


# --- passing on, and reaching the Coordinator --------------------------------------------------------------


def _pass(turn: Turn, alert: Alert) -> list[Answer]:
    """Tell duty at once; when it has gone on already, only say so."""
    if alert.closed_at is not None:
        return [turn.answer(alert_closing.closed_line(turn, alert))]
    if alert.opened_at is None and alert.stage in (DUTY, ON_CALL):
        return [turn.answer(alert_closing.passed(turn, alert))]
    told = Line(turn.session, alert, turn.now, turn.programme).passed_on(me(turn).id)
    alert_closing.write(turn, alert, "alert.passed")
    return [*told, turn.answer(alert_closing.passed(turn, alert))]


def _reach(turn: Turn, alert: Alert) -> list[Answer]:
    """Ask the Coordinator to get in touch with whoever reads this, without a word of what it is about."""
    person = people.get(turn.session, alert.person_id or 0)
    line = Line(turn.session, alert, turn.now, turn.programme)
    coordinator = _coordinator(turn, person) if person else turn.say("help-the-team")
    whom = line.coordinators()
    if not whom:
        return [turn.answer(turn.say("alert-reach-not", coordinator=coordinator))]
    asked = [step for step in alerts.steps(turn.session, alert.id, ASKED) if step.staff_id == me(turn).id]
    sent = turn.answer(turn.say("alert-reach-sent", coordinator=coordinator))
    if asked and turn.now - asked[-1].at < ASK_AGAIN:
        return [sent]
    alerts.note(turn.session, alert, ASKED, turn.now, me(turn).id)
    alert_closing.write(turn, alert, "alert.reached")
    text = say("alert-reach", who=alert_closing.who(turn, me(turn).id, turn.now), time=_came(turn, alert))
    return [*(told(one, text, open_button(alert)) for one in whom), sent]


def _reach_rows(turn: Turn, alert: Alert, person: Person | None, way: str) -> tuple[tuple[Button, ...], ...]:
    if way == COORDINATOR or person is None:
        return ()
    coordinator = _coordinator(turn, person)
    return ((turn.button("alert-reach-button", "alert", "reach", alert.id, coordinator=coordinator),),)


def _coordinator(turn: Turn, person: Person) -> str:
    member = staff.get(turn.session, person.coordinator_id)
    return (member.first_name if member else None) or turn.say("help-the-team")


def _came(turn: Turn, alert: Alert) -> str:
    return came(alert, turn.now, turn.programme.zone)


# --- the hat, from the alert that every manager got --------------------------------------------------------


def _take_hat(turn: Turn, alert: Alert) -> list[Answer]:
    """Put the on-call hat on for eight hours, if the alert still waits; then it can be opened (R55)."""
    if alert.opened_at is not None or alert.closed_at is not None:
        return [turn.answer(turn.say("alert-hat-not-needed"))]
    if not alerts.steps(turn.session, alert.id, NOBODY[ON_CALL]):
        return old_button(turn)
    return hats.on_call_for_eight_hours(turn)


WAYS: dict[tuple[str, str], Callable[[Turn, Alert], list[Answer]]] = {
    ("open", COORDINATOR): _open_own,
    ("open", DUTY): _open_with_hat,
    ("open", ON_CALL): _open_with_hat,
    ("pass", COORDINATOR): _pass,
    ("reach", DUTY): _reach,
    ("reach", ON_CALL): _reach,
    ("close", COORDINATOR): alert_closing.close,
    ("close", DUTY): alert_closing.close,
    ("close", ON_CALL): alert_closing.close,
}
