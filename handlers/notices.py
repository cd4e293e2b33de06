"""Telling a Coordinator that something waits: with no name, word or score in it (R42)."""

from datetime import timedelta

from handlers.turn import Body, Button, Outgoing, Turn
from handlers.when import clock
from storage import faults, staff, stand_ins, waiting
from storage.models import Kind, Person
from wording import say

PAUSE = timedelta(minutes=5)


def new_words(turn: Turn, person: Person) -> list[Outgoing]:
    """Tell the person's Coordinator and whoever stands in (R55), save those told less than five minutes ago who
    have read nothing since.
    """
    today = turn.now.astimezone(turn.programme.zone).date()
    readers = [person.coordinator_id, *stand_ins.standing_in_for(turn.session, person.coordinator_id, today)]
    found = [staff.get(turn.session, reader) for reader in readers]
    if not any(one and one.chat_id for one in found):
        faults.happened(turn.session, faults.NOBODY_READS, turn.now)
    return [
        _notice(turn, one.chat_id, one.id)
        for one in found
        if one and one.chat_id and not _just_told(turn, one.id)
    ]


def _notice(turn: Turn, chat_id: int, staff_id: int) -> Outgoing:
    # In the staff's language, not the young person's, whose turn this is.
    text = say("inbox-notice", time=clock(turn.now.astimezone(turn.programme.zone).time(), say))
    button = Button.tap(say("inbox-open-button"), "inbox", "list", 0)
    body = Body(text, rows=((button,),))
    return Outgoing(body, Kind.NOTICE, chat_id=chat_id, staff_id=staff_id)


def _just_told(turn: Turn, staff_id: int) -> bool:
    last = waiting.newest_notice(turn.session, staff_id)
    if last is None or turn.now - last.created_at >= PAUSE:
        return False
    today = turn.now.astimezone(turn.programme.zone).date()
    return not waiting.anything_read_since(turn.session, staff_id, last.created_at, today)
