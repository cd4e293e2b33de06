"""Look for the words of a crisis, a worry or a wish to talk, so that a person is told sooner (R30, R31, R34-R36).

Two readers look at every message, and the worse of what they see counts (R31): families of patterns, in
`families_*.toml` with the groups of words that they name in `word_groups.toml`, and what made-up examples teach, in
`word_weights.py`. The check only adds speed: every message is read by a person, whatever is noticed or not.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from care.normal_words import clauses, looks_english
from care.stop_words import is_command
from care.word_families import Families, Family, read_families
from care.word_weights import learned, shares, telling


class WordClass(StrEnum):
    """What a message looks like, worst first (R31)."""

    CRISIS = "crisis"
    CONCERN = "concern"
    WANTS_CONTACT = "wants_contact"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Fired:
    """A family of patterns that fired, the normalised words it fired on, and why that matters."""

    family: str
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the check makes of one message; `covered` is False when it cannot read it (R47)."""

    word_class: WordClass
    fired: tuple[Fired, ...]
    covered: bool


_ORDER = tuple(WordClass)
EXAMPLES, _WHY_EXAMPLES = "examples", "Made-up examples that are worded like this are of this class"
# Shares of the examples that are like a message, or like a clause of it.
CRISIS_FROM, CONCERN_FROM, ALL_BUT_ORDINARY, AS_GOOD_AS_ORDINARY = 0.4, 0.3, 0.93, 0.94
_MILDER = {"crisis": "concern"}  # "… if they lose again 😂"


def check(text: str) -> Noticed:
    """Give the class of the message and all that fired, worst first; never raises, on any string of any length."""
    families = _families()
    told = clauses(text, families.spellings)
    plain, sayings = _sayings_aside(told, families)
    share = shares(_with_signs(told, plain), learned())
    # One clause can hold it all: "had a kebab, watched telly, then took all my tablets".
    parts = [shares([clause], learned()) for clause in told] if len(told) > 1 else [share]
    fired: dict[tuple[WordClass, str], Fired] = {}
    found = (
        (_believed(word_class, one, parts[place], families), one)
        for word_class, one, place in _found(told, plain, families)
    )
    for word_class, one in (*sayings, *found, *_found_together(told, plain, families)):
        earlier = fired.get((word_class, one.family))
        if earlier is None or len(earlier.found) < len(one.found):
            fired[word_class, one.family] = one
    # Examples know no commands: of "enough" or "stop sending" alone they would make a crisis, and nobody would stop.
    if (taught := _taught(share, fired, families)) and not is_command(text):
        fired[taught, EXAMPLES] = Fired(EXAMPLES, ", ".join(telling(told, taught, learned())), _WHY_EXAMPLES)
    ordered = sorted(fired, key=lambda key: _ORDER.index(key[0]))
    covered = looks_english(text, told, families.spellings)
    worst = ordered[0][0] if ordered else WordClass.ORDINARY
    return Noticed(worst, tuple(fired[key] for key in ordered), covered)


def lesson(text: str) -> list[str]:
    """Give what the examples are learned from: normalised clauses, and "~" for each everyday saying (R35, R36)."""
    families = _families()
    told = clauses(text, families.spellings)
    return _with_signs(told, _sayings_aside(told, families)[0])


def _with_signs(told: list[str], plain: list[str]) -> list[str]:
    return [*told, *("~" for clause in plain if "~" in clause)]


def _sayings_aside(told: list[str], families: Families) -> tuple[list[str], list[tuple[WordClass, Fired]]]:
    plain, found = [], []
    for clause in told:
        rest, sayings = families.without_sayings(f"{clause} ")
        plain.append(rest)
        found += [(WordClass.ORDINARY, Fired(family.name, words, family.why)) for family, words in sayings]
    return plain, found


def _believed(
    word_class: WordClass, family: Fired, share: Mapping[str, float], families: Families
) -> WordClass:
    """Give what a family's find comes to where nearly all examples of such a clause are ordinary: one class less.

    Crisis words that are past, denied or a joke are never less than a concern (R34).
    """
    ordinary = share["ordinary"] + share["wants_contact"]
    if word_class is WordClass.CRISIS and ordinary > ALL_BUT_ORDINARY:
        return WordClass.CONCERN
    mild = word_class is WordClass.CONCERN and not families.turned_down(family.family, word_class)
    return WordClass.ORDINARY if mild and ordinary > AS_GOOD_AS_ORDINARY else word_class


def _taught(
    share: Mapping[str, float], fired: Collection[tuple[WordClass, str]], families: Families
) -> WordClass | None:
    """Give what the examples make of a message, when that is worse than what fired in it."""
    worst = min(
        (_ORDER.index(word_class) for word_class, _ in fired), default=_ORDER.index(WordClass.ORDINARY)
    )
    likely = _likely(share)
    if likely is WordClass.CRISIS and any(families.turned_down(name, found) for found, name in fired):
        likely = WordClass.CONCERN  # they said that it is over, denied or a joke (R34)
    return likely if _ORDER.index(likely) < worst else None


def _likely(share: Mapping[str, float]) -> WordClass:
    """Give the class that the shares speak for; a worry of either kind is at least a concern."""
    if share["crisis"] > CRISIS_FROM:
        return WordClass.CRISIS
    if share["crisis"] + share["concern"] > CONCERN_FROM:
        return WordClass.CONCERN
    return WordClass.WANTS_CONTACT if share["wants_contact"] > share["ordinary"] else WordClass.ORDINARY


def _found(told: list[str], plain: list[str], families: Families) -> Iterator[tuple[WordClass, Fired, int]]:
    """Give every family that fires in a plain clause, the class it comes to there, and which clause that is."""
    well = [place for place, clause in enumerate(told) if families.resolved.search(f"{clause} ")]
    for place, clause in enumerate(plain):
        resolved = any(
            later >= place for later in well
        )  # "im good thanks. i took an overdose tho" is not over
        for family, hit in families.hits_in(clause):
            if word_class := _turned(family, hit, families, resolved=resolved):
                yield WordClass(word_class), Fired(family.name, hit.group().strip(), family.why), place


def _found_together(
    told: list[str], plain: list[str], families: Families
) -> Iterator[tuple[WordClass, Fired]]:
    """Give every family that fires on words of several clauses, with the class that the whole comes to."""
    for family, words in families.together_in(plain):
        yield WordClass(_whole(family, told, families)), Fired(family.name, words, family.why)


def _turned(family: Family, hit: re.Match[str], families: Families, *, resolved: bool) -> str:
    """Give what the words of this family come to in their clause: denied, past or joking; "" for nothing (R34)."""
    clause, before = hit.string, hit.string[: hit.start()]
    if families.denied.search(before):
        return family.if_denied
    if family.if_past and families.past.search(clause) and not families.not_past.search(clause):
        return family.if_past
    if families.joke.search(clause) and not families.in_earnest.search(clause):
        return _MILDER.get(family.if_joke, family.if_joke) if families.jest.search(clause) else family.if_joke
    just_now = families.not_past.search(clause)
    if resolved and family.word_class == "crisis" and families.past_verb.search(clause) and not just_now:
        return family.if_past
    if resolved and families.before.search(clause):
        return family.if_resolved
    return family.word_class


def _whole(family: Family, told: list[str], families: Families) -> str:
    """Give what a family comes to whose words stand apart: the whole message says whether it is past or a joke."""
    message = "".join(f"{clause} " for clause in told)
    if families.joke.search(message):
        return family.if_joke
    past = families.past.search(message) and not families.not_past.search(message)
    return family.if_past if past and family.if_past else family.word_class


@cache
def _families() -> Families:
    return read_families()
