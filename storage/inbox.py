"""Updates from Telegram, written down before they are acknowledged."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.models import Incoming

KEPT = timedelta(days=7)
TRIES = 3
WAITING, DONE, PARKED = "waiting", "done", "parked"


def take_in(session: Session, updates: list[dict[str, object]], now: datetime) -> int:
    """Store raw updates in the order they came, each id once within seven days. Returns how many were new."""
    seen = set(
        session.scalars(
            select(Incoming.update_id).where(
                Incoming.update_id.in_([update["update_id"] for update in updates]),
                Incoming.received_at > now - KEPT,
            )
        )
    )
    fresh = {update["update_id"]: update for update in updates if update["update_id"] not in seen}
    session.add_all(
        Incoming(update_id=update_id, payload=update, state=WAITING, received_at=now)
        for update_id, update in fresh.items()
    )
    return len(fresh)


def next_waiting(session: Session) -> Incoming | None:
    """Return the oldest update that is not handled; another process's row is passed over (PostgreSQL)."""
    return session.scalar(
        select(Incoming)
        .where(Incoming.state == WAITING)
        .order_by(Incoming.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def done(session: Session, incoming_id: int) -> None:
    """Mark as handled; nothing of what it said stays in the inbox."""
    session.execute(update(Incoming).where(Incoming.id == incoming_id).values(state=DONE, payload=None))


def failed(session: Session, incoming_id: int, fault: str) -> bool:
    """Count a failed try; True when that was the last one and the update is now parked (sealed, seven days)."""
    row = session.get_one(Incoming, incoming_id)
    if row.state == DONE:  # its turn was committed before the trouble: nothing is owed
        return False
    row.tries += 1
    row.fault = fault[:64]
    row.state = PARKED if row.tries >= TRIES else WAITING
    return row.state == PARKED


def park(session: Session, incoming_id: int, fault: str) -> None:
    """Put aside an update that cannot be understood, so that the rest go on."""
    row = session.get_one(Incoming, incoming_id)
    row.state, row.fault = PARKED, fault[:64]


def parked(session: Session) -> list[Incoming]:
    """List what was put aside and still holds what came, oldest first."""
    wanted = (Incoming.state == PARKED, Incoming.payload.is_not(None))
    return list(session.scalars(select(Incoming).where(*wanted).order_by(Incoming.id)))


def again(row: Incoming) -> None:
    """Let it be handled once more, with all its tries."""
    row.state, row.tries = WAITING, 0


def prune(session: Session, now: datetime) -> None:
    """Delete what is older than seven days and not waiting."""
    session.execute(delete(Incoming).where(Incoming.received_at <= now - KEPT, Incoming.state != WAITING))
