"""How often would you like to hear from me? Theirs to choose, with no answer preset (R16)."""

from handlers import help, star
from handlers.turn import Answer, Rows, Turn
from nudges.courtesy import Dial
from nudges.star_offers import APART
from storage import messages, people, stars
from storage.models import Stands

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
    if turn.person.dial:
        now = turn.say(CHOICES[Dial(turn.person.dial)] + "-button")
        text = f"{turn.say('often-now', often=now)}\n\n{text}"
    return [turn.card(CARD, text, _rows(turn))]


def _rows(turn: Turn) -> Rows:
    return tuple((turn.button(f"{key}-button", "dial", choice),) for choice, key in CHOICES.items())


def tap(turn: Turn) -> list[Answer]:
    """Keep what they chose; after the very first time the star is offered."""
    choice = turn.said.tap.word(0)
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if turn.person is None or turn.person.stands != Stands.YES or card is None or choice not in set(CHOICES):
        return help.old_button(turn)
    first = turn.person.dial is None
    people.turn_dial(turn.person, choice)
    shown: list[Answer] = [turn.redraw(card, turn.say(CHOICES[Dial(choice)]))]
    if not first or stars.open_for(turn.session, turn.person.id):
        return shown
    people.star_due(turn.person, turn.now + APART)
    return [*shown, *star.offer(turn)]
