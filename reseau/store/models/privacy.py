"""What the law asks to be kept of people's rights: requests, incidents, erasures."""

import uuid

from sqlalchemy import CheckConstraint, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import (
    Diffusion,
    RequestAnswer,
    RequestKind,
    Risk,
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


class PrivacyRequest(Base):
    """What a person asked about their own information, and the answer."""

    __tablename__ = "privacy_request"
    __table_args__ = table_args(
        ordered_days("received_on", "due_on"),
        CheckConstraint(
            "(answered_on IS NULL) = (answer IS NULL)", name="answer_has_a_day"
        ),
    )

    uid: Mapped[Uid]
    actor_key: Mapped[int | None] = refers_to("actor", doc="Who asked, when known here")
    requester: Mapped[Line | None] = mapped_column(doc="Who asked, when not an actor")
    kind: Mapped[RequestKind] = mapped_column(coded(RequestKind), doc="What is asked")
    received_on: Mapped[Day] = mapped_column(doc="When it came")
    due_on: Mapped[Day] = mapped_column(doc="Last day for the answer")
    identity: Mapped[Line | None] = mapped_column(doc="How the identity was checked")
    answered_on: Mapped[Day | None] = mapped_column(doc="When it was answered")
    answer: Mapped[RequestAnswer | None] = mapped_column(
        coded(RequestAnswer), doc="How"
    )
    reason: Mapped[Prose | None] = mapped_column(doc="Why, when it is refused")

    actor: Mapped[Actor | None] = relationship()


class Incident(Base):
    """A confidentiality incident, with the entries that the register must hold."""

    __tablename__ = "incident"
    __table_args__ = table_args(
        ordered_days("happened_since", "happened_until"),
        CheckConstraint("people >= 0", name="people_counted"),
    )

    uid: Mapped[Uid]
    information: Mapped[Prose] = mapped_column(doc="What information is concerned")
    circumstances: Mapped[Prose] = mapped_column(doc="What happened")
    happened_since: Mapped[Day | None] = mapped_column(doc="When, or the first day")
    happened_until: Mapped[Day | None] = mapped_column(doc="The last day")
    known_on: Mapped[Day] = mapped_column(doc="When it became known")
    people: Mapped[int | None] = mapped_column(Integer, doc="How many are concerned")
    risk: Mapped[Risk] = mapped_column(coded(Risk), doc="Whether injury may be serious")
    risk_reason: Mapped[Prose | None] = mapped_column(
        doc="Sensitivity, possible use, likelihood: why the risk was judged so"
    )
    commission_told_on: Mapped[Day | None] = mapped_column(
        doc="When the Commission d’accès à l’information was told"
    )
    people_told_on: Mapped[Day | None] = mapped_column(doc="When the people were told")
    public_notice: Mapped[Prose | None] = mapped_column(
        doc="Public notice, and why it was given instead"
    )
    measures: Mapped[Prose | None] = mapped_column(doc="What was done about it")


class Erasure(Base):
    """A person was erased: by whom, when and why, and never who it was."""

    __tablename__ = "erasure"

    uid: Mapped[Uid]
    actor_uid: Mapped[uuid.UUID] = mapped_column(
        Uuid, unique=True, doc="The same in every copy of the store, backups included"
    )
    done_at: Mapped[Moment] = mapped_column(doc="When")
    author: Mapped[Line] = mapped_column(doc="By whom")
    reason: Mapped[Prose | None] = mapped_column(doc="Why")


class Departure(Base):
    """A file that left, or a search that listed people: whose, never what was in it."""

    __tablename__ = "departure"
    __table_args__ = table_args(CheckConstraint("count >= 0", name="counted"))

    left_at: Mapped[Moment] = mapped_column(index=True, doc="When")
    author: Mapped[Line] = mapped_column(doc="Who took it, as in the history")
    command: Mapped[Line] = mapped_column(doc="The command's name, without its words")
    audience: Mapped[Diffusion] = mapped_column(coded(Diffusion), doc="For whom")
    chosen: Mapped[Prose] = mapped_column(
        doc="What it was restricted to, in codes, as JSON; never a person"
    )
    count: Mapped[int] = mapped_column(Integer, doc="How many records are in it")
    sha256: Mapped[str] = mapped_column(
        String(64),
        doc="Sum of the file, by which a copy is recognized; empty for a search",
    )
    actors: Mapped[Prose] = mapped_column(
        doc="Keys of the actors in it: 1:40,43 is 1 to 40, and 43"
    )
