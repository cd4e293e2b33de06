"""A person's stars: first and latest as a picture, and every answer they ever gave."""

from datetime import datetime

from handlers import person_page, staff_card
from handlers.own_people import me, name, put_down_typing
from handlers.pages import BETWEEN, pack, turning, within
from handlers.turn import Answer, Body, Outgoing, Turn
from handlers.when import date_of
from star.questions import NUMBERS, QUESTIONS
from storage import stars
from storage.models import Kind, Person, Star

CARD = "picture"


def picture(turn: Turn, person: Person) -> list[Answer]:
    """Send first and latest star as a picture of its own: no name in it, the same numbers in its caption.

    The message hangs on the person, so that it goes when they ask to be forgotten (R50).
    """
    ended = stars.ended(turn.session, person.id)
    if not ended:
        return person_page.show(turn, person)
    rows = ((turn.button("staff-close-button", "staff", "close"),),)
    body = Body(_caption(turn, ended[0], ended[-1]), rows=rows, picture={"person": person.id})
    return [Outgoing(body, Kind.CARD, card=CARD, person_id=person.id, staff_id=me(turn).id, silent=True)]


def _caption(turn: Turn, first: Star, latest: Star) -> str:
    """Say the numbers of the picture, a line a question; two versions never stand side by side (R26)."""
    now = stars.answers(turn.session, latest.id)
    if first.id == latest.id or first.version != latest.version:
        head = turn.say("their-star", date=date_of(turn, _ended(latest)))
        return "\n".join([head, "", *_lines(turn, now)])
    before = stars.answers(turn.session, first.id)
    head = turn.say("their-stars", first=date_of(turn, _ended(first)), latest=date_of(turn, _ended(latest)))
    lines = [
        turn.say(
            "star-caption-line-two",
            label=_label(turn, n),
            first=_said(turn, before, n),
            latest=_said(turn, now, n),
        )
        for n in NUMBERS
    ]
    return "\n".join([head, "", *lines])


def every(turn: Turn, person: Person) -> list[Answer]:
    """List every ended star, newest first: its date, whole or part, who entered it (R58), each answer."""
    put_down_typing(turn)
    pages = pack([_star(turn, star) for star in reversed(stars.ended(turn.session, person.id))])
    page = within(turn.said.tap.number(2), len(pages))
    text = BETWEEN.join(pages[page]) if pages else turn.say("stars-none")
    rows = turning(turn, page, len(pages), "people", "stars", person.id)
    rows.append([turn.button("staff-back-button", "people", "page", person.id)])
    return staff_card.show(turn, text, rows, title=turn.say("stars-title", name=name(person)))


def _star(turn: Turn, star: Star) -> str:
    answers = stars.answers(turn.session, star.id)
    count = sum(score is not None for score in answers.values())
    head = turn.say("stars-head", date=date_of(turn, _ended(star)), count=count)
    entered = turn.say(f"stars-entered-{star.entered_by}")
    return "\n".join([head, entered, *_lines(turn, answers)])


def _lines(turn: Turn, answers: dict[int, int | None]) -> list[str]:
    return [
        turn.say("star-caption-line", label=_label(turn, n), score=_said(turn, answers, n)) for n in NUMBERS
    ]


def _label(turn: Turn, number: int) -> str:
    return turn.say(QUESTIONS[number - 1].label_key)


def _said(turn: Turn, answers: dict[int, int | None], number: int) -> str:
    """Say one answer: a number, that it was skipped, or that a part star never reached it."""
    if number not in answers:
        return turn.say("stars-not-reached")
    score = answers[number]
    return turn.say("star-caption-skipped") if score is None else str(score)


def _ended(star: Star) -> datetime:
    return star.ended_at or star.touched_at
