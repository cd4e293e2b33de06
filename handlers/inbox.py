"""What young people wrote to their Coordinator: a list without a word of it, and each one's words apart."""

from collections.abc import Callable, Sequence

from handlers import (
    answering,
    staff_card,
    words_card,
)
from handlers.help import old_button
from handlers.own_people import me, moment, name, own, put_down_typing, tapped
from handlers.pages import A_PAGE, in_pairs, numbered, turning, within
from handlers.turn import Answer, Turn
from storage import drafts, people, waiting
from storage.models import Message, Person

typed = answering.typed


def show(turn: Turn) -> list[Answer]:
    """`/inbox`: who waits, longest first."""
    return listing(turn)


def words(turn: Turn) -> list[Answer]:
    """Typed with nothing open: ask for whom. Telegram's own Reply on somebody's words goes to them."""
    replied = words_card.of(turn, turn.said.replies_to)
    if replied is not None:
        person = own(turn, replied.person_id)
        return (
            answering.reply(turn, person, replied) if person else [turn.answer(turn.say("answer-not-yours"))]
        )
    kind, _ = drafts.load(turn.session, me(turn).id)
    if kind not in ("", answering.KIND):
        return [turn.answer(turn.say("answer-something-open"))]
    return answering.typed(turn)


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped in the inbox; a person who is not theirs is nobody."""
    what = turn.said.tap.word(0)
    if what in SCREENS:
        return SCREENS[what](turn)
    person = tapped(turn)
    if person is None or what not in OF_A_PERSON:
        return old_button(turn)
    return OF_A_PERSON[what](turn, person)


def listing(turn: Turn) -> list[Answer]:
    """List who waits, without a word of theirs: unread first, oldest on top, then read and not answered."""
    put_down_typing(turn)
    own_people = {person.id: person for person in people.of(turn.session, me(turn).id)}
    lines = _lines(turn, own_people)
    pages = -(-len(lines) // A_PAGE)
    page = within(turn.said.tap.number(1), pages)
    first = page * A_PAGE
    shown = list(enumerate(lines[first : first + A_PAGE], first + 1))
    text = "\n".join(f"{number}. {line}" for number, (_, line) in shown) or turn.say("inbox-none")
    rows = in_pairs([numbered(number, name(p), "inbox", "open", p.id) for number, (p, _) in shown])
    rows += turning(turn, page, pages, "inbox", "list")
    return staff_card.show(turn, text, rows, title=turn.say("inbox-title"))


def _lines(turn: Turn, own_people: dict[int, Person]) -> list[tuple[Person, str]]:
    """Give each person who waits one line, where the first of their words stands."""
    unread = _by_person(waiting.unread(turn.session, list(own_people)))
    read = _by_person(waiting.unanswered(turn.session, list(own_people)))
    lines = [("inbox-line-unread", who, rows) for who, rows in unread.items()]
    lines += [("inbox-line-read", who, rows) for who, rows in read.items() if who not in unread]
    return [
        (
            own_people[who],
            turn.say(key, name=name(own_people[who]), count=len(rows), when=moment(turn, rows[0].created_at)),
        )
        for key, who, rows in lines
    ]


def _by_person(rows: Sequence[Message]) -> dict[int, list[Message]]:
    found: dict[int, list[Message]] = {}
    for row in rows:
        if row.person_id is not None:
            found.setdefault(row.person_id, []).append(row)
    return found


def opened(turn: Turn, person: Person) -> list[Answer]:
    """Send somebody's words as a message of its own; when nothing waits any more, show the list as it is."""
    put_down_typing(turn)
    waits = waiting.unread(turn.session, [person.id]) or waiting.unanswered(turn.session, [person.id])
    return words_card.send(turn, person) if waits else listing(turn)


def done(turn: Turn, person: Person) -> list[Answer]:
    """Put somebody's words aside without an answer."""
    return words_card.answered(turn, person, words_card.tapped_id(turn, person))


SCREENS: dict[str, Callable[[Turn], list[Answer]]] = {
    "list": listing,
    "change": answering.change,
    "cancel": answering.cancel,
    "send": answering.send,
    "later": answering.later,
}

OF_A_PERSON: dict[str, Callable[[Turn, Person], list[Answer]]] = {
    "open": opened,
    "answer": answering.ask,
    "write": answering.ask,
    "to": answering.address,
    "done": done,
}
