"""What is switched on for the whole programme: silence, the kill switch (R90)."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage.models import Switch

SILENCE = "silence"


def is_on(session: Session, name: str) -> bool:
    """Tell whether it is switched on."""
    return session.get(Switch, name) is not None


def since(session: Session, name: str) -> datetime | None:
    """Return since when (UTC) it is switched on; None while it is off."""
    switch = session.get(Switch, name)
    return switch.since if switch else None


def turn_on(session: Session, name: str, now: datetime, staff_id: int | None = None) -> None:
    """Switch it on; `staff_id` None is the operator. A second time changes nothing."""
    if not is_on(session, name):
        session.add(Switch(name=name, since=now, staff_id=staff_id))
        session.flush()


def turn_off(session: Session, name: str) -> None:
    """Switch it off."""
    if (switch := session.get(Switch, name)) is not None:
        session.delete(switch)
        session.flush()
