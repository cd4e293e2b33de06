"""Staff screens are one card: redrawn in place by taps, sent anew below whatever was typed."""

from collections.abc import Sequence

from handlers import banner, idle_cards
from handlers.turn import Answer, Button, Heard, Turn
from storage import messages
from storage.models import Message

CARD = idle_cards.PLAIN


def show(
    turn: Turn, text: str, rows: Sequence[Sequence[Button]] = (), *, title: str = "", close: bool = True
) -> list[Answer]:
    """Show a staff screen; `close` adds the Close button as its last row."""
    text = banner.above(turn, text)
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
    """Take the newest card off the phone, as another one comes below it (R57)."""
    card = messages.newest_card(turn.session, turn.said.chat_id, CARD)
    return [idle_cards.shut(card, turn.now, off_the_phone=True)] if card else []


def close(turn: Turn) -> list[Answer]:
    """Blank the card that was tapped (R57)."""
    if turn.said.telegram_id is None:
        return []
    card = messages.on_phone(turn.session, turn.said.chat_id, turn.said.telegram_id)
    return [idle_cards.shut(card, turn.now)] if card and card.staff_id and card.card else []
