"""Quiet for a bit: a day, a week, a month, or until they say (R15). START ends it early, and nobody else can."""

from datetime import UTC, datetime

from dateutil.relativedelta import relativedelta

from handlers import help, keeping, notices
from handlers.help import coordinator
from handlers.turn import Answer, Rows, Turn
from handlers.when import date_of, day_name
from nudges import schedules
from nudges.courtesy import TILL_I_SAY
from nudges.wishes import SNOOZE_CARD
from storage import audit, messages, nudges, people
from storage.models import Kind, Person, Stands

LASTS = {"day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1)}
TILL = "till-i-say"


def ask(turn: Turn) -> list[Answer]:
    """`/pause`, or Quiet for a bit: ask how long; whoever has stopped is told so."""
    if turn.person is None or turn.person.stands != Stands.YES:
        return [turn.answer(turn.say("hello-first"))]
    if turn.person.stopped_at is not None:
        return [turn.answer(now_told(turn, turn.person))]
    text = "\n\n".join(filter(None, [now_told(turn, turn.person), turn.say("snooze-ask")]))
    return [turn.card(SNOOZE_CARD, text, _rows(turn))]


def _rows(turn: Turn) -> Rows:
    buttons = [turn.button(f"snooze-{lasts}-button", "snooze", lasts) for lasts in (*LASTS, TILL)]
    return (tuple(buttons[:2]), tuple(buttons[2:]))


def said(turn: Turn, person: Person) -> list[Answer]:
    """They wrote that they want some quiet: their Coordinator reads it too, it may have been an answer."""
    if messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id or 0) is not None:
        return ask(turn)  # kept already, as something that worries
    keeping.keep(turn, person, Kind.WORDS, turn.said.text)
    return [*ask(turn), *notices.new_words(turn, person)]


def tap(turn: Turn) -> list[Answer]:
    """Ask, or be quiet from now on; a second tap on the same card changes nothing."""
    lasts = turn.said.tap.word(0)
    if lasts == "ask":
        return ask(turn)
    card = messages.newest_card(turn.session, turn.said.chat_id, SNOOZE_CARD)
    if turn.person is None or card is None or card.telegram_id != turn.said.telegram_id:
        return help.old_button(turn)
    if card.answered_at is not None or turn.person.stopped_at is not None:
        return [turn.redraw(card, now_told(turn, turn.person) or turn.say("start-already"))]
    if lasts not in (*LASTS, TILL):
        return help.old_button(turn)
    until = _until(turn, lasts)
    people.snooze(turn.session, turn.person, until, turn.now)
    messages.answered(card, turn.now)
    audit.write(
        turn.session, turn.now, audit.PERSON, "person.snoozed", person_id=turn.person.id, detail=lasts
    )
    told = turn.say("snooze-till-i-say") if lasts == TILL else turn.say("snooze", day=_day(turn, until))
    return [turn.redraw(card, told)]


def _until(turn: Turn, lasts: str) -> datetime:
    """The same time of day on the local date it ends (UTC)."""
    if lasts == TILL:
        return TILL_I_SAY
    zone = turn.programme.zone
    local = turn.now.astimezone(zone).replace(tzinfo=None) + LASTS[lasts]
    return local.replace(tzinfo=zone).astimezone(UTC)


def _day(turn: Turn, until: datetime) -> str:
    weekday = until.astimezone(turn.programme.zone).weekday()
    return turn.say("snooze-until", day=day_name(turn, weekday), date=date_of(turn, until))


def now_told(turn: Turn, person: Person) -> str:
    """Say why nothing comes just now, and how to change that; "" when messages come as they were asked for."""
    if off := _off(turn, person):
        return off
    if person.snoozed_until is None or person.snoozed_until <= turn.now:
        return ""
    if person.snoozed_until == TILL_I_SAY:
        return turn.say("now-snoozed-till-i-say")
    return turn.say("now-snoozed", day=_day(turn, person.snoozed_until))


def _off(turn: Turn, person: Person) -> str:
    """Say what keeps us quiet for longer than a snooze does; "" when nothing does."""
    if person.stopped_at is not None:
        return turn.say("now-stopped")
    if person.do_not_message_at is not None:
        return turn.say("now-switched-off", coordinator=coordinator(turn))
    if person.restricted_at is not None:
        return turn.say("now-unused")
    return "" if person.left_at is None else turn.say("now-left", coordinator=coordinator(turn))


def over(turn: Turn, person: Person, was_until: datetime | None) -> None:
    """They are back before the time: what was put off until then is looked at when it would come anyway."""
    if was_until is None:
        return
    for nudge in nudges.for_person(turn.session, person.id):
        if nudge.due_at is None or nudge.due_at == nudge.planned_at or nudge.due_at < was_until:
            continue
        following = schedules.load(nudge.schedule).next_after(turn.now, turn.programme.zone)
        nudges.move(turn.session, nudge, following or turn.now, following or nudge.planned_at)
