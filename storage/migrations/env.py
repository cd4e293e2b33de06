"""Alembic's entry point: the connection is handed in by `storage.upgrade`."""

from typing import Literal

from alembic import context

from storage.models import Table
from storage.sealed import Sealed, SealedJson, UtcDateTime


def _plain(kind: str, thing: object, autogen: object) -> str | Literal[False]:  # noqa: ARG001
    """Write our own column types as the plain types they are in the database."""
    if kind == "type" and isinstance(thing, Sealed | SealedJson):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
