"""The star's one card: drawn from rows, so that it is the same after a month, a restart or on another phone."""

from handlers import promises
from handlers.help import coordinator
from handlers.turn import Answer, Button, Redraw, Rows, Turn
from handlers.when import date_of
from star import questions
from storage import messages, stars
from storage.messages import Body
from storage.models import Star
from wording.direction import in_the_order_of_the_numbers

CARD = "star"
HALF = 5


def body(turn: Turn, star: Star) -> Body:
    """Draw the card as the star stands now."""
    if star.ended_at is not None:
        text, rows = end_card(turn, star)
        return Body(text, rows=rows)
    title, text, rows = question_card(turn, star)
    return Body(text, title, rows)


def question_card(turn: Turn, star: Star) -> tuple[str, str, Rows]:
    """Return the title, text and buttons of the question the star is at."""
    question = questions.QUESTIONS[star.at - 1]
    given = stars.answers(turn.session, star.id)
    parts = [turn.say(question.words_key), turn.say(question.helper_key)]
    if star.at in given:
        score = given[star.at]
        parts.append(
            turn.say("star-your-skip") if score is None else turn.say("star-your-answer", number=score)
        )
    ends = f"{turn.say('star-bad-end')}   {turn.say('star-good-end')}"
    parts.append(in_the_order_of_the_numbers(ends, turn.language))
    return turn.say("star-progress", number=star.at), "\n\n".join(parts), _rows(turn, star)


def _rows(turn: Turn, star: Star) -> Rows:
    """1-10 in two rows of five, none preset or coloured; Skip, Back and Stop here below (R27)."""
    numbers = [
        Button.tap(str(n), "star", "score", star.id, star.at, n)
        for n in range(questions.LOWEST, questions.HIGHEST + 1)
    ]
    skip = turn.button("star-skip-button", "star", "skip", star.id, star.at)
    back = turn.button("star-back-button", "star", "back", star.id, star.at)
    stop = turn.button("star-stop-button", "star", "end", star.id)
    last = (skip, back, stop) if star.at > 1 else (skip, stop)
    return tuple(numbers[:HALF]), tuple(numbers[HALF:]), last


def end_card(turn: Turn, star: Star) -> tuple[str, Rows]:
    """Return what the card shows once the star is ended: the open question, then thanks."""
    given = stars.scores(turn.session, star.id)
    if not given:
        return turn.say("star-nothing"), ()
    if star.wants_words:
        done = turn.button("star-followup-done-button", "star", "done", star.id)
        back = turn.button("star-back-button", "star", "reopen", star.id)
        return turn.say("star-followup", coordinator=coordinator(turn)), ((done,), (back,))
    text = turn.say("star-done", coordinator=promises.reader(turn), when=promises.read_by(turn))
    if len(given) < len(questions.QUESTIONS):
        text = f"{turn.say('star-part', number=len(given))}\n\n{text}"
    show = turn.button("star-show-button", "star", "show", star.id)
    hide = turn.button("star-not-now-button", "star", "hide", star.id)
    return text, ((show, hide),)


def redraw(turn: Turn, star: Star) -> Answer:
    """Edit the newest card to show the star as it stands; without one a new card is sent."""
    drawn = body(turn, star)
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if card is None:
        return turn.card(CARD, drawn.text, drawn.rows, title=drawn.title, silent=True)
    return Redraw(card.id, card.chat_id, drawn)


def anew(turn: Turn, star: Star, above: str = "") -> list[Answer]:
    """Send the card anew below, silently, and take the buttons off the old one."""
    drawn = body(turn, star)
    text = f"{above}\n\n{drawn.text}" if above else drawn.text
    return [*put_away(turn), turn.card(CARD, text, drawn.rows, title=drawn.title, silent=True)]


def is_newest(turn: Turn) -> bool:
    """Tell whether it was the star's newest card that was tapped."""
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    return card is not None and card.telegram_id == turn.said.telegram_id


def put_away(turn: Turn, text: str = "") -> list[Answer]:
    """Take the buttons off the newest card."""
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    return [turn.redraw(card, text or turn.say("star-moved"))] if card else []


def tapped_off(turn: Turn, text: str = "") -> list[Answer]:
    """Take the buttons off the message that was tapped; its own words stay unless others are given."""
    if turn.said.telegram_id is None:
        return []
    row = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id)
    return [turn.redraw(row, text or Body.from_json(row.body).text)] if row else []


def caption(turn: Turn, star: Star) -> str:
    """Say the numbers of the picture, line by line; what a lock screen would show comes first and says none (R24)."""
    first = stars.ended(turn.session, star.person_id)[0]
    alone = first.id == star.id or first.version != star.version
    lines = _one_star(turn, star) if alone else _two_stars(turn, first, star)
    return "\n".join([turn.say("star-caption-first"), "", *lines])


def _one_star(turn: Turn, star: Star) -> list[str]:
    given = stars.answers(turn.session, star.id)
    return [
        turn.say("star-caption", date=_ended_on(turn, star)),
        *(
            turn.say("star-caption-line", label=_label(turn, n), score=_said(turn, given, n))
            for n in questions.NUMBERS
        ),
    ]


def _two_stars(turn: Turn, first: Star, latest: Star) -> list[str]:
    before, now = stars.answers(turn.session, first.id), stars.answers(turn.session, latest.id)
    lines = [turn.say("star-caption-two", first=_ended_on(turn, first), latest=_ended_on(turn, latest))]
    for n in questions.NUMBERS:
        pair = {"first": _said(turn, before, n), "latest": _said(turn, now, n)}
        lines.append(turn.say("star-caption-line-two", label=_label(turn, n), **pair))
    return lines


def _ended_on(turn: Turn, star: Star) -> str:
    return date_of(turn, star.ended_at or star.touched_at)


def _label(turn: Turn, number: int) -> str:
    return turn.say(questions.QUESTIONS[number - 1].label_key)


def _said(turn: Turn, answers: dict[int, int | None], number: int) -> str:
    score = answers.get(number)
    return turn.say("star-caption-skipped") if score is None else str(score)
