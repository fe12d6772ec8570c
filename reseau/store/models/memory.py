"""What the store remembers of itself: settings, imports, operations."""

from sqlalchemy import Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.store.base import Base, Line, Moment, Prose, Uid, refers_to, table_args


class Setting(Base):
    """One setting of the organization."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(
        String(60), unique=True, doc="Which setting: organization, zone"
    )
    value: Mapped[Prose] = mapped_column(doc="What it is set to")


class ImportSource(Base):
    """Where imported lines came from; one row a profile's source."""

    __tablename__ = "import_source"

    uid: Mapped[Uid]
    name: Mapped[str] = mapped_column(
        String(200), unique=True, doc="The source, as its profile names it"
    )
    attribution: Mapped[Prose | None] = mapped_column(
        doc="What must be said where its data are shown"
    )


class Operation(Base):
    """One command's whole change of the store: the unit of history and undo."""

    __tablename__ = "operation"

    uid: Mapped[Uid]
    done_at: Mapped[Moment] = mapped_column(doc="When")
    author: Mapped[Line] = mapped_column(
        doc="Who: RESEAU_USER, else the user of the database or of the system"
    )
    host: Mapped[Line] = mapped_column(doc="Name of the computer")
    command: Mapped[Line] = mapped_column(doc="The command's name, without its words")
    summary: Mapped[Prose] = mapped_column(doc="What changed: counts by table, as JSON")
    program_version: Mapped[str] = mapped_column(
        String(40), doc="Version of Réseau that did it"
    )
    undoes_key: Mapped[int | None] = refers_to(
        "operation", doc="The operation that this one takes back"
    )

    changes: Mapped[list["Change"]] = relationship(
        back_populates="operation", order_by="Change.key"
    )


class Change(Base):
    """All rows of one table that an operation touched, before and after.

    Packed because an import touches a hundred thousand: see reseau.store.past.history.
    """

    __tablename__ = "change"
    __table_args__ = table_args(UniqueConstraint("operation_key", "table_name"))

    operation_key: Mapped[int] = refers_to(
        "operation", index=False, doc="The operation"
    )
    table_name: Mapped[str] = mapped_column(String(60), doc="The table")
    row_count: Mapped[int] = mapped_column(Integer, doc="How many rows it touched")
    rows: Mapped[bytes] = mapped_column(
        LargeBinary, doc="The rows before and after: JSON compressed with zlib"
    )

    operation: Mapped[Operation] = relationship(back_populates="changes")
