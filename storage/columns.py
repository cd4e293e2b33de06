"""The base of every table, and the kinds of columns they are made of."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, mapped_column

from storage.sealed import Sealed, UtcDateTime

# SQLite counts up by itself only for INTEGER keys; PostgreSQL gets room for more.
Id = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]
ChatId = Annotated[int, mapped_column(BigInteger)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Words = Annotated[str, mapped_column(Sealed)]
Short = Annotated[str, mapped_column(String(64))]


class Table(DeclarativeBase):
    """The base of all tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
