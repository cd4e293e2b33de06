"""Keyed digests of people who were forgotten: they say nothing by themselves, and know a restored row again (R50).

A digest is HMAC-SHA256 of a person's id and the moment they were introduced, under a secret key of this database,
64 hexadecimal digits. With several keys the newest makes it and any of them knows it again.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Person, Tombstone
from storage.sealed import vault_of


def put_up(session: Session, person: Person, now: datetime) -> None:
    """Keep the digest of somebody who is being forgotten; a second time changes nothing."""
    keep(session, [vault_of(session).digests(_who(person))[0]], now)


def keep(session: Session, digests: Collection[str], now: datetime) -> None:
    """Keep digests, wherever they come from, each once."""
    known = everything(session)
    session.add_all(Tombstone(digest=digest, at=now) for digest in sorted(set(digests) - known))
    session.flush()


def everything(session: Session) -> set[str]:
    """Return every digest that is kept."""
    return set(session.scalars(select(Tombstone.digest)))


def put_up_missing(session: Session, now: datetime) -> None:
    """Give everybody who was forgotten a digest under the newest key: an older key may be taken away one day."""
    for person in session.scalars(select(Person).where(Person.wiped_at.is_not(None))):
        put_up(session, person, now)


def risen(session: Session) -> list[Person]:
    """Find people who were forgotten and are back: their row comes from an older copy of the database."""
    vault, known = vault_of(session), everything(session)
    living = session.scalars(select(Person).where(Person.wiped_at.is_(None)))
    return [person for person in living if known.intersection(vault.digests(_who(person)))]


def _who(person: Person) -> str:
    return f"{person.id} {person.created_at.isoformat()}"
