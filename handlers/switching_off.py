"""Do-not-message: a Coordinator switches messages to somebody off; only the person switches them on again (R13)."""

from handlers import person_page, staff_card
from handlers.help import old_button
from handlers.own_people import me, name, put_down_typing
from handlers.turn import Answer, Turn
from storage import audit, people
from storage.models import Person


def ask(turn: Turn, person: Person) -> list[Answer]:
    """Ask before it is switched off: two buttons."""
    if person.do_not_message_at is not None:
        return old_button(turn)
    put_down_typing(turn)
    rows = [
        [turn.button("switch-off-yes-button", "people", "messages-off", person.id)],
        [turn.button("staff-back-button", "people", "page", person.id)],
    ]
    text = turn.say("switch-off-question", name=name(person))
    return staff_card.show(turn, text, rows, title=name(person), close=False)


def off(turn: Turn, person: Person) -> list[Answer]:
    """End what goes to them unprompted; what they write is still answered."""
    if person.do_not_message_at is not None:
        return old_button(turn)
    people.switch_off(turn.session, person, turn.now)
    audit.write(
        turn.session, turn.now, audit.STAFF, "messages.off", staff_id=me(turn).id, person_id=person.id
    )
    return person_page.show(turn, person)
