"""Names and words at rest: sealed with Fernet before they reach a database."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator


class WrongKeyError(Exception):
    """The key does not open what is stored in this database."""


class Vault:
    """Seals and opens bytes with one or several Fernet keys: the first seals, all open (rotation)."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take url-safe base64 keys, newest first; ValueError when one is malformed."""
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._keys = tuple(key.encode() for key in keys)

    def seal(self, text: str) -> bytes:
        """Encrypt a text."""
        return self._fernet.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt what `seal` gave; WrongKeyError when no key fits."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKeyError("The secret key does not open this database.") from None

    def digests(self, text: str) -> tuple[str, ...]:
        """Return the keyed digest of a text (HMAC-SHA256, 64 hexadecimal digits) under each key, newest first."""
        return tuple(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in self._keys)


def vault_of(session: Session) -> Vault:
    """Return the vault of the database that a session works on."""
    return _vault(session.get_bind().dialect)


def _vault(dialect: Dialect) -> Vault:
    """Each engine carries its own vault on its dialect, so two databases in a process keep their own keys."""
    vault = getattr(dialect, "vault", None)
    if not isinstance(vault, Vault):
        raise WrongKeyError("This database was opened without a secret key.")
    return vault


class Sealed(TypeDecorator[str]):
    """Text that is stored encrypted; it cannot be searched or sorted in SQL."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else _vault(dialect).seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Open on the way out."""
        return None if value is None else _vault(dialect).open(bytes(value))


class SealedJson(TypeDecorator[dict[str, object]]):
    """A JSON object that is stored encrypted."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: dict[str, object] | None, dialect: Dialect) -> bytes | None:
        """Seal on the way in."""
        return None if value is None else _vault(dialect).seal(json.dumps(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> dict[str, object] | None:
        """Open on the way out."""
        if value is None:
            return None
        opened: dict[str, object] = json.loads(_vault(dialect).open(bytes(value)))
        return opened


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refuses a naive one, gives back UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn any aware moment into UTC; ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored moment needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite hands back naive moments; they are UTC because only UTC goes in."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
