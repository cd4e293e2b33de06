"""Help, for anyone at any time; and kind refusals of what is not for this chat."""

from care import help_lines
from handlers.turn import Answer, Turn
from handlers.when import reading_hours
from storage import staff
from storage.models import Role, Stands


def show(turn: Turn) -> list[Answer]:
    """List the people one can talk to now; works before Yes, after STOP and for strangers (R45)."""
    today = turn.now.astimezone(turn.programme.zone).date()
    lines = [
        turn.say("help-line", name=line.who, how=line.how, hours=line.hours)
        for line in help_lines.shown(turn.programme.help_lines, today)
    ]
    text = "\n\n".join([turn.say("help-intro"), *lines])
    if turn.person is not None and turn.person.stands == Stands.YES:
        text += "\n\n" + turn.say(
            "help-coordinator", coordinator=coordinator(turn), hours=reading_hours(turn)
        )
        return [turn.answer(text, [[turn.button("care-call-button", "care", "call")]], care=True)]
    return [turn.answer(text, care=True)]


def coordinator(turn: Turn) -> str:
    """Return the first name of this person's Coordinator."""
    member = staff.get(turn.session, turn.person.coordinator_id) if turn.person else None
    here = member is not None and member.removed_at is None
    return (member.first_name if member and here else None) or turn.say("help-the-team")


def show_staff(turn: Turn) -> list[Answer]:
    """Say what a member of staff can do here."""
    return [turn.answer(turn.say(f"staff-help-{turn.role}"))]


def staff_words(turn: Turn) -> list[Answer]:
    """A manager typed something: nobody would read it, so say what can be done."""
    return [turn.answer(turn.say("staff-words-manager"))]


def staff_media(turn: Turn) -> list[Answer]:
    """Pictures and voice from staff reach nobody."""
    return [turn.answer(turn.say("staff-media"))]


def unknown_command(turn: Turn) -> list[Answer]:
    """A command that is not for this chat, or that does not exist."""
    key = "sorry-unknown-command" if turn.role in (Role.YOUNG, Role.STRANGER) else "sorry-not-for-you"
    return [turn.answer(turn.say(key))]


def old_button(turn: Turn) -> list[Answer]:
    """A button that is old, foreign or forged changes nothing."""
    return [turn.answer(turn.say("sorry-old-button"))]


def nothing(_: Turn) -> list[Answer]:
    """Nothing to say: staff may mend a typo in what they sent."""
    return []
