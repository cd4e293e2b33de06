"""What stands above every staff screen while all messages to young people are stopped (R90)."""

from handlers.turn import Turn
from handlers.when import clock
from nudges.schedules import when_text
from storage import switches


def above(turn: Turn, text: str) -> str:
    """Return a screen's text below the banner, when there is one to show."""
    since = switches.since(turn.session, switches.SILENCE)
    if since is None:
        return text
    local = since.astimezone(turn.programme.zone)
    today = local.date() == turn.now.astimezone(turn.programme.zone).date()
    when = clock(local.time(), turn.say) if today else when_text(since, turn.programme.zone)
    return f"{turn.say('silence-banner', when=when)}\n\n{text}"
