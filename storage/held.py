"""Everything that is held about one person, gathered for that person alone (R49)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import alerts, audit, nudges, requests
from storage.messages import FROM_THEM, SAID_TO_THEM, Body
from storage.models import Alert, AlertStep, Audit, Message, Nudge, Person, Request, Score, Staff, Star


@dataclass(frozen=True, slots=True)
class Held:
    """One person's rows, each list oldest first; `names` gives the first names of the staff that they mention."""

    person: Person
    stars: list[tuple[Star, list[Score]]]
    messages: list[Message]
    nudges: list[Nudge]
    alerts: list[tuple[Alert, list[AlertStep]]]
    requests: list[Request]
    audit: list[Audit]
    names: dict[int, str]

    @property
    def words(self) -> list[Message]:
        """What they sent us."""
        return [row for row in self.messages if row.kind in FROM_THEM]

    def wrote(self, row: Message) -> str | None:
        """Name whoever of the staff wrote a message, a stand-in too; None for whoever gave no name."""
        return self.names.get(Body.from_json(row.body).by or 0)

    def set_up(self, nudge: Nudge) -> str | None:
        """Name whoever set a nudge up: the row names today's Coordinator, the record of that turn says who."""
        lines = (line.staff_id for line in self.audit if line.at == nudge.created_at and line.staff_id)
        return self.names.get(next(lines, nudge.coordinator_id))


def about(session: Session, person: Person) -> Held:
    """Gather it; screens that staff were shown of a person are no record of their own and are left out."""
    their_alerts = session.scalars(select(Alert).where(Alert.person_id == person.id).order_by(Alert.id))
    held = Held(
        person=person,
        stars=[(star, _scores(session, star)) for star in _stars(session, person)],
        messages=messages_of(session, person.id),
        nudges=nudges.for_person(session, person.id),
        alerts=[(alert, alerts.steps(session, alert.id)) for alert in their_alerts],
        requests=requests.of(session, person.id),
        audit=audit.about(session, person.id),
        names={},
    )
    held.names.update(_names(session, held))
    return held


def messages_of(session: Session, person_id: int) -> list[Message]:
    """Return what was said with one person, both ways, our own screens too."""
    wanted = (
        Message.person_id == person_id,
        Message.staff_id.is_(None),
        Message.kind.in_(SAID_TO_THEM + FROM_THEM),
    )
    return list(session.scalars(select(Message).where(*wanted).order_by(Message.id)))


def _stars(session: Session, person: Person) -> Iterable[Star]:
    return session.scalars(select(Star).where(Star.person_id == person.id).order_by(Star.id))


def _scores(session: Session, star: Star) -> list[Score]:
    return list(session.scalars(select(Score).where(Score.star_id == star.id).order_by(Score.question)))


def _names(session: Session, held: Held) -> dict[int, str]:
    """Young people know staff by their first names; a manager has none here."""
    wanted = {held.person.coordinator_id, *(nudge.coordinator_id for nudge in held.nudges)}
    wanted |= {line.staff_id for line in held.audit if line.staff_id is not None}
    wanted |= {by for row in held.messages if (by := Body.from_json(row.body).by) is not None}
    wanted |= {step.staff_id for _, steps in held.alerts for step in steps if step.staff_id is not None}
    found = session.scalars(select(Staff).where(Staff.id.in_(wanted)))
    return {member.id: member.first_name for member in found if member.first_name}
