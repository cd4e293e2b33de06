"""What can be made to go wrong on purpose."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from itertools import count
from typing import Any, Literal

from sandbox.bell import Bell

Moment = Literal["before", "after"]  # before or after the call takes effect
Kind = Literal["hold", "error", "drop", "latency", "outage"]


@dataclass(slots=True)
class Fault:
    """One thing to go wrong, and the calls it strikes.

    `method` is a pattern without regard to case ("sendMessage", "send*", "*"). Of the matching calls made
    from now on, the `nth` is the first one struck and `times` how many are (None: all). `seconds` ends it so
    many real seconds after it was planned. An "outage" strikes everything, answers on their way included.
    """

    id: str
    kind: Kind
    method: str
    chat_id: int | None = None
    nth: int = 1
    times: int | None = 1
    when: Moment = "before"
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    ms: int = 0
    seconds: float | None = None
    ends: float | None = None  # on the clock of Faults
    matched: int = 0

    def strikes(self, method: str, chat_id: str) -> bool:
        """Count a call if it matches, and say whether this fault strikes it."""
        if not fnmatch(method.lower(), self.method.lower()):
            return False
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        self.matched += 1
        return self.matched >= self.nth and (self.times is None or self.matched < self.nth + self.times)


@dataclass(slots=True)
class Held:
    """A call that was received and waits for its release. `then` is None until then."""

    id: str
    fault_id: str
    method: str
    params: dict[str, Any]
    when: Moment
    then: Literal["answer", "drop"] | None = None


@dataclass(slots=True)
class Hold:
    """The test's end of a hold: wait until a call is caught, then let it go."""

    id: str
    _faults: "Faults" = field(repr=False)

    @property
    def calls(self) -> list[Held]:
        """The calls this hold has caught and not released."""
        return [held for held in self._faults.held.values() if held.fault_id == self.id]

    async def caught(self, within: float = 10.0) -> Held:
        """Wait until a call is held, at most `within` seconds; AssertionError if none came."""
        if not await self._faults.bell.until(lambda: bool(self.calls), within):
            raise AssertionError(f"no call was held within {within} s")
        return self.calls[0]

    def release(self, then: Literal["answer", "drop"] = "answer") -> None:
        """Let every held call go on ("answer"), or stop it there and break its connection ("drop")."""
        for held in self.calls:
            self._faults.release(held.id, then)


class Faults:
    """Everything set to go wrong, and the calls held at this moment."""

    def __init__(self, bell: Bell, seconds: Callable[[], float] = time.monotonic) -> None:
        self.bell = bell
        self._seconds = seconds
        self.planned: dict[str, Fault] = {}
        self.held: dict[str, Held] = {}
        self._ids = count(1)

    def add(self, kind: Kind, method: str = "*", **traits: Any) -> Fault:
        """Plan a fault; `traits` are fields of Fault."""
        fault = Fault(f"f{next(self._ids)}", kind, method, **traits)
        if fault.kind == "outage" and fault.seconds is None:
            raise ValueError("an outage needs its seconds")
        if fault.seconds is not None:
            fault.ends = self._seconds() + fault.seconds
        self.planned[fault.id] = fault
        self.bell.ring()
        return fault

    def hold(self, method: str, when: Moment = "before", *, nth: int = 1, chat_id: int | None = None) -> Hold:
        """Hold one call of a method before or after it takes effect, until released."""
        return Hold(self.add("hold", method, when=when, nth=nth, chat_id=chat_id).id, self)

    def fail(
        self, method: str, code: int, description: str, *, retry_after: int | None = None, **traits: Any
    ) -> Fault:
        """Refuse the next call, or `times` calls, in these words."""
        return self.add(
            "error", method, code=code, description=description, retry_after=retry_after, **traits
        )

    def drop(self, method: str, when: Moment = "before", **traits: Any) -> Fault:
        """Break the connection of the next call, or `times` calls, before or after it takes effect."""
        return self.add("drop", method, when=when, **traits)

    def slow(self, ms: int, method: str = "*") -> Fault:
        """Answer every call so many milliseconds later, until removed."""
        return self.add("latency", method, ms=ms, times=None)

    def outage(self, seconds: float) -> Fault:
        """Break every connection for so many seconds, those that wait for an answer too."""
        return self.add("outage", times=None, seconds=seconds)

    def storm(self, seconds: float, retry_after: int = 1, method: str = "*") -> Fault:
        """Answer every call with 429 for so many seconds."""
        words = f"Too Many Requests: retry after {retry_after}"
        told = {"code": 429, "description": words, "retry_after": retry_after}
        return self.add("error", method, times=None, seconds=seconds, **told)

    def going(self) -> list[Fault]:
        """The faults whose time is not over; the others are forgotten."""
        now = self._seconds()
        for fault in [one for one in self.planned.values() if one.ends is not None and one.ends <= now]:
            self.remove(fault.id)
        return list(self.planned.values())

    def view(self) -> list[dict[str, Any]]:
        """The faults as JSON, each with the seconds it still has (`left`; None when nothing ends it)."""
        now = self._seconds()
        return [asdict(one) | {"left": None if one.ends is None else one.ends - now} for one in self.going()]

    def is_out(self) -> bool:
        """Whether there is an outage now."""
        return any(fault.kind == "outage" for fault in self.going())

    def striking(self, method: str, chat_id: str) -> list[Fault]:
        """The faults that strike this call. Each call is asked about once."""
        return [fault for fault in self.going() if fault.strikes(method, chat_id)]

    async def keep_waiting(self, fault: Fault, method: str, params: dict[str, Any]) -> bool:
        """Hold a call until it is released; False when its connection is to break."""
        held = Held(f"h{next(self._ids)}", fault.id, method, params, fault.when)
        self.held[held.id] = held
        self.bell.ring()
        await self.bell.until(lambda: held.then is not None, within=3600)
        self.held.pop(held.id, None)
        return held.then == "answer"

    def release(self, held_id: str, then: Literal["answer", "drop"] = "answer") -> None:
        """Let one held call go. KeyError when it is not held."""
        self.held.pop(held_id).then = then
        self.bell.ring()

    def remove(self, fault_id: str) -> None:
        """Take one fault away; what it holds goes on. KeyError when there is none."""
        self.planned.pop(fault_id)
        self.bell.ring()
        for held in [one for one in self.held.values() if one.fault_id == fault_id]:
            self.release(held.id)

    def clear(self) -> None:
        """Take every fault away; what is held goes on."""
        for fault_id in list(self.planned):
            self.remove(fault_id)
