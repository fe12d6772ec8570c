"""The bilingual thesaurus."""

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.store.base import Base, Line, Prose, Slug, Uid, refers_to, table_args


class Theme(Base):
    """A concept, with its labels in French and English."""

    __tablename__ = "theme"
    __table_args__ = table_args(
        CheckConstraint("broader_key <> key", name="not_its_own_broader")
    )

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    broader_key: Mapped[int | None] = refers_to(
        "theme", doc="The theme above; empty at the top"
    )
    note: Mapped[Prose | None] = mapped_column(doc="What the theme covers")
    exact_match: Mapped[Line | None] = mapped_column(
        doc="Address of the same concept in another thesaurus"
    )

    broader: Mapped["Theme | None"] = relationship(remote_side="Theme.key")
    labels: Mapped[list["ThemeLabel"]] = relationship(
        back_populates="theme", cascade="all, delete-orphan", order_by="ThemeLabel.key"
    )

    def label(self, lang: str) -> str:
        """Give the preferred label in a language, else in the other one."""
        preferred = {it.language: it.label for it in self.labels if it.kind == "pref"}
        return preferred.get(lang) or next(iter(preferred.values()), self.slug)


class ThemeLabel(Base):
    """A label of a theme; one label is never shared by two themes of a language."""

    __tablename__ = "theme_label"
    __table_args__ = table_args(
        UniqueConstraint("language", "label_key"),
        CheckConstraint("language IN ('fr', 'en')", name="language"),
        CheckConstraint("kind IN ('pref', 'alt', 'hidden')", name="kind"),
    )

    theme_key: Mapped[int] = refers_to("theme", doc="The theme")
    language: Mapped[str] = mapped_column(String(2), doc="fr or en")
    kind: Mapped[str] = mapped_column(
        String(10),
        doc="pref: the one shown; alt: a synonym; hidden: understood, never shown",
    )
    label: Mapped[Line] = mapped_column(doc="As it is written")
    label_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )

    theme: Mapped[Theme] = relationship(back_populates="labels")


class ThemeRelation(Base):
    """Two themes that are related, the smaller key first."""

    __tablename__ = "theme_relation"
    __table_args__ = table_args(
        UniqueConstraint("theme_key", "related_key"),
        CheckConstraint("theme_key < related_key", name="smaller_first"),
    )

    theme_key: Mapped[int] = refers_to("theme", index=False, doc="One theme")
    related_key: Mapped[int] = refers_to("theme", doc="The other one")
