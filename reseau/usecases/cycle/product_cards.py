"""Products, in a list and one by one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.dissemination import ProductKind
from reseau.domain.names import folded
from reseau.domain.periods import Period
from reseau.i18n import formats
from reseau.store.models import (
    Product,
    ProductNeed,
    ProductReach,
    ProductStrategy,
    ProductTheme,
    Theme,
)
from reseau.store.naming import finding
from reseau.store.naming.titled import product_named, strategy_named
from reseau.store.session import Store
from reseau.usecases.common.cycle_edits import labels_of
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.common.trees import subtree
from reseau.usecases.cycle.cycle_cells import Cell, cell_of
from reseau.usecases.cycle.needs import need_meant


@dataclass(frozen=True, slots=True)
class Reach:
    """How many were reached, by what was counted on a day."""

    number: int
    counted: str
    counted_on: date


@dataclass(frozen=True, slots=True)
class Answering:
    """A product that answers a need."""

    slug: str
    name: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Answered:
    """A need that a product answers."""

    number: int
    question: str


@dataclass(frozen=True, slots=True)
class Served:
    """A strategy that a product serves."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product in a list.

    Attributes:
        reach: The last count of each thing that was counted, never added up.
        needs: How many needs it answers; likewise the strategies that it serves.
    """

    number: int
    slug: str
    name: str
    kind: ProductKind
    made_on: date
    audience: str | None
    themes: tuple[str, ...]
    reach: tuple[str, ...]
    needs: int
    strategies: int


@dataclass(frozen=True, slots=True)
class ProductCard:
    """Everything known of one product.

    Attributes:
        reach: Every count, oldest first.
    """

    number: int
    slug: str
    name: str
    kind: ProductKind
    made_on: date
    audience: str | None
    place: str | None
    themes: tuple[str, ...]
    cell: Cell
    notes: str | None
    reach: tuple[Reach, ...]
    needs: tuple[Answered, ...]
    strategies: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products are wanted; what is left out does not matter.

    Attributes:
        theme: Only those about it, or about a narrower theme.
        need: Only those that answer this need.
        at: As things were on that day: those made later are left out, and what was
            counted later.
    """

    period: Period | None = None
    kind: ProductKind | None = None
    theme: str | None = None
    strategy: str | None = None
    need: str | None = None
    at: date | None = None


_READ = (
    selectinload(Product.reaches),
    selectinload(Product.needs),
    selectinload(Product.strategies),
    selectinload(Product.themes)
    .selectinload(ProductTheme.theme)
    .selectinload(Theme.labels),
)


def list_products(
    store: Store, wanted: ProductFilter, *, lang: str
) -> list[ProductLine]:
    """List products, newest first."""
    with store.reading() as session:
        query = select(Product).order_by(Product.made_on.desc(), Product.key.desc())
        for condition in _conditions(session, wanted):
            query = query.where(condition)
        found = session.scalars(query.options(*_READ))
        lines = [_line(it, lang, by=wanted.at) for it in found]
        return for_the_team(session, lines)


def product_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> ProductCard:
    """Gather everything known of a product, with what was counted until a day."""
    with store.reading() as session:
        it = product_named(session, which)
        card = ProductCard(
            number=it.key,
            slug=it.slug,
            name=it.name,
            kind=it.kind,
            made_on=it.made_on,
            audience=it.audience,
            place=it.place,
            themes=labels_of(it.themes, lang),
            cell=cell_of(it),
            notes=it.notes,
            reach=_counts(it, by=at),
            needs=tuple(
                Answered(link.need_key, link.need.question) for link in it.needs
            ),
            strategies=tuple(
                Served(link.strategy.slug, link.strategy.name) for link in it.strategies
            ),
        )
        return for_the_team(session, card)


def products_of(session: Session, need: int) -> tuple[Answering, ...]:
    """List the products that answer a need, oldest first."""
    query = (
        select(Product.slug, Product.name, Product.made_on)
        .join(ProductNeed)
        .where(ProductNeed.need_key == need)
        .order_by(Product.made_on, Product.key)
    )
    return tuple(Answering(*row) for row in session.execute(query))


# Any: conditions of SQLAlchemy, which only the store may name.
def _conditions(session: Session, wanted: ProductFilter) -> list[Any]:
    period = wanted.period or Period()
    found: list[Any] = []
    if period.since is not None:
        found.append(Product.made_on >= period.since)
    if period.until is not None:
        found.append(Product.made_on < period.until)
    if wanted.at is not None:
        found.append(Product.made_on <= wanted.at)
    if wanted.kind is not None:
        found.append(Product.kind == wanted.kind)
    if wanted.theme is not None:
        keys = subtree(session, finding.theme_named(session, wanted.theme))
        found.append(Product.themes.any(ProductTheme.theme_key.in_(keys)))
    if wanted.strategy is not None:
        key = strategy_named(session, wanted.strategy).key
        found.append(Product.strategies.any(ProductStrategy.strategy_key == key))
    if wanted.need is not None:
        asked = need_meant(session, wanted.need).key
        found.append(Product.needs.any(ProductNeed.need_key == asked))
    return found


def _line(product: Product, lang: str, *, by: date | None) -> ProductLine:
    return ProductLine(
        number=product.key,
        slug=product.slug,
        name=product.name,
        kind=product.kind,
        made_on=product.made_on,
        audience=product.audience,
        themes=labels_of(product.themes, lang),
        reach=last_counts(product, by=by),
        needs=len(product.needs),
        strategies=len(product.strategies),
    )


def last_counts(product: Product, *, by: date | None = None) -> tuple[str, ...]:
    """Write the last count of each thing that was counted: “40 copies”."""
    last = {folded(it.counted): it for it in _counts(product, by=by)}
    ordered = sorted(last.values(), key=lambda it: it.counted_on)
    return tuple(f"{formats.number(it.number)} {it.counted}" for it in ordered)


def _counts(product: Product, *, by: date | None) -> tuple[Reach, ...]:
    def order(it: ProductReach) -> tuple[date, int]:
        return it.counted_on, it.key

    return tuple(
        Reach(it.number, it.counted, it.counted_on)
        for it in sorted(product.reaches, key=order)
        if by is None or it.counted_on <= by
    )
