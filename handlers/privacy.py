"""STOP, START and FORGET: theirs alone, and at once (R8-R14)."""

from handlers import help, snooze, welcome
from handlers.help import coordinator
from handlers.turn import Answer, Heard, Outgoing, Redraw, Turn
from storage import audit, forgetting, messages, people
from storage.messages import Body
from storage.models import Stands


def stop(turn: Turn) -> list[Answer]:
    """End all messages: what was queued is cancelled in this very transaction, and this is the last word (R8)."""
    if turn.person is None:
        return stop_stranger(turn)
    people.stop(turn.session, turn.person, turn.now)
    return [turn.answer(turn.say("stop", coordinator=coordinator(turn)))]


def stop_stranger(turn: Turn) -> list[Answer]:
    """Nothing is kept of a stranger, so there is nothing to stop."""
    return [turn.answer(turn.say("stop-nocode"))]


def start(turn: Turn) -> list[Answer]:
    """Switch messages on again: only the person can (R13)."""
    if turn.person is None:
        return help.unknown_command(turn)
    was_quiet = turn.person.stopped_at is not None or turn.person.snoozed_until is not None
    was_until = turn.person.snoozed_until
    people.start_again(turn.person)
    if turn.person.stands != Stands.YES:
        return welcome.hello(turn)
    snooze.over(turn, turn.person, was_until)
    if turn.person.do_not_message_at is not None:  # what staff switched off, staff switch on (R13)
        return [turn.answer(turn.say("start-switched-off", coordinator=coordinator(turn)))]
    if turn.person.restricted_at is not None:
        rows = [[turn.button("start-see-button", "mine", "show")]]
        return [turn.answer(turn.say("start-unused"), rows)]
    if turn.person.left_at is not None:
        return [turn.answer(turn.say("start-left", coordinator=coordinator(turn)))]
    return [turn.answer(turn.say("start-again" if was_quiet else "start-already"))]


def forget(turn: Turn) -> list[Answer]:
    """Stop at once, then ask once whether to wipe (R9)."""
    if turn.person is None:
        return stop_stranger(turn)
    people.stop(turn.session, turn.person, turn.now)
    rows = [
        [
            turn.button("wipe-yes-button", "wipe", "yes"),
            turn.button("wipe-no-button", "wipe", "no"),
        ]
    ]
    return [turn.card("wipe", turn.say("wipe"), rows)]


def tap_wipe(turn: Turn) -> list[Answer]:
    """Wipe, or keep; both are one tap."""
    card = messages.newest_card(turn.session, turn.said.chat_id, "wipe")
    if turn.person is None or card is None or card.telegram_id != turn.said.telegram_id:
        return help.old_button(turn)
    if turn.said.tap.word(0) == "no":
        return [turn.redraw(card, turn.say("wipe-kept"))]
    if turn.said.tap.word(0) != "yes":
        return help.old_button(turn)
    wiped = turn.say("wiped")
    forgetting.forget(turn.session, turn.person, turn.now, audit.PERSON)
    turn.person, turn.forgot = None, True
    return [Outgoing(Body(wiped), keep=False)]


def ask_to_stop(turn: Turn) -> list[Answer]:
    """A longer message that reads like a wish to stop: ask, with two equal buttons (R10)."""
    rows = [
        [
            turn.button("stopask-stop-button", "stop", "yes"),
            turn.button("stopask-keep-button", "stop", "no"),
        ]
    ]
    return [turn.card("stop", turn.say("stopask"), rows)]


def tap_stop(turn: Turn) -> list[Answer]:
    """Stop, or carry on as before."""
    card = messages.newest_card(turn.session, turn.said.chat_id, "stop")
    if turn.person is None or card is None or card.telegram_id != turn.said.telegram_id:
        return help.old_button(turn)
    if turn.said.tap.word(0) == "no":
        return [turn.redraw(card, turn.say("stopask-kept"))]
    if turn.said.tap.word(0) != "yes":
        return help.old_button(turn)
    away: list[Answer] = [Redraw(card.id, card.chat_id, Body(turn.say("stopask")))]
    return [*away, *stop(turn)] if turn.person.stopped_at is None else away


def membership(turn: Turn) -> list[Answer]:
    """Blocking the bot is STOP (R14); unblocking it changes nothing until they say START."""
    if turn.person is not None and turn.said.heard is Heard.BLOCKED:
        people.stop(turn.session, turn.person, turn.now)
    return []
