"""Introducing somebody: one question at a time, kept as a draft, and nothing written down before Save."""

from datetime import date
from typing import Any

from handlers import introduction_fields as fields
from handlers import (
    linking,
    mending,
    staff_card,
)
from handlers.help import old_button
from handlers.introduction_fields import FIELDS, KIND, LONGEST, Given
from handlers.own_people import me, put_down_typing
from handlers.turn import Answer, Button, Turn
from storage import drafts, people

REVIEW = "review"
STEPS = (*FIELDS, REVIEW)


def begin(turn: Turn) -> list[Answer]:
    """Start with the name they like to be called."""
    return _go(turn, {"step": STEPS[0], "given": {}})


def pick(turn: Turn) -> list[Answer]:
    """A button under a question; one of an earlier question only shows where we are."""
    draft, field = _draft(turn), turn.said.tap.word(1)
    if draft is None:
        return old_button(turn)
    found = [choice for choice in fields.choices(turn, field) if choice.word == turn.said.tap.word(2)]
    if field != draft["step"] or not found:
        return _ask(turn, draft)
    return _given(turn, draft, found[0].means)


def typed(turn: Turn) -> list[Answer]:
    """The answer to a question was typed; what cannot be read is asked for again."""
    draft = _draft(turn)
    if draft is None:
        return old_button(turn)
    answer = fields.read_typed(turn, draft["step"])
    if answer is None:
        key = draft["step"].replace("_", "-")
        return _ask(turn, draft, turn.say(f"introduce-{key}-again", limit=LONGEST.get(draft["step"], 0)))
    return _given(turn, draft, answer)


def back(turn: Turn) -> list[Answer]:
    """Go to the question before, keeping what was said so far."""
    draft = _draft(turn)
    if draft is None:
        return old_button(turn)
    return _go(turn, draft | {"step": STEPS[max(STEPS.index(draft["step"]) - 1, 0)]})


def cancel(turn: Turn) -> list[Answer]:
    """Put it down: nothing is written down."""
    put_down_typing(turn)
    rows = [[turn.button("people-list-button", "people", "list")]]
    return staff_card.show(turn, turn.say("introduce-cancelled"), rows)


def save(turn: Turn) -> list[Answer]:
    """Write the introduction down; the draft goes in the same turn, so a second tap finds nothing."""
    draft = _draft(turn)
    if draft is None or draft["step"] != REVIEW:
        return old_button(turn)
    given = draft["given"]
    on = given["introduced_on"]
    person = people.introduce(
        turn.session,
        me(turn).id,
        given["call_me"],
        turn.now,
        area=given["area"],
        introduced_by=given["introduced_by"],
        introduced_on=date.fromisoformat(on) if on else None,
        has_pa=given["has_pa"],
        under_16=given["under_16"],
    )
    drafts.drop(turn.session, me(turn).id)
    return linking.introduced(turn, person)


def _draft(turn: Turn) -> dict[str, Any] | None:
    kind, draft = drafts.load(turn.session, me(turn).id)
    return draft if kind == KIND else None


def _given(turn: Turn, draft: dict[str, Any], answer: Given) -> list[Answer]:
    """Keep one answer and go on; while mending, it is the only one."""
    if "mends" in draft:
        drafts.drop(turn.session, me(turn).id)
        return mending.mend(turn, draft["mends"], draft["step"], answer)
    following = STEPS[STEPS.index(draft["step"]) + 1]
    return _go(turn, {"step": following, "given": draft["given"] | {draft["step"]: answer}})


def _go(turn: Turn, draft: dict[str, Any]) -> list[Answer]:
    drafts.keep(turn.session, me(turn).id, KIND, draft, turn.now)
    return _ask(turn, draft)


def _ask(turn: Turn, draft: dict[str, Any], above: str = "") -> list[Answer]:
    """Show the question the draft is at, or the whole of it for review."""
    step = draft["step"]
    if "mends" in draft:
        return mending.question(turn, draft["mends"], step, above)
    last = [turn.button("staff-cancel-button", "people", "cancel")]
    if step != STEPS[0]:
        last.insert(0, turn.button("staff-back-button", "people", "back"))
    if step == REVIEW:
        rows = [[turn.button("staff-save-button", "people", "save")], last]
        text = review(turn, draft["given"])
        return _shown(turn, f"{above}\n\n{text}" if above else text, rows)
    text = fields.text(turn, step, above)
    return _shown(turn, text, [*fields.rows(turn, step), last])


def _shown(turn: Turn, text: str, rows: list[list[Button]]) -> list[Answer]:
    return staff_card.show(turn, text, rows, title=turn.say("introduce-title"), close=False)


def review(turn: Turn, given: dict[str, Given]) -> str:
    """Say back everything that will be written down, a line each."""
    lines = [
        turn.say(f"introduce-{f.replace('_', '-')}-line", said=fields.told(turn, f, given[f])) for f in FIELDS
    ]
    return "\n".join([*lines, "", turn.say("introduce-review")])
