"""Forgetting somebody: who they are and what they said goes from the rows, and from phones while Telegram allows it.

What stays is that somebody was once introduced, and any note that was made to keep someone safe, without a word (R50).
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from storage import alerts, audit, diary, inbox, outbox, people, screens, tombstones
from storage.messages import FROM_THEM, ON_ITS_WAY
from storage.models import Audit, Draft, Kind, Message, Person, Request, Staff

DELETABLE = timedelta(hours=47)  # Telegram deletes for a bot within 48 hours
NAME_KEPT = timedelta(hours=23)
_LET_GO = "let-go-"
ABOUT = ("person", "people", "mends")  # keys under which drafts hold people's ids


def forget(session: Session, person: Person, now: datetime, actor: str) -> None:
    """Erase a person; `actor` is who decided it, as in `audit`. What is taken off phones waits in the outbox."""
    _clear_phones(session, person, now)
    _hold_back_screens(session, person, now)
    _drop_drafts(session, person)
    _blank_updates(session, person)
    _blank_requests(session, person, now)
    tombstones.put_up(session, person, now)
    audit.write(session, now, actor, "forgotten", person_id=person.id)
    # Whom the clock forgets was forgotten before, in the copy that was put back: their day is over.
    worried = actor == audit.PERSON and alerts.open_for(session, person.id) is not None
    called = person.call_me if worried else None
    people.wipe(session, person, now)
    if called is not None:
        _keep_name_for_a_day(session, person, called, now)


def _keep_name_for_a_day(session: Session, person: Person, called: str, now: datetime) -> None:
    """While an alert is open, whoever opens it has to know who it is: until it is closed, a day at most (R50)."""
    person.call_me = called
    diary.plan_chore(session, f"{_LET_GO}{person.id}", now + NAME_KEPT)


def let_go(session: Session, person_id: int | None, now: datetime) -> None:
    """The alert is closed, or the day is over: the name of somebody who was forgotten goes, from screens too."""
    person = people.get(session, person_id) if person_id is not None else None
    if person is not None and person.wiped_at is not None:
        person.call_me = None
        _take_off_phones(session, Message.person_id == person.id, now)
        session.execute(delete(Message).where(Message.person_id == person.id))
        _blank_updates(session, person)
        diary.chore_done(session, f"{_LET_GO}{person.id}")


def let_go_when_due(session: Session, now: datetime) -> None:
    """Let go of every name that was kept for a day (`now` in UTC)."""
    for chore in diary.chores_due(session, _LET_GO, now):
        let_go(session, int(chore.removeprefix(_LET_GO)), now)


def _clear_phones(session: Session, person: Person, now: datetime) -> None:
    """Take off what we sent: to them, about them, and the screens of staff who have looked at them lately."""
    about = or_(Message.person_id == person.id, _screens_of(session, person, now))
    _take_off_phones(session, about, now)


def _take_off_phones(session: Session, about: ColumnElement[bool], now: datetime) -> None:
    """Have whatever of ours is still deletable go off the phones it is on."""
    sent = (
        Message.telegram_id.is_not(None),
        func.coalesce(Message.settled_at, Message.created_at) > now - DELETABLE,
    )
    ours = Message.kind.not_in((*FROM_THEM, Kind.DELETION))
    wanted = select(Message).where(*sent, ours, about)
    by_chat: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for row in session.scalars(wanted):
        by_chat[row.chat_id, row.staff_id].append(row.telegram_id or 0)
    for (chat_id, staff_id), telegram_ids in by_chat.items():
        outbox.take_off_phone(session, chat_id, telegram_ids, now, staff_id=staff_id)


def _screens_of(session: Session, person: Person, now: datetime) -> ColumnElement[bool]:
    """A staff screen does not say whom it shows: all open ones go, of whoever could have them on it."""
    lately = select(Audit.staff_id).where(Audit.person_id == person.id, Audit.at > now - DELETABLE)
    who = {person.coordinator_id, *session.scalars(lately.distinct())} - {None}
    return and_(Message.staff_id.in_(who), Message.kind == Kind.CARD)


def _hold_back_screens(session: Session, person: Person, now: datetime) -> None:
    """A staff screen that could not leave yet may show them, and must not arrive later."""
    unsent = (Message.state.in_(ON_ITS_WAY), _screens_of(session, person, now))
    for row in session.scalars(select(Message).where(*unsent)).all():
        screens.shut(row, now)


def _drop_drafts(session: Session, person: Person) -> None:
    """Put down whatever somebody is in the middle of writing to them or about them."""
    for draft in session.scalars(select(Draft)):
        if _mentions(draft.body, person.id, (person.call_me or "").casefold()):
            session.delete(draft)


def _mentions(value: Any, person_id: int, name: str, key: str = "") -> bool:  # a draft's own JSON
    if isinstance(value, dict):
        return any(_mentions(one, person_id, name, of) for of, one in value.items())
    if isinstance(value, list):
        return any(_mentions(one, person_id, name, key) for one in value)
    if isinstance(value, str):
        return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", value.casefold()) is not None
    return key in ABOUT and value == person_id


def _blank_updates(session: Session, person: Person) -> None:
    """Blank what was put aside unread: what is theirs, and what came from staff who ever had them on a screen.

    What waits to be handled is answered as a stranger's.
    """
    looked = select(Audit.staff_id).where(Audit.person_id == person.id)
    who = or_(Staff.id == person.coordinator_id, Staff.id.in_(looked))
    accounts = [person.chat_id, *session.scalars(select(Staff.chat_id).where(who))]
    known = [account for account in accounts if account is not None]
    for row in inbox.parked(session):
        if _is_from(row.payload, known):
            row.payload = None


def _is_from(value: Any, accounts: Sequence[int]) -> bool:  # what Telegram sent
    if isinstance(value, dict):
        return value.get("id") in accounts or any(_is_from(one, accounts) for one in value.values())
    return isinstance(value, list) and any(_is_from(one, accounts) for one in value)


def _blank_requests(session: Session, person: Person, now: datetime) -> None:
    """That they asked stays, with its dates; nobody can be answered any more."""
    for asked in session.scalars(select(Request).where(Request.person_id == person.id)):
        asked.words = asked.answer = None
        asked.done_at = asked.done_at or now
