"""The answer to what somebody asked about their data: by day, after the quiet they asked for, and never lost (R51).

What is owed stands in the diary until the answer has arrived, and a message in the outbox is one try. While it cannot
go, whoever gave it is told once, so that they tell the person another way.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from care.programme import Programme
from handlers.own_people import moment
from handlers.turn import Answer, Body, Button, Outgoing, Turn
from nudges.courtesy import OPENS, Decision, Send, Skip, Wait, Why, may_tell
from nudges.speaking import say_to
from nudges.standing import standing
from storage import diary, messages, outbox, people, requests, staff
from storage.database import Session
from storage.messages import ARRIVED, ON_ITS_WAY
from storage.models import Kind, Person, Request, Role, Staff, State
from storage.requests import COMPLAIN
from wording import say

log = logging.getLogger(__name__)

OWED = "answer-"
HELD = "answer-held-"  # whoever gave it knows that it cannot go
LOOK_AGAIN = timedelta(hours=1)  # whether it has arrived


def owe(turn: Turn, person: Person, asked: Request) -> list[Answer]:
    """Say the answer that was just given, if it may go now; else say to whoever gave it when it goes, or why not."""
    match _decide(turn.session, person, asked, turn.now, turn.programme):
        case Send():
            diary.plan_chore(turn.session, f"{OWED}{asked.id}", turn.now + LOOK_AGAIN)
            return [_answer(person, asked, turn.programme)]
        case Wait(until, why):
            _wait(turn.session, asked, until, turn.now, turn.programme)
            told = turn.say("asked-waits", why=turn.say(why), when=moment(turn, until))
        case Skip(why):
            diary.plan_chore(turn.session, f"{HELD}{asked.id}", _morning(turn.now, turn.programme))
            told = turn.say("asked-not-told", why=turn.say(why))
    return [turn.answer(told)]


def held(session: Session, asked: Request) -> bool:
    """Tell whether the answer was given and cannot go."""
    return asked.answer is not None and diary.planned(session, f"{HELD}{asked.id}")


def say_when_due(session: Session, now: datetime, programme: Programme) -> None:
    """Look after every answer that is owed and due (`now` in UTC): send it, send it again, or let it wait on."""
    for chore in diary.chores_due(session, OWED, now):
        try:
            with session.begin_nested():
                _look_after(session, chore, now, programme)
        except Exception as error:  # one that is broken holds nothing else up: it is looked at again
            log.error("%s could not be looked after (%s).", chore, type(error).__name__)
            diary.plan_chore(session, chore, now + LOOK_AGAIN)


def _look_after(session: Session, chore: str, now: datetime, programme: Programme) -> None:
    diary.chore_done(session, chore)
    asked = requests.get(session, int(chore.rpartition("-")[2]))
    person = people.get(session, asked.person_id) if asked and asked.answer else None
    if asked is not None and person is not None and not _arrived(session, person, asked):
        for said in _go_on(session, person, asked, now, programme, was_held=chore.startswith(HELD)):
            outbox.queue(session, said, person.chat_id or 0, now)


def _go_on(
    session: Session, person: Person, asked: Request, now: datetime, programme: Programme, *, was_held: bool
) -> Iterator[Outgoing]:
    match _decide(session, person, asked, now, programme):
        case Send():
            newest = _try(session, person, asked)
            refused = newest == State.FAILED  # it would be again
            again = _morning(now, programme) if refused else now + LOOK_AGAIN
            diary.plan_chore(session, f"{OWED}{asked.id}", again)
            if newest not in ON_ITS_WAY:
                yield _answer(person, asked, programme)
        case Wait(until, _):
            _wait(session, asked, until, now, programme)
        case Skip(why):
            told = was_held or why is not Why.ALL_STOPPED
            diary.plan_chore(session, f"{HELD if told else OWED}{asked.id}", _morning(now, programme))
            if told and not was_held:
                yield from _cannot_go(session, person, asked, now.astimezone(programme.zone).date())


def _decide(
    session: Session, person: Person, asked: Request, now: datetime, programme: Programme
) -> Decision:
    """Messages that were stopped after they asked stay stopped; whoever asked while they were wants to know."""
    ends = ((person.stopped_at, Why.STOPPED), (person.do_not_message_at, Why.SWITCHED_OFF))
    stopped = [why for at, why in ends if at is not None and at > asked.asked_at]
    if person.chat_id is None or stopped:
        return Skip(stopped[0] if stopped else Why.STOPPED)
    return may_tell(standing(session, person, programme.quiet_days), now, programme.zone)


def _wait(session: Session, asked: Request, until: datetime, now: datetime, programme: Programme) -> None:
    """Look again then, and each morning until then: they may say START before."""
    diary.plan_chore(session, f"{OWED}{asked.id}", min(until, _morning(now, programme)))


def _morning(now: datetime, programme: Programme) -> datetime:
    """Give the next 09:00 of the programme, in UTC."""
    local = now.astimezone(programme.zone)
    day = local.date() + timedelta(days=0 if local.time() < OPENS else 1)
    return datetime.combine(day, OPENS, programme.zone).astimezone(now.tzinfo)


def _answer(person: Person, asked: Request, programme: Programme) -> Outgoing:
    body = Body(asked.answer or "", title=say_to("mydata-answer", person, programme), by=asked.done_by)
    return Outgoing(body, Kind.ANSWER, chat_id=person.chat_id, person_id=person.id, card=f"{OWED}{asked.id}")


def _try(session: Session, person: Person, asked: Request) -> str | None:
    """Say how the newest try stands."""
    row = messages.newest_card(session, person.chat_id or 0, f"{OWED}{asked.id}")
    return row.state if row else None


def _arrived(session: Session, person: Person, asked: Request) -> bool:
    return _try(session, person, asked) in ARRIVED


def _cannot_go(session: Session, person: Person, asked: Request, today: date) -> Iterator[Outgoing]:
    """Tell whoever gave it, with no name and no word (R42); a complaint is opened with the privacy hat."""
    for one in _whom_to_tell(session, person, asked, today):
        of_a_person = one.role == Role.COORDINATOR and asked.what != COMPLAIN
        where = ("people", "more", asked.person_id) if of_a_person else ("asked", "open", asked.id)
        body = Body(say("asked-cannot-go"), rows=((Button.tap(say("asked-see-button"), *where),),))
        yield Outgoing(body, Kind.NOTICE, chat_id=one.chat_id, staff_id=one.id)


def _whom_to_tell(session: Session, person: Person, asked: Request, today: date) -> list[Staff]:
    """Give who answered; their Coordinator, once they are no longer that one's; if nobody is left, the managers."""
    one = staff.get(session, asked.done_by) if asked.done_by else None
    if one and one.role == Role.COORDINATOR and people.own(session, one.id, person.id, today) is None:
        one = staff.get(session, person.coordinator_id)
    found = [one] if one and one.removed_at is None else staff.everyone(session, Role.MANAGER)
    return [member for member in found if member.chat_id is not None]
