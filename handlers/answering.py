"""A Coordinator's own words to one person: nothing leaves before it was seen with that person's name on it.

The one way round the preview is Telegram's own Reply on a person's words, when there is nothing to warn of.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers import (
    staff_card,
    words_card,
)
from handlers.help import old_button
from handlers.own_people import everyone, me, moment, name, own, put_down_typing, reachable, tapped
from handlers.pages import in_pairs, numbered
from handlers.turn import Answer, Body, Button, Outgoing, Turn
from handlers.weighing import LONGEST, Weighed, by_itself, from_me, gate_told, weigh, when_told
from nudges import schedules
from nudges.courtesy import Send, Skip, Wait
from storage import drafts, nudges
from storage.models import Kind, Message, Person

KIND = "answer"
LATELY = 8  # people offered for words that were typed to nobody


def ask(turn: Turn, person: Person) -> list[Answer]:
    """Open an answer to somebody: whatever is typed next is shown back before it goes."""
    _keep(turn, {"person": person.id, "words": words_card.tapped_id(turn, person)})
    rows = [[turn.button("staff-cancel-button", "inbox", "cancel")]]
    return staff_card.show(turn, turn.say("answer-type", name=name(person)), rows, close=False)


def reply(turn: Turn, person: Person, words: Message) -> list[Answer]:
    """Telegram's own Reply on somebody's words: it goes to them at once, unless there is something to say."""
    if len(turn.said.text) > LONGEST:
        return [turn.answer(turn.say("answer-too-long", limit=LONGEST))]
    draft = {"person": person.id, "words": words.id, "text": turn.said.text}
    weighed = weigh(turn, person, turn.said.text)
    if weighed.plain_sailing:
        return _say(turn, person, draft, care=weighed.in_crisis)
    _keep(turn, draft)
    return _preview(turn, person, draft)


def typed(turn: Turn) -> list[Answer]:
    """Words while an answer is open, or with nothing open: show them before they go anywhere."""
    if len(turn.said.text) > LONGEST:
        return [turn.answer(turn.say("answer-too-long", limit=LONGEST))]
    draft = _draft(turn) | {"text": turn.said.text}
    _keep(turn, draft)
    person = own(turn, draft.get("person"))
    return _preview(turn, person, draft) if person else _who_for(turn)


def _who_for(turn: Turn) -> list[Answer]:
    """Ask whom words are for that were typed to nobody: those heard from lately are offered."""
    heard = [(p.last_heard_at, p) for p in everyone(turn) if reachable(p) and p.last_heard_at]
    lately = [p for _, p in sorted(heard, key=lambda pair: (pair[0], pair[1].id), reverse=True)][:LATELY]
    text = turn.say("answer-who-for" if lately else "answer-nobody-lately")
    buttons = [numbered(n, name(p), "inbox", "to", p.id) for n, p in enumerate(lately, 1)]
    rows = [*in_pairs(buttons), [turn.button("staff-cancel-button", "inbox", "cancel")]]
    return staff_card.show(turn, f"{text}\n\n{turn.said.text}", rows, close=False)


def address(turn: Turn, person: Person) -> list[Answer]:
    """Say whom the words are for; they are still only shown."""
    draft = _draft(turn)
    if not draft.get("text"):
        return old_button(turn)
    draft = {"person": person.id, "text": draft["text"]}
    _keep(turn, draft)
    return _preview(turn, person, draft)


def change(turn: Turn) -> list[Answer]:
    """Type it again, to the same person."""
    draft = _draft(turn)
    person = own(turn, draft.get("person"))
    if person is None:
        return old_button(turn)
    _keep(turn, draft | {"text": None})
    rows = [[turn.button("staff-cancel-button", "inbox", "cancel")]]
    return staff_card.show(turn, turn.say("answer-type", name=name(person)), rows, close=False)


def cancel(turn: Turn) -> list[Answer]:
    """Put it down: nothing was sent."""
    put_down_typing(turn)
    return staff_card.show(turn, turn.say("answer-cancelled"), [[words_card.inbox_button(turn)]])


def send(turn: Turn) -> list[Answer]:
    """Send what was previewed. The draft goes in the same turn, so a second tap sends nothing."""
    confirmed = _confirmed(turn)
    if confirmed is None:
        return old_button(turn)
    person, draft = confirmed
    weighed = weigh(turn, person, draft["text"])
    if weighed.refused or not isinstance(weighed.decision, Send):
        return _preview(turn, person, draft)
    return _say(turn, person, draft, care=weighed.in_crisis)


def later(turn: Turn) -> list[Answer]:
    """Let it go by itself, as a nudge, at the moment the preview named."""
    confirmed = _confirmed(turn)
    if confirmed is None:
        return old_button(turn)
    person, draft = confirmed
    weighed = weigh(turn, person, draft["text"])
    at = by_itself(turn, person, weighed.decision.until) if isinstance(weighed.decision, Wait) else None
    if weighed.refused or at is None:
        return _preview(turn, person, draft)
    _set_up(turn, person, draft["text"], at)
    answers = words_card.answered(turn, person, draft.get("words"))
    told = turn.say("answer-set-up", name=name(person), when=moment(turn, at))
    return [*answers, *_done(turn, told)]


def _set_up(turn: Turn, person: Person, text: str, at: datetime) -> None:
    zone = turn.programme.zone
    # Schedules know whole minutes; the next one, so that it never comes sooner than courtesy allows.
    local = (at.astimezone(UTC) + timedelta(seconds=59, microseconds=999_999)).astimezone(zone)
    once = schedules.Once(on=local.date(), at=local.time().replace(second=0, microsecond=0))
    due = once.next_after(turn.now, zone)
    words = f"{from_me(turn, person)}\n\n{text}"
    nudges.set_up(turn.session, person.coordinator_id, person.id, words, schedules.dump(once), due, turn.now)


def _say(turn: Turn, person: Person, draft: dict[str, Any], *, care: bool) -> list[Answer]:
    """Queue the words for the person, and take what was read of theirs off the inbox."""
    said = Outgoing(
        Body(draft["text"], title=from_me(turn, person), by=me(turn).id),
        Kind.COORDINATOR,
        chat_id=person.chat_id,
        person_id=person.id,
        care=care,
    )
    answers = words_card.answered(turn, person, draft.get("words"))
    return [said, *answers, *_done(turn, turn.say("answer-sent", name=name(person)))]


def _done(turn: Turn, text: str) -> list[Answer]:
    drafts.drop(turn.session, me(turn).id)
    return staff_card.show(turn, text, [[words_card.inbox_button(turn)]])


def _preview(turn: Turn, person: Person, draft: dict[str, Any]) -> list[Answer]:
    """Show the words as they will arrive, whose they will be, when, and what is to be said about them."""
    weighed = weigh(turn, person, draft["text"])
    notes = gate_told(turn, person, weighed)
    notes.append(
        turn.say("answer-change-first") if weighed.refused else when_told(turn, person, weighed.decision)
    )
    text = "\n\n".join(
        [turn.say("answer-preview", name=name(person)), from_me(turn, person), draft["text"], "—", *notes]
    )
    title = turn.say("answer-to", name=name(person))
    return staff_card.show(turn, text, _rows(turn, person, draft["text"], weighed), title=title, close=False)


def _rows(turn: Turn, person: Person, text: str, weighed: Weighed) -> list[list[Button]]:
    """Offer only what can be done with these words now."""
    last = [
        turn.button("answer-change-button", "inbox", "change"),
        turn.button("staff-cancel-button", "inbox", "cancel"),
    ]
    if weighed.refused or isinstance(weighed.decision, Skip):
        return [last]
    stamp = (person.id, _digest(text))
    key = "answer-send-as-it-is-button" if weighed.findings else "answer-send-button"
    sending = [turn.button(key, "inbox", "send", *stamp, name=name(person))]
    if isinstance(weighed.decision, Send):
        return [sending, last]
    at = by_itself(turn, person, weighed.decision.until)
    if at is None:
        return [sending, last]
    return [[turn.button("answer-later-button", "inbox", "later", *stamp, when=moment(turn, at))], last]


def _confirmed(turn: Turn) -> tuple[Person, dict[str, Any]] | None:
    """Find the draft that this very button was shown with: the same person and the same words."""
    person, draft = tapped(turn), _draft(turn)
    if person is None or not draft.get("text") or draft.get("person") != person.id:
        return None
    return (person, draft) if turn.said.tap.word(2) == _digest(draft["text"]) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _draft(turn: Turn) -> dict[str, Any]:
    kind, draft = drafts.load(turn.session, me(turn).id)
    return draft if kind == KIND else {}


def _keep(turn: Turn, draft: dict[str, Any]) -> None:
    drafts.keep(turn.session, me(turn).id, KIND, draft, turn.now)
