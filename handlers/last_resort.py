"""Help and the crisis words when nothing can be written down: they come from files alone, in English (R45)."""

from datetime import datetime

from care import help_lines
from care.programme import Programme
from care.word_check import WordClass, check
from handlers import replies, worries
from wording import say


def words(text: str, programme: Programme, now: datetime) -> str | None:
    """Return what to say to this text without the database (`now` in UTC); None when it can wait for it.

    Nobody can be told now, so nothing is promised: the update is tried again, and then it is answered in full. If the
    word check cannot read it either, Help is said: it may be what was needed (R46).
    """
    today = now.astimezone(programme.zone).date()
    lines = help_lines.shown(programme.help_lines, today)
    word_class = _read(text)
    if word_class is WordClass.CRISIS:
        said = worries.crisis_words(say, lines)
    elif word_class is None or text.partition("@")[0] == "/help" or replies.asks_for_help(text):
        said = "\n\n".join([say("help-static"), *(_line(line) for line in lines)])
    else:
        return None
    return f"{said}\n\n{say('help-static-later')}"


def staff_words() -> str:
    """Say the same to somebody who works here."""
    return say("staff-last-resort")


def _read(text: str) -> WordClass | None:
    try:
        return check(text).word_class
    except Exception:  # nothing may keep the rest from being answered
        return None


def _line(line: help_lines.HelpLine) -> str:
    return say("help-line", name=line.who, how=line.how, hours=line.hours)
