"""Outcomes: who changed what, and what shows it."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.dissemination import Degree, OutcomePart
from reseau.store.base import (
    Base,
    Day,
    Line,
    Prose,
    Uid,
    coded,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor
from reseau.store.models.places import Territory
from reseau.store.models.strategies import Marker, Strategy
from reseau.store.models.themes import Theme


class Outcome(Base):
    """A change in what some actors do, as Outcome Harvesting records it."""

    __tablename__ = "outcome"

    uid: Mapped[Uid]
    what: Mapped[Line] = mapped_column(doc="What changed, in a sentence")
    happened_on: Mapped[Day] = mapped_column(index=True, doc="When")
    territory_key: Mapped[int | None] = refers_to("territory", doc="Where")
    significance: Mapped[Prose | None] = mapped_column(doc="Why it matters")
    contribution: Mapped[Prose] = mapped_column(
        doc="What the collective did that helped, large or small"
    )
    others: Mapped[Prose | None] = mapped_column(
        doc="What else, and who else, helped; empty only when actors are named for it"
    )
    evidence: Mapped[Prose | None] = mapped_column(doc="What shows it")
    noted_on: Mapped[Day] = mapped_column(doc="The day it was written down")

    territory: Mapped[Territory | None] = relationship()
    actors: Mapped[list["OutcomeActor"]] = relationship(
        back_populates="outcome",
        cascade="all, delete-orphan",
        order_by="OutcomeActor.key",
    )
    themes: Mapped[list["OutcomeTheme"]] = relationship(
        back_populates="outcome",
        cascade="all, delete-orphan",
        order_by="OutcomeTheme.key",
    )
    markers: Mapped[list["OutcomeMarker"]] = relationship(
        back_populates="outcome",
        cascade="all, delete-orphan",
        order_by="OutcomeMarker.key",
    )
    strategies: Mapped[list["OutcomeStrategy"]] = relationship(
        back_populates="outcome",
        cascade="all, delete-orphan",
        order_by="OutcomeStrategy.key",
    )
    substantiations: Mapped[list["Substantiation"]] = relationship(
        back_populates="outcome",
        cascade="all, delete-orphan",
        order_by="Substantiation.key",
    )


class OutcomeActor(Base):
    """An actor who changed, or another one who contributed to the change."""

    __tablename__ = "outcome_actor"
    __table_args__ = table_args(UniqueConstraint("outcome_key", "actor_key"))

    outcome_key: Mapped[int] = refers_to("outcome", index=False, doc="The outcome")
    actor_key: Mapped[int] = refers_to("actor", doc="Who")
    part: Mapped[OutcomePart] = mapped_column(
        coded(OutcomePart), doc="Changed, or contributed"
    )

    outcome: Mapped[Outcome] = relationship(back_populates="actors")
    actor: Mapped[Actor] = relationship()


class OutcomeTheme(Base):
    """A theme of an outcome."""

    __tablename__ = "outcome_theme"
    __table_args__ = table_args(UniqueConstraint("outcome_key", "theme_key"))

    outcome_key: Mapped[int] = refers_to("outcome", index=False, doc="The outcome")
    theme_key: Mapped[int] = refers_to("theme", doc="What it is about")

    outcome: Mapped[Outcome] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class OutcomeMarker(Base):
    """A marker that an outcome answers."""

    __tablename__ = "outcome_marker"
    __table_args__ = table_args(UniqueConstraint("outcome_key", "marker_key"))

    outcome_key: Mapped[int] = refers_to("outcome", index=False, doc="The outcome")
    marker_key: Mapped[int] = refers_to("marker", doc="The marker")

    outcome: Mapped[Outcome] = relationship(back_populates="markers")
    marker: Mapped[Marker] = relationship()


class OutcomeStrategy(Base):
    """A strategy that contributed to an outcome."""

    __tablename__ = "outcome_strategy"
    __table_args__ = table_args(UniqueConstraint("outcome_key", "strategy_key"))

    outcome_key: Mapped[int] = refers_to("outcome", index=False, doc="The outcome")
    strategy_key: Mapped[int] = refers_to("strategy", doc="The strategy")

    outcome: Mapped[Outcome] = relationship(back_populates="strategies")
    strategy: Mapped[Strategy] = relationship()


class Substantiation(Base):
    """What somebody who knows says of an outcome; their last word."""

    __tablename__ = "substantiation"
    __table_args__ = table_args(
        CheckConstraint(
            "actor_key IS NOT NULL OR source IS NOT NULL", name="somebody_says_so"
        )
    )

    outcome_key: Mapped[int] = refers_to("outcome", doc="The outcome")
    actor_key: Mapped[int | None] = refers_to("actor", doc="Who says so")
    source: Mapped[Line | None] = mapped_column(
        doc="What says so when it is no actor: a report, minutes"
    )
    degree: Mapped[Degree] = mapped_column(coded(Degree), doc="To what degree")
    stated_on: Mapped[Day] = mapped_column(doc="The day it was said")
    note: Mapped[Prose | None] = mapped_column(doc="In which words, with what limits")

    outcome: Mapped[Outcome] = relationship(back_populates="substantiations")
    actor: Mapped[Actor | None] = relationship()
