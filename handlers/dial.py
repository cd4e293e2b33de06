"""How often would you like to hear from me? Theirs to choose, with no answer preset (R16)."""

from handlers import help, snooze, star
from handlers.turn import Answer, Redraw, Rows, Turn
from nudges.courtesy import Dial
from nudges.star_offers import APART, next_star
from storage import messages, people, stars, worries
from storage.models import Message, Person, Stands

CARD = "dial"

# Equal buttons, in this order; "every other day" is there for those who ask for more.
MORE = {Dial.EVERY_OTHER_DAY: "often-every-other-day"}
CHOICES = {
    Dial.WEEKLY: "often-weekly",
    Dial.FORTNIGHTLY: "often-every-2-weeks",
    Dial.MONTHLY: "often-monthly",
    Dial.ONLY_WHEN_I_ASK: "often-only-when-i-ask",
}


def ask(turn: Turn) -> list[Answer]:
    """Ask how often; says what it is set to when it was answered before, and what else can be set."""
    if turn.person is None or turn.person.stands != Stands.YES:
        return [turn.answer(turn.say("hello-first"))]
    return [turn.card(CARD, _text(turn, turn.person), _rows(turn, turn.person))]


def _text(turn: Turn, person: Person) -> str:
    parts = [snooze.now_told(turn, person)]
    if person.dial is not None:
        parts.append(turn.say("often-now", often=_label(turn, person.dial)))
    return "\n\n".join([*filter(None, parts), turn.say("often-question")])


def _label(turn: Turn, dial: str) -> str:
    return turn.say(f"{(CHOICES | MORE)[Dial(dial)]}-button")


def _rows(turn: Turn, person: Person) -> Rows:
    """Four equal buttons the first time (R16); later also what else is theirs to set."""
    rows = tuple((turn.button(f"{key}-button", "dial", choice),) for choice, key in CHOICES.items())
    if person.dial is None:
        return rows
    best, days = turn.button("best-button", "wish", "best"), turn.button("days-button", "wish", "days")
    words, quiet = (
        turn.button("avoid-button", "wish", "words"),
        turn.button("snooze-ask-button", "snooze", "ask"),
    )
    return (*rows, (turn.button("often-more-button", "dial", "more"), quiet), (best,), (days,), (words,))


def tap(turn: Turn) -> list[Answer]:
    """Keep what they chose; somebody who has no star planned yet is offered one."""
    choice = turn.said.tap.word(0)
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if turn.person is None or turn.person.stands != Stands.YES or card is None:
        return help.old_button(turn)
    if choice in ("more", "back") and turn.person.dial is not None:
        return [_more(turn, card) if choice == "more" else back(turn, turn.person, card)]
    if choice not in set(CHOICES | MORE):
        return help.old_button(turn)
    people.turn_dial(turn.person, choice)
    shown: list[Answer] = [turn.redraw(card, _chosen(turn, turn.person, Dial(choice)))]
    return shown if turn.person.star_due_at else [*shown, *_first_offer(turn, turn.person)]


def _chosen(turn: Turn, person: Person, dial: Dial) -> str:
    """Say what it is set to; nothing is promised while messages are stopped."""
    if now := snooze.now_told(turn, person):
        return "\n\n".join([turn.say("often-kept", often=_label(turn, dial)), now])
    return turn.say((CHOICES | MORE)[dial])


def _more(turn: Turn, card: Message) -> Redraw:
    choice = turn.button("often-every-other-day-button", "dial", Dial.EVERY_OTHER_DAY)
    return turn.redraw(
        card, turn.say("often-more"), [[choice], [turn.button("often-back-button", "dial", "back")]]
    )


def back(turn: Turn, person: Person, card: Message) -> Redraw:
    """Show the whole card again."""
    return turn.redraw(card, _text(turn, person), _rows(turn, person))


def _first_offer(turn: Turn, person: Person) -> list[Answer]:
    """Plan their next star; it is offered now to somebody who has not done one, nor is in the middle of one.

    Whoever said yes again, on a new phone or after a no, has one planned anew.
    """
    done = stars.ended(turn.session, person.id)
    if not done:
        people.star_due(person, turn.now + APART)
        held = worries.held(turn.session, person.id) or snooze.now_told(turn, person)  # R17
        later = held or stars.open_for(turn.session, person.id)
        return [] if later else star.offer(turn)
    last = done[-1].ended_at or done[-1].touched_at
    due = next_star(last, turn.programme.star_months, turn.programme.zone)
    people.star_due(person, max(due, turn.now + APART))
    return []
