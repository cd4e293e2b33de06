"""When somebody chooses another language, nudges in Walkalong's own words come in it; typed ones stay as typed."""

import re
from dataclasses import replace
from functools import cache

from care.programme import Programme
from nudges.speaking import say_to
from storage import nudges, outbox
from storage.database import Session
from storage.messages import TAP_VERSION, Body, Button
from storage.models import Person
from wording import messages, say

TEMPLATES = tuple(f"nudge-{number}" for number in range(1, 8))
OURS = (*TEMPLATES, "nudge-8", "star-reminder")
LABELS = {
    f"{TAP_VERSION}.nudge.reply": "nudge-reply-button",
    f"{TAP_VERSION}.nudge.later": "nudge-not-now-button",
    f"{TAP_VERSION}.star.begin": "star-start-button",
    f"{TAP_VERSION}.star.later": "star-not-now-button",
}
NAMES = frozenset({"name", "coordinator"})
_HOLE = "\ue000"  # private use: in nobody's words
_ISOLATES = str.maketrans("", "", "\u2068\u2069")


def reword_nudges(
    session: Session, person: Person, before: str, programme: Programme, *, coordinator: str
) -> None:
    """Say each nudge of theirs that is one of ours, filled in, in their language of now; `before` is the old one.

    What is in the outbox and has not left yet is said anew as well, with the buttons under it.
    """
    names = {"name": person.call_me or "", "coordinator": coordinator}
    for nudge in nudges.for_person(session, person.id):
        nudges.reword(nudge, _anew(nudge.text, person, before, programme, names))
    for row in outbox.unsaid(session, person.id):
        body = Body.from_json(row.body)
        rows = tuple(tuple(_relabelled(button, person, programme) for button in one) for one in body.rows)
        text = _anew(body.text, person, before, programme, names)
        outbox.reword(row, replace(body, text=text, rows=rows))


def _anew(text: str, person: Person, before: str, programme: Programme, names: dict[str, str]) -> str:
    """Return one of our texts in their language of now, any other words as they are."""
    for template in OURS:
        blanks = _blanks_in(text, template, before, programme, names)
        if blanks is not None:
            return say_to(template, person, programme, **_used(template, names | blanks))
    return text


def _relabelled(button: Button, person: Person, programme: Programme) -> Button:
    key = LABELS.get(button.data)
    return replace(button, label=say_to(key, person, programme)) if key else button


def _blanks_in(
    text: str, template: str, language: str, programme: Programme, names: dict[str, str]
) -> dict[str, str] | None:
    """Return what a Coordinator filled into the template to make this text, None when it is other words."""
    blanks = sorted(_values_of(template) - NAMES)
    holes = {blank: f"{_HOLE}{number}{_HOLE}" for number, blank in enumerate(blanks)}
    said = say(template, language, programme.wording, **_used(template, names | holes))
    pattern = re.escape(said)
    for blank, hole in holes.items():
        pattern = pattern.replace(hole, f"(?P<{blank}>.+?)", 1).replace(hole, f"(?P={blank})")
    found = re.fullmatch(pattern, text, re.DOTALL)
    return (
        {blank: value.translate(_ISOLATES) for blank, value in found.groupdict().items()} if found else None
    )


def _used(template: str, values: dict[str, str]) -> dict[str, str]:
    return {name: values[name] for name in _values_of(template)}


@cache
def _values_of(template: str) -> frozenset[str]:
    return messages()[template]
