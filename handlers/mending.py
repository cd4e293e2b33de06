"""Mending what was written down at an introduction, one field at a time."""

from datetime import date

from handlers import introduction_fields as fields
from handlers import (
    staff_card,
)
from handlers.help import old_button
from handlers.introduction_fields import FIELDS, Given
from handlers.own_people import me, name, own, put_down_typing
from handlers.pages import in_pairs
from handlers.turn import Answer, Turn
from storage import audit, codes, drafts, people
from storage.models import Person


def show(turn: Turn, person: Person, above: str = "") -> list[Answer]:
    """Show what is written down, with a button a field."""
    put_down_typing(turn)
    lines = [_line(turn, field, getattr(person, field)) for field in FIELDS]
    text = "\n".join([*([above, ""] if above else []), *lines, "", turn.say("mend-which")])
    buttons = [
        turn.button(f"introduce-{field.replace('_', '-')}-button", "people", "field", person.id, field)
        for field in FIELDS
    ]
    rows = [*in_pairs(buttons), [turn.button("staff-back-button", "people", "page", person.id)]]
    return staff_card.show(turn, text, rows, title=name(person))


def _line(turn: Turn, field: str, value: date | Given) -> str:
    given = value.isoformat() if isinstance(value, date) else value
    return turn.say(f"introduce-{field.replace('_', '-')}-line", said=fields.told(turn, field, given))


def ask(turn: Turn, person: Person) -> list[Answer]:
    """Ask one field again; the answer takes the place of the old one."""
    field = turn.said.tap.word(2)
    if field not in FIELDS:
        return old_button(turn)
    draft = {"step": field, "mends": person.id}
    drafts.keep(turn.session, me(turn).id, fields.KIND, draft, turn.now)
    return question(turn, person.id, field)


def question(turn: Turn, person_id: int, field: str, above: str = "") -> list[Answer]:
    """Show the one question that is being mended."""
    person = own(turn, person_id)
    if person is None:
        return old_button(turn)
    asked = fields.text(turn, field, above)
    if field == "under_16" and person.chat_id is not None:
        asked = f"{asked}\n\n{turn.say('mend-under-16-warning')}"
    rows = [
        *fields.rows(turn, field),
        [turn.button("staff-cancel-button", "people", "mend", person.id)],
    ]
    return staff_card.show(turn, asked, rows, title=name(person), close=False)


def mend(turn: Turn, person_id: int, field: str, given: Given) -> list[Answer]:
    """Write the new answer down. Ticking "under 16" ends open links and all messages (R3)."""
    person = own(turn, person_id)
    if person is None:
        return old_button(turn)
    audit.write(
        turn.session, turn.now, audit.STAFF, "mended", staff_id=me(turn).id, person_id=person.id, detail=field
    )
    people.mend(person, **{field: _stored(field, given)})
    if field == "under_16" and given:
        codes.end_unused(turn.session, person.id)
        if person.chat_id is not None:
            people.stop(turn.session, person, turn.now)
    return show(turn, person, turn.say("mend-done"))


def _stored(field: str, given: Given) -> date | Given:
    return date.fromisoformat(str(given)) if field == "introduced_on" and given else given
