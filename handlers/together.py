"""The end of walking together, and its beginning again; and what a person asked that their Coordinator may see."""

from handlers import asked_of_us, staff_card
from handlers.help import old_button
from handlers.own_people import me, moment, name, put_down_typing
from handlers.turn import Answer, Turn
from nudges.speaking import say_to
from storage import audit, codes, requests
from storage import together as walking
from storage.models import Person

REASONS = ("moved_away", "asked_to_stop", "goals_met", "lost_touch", "other")  # R79


def show(turn: Turn, person: Person) -> list[Answer]:
    """Show what they asked of what is held, and whether the two still walk together."""
    put_down_typing(turn)
    asked = asked_of_us.of_person(turn, person)
    lines = [asked_of_us.line(turn, one) for one in asked] or [turn.say("asked-nothing")]
    if person.left_at is not None:
        why = turn.say(f"left-{_key(person.left_reason or 'other')}")
        lines.append(turn.say("left-since", when=moment(turn, person.left_at), why=why))
    rows = [
        [turn.button("asked-fixed-button", "people", "fixed", person.id, one.id)]
        for one in asked
        if asked_of_us.can_be_fixed(one)
    ][:3]
    which = ("left-again-button", "again") if person.left_at else ("left-button", "leave")
    rows.append([turn.button(which[0], "people", which[1], person.id)])
    rows.append([turn.button("staff-back-button", "people", "page", person.id)])
    return staff_card.show(turn, "\n\n".join(lines), rows, title=turn.say("asked-title", name=name(person)))


def fixed(turn: Turn, person: Person) -> list[Answer]:
    """A Coordinator has mended what a person asked; the person is told."""
    asked = requests.get(turn.session, turn.said.tap.number(2) or 0)
    if asked is None or asked.person_id != person.id or not asked_of_us.can_be_fixed(asked):
        return old_button(turn)
    values = {"coordinator": me(turn).first_name or say_to("help-the-team", person, turn.programme)}
    told = asked_of_us.tell(turn, person, asked, say_to("mydata-fixed", person, turn.programme, **values))
    return [*told, *show(turn, person)]


def ask_why(turn: Turn, person: Person) -> list[Answer]:
    """Ask for the one reason that is kept: a code, no words."""
    put_down_typing(turn)
    rows = [[turn.button(f"left-{_key(why)}-button", "people", "left", person.id, why)] for why in REASONS]
    rows.append([turn.button("staff-back-button", "people", "more", person.id)])
    return staff_card.show(turn, turn.say("left-why", name=name(person)), rows, close=False)


def leave(turn: Turn, person: Person) -> list[Answer]:
    """End it: nothing goes to them by itself any more, and no last words are made up for anybody."""
    reason = turn.said.tap.word(2)
    if reason not in REASONS or person.left_at is not None:
        return old_button(turn)
    walking.leave(turn.session, person, reason, turn.now)
    codes.end_unused(turn.session, person.id)
    _note(turn, person, "left", reason)
    return show(turn, person)


def again(turn: Turn, person: Person) -> list[Answer]:
    """Begin again where it was."""
    if person.left_at is None:
        return old_button(turn)
    walking.walk_again(person)
    _note(turn, person, "walks-again", None)
    return show(turn, person)


def _key(reason: str) -> str:
    return reason.replace("_", "-")


def _note(turn: Turn, person: Person, what: str, detail: str | None) -> None:
    ids = {"staff_id": me(turn).id, "person_id": person.id}
    audit.write(turn.session, turn.now, audit.STAFF, what, **ids, detail=detail)
