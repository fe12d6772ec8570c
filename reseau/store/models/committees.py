"""Committees and the seats in them."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import CommitteeKind, CommitteeRole
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
from reseau.store.models.places import Territory


class Committee(Base):
    """An advisory group, a working committee, a table, a staff team."""

    __tablename__ = "committee"
    __table_args__ = table_args(
        ordered_days("started_on", "ended_on"),
        CheckConstraint("parent_key <> key", name="not_its_own_parent"),
    )

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    name: Mapped[Line] = mapped_column(doc="As it is written")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )
    kind: Mapped[CommitteeKind] = mapped_column(
        coded(CommitteeKind), doc="What sort of committee"
    )
    mandate: Mapped[Prose | None] = mapped_column(doc="What it is asked to do")
    parent_key: Mapped[int | None] = refers_to(
        "committee", doc="The committee to which it answers"
    )
    territory_key: Mapped[int | None] = refers_to(
        "territory", doc="The territory it is for"
    )
    started_on: Mapped[Day | None] = mapped_column(
        doc="First day; empty when not known"
    )
    ended_on: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while it lasts"
    )

    parent: Mapped["Committee | None"] = relationship(remote_side="Committee.key")
    territory: Mapped[Territory | None] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="committee", order_by="Membership.key"
    )


class Membership(Base):
    """An actor's dated seat in a committee: [since, until)."""

    __tablename__ = "membership"
    __table_args__ = table_args(ordered_days())

    actor_key: Mapped[int] = refers_to("actor", doc="Who sits")
    committee_key: Mapped[int] = refers_to("committee", doc="Where")
    role: Mapped[CommitteeRole] = mapped_column(
        coded(CommitteeRole), doc="The part that the seat gives"
    )
    on_behalf_of_key: Mapped[int | None] = refers_to(
        "actor", doc="The organization that the person sits for"
    )
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while it lasts"
    )

    actor: Mapped[Actor] = relationship(foreign_keys=[actor_key])
    on_behalf_of: Mapped[Actor | None] = relationship(foreign_keys=[on_behalf_of_key])
    committee: Mapped[Committee] = relationship(back_populates="memberships")
