"""Contenders take turns, so that a busy machine is busy for all of them; what counts is the ratio."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from statistics import median

Contender = Callable[[], Awaitable[float]]


@dataclass(frozen=True, slots=True)
class Timed:
    """What one contender reached, a value for each round."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that was measured: `unit` of the values, ours, and its peers in the same rounds."""

    title: str
    unit: str
    ours: Timed
    peers: tuple[Timed, ...] = ()

    def ratios(self, peer: Timed) -> tuple[float, ...]:
        """Return ours over the peer's, round by round."""
        return tuple(ours / theirs for ours, theirs in zip(self.ours.values, peer.values, strict=True))


async def take_turns(rounds: int, contenders: Mapping[str, Contender]) -> list[Timed]:
    """Let each contender warm up once, then measure them one after another, so many rounds."""
    reached: dict[str, list[float]] = {name: [] for name in contenders}
    for contender in contenders.values():
        await contender()
    for _ in range(rounds):
        for name, contender in contenders.items():
            reached[name].append(await contender())
    return [Timed(name, tuple(values)) for name, values in reached.items()]


def table(comparisons: list[Comparison]) -> str:
    """Lay the figures out: median and spread of the values, and of ours over the peer's."""
    lines: list[str] = []
    for comparison in comparisons:
        lines += ["", f"{comparison.title} ({comparison.unit})", _line(comparison.ours, "")]
        for peer in comparison.peers:
            ratios = comparison.ratios(peer)
            ratio = f"x {_number(median(ratios)):>5}  ({_number(min(ratios))} to {_number(max(ratios))})"
            lines.append(_line(peer, ratio))
    return "\n".join([f"{'':44}{'median':>9}  {'lowest to highest':<20}Walkalong / peer", *lines])


def _line(timed: Timed, ratio: str) -> str:
    spread = f"({_number(min(timed.values))} to {_number(max(timed.values))})"
    return f"  {timed.name:<42}{_number(median(timed.values)):>9}  {spread:<20}{ratio}".rstrip()


def _number(value: float) -> str:
    """Three figures are all that such a measurement tells."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
