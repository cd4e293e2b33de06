"""One-time links. A code has 144 random bits, lives seven days and works once (R1)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.models import Code, Role

LIFE = timedelta(days=7)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def issue(
    session: Session, role: Role, now: datetime, *, person_id: int | None = None, staff_id: int | None = None
) -> str:
    """Make a code for a role and return it.

    For YOUNG it is bound to one person, whose older unused codes end; with `staff_id` it lets a member of
    staff who is here already in again, from a new account.
    """
    if person_id is not None:
        session.execute(delete(Code).where(Code.person_id == person_id, Code.used_at.is_(None)))
    code = secrets.token_urlsafe(18)
    session.add(
        Code(
            digest=_digest(code),
            role=role,
            person_id=person_id,
            staff_id=staff_id,
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    return code


def find(session: Session, code: str) -> Code | None:
    """Look up a code as it came in a link; None for one that was never given out."""
    return session.scalar(select(Code).where(Code.digest == _digest(code)))


def use(code: Code, chat_id: int, now: datetime) -> None:
    """Mark the code as used by this account."""
    code.used_at, code.used_by = now, chat_id


def open_until(session: Session, person_id: int, now: datetime) -> datetime | None:
    """Say until when a person's link still opens; None when there is no open link."""
    return session.scalar(
        select(Code.expires_at).where(
            Code.person_id == person_id, Code.used_at.is_(None), Code.expires_at > now
        )
    )


def end_unused(session: Session, person_id: int) -> None:
    """Let no link that was made for this person open any more."""
    session.execute(delete(Code).where(Code.person_id == person_id, Code.used_at.is_(None)))
