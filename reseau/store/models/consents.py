"""What people agreed to: read by every list, so apart from the rest of the law."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import ConsentState, Guardian, Purpose
from reseau.store.base import (
    Base,
    Day,
    Line,
    Prose,
    coded,
    ordered_days,
    refers_to,
    table_args,
)
from reseau.store.models.actors import Actor


class Consent(Base):
    """What a person said of one purpose; never changed: a later line replaces it."""

    __tablename__ = "consent"
    __table_args__ = table_args(
        ordered_days("stated_on", "expires_on"),
        CheckConstraint(
            "(given_by IS NULL) = (guardian IS NULL)", name="guardian_is_named"
        ),
    )

    actor_key: Mapped[int] = refers_to("actor", doc="Who said so")
    purpose: Mapped[Purpose] = mapped_column(coded(Purpose), doc="For what")
    state: Mapped[ConsentState] = mapped_column(coded(ConsentState), doc="What")
    stated_on: Mapped[Day] = mapped_column(doc="When it was said")
    expires_on: Mapped[Day | None] = mapped_column(
        doc="First day on which it no longer holds; empty while nothing limits it"
    )
    means: Mapped[Line | None] = mapped_column(
        doc="How it was said: form, e-mail, call"
    )
    evidence: Mapped[Prose | None] = mapped_column(doc="Where that can be seen")
    given_by: Mapped[Guardian | None] = mapped_column(
        coded(Guardian), doc="Who spoke for the person; empty when they did themselves"
    )
    guardian: Mapped[Line | None] = mapped_column(doc="Name of who spoke for them")
    fourteen_on: Mapped[Day | None] = mapped_column(
        doc="Day on which a younger person turns 14, when they consent alone"
    )

    actor: Mapped[Actor] = relationship()
