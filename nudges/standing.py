"""What courtesy needs to know about a person, read from their rows."""

from care import consent
from nudges.courtesy import YEARLY_BLOCKS, Dial, MonthDay, Standing
from nudges.wishes import hours, quiet_days, snoozed_at
from storage import people, stars, switches, worries
from storage.database import Session
from storage.models import Person, Stands


def standing(
    session: Session, person: Person, programmes_days: frozenset[MonthDay] = YEARLY_BLOCKS
) -> Standing:
    """Gather how a person stands towards being written to (moments in UTC).

    `programmes_days`: month and day on which the programme nudges nobody (R18).
    """
    star = stars.open_for(session, person.id)
    return Standing(
        said_yes=person.stands == Stands.YES,
        dial=Dial(person.dial) if person.dial else None,
        stopped=person.stopped_at is not None
        or person.chat_id is None
        or person.stands == Stands.NO
        or person.left_at is not None,
        ask_again=person.consent_version != consent.VERSION,
        restricted=person.restricted_at is not None,
        switched_off=person.do_not_message_at is not None,
        silenced=switches.is_on(session, switches.SILENCE),
        snoozed_until=person.snoozed_until,
        snoozed_at=snoozed_at(session, person),
        last_unprompted_at=people.last_unprompted(session, person.id),
        unanswered=people.unanswered(session, person),
        open_nudge=people.nudge_on_its_way(session, person.id),
        star_touched_at=star.touched_at if star else None,
        last_human_contact_at=people.last_human_contact(session, person.id),
        care_hold=worries.held(session, person.id),
        date_blocks=programmes_days | quiet_days(person),
        hours=hours(person),
    )
