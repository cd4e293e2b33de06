"""Fix it, keep it but don't use it, object, complain: each is one tap, and a dated task for somebody (R51)."""

from datetime import UTC, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from handlers import help
from handlers.help import coordinator
from handlers.turn import Answer, Heard, Turn
from handlers.when import date_of
from storage import audit, people, requests
from storage.models import Message, Person, Request
from storage.requests import COMPLAIN, FIX, OBJECT, RESTRICT

ANSWERED_WITHIN = relativedelta(months=1)  # UK GDPR, Article 12(3)
COMPLAINT_WITHIN = timedelta(days=30)  # R51
TYPING = timedelta(minutes=30)  # words typed later are words for their Coordinator


def tap(turn: Turn, person: Person, card: Message) -> list[Answer]:
    """Whatever is asked on the page of what we hold."""
    what = turn.said.tap.word(0)
    if what in (FIX, COMPLAIN):
        return _ask_for_words(turn, person, what)
    if what == "never":
        return _never_mind(turn, person)
    taps = {RESTRICT: _restrict, "use": _use_again, OBJECT: _object}
    if what not in taps:
        return help.old_button(turn)
    return [turn.redraw(card, taps[what](turn, person))]


def typed(turn: Turn) -> list[Answer] | None:
    """Take a text as what somebody wants fixed, or complains of; None when nothing of that is open."""
    person = turn.person if turn.said.heard is Heard.WORDS else None
    asked = requests.asking(turn.session, person.id) if person else None
    if (
        person is None
        or asked is None
        or turn.now - asked.asked_at > TYPING
        or _spoken_to_since(turn, person, asked)
    ):
        return None
    requests.say_in_words(asked, turn.said.text)
    date = date_of(turn, asked.due_at)
    if asked.what == FIX:
        return [turn.answer(turn.say("mydata-fix-done", coordinator=coordinator(turn), date=date))]
    return [turn.answer(turn.say("mydata-complain-done", date=date))]


def _spoken_to_since(turn: Turn, person: Person, asked: Request) -> bool:
    """A nudge that came meanwhile, or a message answered with Reply, has asked last."""
    since = people.last_unprompted(turn.session, person.id)
    return turn.said.replies_to is not None or (since is not None and since > asked.asked_at)


def _ask_for_words(turn: Turn, person: Person, what: str) -> list[Answer]:
    _open(turn, person, what)
    values = {"coordinator": coordinator(turn)} if what == COMPLAIN else {}
    never = turn.button("mydata-never-mind-button", "mine", "never")
    return [turn.card("mydata", turn.say(f"mydata-{what}", **values), [[never]])]


def _never_mind(turn: Turn, person: Person) -> list[Answer]:
    asked = requests.wordless(turn.session, person.id, FIX, COMPLAIN)
    if asked is None:
        return help.old_button(turn)
    audit.write(
        turn.session, turn.now, audit.PERSON, "request.taken-back", person_id=person.id, detail=asked.what
    )
    requests.take_back(turn.session, asked)
    return [turn.answer(turn.say("mydata-never-minded"))]


def _restrict(turn: Turn, person: Person) -> str:
    if person.restricted_at is None:
        _open(turn, person, RESTRICT)
        requests.restrict(turn.session, person, turn.now)
    return turn.say("mydata-restrict-done")


def _use_again(turn: Turn, person: Person) -> str:
    audit.write(turn.session, turn.now, audit.PERSON, "request.use-again", person_id=person.id)
    requests.use_again(person)
    requests.close_own(turn.session, person.id, turn.now, RESTRICT)
    return turn.say("mydata-use-done")


def _object(turn: Turn, person: Person) -> str:
    """To object is to be left in peace from now on: nothing more is sent or used while somebody decides."""
    asked = _open(turn, person, OBJECT)
    requests.restrict(turn.session, person, turn.now)
    people.stop(turn.session, person, turn.now)
    return turn.say("mydata-object-done", date=date_of(turn, asked.due_at))


def _open(turn: Turn, person: Person, what: str) -> Request:
    audit.write(turn.session, turn.now, audit.PERSON, "request.asked", person_id=person.id, detail=what)
    return requests.ask(turn.session, person.id, what, turn.now, _due(turn, what))


def _due(turn: Turn, what: str) -> datetime:
    """The end of the local day by which it is answered, in UTC."""
    zone = turn.programme.zone
    day = turn.now.astimezone(zone).date() + (COMPLAINT_WITHIN if what == COMPLAIN else ANSWERED_WITHIN)
    return datetime.combine(day, time(23, 59), zone).astimezone(UTC)
