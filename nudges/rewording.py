"""When somebody chooses another language, nudges in Walkalong's own words come in it; typed ones stay as typed."""

import re
from functools import cache

from care.programme import Programme
from nudges.speaking import say_to
from storage import nudges
from storage.database import Session
from storage.models import Person
from wording import messages, say

TEMPLATES = tuple(f"nudge-{number}" for number in range(1, 8))
NAMES = frozenset({"name", "coordinator"})
_HOLE = "\ue000"  # private use: in nobody's words
_ISOLATES = str.maketrans("", "", "\u2068\u2069")


def reword_nudges(
    session: Session, person: Person, before: str, programme: Programme, *, coordinator: str
) -> None:
    """Say each nudge of theirs that is one of ours, filled in, in their language of now; `before` is the old one."""
    names = {"name": person.call_me or "", "coordinator": coordinator}
    for nudge in nudges.for_person(session, person.id):
        for template in TEMPLATES:
            blanks = _blanks_in(nudge.text, template, before, programme, names)
            if blanks is not None:
                nudges.reword(nudge, say_to(template, person, programme, **_used(template, names | blanks)))
                break


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
