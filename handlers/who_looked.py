"""Who looked at somebody's page, and who changed something on it, in words that the person reads (R56).

Whatever a Coordinator taps about one person is written down by its button (`own_people.looked_at`); here each of
those is one of a few plain things. What is not named here is told all the same, as having been on their page.
"""

from collections.abc import Callable
from datetime import datetime

from handlers.when import Say
from storage import audit
from storage.models import Audit

Moment = Callable[[datetime], str]

STAR, WORDS, NUDGES, PLANNED, WROTE, MENDED, LINK = (
    "star",
    "words",
    "nudges",
    "planned",
    "wrote",
    "mended",
    "link",
)
LOOKED: dict[str, str] = {
    "people.star": STAR,
    "people.stars": STAR,
    "people.talk": WORDS,
    "inbox.open": WORDS,
    "inbox.answer": WORDS,
    "inbox.done": WORDS,
    "inbox.send": WROTE,
    "inbox.later": WROTE,
    "typed.reply": WROTE,
    "typed.answer": WROTE,
    "people.nudges": NUDGES,
    "plan.open": NUDGES,
    "plan.list": NUDGES,
    "plan.time": NUDGES,
    "plan.words": NUDGES,
    "plan.now": NUDGES,
    "plan.delete": NUDGES,
    "plan.cancel": NUDGES,
    "nudge": NUDGES,
    "plan.pause": PLANNED,
    "plan.resume": PLANNED,
    "plan.sure": PLANNED,
    "plan.gone": PLANNED,
    "plan.undo": PLANNED,
    "plan.save": PLANNED,
    "mended": MENDED,
    "people.link": LINK,
    "handed-over": "handed-over",
    "left": "left",
    "walks-again": "walks-again",
}


def told(line: Audit, names: dict[int, str], say: Say, moment: Moment) -> str:
    """Say one line of the record; "" for what the person did themselves."""
    if line.actor == audit.PERSON:
        return ""
    if line.actor == audit.CLOCK:
        return say("looked-clock", when=moment(line.at))
    name = names.get(line.staff_id or 0) or say("looked-team")
    return say(f"looked-{_plainly(line.what)}", name=name, when=moment(line.at))


def _plainly(what: str) -> str:
    """Name a look or a change plainly; all that is done with an alert, or a request, is one."""
    kind = what.partition(".")[0]
    if kind in ("request", "asked"):  # with the privacy hat that is all they see of somebody
        return "request"
    return kind if kind == "alert" else LOOKED.get(what, "page")
