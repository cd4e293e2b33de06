"""What courtesy needs to know about a person, read from their rows."""

from nudges.courtesy import Dial, Standing
from storage import people, stars
from storage.database import Session
from storage.models import Person, Stands


def standing(session: Session, person: Person) -> Standing:
    """Gather how a person stands towards being written to (moments in UTC)."""
    star = stars.open_for(session, person.id)
    return Standing(
        said_yes=person.stands == Stands.YES,
        dial=Dial(person.dial) if person.dial else None,
        stopped=person.stopped_at is not None or person.chat_id is None or person.stands == Stands.NO,
        snoozed_until=person.snoozed_until,
        last_unprompted_at=people.last_unprompted(session, person.id),
        unanswered=people.unanswered(session, person),
        open_nudge=people.nudge_on_its_way(session, person.id),
        star_touched_at=star.touched_at if star else None,
        last_human_contact_at=people.last_human_contact(session, person.id),
    )
