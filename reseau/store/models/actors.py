"""Actors and what is known of them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import (
    ActorKind,
    Availability,
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
    kind: Mapped[ActorKind] = mapped_column(
        coded(ActorKind), doc="Organization or person"
    )
    name: Mapped[Line] = mapped_column(doc="As it is written")
    name_key: Mapped[Line] = mapped_column(doc="Folded, for finding and sorting")
    given_name: Mapped[Line | None] = mapped_column(
        doc="A person's given names, when they can be told apart"
    )
    family_name: Mapped[Line | None] = mapped_column(
        doc="A person's family name, with its particles"
    )
    apart: Mapped[Line] = mapped_column(
        default="", doc="What tells homonyms apart when a file says so"
    )
    sector: Mapped[Line | None] = mapped_column(
        doc="Field of work, in the collective's own words"
    )
    diffusion: Mapped[Diffusion] = mapped_column(
        coded(Diffusion), doc="Who may be shown a person; internal by default"
    )
    origin: Mapped[Origin] = mapped_column(
        coded(Origin),
        default=Origin.THIRD_PARTY,
        doc="Where what is known of the actor came from",
    )
    notes: Mapped[Prose | None] = mapped_column(doc="Free text, never shown on a map")
    merged_into: Mapped[int | None] = refers_to(
        "actor", doc="The actor that this one turned out to be"
    )
    archived_on: Mapped[Day | None] = mapped_column(
        doc="Day since which the actor is kept out of lists and figures"
    )
    added_at: Mapped[Moment] = mapped_column(doc="When the actor was added")

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
    expert: Mapped["Expert | None"] = relationship(
        back_populates="actor", cascade="all, delete-orphan"
    )
    # Read by nobody: here so that a removed actor takes its pairs along.
    _first_of: Mapped[list["Distinct"]] = relationship(
        back_populates="first",
        cascade="all, delete-orphan",
        foreign_keys="Distinct.first_key",
    )
    _second_of: Mapped[list["Distinct"]] = relationship(
        back_populates="second",
        cascade="all, delete-orphan",
        foreign_keys="Distinct.second_key",
    )


class Alias(Base):
    """Another name that an actor answers to."""

    __tablename__ = "alias"
    __table_args__ = table_args(UniqueConstraint("actor_key", "name_key"))

    actor_key: Mapped[int] = refers_to("actor", doc="Who is so named")
    name: Mapped[Line] = mapped_column(doc="The other name, as it is written")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )

    actor: Mapped[Actor] = relationship(back_populates="aliases")


class ContactField(Base):
    """A way to reach an actor, with its nature and its origin."""

    __tablename__ = "contact_field"

    actor_key: Mapped[int] = refers_to("actor", doc="Who is reached so")
    kind: Mapped[ContactKind] = mapped_column(
        coded(ContactKind), doc="What the value is"
    )
    value: Mapped[Line] = mapped_column(doc="The address or the number")
    nature: Mapped[Nature] = mapped_column(
        coded(Nature), doc="Whether it is of the person's functions or of the person"
    )
    origin: Mapped[Origin] = mapped_column(coded(Origin), doc="Where it came from")

    actor: Mapped[Actor] = relationship(back_populates="contacts")


class ActorTerritory(Base):
    """A territory that an actor serves or lives in."""

    __tablename__ = "actor_territory"
    __table_args__ = table_args(UniqueConstraint("actor_key", "territory_key"))

    actor_key: Mapped[int] = refers_to(
        "actor", index=False, doc="Who serves or lives there"
    )
    territory_key: Mapped[int] = refers_to("territory", doc="The territory")

    actor: Mapped[Actor] = relationship(back_populates="territories")
    territory: Mapped[Territory] = relationship()


class Affiliation(Base):
    """A person's dated role in an organization: [since, until)."""

    __tablename__ = "affiliation"
    __table_args__ = table_args(
        ordered_days(),
        CheckConstraint("person_key <> organization_key", name="two_actors"),
    )

    person_key: Mapped[int] = refers_to("actor", doc="Who has the role")
    organization_key: Mapped[int] = refers_to("actor", doc="Where")
    title: Mapped[Line | None] = mapped_column(doc="The role, as it is called there")
    since: Mapped[Day | None] = mapped_column(doc="First day; empty when not known")
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while it lasts"
    )

    person: Mapped[Actor] = relationship(foreign_keys=[person_key])
    organization: Mapped[Actor] = relationship(foreign_keys=[organization_key])


class Partnership(Base):
    """What an actor is to the collective, since when: [since, until)."""

    __tablename__ = "partnership"
    __table_args__ = table_args(ordered_days())

    actor_key: Mapped[int] = refers_to("actor", doc="The partner")
    status: Mapped[PartnerStatus] = mapped_column(
        coded(PartnerStatus), doc="Where the partnership stands"
    )
    since: Mapped[Day | None] = mapped_column(
        doc="First day of that status; empty when not known"
    )
    until: Mapped[Day | None] = mapped_column(
        doc="First day on which it is over; empty while it lasts"
    )

    actor: Mapped[Actor] = relationship(back_populates="partnerships")


class Expertise(Base):
    """A theme that an actor is declared to know."""

    __tablename__ = "expertise"
    __table_args__ = table_args(UniqueConstraint("actor_key", "theme_key"))

    actor_key: Mapped[int] = refers_to("actor", index=False, doc="The expert")
    theme_key: Mapped[int] = refers_to("theme", doc="What is known")
    level: Mapped[ExpertiseLevel | None] = mapped_column(
        coded(ExpertiseLevel), doc="How well, as declared"
    )
    since: Mapped[Day | None] = mapped_column(doc="Day since which it is declared")
    origin: Mapped[Origin] = mapped_column(coded(Origin), doc="Who says so")
    source: Mapped[Line | None] = mapped_column(
        doc="Where it was said: a page, a conversation, a directory"
    )

    actor: Mapped[Actor] = relationship(back_populates="expertises")
    theme: Mapped[Theme] = relationship()


class Expert(Base):
    """How an expert may be asked: when, in which languages, how often."""

    __tablename__ = "expert"
    __table_args__ = table_args(
        CheckConstraint("monthly_limit >= 0", name="limit_not_negative")
    )

    actor_key: Mapped[int] = mapped_column(
        ForeignKey("actor.key"), unique=True, doc="The expert"
    )
    availability: Mapped[Availability | None] = mapped_column(
        coded(Availability), doc="Whether they may be asked; empty when not known"
    )
    away_until: Mapped[Day | None] = mapped_column(
        doc="First day on which they may be asked again"
    )
    languages: Mapped[Line | None] = mapped_column(
        doc="Languages they speak, as codes separated by commas: fr,en"
    )
    monthly_limit: Mapped[int | None] = mapped_column(
        Integer, doc="How many times in 30 days they accept to be asked"
    )
    note: Mapped[Prose | None] = mapped_column(doc="How to ask them")
    origin: Mapped[Origin] = mapped_column(coded(Origin), doc="Who says so")

    actor: Mapped[Actor] = relationship(back_populates="expert")


class Distinct(Base):
    """Two actors that look alike and are not the same, as somebody said."""

    __tablename__ = "distinct_pair"
    __table_args__ = table_args(
        UniqueConstraint("first_key", "second_key"),
        CheckConstraint("first_key < second_key", name="smaller_first"),
    )

    first_key: Mapped[int] = refers_to(
        "actor", index=False, doc="One of them, whose key is the smaller"
    )
    second_key: Mapped[int] = refers_to("actor", doc="The other one")

    first: Mapped[Actor] = relationship(
        back_populates="_first_of", foreign_keys=[first_key]
    )
    second: Mapped[Actor] = relationship(
        back_populates="_second_of", foreign_keys=[second_key]
    )
