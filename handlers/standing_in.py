"""On their first morning whoever stands in is told: what people wrote the evening before waits for them too (R55)."""

from datetime import datetime

from care.programme import Programme
from handlers.turn import Body, Button, Outgoing
from handlers.when import date_said
from storage import diary, outbox, staff, stand_ins
from storage.database import Session
from storage.models import Kind, StandIn
from wording import say


def tell_who_begins(session: Session, now: datetime, programme: Programme) -> None:
    """Tell everybody whose first day has come (`now` in UTC), once and when the team reads."""
    hours, zone = programme.reading_hours, programme.zone
    for chore in diary.chores_due(session, stand_ins.BEGINS, now):
        if not hours.is_open(now, zone):
            diary.plan_chore(session, chore, hours.next_opening(now, zone))
            continue
        diary.chore_done(session, chore)
        row = stand_ins.get(session, int(chore.removeprefix(stand_ins.BEGINS)))
        if row is not None and row.first_day <= now.astimezone(zone).date() <= row.last_day:
            _tell(session, row, now)


def _tell(session: Session, row: StandIn, now: datetime) -> None:
    stand_in, coordinator = staff.get(session, row.stand_in_id), staff.get(session, row.coordinator_id)
    if stand_in is None or coordinator is None or stand_in.chat_id is None:
        return
    name = coordinator.first_name or say("team-no-name-yet")
    text = say("away-begins-today", coordinator=name, last=date_said(row.last_day, say))
    body = Body(text, rows=((Button.tap(say("inbox-open-button"), "inbox", "list", 0),),))
    said = Outgoing(body, Kind.NOTICE, chat_id=stand_in.chat_id, staff_id=stand_in.id)
    outbox.queue(session, said, stand_in.chat_id, now)
