"""Before a Coordinator's typed words leave: may they go to this person now, and are they kind and clear?"""

from dataclasses import dataclass
from datetime import datetime

from care.gate import MAX_CHARACTERS, Finding, Weight, check, indiscreet_in_first_40
from handlers.nudge_preview import foreseen
from handlers.own_people import everyone, me, moment, name
from handlers.pages import shorten
from handlers.turn import Turn
from nudges.courtesy import CONVERSATION, Decision, Send, Skip, Wait, may_answer
from nudges.preview import Arrives
from nudges.speaking import say_to
from nudges.standing import standing
from nudges.wishes import to_avoid
from storage import alerts, people
from storage.messages import words_of
from storage.models import Person

LONGEST = 1000  # characters of an answer
MENTIONED = 6  # findings told at once
QUOTED = 80


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was decided of a text for a person: when it may go, and what the wording gate says of it."""

    decision: Decision
    findings: tuple[Finding, ...]
    indiscreet: tuple[str, ...]  # words a lock screen must not show
    avoided: tuple[str, ...] = ()  # words that this person would rather not hear
    in_crisis: bool = False  # an answer leaves before all else, at any hour

    @property
    def refused(self) -> bool:
        """Whether the words must be changed before they can go anywhere."""
        hard = any(finding.weight is Weight.REFUSE for finding in self.findings)
        return hard or bool(self.indiscreet or self.avoided)

    @property
    def plain_sailing(self) -> bool:
        """Whether there is nothing to say about it: it may go, now, as it is."""
        return isinstance(self.decision, Send) and not (self.findings or self.indiscreet or self.avoided)


def weigh(turn: Turn, person: Person, text: str) -> Weighed:
    """Ask courtesy and the wording gate; the lock-screen rule holds outside a conversation (R16, R19-R23)."""
    last_word = people.last_word(turn.session, person.id)
    talking = last_word is not None and turn.now - last_word <= CONVERSATION
    names = {name(person), me(turn).first_name or ""}
    shown = f"{from_me(turn, person)}\n\n{text}"
    in_crisis = _in_crisis(turn, person, last_word)
    stands = standing(turn.session, person, turn.programme.quiet_days)
    return Weighed(
        may_answer(stands, last_word, turn.now, turn.programme.zone, in_crisis=in_crisis),
        tuple(check(text, typed_by_coordinator=True, they_said=words_of(turn.session, person.id))),
        () if talking else tuple(indiscreet_in_first_40(shown, names, map(name, everyone(turn)))),
        tuple(to_avoid(person, text)),
        in_crisis,
    )


def _in_crisis(turn: Turn, person: Person, last_word: datetime | None) -> bool:
    """Tell whether they wrote of a crisis that nobody has closed, and did not say STOP after it (R8)."""
    if last_word is None or alerts.open_for(turn.session, person.id) is None:
        return False
    return person.stopped_at is None or last_word > person.stopped_at


def by_itself(turn: Turn, person: Person, until: datetime) -> datetime | None:
    """Say when these words would really leave as a nudge, from `until` on; None when they would not (UTC).

    What waits is sent as a nudge, and a nudge keeps the gaps that a conversation need not.
    """
    seen = foreseen(turn, person, until)
    return seen.at if isinstance(seen, Arrives) else None


def from_me(turn: Turn, person: Person) -> str:
    """Say in their language whose words these are, so that nobody takes them for the computer's."""
    coordinator = me(turn).first_name or say_to("help-the-team", person, turn.programme)
    return say_to("answer-from", person, turn.programme, coordinator=coordinator)


def when_told(turn: Turn, person: Person, decision: Decision) -> str:
    """Say when it arrives, or why it does not."""
    match decision:
        case Send():
            return turn.say("answer-goes-now")
        case Wait(until, why):
            return turn.say("answer-waits", why=turn.say(why), when=moment(turn, until), name=name(person))
        case Skip(why):
            return turn.say("answer-cannot-go", why=turn.say(why), name=name(person))


def gate_told(turn: Turn, person: Person, weighed: Weighed) -> list[str]:
    """Say what the wording gate found, a line each, with kinder words where there are some."""
    told = [_told(turn, finding) for finding in weighed.findings[:MENTIONED]]
    shown = [
        turn.say("plan-found-lock-screen", found=word, name=name(person))
        for word in weighed.indiscreet[:MENTIONED]
    ]
    words = [turn.say("words-avoid-found", found=word, name=name(person)) for word in weighed.avoided]
    return [*words, *told, *shown]


def _told(turn: Turn, finding: Finding) -> str:
    found = shorten(finding.found, QUOTED)
    key = f"plan-found-{finding.kind.replace(' ', '-')}"
    return turn.say(key, found=found, kinder=finding.kinder, limit=MAX_CHARACTERS)
