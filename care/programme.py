"""What a programme decides about itself, as the people who talk with Walkalong meet it."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from care.help_lines import HelpLine
from care.hours import ReadingHours


@dataclass(frozen=True, slots=True)
class Programme:
    """One Local Area Coordination programme.

    `zone` turns stored UTC moments into its days and hours; `help_lines` are in the order shown (R44);
    `star_months` is how many calendar months lie between two stars (R17). `privacy_contact` is whom a person
    turns to about their data, in words; `duty_route` says who is on duty when (R41): "" until decided.
    """

    name: str
    areas: tuple[str, ...]
    zone: ZoneInfo
    reading_hours: ReadingHours
    help_lines: tuple[HelpLine, ...]
    star_months: int
    privacy_contact: str = ""
    duty_route: str = ""
