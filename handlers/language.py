"""Choosing a language: theirs to change at any time, and it changes nothing else."""

from handlers import help, star_card
from handlers.turn import Answer, Button, Menu, Rows, Turn
from nudges.rewording import reword_nudges
from storage import languages, messages, stars
from storage.models import Role
from wording import say

CARD = "language"
A_ROW = 3  # buttons: a name of a language has room on a small phone


def ask(turn: Turn) -> list[Answer]:
    """`/language`: say which one it is and offer the others; works before Yes and after STOP."""
    if not offered(turn):
        return help.unknown_command(turn)
    return [turn.card(CARD, now(turn), rows(turn))]


def offered(turn: Turn) -> bool:
    """Tell whether there is anything to choose."""
    return len(turn.programme.languages) > 1


def now(turn: Turn) -> str:
    """Say which language it is, in that language."""
    return turn.say("language-now", language=turn.say("language-name"))


def rows(turn: Turn, *on: str) -> Rows:
    """Offer the other languages, each under its own name for itself; `on` another card than this one's."""
    others = [tag for tag in turn.programme.languages if tag != turn.language]
    named = [
        Button.tap(say("language-name", tag, turn.programme.wording), *on, "language", tag) for tag in others
    ]
    return tuple(tuple(named[start : start + A_ROW]) for start in range(0, len(named), A_ROW))


def choose(turn: Turn) -> list[Answer]:
    """Keep what they chose, and draw the card that was tapped anew in it; an open star comes along."""
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if card is None or card.telegram_id != turn.said.telegram_id:
        return help.old_button(turn)
    changed = change_to(turn, turn.said.tap.word(0))
    return [turn.redraw(card, now(turn), rows(turn)), *changed] if changed else help.old_button(turn)


def change_to(turn: Turn, tag: str) -> list[Answer]:
    """Speak that language to them from now on: the menu too, and an open star; [] when it is not offered."""
    if turn.person is None or tag not in turn.programme.languages:
        return []
    before = turn.language
    languages.choose(turn.person, tag)
    reword_nudges(turn.session, turn.person, before, turn.programme, coordinator=help.coordinator(turn))
    return [Menu(turn.said.chat_id, Role.YOUNG, tag), *_open_star(turn)]


def _open_star(turn: Turn) -> list[Answer]:
    """Draw the card of an open star anew, so that no question stays behind in the other language."""
    star = stars.open_for(turn.session, turn.person.id) if turn.person else None
    drawn = messages.newest_card(turn.session, turn.said.chat_id, star_card.CARD)
    return [star_card.redraw(turn, star)] if star and drawn else []
