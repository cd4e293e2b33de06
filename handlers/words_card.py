"""One person's waiting words, as a message of its own. It is never redrawn to show somebody else, so that
Telegram's own Reply on it can only mean that person.
"""

from dataclasses import replace
from datetime import timedelta

from handlers import alert_closing
from handlers.conversation import what_they_said
from handlers.inbox_lines import marks
from handlers.next_in_line import COORDINATOR
from handlers.own_people import me, moment, name
from handlers.pages import BETWEEN, ROOM, pack, shorten
from handlers.turn import Answer, Body, Button, Outgoing, Redraw, Turn
from storage import alerts, messages, waiting
from storage.models import Kind, Message, Person

CARD = "words"
DOUBLE_TAP = timedelta(seconds=5)
LONGEST = ROOM // 2 - 300  # characters of one message (two UTF-16 units each at most), beside what it answers
QUOTED = 120  # characters of the nudge


def send(turn: Turn, person: Person) -> list[Answer]:
    """Send somebody's waiting words and mark exactly those as read; [] when none wait, or on a double tap."""
    shown, more = _waiting(turn, person)
    if not shown or _just_sent(turn, person, shown[-1]):
        return []
    texts = [_entry(turn, row) for row in shown]
    if more:
        texts.append(turn.say("words-more", name=name(person)))
    if person.uncovered_at is not None:
        texts.append(turn.say("inbox-not-covered"))
    for row in shown:
        waiting.mark_read(row, turn.now)
    texts += _open_alert(turn, person)
    body = Body(BETWEEN.join(texts), title=name(person), rows=_rows(turn, person))
    newest = shown[-1].id
    # It hangs on the person, so that it goes when they ask to be forgotten (R50).
    return [
        Outgoing(
            body,
            Kind.CARD,
            card=CARD,
            person_id=person.id,
            staff_id=me(turn).id,
            answers_id=newest,
            silent=True,
        )
    ]


def _open_alert(turn: Turn, person: Person) -> list[str]:
    """Reading all that was escalated opens the alert (R40). Returns what is said below the words."""
    alert = alerts.open_for(turn.session, person.id)
    if alert is None or any(row.read_at is None for row in alerts.escalated(turn.session, alert)):
        return []
    told = alert_closing.note(turn, alert)
    alert_closing.opened(turn, alert, COORDINATOR)
    return [told]


def _waiting(turn: Turn, person: Person) -> tuple[list[Message], bool]:
    """Return what fits a message: unread words from the oldest on, else the newest that wait for an answer.

    The second value tells whether unread words are left over.
    """
    if unread := waiting.unread(turn.session, [person.id]):
        fits = len(pack([_entry(turn, row) for row in unread])[0])
        return unread[:fits], fits < len(unread)
    read = waiting.unanswered(turn.session, [person.id])
    fits = len(pack([_entry(turn, row) for row in reversed(read)])[0]) if read else 0
    return read[len(read) - fits :], False


def _just_sent(turn: Turn, person: Person, newest: Message) -> bool:
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if card is None or card.person_id != person.id or card.answers_id != newest.id:
        return False
    return turn.now - card.created_at < DOUBLE_TAP


def _entry(turn: Turn, row: Message) -> str:
    """Say when, beside which nudge, what, and what there is to know of it: never why the word check noticed it."""
    lines = [moment(turn, row.created_at), *marks(turn, [row], unread=row.read_at is None)]
    asked = messages.get(turn.session, row.answers_id) if row.answers_id else None
    if asked is not None and asked.person_id == row.person_id:
        lines.append(turn.say("words-you-asked", nudge=shorten(Body.from_json(asked.body).text, QUOTED)))
    said = what_they_said(turn, row)
    lines.append(shorten(said, LONGEST))
    if len(said) > LONGEST:
        lines.append(turn.say("words-cut"))
    return "\n".join(lines)


def _rows(turn: Turn, person: Person) -> tuple[tuple[Button, ...], ...]:
    answer = turn.button("words-answer-button", "inbox", "answer", person.id)
    return ((answer, turn.button("words-done-button", "inbox", "done", person.id)), *_last_rows(turn, person))


def _last_rows(turn: Turn, person: Person) -> tuple[tuple[Button, ...], ...]:
    alert = alerts.open_for(turn.session, person.id)
    closing = alert_closing.rows(turn, alert) if alert else ()
    page = turn.button("words-page-button", "people", "page", person.id)
    last = ((page, inbox_button(turn)), (turn.button("staff-close-button", "staff", "close"),))
    return (*closing, *last)


def inbox_button(turn: Turn) -> Button:
    """Make the button that opens the inbox."""
    return turn.button("inbox-open-button", "inbox", "list", 0)


def of(turn: Turn, telegram_id: int | None) -> Message | None:
    """Find the words behind a message on this Coordinator's phone; None when it is something else."""
    if telegram_id is None:
        return None
    row = messages.on_phone(turn.session, turn.said.chat_id, telegram_id)
    return row if row is not None and row.card == CARD else None


def tapped_id(turn: Turn, person: Person) -> int | None:
    """Return the row id of the words that a button was tapped under, if they are this person's."""
    row = of(turn, turn.said.telegram_id)
    return row.id if row is not None and row.person_id == person.id else None


def answered(turn: Turn, person: Person, words_id: int | None) -> list[Answer]:
    """Take what was read of a person's off the inbox; the words stay on the phone, marked as done."""
    waiting.answer_what_was_read(turn.session, person.id, turn.now)
    row = messages.get(turn.session, words_id) if words_id else None
    if row is None or row.person_id != person.id or row.card != CARD:
        return []
    body = Body.from_json(row.body)
    title = turn.say("words-done-title", name=name(person))
    return [Redraw(row.id, row.chat_id, replace(body, title=title, rows=_last_rows(turn, person)))]
