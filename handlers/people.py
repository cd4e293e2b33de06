"""The people a Coordinator walks alongside: a list, and every button on their pages."""

from collections.abc import Callable

from handlers import (
    avoided_words,
    conversation,
    introducing,
    linking,
    mending,
    own_people,
    person_nudges,
    person_page,
    person_stars,
    staff_card,
    switching_off,
    together,
)
from handlers.help import old_button
from handlers.own_people import last_contact, marked, name, put_down_typing, tapped, where_they_stand
from handlers.pages import A_PAGE, in_pairs, numbered, turning, within
from handlers.turn import Answer, Turn
from storage import people
from storage.models import Person

typed = introducing.typed


def show(turn: Turn) -> list[Answer]:
    """`/people`: everyone this Coordinator walks alongside."""
    return listing(turn)


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on the list or on somebody's page; a person who is not theirs is nobody."""
    what = turn.said.tap.word(0)
    if what in SCREENS:
        return SCREENS[what](turn)
    person = tapped(turn)
    if person is None or what not in OF_A_PERSON:
        return old_button(turn)
    return OF_A_PERSON[what](turn, person)


def listing(turn: Turn) -> list[Answer]:
    """List eight people a page by name: nobody is sorted or flagged by how they use the bot (R7)."""
    put_down_typing(turn)
    everyone = sorted(own_people.everyone(turn), key=lambda person: (name(person).casefold(), person.id))
    pages = -(-len(everyone) // A_PAGE)
    page = within(turn.said.tap.number(1), pages)
    first = page * A_PAGE
    shown = everyone[first : first + A_PAGE]
    rows = in_pairs([numbered(n, name(p), "people", "page", p.id) for n, p in enumerate(shown, first + 1)])
    rows.append([turn.button("people-add-button", "people", "add")])
    rows += turning(turn, page, pages, "people", "list")
    return staff_card.show(turn, _lines(turn, shown, first), rows, title=turn.say("people-title"))


def _lines(turn: Turn, shown: list[Person], first: int) -> str:
    if not shown:
        return turn.say("people-none")
    contacts = people.last_contacts(turn.session, [person.id for person in shown])
    return "\n\n".join(
        turn.say(
            "people-line",
            number=number,
            name=marked(turn, person),
            stands=where_they_stand(turn, person),
            contact=last_contact(turn, contacts.get(person.id)),
        )
        for number, person in enumerate(shown, first + 1)
    )


SCREENS: dict[str, Callable[[Turn], list[Answer]]] = {
    "list": listing,
    "add": introducing.begin,
    "pick": introducing.pick,
    "back": introducing.back,
    "cancel": introducing.cancel,
    "save": introducing.save,
}

OF_A_PERSON: dict[str, Callable[[Turn, Person], list[Answer]]] = {
    "page": person_page.show,
    "star": person_stars.picture,
    "stars": person_stars.every,
    "talk": conversation.show,
    "nudges": person_nudges.show,
    "link": linking.renew,
    "mend": mending.show,
    "field": mending.ask,
    "avoid": avoided_words.show,
    "avoid-add": avoided_words.ask,
    "avoid-gone": avoided_words.gone,
    "messages": switching_off.ask,
    "messages-off": switching_off.off,
    "undo": linking.ask_to_remove,
    "remove": linking.remove,
    "more": together.show,
    "leave": together.ask_why,
    "left": together.leave,
    "again": together.again,
    "fixed": together.fixed,
}
