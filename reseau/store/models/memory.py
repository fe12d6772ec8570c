"""What the store remembers of itself: settings, imports, operations."""

from sqlalchemy import Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.store.base import Base, Line, Moment, Prose, Uid, refers_to, table_args


class Setting(Base):
    """One setting of the organization."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[Prose]


class ImportSource(Base):
    """Where imported lines came from; one row a profile's source."""

    __tablename__ = "import_source"

    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    attribution: Mapped[Prose | None]


class Operation(Base):
    """One command's whole change of the store: the unit of history and undo."""

    __tablename__ = "operation"

    uid: Mapped[Uid]
    done_at: Mapped[Moment]
    author: Mapped[Line]
    host: Mapped[Line]
    command: Mapped[Line] = mapped_column(doc="The command's name, without its words")
    summary: Mapped[Line] = mapped_column(doc="What changed: counts by table, as JSON")
    program_version: Mapped[str] = mapped_column(String(40))
    undoes_key: Mapped[int | None] = refers_to("operation")

    changes: Mapped[list["Change"]] = relationship(
        back_populates="operation", order_by="Change.key"
    )


class Change(Base):
    """All rows of one table that an operation touched, before and after.

    Packed because an import touches a hundred thousand: see reseau.store.history.
    """

    __tablename__ = "change"
    __table_args__ = table_args(UniqueConstraint("operation_key", "table_name"))

    operation_key: Mapped[int] = refers_to("operation", index=False)
    table_name: Mapped[str] = mapped_column(String(60))
    row_count: Mapped[int] = mapped_column(Integer)
    rows: Mapped[bytes] = mapped_column(LargeBinary)

    operation: Mapped[Operation] = relationship(back_populates="changes")
