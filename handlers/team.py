"""The Coordinators, for a manager: who works here, and no figures about any one of them (R64)."""

from handlers import asked_of_us, help, staff_card, team_counts
from handlers.turn import Answer, Turn
from handlers.when import date_of
from storage import staff, switches
from storage.models import Role


def show(turn: Turn) -> list[Answer]:
    """List the Coordinators by first name and since when they are here."""
    lines = [
        turn.say(
            "team-line",
            name=member.first_name or turn.say("team-no-name-yet"),
            date=date_of(turn, member.created_at),
        )
        for member in staff.everyone(turn.session, Role.COORDINATOR)
    ]
    text = "\n".join(lines) or turn.say("team-nobody")
    stopped = switches.is_on(turn.session, switches.SILENCE)
    key = "silence-start-button" if stopped else "silence-stop-button"
    rows = [[turn.button(key, "silence", "ask")]]
    text = "\n\n".join([text, turn.say("team-note"), team_counts.told(turn), asked_of_us.counted(turn)])
    return staff_card.show(turn, text, rows, title=turn.say("team-title"))


def tap(turn: Turn) -> list[Answer]:
    """Show the team again from another screen."""
    return show(turn) if turn.said.tap.word(0) == "show" else help.old_button(turn)
