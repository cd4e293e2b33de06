"""When a finished star looks hard enough to ask whether somebody should get in touch: never a crisis (R43)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

HOME, SAFE, HEALTH = 4, 7, 8  # numbers of the council's questions


@dataclass(frozen=True, slots=True)
class LowStar:
    """How low is low, on the scale 1-10: at or below `safe`, `home` or `health`, or `drop` lower than before on any.

    The values are R43's. ValueError for one that would notice less: they may be made more sensitive only.
    """

    safe: int = 3
    home: int = 2
    health: int = 2
    drop: int = 4

    def __post_init__(self) -> None:
        """Refuse what would notice less than R43 does."""
        least = {field.name: int(str(field.default)) for field in fields(self)}
        for name in ("safe", "home", "health"):
            if not least[name] <= getattr(self, name) <= 10:
                raise ValueError(
                    f"{name} must be from {least[name]} to 10: the flag can be made more sensitive only"
                )
        if not 1 <= self.drop <= least["drop"]:
            raise ValueError(
                f"drop must be from 1 to {least['drop']}: the flag can be made more sensitive only"
            )

    def is_low(self, scores: Mapping[int, int], before: Mapping[int, int]) -> bool:
        """Tell whether a star (question to score, skips absent) is low by itself, or against the one before it."""
        floors = {HOME: self.home, SAFE: self.safe, HEALTH: self.health}
        low = any(scores[question] <= floor for question, floor in floors.items() if question in scores)
        return low or any(before[at] - score >= self.drop for at, score in scores.items() if at in before)


RULE = LowStar()
