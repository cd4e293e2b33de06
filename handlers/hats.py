"""Who is on duty and who is on call: `/duty`, and the test of the duty route (R40, R41)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers import idle_cards, staff_card
from handlers.alert_closing import when
from handlers.alerting import TESTED, cover_at_night
from handlers.help import old_button
from handlers.next_in_line import Line
from handlers.own_people import me, moment, put_down_typing
from handlers.turn import Answer, Body, Button, Outgoing, Turn
from storage import alerts, audit, shifts
from storage.models import Kind, Role, Staff
from storage.shifts import DUTY, ON_CALL
from wording import say

KEYS = {DUTY: "duty", ON_CALL: "on-call"}
ANSWERED_WITHIN = timedelta(
    hours=1
)  # a test that is answered later has not shown that anybody can be reached
EIGHT_HOURS = timedelta(hours=8)
LENGTHS = {"8": EIGHT_HOURS, "24": timedelta(hours=24), "week": timedelta(days=7)}


def show(turn: Turn) -> list[Answer]:
    """`/duty`: who wears which hat, and whether anybody covers the night."""
    put_down_typing(turn)
    lines = [line for hat in (DUTY, ON_CALL) for line in _worn(turn, hat)]
    text = "\n".join([*lines, "", *_tested(turn)])
    rows = [[_hat_button(turn, hat)] for hat in _mine(turn)]
    rows.append([turn.button("duty-test-button", "duty", "test")])
    return staff_card.show(turn, text, rows, title=turn.say("duty-title"))


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on the card of hats; the on-call hat is for managers."""
    what, hat = turn.said.tap.word(0), turn.said.tap.word(1)
    if what in SCREENS:
        return SCREENS[what](turn)
    return OF_A_HAT[what](turn, hat) if what in OF_A_HAT and hat in _mine(turn) else old_button(turn)


def on_call_for_eight_hours(turn: Turn) -> list[Answer]:
    """Put the on-call hat on from an alert, and hand out what waits for whoever wears it."""
    until = turn.now + EIGHT_HOURS
    waiting = _put_on(turn, ON_CALL, until)
    return [turn.answer(turn.say("alert-hat-on", until=moment(turn, until))), *waiting]


def _mine(turn: Turn) -> tuple[str, ...]:
    return (DUTY, ON_CALL) if turn.role is Role.MANAGER else (DUTY,)


# --- the card ----------------------------------------------------------------------------------------------


def _worn(turn: Turn, hat: str) -> list[str]:
    worn = [
        turn.say(f"{KEYS[hat]}-worn", name=_name(turn, one), until=moment(turn, until))
        for one in shifts.wearers(turn.session, hat, turn.now)
        if (until := shifts.until(turn.session, one.id, hat, turn.now))
    ]
    return worn or [turn.say(f"{KEYS[hat]}-nobody")]


def _tested(turn: Turn) -> list[str]:
    """Say when the route was tested, and what people are told at night because of it."""
    test = alerts.newest_test(turn.session)
    covered = turn.say("duty-note-covered" if cover_at_night(turn) else "duty-note-not-covered")
    if test is None or test.opened_at is None:
        return [turn.say("duty-never-tested"), covered]
    tested = turn.say("duty-tested", when=moment(turn, test.opened_at))
    return [tested, *_why_not(turn, test.opened_at), covered]


def _why_not(turn: Turn, tested_at: datetime) -> list[str]:
    """Say what is wrong with the newest test: too old, or answered by nobody who is on duty now."""
    if turn.now - tested_at > TESTED:
        return [turn.say("duty-too-old")]
    worn = bool(shifts.wearers(turn.session, DUTY, turn.now))
    return [turn.say("duty-tested-by-others")] if worn and not cover_at_night(turn) else []


def _hat_button(turn: Turn, hat: str) -> Button:
    if shifts.until(turn.session, me(turn).id, hat, turn.now):
        return turn.button(f"{KEYS[hat]}-take-off-button", "duty", "off", hat)
    return turn.button(f"{KEYS[hat]}-put-on-button", "duty", "on", hat)


def _name(turn: Turn, member: Staff) -> str:
    nameless = "who-manager" if member.role == Role.MANAGER else "who-no-name"
    return member.first_name or turn.say(nameless)


# --- on and off --------------------------------------------------------------------------------------------


def _ask(turn: Turn, hat: str) -> list[Answer]:
    """Ask until when."""
    lengths = [*(["today"] if _end_of_today(turn) else []), *LENGTHS]
    rows = [[turn.button(f"duty-until-{length}-button", "duty", "until", hat, length)] for length in lengths]
    rows.append([turn.button("staff-back-button", "duty", "show")])
    return staff_card.show(turn, turn.say("duty-how-long"), rows, title=turn.say("duty-title"), close=False)


def _until(turn: Turn, hat: str) -> list[Answer]:
    """Put it on until then."""
    length = turn.said.tap.word(2)
    until = _end_of_today(turn) if length == "today" else None
    until = turn.now + LENGTHS[length] if length in LENGTHS else until
    if until is None:
        return old_button(turn)
    waiting = _put_on(turn, hat, until)
    return [*show(turn), *waiting]


def _put_on(turn: Turn, hat: str, until: datetime) -> list[Answer]:
    """Wear it, and hear of every alert that waits for whoever wears it."""
    shifts.put_on(turn.session, me(turn).id, hat, turn.now, until)
    audit.write(turn.session, turn.now, audit.STAFF, "hat.on", staff_id=me(turn).id, detail=hat)
    lines = (Line(turn.session, alert, turn.now, turn.programme) for alert in alerts.not_closed(turn.session))
    return [told for line in lines for told in line.hat_put_on(hat, me(turn))]


def _take_off(turn: Turn, hat: str) -> list[Answer]:
    """Take it off now; what it had opened leaves the phone (R57)."""
    if shifts.take_off(turn.session, me(turn).id, hat, turn.now):
        audit.write(turn.session, turn.now, audit.STAFF, "hat.off", staff_id=me(turn).id, detail=hat)
    shut = [idle_cards.shut(card, turn.now) for card in alerts.cards(turn.session, me(turn).id)]
    return [*shut, *show(turn)]


def _end_of_today(turn: Turn) -> datetime | None:
    """Return when reading hours end today (UTC); None when they are over, or there are none today."""
    zone = turn.programme.zone
    end = turn.programme.reading_hours.end_of_working_day(turn.now, zone)
    return end if end.astimezone(zone).date() == turn.now.astimezone(zone).date() else None


# --- the test ----------------------------------------------------------------------------------------------


def _test(turn: Turn) -> list[Answer]:
    """Send a test to everybody on duty: it counts for whoever of them has tapped Got it (R41)."""
    wearers = [one for one in shifts.wearers(turn.session, DUTY, turn.now) if one.chat_id is not None]
    if not wearers:
        return [turn.answer(turn.say("duty-test-nobody"))]
    test = alerts.begin(turn.session, turn.now, person_id=None, message_id=None)
    button = Button.tap(say("duty-test-button-got"), "duty", "got", test.id)
    sent = [_test_to(one, button) for one in wearers]
    return [*sent, *(turn.answer(turn.say("duty-test-sent", name=_name(turn, one))) for one in wearers)]


def _test_to(member: Staff, button: Button) -> Outgoing:
    body = Body(say("duty-test"), rows=((button,),))
    return Outgoing(body, Kind.ALERT, chat_id=member.chat_id, staff_id=member.id, care=True)


def _got(turn: Turn) -> list[Answer]:
    """Somebody on duty answers the test, within the hour and each of them once: it shows that they can be reached."""
    test = alerts.get(turn.session, turn.said.tap.number(1) or 0)
    on_duty = shifts.until(turn.session, me(turn).id, DUTY, turn.now)
    if test is None or test.kind != alerts.TEST or on_duty is None:
        return old_button(turn)
    late = turn.now - test.raised_at > ANSWERED_WITHIN
    if late or alerts.answered_test(turn.session, test.id, me(turn).id):
        return old_button(turn)
    alerts.opened(test, turn.now)
    alerts.note(turn.session, test, alerts.ANSWERED, turn.now, me(turn).id)
    audit.write(turn.session, turn.now, audit.STAFF, "duty.tested", staff_id=me(turn).id)
    return [turn.answer(turn.say("duty-test-done", time=when(turn, turn.now)))]


SCREENS: dict[str, Callable[[Turn], list[Answer]]] = {"show": show, "test": _test, "got": _got}
OF_A_HAT: dict[str, Callable[[Turn, str], list[Answer]]] = {"on": _ask, "until": _until, "off": _take_off}
