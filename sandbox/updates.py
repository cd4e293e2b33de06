"""The queue of updates that a bot has not confirmed yet."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.entities import Json

LEFT_OUT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# TQueue::get of the real server: an offset further past the newest id than this is taken for a mistake.
FARTHEST_AHEAD = 10


@dataclass(slots=True)
class _Queued:
    update: Json
    owed: bool = False  # put there by a test: no offset forgets it before it was handed out once


class Updates:
    """Updates in order, as getUpdates hands them out until an offset confirms them."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._queue: list[_Queued] = []
        self._handed_out: list[Json] = []
        self.next_id = 100_000_001
        self.allowed: frozenset[str] | None = None
        self.poller: object | None = None

    def put(self, kind: str, payload: Json) -> None:
        """Queue one update, unless the bot did not ask for its kind; asked now, not when it is fetched."""
        wanted = kind not in LEFT_OUT_BY_DEFAULT if self.allowed is None else kind in self.allowed
        if wanted:
            self._add({"update_id": self._new_id(), kind: payload})

    def inject(self, update: Json) -> Json:
        """Queue a raw update as it is, however wrong (a poison update); an id is added when it has none."""
        whole = update if "update_id" in update else {"update_id": self._new_id(), **update}
        self._add(whole, owed=True)
        return whole

    def repeat(self) -> Json | None:
        """Queue the newest update again under the same id. None when there was none yet."""
        known = [one.update for one in self._queue] or self._handed_out
        if not known:
            return None
        self._add(known[-1], owed=True)
        return known[-1]

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants; an empty list means the default ones."""
        self.allowed = frozenset(kinds) or None

    def confirm(self, offset: int) -> None:
        """Forget what lies before a positive offset, or all but the last `-offset` for a negative one."""
        if offset < 0:
            self._queue = self._queue[offset:]
        elif offset <= self.next_id + FARTHEST_AHEAD:
            self._queue = [one for one in self._queue if one.owed or one.update["update_id"] >= offset]

    def waiting(self) -> int:
        """How many updates are not confirmed yet."""
        return len(self._queue)

    def take(self, limit: int) -> list[Json]:
        """The oldest unconfirmed updates, at most `limit`; they stay queued until confirmed."""
        batch = self._queue[:limit]
        for one in batch:
            one.owed = False
        self._handed_out = [one.update for one in batch] or self._handed_out
        return [one.update for one in batch]

    def _new_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _add(self, update: Json, *, owed: bool = False) -> None:
        self._queue.append(_Queued(update, owed))
        self._ring()
