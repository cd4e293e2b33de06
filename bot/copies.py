"""A person's own copy of what is held about them, written when it is sent: readable, and as JSON (R49).

The JSON is described in docs/privacy-copy.md; a change of its shape changes `SCHEMA`.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.copy_text import readable
from care.programme import Programme
from star.questions import QUESTIONS, VERSION
from storage import audit, held, people
from storage.database import Database, Session
from storage.held import Held
from storage.messages import FROM_THEM, Body
from storage.models import Alert, AlertStep, Kind, Message, Score, Star

SCHEMA = "walkalong-copy-1"
BY_STAFF = (Kind.COORDINATOR, Kind.ANSWER)
TEAM = "team"  # who gave no first name
NAMES = {"text": "what-is-held-about-me.txt", "json": "what-is-held-about-me.json"}


class Copies:
    """Writes the files. Whose they are is decided by the chat they go to, and by nothing else."""

    def __init__(self, database: Database, programme: Programme, now: Callable[[], datetime]) -> None:
        """Nothing is read yet."""
        self._database, self._programme, self._now = database, programme, now

    def write(self, chat_id: int, kind: str) -> tuple[str, bytes]:
        """Return a file's name and content, `kind` "text" or "json"; LookupError when the chat is nobody's."""
        now = self._now()
        with self._database.read() as session:
            person = people.at(session, chat_id)
            if person is None:
                raise LookupError("nothing is held about this chat")
            everything = held.about(session, person)
            if kind == "json":
                written = json.dumps(as_json(everything, now), ensure_ascii=False, indent=2)
            else:
                written = readable(everything, now, self._programme)
        return NAMES[kind], written.encode()


def copy_delivered(session: Session, message_id: int, now: datetime) -> None:
    """Write down that a file of the copy reached the person's phone."""
    row = session.get(Message, message_id)
    if row is not None and row.person_id is not None:
        kind = Body.from_json(row.body).copy
        audit.write(session, now, audit.PERSON, "copy.delivered", person_id=row.person_id, detail=kind)


def as_json(everything: Held, now: datetime) -> dict[str, Any]:
    """Lay out what is held; moments are ISO 8601 in UTC, what was never given is null."""
    person, names = everything.person, everything.names
    return {
        "schema": SCHEMA,
        "written_at": _at(now),
        "about_you": {
            "called": person.call_me,
            "telegram_code": person.chat_id,
            "language": person.language,
            "area": person.area,
            "has_pa": person.has_pa,
            "under_16": person.under_16,
            "introduced_by": person.introduced_by,
            "introduced_on": person.introduced_on.isoformat() if person.introduced_on else None,
            "written_down_at": _at(person.created_at),
            "coordinator": names.get(person.coordinator_id),
        },
        "what_you_chose": _chosen(everything),
        "stars": [_star(star, scores) for star, scores in everything.stars],
        "messages": [_message(row, everything) for row in everything.messages],
        "nudges": _nudges(everything),
        "times_you_asked_for_help": [_alert(*one, names) for one in everything.alerts],
        "what_you_asked": _requests(everything),
        "who_looked_and_what_changed": [
            {
                "at": _at(line.at),
                "who": line.actor,
                "name": names.get(line.staff_id or 0),
                "what": line.what,
                "detail": line.detail,
            }
            for line in everything.audit
        ],
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _chosen(everything: Held) -> dict[str, Any]:
    person = everything.person
    return {
        "stands": person.stands,
        "agreed_to": person.consent_version,
        "decided_at": _at(person.decided_at),
        "reason_for_no": person.decline_reason,
        "how_often": person.dial,
        "best_hours": person.best_hours,
        "quiet_days": person.quiet_days,
        "words_to_avoid": person.words_to_avoid,
        "stopped_at": _at(person.stopped_at),
        "snoozed_until": _at(person.snoozed_until),
        "kept_but_not_used_since": _at(person.restricted_at),
        "staff_switched_messages_off_at": _at(person.do_not_message_at),
        "word_check_does_not_cover_your_language_since": _at(person.uncovered_at),
        "next_star_from": _at(person.star_due_at),
        "last_heard_from_you_at": _at(person.last_heard_at),
        "no_longer_walking_together_since": _at(person.left_at),
        "why_no_longer": person.left_reason,
    }


def _star(star: Star, scores: list[Score]) -> dict[str, Any]:
    asked = {question.number: question.words for question in QUESTIONS} if star.version == VERSION else {}
    return {
        "begun_at": _at(star.begun_at),
        "ended_at": _at(star.ended_at),
        "question_version": star.version,
        "entered_by": star.entered_by,
        "answers": [
            {
                "question": score.question,
                "words": asked.get(score.question),
                "score": score.score,
                "skipped": score.score is None,
                "answered_at": _at(score.answered_at),
            }
            for score in scores
        ],
    }


def _message(row: Message, everything: Held) -> dict[str, Any]:
    body = Body.from_json(row.body)
    from_us = (everything.wrote(row) or TEAM) if row.kind in BY_STAFF else "walkalong"
    return {
        "at": _at(row.created_at),
        "from": "you" if row.kind in FROM_THEM else from_us,
        "kind": row.kind,
        "text": "\n\n".join(filter(None, (body.title, body.text))),
        "state": row.state,
        "read_at": _at(row.read_at),
        "word_check_noticed": row.noticed,
    }


def _nudges(everything: Held) -> list[dict[str, Any]]:
    return [
        {
            "text": nudge.text,
            "schedule": json.loads(nudge.schedule),
            "set_up_at": _at(nudge.created_at),
            "set_up_by": everything.set_up(nudge),
            "next_at": _at(nudge.due_at),
            "paused_at": _at(nudge.paused_at),
        }
        for nudge in everything.nudges
    ]


def _alert(alert: Alert, steps: list[AlertStep], names: dict[int, str]) -> dict[str, Any]:
    return {
        "at": _at(alert.raised_at),
        "closed_at": _at(alert.closed_at),
        "closed_because": alert.closed_why,
        "steps": [
            {"at": _at(step.at), "what": step.what, "name": names.get(step.staff_id or 0)} for step in steps
        ],
    }


def _requests(everything: Held) -> list[dict[str, Any]]:
    return [
        {
            "what": asked.what,
            "words": asked.words,
            "asked_at": _at(asked.asked_at),
            "due_at": _at(asked.due_at),
            "done_at": _at(asked.done_at),
            "answer": asked.answer,
        }
        for asked in everything.requests
    ]
