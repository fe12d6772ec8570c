"""What every table shares: names of constraints, kinds of columns."""

import uuid
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar, cast

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from reseau.domain.closed_words import Word


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Turn a moment into UTC on its way in."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")  # noqa: TRY003  # A bug.
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Give a moment its zone on its way out: SQLite drops it."""
        del dialect
        if value is None:
            return None
        return (
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )


def coded(words: type[Word]) -> Enum:
    """Make a column type for a closed list: its codes, checked by the database."""
    return Enum(
        words,
        values_callable=lambda them: [word.value for word in them],
        native_enum=False,
        create_constraint=True,
        length=40,
        name=words.__name__.lower(),
    )


LARGEST_KEY = 2**31 - 1  # What an Integer holds on PostgreSQL.

Key = Annotated[
    int,
    mapped_column(Integer, primary_key=True, sort_order=-1, doc="The row's number"),
]
Uid = Annotated[
    uuid.UUID,
    mapped_column(
        Uuid, unique=True, default=uuid.uuid4, doc="The same in every copy of the store"
    ),
]
Slug = Annotated[
    str, mapped_column(String(80), unique=True, doc="Short name to type, in ASCII")
]
Line = Annotated[str, mapped_column(String(400))]
Prose = Annotated[str, mapped_column(Text)]
Day = Annotated[date, mapped_column(Date)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Version = Annotated[
    int,
    mapped_column(
        Integer, default=1, sort_order=1, doc="Raised by one at each change of the row"
    ),
]


class Base(DeclarativeBase):
    """Base of the mapped classes, which are the records everywhere."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # A key is never used twice, so that undoing and redoing keep each row's own.
    __table_args__: Any = (  # Any: what SQLAlchemy takes there.
        {"sqlite_autoincrement": True},
    )

    key: Mapped[Key]
    version: Mapped[Version]


Kind = TypeVar("Kind", bound=Base)


def columns_of(kind: type[Kind]) -> type[Kind]:
    """Give the columns of a class's table, typed as the attributes of the class.

    A SELECT of them gives the same rows, and does not make SQLAlchemy configure every
    mapper first, a tenth of a short command's time. They cannot be joined to: compare
    the keys in ``where``.
    """
    return cast("type[Kind]", kind.__table__.c)


def refers_to(table: str, *, doc: str, index: bool = True) -> Any:
    """Make a column that points at another table's key, indexed by default."""
    return mapped_column(ForeignKey(f"{table}.key"), index=index, doc=doc)


def table_args(*constraints: Any) -> Any:  # Any: what SQLAlchemy takes there.
    """Add constraints to a table and keep what every table has."""
    return (*constraints, {"sqlite_autoincrement": True})


def ordered_days(since: str = "since", until: str = "until") -> CheckConstraint:
    """Refuse an interval that ends before it begins."""
    return CheckConstraint(f"{until} >= {since}", name=f"{since}_before_{until}")
