"""What a programme decides about itself, as the people who talk with Walkalong meet it."""

from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from care.help_lines import HelpLine
from care.hours import ReadingHours
from care.low_star import RULE, LowStar
from care.retention import Retention

QUIET_DAYS: frozenset[tuple[int, int]] = frozenset(
    {(12, 24), (12, 25), (12, 26), (12, 31), (1, 1)}
)  # R18, month and day; Mother's Day and Father's Day move, and are always kept besides


@dataclass(frozen=True, slots=True)
class Programme:
    """One Local Area Coordination programme.

    `zone` turns stored UTC moments into its days and hours; `help_lines` are in the order shown (R44);
    `star_months` is how many calendar months lie between two stars (R17). `privacy_contact` is whom a person
    turns to about their data, in words; `duty_route` says who is on duty when (R41): "" until decided. `languages`
    are the tags of those a person can choose, English always among them; `wording` is a folder with languages
    beside the shipped ones; `low_star` says which stars are low (R43). On `quiet_days`, month and day, nobody is
    nudged (R18). `reach` is how somebody without a code reaches the team, in words (R1); "" when nobody wrote it.
    """

    name: str
    areas: tuple[str, ...]
    zone: ZoneInfo
    reading_hours: ReadingHours
    help_lines: tuple[HelpLine, ...]
    star_months: int
    privacy_contact: str = ""
    duty_route: str = ""
    retention: Retention = field(default_factory=Retention)
    low_star: LowStar = RULE
    languages: tuple[str, ...] = ("en",)
    wording: Path | None = None
    quiet_days: frozenset[tuple[int, int]] = QUIET_DAYS
    reach: str = ""

    def spoken(self, language: str) -> str:
        """Return the language to speak to somebody who chose `language`: English once it is no longer offered."""
        return language if language in self.languages else "en"
