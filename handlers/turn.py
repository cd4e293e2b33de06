"""One turn of a conversation: what was said, by whom, and the means to answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from care.programme import Programme
from care.word_check import Noticed
from storage.database import Session
from storage.messages import TAP_VERSION, Body, Button, Outgoing, Redraw, Rows
from storage.models import Kind, Message, Person, Role, Staff
from wording import say

__all__ = [
    "Body",
    "Button",
    "Heard",
    "Menu",
    "Outgoing",
    "Redraw",
    "Rows",
    "Said",
    "Tap",
    "Turn",
    "link",
    "read_tap",
]


class Heard(StrEnum):
    """What kind of thing arrived."""

    COMMAND = "command"
    TAP = "tap"
    WORDS = "words"
    EDIT = "edit"
    MEDIA = "media"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button: `v1.<what>.<arg>…` taken apart; `what` is empty when the data is not ours."""

    what: str
    args: tuple[str, ...] = ()

    def number(self, place: int) -> int | None:
        """Return the whole number at a place, or None: tapped data is not trusted."""
        if place >= len(self.args) or not self.args[place].isascii() or not self.args[place].isdigit():
            return None
        return int(self.args[place]) if len(self.args[place]) < 16 else None

    def word(self, place: int) -> str:
        """Return the word at a place, "" when there is none."""
        return self.args[place] if place < len(self.args) else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What arrived from one account. `telegram_id` is the message it came in, or sits under (taps)."""

    heard: Heard
    chat_id: int
    telegram_id: int | None = None
    text: str = ""
    command: str = ""
    payload: str = ""
    tap: Tap = Tap("")
    replies_to: int | None = None
    emoji: str = ""  # of a sticker: for the word check alone, it is no stop word


@dataclass(frozen=True, slots=True)
class Menu:
    """The command menu of a chat shall fit a role and a language from now on."""

    chat_id: int
    role: Role
    language: str = "en"


Answer = Outgoing | Redraw | Menu


@dataclass(slots=True)
class Turn:
    """Everything one handler needs. It changes rows through `storage` and returns what to say.

    `forgot`: somebody was wiped in this turn, which is also written down outside the database (R50).
    """

    session: Session
    now: datetime
    said: Said
    programme: Programme
    bot_username: str
    person: Person | None = None
    staff: Staff | None = None
    forgot: bool = False
    noticed: Noticed | None = None  # what the word check makes of what was said (R30)

    @property
    def role(self) -> Role:
        """Who is speaking."""
        if self.staff is not None:
            return Role(self.staff.role)
        return Role.YOUNG if self.person is not None else Role.STRANGER

    @property
    def language(self) -> str:
        """The language this account is spoken to in: staff read English."""
        return self.programme.spoken(self.person.language) if self.person else "en"

    def say(self, key: str, **values: str | int) -> str:
        """Return a sentence in their language."""
        return say(key, self.language, self.programme.wording, **values)

    def hears(self, listen: Callable[..., bool]) -> bool:
        """Tell whether one of `care.stop_words` hears its words in what was said, in any language offered (R12)."""
        return listen(self.said.text, *self.programme.languages, beside=self.programme.wording)

    def button(self, key: str, *data: object, **values: str | int) -> Button:
        """Make a button: a wording key, then what comes back when it is tapped."""
        return Button.tap(self.say(key, **values), *data)

    def answer(
        self, text: str, rows: Sequence[Sequence[Button]] = (), *, title: str = "", care: bool = False
    ) -> Outgoing:
        """Answer whoever is speaking; what is said to a stranger is not kept. `care` leaves before all else."""
        known = self.staff is not None or self.person is not None
        person_id, staff_id = self._ids()
        body = Body(text, title, frozen(rows))
        return Outgoing(body, person_id=person_id, staff_id=staff_id, keep=known, care=care)

    def card(
        self,
        name: str,
        text: str,
        rows: Sequence[Sequence[Button]] = (),
        *,
        title: str = "",
        silent: bool = False,
        care: bool = False,
    ) -> Outgoing:
        """Send a card: a screen that later taps redraw in place."""
        body = Body(text, title, frozen(rows))
        person_id, staff_id = self._ids()
        return Outgoing(
            body, Kind.CARD, person_id=person_id, staff_id=staff_id, card=name, silent=silent, care=care
        )

    def redraw(
        self, card: Message, text: str, rows: Sequence[Sequence[Button]] = (), *, title: str = ""
    ) -> Redraw:
        """Make a card that is already on their phone look like this."""
        return Redraw(card.id, card.chat_id, Body(text, title, frozen(rows)))

    def _ids(self) -> tuple[int | None, int | None]:
        return self.person.id if self.person else None, self.staff.id if self.staff else None


def frozen(rows: Sequence[Sequence[Button]]) -> Rows:
    """Turn rows of buttons into what a row in the outbox holds."""
    return tuple(tuple(row) for row in rows)


def link(label: str, url: str) -> Button:
    """Make a button that opens an address."""
    return Button(label, url=url)


def read_tap(data: str) -> Tap:
    """Take apart what a button sent back; anything that is not ours becomes a tap on nothing."""
    version, _, rest = data.partition(".")
    what, *args = rest.split(".")
    return Tap(what, tuple(args)) if version == TAP_VERSION and what else Tap("")
