"""How long things are kept (R52). A programme can make these shorter, never longer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """Periods after which things are deleted.

    text_months: calendar months that words are kept, in both directions. scores_months: after the person left.
    stopped_days: after STOP, for somebody without a star. declined_days: until a no has no name any more.
    """

    text_months: int = 12
    scores_months: int = 12
    stopped_days: int = 30
    declined_days: int = 30


SAFETY_YEARS = 6  # alerts, who read them and who looked: the database itself keeps the record of that so long
