"""Staff screens are one card: redrawn in place by taps, sent anew below whatever was typed."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.turn import Answer, Body, Button, Heard, Redraw, Turn
from storage import messages
from storage.models import Message

CARD = "staff"
DELETABLE = timedelta(hours=47)  # Telegram deletes for a bot within 48 hours


def show(
    turn: Turn, text: str, rows: Sequence[Sequence[Button]] = (), *, title: str = "", close: bool = True
) -> list[Answer]:
    """Show a staff screen; `close` adds the Close button as its last row."""
    buttons = [*rows, [turn.button("staff-close-button", "staff", "close")]] if close else list(rows)
    tapped = tapped_card(turn)
    if tapped is not None:
        return [turn.redraw(tapped, text, buttons, title=title)]
    return [*put_away(turn), turn.card(CARD, text, buttons, title=title, silent=True)]


def tapped_card(turn: Turn) -> Message | None:
    """Find the staff card that was just tapped, if it is the newest; an older one is not drawn on again."""
    if turn.said.heard is not Heard.TAP or turn.said.telegram_id is None:
        return None
    newest = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    return newest if newest and newest.telegram_id == turn.said.telegram_id else None


def put_away(turn: Turn) -> list[Answer]:
    """Take the newest card off the phone: deleted while Telegram allows it, else blanked (R57)."""
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    if card is None:
        return []
    young = turn.now - card.created_at < DELETABLE
    return [Redraw(card.id, card.chat_id, None if young else Body(turn.say("staff-closed")))]


def close(turn: Turn) -> list[Answer]:
    """Blank the card that was tapped; a picture or somebody's words are deleted while Telegram allows it."""
    if turn.said.telegram_id is None:
        return []
    card = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id)
    if card is None:
        return []
    if card.card != CARD and turn.now - card.created_at < DELETABLE:
        return [Redraw(card.id, card.chat_id, None)]
    return [turn.redraw(card, turn.say("staff-closed"))]
