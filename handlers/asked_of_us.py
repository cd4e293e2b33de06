"""What people ask of what is held about them, for staff: who sees which, and how it is answered (R51).

A Coordinator sees what their own people want fixed, keep unused or object to, and never a complaint, which may be
about them. A manager who wears the privacy hat sees all of it, with the words; without the hat, counts and dates.
"""

from datetime import timedelta

from care.gate import check, indiscreet_in_first_40
from handlers import owed_answers, staff_card
from handlers.help import old_button
from handlers.own_people import coordinator_of, looked_at, me, moment, name, put_down_typing, today
from handlers.pages import A_PAGE, in_pairs, shorten
from handlers.turn import Answer, Button, Turn
from handlers.weighing import Weighed, gate_told
from handlers.when import date_of
from nudges.courtesy import Send
from nudges.speaking import say_to
from nudges.wishes import to_avoid
from storage import audit, drafts, people, requests, shifts
from storage.messages import words_of
from storage.models import Person, Request
from storage.requests import FIX, OBJECT, RESTRICT

KIND = "asked"  # of a draft
A_WEEK = timedelta(days=7)
LONGEST = 1000  # characters of an answer
FOR_COORDINATORS = (FIX, RESTRICT, OBJECT)


def of_person(turn: Turn, person: Person) -> list[Request]:
    """List what a person's Coordinator may see of what they asked, oldest first."""
    return [one for one in requests.of(turn.session, person.id) if one.what in FOR_COORDINATORS]


def line(turn: Turn, asked: Request) -> str:
    """Say what is asked, in their words if there are any, and by when it is answered."""
    lines = [turn.say(f"asked-{asked.what}", when=moment(turn, asked.asked_at)), _until(turn, asked)]
    if owed_answers.held(turn.session, asked):
        lines.append(turn.say("asked-held"))
    return "\n".join([*lines, *([asked.words] if asked.words else [])])


def _until(turn: Turn, asked: Request) -> str:
    if asked.done_at is not None:
        return turn.say("asked-done", when=moment(turn, asked.done_at))
    key = "asked-overdue" if asked.due_at < turn.now else "asked-due"
    return turn.say(key, date=date_of(turn, asked.due_at))


def can_be_fixed(asked: Request) -> bool:
    """Tell whether their Coordinator can say that it is mended."""
    return asked.what == FIX and asked.done_at is None


# --- for a Coordinator, and for a manager without the hat ----------------------------------------------------------


def show_own(turn: Turn) -> list[Answer]:
    """`/privacy` for a Coordinator: what their own people ask, the soonest due first."""
    put_down_typing(turn)
    found = requests.undone(turn.session, *FOR_COORDINATORS, coordinator_id=me(turn).id)[:A_PAGE]
    lines, buttons = [], []
    for one in found:
        person = people.own(turn.session, me(turn).id, one.person_id, today(turn))
        if person is not None:
            lines.append(f"{name(person)}\n{_short(turn, one)}")
            buttons.append(Button.tap(name(person), "people", "more", person.id))
    text = "\n\n".join(lines) or turn.say("asked-nothing-open")
    return staff_card.show(turn, text, in_pairs(buttons), title=turn.say("asked-list-title"))


def _short(turn: Turn, asked: Request) -> str:
    return "\n".join(
        [turn.say(f"asked-{asked.what}", when=moment(turn, asked.asked_at)), _until(turn, asked)]
    )


def counted(turn: Turn) -> str:
    """Say, for the whole programme, how many wait, when the next is due, and how many are overdue."""
    waiting = requests.undone(turn.session)
    if not waiting:
        return turn.say("asked-count-none")
    overdue = sum(one.due_at < turn.now for one in waiting)
    told = [turn.say("asked-count", count=len(waiting), date=date_of(turn, waiting[0].due_at))]
    return "\n".join([*told, *([turn.say("asked-count-overdue", count=overdue)] if overdue else [])])


# --- with the privacy hat ------------------------------------------------------------------------------------------


def show(turn: Turn) -> list[Answer]:
    """`/privacy` for a manager: the hat, and with it on, everything that waits."""
    put_down_typing(turn)
    if not _wears(turn):
        rows = [[turn.button("asked-hat-on-button", "asked", "hat")]]
        text = "\n\n".join([counted(turn), turn.say("asked-hat-what")])
        return staff_card.show(turn, text, rows, title=turn.say("asked-list-title"))
    found = requests.undone(turn.session)[:A_PAGE]
    lines = [f"{number}. {_short(turn, one)}" for number, one in enumerate(found, 1)]
    buttons = [
        turn.button("asked-open-button", "asked", "open", one.id, number=number)
        for number, one in enumerate(found, 1)
    ]
    rows = [*in_pairs(buttons), [turn.button("asked-hat-off-button", "asked", "off")]]
    text = "\n\n".join(lines) or turn.say("asked-nothing-open")
    return staff_card.show(turn, text, rows, title=turn.say("asked-list-title"))


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on that list; without the hat only the hat itself."""
    what = turn.said.tap.word(0)
    if what == "hat":
        shifts.put_on(turn.session, me(turn).id, shifts.PRIVACY, turn.now, turn.now + A_WEEK)
        audit.write(
            turn.session, turn.now, audit.STAFF, "hat.on", staff_id=me(turn).id, detail=shifts.PRIVACY
        )
        return show(turn)
    if what == "list":
        return show(turn)
    if not _wears(turn):
        return old_button(turn)
    if what == "off":
        shifts.take_off(turn.session, me(turn).id, shifts.PRIVACY, turn.now)
        audit.write(
            turn.session, turn.now, audit.STAFF, "hat.off", staff_id=me(turn).id, detail=shifts.PRIVACY
        )
        return show(turn)
    asked = requests.get(turn.session, turn.said.tap.number(1) or 0)
    return _of_one(turn, asked) if asked is not None else old_button(turn)


def _wears(turn: Turn) -> bool:
    return shifts.until(turn.session, me(turn).id, shifts.PRIVACY, turn.now) is not None


def _of_one(turn: Turn, asked: Request) -> list[Answer]:
    """Open one that waits, or whose answer cannot go; only what waits can be answered."""
    what = turn.said.tap.word(0)
    if asked.done_at is not None and not (what == "open" and owed_answers.held(turn.session, asked)):
        return old_button(turn)
    match what:
        case "open":
            return _open(turn, asked)
        case "answer":
            drafts.keep(
                turn.session, me(turn).id, KIND, {"request": asked.id, "person": asked.person_id}, turn.now
            )
            rows = [[turn.button("staff-cancel-button", "asked", "open", asked.id)]]
            return staff_card.show(turn, turn.say("asked-type"), rows, close=False)
        case "send":
            return _send(turn, asked)
        case _:
            return old_button(turn)


def _open(turn: Turn, asked: Request) -> list[Answer]:
    """Show one request with whose it is: this is written down, and the person can read that it is."""
    put_down_typing(turn)
    looked_at(turn, asked.person_id)
    person = people.get(turn.session, asked.person_id)
    rows = [[turn.button("staff-back-button", "asked", "list")]]
    if asked.done_at is None:
        rows.insert(0, [turn.button("asked-answer-button", "asked", "answer", asked.id)])
    title = turn.say("asked-title", name=name(person) if person else "")
    return staff_card.show(turn, line(turn, asked), rows, title=title)


def typed(turn: Turn) -> list[Answer]:
    """Show a typed answer as it will arrive, with kinder words; what hurts has to be changed first (R19-R23)."""
    _, draft = drafts.load(turn.session, me(turn).id)
    asked = requests.get(turn.session, draft.get("request", 0))
    person = people.get(turn.session, asked.person_id) if asked else None
    if asked is None or person is None or asked.done_at is not None or not _wears(turn):
        return old_button(turn)
    text = turn.said.text
    weighed = _weighed(turn, person, text)
    notes = gate_told(turn, person, weighed)
    back = [turn.button("staff-cancel-button", "asked", "open", asked.id)]
    if weighed.refused or len(text) > LONGEST:
        notes += [turn.say("asked-too-long", limit=LONGEST)] if len(text) > LONGEST else []
        told = "\n".join([turn.say("asked-refused"), *notes])
        return staff_card.show(turn, f"{told}\n\n{shorten(text, LONGEST)}", [back], close=False)
    drafts.keep(turn.session, me(turn).id, KIND, draft | {"text": text}, turn.now)
    rows = [[turn.button("asked-send-button", "asked", "send", asked.id)], back]
    shown = "\n\n".join([turn.say("asked-preview"), text, *(["—", *notes] if notes else [])])
    return staff_card.show(turn, shown, rows, close=False)


def _weighed(turn: Turn, person: Person, text: str) -> Weighed:
    """Put an answer through the wording gate, with the line that will stand above it."""
    shown = f"{say_to('mydata-answer', person, turn.programme)}\n\n{text}"
    names = {name(person), coordinator_of(turn, person)}
    found = check(text, typed_by_coordinator=True, they_said=words_of(turn.session, person.id))
    indiscreet = indiscreet_in_first_40(shown, names)
    return Weighed(Send(), tuple(found), tuple(indiscreet), tuple(to_avoid(person, text)))


def _send(turn: Turn, asked: Request) -> list[Answer]:
    """Close the request with the answer that was seen, and tell the person."""
    kind, draft = drafts.load(turn.session, me(turn).id)
    person = people.get(turn.session, asked.person_id)
    if kind != KIND or draft.get("request") != asked.id or not draft.get("text") or person is None:
        return old_button(turn)
    drafts.drop(turn.session, me(turn).id)
    return [*tell(turn, person, asked, draft["text"]), *show(turn)]


# --- telling the person --------------------------------------------------------------------------------------------


def tell(turn: Turn, person: Person, asked: Request, text: str) -> list[Answer]:
    """Close it; the answer goes when it may, and stands in their copy from now on."""
    requests.done(asked, me(turn).id, text, turn.now)
    ids = {"staff_id": me(turn).id, "person_id": person.id}
    audit.write(turn.session, turn.now, audit.STAFF, "request.done", **ids, detail=asked.what)
    return owed_answers.owe(turn, person, asked)
