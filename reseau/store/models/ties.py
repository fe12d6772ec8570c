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

    source_key: Mapped[int] = refers_to("actor")
    target_key: Mapped[int] = refers_to("actor")
    theme_key: Mapped[int | None] = refers_to("theme")
    strength: Mapped[int] = mapped_column(Integer, default=1)
    since: Mapped[Day | None]
    until: Mapped[Day | None]
    evidence: Mapped[Prose | None]
    origin: Mapped[Origin] = mapped_column(coded(Origin))

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

    source_key: Mapped[int] = refers_to("actor")
    target_key: Mapped[int] = refers_to("actor")
    theme_key: Mapped[int | None] = refers_to("theme")
    strength: Mapped[int] = mapped_column(Integer)
    asserted_by_key: Mapped[int | None] = refers_to("actor")
    asserted_on: Mapped[Day | None]
    evidence: Mapped[Prose | None]

    source: Mapped[Actor] = relationship(foreign_keys=[source_key])
    target: Mapped[Actor] = relationship(foreign_keys=[target_key])
    asserted_by: Mapped[Actor | None] = relationship(foreign_keys=[asserted_by_key])
    theme: Mapped[Theme | None] = relationship()
