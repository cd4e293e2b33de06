"""How fast a bot speaks, against how fast Telegram lets it."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import ceil

# Bot FAQ, "My bot is hitting limits": one message a second to a chat, short bursts tolerated; about thirty a
# second in all. How short a burst may be is nowhere said: three is on the careful side.
PER_CHAT, BURST = 1.0, 3
OVERALL = 30.0
KEPT = 200  # newest violations


@dataclass(slots=True)
class _Bucket:
    """Fills with `rate` allowances a second up to `size`; each message takes one."""

    rate: float
    size: float
    level: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until there is a whole allowance."""
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.level) / self.rate)

    def take(self) -> None:
        self.level = max(0.0, self.level - 1)


@dataclass(frozen=True, slots=True)
class Violation:
    """A message that came too early: by how many seconds, for its chat or for all chats together."""

    method: str
    chat_id: str
    wait: float
    limit: str  # "chat" or "all"


@dataclass(frozen=True, slots=True)
class Use:
    """Messages and edits in the last second, in the busiest second so far, and in all.

    `violations` of them came too early, and `refused` of those were refused.
    """

    on: bool
    last_second: int
    busiest_second: int
    total: int
    violations: int
    refused: int


def counts(method: str) -> bool:
    """Whether a method speaks: whatever sends or edits, but not "typing"."""
    name = method.lower()
    return name.startswith(("send", "edit")) and name != "sendchataction"


class Rates:
    """Counts always; refuses only while it is `on`. `seconds` is a clock of real seconds."""

    def __init__(self, *, on: bool = False, seconds: Callable[[], float] = time.monotonic) -> None:
        self.on = on
        self.violations: deque[Violation] = deque(maxlen=KEPT)
        self._seconds = seconds
        self._all = _Bucket(OVERALL, OVERALL, OVERALL, seconds())
        self._chats: dict[str, _Bucket] = {}
        self._recent: deque[float] = deque()
        self._busiest = self._total = self._early = self._refused = 0

    def spoken(self, method: str, chat_id: str) -> int | None:
        """Count a message or an edit. Answers `retry_after` in whole seconds when it is to be refused."""
        now = self._seconds()
        self._count(now)
        chat = self._chats.setdefault(chat_id, _Bucket(PER_CHAT, BURST, BURST, now))
        chat_wait, wait = chat.wait(now), self._all.wait(now)
        early = max(chat_wait, wait)
        if early > 0:
            self._early += 1
            self.violations.append(Violation(method, chat_id, early, "chat" if chat_wait >= wait else "all"))
            if self.on:
                self._refused += 1
                return ceil(early)
        chat.take()
        self._all.take()
        return None

    def use(self) -> Use:
        """The figures so far."""
        self._forget(self._seconds())
        return Use(self.on, len(self._recent), self._busiest, self._total, self._early, self._refused)

    def view(self) -> dict[str, object]:
        """The figures and the newest violations, as JSON."""
        return {**asdict(self.use()), "newest": [asdict(one) for one in list(self.violations)[-20:]]}

    def _count(self, now: float) -> None:
        self._forget(now)
        self._recent.append(now)
        self._total += 1
        self._busiest = max(self._busiest, len(self._recent))

    def _forget(self, now: float) -> None:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
