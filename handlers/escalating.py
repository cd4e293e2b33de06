"""An alert that nobody opened goes to the next in line (R40)."""

from datetime import datetime

from care.programme import Programme
from storage.database import Session


def escalate(session: Session, now: datetime, programme: Programme) -> None:
    """Tell the next in line of every alert whose time has come (`now` in UTC)."""
