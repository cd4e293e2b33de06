"""What waits in the whole programme, as counts for a manager: how many, and never whose (R39, R55)."""

from datetime import timedelta

from care import help_lines
from handlers.inbox_lines import waited
from handlers.turn import Turn
from storage import alerts, overdue

OVERDUE = 2  # working days
HOUR = timedelta(hours=1)


def told(turn: Turn) -> str:
    """Say how many items are overdue, and how many alerts are open and for how long.

    One total for the programme: a count for each Coordinator, some of whom walk alongside very few, could point
    at a person.
    """
    late = sum(waited(turn, at, OVERDUE) for at in overdue.written_at(turn.session))
    return "\n".join([turn.say("team-overdue", count=late), *_alerts(turn), *_help_lines(turn)])


def _help_lines(turn: Turn) -> list[str]:
    """Say in red that help lines have not been looked up for 90 days (R44)."""
    today = turn.now.astimezone(turn.programme.zone).date()
    old = sum(help_lines.is_old(line, today) for line in turn.programme.help_lines)
    return [turn.say("team-help-lines", count=old)] if old else []


def _alerts(turn: Turn) -> list[str]:
    still_open = alerts.not_closed(turn.session)
    if not still_open:
        return [turn.say("team-alerts-none")]
    age = _age(turn, turn.now - still_open[0].raised_at)
    unopened = sum(alert.opened_at is None for alert in still_open)
    more = [turn.say("team-alerts-unopened", count=unopened)] if unopened else []
    return [turn.say("team-alerts", count=len(still_open), age=age), *more]


def _age(turn: Turn, age: timedelta) -> str:
    if age >= timedelta(days=2):
        return turn.say("team-age-days", count=age.days)
    return turn.say("team-age-hours", count=age // HOUR)
