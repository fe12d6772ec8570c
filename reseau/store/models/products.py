"""Products: what was made of what is known, whom it was for, whom it reached."""

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reseau.domain.dissemination import ProductKind
from reseau.domain.vocabulary import Carrier, Function
from reseau.store.base import (
    Base,
    Day,
    Line,
    Prose,
    Slug,
    Uid,
    coded,
    refers_to,
    table_args,
)
from reseau.store.models.needs import Need
from reseau.store.models.strategies import Strategy
from reseau.store.models.themes import Theme


class Product(Base):
    """A note, a map, a portrait, a conference."""

    __tablename__ = "product"

    uid: Mapped[Uid]
    slug: Mapped[Slug]
    name: Mapped[Line] = mapped_column(doc="Its title")
    name_key: Mapped[Line] = mapped_column(
        index=True, doc="Folded, for finding and sorting"
    )
    kind: Mapped[ProductKind] = mapped_column(coded(ProductKind), doc="What it is")
    made_on: Mapped[Day] = mapped_column(index=True, doc="The day it was out")
    audience: Mapped[Line | None] = mapped_column(doc="Whom it is for")
    place: Mapped[Line | None] = mapped_column(doc="Where it is kept: address, folder")
    notes: Mapped[Prose | None] = mapped_column(doc="Free text")
    function: Mapped[Function | None] = mapped_column(
        coded(Function), doc="First axis of the matrix; empty: inferred"
    )
    carrier: Mapped[Carrier | None] = mapped_column(
        coded(Carrier), doc="Second axis of the matrix; empty: inferred"
    )

    themes: Mapped[list["ProductTheme"]] = relationship(
        back_populates="product",
        cascade="all, delete-orphan",
        order_by="ProductTheme.key",
    )
    needs: Mapped[list["ProductNeed"]] = relationship(
        back_populates="product",
        cascade="all, delete-orphan",
        order_by="ProductNeed.key",
    )
    strategies: Mapped[list["ProductStrategy"]] = relationship(
        back_populates="product",
        cascade="all, delete-orphan",
        order_by="ProductStrategy.key",
    )
    reaches: Mapped[list["ProductReach"]] = relationship(
        back_populates="product",
        cascade="all, delete-orphan",
        order_by="ProductReach.key",
    )


class ProductTheme(Base):
    """A theme of a product."""

    __tablename__ = "product_theme"
    __table_args__ = table_args(UniqueConstraint("product_key", "theme_key"))

    product_key: Mapped[int] = refers_to("product", index=False, doc="The product")
    theme_key: Mapped[int] = refers_to("theme", doc="What it is about")

    product: Mapped[Product] = relationship(back_populates="themes")
    theme: Mapped[Theme] = relationship()


class ProductNeed(Base):
    """A need that a product answers."""

    __tablename__ = "product_need"
    __table_args__ = table_args(UniqueConstraint("product_key", "need_key"))

    product_key: Mapped[int] = refers_to("product", index=False, doc="The product")
    need_key: Mapped[int] = refers_to("need", doc="The need it answers")

    product: Mapped[Product] = relationship(back_populates="needs")
    need: Mapped[Need] = relationship()


class ProductStrategy(Base):
    """A strategy that a product serves."""

    __tablename__ = "product_strategy"
    __table_args__ = table_args(UniqueConstraint("product_key", "strategy_key"))

    product_key: Mapped[int] = refers_to("product", index=False, doc="The product")
    strategy_key: Mapped[int] = refers_to("strategy", doc="The strategy it serves")

    product: Mapped[Product] = relationship(back_populates="strategies")
    strategy: Mapped[Strategy] = relationship()


class ProductReach(Base):
    """How many a product reached, by what was counted on a day."""

    __tablename__ = "product_reach"
    __table_args__ = table_args(CheckConstraint("number >= 0", name="number_positive"))

    product_key: Mapped[int] = refers_to("product", doc="The product")
    number: Mapped[int] = mapped_column(Integer, doc="How many")
    counted: Mapped[Line] = mapped_column(doc="What was counted: copies, participants")
    counted_on: Mapped[Day] = mapped_column(doc="The day it was counted")

    product: Mapped[Product] = relationship(back_populates="reaches")
