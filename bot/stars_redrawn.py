"""After a kill only the last redraw of a star's card can be missing: draw the recent ones again."""

from datetime import datetime, timedelta

from care.programme import Programme
from handlers import star_card
from handlers.turn import Heard, Redraw, Said, Turn
from storage import messages, people, stars
from storage.database import Database

RECENT = timedelta(hours=1)


def redraw_recent_stars(database: Database, now: datetime, programme: Programme) -> list[Redraw]:
    """Return the newest card of every star touched within the past hour, as its rows say it should look."""
    with database.read() as session:
        found = []
        for star in stars.touched_since(session, now - RECENT):
            person = people.get(session, star.person_id)
            if person is None or person.chat_id is None:
                continue
            card = messages.newest_card(session, person.chat_id, star_card.CARD)
            if card is None or card.created_at > star.touched_at:
                continue
            turn = Turn(session, now, Said(Heard.TAP, person.chat_id), programme, "", person)
            found.append(Redraw(card.id, card.chat_id, star_card.body(turn, star)))
        return found
