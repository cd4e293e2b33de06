"""What we hold about somebody, said to that person: before Yes, after STOP, and to strangers too (R49)."""

from datetime import datetime

from handlers import help, my_requests, privacy
from handlers.help import coordinator
from handlers.turn import Answer, Button, Outgoing, Turn
from handlers.when import clock, date_of, date_said, day_name, reading_hours
from handlers.who_looked import told
from storage import audit, held, messages, staff, stand_ins
from storage.held import Held
from storage.messages import Body
from storage.models import Message, Person
from storage.requests import COMPLAIN, FIX, OBJECT, RESTRICT

CARD = "mydata"
NEWEST = 10  # looks told at once


def show_privacy(turn: Turn) -> list[Answer]:
    """`/privacy`: the hello cards' own words about who sees what, as one page."""
    sentences = [
        turn.say("privacy-what"),
        turn.say("hello-3", coordinator=coordinator(turn)),
        turn.say("hello-4"),
        turn.say("hello-5"),
        turn.say("hello-6", hours=reading_hours(turn)),
        turn.say("privacy-choose"),
    ]
    rows = [[turn.button("privacy-see-button", "mine", "show"), turn.button("privacy-help-button", "help")]]
    return [turn.answer("\n\n".join([*sentences, *_whom_to_ask(turn)]), rows)]


def show(turn: Turn) -> list[Answer]:
    """`/mydata`: what is held, in numbers and dates, and what can be done about it."""
    if turn.person is None:
        return [turn.answer(turn.say("mydata-none"), [[turn.button("privacy-help-button", "help")]])]
    return [turn.card(CARD, _text(turn, turn.person), _rows(turn))]


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on a page of theirs, newest or not, or under /privacy."""
    person = turn.person
    if turn.said.tap.word(0) == "show":
        return show(turn)
    if person is None:
        return help.old_button(turn)
    card = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0)
    if card is None or card.card != CARD or card.person_id != person.id:
        return help.old_button(turn)
    return _on_the_page(turn, person, card)


def _on_the_page(turn: Turn, person: Person, card: Message) -> list[Answer]:
    match turn.said.tap.word(0):
        case "copy":
            return _copy(turn, person)
        case "wipe":
            return privacy.forget(turn)
        case "looked":
            return [turn.redraw(card, _looked(turn, person), [_back(turn)])]
        case "more":
            return [turn.redraw(card, turn.say("mydata-more"), _more_rows(turn, person))]
        case "back":
            return [turn.redraw(card, _text(turn, person), _rows(turn))]
        case _:
            return my_requests.tap(turn, person, card)


def _text(turn: Turn, person: Person) -> str:
    everything = held.about(turn.session, person)
    kept = turn.programme.retention
    sentences = [
        turn.say("mydata-name"),
        _stars(turn, everything),
        turn.say("mydata-words", count=len(everything.words)),
        turn.say("mydata-not"),
        turn.say("mydata-seen", coordinator=coordinator(turn)),
        *_who_stands_in(turn, person),
        turn.say("mydata-kept", count=kept.text_months),
        turn.say("mydata-stars-kept", count=kept.scores_months),
        turn.say("mydata-can"),
        turn.say("mydata-note"),
        turn.say("mydata-unhappy"),
        *_whom_to_ask(turn),
        *([turn.say("mydata-unused")] if person.restricted_at else []),
    ]
    return "\n\n".join(sentences)


def _who_stands_in(turn: Turn, person: Person) -> list[str]:
    """Say who else sees it, and on which days: now, and as far as it is written down (R55)."""
    today = turn.now.astimezone(turn.programme.zone).date()
    sentences = []
    for row in stand_ins.still_to_come(turn.session, today, person.coordinator_id):
        member = staff.get(turn.session, row.stand_in_id)
        if member is not None and member.first_name:
            days = {"first": date_said(row.first_day, turn.say), "last": date_said(row.last_day, turn.say)}
            names = {"stand_in": member.first_name, "coordinator": coordinator(turn)}
            sentences.append(turn.say("mydata-stands-in", **names, **days))
    return sentences


def _stars(turn: Turn, everything: Held) -> str:
    first = everything.stars[0][0].begun_at if everything.stars else None
    return turn.say("mydata-stars", count=len(everything.stars), date=date_of(turn, first) if first else "")


def _whom_to_ask(turn: Turn) -> list[str]:
    contact = turn.programme.privacy_contact
    return [turn.say("mydata-ask", contact=contact)] if contact else []


def _rows(turn: Turn) -> list[list[Button]]:
    def button(what: str, *data: str) -> Button:
        return turn.button(f"mydata-{what}-button", "mine", *(data or (what,)))

    return [
        [button("copy"), button("fix", FIX)],
        [button("wipe"), button("looked")],
        [button("complain", COMPLAIN), button("more")],
    ]


def _more_rows(turn: Turn, person: Person) -> list[list[Button]]:
    use = turn.button("mydata-use-button", "mine", "use")
    keep = turn.button("mydata-restrict-button", "mine", RESTRICT)
    return [
        [use if person.restricted_at else keep],
        [turn.button("mydata-object-button", "mine", OBJECT)],
        _back(turn),
    ]


def _back(turn: Turn) -> list[Button]:
    return [turn.button("mydata-back-button", "mine", "back")]


# --- a copy, and who looked ----------------------------------------------------------------------------------


def _copy(turn: Turn, person: Person) -> list[Answer]:
    """Two files; they are written when they are sent, and the rows hold neither (see `bot.copies`)."""
    if messages.copy_on_its_way(turn.session, person.id):  # a double tap
        return []
    audit.write(turn.session, turn.now, audit.PERSON, "copy.asked", person_id=person.id)
    files = [
        Outgoing(Body(turn.say(f"mydata-copy-{kind}"), copy=kind), person_id=person.id)
        for kind in ("text", "json")
    ]
    return [turn.answer(turn.say("mydata-copy")), *files]


def _looked(turn: Turn, person: Person) -> str:
    """Say the newest looks, newest first."""
    everything = held.about(turn.session, person)
    lines = [
        told(line, everything.names, turn.say, lambda at: _day_and_time(turn, at))
        for line in everything.audit
    ]
    lines = [line for line in lines if line]
    if not lines:
        return turn.say("looked-none")
    return "\n\n".join([turn.say("looked-count", count=len(lines)), *reversed(lines[-NEWEST:])])


def _day_and_time(turn: Turn, at: datetime) -> str:
    local = at.astimezone(turn.programme.zone)
    date, time = date_said(local.date(), turn.say), clock(local.time(), turn.say)
    return turn.say("looked-when", day=day_name(turn, local.weekday()), date=date, time=time)
