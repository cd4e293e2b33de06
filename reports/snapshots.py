"""Freeze each quarter's figures once: later entries change the next quarter, never this one (R66, R67)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from reports.disclosure import SMALLEST_GROUP
from reports.quarters import latest_released
from reports.trends import Figures, figures, from_json, to_json
from star.questions import VERSION
from storage import trends
from storage.trends import FinishedStar, Session

# A person's part in the figures: their first and their latest scores, question 1-8 -> 1-10.
Part = tuple[dict[int, int], dict[int, int]]


def freeze_if_due(session: Session, now: datetime, zone: ZoneInfo, star_months: int) -> None:
    """Decide once about the newest quarter that may be released: keep its figures, or that there are none.

    Statistics are released again only when the answers of ten people or more have changed since the last
    ones: else the difference of the two would tell about a few (R65, R66).
    """
    as_at = latest_released(now.astimezone(zone).date())
    if trends.at(session, as_at) is not None:
        return
    last = newest(session)
    if last is not None and last.questions and _changed(session, last.as_at, as_at, zone) < SMALLEST_GROUP:
        trends.withhold(session, as_at, now)
        return
    until = _end_of(as_at, zone)
    journeys = trends.journeys(session, until, lambda ended: ended + relativedelta(months=star_months))
    trends.freeze(session, as_at, to_json(figures(journeys, as_at)), now)


def newest(session: Session) -> Figures | None:
    """Return the newest released figures; None before the first."""
    stored = trends.newest(session)
    return from_json(stored.figures) if stored else None


def nothing_new(session: Session, shown: Figures) -> bool:
    """Tell whether a quarter after the one shown had fewer than ten people with new answers (R66)."""
    return trends.withheld_since(session, shown.as_at)


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), zone).astimezone(UTC)


def _changed(session: Session, earlier: date, later: date, zone: ZoneInfo) -> int:
    """Count the people whose part in the figures differs between two quarter ends.

    Both are read from the rows there are now. Whoever was forgotten since is in neither, and a late entry is
    in both: that counts too few, which withholds rather than releases.
    """
    before, after = _parts(session, earlier, zone), _parts(session, later, zone)
    return sum(before.get(person) != after.get(person) for person in before.keys() | after.keys())


def _parts(session: Session, as_at: date, zone: ZoneInfo) -> dict[int, Part]:
    found = trends.stars_of(session, _end_of(as_at, zone))
    parts = {person: _part(stars) for person, stars in found.items()}
    return {person: part for person, part in parts.items() if part is not None}


def _part(stars: tuple[FinishedStar, ...]) -> Part | None:
    same = [star for star in stars if star.version == VERSION]
    return (same[0].scores, same[-1].scores) if len(same) > 1 else None
