"""Telling a Coordinator that something waits: with no name, word or score in it (R42)."""

from datetime import timedelta

from handlers.turn import Body, Button, Outgoing, Turn
from handlers.when import clock
from storage import staff, waiting
from storage.models import Kind, Person
from wording import say

PAUSE = timedelta(minutes=5)


def new_words(turn: Turn, person: Person) -> list[Outgoing]:
    """Tell the person's Coordinator; [] while a notice under five minutes old has led to no reading."""
    coordinator = staff.get(turn.session, person.coordinator_id)
    if coordinator is None or coordinator.chat_id is None:
        return []
    if _just_told(turn, coordinator.id):
        return []
    # In the staff's language, not the young person's, whose turn this is.
    text = say("inbox-notice", time=clock(turn.now.astimezone(turn.programme.zone).time()))
    button = Button.tap(say("inbox-open-button"), "inbox", "list", 0)
    body = Body(text, rows=((button,),))
    return [Outgoing(body, Kind.NOTICE, chat_id=coordinator.chat_id, staff_id=coordinator.id)]


def _just_told(turn: Turn, staff_id: int) -> bool:
    last = waiting.newest_notice(turn.session, staff_id)
    if last is None or turn.now - last.created_at >= PAUSE:
        return False
    return not waiting.anything_read_since(turn.session, staff_id, last.created_at)
