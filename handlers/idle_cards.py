"""Staff screens go blank when nobody has touched them for fifteen minutes (R57)."""

from datetime import datetime

from storage.database import Session
from storage.messages import Redraw


def go_blank(session: Session, now: datetime) -> list[Redraw]:
    """Blank every staff screen whose time has come (`now` in UTC)."""
    return []
