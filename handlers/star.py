"""My star: eight questions on one card that is edited in place."""

from handlers import help, low_star, notices, promises, star_card
from handlers.star_card import CARD
from handlers.turn import Answer, Outgoing, Turn
from handlers.when import date_of
from nudges.star_offers import APART, next_star
from star import questions
from star.typed import Reask, Score
from storage import messages, people, stars
from storage.messages import Body
from storage.models import Kind, Stands, Star
from wording import say

LAST = len(questions.QUESTIONS)


def open_star(turn: Turn) -> list[Answer]:
    """`/star`: offer a star, or send the card of the open one anew below, just where it was left."""
    if turn.person is None or turn.person.stands != Stands.YES:
        return [turn.answer(turn.say("hello-first"))]
    open_now = stars.open_for(turn.session, turn.person.id)
    return star_card.anew(turn, open_now, turn.say("star-resume")) if open_now else offer(turn)


def offer(turn: Turn) -> list[Answer]:
    """Send a star's first card. It holds no question: nothing shows in a lock-screen preview."""
    rows = [
        [
            turn.button("star-start-button", "star", "begin"),
            turn.button("star-not-now-button", "star", "later"),
        ]
    ]
    if turn.person is not None and (ended := stars.ended(turn.session, turn.person.id)):
        rows.append([turn.button("star-see-button", "star", "show", ended[-1].id)])
    return [*star_card.put_away(turn), turn.card(CARD, turn.say("star-intro"), rows)]


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on a star, or on the offer of one."""
    if turn.person is None or turn.person.stands != Stands.YES:
        return help.old_button(turn)
    match turn.said.tap.word(0):
        case "begin":
            return _begin(turn)
        case "later":
            return _later(turn)
    star_id = turn.said.tap.number(1)
    star = stars.own(turn.session, turn.person.id, star_id) if star_id else None
    return _tap_on(turn, star) if star else help.old_button(turn)


def _begin(turn: Turn) -> list[Answer]:
    """Open the star on the card that was tapped; an offer that is not a card gets one below, silently."""
    if turn.person is None:
        return []
    star = stars.open_for(turn.session, turn.person.id)
    if star is None:
        if (asked := stars.awaiting_words(turn.session, turn.person.id)) is not None:
            stars.words_done(asked)
        star = stars.begin(turn.session, turn.person.id, questions.VERSION, turn.now)
        stars.turn_to(star, 1, turn.now)
    if star_card.is_newest(turn):
        return [star_card.redraw(turn, star)]
    return [*star_card.tapped_off(turn), *star_card.anew(turn, star)]


def _later(turn: Turn) -> list[Answer]:
    """Not now: nothing is asked again for four weeks, and then it is a reminder, the only one (R17)."""
    person, again = turn.person, turn.now + APART
    if person is not None and person.star_due_at is not None and person.star_due_at < again:
        people.star_due(person, again, offers=1)
    return star_card.tapped_off(turn, turn.say("star-later"))


def _tap_on(turn: Turn, star: Star) -> list[Answer]:
    """A button of one star of theirs."""
    what, question = turn.said.tap.word(0), turn.said.tap.number(2)
    if star.ended_at is not None:
        return _tap_on_ended(turn, star, what)
    if what == "end":
        return _end(turn, star)
    if question is None or not 1 <= question <= LAST:
        return help.old_button(turn)
    return _tap_on_question(turn, star, what, question)


def _tap_on_ended(turn: Turn, star: Star, what: str) -> list[Answer]:
    """Once it is ended: look at it, or go back in while its last, open question still waits."""
    match what:
        case "show":
            return show(turn, star)
        case "hide":
            return star_card.tapped_off(turn, turn.say("star-hidden"))
        case "done":
            stars.words_done(star)
            return _on_its_card(turn, star)
        case "reopen" if star.wants_words:
            stars.reopen(star, turn.now)
            return _on_its_card(turn, star)
    if star.wants_words:  # the second of two quick taps on the last answer
        return _on_its_card(turn, star)
    return [turn.answer(turn.say("star-finished", coordinator=promises.reader(turn)))]


def _tap_on_question(turn: Turn, star: Star, what: str, question: int) -> list[Answer]:
    score = turn.said.tap.number(3)
    if what == "back":
        stars.turn_to(star, max(1, question - 1), turn.now)
        return _drawn(turn, star)
    if what == "skip":
        return _answered(turn, star, question, None)
    if what == "score" and score is not None and questions.LOWEST <= score <= questions.HIGHEST:
        return _answered(turn, star, question, score)
    return help.old_button(turn)


def _answered(turn: Turn, star: Star, question: int, score: int | None) -> list[Answer]:
    """Keep one answer, amend an earlier one, and go on: after the last question the star is ended."""
    stars.record(turn.session, star, question, score, turn.now)
    if question == LAST:
        return _end(turn, star)
    stars.turn_to(star, question + 1, turn.now)
    return _drawn(turn, star)


def _on_its_card(turn: Turn, star: Star) -> list[Answer]:
    """Redraw an ended star on the card that was tapped; an older copy only loses its buttons."""
    if star_card.is_newest(turn):
        return [star_card.redraw(turn, star)]
    return star_card.tapped_off(turn, turn.say("star-moved"))


def _drawn(turn: Turn, star: Star) -> list[Answer]:
    """Redraw the star's card; when an older copy was tapped, that one loses its buttons."""
    if star_card.is_newest(turn):
        return [star_card.redraw(turn, star)]
    return [*star_card.tapped_off(turn, turn.say("star-moved")), star_card.redraw(turn, star)]


def _end(turn: Turn, star: Star) -> list[Answer]:
    """Close the star, whole or part, and plan the next; "Stop here" with no number keeps nothing to show."""
    given = stars.scores(turn.session, star.id)
    stars.end(star, turn.now, wants_words=bool(given))
    if turn.person is None:
        return []
    if not given:
        return [star_card.redraw(turn, star)]
    due = next_star(turn.now, turn.programme.star_months, turn.programme.zone)
    people.star_due(turn.person, due)
    told = messages.star_finished(
        turn.session,
        chat_id=turn.said.chat_id,
        person_id=turn.person.id,
        star_id=star.id,
        text=say("star-told", number=len(given)),
        now=turn.now,
    )
    asked = low_star.ask(turn, star, told)
    return [star_card.redraw(turn, star), *asked, *notices.new_words(turn, turn.person)]


def typed(turn: Turn, star: Star, answer: Score | Reask) -> list[Answer]:
    """A typed answer: the same as a tap, but the card comes anew below what was typed."""
    if isinstance(answer, Reask):
        return [turn.answer(turn.say("star-reask"))]
    question = star.at
    stars.record(turn.session, star, question, answer.value, turn.now)
    if question < LAST:
        stars.turn_to(star, question + 1, turn.now)
        return star_card.anew(turn, star)
    told = [answer for answer in _end(turn, star) if isinstance(answer, Outgoing)]
    return [*star_card.anew(turn, star), *told]


def said_all(turn: Turn, star: Star) -> list[Answer]:
    """They typed what they want known: thank them below it, and offer their picture."""
    return star_card.anew(turn, star)


def show(turn: Turn, star: Star) -> list[Answer]:
    """Their own star as a picture, the first one beside it when there are two; the numbers stand below it."""
    if turn.person is None or not stars.scores(turn.session, star.id):
        return [turn.answer(turn.say("star-none"))]
    caption = star_card.caption(turn, star)
    if turn.person.star_due_at is not None:
        caption += "\n\n" + turn.say("star-next", date=date_of(turn, turn.person.star_due_at))
    picture = Outgoing(
        Body(caption, picture={"star": star.id}), Kind.REPLY, person_id=turn.person.id, star_id=star.id
    )
    return [*star_card.tapped_off(turn, turn.say("star-shown")), picture]
