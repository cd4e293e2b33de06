"""Staff screens go blank when nobody has touched them for fifteen minutes, and at once when access ends (R57).

What was being typed stays, sealed in its row: nothing of it is shown before its owner types on.
"""

from datetime import datetime, timedelta

from handlers.turn import Answer, Body, Heard, Redraw, Turn
from storage import messages, screens, stand_ins
from storage.database import Session
from storage.models import Message
from wording import say

PLAIN = "staff"  # the one card that holds no picture and nobody's words apart: it stays, and says "Closed"
DELETABLE = timedelta(hours=47)  # Telegram deletes for a bot within 48 hours


def touched(turn: Turn) -> list[Answer] | None:
    """Begin the fifteen minutes of a tapped screen anew; what to say instead when it has been closed, else None."""
    row = _under_a_tap(turn)
    if row is None:
        return None
    if row.card == screens.CLOSED:
        return [turn.answer(turn.say(f"staff-closed-{turn.role}"))]
    screens.touch(row, turn.now)
    return None


def _under_a_tap(turn: Turn) -> Message | None:
    """Find the screen of this member of staff that was tapped."""
    if turn.staff is None or turn.said.heard is not Heard.TAP or turn.said.telegram_id is None:
        return None
    row = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id)
    return row if row is not None and row.staff_id == turn.staff.id and row.card else None


def shut(row: Message, now: datetime, *, off_the_phone: bool = False) -> Redraw:
    """Close a screen: pictures and somebody's words leave the phone while Telegram allows it, the rest says so.

    `off_the_phone` takes the plain card away too, as another one comes below it.
    """
    deleted = (off_the_phone or row.card != PLAIN) and now - row.created_at < DELETABLE
    screens.shut(row, now)
    return _blank(row, None if deleted else Body(say("staff-closed")))


def go_blank(session: Session, now: datetime) -> list[Redraw]:
    """Blank every staff screen whose time has come (`now` in UTC)."""
    for staff_id in stand_ins.over(session, now):
        screens.end_access(session, now, staff_id=staff_id)
    return [_closed(row, now) for row in screens.due(session, now)]


def half_closed(session: Session, now: datetime) -> list[Redraw]:
    """Close once more what was being closed when the process ended: the change may not have got through."""
    return [_closed(row, now) for row in screens.half_closed(session)]


def _closed(row: Message, now: datetime) -> Redraw:
    if row.card != screens.CLOSED:
        return shut(row, now)
    # Which of the two looks it was to get is not kept: to take it away is the safer one.
    screens.shut(row, now)
    return _blank(row, None if now - row.created_at < DELETABLE else Body(say("staff-closed")))


def _blank(row: Message, body: Body | None) -> Redraw:
    return Redraw(row.id, row.chat_id, body, closes=True)
