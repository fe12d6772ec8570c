"""How a collective governs itself: mandates, rules, reserved seats, decisions."""

import uuid

from sqlalchemy import CheckConstraint, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import DecisionRule
from reseau.store.base import (
    Base,
    Day,
    Line,
    Prose,
    Uid,
    coded,
    ordered_days,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor
from reseau.store.models.committees import Committee
from reseau.store.models.interactions import FollowUp, Interaction
from reseau.store.models.places import Territory
from reseau.store.models.themes import Theme


class Mandate(Base):
    """What a committee is asked to do for a time, and where that was decided."""

    __tablename__ = "mandate"
    __table_args__ = table_args(
        ordered_days(), CheckConstraint("renews_key <> key", name="not_renewing_itself")
    )

    committee_key: Mapped[int] = refers_to("committee", doc="Whose mandate it is")
    text: Mapped[Prose | None] = mapped_column(doc="What it is asked to do")
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while no end was decided"
    )
    decided_on: Mapped[Day | None] = mapped_column(doc="When it was decided")
    interaction_key: Mapped[int | None] = refers_to(
        "interaction", doc="The meeting where it was decided"
    )
    recorded_in: Mapped[Line | None] = mapped_column(
        doc="Where that can be read: minutes, an address"
    )
    renews_key: Mapped[int | None] = refers_to("mandate", doc="The one it goes on from")

    committee: Mapped[Committee] = relationship()
    interaction: Mapped[Interaction | None] = relationship()


class CommitteeRule(Base):
    """How a committee decides, since when: [since, until)."""

    __tablename__ = "committee_rule"
    __table_args__ = table_args(
        ordered_days(),
        CheckConstraint("quorum > 0", name="quorum_positive"),
        CheckConstraint("quorum_percent BETWEEN 1 AND 100", name="percent_1_to_100"),
        CheckConstraint(
            "quorum IS NULL OR quorum_percent IS NULL", name="one_quorum_at_most"
        ),
    )

    committee_key: Mapped[int] = refers_to("committee", doc="Which committee")
    rule: Mapped[DecisionRule] = mapped_column(coded(DecisionRule), doc="How")
    quorum: Mapped[int | None] = mapped_column(
        Integer, doc="How many members must be there for a decision to hold"
    )
    quorum_percent: Mapped[int | None] = mapped_column(
        Integer, doc="The same, in percent of the members"
    )
    note: Mapped[Prose | None] = mapped_column(doc="What the rule does not say alone")
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which another one holds; empty while it does"
    )

    committee: Mapped[Committee] = relationship()


class ReservedSeat(Base):
    """Seats of a committee that are for one sector, and until when."""

    __tablename__ = "reserved_seat"
    __table_args__ = table_args(
        ordered_days(), CheckConstraint("seats > 0", name="seats_positive")
    )

    committee_key: Mapped[int] = refers_to("committee", doc="Which committee")
    sector: Mapped[Line] = mapped_column(doc="For which sector, in the same words")
    sector_key: Mapped[Line] = mapped_column(doc="Folded, for finding and sorting")
    seats: Mapped[int] = mapped_column(Integer, doc="How many")
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which they expire; empty while no end was decided"
    )

    committee: Mapped[Committee] = relationship()


class Spokesperson(Base):
    """Who may speak for the collective or a committee, on what, and until when."""

    __tablename__ = "spokesperson"
    __table_args__ = table_args(ordered_days())

    actor_key: Mapped[int] = refers_to("actor", doc="Who may speak")
    committee_key: Mapped[int | None] = refers_to(
        "committee", doc="For which committee; empty for the whole collective"
    )
    theme_key: Mapped[int | None] = refers_to("theme", doc="On what; empty for all")
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while it lasts"
    )
    note: Mapped[Prose | None] = mapped_column(doc="Within which limits")

    actor: Mapped[Actor] = relationship()
    committee: Mapped[Committee | None] = relationship()
    theme: Mapped[Theme | None] = relationship()


class Decision(Base):
    """What a committee decided, when, at which meeting, and where that is recorded."""

    __tablename__ = "decision"
    __table_args__ = table_args(
        CheckConstraint("replaces_key <> key", name="not_replacing_itself")
    )

    uid: Mapped[Uid]
    title: Mapped[Line] = mapped_column(doc="What was decided, in a few words")
    text: Mapped[Prose | None] = mapped_column(doc="The decision as it was adopted")
    committee_key: Mapped[int] = refers_to("committee", doc="Who decided")
    decided_on: Mapped[Day] = mapped_column(index=True, doc="When")
    interaction_key: Mapped[int | None] = refers_to(
        "interaction", doc="The meeting where it was decided"
    )
    rule: Mapped[DecisionRule | None] = mapped_column(
        coded(DecisionRule), doc="How it was taken, when that is known"
    )
    recorded_in: Mapped[Line | None] = mapped_column(
        doc="Where it can be read: minutes, an address"
    )
    replaces_key: Mapped[int | None] = refers_to(
        "decision", doc="The earlier decision that it replaces"
    )

    committee: Mapped[Committee] = relationship()
    interaction: Mapped[Interaction | None] = relationship()
    replaces: Mapped["Decision | None"] = relationship(remote_side="Decision.key")
    subjects: Mapped[list["DecisionSubject"]] = relationship(
        back_populates="decision",
        cascade="all, delete-orphan",
        order_by="DecisionSubject.key",
    )
    promises: Mapped[list["DecisionFollowUp"]] = relationship(
        back_populates="decision",
        cascade="all, delete-orphan",
        order_by="DecisionFollowUp.key",
    )


class DecisionSubject(Base):
    """One thing that a decision is about."""

    __tablename__ = "decision_subject"
    __table_args__ = table_args(
        CheckConstraint(
            "(record_kind IS NULL) = (record_uid IS NULL)", name="kind_with_uid"
        )
    )

    decision_key: Mapped[int] = refers_to("decision", doc="The decision")
    actor_key: Mapped[int | None] = refers_to("actor", doc="An actor it is about")
    theme_key: Mapped[int | None] = refers_to("theme", doc="A theme it is about")
    territory_key: Mapped[int | None] = refers_to(
        "territory", doc="A territory it is about"
    )
    record_kind: Mapped[str | None] = mapped_column(
        String(60), doc="Table of another record it is about: a need, a strategy"
    )
    record_uid: Mapped[uuid.UUID | None] = mapped_column(
        Uuid, doc="That record, by what names it in every copy of the store"
    )

    decision: Mapped[Decision] = relationship(back_populates="subjects")
    actor: Mapped[Actor | None] = relationship()
    theme: Mapped[Theme | None] = relationship()
    territory: Mapped[Territory | None] = relationship()


class DecisionFollowUp(Base):
    """A follow-up that comes from a decision."""

    __tablename__ = "decision_follow_up"
    __table_args__ = table_args(UniqueConstraint("follow_up_key"))

    decision_key: Mapped[int] = refers_to("decision", doc="The decision")
    follow_up_key: Mapped[int] = refers_to(
        "follow_up", index=False, doc="What was promised"
    )

    decision: Mapped[Decision] = relationship(back_populates="promises")
    follow_up: Mapped[FollowUp] = relationship()
