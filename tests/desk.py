"""A member of staff's phone without Telegram: turns run over a real database, buttons are tapped by label."""

from datetime import datetime, timedelta
from itertools import count

from handlers import routes
from handlers.turn import Heard, Outgoing, Redraw, Said, Turn, read_tap
from storage import outbox, staff
from storage.database import Session
from storage.messages import Body, Button
from storage.models import Message, Staff, State
from tests.life import PROGRAMME

LONGEST = 4096  # UTF-16 units
MOST_ROWS = 8


class Desk:
    """What one account sees, newest last; what goes to other accounts is in `sent`."""

    def __init__(self, session: Session, member: Staff, now: datetime) -> None:
        """Sit down with an empty screen."""
        self.session, self.now = session, now
        self.chat_id = member.chat_id or 0
        self.screens: dict[int, Body] = {}
        self.sent: list[Outgoing] = []
        self._ids = count(1000)

    def types(self, text: str, *, under: str = "") -> None:
        """Type something, or answer with Telegram's own Reply the newest screen that holds `under`."""
        replies_to = self.showing(under) if under else None
        self._said(Said(Heard.WORDS, self.chat_id, next(self._ids), text, replies_to=replies_to))

    def commands(self, command: str) -> None:
        """Send a command."""
        self._said(Said(Heard.COMMAND, self.chat_id, next(self._ids), f"/{command}", command))

    def taps(self, label: str) -> None:
        """Tap the newest button with that label."""
        telegram_id, button = self._find(label)
        self.forges(button.data, on=telegram_id)

    def forges(self, data: str, *, on: int | None = None) -> None:
        """Send tap data, wherever it comes from."""
        newest = next(reversed(self.screens), 1)
        self._said(Said(Heard.TAP, self.chat_id, on or newest, tap=read_tap(data)))

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)

    @property
    def seen(self) -> str:
        """All that the newest message shows, above its buttons."""
        return text_of(list(self.screens.values())[-1])

    @property
    def labels(self) -> list[str]:
        """The buttons of the newest message."""
        return [button.label for row in list(self.screens.values())[-1].rows for button in row]

    def showing(self, words: str) -> int:
        """Find the newest message on the phone that holds these words."""
        found = [number for number, body in self.screens.items() if words in text_of(body)]
        assert found, f"{words!r} is on no screen: {[text_of(body) for body in self.screens.values()]}"
        return found[-1]

    def data(self, label: str) -> str:
        """Return what the newest button with that label would send."""
        return self._find(label)[1].data

    def _find(self, label: str) -> tuple[int, Button]:
        found = [
            (number, button)
            for number, body in self.screens.items()
            for row in body.rows
            for button in row
            if button.label == label
        ]
        assert found, f"no button {label!r} on {[text_of(body) for body in self.screens.values()]}"
        return found[-1]

    def _said(self, said: Said) -> None:
        member = staff.at(self.session, self.chat_id)
        turn = Turn(self.session, self.now, said, PROGRAMME, "a_made_up_bot", staff=member)
        for answer in routes.answer(turn):
            if isinstance(answer, Outgoing):
                self._arrives(answer)
            elif isinstance(answer, Redraw):
                self._redrawn(answer)
        self.session.flush()
        self.session.expire_all()  # the next turn reads rows, not memory

    def _arrives(self, said: Outgoing) -> None:
        row = outbox.queue(self.session, said, self.chat_id, self.now)
        if row.chat_id != self.chat_id:
            self.sent.append(said)
            return
        self._check(said.body)
        self.screens[next(self._ids)] = said.body
        outbox.settle(self.session, row.id, State.SENT, self.now, list(self.screens)[-1])

    def _redrawn(self, card: Redraw) -> None:
        row = self.session.get(Message, card.message_id)
        number = row.telegram_id if row else None
        if number is None or number not in self.screens:
            return
        if card.body is None:
            del self.screens[number]
        else:
            self._check(card.body)
            self.screens[number] = card.body

    def _check(self, body: Body) -> None:
        assert len(text_of(body).encode("utf-16-le")) // 2 <= LONGEST
        assert len(body.rows) <= MOST_ROWS


def text_of(body: Body) -> str:
    """Return title and text as they stand on the phone."""
    return f"{body.title}\n\n{body.text}" if body.title else body.text
