"""One person's page: who they are, where they stand, and the way to everything else about them."""

from handlers import linking, staff_card
from handlers.introduction_fields import date_words, told
from handlers.own_people import (
    coordinator_of,
    last_contact,
    me,
    name,
    put_down_typing,
    reachable,
    where_they_stand,
)
from handlers.turn import Answer, Button, Turn
from nudges.wishes import Best, quiet_days
from storage import people, stars
from storage.models import Person


def show(turn: Turn, person: Person) -> list[Answer]:
    """Show who they are and what can be done; what cannot be done now has no button."""
    put_down_typing(turn)
    count = len(stars.ended(turn.session, person.id))
    return staff_card.show(turn, _text(turn, person, count), _rows(turn, person, count), title=name(person))


def _text(turn: Turn, person: Person, count: int) -> str:
    contact = people.last_contacts(turn.session, [person.id]).get(person.id)
    dial = (person.dial or "not-chosen").replace("_", "-")
    lines = [
        turn.say("person-stands", stands=where_they_stand(turn, person)),
        turn.say("person-dial", often=turn.say(f"person-dial-{dial}")),
        turn.say("person-contact", contact=last_contact(turn, contact)),
        turn.say("person-stars", count=count),
        "",
        turn.say("introduce-area-line", said=told(turn, "area", person.area)),
        turn.say("introduce-introduced-by-line", said=told(turn, "introduced_by", person.introduced_by)),
        turn.say("introduce-introduced-on-line", said=date_words(turn, person.introduced_on)),
        turn.say("introduce-has-pa-line", said=told(turn, "has_pa", person.has_pa)),
    ]
    lines[2:2] = _wishes(turn, person)
    if person.coordinator_id != me(turn).id:
        lines[:0] = [turn.say("stand-in-page", coordinator=coordinator_of(turn, person)), ""]
    return "\n".join(lines)


def _wishes(turn: Turn, person: Person) -> list[str]:
    """Say what they asked of us about when: the hours, and on how many days not (which ones is theirs)."""
    best, days = person.best_hours or Best.ANY, quiet_days(person)
    lines = [turn.say("person-best", best=turn.say(f"person-best-{best}"))] if best != Best.ANY else []
    return lines + ([turn.say("person-quiet-days", count=len(days))] if days else [])


def _rows(turn: Turn, person: Person, count: int) -> list[list[Button]]:
    def button(key: str, what: str) -> Button:
        return turn.button(key, "people", what, person.id)

    rows = [[button("person-star-button", "star"), button("person-stars-button", "stars")]] if count else []
    rows.append([button("person-talk-button", "talk"), button("person-nudges-button", "nudges")])
    if reachable(person):
        write = turn.button("person-write-button", "inbox", "write", person.id)
        rows.append([write, turn.button("person-new-nudge-button", "plan", "new", person.id)])
    link = [] if person.under_16 else [button("person-link-button", "link")]
    rows.append([*link, button("person-mend-button", "mend"), button("person-more-button", "more")])
    off = [] if person.do_not_message_at else [button("switch-off-button", "messages")]
    rows.append([button("words-avoid-button", "avoid"), *off])
    if linking.removable(turn, person):
        rows.append([button("person-remove-button", "undo")])
    return [*rows, [turn.button("people-list-button", "people", "list")]]
