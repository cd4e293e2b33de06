"""People in the middle of a star, its card on their phone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bench.company import PROGRAMME, join
from handlers import star_card
from handlers.turn import Heard, Outgoing, Said, Turn
from star import questions
from storage import messages, outbox, people, stars
from storage.database import Database, Session
from storage.messages import Button
from storage.models import Message, Person, State

EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Card:
    """A star's card on somebody's phone."""

    chat_id: int
    telegram_id: int
    star_id: int

    def data(self, question: int) -> str:
        """Give what the 7 under a question sends."""
        return Button.tap("7", "star", "score", self.star_id, question, 7).data


def queue_cards(database: Database, count: int, now: datetime) -> None:
    """Let so many people begin a star; its cards are in the outbox."""
    with database.write() as session:
        for person in join(session, count, now):
            _begin(session, person, now)


def _begin(session: Session, person: Person, now: datetime) -> None:
    star = stars.begin(session, person.id, questions.VERSION, now)
    stars.turn_to(star, 1, now)
    said = Said(Heard.COMMAND, person.chat_id or 0, command="star")
    for answer in star_card.anew(Turn(session, now, said, PROGRAMME, "", person), star):
        if isinstance(answer, Outgoing):
            outbox.queue(session, answer, said.chat_id, now)


def arrive(database: Database) -> None:
    """Let the queued cards be on phones without Telegram."""
    with database.write() as session:
        for row in session.query(Message):
            row.state, row.telegram_id = State.SENT, row.id


def cards(database: Database) -> list[Card]:
    """Find everybody's card."""
    with database.read() as session:
        return [_card(session, star.person_id, star.id) for star in stars.touched_since(session, EVER)]


def _card(session: Session, person_id: int, star_id: int) -> Card:
    person = people.get(session, person_id)
    chat_id = person.chat_id if person and person.chat_id else 0
    row = messages.newest_card(session, chat_id, star_card.CARD)
    if row is None or row.telegram_id is None:
        raise LookupError("a card that should be on a phone is not")
    return Card(chat_id, row.telegram_id, star_id)
