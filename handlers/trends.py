"""How the whole programme's stars move, for a manager: frozen figures, never a person (R61-R75)."""

from handlers import help, staff_card
from handlers.turn import Answer, Outgoing, Turn
from reports.snapshots import newest, nothing_new
from reports.trends import Figures, Movement
from star.questions import NUMBERS, QUESTIONS
from storage.messages import Body
from storage.models import Kind


def show(turn: Turn) -> list[Answer]:
    """Show the newest released figures as words; luck, and the picture, are one tap away."""
    figures = newest(turn.session)
    if figures is None:
        return staff_card.show(turn, turn.say("trends-none-yet"), title=turn.say("trends-title"))
    rows = [[turn.button("trends-about-button", "trends", "about")]]
    if figures.questions:
        rows.insert(0, [turn.button("trends-sure-button", "trends", "sure")])
        rows.insert(1, [turn.button("trends-picture-button", "trends", "picture")])
    return staff_card.show(turn, _text(turn, figures), rows, title=turn.say("trends-title"))


def tap(turn: Turn) -> list[Answer]:
    """Back to the figures, how much of them is luck, their picture, or what they mean."""
    match turn.said.tap.word(0):
        case "show":
            return show(turn)
        case "sure":
            return _sure(turn)
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
        introduced=funnel.introduced,
        said_yes=funnel.said_yes,
        first=funnel.first_star,
        due=funnel.star_due,
        second=funnel.second_star,
        n=funnel.in_figure,
    )


def _questions(turn: Turn, figures: Figures) -> list[str]:
    return [_question(turn, number, figures.questions.get(number)) for number in NUMBERS]


def _question(turn: Turn, number: int, moved: Movement | None) -> str:
    label = turn.say(QUESTIONS[number - 1].label_key)
    if moved is None:
        return turn.say("trends-question-too-few", label=label)
    lines = [_middles(turn, label, moved), _heads(turn, moved)]
    if moved.more_went:
        lines.append(turn.say(f"trends-more-went-{moved.more_went}"))
    return "\n".join(lines)


def _heads(turn: Turn, moved: Movement) -> str:
    """Say up, same and down, adding up those that are hidden: n less the shown ones tells that much anyway."""
    match moved.up, moved.same, moved.down:
        case int(up), int(same), int(down):
            return turn.say("trends-heads", up=up, same=same, down=down, n=moved.n)
        case int(up), _, _:
            return turn.say("trends-heads-up", up=up, rest=moved.n - up, n=moved.n)
        case _, _, int(down):
            return turn.say("trends-heads-down", rest=moved.n - down, down=down, n=moved.n)
    return turn.say("trends-heads-hidden", n=moved.n)


def _sure(turn: Turn) -> list[Answer]:
    """Show what luck could do (R72), and who could not show a rise (R74)."""
    figures = newest(turn.session)
    if figures is None or not figures.questions:
        return help.old_button(turn)
    told = [_luck(turn, number, moved) for number, moved in figures.questions.items()]
    text = [turn.say("trends-as-at", date=_date(turn, figures)), turn.say("trends-sure-key"), *told]
    rows = [[turn.button("staff-back-button", "trends", "show")]]
    return staff_card.show(turn, "\n\n".join(text), rows, title=turn.say("trends-sure-button"))


def _luck(turn: Turn, number: int, moved: Movement) -> str:
    label = turn.say(QUESTIONS[number - 1].label_key)
    high = turn.say("trends-high", high=moved.started_high)
    if moved.up_interval is None:
        told = turn.say("trends-luck-hidden", label=label)
    else:
        low, most = moved.up_interval
        told = turn.say("trends-luck", label=label, up=moved.up, n=moved.n, low=low, high=most)
    return f"{told}\n{high}"


def _middles(turn: Turn, label: str, moved: Movement) -> str:
    first, latest = _half(moved.median_first), _half(moved.median_latest)
    return turn.say("star-caption-line-two", label=label, first=first, latest=latest)


def _half(median: float) -> str:
    return f"{median:g}"


def _picture(turn: Turn) -> list[Answer]:
    figures = newest(turn.session)
    if figures is None or not figures.questions or turn.staff is None:
        return help.old_button(turn)
    lines = [turn.say("trends-picture-caption", date=_date(turn, figures)), ""]
    for number, moved in figures.questions.items():
        label = turn.say(QUESTIONS[number - 1].label_key)
        lines.append(_middles(turn, label, moved))
    rows = ((turn.button("staff-close-button", "staff", "close"),),)
    body = Body("\n".join(lines), rows=rows, picture={"trends": figures.as_at.isoformat()})
    return [Outgoing(body, Kind.CARD, staff_id=turn.staff.id, card="picture", silent=True)]
