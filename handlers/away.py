"""`/away`: who stands in for a Coordinator and from when to when (R55). Managers may write it down for somebody ill.

Nothing about a young person is shown here, not even how many there are.
"""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from zlib import crc32

from handlers import away_plan, help, staff_card
from handlers.away_plan import Planned, colleagues, first_name, mark, read_first, read_last, said_day
from handlers.own_people import me, put_down_typing, today
from handlers.pages import in_pairs
from handlers.turn import Answer, Body, Button, Outgoing, Turn
from storage import audit, screens, staff, stand_ins
from storage.models import Role, StandIn


def show(turn: Turn, above: str = "") -> list[Answer]:
    """Show what is written down, a Coordinator's own or everybody's for a manager, and what can be done."""
    put_down_typing(turn)
    found = stand_ins.still_to_come(turn.session, today(turn), _only(turn))
    lines = [_line(turn, row) for row in found] or [turn.say("away-none")]
    covered = stand_ins.covering(turn.session, me(turn).id, today(turn))
    lines += [
        turn.say(
            "away-you-cover",
            coordinator=first_name(turn, row.coordinator_id),
            last=said_day(turn, row.last_day),
        )
        for row in covered
    ]
    text = "\n\n".join(filter(None, [above, "\n".join(lines), turn.say("away-what-it-means")]))
    rows = [
        [turn.button("away-plan-button", "away", "plan")],
        *([_end_button(turn, row)] for row in found[:5]),
    ]
    return staff_card.show(turn, text, rows, title=turn.say("away-title"))


def _only(turn: Turn) -> int | None:
    return None if turn.role is Role.MANAGER else me(turn).id


def _line(turn: Turn, row: StandIn) -> str:
    key = "away-line-of" if turn.role is Role.MANAGER else "away-line"
    values = {"coordinator": first_name(turn, row.coordinator_id)} if turn.role is Role.MANAGER else {}
    return turn.say(key, stand_in=first_name(turn, row.stand_in_id), **_days(turn, row), **values)


def _days(turn: Turn, row: StandIn) -> dict[str, str]:
    return {"first": said_day(turn, row.first_day), "last": said_day(turn, row.last_day)}


def _end_button(turn: Turn, row: StandIn) -> Button:
    stand_in, first = first_name(turn, row.stand_in_id), said_day(turn, row.first_day)
    return turn.button(
        "away-end-button", "away", "end", row.id, _shown_to(turn, row), stand_in=stand_in, first=first
    )


def _shown_to(turn: Turn, row: StandIn) -> str:
    """Return what makes an End button that of whoever it was shown to, and of this very row."""
    return f"{crc32(f'{row.id} {me(turn).id}'.encode()):08x}"


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped here."""
    what = turn.said.tap.word(0)
    if what in SCREENS:
        return SCREENS[what](turn)
    planned = away_plan.load(turn)
    return TAPS[what](turn, planned) if planned and what in TAPS else help.old_button(turn)


def typed(turn: Turn) -> list[Answer]:
    """A day was typed, or something that a button is for."""
    planned = away_plan.load(turn)
    if planned is None:
        return show(turn)
    words = turn.said.text
    if planned.step == "first":
        return _first_day(turn, planned, words)
    return (
        _last_day(turn, planned, words)
        if planned.step == "last"
        else _ask(turn, planned, turn.say("away-again"))
    )


# --- step by step --------------------------------------------------------------------------------------------


def _begin(turn: Turn) -> list[Answer]:
    return _go(turn, Planned(coordinator=None if turn.role is Role.MANAGER else me(turn).id))


def _whose(turn: Turn, _: Planned) -> list[Answer]:
    chosen = turn.said.tap.number(1)
    if turn.role is not Role.MANAGER or chosen not in {one.id for one in colleagues(turn)}:
        return help.old_button(turn)
    return _go(turn, Planned(coordinator=chosen))


def _who(turn: Turn, planned: Planned) -> list[Answer]:
    chosen = turn.said.tap.number(1)
    if planned.coordinator is None or chosen not in {one.id for one in colleagues(turn, planned.coordinator)}:
        return help.old_button(turn)
    return _go(turn, planned.but(stand_in=chosen))


def _day(turn: Turn, planned: Planned) -> list[Answer]:
    word = turn.said.tap.word(1)
    if planned.step == "first":
        return _first_day(turn, planned, word)
    return _last_day(turn, planned, word) if planned.step == "last" else _ask(turn, planned)


def _first_day(turn: Turn, planned: Planned, words: str) -> list[Answer]:
    day = read_first(turn, words)
    if day is None:
        return _ask(turn, planned, turn.say("away-day-again", **{"from": said_day(turn, today(turn))}))
    return _go(turn, planned.but(first=day))


def _last_day(turn: Turn, planned: Planned, words: str) -> list[Answer]:
    day = read_last(turn, planned, words)
    if day is None:
        first = planned.first or today(turn)
        return _ask(turn, planned, turn.say("away-day-again", **{"from": said_day(turn, first)}))
    return _go(turn, planned.but(last=day))


def _back(turn: Turn, planned: Planned) -> list[Answer]:
    before = planned.one_step_back(manager=turn.role is Role.MANAGER)
    return _go(turn, before) if before else show(turn)


def _go(turn: Turn, planned: Planned) -> list[Answer]:
    away_plan.keep(turn, planned)
    return _ask(turn, planned)


def _ask(turn: Turn, planned: Planned, above: str = "") -> list[Answer]:
    text, rows = QUESTIONS[planned.step](turn, planned)
    back, cancel = (
        turn.button("staff-back-button", "away", "back"),
        turn.button("staff-cancel-button", "away", "show"),
    )
    whole = f"{above}\n\n{text}" if above else text
    return staff_card.show(turn, whole, [*rows, [back, cancel]], title=turn.say("away-title"), close=False)


Card = tuple[str, list[list[Button]]]


def _ask_whose(turn: Turn, _: Planned) -> Card:
    buttons = [Button.tap(first_name(turn, one.id), "away", "whose", one.id) for one in colleagues(turn)]
    return turn.say("away-whose" if buttons else "team-nobody"), in_pairs(buttons)


def _ask_who(turn: Turn, planned: Planned) -> Card:
    others = colleagues(turn, planned.coordinator)
    buttons = [Button.tap(first_name(turn, one.id), "away", "who", one.id) for one in others]
    return turn.say("away-who" if buttons else "away-nobody-else"), in_pairs(buttons)


def _ask_first(turn: Turn, _: Planned) -> Card:
    return turn.say("away-first"), [[_day_button(turn, word) for word in ("today", "tomorrow")]]


def _ask_last(turn: Turn, _: Planned) -> Card:
    return turn.say("away-last"), [[_day_button(turn, word)] for word in ("same-day", "week", "fortnight")]


def _day_button(turn: Turn, word: str) -> Button:
    return turn.button(f"away-{word}-button", "away", "day", word)


def _ask_review(turn: Turn, planned: Planned) -> Card:
    instead = [turn.say("away-replaces")] if _who_made_way(turn, planned) else []
    text = "\n\n".join([turn.say("away-review", **_said(turn, planned)), *instead])
    return text, [[turn.button("staff-save-button", "away", "save", mark(planned))]]


def _said(turn: Turn, planned: Planned) -> dict[str, str]:
    days = (planned.first or today(turn), planned.last or today(turn))
    return {
        "stand_in": first_name(turn, planned.stand_in or 0),
        "coordinator": first_name(turn, planned.coordinator or 0),
        "first": said_day(turn, days[0]),
        "last": said_day(turn, days[1]),
    }


# --- done, and undone ----------------------------------------------------------------------------------------


def _save(turn: Turn, planned: Planned) -> list[Answer]:
    """Write it down as it was shown; the draft goes with it, so a second tap finds nothing."""
    others = _who_made_way(turn, planned)
    row = _written(turn, planned) if turn.said.tap.args == ("save", mark(planned)) else None
    if row is None:
        return help.old_button(turn)
    _audit(turn, "stand_in.planned", row)
    said = _said(turn, planned)
    told = _tell(turn, row.stand_in_id, "away-told-begins", _but(said, "stand_in"))
    for other in others:
        told += _tell(turn, other, "away-told-instead", said)
    if me(turn).id != row.coordinator_id:
        told += _tell(turn, row.coordinator_id, "away-told-yours", _but(said, "coordinator"))
    return [*show(turn, turn.say("away-saved")), *told]


def _who_made_way(turn: Turn, planned: Planned) -> set[int]:
    """Return who was to stand in on any of these days and no longer does: their days get fewer."""
    if not (planned.coordinator and planned.first and planned.last):
        return set()
    days = (planned.first, planned.last)
    found = stand_ins.overlapping(turn.session, planned.coordinator, *days)
    return {row.stand_in_id for row in found} - {planned.stand_in}


def _written(turn: Turn, planned: Planned) -> StandIn | None:
    """Write it into its row; None when something is missing, or the stand-in has left meanwhile."""
    whose, who, first, last = planned.coordinator, planned.stand_in, planned.first, planned.last
    if not (whose and who and first and last) or who not in {one.id for one in colleagues(turn, whose)}:
        return None
    for other in stand_ins.overlapping(turn.session, whose, first, last):
        screens.end_access(turn.session, turn.now, staff_id=other.stand_in_id)
    midnight = partial(datetime.combine, time=time(0), tzinfo=turn.programme.zone)
    return stand_ins.plan(turn.session, whose, who, first, last, turn.now, midnight)


def _end(turn: Turn) -> list[Answer]:
    """End one at once: the stand-in's screens go blank (R57). Only their own, unless a manager says so."""
    row = stand_ins.get(turn.session, turn.said.tap.number(1) or 0)
    if row is None or not _may_end(turn, row):
        return help.old_button(turn)
    coordinator, stand_in_id = first_name(turn, row.coordinator_id), row.stand_in_id
    _audit(turn, "stand_in.ended", row)
    stand_ins.end(turn.session, row, today(turn))
    screens.end_access(turn.session, turn.now, staff_id=stand_in_id)
    told = _tell(turn, stand_in_id, "away-told-over", {"coordinator": coordinator})
    return [*show(turn, turn.say("away-ended")), *told]


def _may_end(turn: Turn, row: StandIn) -> bool:
    shown = turn.said.tap.args[2:] == (_shown_to(turn, row),)
    return shown and row.last_day >= today(turn) and _only(turn) in (None, row.coordinator_id)


def _audit(turn: Turn, what: str, row: StandIn) -> None:
    detail = f"{row.stand_in_id} for {row.coordinator_id}"
    audit.write(turn.session, turn.now, audit.STAFF, what, staff_id=me(turn).id, detail=detail)


def _tell(turn: Turn, staff_id: int, key: str, said: dict[str, str]) -> list[Answer]:
    """Tell a colleague, unless that is who did it."""
    member = staff.get(turn.session, staff_id)
    if member is None or member.chat_id is None or member.id == me(turn).id:
        return []
    return [Outgoing(Body(turn.say(key, **said)), chat_id=member.chat_id, staff_id=member.id)]


def _but(said: dict[str, str], left_out: str) -> dict[str, str]:
    return {name: value for name, value in said.items() if name != left_out}


SCREENS: dict[str, Callable[[Turn], list[Answer]]] = {"show": show, "plan": _begin, "end": _end}
TAPS: dict[str, Callable[[Turn, Planned], list[Answer]]] = {
    "whose": _whose,
    "who": _who,
    "day": _day,
    "back": _back,
    "save": _save,
}
QUESTIONS: dict[str, Callable[[Turn, Planned], Card]] = {
    "whose": _ask_whose,
    "who": _ask_who,
    "first": _ask_first,
    "last": _ask_last,
    "review": _ask_review,
}
