"""Somebody types what a button says instead of tapping it: under the newest question that is the same (R33)."""

from dataclasses import replace

from care.word_check import WordClass
from handlers.turn import Body, Heard, Said, Tap, Turn, read_tap
from storage import messages
from storage.models import Role

ANSWERS = {  # what answers a question that is asked once; what stands on a star's card changes with each tap
    "dial": ("weekly", "fortnightly", "monthly", "only_when_i_ask", "every_other_day"),
    "care": ("call", "text", "no", "by-call", "by-text", "by-meet"),
    "real": ("yes", "no"),
    "low": ("yes", "no"),
    "nudge": ("reply", "later"),
    "snooze": ("day", "week", "month", "till-i-say"),
    "star": ("later",),
}


def as_tap(turn: Turn) -> Said | None:
    """Return the tap that these words stand for; None for all other words, and always in a crisis (R30).

    Only the newest message on the phone counts, and only while nothing under it has been tapped.
    """
    said = turn.said
    if turn.role is not Role.YOUNG or said.heard is not Heard.WORDS or said.replies_to is not None:
        return None
    if turn.noticed is None or turn.noticed.word_class is WordClass.CRISIS:
        return None
    card = messages.newest_on_phone(turn.session, said.chat_id)
    if card is None or card.answered_at is not None or messages.already_tapped(turn.session, card.id):
        return None
    tap = _meant(Body.from_json(card.body), said.text)
    return replace(said, heard=Heard.TAP, telegram_id=card.telegram_id, text="", tap=tap) if tap else None


def _meant(body: Body, text: str) -> Tap | None:
    typed = _plainly(text)
    for button in (button for row in body.rows for button in row):
        tap = read_tap(button.data)
        if typed == _plainly(button.label) and tap.word(0) in ANSWERS.get(tap.what, ()):
            return tap
    return None


def _plainly(text: str) -> str:
    return " ".join(text.split()).strip("!.? ").casefold()
