"""The kill switch: one manager stops everything that goes to young people, but for crisis replies and Help (R90)."""

from handlers import help, staff_card, team
from handlers.turn import Answer, Body, Outgoing, Turn
from storage import audit, outbox, staff, switches
from storage.database import Session
from wording import say


def tap(turn: Turn) -> list[Answer]:
    """Ask first, then do it; what is as wished already changes nothing."""
    on = switches.is_on(turn.session, switches.SILENCE)
    match turn.said.tap.args:
        case ("ask",):
            return _ask(turn, on=on)
        case ("on",):
            return team.show(turn) if on else _turned_on(turn)
        case ("off",):
            return _turned_off(turn) if on else team.show(turn)
    return help.old_button(turn)


def _ask(turn: Turn, *, on: bool) -> list[Answer]:
    """Ask whether to stop everything, or to start again: two equal buttons."""
    to, asked = ("off", "silence-start-question") if on else ("on", "silence-stop-question")
    rows = [
        [turn.button(f"silence-{to}-button", "silence", to)],
        [turn.button("silence-no-button", "team", "show")],
    ]
    return staff_card.show(turn, turn.say(asked), rows, title=turn.say("team-title"))


def _turned_on(turn: Turn) -> list[Answer]:
    staff_id = turn.staff.id if turn.staff else None
    switches.turn_on(turn.session, switches.SILENCE, turn.now, staff_id)
    audit.write(turn.session, turn.now, audit.STAFF, "silence.on", staff_id=staff_id)
    return [*team.show(turn), *told(turn.session, "silence-on-told", say("silence-manager"), but=staff_id)]


def _turned_off(turn: Turn) -> list[Answer]:
    staff_id = turn.staff.id if turn.staff else None
    switches.turn_off(turn.session, switches.SILENCE)
    outbox.skip_what_waited_too_long(turn.session, turn.now)
    audit.write(turn.session, turn.now, audit.STAFF, "silence.off", staff_id=staff_id)
    return [*team.show(turn), *told(turn.session, "silence-off-told", say("silence-manager"), but=staff_id)]


def told(session: Session, key: str, who: str, *, but: int | None = None) -> list[Outgoing]:
    """Tell everybody who works here, except who did it, that messages stopped or go on."""
    text = say(key, who=who)
    return [
        Outgoing(Body(text), chat_id=member.chat_id, staff_id=member.id)
        for member in staff.everyone(session)
        if member.chat_id is not None and member.id != but
    ]
