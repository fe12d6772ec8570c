"""Analysis: the questions that the collective needs answered."""

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import NeedState
from reseau.store.base import (
    Base,
    Day,
    Line,
    Moment,
    Prose,
    Uid,
    coded,
    ordered_days,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor
from reseau.store.models.committees import Committee
from reseau.store.models.interactions import Interaction
from reseau.store.models.places import Territory
from reseau.store.models.signals import Signal
from reseau.store.models.themes import Theme


class Need(Base):
    """A question that the collective needs answered."""

    __tablename__ = "need"
    __table_args__ = table_args(
        ordered_days("asked_on", "closed_on"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority_1_to_4"),
    )

    uid: Mapped[Uid]
    question: Mapped[Line] = mapped_column(doc="The question, as it is asked")
    context: Mapped[Prose | None] = mapped_column(
        doc="What it is asked for: a development plan, a consultation"
    )
    asked_by_key: Mapped[int | None] = refers_to("actor", doc="Who asks")
    asked_on: Mapped[Day] = mapped_column(index=True, doc="The day it was asked")
    priority: Mapped[int | None] = mapped_column(
        Integer,
        doc="1 (first) to 4, as given when it was asked; the rounds have the votes",
    )
    state: Mapped[NeedState] = mapped_column(
        coded(NeedState), default=NeedState.OPEN, doc="Where it stands"
    )
    validate_by: Mapped[Day | None] = mapped_column(
        index=True, doc="The day by which it must be validated again"
    )
    closed_on: Mapped[Day | None] = mapped_column(
        doc="The day it was answered or dropped; empty while it is open"
    )
    answer: Mapped[Prose | None] = mapped_column(
        doc="What was answered, or why it was dropped"
    )
    territory_key: Mapped[int | None] = refers_to("territory", doc="Where it is about")
    added_at: Mapped[Moment] = mapped_column(doc="When it was added")

    asked_by: Mapped[Actor | None] = relationship()
    territory: Mapped[Territory | None] = relationship()
    themes: Mapped[list["NeedTheme"]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedTheme.key"
    )
    signals: Mapped[list["NeedSignal"]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedSignal.key"
    )
    experts: Mapped[list["NeedExpert"]] = relationship(
        back_populates="need", cascade="all, delete-orphan", order_by="NeedExpert.key"
    )
    rounds: Mapped[list["NeedRound"]] = relationship(
        back_populates="need",
        cascade="all, delete-orphan",
        order_by="(NeedRound.held_on, NeedRound.key)",
    )


class NeedTheme(Base):
    """A theme of a need."""

    __tablename__ = "need_theme"
    __table_args__ = table_args(UniqueConstraint("need_key", "theme_key"))

    need_key: Mapped[int] = refers_to("need", index=False, doc="The need")
    theme_key: Mapped[int] = refers_to("theme", doc="What it is about")

    need: Mapped[Need] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class NeedSignal(Base):
    """A signal from which a need came."""

    __tablename__ = "need_signal"
    __table_args__ = table_args(UniqueConstraint("need_key", "signal_key"))

    need_key: Mapped[int] = refers_to("need", index=False, doc="The need")
    signal_key: Mapped[int] = refers_to("signal", doc="The signal")

    need: Mapped[Need] = relationship(back_populates="signals")
    signal: Mapped[Signal] = relationship()


class NeedExpert(Base):
    """Somebody who could answer a need, and why."""

    __tablename__ = "need_expert"
    __table_args__ = table_args(UniqueConstraint("need_key", "actor_key"))

    need_key: Mapped[int] = refers_to("need", index=False, doc="The need")
    actor_key: Mapped[int] = refers_to("actor", doc="Who could answer")
    reason: Mapped[Prose | None] = mapped_column(doc="Why they could")

    need: Mapped[Need] = relationship(back_populates="experts")
    actor: Mapped[Actor] = relationship()


class NeedRound(Base):
    """A round of validation: a need looked at again on a day, with its votes."""

    __tablename__ = "need_round"
    __table_args__ = table_args(
        UniqueConstraint("need_key", "held_on"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority_1_to_4"),
        CheckConstraint("votes >= 0", name="votes_counted"),
        CheckConstraint("voters >= votes", name="votes_of_voters"),
    )

    need_key: Mapped[int] = refers_to("need", index=False, doc="The need")
    held_on: Mapped[Day] = mapped_column(index=True, doc="The day of the round")
    interaction_key: Mapped[int | None] = refers_to(
        "interaction", doc="The meeting that voted"
    )
    committee_key: Mapped[int | None] = refers_to(
        "committee", doc="The committee that voted"
    )
    priority: Mapped[int | None] = mapped_column(
        Integer, doc="1 (first) to 4, as voted; empty when it was not voted on"
    )
    votes: Mapped[int | None] = mapped_column(
        Integer, doc="How many voted for it; empty when not counted"
    )
    voters: Mapped[int | None] = mapped_column(
        Integer, doc="How many could vote; empty when not counted"
    )
    note: Mapped[Prose | None] = mapped_column(doc="What was said")

    need: Mapped[Need] = relationship(back_populates="rounds")
    interaction: Mapped[Interaction | None] = relationship()
    committee: Mapped[Committee | None] = relationship()
