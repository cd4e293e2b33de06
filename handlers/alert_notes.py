"""What staff are told of an alert: that they are needed and when it came, and nothing about anybody (R42)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.turn import Body, Button, Outgoing
from handlers.when import clock
from nudges.schedules import when_text
from storage.models import Alert, Kind, Staff
from wording import say


def needed(
    alert: Alert, member: Staff, key: str, now: datetime, zone: ZoneInfo, *buttons: Button
) -> Outgoing:
    """Make an alert, loud and before all else; ValueError for somebody without a chat."""
    return told(member, say(key, time=came(alert, now, zone)), *buttons)


def told(member: Staff, text: str, *buttons: Button) -> Outgoing:
    """Make a loud word to a member of staff that leaves before all else; ValueError for somebody without a chat."""
    if member.chat_id is None:
        raise ValueError("somebody without a chat cannot be told")
    rows = (tuple(buttons),) if buttons else ()
    return Outgoing(Body(text, rows=rows), Kind.ALERT, chat_id=member.chat_id, staff_id=member.id, care=True)


def came(alert: Alert, now: datetime, zone: ZoneInfo) -> str:
    """Say when it came: 2:32pm, and the day when that is not today."""
    return time_said(alert.raised_at, now, zone)


def time_said(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Say a local time of day, with its day when that is not today."""
    local = at.astimezone(zone)
    today = local.date() == now.astimezone(zone).date()
    return clock(local.time(), say) if today else when_text(at, zone)


def open_button(alert: Alert) -> Button:
    """Make the button that opens what was said."""
    return Button.tap(say("alert-open-button"), "alert", "open", alert.id)


def pass_button(alert: Alert) -> Button:
    """Make the button that passes it to duty."""
    return Button.tap(say("alert-pass-button"), "alert", "pass", alert.id)


def hat_button(alert: Alert) -> Button:
    """Make the button with which a manager puts the on-call hat on."""
    return Button.tap(say("alert-hat-button"), "alert", "hat", alert.id)
