"""What young people wrote to their Coordinator: a list without a word of it, and each one's words apart."""

from collections.abc import Callable

from handlers import (
    alert_card,
    answering,
    inbox_lines,
    staff_card,
    words_card,
)
from handlers.help import old_button
from handlers.own_people import me, name, own, put_down_typing, tapped
from handlers.pages import A_PAGE, in_pairs, numbered, turning, within
from handlers.turn import Answer, Turn
from storage import alerts, drafts, waiting
from storage.models import Person

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
    """List who waits, without a word of theirs: crisis and concern on top, then whoever has waited longest."""
    put_down_typing(turn)
    lines = inbox_lines.lines(turn)
    pages = -(-len(lines) // A_PAGE)
    page = within(turn.said.tap.number(1), pages)
    first = page * A_PAGE
    shown = list(enumerate(lines[first : first + A_PAGE], first + 1))
    text = "\n".join(f"{number}. {line.text}" for number, line in shown) or turn.say("inbox-none")
    rows = in_pairs([numbered(n, name(line.person), "inbox", "open", line.person.id) for n, line in shown])
    rows += turning(turn, page, pages, "inbox", "list")
    return staff_card.show(turn, text, rows, title=_title(turn, sum(line.overdue for line in lines)))


def _title(turn: Turn, overdue: int) -> str:
    return turn.say("inbox-title-overdue", count=overdue) if overdue else turn.say("inbox-title")


def opened(turn: Turn, person: Person) -> list[Answer]:
    """Send somebody's words as a message of its own; else the alert that is still to be closed, or the list."""
    put_down_typing(turn)
    if waiting.unread(turn.session, [person.id]) or waiting.unanswered(turn.session, [person.id]):
        return words_card.send(turn, person)
    alert = alerts.open_for(turn.session, person.id)
    return alert_card.show(turn, alert) if alert else listing(turn)


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
