"""Territories."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import TerritoryKind
from reseau.store.base import Base, Line, Prose, Slug, Uid, coded, refers_to, table_args


class Territory(Base):
    """A borough, a linked city, a neighbourhood, a zone."""

    __tablename__ = "territory"
    __table_args__ = table_args(
        CheckConstraint("parent_key <> key", name="not_its_own_parent")
    )

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    name: Mapped[Line] = mapped_column(doc="Official spelling")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )
    kind: Mapped[TerritoryKind] = mapped_column(
        coded(TerritoryKind), doc="What sort of territory"
    )
    parent_key: Mapped[int | None] = refers_to(
        "territory", doc="The territory that holds it"
    )
    official_code: Mapped[Line | None] = mapped_column(doc="Its code in the source")
    geometry: Mapped[Prose | None] = mapped_column(doc="GeoJSON geometry, WGS 84")
    attribution: Mapped[Line | None] = mapped_column(
        doc="What must be said where its outline is shown"
    )

    parent: Mapped["Territory | None"] = relationship(remote_side="Territory.key")
