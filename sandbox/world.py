"""What there is: accounts, their chats with the bot, files, what the bot asked for. No HTTP here."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from sandbox.bell import Bell
from sandbox.entities import Json
from sandbox.faults import Faults
from sandbox.rates import Rates
from sandbox.updates import Updates

TOKEN = "123456:SANDBOX"  # noqa: S105 made up, and good for nothing but this sandbox
BOT_ID = 123456
BOT_USERNAME = "walkalong_sandbox_bot"
BOT_NAME = "Walkalong"
CALLS_KEPT = 5000


@dataclass(frozen=True, slots=True)
class Kept:
    """A file somebody sent."""

    id: str
    path: str
    name: str
    mime: str
    content: bytes = field(repr=False)

    @property
    def shape(self) -> Json:
        """The part of a file that every Telegram type shares."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.content)}


@dataclass(frozen=True, slots=True)
class Media:
    """What a message carries beside words: `kind` is Telegram's field name, `shape` that field's value."""

    kind: str
    shape: Any
    file_id: str | None = None


@dataclass(slots=True)
class Message:
    """One message of one chat; `version` is the world's when it last changed."""

    id: int
    chat_id: int
    from_bot: bool
    date: datetime
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    media: Media | None = None
    keyboard: list[list[Json]] = field(default_factory=list)
    reply_to: int | None = None
    silent: bool = False
    protected: bool = False
    edited: datetime | None = None
    deleted: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Toast:
    """An answer to a tap, as the phone shows it: in passing, or as an alert to close."""

    text: str
    alert: bool
    version: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What a lock screen shows of one new message."""

    message_id: int
    text: str
    date: datetime
    version: int


@dataclass(slots=True)
class Query:
    """A tap that the bot may answer once."""

    account_id: int
    asked: datetime
    answered: bool = False


@dataclass(slots=True)
class Account:
    """A made-up person with a phone. `version` is the world's when their screen last changed."""

    id: int
    name: str
    label: str = ""
    language_code: str = "en"
    shown: bool = True
    started: bool = False  # has written to the bot, so the bot may write to them
    blocked: bool = False
    deactivated: bool = False  # the account was deleted
    typing: int = 0  # the version at which the bot was last seen typing; 0 once it has said something
    messages: list[Message] = field(default_factory=list)
    toasts: list[Toast] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    version: int = 0


@dataclass(slots=True)
class Call:
    """One call of the Bot API, as it came and as it was answered.

    `answer` is None while it is open or when its connection was broken (`dropped`). `version` is the log's
    when this line last changed.
    """

    number: int
    method: str
    params: Json
    at: datetime
    answer: Json | None = None
    dropped: bool = False
    version: int = 0


class World:
    """All state of one sandbox. Times are aware UTC and come from `now`."""

    def __init__(self, now: Callable[[], datetime], *, rates: bool = False) -> None:
        self.now = now
        self.born = uuid4().hex
        self.bell = Bell()
        self.version = 0
        self.accounts: dict[int, Account] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[str, Kept] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.description = self.short_description = ""  # of the bot, as @BotFather is told them
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)
        self.calls_version = 0
        self.rates = Rates(on=rates)
        self.updates = Updates(self.bell.ring)
        self.faults = Faults(self.bell)
        self._message_ids = count(1)
        self._call_numbers = count(1)

    def add_account(self, name: str, *, account_id: int | None = None, **traits: Any) -> Account:
        """Add a person; `traits` are fields of Account. ValueError when the id is taken."""
        number = account_id if account_id is not None else max(self.accounts, default=7_000_000_000) + 1
        if number in self.accounts:
            raise ValueError(f"account {number} is there already")
        account = self.accounts[number] = Account(number, name, **traits)
        self.changed(account)
        return account

    def changed(self, account: Account) -> int:
        """Note that a screen changed, and wake whoever watches. Answers the new version."""
        self.version += 1
        account.version = self.version
        self.bell.ring()
        return self.version

    def post(self, account: Account, **content: Any) -> Message:
        """Add a message to an account's chat; `content` are fields of Message."""
        message = Message(next(self._message_ids), account.id, date=self.now(), **content)
        self.messages[message.id] = message
        account.messages.append(message)
        if message.from_bot:
            account.typing = 0
        message.version = self.changed(account)
        return message

    def touched(self, message: Message) -> None:
        """Note that a message was edited, redrawn or deleted."""
        message.version = self.changed(self.accounts[message.chat_id])

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """A message that is still there, of this chat."""
        found = self.messages.get(message_id)
        return found if found and found.chat_id == chat_id and not found.deleted else None

    def keep(self, content: bytes, *, name: str, mime: str, folder: str) -> Kept:
        """Store a file; its path is what getFile answers."""
        number = len(self.files) + 1
        ending = name.rpartition(".")[2] or "bin"
        file = Kept(
            f"F{number:06d}{uuid4().hex[:12]}", f"{folder}/file_{number}.{ending}", name, mime, content
        )
        self.files[file.id] = file
        return file

    def note(self, method: str, params: Json) -> Call:
        """Write a call into the log."""
        call = Call(next(self._call_numbers), method, params, self.now())
        self.calls.append(call)
        self._logged(call)
        return call

    def answered(self, call: Call, answer: Json | None) -> None:
        """Write into the log how a call ended: None when its connection was broken."""
        call.answer, call.dropped = answer, answer is None
        self._logged(call)

    def _logged(self, call: Call) -> None:
        self.calls_version += 1
        call.version = self.calls_version
        self.bell.ring()

    def close(self) -> None:
        """End every wait; what is held is dropped."""
        self.bell.close()
