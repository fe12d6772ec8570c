"""Watch: what members see and bring, one signal a piece."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.vocabulary import Carrier, Function, SignalState
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
from reseau.store.models.places import Territory
from reseau.store.models.themes import Theme


class Signal(Base):
    """One piece of watch: something that somebody saw and brought."""

    __tablename__ = "signal"
    __table_args__ = table_args(
        ordered_days("seen_on", "expires_on"), UniqueConstraint("fingerprint")
    )

    uid: Mapped[Uid]
    title: Mapped[Line] = mapped_column(doc="What was seen, in a few words")
    summary: Mapped[Prose | None] = mapped_column(doc="What it says, without markup")
    link: Mapped[Prose | None] = mapped_column(
        doc="Address of the page, http or https only"
    )
    source: Mapped[Line | None] = mapped_column(
        doc="Who published it: a newspaper, a city, the title of a feed"
    )
    published_on: Mapped[Day | None] = mapped_column(
        doc="The day it was published; empty when not known"
    )
    seen_on: Mapped[Day] = mapped_column(index=True, doc="The day it was brought")
    expires_on: Mapped[Day | None] = mapped_column(
        doc="Last day on which it matters; empty when it has none"
    )
    state: Mapped[SignalState] = mapped_column(
        coded(SignalState), default=SignalState.NEW, doc="What was decided of it"
    )
    triaged_on: Mapped[Day | None] = mapped_column(
        doc="The day that was decided; empty while it is new"
    )
    reason: Mapped[Prose | None] = mapped_column(
        doc="Why it was kept or set aside, as somebody said"
    )
    function: Mapped[Function | None] = mapped_column(
        coded(Function), doc="First axis of the matrix; empty: inferred, watch"
    )
    carrier: Mapped[Carrier | None] = mapped_column(
        coded(Carrier),
        doc="Second axis of the matrix; empty: inferred from who brought",
    )
    brought_by_key: Mapped[int | None] = refers_to("actor", doc="Who brought it")
    territory_key: Mapped[int | None] = refers_to("territory", doc="Where it is about")
    fingerprint: Mapped[str | None] = mapped_column(
        String(64), doc="SHA-256 of the entry of the feed it came from"
    )
    added_at: Mapped[Moment] = mapped_column(doc="When it was added")

    brought_by: Mapped[Actor | None] = relationship()
    territory: Mapped[Territory | None] = relationship()
    themes: Mapped[list["SignalTheme"]] = relationship(
        back_populates="signal",
        cascade="all, delete-orphan",
        order_by="SignalTheme.key",
    )


class SignalTheme(Base):
    """A theme of a signal."""

    __tablename__ = "signal_theme"
    __table_args__ = table_args(UniqueConstraint("signal_key", "theme_key"))

    signal_key: Mapped[int] = refers_to("signal", index=False, doc="The signal")
    theme_key: Mapped[int] = refers_to("theme", doc="What it is about")

    signal: Mapped[Signal] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()
