"""The one-time link that a young person opens (R1), and taking back an introduction made by mistake."""

from datetime import timedelta

from handlers import (
    staff_card,
)
from handlers.help import old_button
from handlers.own_people import me, moment, name, put_down_typing
from handlers.turn import Answer, Body, Outgoing, Turn
from storage import codes, people, stars
from storage.models import Kind, Person, Role, Stands

CARD = "link"
DOUBLE_TAP = timedelta(seconds=5)


def introduced(turn: Turn, person: Person) -> list[Answer]:
    """Say that it is written down, and hand out the link; for under 16 there is none (R3)."""
    key = "link-refused-under-16" if person.under_16 else "link-below"
    text = "\n\n".join([turn.say("introduce-saved", name=name(person)), turn.say(key, name=name(person))])
    return [*_card(turn, person, text), *([] if person.under_16 else _link(turn, person))]


def renew(turn: Turn, person: Person) -> list[Answer]:
    """Make a new link; those handed out before and not used no longer open."""
    put_down_typing(turn)
    if person.under_16:
        return _card(turn, person, turn.say("link-refused-under-16", name=name(person)))
    until = codes.open_until(turn.session, person.id, turn.now)
    if until is not None and turn.now - (until - codes.LIFE) < DOUBLE_TAP:
        return []
    keys = ["link-renewed", "link-below"] if person.chat_id is None else ["link-other-account", "link-below"]
    text = "\n\n".join(turn.say(key, name=name(person)) for key in keys)
    return [*_card(turn, person, text), *_link(turn, person)]


def _card(turn: Turn, person: Person, text: str) -> list[Answer]:
    rows = [
        [turn.button("person-page-button", "people", "page", person.id, name=name(person))],
        [turn.button("people-list-button", "people", "list")],
    ]
    return staff_card.show(turn, text, rows)


def _link(turn: Turn, person: Person) -> list[Answer]:
    """Send the link as text, then as a QR picture. The rows hold neither once they are sent (`outbox.settle`)."""
    code = codes.issue(turn.session, Role.YOUNG, turn.now, person_id=person.id)
    link = f"https://t.me/{turn.bot_username}?start={code}"
    caption = turn.say("link-show-qr", name=name(person), until=moment(turn, turn.now + codes.LIFE))
    return [_shown(turn, Body(link)), _shown(turn, Body(caption, picture={"qr": link}))]


def _shown(turn: Turn, body: Body) -> Outgoing:
    return Outgoing(body, Kind.CARD, card=CARD, staff_id=me(turn).id)


def removable(turn: Turn, person: Person) -> bool:
    """Tell whether nothing has come of the introduction yet: no account bound, no star."""
    untouched = person.chat_id is None and person.stands == Stands.LINK
    return untouched and not stars.ended(turn.session, person.id)


def ask_to_remove(turn: Turn, person: Person) -> list[Answer]:
    """Ask before an introduction is taken back: two equal buttons."""
    put_down_typing(turn)
    if not removable(turn, person):
        return old_button(turn)
    rows = [
        [
            turn.button("remove-yes-button", "people", "remove", person.id),
            turn.button("remove-no-button", "people", "page", person.id),
        ]
    ]
    return staff_card.show(turn, turn.say("remove-question", name=name(person)), rows, close=False)


def remove(turn: Turn, person: Person) -> list[Answer]:
    """Take the introduction back, unless they have opened the link in the meantime."""
    if not removable(turn, person):
        return old_button(turn)
    said = turn.say("remove-done", name=name(person))
    people.remove(turn.session, person)
    return staff_card.show(turn, said, [[turn.button("people-list-button", "people", "list")]])
