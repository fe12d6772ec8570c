"""Ties that are declared: collaboration and influence."""

from sqlalchemy import CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import Origin
from reseau.store.base import (
    Base,
    Day,
    Prose,
    coded,
    ordered_days,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor
from reseau.store.models.themes import Theme


class Collaboration(Base):
    """A declared collaboration between two actors: [since, until)."""

    __tablename__ = "collaboration"
    __table_args__ = table_args(
        ordered_days(),
        CheckConstraint("source_key <> target_key", name="two_actors"),
        CheckConstraint("strength BETWEEN 1 AND 4", name="strength_1_to_4"),
    )

    source_key: Mapped[int] = refers_to("actor", doc="One actor")
    target_key: Mapped[int] = refers_to(
        "actor", doc="The other one; the order means nothing"
    )
    theme_key: Mapped[int | None] = refers_to("theme", doc="What it is about")
    strength: Mapped[int] = mapped_column(Integer, default=1, doc="1 to 4, as declared")
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while it lasts"
    )
    evidence: Mapped[Prose | None] = mapped_column(doc="What shows it")
    origin: Mapped[Origin] = mapped_column(coded(Origin), doc="Who says so")

    source: Mapped[Actor] = relationship(foreign_keys=[source_key])
    target: Mapped[Actor] = relationship(foreign_keys=[target_key])
    theme: Mapped[Theme | None] = relationship()


class Influence(Base):
    """Source influences target on a theme, as somebody asserted on a day."""

    __tablename__ = "influence"
    __table_args__ = table_args(
        CheckConstraint("source_key <> target_key", name="two_actors"),
        CheckConstraint("strength BETWEEN 0 AND 4", name="strength_0_to_4"),
    )

    source_key: Mapped[int] = refers_to("actor", doc="Who influences")
    target_key: Mapped[int] = refers_to("actor", doc="Who is influenced")
    theme_key: Mapped[int | None] = refers_to("theme", doc="On what; empty for all")
    strength: Mapped[int] = mapped_column(Integer, doc="0 to 4, as asserted")
    asserted_by_key: Mapped[int | None] = refers_to("actor", doc="Who says so")
    asserted_on: Mapped[Day | None] = mapped_column(doc="The day it was said")
    evidence: Mapped[Prose | None] = mapped_column(doc="What shows it")

    source: Mapped[Actor] = relationship(foreign_keys=[source_key])
    target: Mapped[Actor] = relationship(foreign_keys=[target_key])
    asserted_by: Mapped[Actor | None] = relationship(foreign_keys=[asserted_by_key])
    theme: Mapped[Theme | None] = relationship()
