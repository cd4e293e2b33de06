"""Nudges, as Coordinators see them: `/nudge`, and every button that begins with "plan"."""

from handlers import help, nudge_page, nudge_preview, nudge_wizard
from handlers.nudge_list import listing
from handlers.turn import Answer, Turn

typed = nudge_wizard.typed


def show(turn: Turn) -> list[Answer]:
    """`/nudge`: what is set up, and New nudge."""
    return listing(turn)


def tap(turn: Turn) -> list[Answer]:
    """Whatever is tapped on the list, on a nudge's page, or while one is being set up."""
    match turn.said.tap.word(0):
        case "list":
            return listing(turn)
        case "new":
            return nudge_wizard.begin(turn)
        case "undo":
            return _undo(turn)
        case what if what in nudge_page.TAPS:
            return nudge_page.tap(turn)
        case what if what in nudge_wizard.TAPS:
            return nudge_wizard.tap(turn)
        case _:
            return help.old_button(turn)


def _undo(turn: Turn) -> list[Answer]:
    gone = nudge_preview.undo(turn)
    return listing(turn, turn.say("plan-undone", count=gone)) if gone else help.old_button(turn)
