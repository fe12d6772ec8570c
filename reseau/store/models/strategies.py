"""Strategies: what is meant to make some actors act differently, and how it goes."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.dissemination import MarkerLevel, MarkerState, StrategyState
from reseau.domain.vocabulary import Carrier, Function
from reseau.store.base import (
    Base,
    Day,
    Line,
    Prose,
    Slug,
    Uid,
    coded,
    ordered_days,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor
from reseau.store.models.interactions import Interaction
from reseau.store.models.themes import Theme


class Strategy(Base):
    """A series of actions meant to make some actors act differently."""

    __tablename__ = "strategy"
    __table_args__ = table_args(
        ordered_days("started_on", "due_on"), ordered_days("started_on", "closed_on")
    )

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    name: Mapped[Line] = mapped_column(doc="What it is called")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )
    intended: Mapped[Prose] = mapped_column(
        doc="The change it aims at: what the targets would do that they do not do now"
    )
    messages: Mapped[Prose | None] = mapped_column(doc="What is said, one a line")
    means: Mapped[Prose | None] = mapped_column(doc="By what means, one a line")
    state: Mapped[StrategyState] = mapped_column(
        coded(StrategyState), doc="Where it stands"
    )
    started_on: Mapped[Day] = mapped_column(
        doc="First day: nothing from before can move its markers"
    )
    due_on: Mapped[Day | None] = mapped_column(doc="The deadline")
    closed_on: Mapped[Day | None] = mapped_column(
        doc="The day it was closed; empty while it goes on"
    )
    lesson: Mapped[Prose | None] = mapped_column(doc="What was learned from it")
    function: Mapped[Function | None] = mapped_column(
        coded(Function), doc="First axis of the matrix; empty: inferred"
    )
    carrier: Mapped[Carrier | None] = mapped_column(
        coded(Carrier), doc="Second axis of the matrix; empty: inferred"
    )

    targets: Mapped[list["StrategyTarget"]] = relationship(
        back_populates="strategy",
        cascade="all, delete-orphan",
        order_by="StrategyTarget.key",
    )
    themes: Mapped[list["StrategyTheme"]] = relationship(
        back_populates="strategy",
        cascade="all, delete-orphan",
        order_by="StrategyTheme.key",
    )
    steps: Mapped[list["StrategyStep"]] = relationship(
        back_populates="strategy",
        cascade="all, delete-orphan",
        order_by="StrategyStep.key",
    )
    pledges: Mapped[list["Pledge"]] = relationship(
        back_populates="strategy", cascade="all, delete-orphan", order_by="Pledge.key"
    )
    markers: Mapped[list["Marker"]] = relationship(
        back_populates="strategy", order_by="Marker.key"
    )


class StrategyTarget(Base):
    """An actor that a strategy wants to see act differently."""

    __tablename__ = "strategy_target"
    __table_args__ = table_args(UniqueConstraint("strategy_key", "actor_key"))

    strategy_key: Mapped[int] = refers_to("strategy", index=False, doc="The strategy")
    actor_key: Mapped[int] = refers_to("actor", doc="Who would change")

    strategy: Mapped[Strategy] = relationship(back_populates="targets")
    actor: Mapped[Actor] = relationship()


class StrategyTheme(Base):
    """A theme of a strategy."""

    __tablename__ = "strategy_theme"
    __table_args__ = table_args(UniqueConstraint("strategy_key", "theme_key"))

    strategy_key: Mapped[int] = refers_to("strategy", index=False, doc="The strategy")
    theme_key: Mapped[int] = refers_to("theme", doc="What it is about")

    strategy: Mapped[Strategy] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class StrategyStep(Base):
    """An interaction of the series by which a strategy is carried out."""

    __tablename__ = "strategy_step"
    __table_args__ = table_args(UniqueConstraint("strategy_key", "interaction_key"))

    strategy_key: Mapped[int] = refers_to("strategy", index=False, doc="The strategy")
    interaction_key: Mapped[int] = refers_to("interaction", doc="The interaction")
    note: Mapped[Prose | None] = mapped_column(doc="What it brought")

    strategy: Mapped[Strategy] = relationship(back_populates="steps")
    interaction: Mapped[Interaction] = relationship()


class Pledge(Base):
    """What a member said they would do for a strategy."""

    __tablename__ = "pledge"
    __table_args__ = table_args(
        ordered_days("pledged_on", "due_on"),
        ordered_days("pledged_on", "kept_on"),
        ordered_days("pledged_on", "dropped_on"),
        CheckConstraint("kept_on IS NULL OR dropped_on IS NULL", name="one_end"),
    )

    uid: Mapped[Uid]
    strategy_key: Mapped[int] = refers_to("strategy", doc="For which strategy")
    actor_key: Mapped[int] = refers_to("actor", doc="Who engaged")
    what: Mapped[Line] = mapped_column(doc="To do what")
    pledged_on: Mapped[Day] = mapped_column(doc="The day it was said")
    due_on: Mapped[Day | None] = mapped_column(doc="By when")
    kept_on: Mapped[Day | None] = mapped_column(doc="The day it was done")
    dropped_on: Mapped[Day | None] = mapped_column(
        doc="The day it was known that it would not be done"
    )
    reason: Mapped[Prose | None] = mapped_column(doc="Why it was dropped")

    strategy: Mapped[Strategy] = relationship(back_populates="pledges")
    actor: Mapped[Actor] = relationship()


class Marker(Base):
    """A graduated sign of change in the targets of a strategy."""

    __tablename__ = "marker"

    uid: Mapped[Uid]
    strategy_key: Mapped[int] = refers_to("strategy", doc="Of which strategy")
    actor_key: Mapped[int | None] = refers_to(
        "actor", doc="The target it is about; empty for all of them"
    )
    level: Mapped[MarkerLevel] = mapped_column(
        coded(MarkerLevel), doc="How far it goes"
    )
    sign: Mapped[Line] = mapped_column(doc="What would be seen")

    strategy: Mapped[Strategy] = relationship(back_populates="markers")
    actor: Mapped[Actor | None] = relationship()
    moves: Mapped[list["MarkerMove"]] = relationship(
        back_populates="marker",
        cascade="all, delete-orphan",
        order_by="MarkerMove.seen_on, MarkerMove.key",
    )


class MarkerMove(Base):
    """What an interaction showed of a marker."""

    __tablename__ = "marker_move"
    __table_args__ = table_args(
        UniqueConstraint("marker_key", "interaction_key", "seen_on")
    )

    marker_key: Mapped[int] = refers_to("marker", index=False, doc="The marker")
    interaction_key: Mapped[int] = refers_to(
        "interaction", doc="The interaction that moved it, or where it was seen"
    )
    state: Mapped[MarkerState] = mapped_column(
        coded(MarkerState), doc="What was seen of it"
    )
    seen_on: Mapped[Day] = mapped_column(
        doc="The day it was seen: that of the interaction, or later"
    )
    evidence: Mapped[Prose] = mapped_column(doc="What shows it")

    marker: Mapped[Marker] = relationship(back_populates="moves")
    interaction: Mapped[Interaction] = relationship()
