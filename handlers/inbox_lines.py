"""Who waits in an inbox, and in which order: a line each, without a word of theirs (R33, R38, R39)."""

from dataclasses import dataclass
from datetime import datetime

from care.word_check import WordClass
from handlers.own_people import everyone, marked, moment
from handlers.turn import Turn
from handlers.when import clock, day_of
from storage import alerts, waiting
from storage.models import Message, Person
from storage.overdue import FREE_TEXT

NOTICED = (WordClass.CRISIS, WordClass.CONCERN, WordClass.WANTS_CONTACT)
FIRST = (WordClass.CRISIS, WordClass.CONCERN)
LOW = "low"


@dataclass(frozen=True, slots=True)
class Line:
    """One person who waits: the line, how urgent (0 first), and whether it has waited a working day unread."""

    person: Person
    text: str
    order: tuple[int, bool, int]
    overdue: bool


def lines(turn: Turn) -> list[Line]:
    """List who waits: crisis first, then concern, then the rest; in each the unread, whoever waited longest on top."""
    people = {person.id: person for person in everyone(turn)}
    unread = _by_person(waiting.unread(turn.session, list(people)))
    read = _by_person(waiting.unanswered(turn.session, list(people)))
    found = [_line(turn, people[who], rows, read.get(who, [])) for who, rows in unread.items()]
    found += [_line(turn, people[who], [], rows) for who, rows in read.items() if who not in unread]
    open_alerts = {alert.person_id: alert.raised_at for alert in alerts.not_closed(turn.session)}
    for who, person in people.items():
        if who in open_alerts and who not in unread and who not in read:
            found.append(_not_closed(turn, person, open_alerts[who]))
    return sorted(found, key=lambda line: line.order)


def _by_person(rows: list[Message]) -> dict[int, list[Message]]:
    found: dict[int, list[Message]] = {}
    for row in rows:
        if row.person_id is not None:
            found.setdefault(row.person_id, []).append(row)
    return found


def _line(turn: Turn, person: Person, unread: list[Message], read: list[Message]) -> Line:
    """Make a line of the unread words, else of those that wait for an answer; both count for how urgent it is."""
    key, rows = ("inbox-line-unread", unread) if unread else ("inbox-line-read", read)
    head = turn.say(key, name=marked(turn, person), count=len(rows), when=moment(turn, rows[0].created_at))
    late = any(is_overdue(turn, row, 1) for row in unread)
    below = [*([turn.say("inbox-overdue")] if late else []), *marks(turn, rows, unread=bool(unread))]
    if person.uncovered_at is not None:
        below.append(turn.say("inbox-not-covered"))
    text = "\n".join([head, *([" ".join(below)] if below else [])])
    return Line(person, text, (_urgency([*unread, *read]), not unread, rows[0].id), late)


def _not_closed(turn: Turn, person: Person, raised_at: datetime) -> Line:
    text = turn.say("inbox-line-not-closed", name=marked(turn, person), when=moment(turn, raised_at))
    return Line(person, text, (0, True, 0), overdue=False)


def marks(turn: Turn, rows: list[Message], *, unread: bool = True) -> list[str]:
    """Say that the word check noticed something, never what (R38); that a number looked low (R43); by when to read."""
    noticed = {row.noticed for row in rows}
    told = [turn.say("inbox-noticed")] if noticed & set(NOTICED) else []
    told += [turn.say("inbox-low")] if LOW in noticed else []
    due = [(row.due_at, row.id, row) for row in rows if row.due_at is not None]
    if unread and due:
        told.append(_due(turn, min(due)[2], min(due)[0]))
    return told


def _due(turn: Turn, row: Message, due: datetime) -> str:
    """Say what the person was told: by when it is read, or by when they hear (R33); or that this time has passed.

    While an alert of theirs is open, who asks for a call is told when that is read.
    """
    hears = row.noticed == WordClass.WANTS_CONTACT and not alerts.open_for(turn.session, row.person_id or 0)
    key = "inbox-reply-due" if hears else "inbox-due"
    if due <= turn.now:
        return turn.say(f"{key}-passed", when=moment(turn, due))
    local = due.astimezone(turn.programme.zone)
    when = turn.say("when-time-day", time=clock(local.time(), turn.say), day=day_of(turn, due))
    return turn.say(key, when=when)


def is_overdue(turn: Turn, row: Message, days: int) -> bool:
    """Tell whether somebody's own words have waited so many working days unread."""
    return row.kind in FREE_TEXT and waited(turn, row.created_at, days)


def waited(turn: Turn, since: datetime, days: int) -> bool:
    """Tell whether so many working days have passed since then."""
    return turn.programme.reading_hours.in_working_days(since, days, turn.programme.zone) <= turn.now


def _urgency(rows: list[Message]) -> int:
    noticed = {row.noticed for row in rows}
    return next((place for place, word_class in enumerate(FIRST) if word_class in noticed), len(FIRST))
