"""A person's copy of what is held about them as a page to read, in their language (R49)."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.taps_said import said_to_them
from care.programme import Programme
from handlers.when import Say, clock, date_said
from handlers.who_looked import told
from nudges.speaking import say_to
from storage.held import Held
from storage.messages import FROM_THEM, Body
from storage.models import Kind, Message, Score, Star


def readable(everything: Held, now: datetime, programme: Programme) -> str:
    """Write the page: who they are, stars, messages, help, requests and who looked, oldest first."""
    page = _Page(everything, partial(_spoken, everything, programme), programme)
    return "\n\n".join(filter(None, page.parts(now))) + "\n"


def _spoken(everything: Held, programme: Programme, key: str, **values: str | int) -> str:
    return say_to(key, everything.person, programme, **values)


class _Page:
    """What every part of the page needs: the rows, the language and the programme's days."""

    def __init__(self, everything: Held, say: Say, programme: Programme) -> None:
        self._held, self._say, self._zone = everything, say, programme.zone

    def parts(self, now: datetime) -> Iterator[str]:
        yield self._say("copy-head", when=self._moment(now))
        yield self._about()
        yield from self._part("copy-stars", [self._star(*one) for one in self._held.stars])
        yield from self._part("copy-messages", [self._message(row) for row in self._held.messages])
        yield from self._part("copy-nudges", [nudge.text for nudge in self._held.nudges])
        yield from self._part("copy-help", list(self._help()))
        yield from self._part("copy-asked", list(self._asked()))
        looks = (told(line, self._held.names, self._say, self._moment) for line in self._held.audit)
        yield from self._part("copy-looked", [line for line in looks if line])

    def _moment(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        return self._say(
            "copy-moment", date=date_said(local.date(), self._say), time=clock(local.time(), self._say)
        )

    def _part(self, key: str, lines: list[str]) -> Iterator[str]:
        yield self._say(key)
        yield "\n\n".join(lines) or self._say("copy-none")

    def _about(self) -> str:
        person = self._held.person
        coordinator = self._held.names.get(person.coordinator_id, self._say("help-the-team"))
        lines = [
            self._say("copy-telegram", code=str(person.chat_id)),
            self._say("copy-with", name=coordinator),
        ]
        lines += [self._say("copy-area", area=person.area)] if person.area else []
        lines += [self._say("copy-introduced-by", name=person.introduced_by)] if person.introduced_by else []
        lines.append(self._say("copy-written-down", when=self._moment(person.created_at)))
        return "\n".join(
            [self._say("copy-called", name=person.call_me or ""), *lines, self._say("copy-more-in-json")]
        )

    def _star(self, star: Star, scores: list[Score]) -> str:
        when = self._moment(star.ended_at or star.touched_at)
        return "\n".join([self._say("copy-star", when=when), *map(self._score, scores)])

    def _score(self, score: Score) -> str:
        asked = self._say(f"star-question-{score.question}")
        if score.score is None:
            return self._say("copy-skipped", question=asked)
        return self._say("copy-score", question=asked, score=score.score)

    def _message(self, row: Message) -> str:
        body, when = Body.from_json(row.body), self._moment(row.created_at)
        if row.kind in FROM_THEM:
            head = self._say("copy-you", when=when)
        elif row.kind in (Kind.COORDINATOR, Kind.ANSWER):
            head = self._say("copy-person", when=when, name=self._held.wrote(row) or self._say("looked-team"))
        else:
            head = self._say("copy-me", when=when)
        tapped = row.kind in (Kind.TAP, Kind.STAR)
        return "\n".join([head, said_to_them(body.text, self._say) if tapped else body.text])

    def _help(self) -> Iterator[str]:
        for alert, steps in self._held.alerts:
            lines = [self._say("copy-alert", when=self._moment(alert.raised_at))]
            for step in steps:
                name = self._held.names.get(step.staff_id or 0, self._say("help-the-team"))
                known = step.what if step.what in ("told", "opened", "closed") else "other"
                lines.append(self._say(f"copy-step-{known}", when=self._moment(step.at), name=name))
            yield "\n".join(lines)

    def _asked(self) -> Iterator[str]:
        for asked in self._held.requests:
            lines = [self._say(f"copy-asked-{asked.what}", when=self._moment(asked.asked_at))]
            lines += [asked.words] if asked.words else []
            lines += [self._say("copy-done", when=self._moment(asked.done_at))] if asked.done_at else []
            lines += [asked.answer] if asked.answer else []
            yield "\n".join(lines)
