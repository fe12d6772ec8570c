"""What actors want: objectives, and where each actor stands on them."""

from sqlalchemy import CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.store.base import (
    Base,
    Day,
    Line,
    Prose,
    Slug,
    Uid,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor
from reseau.store.models.themes import Theme


class Objective(Base):
    """Something that actors may want or oppose."""

    __tablename__ = "objective"

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    name: Mapped[Line] = mapped_column(doc="As it is written")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )
    theme_key: Mapped[int | None] = refers_to("theme", doc="What it is about")
    note: Mapped[Prose | None] = mapped_column(doc="What it means, and its limits")

    theme: Mapped[Theme | None] = relationship()


class Position(Base):
    """An actor's stance on an objective, as somebody asserted on a day."""

    __tablename__ = "position"
    __table_args__ = table_args(
        CheckConstraint("stance BETWEEN -4 AND 4", name="stance_4_to_4"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority_1_to_4"),
    )

    actor_key: Mapped[int] = refers_to("actor", doc="Whose stance it is")
    objective_key: Mapped[int] = refers_to("objective", doc="On what")
    stance: Mapped[int] = mapped_column(
        Integer, doc="-4 (opposes it with all its means) to 4 (for it, likewise)"
    )
    priority: Mapped[int | None] = mapped_column(
        Integer, doc="1 to 4: how early it comes for the actor; empty when not asked"
    )
    asserted_by_key: Mapped[int | None] = refers_to("actor", doc="Who says so")
    asserted_on: Mapped[Day | None] = mapped_column(doc="The day it was said")
    evidence: Mapped[Prose | None] = mapped_column(doc="What shows it")

    actor: Mapped[Actor] = relationship(foreign_keys=[actor_key])
    objective: Mapped[Objective] = relationship()
    asserted_by: Mapped[Actor | None] = relationship(foreign_keys=[asserted_by_key])
