"""Freeze each quarter's figures once: later entries change the next quarter, never this one (R66, R67)."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from reports.quarters import latest_released
from reports.trends import Figures, figures, from_json, to_json
from storage import trends
from storage.trends import Session


def freeze_if_due(session: Session, now: datetime, zone: ZoneInfo, star_months: int) -> None:
    """Compute and keep the newest quarter that may be released, unless that has been done."""
    as_at = latest_released(now.astimezone(zone).date())
    if trends.at(session, as_at) is not None:
        return
    until = datetime.combine(as_at + timedelta(days=1), time(0), zone).astimezone(UTC)
    journeys = trends.journeys(session, until, lambda ended: ended + relativedelta(months=star_months))
    trends.freeze(session, as_at, to_json(figures(journeys, as_at)), now)


def newest(session: Session) -> Figures | None:
    """Return the newest frozen figures; None before the first."""
    stored = trends.newest(session)
    return from_json(stored.figures) if stored else None
