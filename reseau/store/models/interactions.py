"""The log: interactions, who took part, what was promised."""

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
    kind: Mapped[InteractionKind] = mapped_column(coded(InteractionKind))
    title: Mapped[Line]
    held_on: Mapped[Day] = mapped_column(index=True)
    ended_on: Mapped[Day | None]
    starts_at: Mapped[Moment | None]
    precision: Mapped[Precision] = mapped_column(coded(Precision))
    minutes: Mapped[int | None] = mapped_column(Integer)
    place: Mapped[Line | None]
    notes: Mapped[Prose | None]
    function: Mapped[Function | None] = mapped_column(coded(Function))
    carrier: Mapped[Carrier | None] = mapped_column(coded(Carrier))
    committee_key: Mapped[int | None] = refers_to("committee")
    source_key: Mapped[int | None] = refers_to("import_source", index=False)
    external_id: Mapped[Line | None] = mapped_column(
        index=True, doc="The line's own number in the file it came from"
    )
    fingerprint: Mapped[str | None] = mapped_column(
        String(64), doc="SHA-256 of what the file said"
    )
    repeat: Mapped[int] = mapped_column(
        Integer, default=0, doc="Rank among identical lines of one file"
    )
    added_at: Mapped[Moment]

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

    interaction_key: Mapped[int] = refers_to("interaction", index=False)
    actor_key: Mapped[int] = refers_to("actor")
    role: Mapped[Role] = mapped_column(coded(Role))
    on_behalf_of_key: Mapped[int | None] = refers_to("actor")
    brought_by_key: Mapped[int | None] = refers_to("actor")

    interaction: Mapped[Interaction] = relationship(back_populates="participations")
    actor: Mapped[Actor] = relationship(foreign_keys=[actor_key])
    on_behalf_of: Mapped[Actor | None] = relationship(foreign_keys=[on_behalf_of_key])
    brought_by: Mapped[Actor | None] = relationship(foreign_keys=[brought_by_key])


class InteractionTheme(Base):
    """A theme of an interaction."""

    __tablename__ = "interaction_theme"
    __table_args__ = table_args(UniqueConstraint("interaction_key", "theme_key"))

    interaction_key: Mapped[int] = refers_to("interaction", index=False)
    theme_key: Mapped[int] = refers_to("theme")

    interaction: Mapped[Interaction] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class InteractionTerritory(Base):
    """A territory that an interaction is about."""

    __tablename__ = "interaction_territory"
    __table_args__ = table_args(UniqueConstraint("interaction_key", "territory_key"))

    interaction_key: Mapped[int] = refers_to("interaction", index=False)
    territory_key: Mapped[int] = refers_to("territory")

    interaction: Mapped[Interaction] = relationship(back_populates="territories")
    territory: Mapped[Territory] = relationship()


class FollowUp(Base):
    """What was promised: who, what, by when, done when."""

    __tablename__ = "follow_up"

    uid: Mapped[Uid]
    interaction_key: Mapped[int | None] = refers_to("interaction")
    actor_key: Mapped[int | None] = refers_to("actor")
    what: Mapped[Line]
    due_on: Mapped[Day | None] = mapped_column(index=True)
    done_on: Mapped[Day | None]

    interaction: Mapped[Interaction | None] = relationship(back_populates="follow_ups")
    actor: Mapped[Actor | None] = relationship()
