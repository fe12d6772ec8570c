"""How long each kind of data is kept, and when that was applied."""

from sqlalchemy import CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column

from reseau.domain.retention import DataKind, Fate
from reseau.store.base import Base, Day, Line, Moment, Prose, Uid, coded, table_args


class RetentionRule(Base):
    """How long one kind of data is kept, what for, and what becomes of it then."""

    __tablename__ = "retention_rule"
    __table_args__ = table_args(CheckConstraint("months > 0", name="months_positive"))

    kind: Mapped[DataKind] = mapped_column(
        coded(DataKind), unique=True, doc="Which data"
    )
    months: Mapped[int] = mapped_column(Integer, doc="How many months it is kept")
    fate: Mapped[Fate] = mapped_column(coded(Fate), doc="What becomes of it then")
    purpose: Mapped[Line] = mapped_column(doc="What it is kept for")


class RetentionRun(Base):
    """A rule was applied: by whom, when, to how much, and never to whom."""

    __tablename__ = "retention_run"
    __table_args__ = table_args(CheckConstraint("count >= 0", name="counted"))

    uid: Mapped[Uid]
    kind: Mapped[DataKind] = mapped_column(coded(DataKind), doc="Which data")
    fate: Mapped[Fate] = mapped_column(coded(Fate), doc="What became of it")
    cutoff: Mapped[Day] = mapped_column(doc="What was older than this day")
    purpose: Mapped[Line] = mapped_column(doc="What it was kept for, as the rule said")
    done_at: Mapped[Moment] = mapped_column(doc="When")
    author: Mapped[Line] = mapped_column(doc="By whom")
    count: Mapped[int] = mapped_column(Integer, doc="How many records")
    figures: Mapped[Prose | None] = mapped_column(
        doc="Counts that were kept instead, as JSON; none of fewer than five"
    )
