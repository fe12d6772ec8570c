"""Actors and what is known of them."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import (
    ActorKind,
    ContactKind,
    Diffusion,
    ExpertiseLevel,
    Nature,
    Origin,
    PartnerStatus,
)
from reseau.store.base import (
    Base,
    Day,
    Line,
    Moment,
    Prose,
    Slug,
    Uid,
    coded,
    ordered_days,
    refers_to,
    table_args,
)
from reseau.store.models.places import Territory
from reseau.store.models.themes import Theme


class Actor(Base):
    """An organization or a person: a node of the network."""

    __tablename__ = "actor"
    __table_args__ = table_args(
        CheckConstraint("merged_into <> key", name="not_merged_into_itself"),
        CheckConstraint(
            "kind = 'person' OR (given_name IS NULL AND family_name IS NULL)",
            name="only_people_have_two_names",
        ),
        Index(None, "name_key", "kind"),
    )

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    kind: Mapped[ActorKind] = mapped_column(coded(ActorKind))
    name: Mapped[Line] = mapped_column(doc="As it is written")
    name_key: Mapped[Line] = mapped_column(doc="Folded, for finding and sorting")
    given_name: Mapped[Line | None]
    family_name: Mapped[Line | None]
    apart: Mapped[Line] = mapped_column(
        default="", doc="What tells homonyms apart when a file says so"
    )
    sector: Mapped[Line | None]
    diffusion: Mapped[Diffusion] = mapped_column(
        coded(Diffusion), doc="Who may be shown a person; internal by default"
    )
    origin: Mapped[Origin] = mapped_column(coded(Origin), default=Origin.THIRD_PARTY)
    notes: Mapped[Prose | None]
    merged_into: Mapped[int | None] = refers_to("actor")
    archived_on: Mapped[Day | None]
    added_at: Mapped[Moment]

    aliases: Mapped[list["Alias"]] = relationship(
        back_populates="actor", cascade="all, delete-orphan", order_by="Alias.key"
    )
    contacts: Mapped[list["ContactField"]] = relationship(
        back_populates="actor",
        cascade="all, delete-orphan",
        order_by="ContactField.key",
    )
    territories: Mapped[list["ActorTerritory"]] = relationship(
        back_populates="actor",
        cascade="all, delete-orphan",
        order_by="ActorTerritory.key",
    )
    partnerships: Mapped[list["Partnership"]] = relationship(
        back_populates="actor", cascade="all, delete-orphan", order_by="Partnership.key"
    )
    expertises: Mapped[list["Expertise"]] = relationship(
        back_populates="actor", cascade="all, delete-orphan", order_by="Expertise.key"
    )


class Alias(Base):
    """Another name that an actor answers to."""

    __tablename__ = "alias"
    __table_args__ = table_args(UniqueConstraint("actor_key", "name_key"))

    actor_key: Mapped[int] = refers_to("actor")
    name: Mapped[Line]
    name_key: Mapped[Line] = mapped_column(index=True)

    actor: Mapped[Actor] = relationship(back_populates="aliases")


class ContactField(Base):
    """A way to reach an actor, with its nature and its origin."""

    __tablename__ = "contact_field"

    actor_key: Mapped[int] = refers_to("actor")
    kind: Mapped[ContactKind] = mapped_column(coded(ContactKind))
    value: Mapped[Line]
    nature: Mapped[Nature] = mapped_column(coded(Nature))
    origin: Mapped[Origin] = mapped_column(coded(Origin))

    actor: Mapped[Actor] = relationship(back_populates="contacts")


class ActorTerritory(Base):
    """A territory that an actor serves or lives in."""

    __tablename__ = "actor_territory"
    __table_args__ = table_args(UniqueConstraint("actor_key", "territory_key"))

    actor_key: Mapped[int] = refers_to("actor", index=False)
    territory_key: Mapped[int] = refers_to("territory")

    actor: Mapped[Actor] = relationship(back_populates="territories")
    territory: Mapped[Territory] = relationship()


class Affiliation(Base):
    """A person's dated role in an organization: [since, until)."""

    __tablename__ = "affiliation"
    __table_args__ = table_args(
        ordered_days(),
        CheckConstraint("person_key <> organization_key", name="two_actors"),
    )

    person_key: Mapped[int] = refers_to("actor")
    organization_key: Mapped[int] = refers_to("actor")
    title: Mapped[Line | None]
    since: Mapped[Day | None]
    until: Mapped[Day | None]

    person: Mapped[Actor] = relationship(foreign_keys=[person_key])
    organization: Mapped[Actor] = relationship(foreign_keys=[organization_key])


class Partnership(Base):
    """What an actor is to the collective, since when: [since, until)."""

    __tablename__ = "partnership"
    __table_args__ = table_args(ordered_days())

    actor_key: Mapped[int] = refers_to("actor")
    status: Mapped[PartnerStatus] = mapped_column(coded(PartnerStatus))
    since: Mapped[Day | None]
    until: Mapped[Day | None]

    actor: Mapped[Actor] = relationship(back_populates="partnerships")


class Expertise(Base):
    """A theme that an actor is declared to know."""

    __tablename__ = "expertise"
    __table_args__ = table_args(UniqueConstraint("actor_key", "theme_key"))

    actor_key: Mapped[int] = refers_to("actor", index=False)
    theme_key: Mapped[int] = refers_to("theme")
    level: Mapped[ExpertiseLevel | None] = mapped_column(coded(ExpertiseLevel))
    since: Mapped[Day | None]
    origin: Mapped[Origin] = mapped_column(coded(Origin))

    actor: Mapped[Actor] = relationship(back_populates="expertises")
    theme: Mapped[Theme] = relationship()
