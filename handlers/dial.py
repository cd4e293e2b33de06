"""How often would you like to hear from me? Theirs to choose, with no answer preset (R16)."""

from handlers import help, star
from handlers.turn import Answer, Rows, Turn
from nudges.courtesy import Dial
from nudges.star_offers import APART, next_star
from storage import messages, people, stars
from storage.models import Person, Stands

CARD = "dial"

# Equal buttons, in this order; "every other day" is there for those who ask for more.
CHOICES = {
    Dial.WEEKLY: "often-weekly",
    Dial.FORTNIGHTLY: "often-every-2-weeks",
    Dial.MONTHLY: "often-monthly",
    Dial.ONLY_WHEN_I_ASK: "often-only-when-i-ask",
}


def ask(turn: Turn) -> list[Answer]:
    """Ask how often; says what it is set to when it was answered before."""
    if turn.person is None or turn.person.stands != Stands.YES:
        return [turn.answer(turn.say("hello-first"))]
    text = turn.say("often-question")
    chosen = CHOICES.get(Dial(turn.person.dial)) if turn.person.dial else None
    if chosen is not None:
        now = turn.say(f"{chosen}-button")
        text = f"{turn.say('often-now', often=now)}\n\n{text}"
    return [turn.card(CARD, text, _rows(turn))]


def _rows(turn: Turn) -> Rows:
    return tuple((turn.button(f"{key}-button", "dial", choice),) for choice, key in CHOICES.items())


def tap(turn: Turn) -> list[Answer]:
    """Keep what they chose; somebody who has no star planned yet is offered one."""
    choice = turn.said.tap.word(0)
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if turn.person is None or turn.person.stands != Stands.YES or card is None or choice not in set(CHOICES):
        return help.old_button(turn)
    people.turn_dial(turn.person, choice)
    shown: list[Answer] = [turn.redraw(card, turn.say(CHOICES[Dial(choice)]))]
    return shown if turn.person.star_due_at else [*shown, *_first_offer(turn, turn.person)]


def _first_offer(turn: Turn, person: Person) -> list[Answer]:
    """Plan their next star; it is offered now to somebody who has not done one, nor is in the middle of one.

    Whoever said yes again, on a new phone or after a no, has one planned anew.
    """
    done = stars.ended(turn.session, person.id)
    if not done:
        people.star_due(person, turn.now + APART)
        return [] if stars.open_for(turn.session, person.id) else star.offer(turn)
    last = done[-1].ended_at or done[-1].touched_at
    due = next_star(last, turn.programme.star_months, turn.programme.zone)
    people.star_due(person, max(due, turn.now + APART))
    return []
