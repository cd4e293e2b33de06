"""A person, not the computer: "Call me" is always one tap away, and the answer says honestly when (R33)."""

from datetime import datetime, timedelta

from care.word_check import WordClass
from handlers import alerting, help, keeping, notices, promises
from handlers.help import coordinator
from handlers.turn import Answer, Button, Outgoing, Turn
from storage import alerts, messages, waiting, worries
from storage.messages import Body
from storage.models import Kind, Message, Person
from wording import say

TWICE = timedelta(minutes=5)  # a second tap on the same button within it is the same tap
BUTTONS = {
    "call": "care-call-button",
    "text": "care-text-button",
    "no": "care-no-button",
    "ok": "crisis-ok-button",
    "by-call": "contact-call-button",
    "by-text": "contact-text-button",
    "by-meet": "contact-meet-button",
}


def call_button(turn: Turn) -> Button:
    """Make the button with which somebody asks to be called."""
    return turn.button("care-call-button", "care", "call")


def ask_how(turn: Turn) -> Outgoing:
    """Say when they will hear, and ask what suits them best."""
    row = [turn.button(BUTTONS[way], "care", way) for way in ("by-call", "by-text", "by-meet")]
    text = turn.say("contact", coordinator=promises.reader(turn), when=promises.contact_by(turn))
    return turn.card("contact", text, [row])


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped where a person is offered; under a message of their own only."""
    person, what = turn.person, turn.said.tap.word(0)
    under = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
    if person is None or under is None or under.person_id != person.id or what not in BUTTONS:
        return help.old_button(turn)
    if worries.tapped_since(turn.session, under.id, say(BUTTONS[what]), turn.now - TWICE):
        return []
    row = keeping.keep(turn, person, Kind.TAP, say(BUTTONS[what]))  # as their Coordinator reads it
    match what:
        case "call" | "text":
            return _wanted(turn, person, under, row)
        case "no":
            return _not_wanted(turn, under, row)
        case "ok":
            return _fine_for_now(turn, row)
    return _way(turn, person, under, row)


def due(turn: Turn) -> datetime | None:
    """Give by when (UTC) a person who was asked for gets in touch."""
    return promises.due(turn, WordClass.WANTS_CONTACT)


def asked_for(turn: Turn, row: Message) -> None:
    """Write beside a tap that it asks for a person, and by when one is due."""
    worries.mark(row, WordClass.WANTS_CONTACT, due(turn))


def _wanted(turn: Turn, person: Person, under: Message, row: Message) -> list[Answer]:
    """They want to be called or written to: told at once, and more than told while an alert is open."""
    asked_for(turn, row)
    if alerts.open_for(turn.session, person.id) is not None:
        return [*_chosen(turn, under), *while_an_alert_is_open(turn, person, row)]
    text = turn.say("contact-by", coordinator=promises.reader(turn), when=promises.contact_by(turn))
    return [*_chosen(turn, under), _with_help(turn, text), *notices.new_words(turn, person)]


def while_an_alert_is_open(turn: Turn, person: Person, row: Message) -> list[Answer]:
    """Say when somebody really reads that they want a call, and tell whoever is on the alert (R40, R41)."""
    there, when = promises.read_soon(turn)
    worries.mark(row, WordClass.WANTS_CONTACT, when)  # due when they are told
    values = {"coordinator": coordinator(turn)} if there else {}
    text = turn.say("call-in" if there else "call-out", when=promises.said(turn, when), **values)
    return [_with_help(turn, text), *alerting.raised(turn, person, row)]


def heard_while_an_alert_is_open(turn: Turn, row: Message) -> Outgoing:
    """Thank for ordinary words and say when they are read: by the end of the day, at night when the team is back.

    Help stays one tap away, and the time is due beside the words.
    """
    there, when = promises.read_soon(turn)
    due = promises.worry_due(turn) if there else when
    worries.mark(row, None, due)
    values = {"coordinator": promises.reader(turn, due)} if there else {}
    text = turn.say("ordinary-in" if there else "ordinary-out", when=promises.said(turn, due), **values)
    return turn.answer(text, [[turn.button("help-button", "help"), call_button(turn)]])


def _not_wanted(turn: Turn, under: Message, row: Message) -> list[Answer]:
    waiting.put_aside(row, turn.now)
    return [*_chosen(turn, under), _with_help(turn, turn.say("care-no", coordinator=promises.reader(turn)))]


def _fine_for_now(turn: Turn, row: Message) -> list[Answer]:
    """It stands in the conversation, and changes nothing for staff: the alert goes on, and so does the hold."""
    waiting.put_aside(row, turn.now)
    return [_with_help(turn, turn.say("crisis-ok"))]


def _way(turn: Turn, person: Person, under: Message, row: Message) -> list[Answer]:
    """How they would like to hear: the question makes way for the answer."""
    asked_for(turn, row)
    text = (
        f"{Body.from_json(under.body).text}\n\n{turn.say('contact-noted', coordinator=promises.reader(turn))}"
    )
    return [turn.redraw(under, text), *notices.new_words(turn, person)]


def _chosen(turn: Turn, under: Message) -> list[Answer]:
    """Under a concern the choice is made, and Help stays; a crisis keeps its buttons, and so does Help itself."""
    if under.card != "concern":
        return []
    return [turn.redraw(under, Body.from_json(under.body).text, [[turn.button("help-button", "help")]])]


def _with_help(turn: Turn, text: str) -> Outgoing:
    return turn.answer(text, [[turn.button("help-button", "help")]], care=True)
