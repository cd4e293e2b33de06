"""How the whole programme's stars move, for a manager: frozen figures, never a person (R61-R75)."""

from handlers import help, staff_card
from handlers.turn import Answer, Outgoing, Turn
from reports.disclosure import Count
from reports.snapshots import newest, nothing_new
from reports.trends import Figures, Movement
from star.questions import NUMBERS, QUESTIONS
from storage.messages import Body
from storage.models import Kind


def show(turn: Turn) -> list[Answer]:
    """Show the newest released figures as words; the picture is one tap away."""
    figures = newest(turn.session)
    if figures is None:
        return staff_card.show(turn, turn.say("trends-none-yet"), title=turn.say("trends-title"))
    rows = [[turn.button("trends-picture-button", "trends", "picture")]] if figures.questions else []
    rows.append([turn.button("trends-about-button", "trends", "about")])
    return staff_card.show(turn, _text(turn, figures), rows, title=turn.say("trends-title"))


def tap(turn: Turn) -> list[Answer]:
    """Back to the figures, their picture, or what they mean."""
    match turn.said.tap.word(0):
        case "show":
            return show(turn)
        case "picture":
            return _picture(turn)
        case "about":
            rows = [[turn.button("staff-back-button", "trends", "show")]]
            return staff_card.show(turn, turn.say("trends-about"), rows, title=turn.say("trends-about-title"))
    return help.old_button(turn)


def _text(turn: Turn, figures: Figures) -> str:
    parts = [turn.say("trends-as-at", date=_date(turn, figures)), _funnel(turn, figures)]
    if nothing_new(turn.session, figures):
        parts.insert(1, turn.say("trends-nothing-new"))
    if figures.questions:
        parts += [turn.say("trends-key"), *_questions(turn, figures), turn.say("trends-note")]
        parts.append(turn.say("trends-version", version=figures.version))
    else:
        parts.append(turn.say("trends-too-few"))
    return "\n\n".join(parts)


def _date(turn: Turn, figures: Figures) -> str:
    day = figures.as_at
    return turn.say("when-date", day=day.day, month=turn.say("month", month=day.month), year=day.year)


def _funnel(turn: Turn, figures: Figures) -> str:
    funnel = figures.funnel
    return turn.say(
        "trends-funnel",
        introduced=shown(funnel.introduced),
        said_yes=shown(funnel.said_yes),
        first=shown(funnel.first_star),
        due=shown(funnel.star_due),
        second=shown(funnel.second_star),
        n=shown(funnel.in_figure),
    )


def shown(count: Count) -> str:
    """Print a head count; one that is hidden is "c" already."""
    return str(count)


def _questions(turn: Turn, figures: Figures) -> list[str]:
    return [_question(turn, number, figures.questions.get(number)) for number in NUMBERS]


def _question(turn: Turn, number: int, moved: Movement | None) -> str:
    label = turn.say(QUESTIONS[number - 1].label_key)
    if moved is None:
        return turn.say("trends-question-too-few", label=label)
    line = turn.say(
        "trends-question",
        label=label,
        first=_half(moved.median_first),
        latest=_half(moved.median_latest),
        up=shown(moved.up),
        same=shown(moved.same),
        down=shown(moved.down),
        n=moved.n,
    )
    # R74: who could not show a rise, and who skipped, are counted apart.
    apart = turn.say("trends-apart", high=shown(moved.started_high), skipped=shown(moved.skipped))
    return "\n".join([line, *([_interval(turn, moved)] if moved.up_interval else []), apart])


def _interval(turn: Turn, moved: Movement) -> str:
    low, high = moved.up_interval or (0, 0)
    told = turn.say("trends-interval", low=low, high=high)
    return f"{told} {turn.say(f'trends-more-went-{moved.more_went}')}" if moved.more_went else told


def _half(median: float) -> str:
    return f"{median:g}"


def _picture(turn: Turn) -> list[Answer]:
    figures = newest(turn.session)
    if figures is None or not figures.questions or turn.staff is None:
        return help.old_button(turn)
    lines = [turn.say("trends-picture-caption", date=_date(turn, figures)), ""]
    for number, moved in figures.questions.items():
        label = turn.say(QUESTIONS[number - 1].label_key)
        pair = {"first": _half(moved.median_first), "latest": _half(moved.median_latest)}
        lines.append(turn.say("star-caption-line-two", label=label, **pair))
    rows = ((turn.button("staff-close-button", "staff", "close"),),)
    body = Body("\n".join(lines), rows=rows, picture={"trends": figures.as_at.isoformat()})
    return [Outgoing(body, Kind.CARD, staff_id=turn.staff.id, card="picture", silent=True)]
