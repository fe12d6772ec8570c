"""Missions: a hypothesis that a few meetings put to the test."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.dissemination import Verdict
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
from reseau.store.models.interactions import Interaction
from reseau.store.models.strategies import Strategy
from reseau.store.models.themes import Theme


class Mission(Base):
    """An ad hoc mission: a hypothesis, test meetings, go or no-go, a lesson."""

    __tablename__ = "mission"
    __table_args__ = table_args(
        ordered_days("started_on", "due_on"),
        ordered_days("started_on", "decided_on"),
        CheckConstraint(
            "(verdict IS NULL) = (decided_on IS NULL)", name="verdict_has_a_day"
        ),
    )

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    name: Mapped[Line] = mapped_column(doc="What it is called")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )
    hypothesis: Mapped[Prose] = mapped_column(doc="What is thought and has to be seen")
    started_on: Mapped[Day] = mapped_column(doc="First day")
    due_on: Mapped[Day | None] = mapped_column(doc="By when it has to be decided")
    verdict: Mapped[Verdict | None] = mapped_column(
        coded(Verdict), doc="What was decided; empty while it is tested"
    )
    decided_on: Mapped[Day | None] = mapped_column(doc="The day it was decided")
    lesson: Mapped[Prose | None] = mapped_column(doc="What was learned")
    strategy_key: Mapped[int | None] = refers_to(
        "strategy", doc="The strategy that came of it, or that it serves"
    )
    function: Mapped[Function | None] = mapped_column(
        coded(Function), doc="First axis of the matrix; empty: inferred"
    )
    carrier: Mapped[Carrier | None] = mapped_column(
        coded(Carrier), doc="Second axis of the matrix; empty: inferred"
    )

    strategy: Mapped[Strategy | None] = relationship()
    themes: Mapped[list["MissionTheme"]] = relationship(
        back_populates="mission",
        cascade="all, delete-orphan",
        order_by="MissionTheme.key",
    )
    tests: Mapped[list["MissionTest"]] = relationship(
        back_populates="mission",
        cascade="all, delete-orphan",
        order_by="MissionTest.key",
    )


class MissionTheme(Base):
    """A theme of a mission."""

    __tablename__ = "mission_theme"
    __table_args__ = table_args(UniqueConstraint("mission_key", "theme_key"))

    mission_key: Mapped[int] = refers_to("mission", index=False, doc="The mission")
    theme_key: Mapped[int] = refers_to("theme", doc="What it is about")

    mission: Mapped[Mission] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class MissionTest(Base):
    """A meeting that puts the hypothesis of a mission to the test."""

    __tablename__ = "mission_test"
    __table_args__ = table_args(UniqueConstraint("mission_key", "interaction_key"))

    mission_key: Mapped[int] = refers_to("mission", index=False, doc="The mission")
    interaction_key: Mapped[int] = refers_to("interaction", doc="The meeting")
    note: Mapped[Prose | None] = mapped_column(doc="What it showed")

    mission: Mapped[Mission] = relationship(back_populates="tests")
    interaction: Mapped[Interaction] = relationship()
