"""Writing down what a young person said: beside what it answers, with what was noticed and when it is due."""

from care.word_check import Noticed, WordClass
from handlers import promises
from handlers.turn import Heard, Turn
from storage import messages, people, stars, worries
from storage.messages import UNPROMPTED
from storage.models import Kind, Message, Person, Stands, Star


def keep(turn: Turn, person: Person, kind: Kind, text: str, asked: Star | None = None) -> Message:
    """Keep what they said; `asked` is the star whose last question it answers."""
    row = messages.heard(
        turn.session,
        kind=kind,
        chat_id=turn.said.chat_id,
        person_id=person.id,
        text=text,
        telegram_id=turn.said.telegram_id if kind is not Kind.TAP else None,
        now=turn.now,
        answers=None if asked else _answered_by(turn, person),
        star_id=asked.id if asked else None,
    )
    if turn.noticed is not None:
        _note(turn, person, row, turn.noticed)
    return row


def _note(turn: Turn, person: Person, row: Message, noticed: Noticed) -> None:
    if noticed.word_class is not WordClass.ORDINARY:
        worries.mark(row, noticed.word_class, promises.due(turn, noticed.word_class))
    if not noticed.covered and person.stands == Stands.YES:
        worries.not_covered(person, turn.now)
        worries.mark(row, row.noticed, row.due_at or promises.worry_due(turn))


def _answered_by(turn: Turn, person: Person) -> Message | None:
    """Find what these words answer: the message replied to or tapped, else the newest nudge with no answer yet."""
    if turn.said.heard is Heard.EDIT:  # the new words belong where the old ones are
        old = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
        return messages.get(turn.session, old.answers_id) if old and old.answers_id else None
    under = turn.said.replies_to or (turn.said.telegram_id if turn.said.tap.what else None)
    if under is not None:
        row = messages.on_phone(turn.session, turn.said.chat_id, under)
        return row if row is not None and row.person_id == person.id else None
    return messages.open_question(turn.session, person.id)


def star_that_asked(turn: Turn, person: Person) -> Star | None:
    """Find the star whose last question these words answer; a nudge that came since has asked last."""
    asked = stars.awaiting_words(turn.session, person.id)
    if asked is None or asked.ended_at is None:
        return None
    since = people.last_unprompted(turn.session, person.id)
    replied = turn.said.replies_to and messages.on_phone(
        turn.session, turn.said.chat_id, turn.said.replies_to
    )
    if (since is not None and since > asked.ended_at) or (replied and replied.kind in UNPROMPTED):
        return None
    return asked
