"""An alert that nobody opened goes to the next in line (R40)."""

import logging
from datetime import datetime, timedelta

from care.programme import Programme
from handlers.next_in_line import Line
from storage import alerts, faults, outbox
from storage.database import Session
from storage.models import Alert

log = logging.getLogger(__name__)

PUT_OFF = timedelta(minutes=1)


def escalate(session: Session, now: datetime, programme: Programme) -> None:
    """Tell the next in line of every alert whose time has come (`now` in UTC)."""
    for alert in alerts.due(session, now):
        _go_on_safely(session, alert, now, programme)


def _go_on_safely(session: Session, alert: Alert, now: datetime, programme: Programme) -> None:
    """One broken row must not keep the other alerts waiting: it is tried again every minute, and reported."""
    try:
        with session.begin_nested():
            for said in Line(session, alert, now, programme).go_on():
                outbox.queue(session, said, 0, now)
    except Exception as error:
        log.error("Alert %s could not go on (%s).", alert.id, type(error).__name__)
        alerts.plan(alert, alert.stage, now + PUT_OFF)
        faults.happened(session, faults.ALERT_STUCK, now)
