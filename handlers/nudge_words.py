"""What a nudge will say to each person, and whether it may (R19-R23)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from care.gate import MAX_CHARACTERS, Finding, Kind, Weight, check, for_one_person, indiscreet_in_first_40
from handlers.nudge_plan import Plan, chosen
from handlers.own_people import everyone, me, name
from handlers.pages import shorten
from handlers.turn import Turn
from nudges.speaking import say_to
from nudges.wishes import to_avoid
from storage.messages import words_of
from storage.models import Person
from wording.direction import kept_apart

# What a Coordinator fills in, in the order it is asked; the names are known.
BLANKS = {"nudge-5": ("day",), "nudge-7": ("place", "day", "time")}
NAME = "{name}"
SHOWN = 60  # characters of what was noticed
MOST = 5  # things noticed at a time


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate makes of the words, as sentences: refused, to be tapped again, or only a thought."""

    refused: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


def text_for(turn: Turn, plan: Plan, person: Person) -> str:
    """Return exactly what this person will read."""
    if plan.template:
        return template_for(turn, plan.template, person, dict(plan.blanks))
    return plan.words.replace(NAME, kept_apart(name(person), plan.words))


def template_for(turn: Turn, template: str, person: Person, blanks: dict[str, str]) -> str:
    """Fill in a template; a blank that is not known yet is shown as one."""
    shown = dict.fromkeys(BLANKS.get(template, ()), turn.say("plan-blank")) | blanks
    names = {"name": name(person), "coordinator": me(turn).first_name or ""}
    return say_to(template, person, turn.programme, **shown, **names)


def missing_blank(plan: Plan) -> str:
    """Return the next blank of the template to ask for, "" when all are filled."""
    return next((blank for blank in BLANKS.get(plan.template, ()) if blank not in plan.blanks), "")


def personal(plan: Plan) -> bool:
    """Tell whether each person gets words of their own."""
    return bool(plan.template) or NAME in plan.words


def worded(plan: Plan) -> bool:
    """Tell whether there are words at all."""
    return bool(plan.template or plan.words)


def judge(turn: Turn, plan: Plan) -> Verdict:
    """Put the words through the gate, as each person chosen would read them."""
    texts = [(text_for(turn, plan, person), name(person)) for person in chosen(turn, plan)]
    if not texts or not worded(plan):
        return Verdict()
    if not any(character.isprintable() and not character.isspace() for character in texts[0][0]):
        return Verdict(refused=(turn.say("plan-found-nothing"),))
    # A name changes nothing for the word lists: they are asked once, the lock screen and the length for each.
    checked = check(texts[0][0], typed_by_coordinator=True, they_said=_used_by(turn, chosen(turn, plan)))
    found = [finding for finding in checked if finding.kind != Kind.TOO_LONG]
    refused = [*_avoided(turn, plan), *_for_one(turn, texts), *_too_long(turn, texts)]
    refused += [*_on_a_lock_screen(turn, texts), *_of(turn, found, Weight.REFUSE)]
    unsure, advice = _of(turn, found, Weight.ASK_AGAIN), _of(turn, found, Weight.ADVISE)
    return Verdict(tuple(refused[:MOST]), tuple(unsure[:MOST]), tuple(advice[:MOST]))


def _used_by(turn: Turn, people: Sequence[Person]) -> Iterable[str]:
    """Return what one person wrote; what is written to several is in nobody's own words (R20)."""
    return words_of(turn.session, people[0].id) if len(people) == 1 else ()


def _of(turn: Turn, found: list[Finding], weight: Weight) -> list[str]:
    said = [_sentence(turn, finding) for finding in found if finding.weight is weight]
    return list(dict.fromkeys(said))


def _sentence(turn: Turn, finding: Finding) -> str:
    key = f"plan-found-{finding.kind.replace(' ', '-')}"
    return turn.say(key, found=shorten(finding.found, SHOWN), kinder=finding.kinder)


def _too_long(turn: Turn, texts: list[tuple[str, str]]) -> list[str]:
    longest = max(len(text) for text, _ in texts)
    if longest <= MAX_CHARACTERS:
        return []
    return [turn.say("plan-found-too-long", found=longest, limit=MAX_CHARACTERS)]


def _avoided(turn: Turn, plan: Plan) -> list[str]:
    """Say which of the words they would rather not hear somebody would get to read."""
    found = {
        word: name(person)
        for person in chosen(turn, plan)
        for word in to_avoid(person, text_for(turn, plan, person))
    }
    return [turn.say("words-avoid-found", name=theirs, found=word) for word, theirs in found.items()]


def _for_one(turn: Turn, texts: list[tuple[str, str]]) -> list[str]:
    """Say which words are for one person alone, when they would go to several (R18)."""
    found = for_one_person(texts[0][0]) if len(texts) > 1 else []
    return [turn.say("plan-found-for-one", found=word) for word in found]


def _on_a_lock_screen(turn: Turn, texts: list[tuple[str, str]]) -> list[str]:
    mine, others = me(turn).first_name or "", [name(person) for person in everyone(turn)]
    found = {
        word: theirs
        for text, theirs in texts
        for word in indiscreet_in_first_40(text, (theirs, mine), others)
    }
    return [turn.say("plan-found-lock-screen", found=word, name=theirs) for word, theirs in found.items()]
