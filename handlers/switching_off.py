"""Do-not-message: a Coordinator switches messages to somebody off, and may lift only what staff set (R13)."""

from handlers import person_page, staff_card
from handlers.help import old_button
from handlers.own_people import me, name, put_down_typing
from handlers.turn import Answer, Turn
from storage import audit, people
from storage.models import Person


def ask(turn: Turn, person: Person) -> list[Answer]:
    """Ask before it is switched, off or on: two buttons."""
    put_down_typing(turn)
    off = person.do_not_message_at is not None
    key, what = ("switch-on", "messages-on") if off else ("switch-off", "messages-off")
    rows = [
        [turn.button(f"{key}-yes-button", "people", what, person.id)],
        [turn.button("staff-back-button", "people", "page", person.id)],
    ]
    lines = [turn.say(f"{key}-question", name=name(person))]
    if off and person.stopped_at is not None:
        lines.append(turn.say("switch-on-stopped", name=name(person)))
    return staff_card.show(turn, "\n\n".join(lines), rows, title=name(person), close=False)


def off(turn: Turn, person: Person) -> list[Answer]:
    """End what goes to them unprompted; what they write is still answered."""
    if person.do_not_message_at is not None:
        return old_button(turn)
    people.switch_off(turn.session, person, turn.now)
    _audit(turn, person, "messages.off")
    return person_page.show(turn, person)


def on(turn: Turn, person: Person) -> list[Answer]:
    """Lift it; a STOP or a snooze of their own stays as it is."""
    if person.do_not_message_at is None:
        return old_button(turn)
    people.switch_on(person)
    _audit(turn, person, "messages.on")
    return person_page.show(turn, person)


def _audit(turn: Turn, person: Person, what: str) -> None:
    audit.write(turn.session, turn.now, audit.STAFF, what, staff_id=me(turn).id, person_id=person.id)
