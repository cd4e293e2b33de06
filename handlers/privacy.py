"""STOP, START and FORGET: theirs alone, and at once (R8-R14)."""

from handlers import help, keeping, notices, snooze, welcome
from handlers.help import coordinator
from handlers.turn import Answer, Heard, Menu, Outgoing, Redraw, Turn
from storage import audit, forgetting, messages, people
from storage.messages import Body
from storage.models import Kind, Person, Role, Stands


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
    """Switch messages on again, whoever switched them off: only the person can (R13)."""
    person = turn.person
    if person is None:
        return help.unknown_command(turn)
    was_quiet, was_until = snooze.now_told(turn, person) != "", person.snoozed_until
    told = _lifted(turn, person)
    people.start_again(person)
    if person.stands != Stands.YES:
        return [*welcome.hello(turn), *told]
    snooze.over(turn, person, was_until)
    return [_back(turn, person, was_quiet=was_quiet), *told]


def _back(turn: Turn, person: Person, *, was_quiet: bool) -> Outgoing:
    """Say whether anything comes from now on, and never that it does while something else keeps us quiet."""
    if person.restricted_at is not None:
        return turn.answer(turn.say("start-unused"), [[turn.button("start-see-button", "mine", "show")]])
    if person.left_at is not None:
        return turn.answer(turn.say("start-left", coordinator=coordinator(turn)))
    return turn.answer(turn.say("start-again" if was_quiet else "start-already"))


def _lifted(turn: Turn, person: Person) -> list[Answer]:
    """Lift what staff switched off, and let their Coordinator read that they are back: there was a reason for it."""
    if person.do_not_message_at is None:
        return []
    people.switch_on(person)
    audit.write(turn.session, turn.now, audit.PERSON, "messages.on", person_id=person.id)
    if person.stands != Stands.YES:
        return []
    words = f"/{turn.said.command}" if turn.said.command else turn.said.text  # never the code of a link
    keeping.keep(turn, person, Kind.WORDS, words)
    return list(notices.new_words(turn, person))


def forget(turn: Turn) -> list[Answer]:
    """Stop at once, then ask once whether to wipe (R9).

    The question and what follows it leave as care does, so while everything is silenced too: R90 lets out only crisis
    replies and Help, but a wipe that nobody can confirm is a right that is switched off (R50), and a wipe that is not
    asked about takes somebody's words for a slip of the thumb. It answers a message they have just sent.
    """
    if turn.person is None:
        return stop_stranger(turn)
    people.stop(turn.session, turn.person, turn.now)
    rows = [
        [
            turn.button("wipe-yes-button", "wipe", "yes"),
            turn.button("wipe-no-button", "wipe", "no"),
        ]
    ]
    return [turn.card("wipe", turn.say("wipe"), rows, care=True)]


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
    # A stranger's menu is everybody's: nothing of them is left, their language neither.
    return [Outgoing(Body(wiped), keep=False, care=True), Menu(turn.said.chat_id, Role.STRANGER)]


def ask_to_stop(turn: Turn) -> list[Answer]:
    """A longer message that reads like a wish to stop: ask, with two equal buttons (R10), unless that is done."""
    if turn.person is not None and turn.person.stopped_at is not None:
        return [turn.answer(turn.say("now-stopped"))]
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
