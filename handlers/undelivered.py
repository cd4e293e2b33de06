"""A Coordinator's own words did not reach the young person: whoever wrote them hears so, with no name and no word."""

from datetime import datetime

from handlers.turn import Body, Button, Outgoing
from storage import outbox, people, staff
from storage.database import Session
from storage.models import Kind, Message
from wording import say


def tell_who_wrote(session: Session, row: Message, now: datetime) -> None:
    """Queue it (`now` in UTC) for the member of staff who typed what is in `row`; other messages are nobody's words.

    Nothing else would tell them: what they answered has gone from their inbox (R42, R46).
    """
    person = people.get(session, row.person_id) if row.kind == Kind.COORDINATOR and row.person_id else None
    if person is None:
        return
    wrote = Body.from_json(row.body).by or person.coordinator_id
    found = [staff.get(session, number) for number in (wrote, person.coordinator_id)]
    writer = next((one for one in found if one and one.chat_id), None)
    if writer is None:
        return
    button = Button.tap(say("asked-see-button"), "people", "talk", person.id, 0)
    said = Outgoing(Body(say("inbox-undelivered"), rows=((button,),)), Kind.NOTICE, staff_id=writer.id)
    outbox.queue(session, said, writer.chat_id or 0, now)
