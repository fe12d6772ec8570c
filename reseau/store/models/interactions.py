"""The log: interactions, who took part, what was promised."""

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

import reseau.store.models.memory  # noqa: F401  # Refers to a table of its.
from reseau.domain.vocabulary import (
    Carrier,
    Function,
    InteractionKind,
    Precision,
    Role,
)
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
from reseau.store.models.places import Territory
from reseau.store.models.themes import Theme


class Interaction(Base):
    """Something dated between actors: one line of the log."""

    __tablename__ = "interaction"
    __table_args__ = table_args(
        ordered_days("held_on", "ended_on"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        UniqueConstraint("source_key", "fingerprint", "repeat"),
        Index(None, "fingerprint"),
    )

    uid: Mapped[Uid]
    kind: Mapped[InteractionKind] = mapped_column(
        coded(InteractionKind), doc="What it was"
    )
    title: Mapped[Line] = mapped_column(doc="What it was, in a few words")
    held_on: Mapped[Day] = mapped_column(
        index=True, doc="The day; the first of the month when only the month is known"
    )
    ended_on: Mapped[Day | None] = mapped_column(
        doc="Last day, included, of what lasted several"
    )
    starts_at: Mapped[Moment | None] = mapped_column(
        doc="The moment it began, when it is known; a moment of the half-day when only "
        "that is"
    )
    precision: Mapped[Precision] = mapped_column(
        coded(Precision), doc="How finely the date is known"
    )
    minutes: Mapped[int | None] = mapped_column(Integer, doc="How long it lasted")
    place: Mapped[Line | None] = mapped_column(doc="Where it was held")
    notes: Mapped[Prose | None] = mapped_column(doc="Free text, never shown on a map")
    function: Mapped[Function | None] = mapped_column(
        coded(Function), doc="What the action is for: first axis of the matrix"
    )
    carrier: Mapped[Carrier | None] = mapped_column(
        coded(Carrier), doc="Who carries the action: second axis of the matrix"
    )
    committee_key: Mapped[int | None] = refers_to(
        "committee", doc="The committee that met"
    )
    source_key: Mapped[int | None] = refers_to(
        "import_source",
        index=False,
        doc="Where the line was imported from; empty when it was typed",
    )
    external_id: Mapped[Line | None] = mapped_column(
        index=True, doc="The line's own number in the file it came from"
    )
    fingerprint: Mapped[str | None] = mapped_column(
        String(64), doc="SHA-256 of what the file said"
    )
    repeat: Mapped[int] = mapped_column(
        Integer, default=0, doc="Rank among identical lines of one file"
    )
    added_at: Mapped[Moment] = mapped_column(doc="When the line was added")

    committee: Mapped[Committee | None] = relationship()
    participations: Mapped[list["Participation"]] = relationship(
        back_populates="interaction",
        cascade="all, delete-orphan",
        order_by="Participation.key",
    )
    themes: Mapped[list["InteractionTheme"]] = relationship(
        back_populates="interaction",
        cascade="all, delete-orphan",
        order_by="InteractionTheme.key",
    )
    territories: Mapped[list["InteractionTerritory"]] = relationship(
        back_populates="interaction",
        cascade="all, delete-orphan",
        order_by="InteractionTerritory.key",
    )
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        back_populates="interaction",
        cascade="all, delete-orphan",
        order_by="FollowUp.key",
    )


class Participation(Base):
    """An actor's part in an interaction."""

    __tablename__ = "participation"
    __table_args__ = table_args(
        UniqueConstraint("interaction_key", "actor_key"),
        CheckConstraint("brought_by_key <> actor_key", name="brought_by_another"),
        CheckConstraint("on_behalf_of_key <> actor_key", name="on_behalf_of_another"),
    )

    interaction_key: Mapped[int] = refers_to(
        "interaction", index=False, doc="The interaction"
    )
    actor_key: Mapped[int] = refers_to("actor", doc="Who took part")
    role: Mapped[Role] = mapped_column(coded(Role), doc="In which part")
    on_behalf_of_key: Mapped[int | None] = refers_to(
        "actor", doc="The organization that the person was there for"
    )
    brought_by_key: Mapped[int | None] = refers_to("actor", doc="Who brought them")

    interaction: Mapped[Interaction] = relationship(back_populates="participations")
    actor: Mapped[Actor] = relationship(foreign_keys=[actor_key])
    on_behalf_of: Mapped[Actor | None] = relationship(foreign_keys=[on_behalf_of_key])
    brought_by: Mapped[Actor | None] = relationship(foreign_keys=[brought_by_key])


class InteractionTheme(Base):
    """A theme of an interaction."""

    __tablename__ = "interaction_theme"
    __table_args__ = table_args(UniqueConstraint("interaction_key", "theme_key"))

    interaction_key: Mapped[int] = refers_to(
        "interaction", index=False, doc="The interaction"
    )
    theme_key: Mapped[int] = refers_to("theme", doc="What it was about")

    interaction: Mapped[Interaction] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class InteractionTerritory(Base):
    """A territory that an interaction is about."""

    __tablename__ = "interaction_territory"
    __table_args__ = table_args(UniqueConstraint("interaction_key", "territory_key"))

    interaction_key: Mapped[int] = refers_to(
        "interaction", index=False, doc="The interaction"
    )
    territory_key: Mapped[int] = refers_to("territory", doc="Where it was about")

    interaction: Mapped[Interaction] = relationship(back_populates="territories")
    territory: Mapped[Territory] = relationship()


class FollowUp(Base):
    """What was promised: who, what, by when, done when."""

    __tablename__ = "follow_up"

    uid: Mapped[Uid]
    interaction_key: Mapped[int | None] = refers_to(
        "interaction", doc="Where it was promised"
    )
    actor_key: Mapped[int | None] = refers_to("actor", doc="Who promised")
    what: Mapped[Line] = mapped_column(doc="What was promised")
    due_on: Mapped[Day | None] = mapped_column(index=True, doc="The deadline")
    done_on: Mapped[Day | None] = mapped_column(
        doc="The day it was done; empty while it is due"
    )

    interaction: Mapped[Interaction | None] = relationship(back_populates="follow_ups")
    actor: Mapped[Actor | None] = relationship()
