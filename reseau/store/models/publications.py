"""What the team said is public: read when the public site is built."""

import uuid

from sqlalchemy import String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from reseau.store.base import Base, Day, Prose, table_args


class Publication(Base):
    """A record that the team said is for the public site; without it, nothing is."""

    __tablename__ = "publication"
    __table_args__ = table_args(UniqueConstraint("record_kind", "record_uid"))

    record_kind: Mapped[str] = mapped_column(
        String(60), doc="Table of the record: an interaction, a signal, a committee"
    )
    record_uid: Mapped[uuid.UUID] = mapped_column(
        Uuid, doc="That record, by what names it in every copy of the store"
    )
    shown_on: Mapped[Day] = mapped_column(doc="The day it was said")
    text_fr: Mapped[Prose | None] = mapped_column(
        doc="What the site says of it in French, in place of the team's own words"
    )
    text_en: Mapped[Prose | None] = mapped_column(doc="The same in English")
