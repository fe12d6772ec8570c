"""How organizations change: they merge, split, are renamed, end."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import SuccessionKind
from reseau.store.base import Base, Day, Line, Prose, coded, refers_to, table_args
from reseau.store.models.actors import Actor


class Succession(Base):
    """One change of an organization on a day; its past lines stay its own.

    A merger of two is two rows, one for each; a split in two, two rows as well.
    """

    __tablename__ = "succession"
    __table_args__ = table_args(
        CheckConstraint("predecessor_key <> successor_key", name="two_actors"),
        CheckConstraint(
            "(kind IN ('merger', 'split', 'spin-off')) = (successor_key IS NOT NULL)",
            name="successor_when_there_is_one",
        ),
        CheckConstraint(
            "(kind = 'rename') = (former_name IS NOT NULL)",
            name="former_name_when_renamed",
        ),
        CheckConstraint(
            "successor_key IS NOT NULL OR successor_since IS NULL",
            name="since_of_a_successor",
        ),
    )

    predecessor_key: Mapped[int] = refers_to("actor", doc="What changed")
    successor_key: Mapped[int | None] = refers_to(
        "actor", doc="What it became or gave rise to; empty when renamed or ended"
    )
    kind: Mapped[SuccessionKind] = mapped_column(coded(SuccessionKind), doc="How")
    happened_on: Mapped[Day] = mapped_column(index=True, doc="First day of the new")
    successor_since: Mapped[Day | None] = mapped_column(
        doc="First day of the successor when it began so; empty otherwise"
    )
    former_name: Mapped[Line | None] = mapped_column(
        doc="The name until that day, of what was renamed"
    )
    note: Mapped[Prose | None] = mapped_column(doc="Why, and where that can be read")

    predecessor: Mapped[Actor] = relationship(foreign_keys=[predecessor_key])
    successor: Mapped[Actor | None] = relationship(foreign_keys=[successor_key])
