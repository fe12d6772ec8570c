"""Where actors stand on maps, so that maps of different days can be compared."""

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import reseau.store.models.actors  # noqa: F401  # Refers to its table.
from reseau.store.base import Base, table_args


class MapPlace(Base):
    """The place of an actor on the maps of one question; it goes with its actor.

    It says nothing that the log does not say, can be drawn again from it, and is in
    no history: undoing gives back what people did, not where discs stood.
    """

    __tablename__ = "map_place"
    __table_args__ = table_args(UniqueConstraint("view", "actor_key"))

    view: Mapped[str] = mapped_column(
        String(120), doc="Which maps: the layer, and what they are narrowed to"
    )
    actor_key: Mapped[int] = mapped_column(
        ForeignKey("actor.key", ondelete="CASCADE"), index=True, doc="Who stands there"
    )
    x: Mapped[int] = mapped_column(
        Integer, doc="To the right, in hundredths of a map unit"
    )
    y: Mapped[int] = mapped_column(
        Integer, doc="Downwards, in hundredths of a map unit"
    )
