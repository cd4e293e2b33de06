"""Who opened an alert and who closed it: opening is not dealing with it (R40)."""

from datetime import datetime

from handlers.alert_notes import needed, open_button, time_said
from handlers.help import old_button
from handlers.next_in_line import MANAGERS, OPENED, Line
from handlers.own_people import me
from handlers.turn import Answer, Body, Button, Redraw, Turn
from storage import alerts, audit, forgetting, messages, shifts, staff
from storage.models import Alert
from storage.shifts import DUTY, ON_CALL

WHYS = ("spoke", "called-999", "in-hand", "not-so", "duty")
CARDS = ("words", alerts.CARD)


def opened(turn: Turn, alert: Alert, way: str) -> None:
    """Write down who opens it now; `way` is what lets them: coordinator, duty or on_call."""
    Line(turn.session, alert, turn.now, turn.programme).opened(me(turn).id)
    write(turn, alert, "alert.opened", way)


def close(turn: Turn, alert: Alert) -> list[Answer]:
    """Close it for one of the five reasons, by somebody who has read all there is."""
    why = turn.said.tap.word(2)
    if why not in WHYS:
        return old_button(turn)
    if alert.closed_at is not None:
        return [*_drawn_closed(turn, alert), turn.answer(closed_line(turn, alert))]
    if not _has_read_all(turn, alert):
        return [needed(alert, me(turn), "alert-more", turn.now, turn.programme.zone, open_button(alert))]
    if why == "duty" and not _duty_opened(turn, alert):
        told = Line(turn.session, alert, turn.now, turn.programme).passed_on(me(turn).id)
        write(turn, alert, "alert.passed")
        return [*told, turn.answer(_must_be_opened_first(turn, alert))]
    alerts.close(turn.session, alert, me(turn).id, why, turn.now)
    alerts.note(turn.session, alert, "closed", turn.now, me(turn).id)
    write(turn, alert, "alert.closed", why)
    forgetting.let_go(turn.session, alert.person_id, turn.now)
    return _drawn_closed(turn, alert) or [turn.answer(closed_line(turn, alert))]


def passed(turn: Turn, alert: Alert) -> str:
    """Say who beyond the Coordinator has been told last, and when; or that there was nobody to tell."""
    steps = alerts.steps(turn.session, alert.id, DUTY, ON_CALL, MANAGERS)
    if not steps:
        return turn.say("alert-passed-to-nobody")
    key = "alert-passed" if steps[-1].what == DUTY else "alert-passed-nobody"
    return turn.say(key, time=when(turn, steps[-1].at))


def note(turn: Turn, alert: Alert) -> str:
    """Say who opened it before, and that it still has to be closed."""
    before = alerts.steps(turn.session, alert.id, OPENED)
    told = {step.staff_id: step for step in before if step.staff_id not in (None, me(turn).id)}
    lines = [
        turn.say("alert-opened-by", who=who(turn, step.staff_id, step.at), time=when(turn, step.at))
        for step in told.values()
    ]
    return "\n".join([*lines, turn.say("alert-needs-closing")])


def rows(turn: Turn, alert: Alert) -> tuple[tuple[Button, ...], ...]:
    """Make the buttons that close it."""
    buttons = [turn.button(f"alert-close-{why}-button", "alert", "close", alert.id, why) for why in WHYS]
    return tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))


def closed_line(turn: Turn, alert: Alert) -> str:
    """Say how it was closed, by whom and when; ValueError while it is open."""
    if alert.closed_at is None:
        raise ValueError("the alert is still open")
    why = turn.say(f"alert-why-{alert.closed_why}")
    by, at = who(turn, alert.closed_by, alert.closed_at), when(turn, alert.closed_at)
    return turn.say("alert-closed", why=why, who=by, time=at)


def who(turn: Turn, staff_id: int | None, at: datetime) -> str:
    """Say who it was, with the hat they wore then."""
    member = staff.get(turn.session, staff_id) if staff_id else None
    nameless = "who-manager" if member and member.role == "manager" else "who-no-name"
    name = (member.first_name if member else None) or turn.say(nameless)
    for hat, key in ((DUTY, "who-duty"), (ON_CALL, "who-on-call")):
        if staff_id and shifts.until(turn.session, staff_id, hat, at):
            return turn.say(key, name=name)
    return name


def when(turn: Turn, at: datetime) -> str:
    """Say when it was: the time of day, and the day when that is not today."""
    return time_said(at, turn.now, turn.programme.zone)


def write(turn: Turn, alert: Alert, what: str, detail: str | None = None) -> None:
    """Add a line to the record of who looked (R56)."""
    ids = {"staff_id": me(turn).id, "person_id": alert.person_id}
    audit.write(turn.session, turn.now, audit.STAFF, what, **ids, detail=detail)


def _has_read_all(turn: Turn, alert: Alert) -> bool:
    """Tell whether they opened it since the person last wrote: an old card does not show the newest words."""
    steps = alerts.steps(turn.session, alert.id, OPENED)
    return any(step.staff_id == me(turn).id and step.at >= alert.updated_at for step in steps)


def _must_be_opened_first(turn: Turn, alert: Alert) -> str:
    """Say that duty has to open it before it is closed as passed on; with nobody on duty, who was told instead."""
    steps = alerts.steps(turn.session, alert.id, DUTY, ON_CALL, MANAGERS)
    if steps and steps[-1].what == DUTY:
        return turn.say("alert-duty-must-open")
    return f"{passed(turn, alert)} {turn.say('alert-stays-open')}"


def _duty_opened(turn: Turn, alert: Alert) -> bool:
    """Tell whether somebody opened it while on duty."""
    steps = alerts.steps(turn.session, alert.id, OPENED)
    since = [step for step in steps if step.at >= alert.updated_at and step.staff_id != me(turn).id]
    return any(one.staff_id and shifts.until(turn.session, one.staff_id, DUTY, one.at) for one in since)


def _drawn_closed(turn: Turn, alert: Alert) -> list[Answer]:
    """Take the closing buttons off the card that was tapped, and say on it who closed it."""
    card = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
    if card is None or card.card not in CARDS or card.staff_id != me(turn).id:
        return []
    body = Body.from_json(card.body)
    left = tuple(row for row in body.rows if not any(".alert." in button.data for button in row))
    text = f"{body.text.partition(turn.say('alert-needs-closing'))[0].rstrip()}\n\n{closed_line(turn, alert)}"
    return [Redraw(card.id, card.chat_id, Body(text, body.title, left))]
