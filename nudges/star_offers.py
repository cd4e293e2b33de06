"""When the next star may be offered: every so many calendar months, one reminder at most (R17)."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from care.programme import Programme
from nudges.courtesy import Send, Skip, Wait, Why, may_speak
from nudges.speaking import say_to
from nudges.standing import standing
from storage import outbox, people
from storage.database import Session
from storage.messages import Body, Button, Outgoing
from storage.models import Kind, Person

OFFERED_AT = time(10)
APART = timedelta(weeks=4)  # R17: two invitations are never closer than this
REMINDS = 2  # the offer and one reminder
SOON = timedelta(days=1)


def next_star(ended_at: datetime, months: int, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) so many calendar months after a star, at ten in the morning there."""
    day = ended_at.astimezone(zone).date() + relativedelta(months=months)
    return datetime.combine(day, OFFERED_AT, zone).astimezone(UTC)


def offer_star(session: Session, person: Person, now: datetime, programme: Programme) -> None:
    """Offer the star that has fallen due, or plan when to look again."""
    match may_speak(standing(session, person, programme.quiet_days), now, programme.zone):
        case Send():
            _offer(session, person, now, programme)
        case Wait(until):
            people.star_due(person, until, offers=person.star_offers)
        # Looked at daily: when it has gone, a person has cleared it, or messages go out again.
        case Skip(Why.ONE_OPEN | Why.CARE | Why.ALL_STOPPED):
            people.star_due(person, now + SOON, offers=person.star_offers)
        case Skip():
            people.star_due(person, now + APART, offers=person.star_offers)


def _offer(session: Session, person: Person, now: datetime, programme: Programme) -> None:
    key = "star-reminder" if person.star_offers else "nudge-6"
    said = Outgoing(
        Body(say_to(key, person, programme, name=person.call_me or ""), rows=(_buttons(person, programme),)),
        Kind.INVITATION,
        person_id=person.id,
    )
    outbox.queue(session, said, person.chat_id or 0, now)
    if person.star_offers + 1 < REMINDS:
        people.star_due(person, now + APART, offers=person.star_offers + 1)
    else:
        people.star_due(person, next_star(now, programme.star_months, programme.zone))


def _buttons(person: Person, programme: Programme) -> tuple[Button, ...]:
    return (
        Button.tap(say_to("star-start-button", person, programme), "star", "begin"),
        Button.tap(say_to("star-not-now-button", person, programme), "star", "later"),
    )
