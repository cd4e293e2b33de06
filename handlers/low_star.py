"""At the end of a star that looks hard: once, kindly, and without naming a question (R43)."""

from handlers import contact, help, keeping, notices, promises
from handlers.turn import Answer, Turn
from storage import messages, stars, waiting, worries
from storage.models import Kind, Message, Star
from wording import say


def ask(turn: Turn, star: Star, told: Message) -> list[Answer]:
    """Note on the word to the Coordinator (`told`) whether the star is low, and ask the person, once a star."""
    if not turn.programme.low_star.is_low(stars.scores(turn.session, star.id), _before(turn, star)):
        worries.mark(told, None, None)
        return []
    if told.noticed != worries.LOW:
        told.read_at = told.answered_at = None
    worries.mark(told, worries.LOW, contact.due(turn))
    if messages.newest_card(turn.session, turn.said.chat_id, _name(star)):
        return []
    row = [
        turn.button("low-yes-button", "low", "yes", star.id),
        turn.button("low-no-button", "low", "no", star.id),
    ]
    return [turn.card(_name(star), turn.say("low", coordinator=promises.reader(turn)), [row])]


def tap(turn: Turn) -> list[Answer]:
    """Yes asks for a person within a working day; No is fine, and stands in the conversation."""
    person, word, star_id = turn.person, turn.said.tap.word(0), turn.said.tap.number(1)
    star = stars.own(turn.session, person.id, star_id) if person and star_id else None
    card = messages.newest_card(turn.session, turn.said.chat_id, _name(star)) if star else None
    if (
        person is None
        or card is None
        or card.telegram_id != turn.said.telegram_id
        or word not in ("yes", "no")
    ):
        return help.old_button(turn)
    if messages.already_tapped(turn.session, card.id):
        return []
    row = keeping.keep(turn, person, Kind.TAP, say(f"low-told-{word}"))
    if word == "no":
        waiting.put_aside(row, turn.now)
        return [turn.redraw(card, turn.say("low-no"))]
    contact.asked_for(turn, row)
    text = turn.say("contact-by", coordinator=promises.reader(turn), when=promises.contact_by(turn))
    return [turn.redraw(card, text), *notices.new_words(turn, person)]


def _name(star: Star) -> str:
    return f"low-{star.id}"


def _before(turn: Turn, star: Star) -> dict[int, int]:
    """Return the scores of the star before it; those of other words are never compared (R26)."""
    earlier = [one for one in stars.ended(turn.session, star.person_id) if one.id < star.id]
    same = [one for one in earlier if one.version == star.version]
    return stars.scores(turn.session, same[-1].id) if same else {}
