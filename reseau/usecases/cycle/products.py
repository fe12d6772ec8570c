"""Keep products: add, edit, count their reach, remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import ProductKind
from reseau.domain.names import folded
from reseau.domain.vocabulary import Carrier, Function
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats
from reseau.store.models import (
    Need,
    Product,
    ProductNeed,
    ProductReach,
    ProductStrategy,
    ProductTheme,
    Strategy,
)
from reseau.store.naming.titled import free_code, product_named, strategy_named
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.cycle_edits import refuse_future, set_themes
from reseau.usecases.common.edits import Clear, replace_links, settled
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.needs import need_meant


class ProductExistsError(ConflictError):
    """A product of that title and day is there already."""

    message = N_(
        "A product of that day is called “{name}” already: {slug}. Give another title."
    )


class CountedBeforeError(UsageError):
    """A reach would be counted before the product was out."""

    message = N_(
        "“{name}” was out on {made}: nothing can have been counted on {day}. Give a "
        "later day."
    )


@dataclass(frozen=True, slots=True)
class ProductChanges:
    """What is to be set on a product; None leaves a thing as it is.

    Attributes:
        made_on: The day it was out; today for a new one.
        needs: Titles, numbers or short codes of the needs it answers; replaces the
            list, and likewise the strategies and the themes.
    """

    name: str | None = None
    kind: ProductKind | None = None
    made_on: date | None = None
    audience: str | Clear | None = None
    place: str | Clear | None = None
    notes: str | Clear | None = None
    themes: Sequence[str] | None = None
    needs: Sequence[str] | None = None
    strategies: Sequence[str] | None = None
    function: Function | Clear | None = None
    carrier: Carrier | Clear | None = None


def add_product(
    store: Store,
    name: str,
    *,
    kind: ProductKind,
    changes: ProductChanges,
    dry_run: bool = False,
) -> Outcome:
    """Add a product.

    Raises:
        ProductExistsError: One of that title was out on that day.
    """
    with store.working("product add", dry_run=dry_run) as work:
        session = work.session
        product = Product(
            slug=free_code(session, Product, checked_name(name)),
            kind=kind,
            made_on=changes.made_on or settings.today(session),
        )
        _apply(session, product, changes, name=name)
        session.add(product)
        slug, written = product.slug, product.name
    return outcome(work, slug=slug, name=written)


def edit_product(
    store: Store, which: str, *, changes: ProductChanges, dry_run: bool = False
) -> Outcome:
    """Change a product; its short code stays.

    Raises:
        ProductExistsError: Another one of that title was out on that day.
    """
    with store.working("product edit", dry_run=dry_run) as work:
        product = product_named(work.session, which)
        _apply(work.session, product, changes, name=changes.name or product.name)
        slug, name = product.slug, product.name
    return outcome(work, slug=slug, name=name)


@dataclass(frozen=True, slots=True)
class Count:
    """How many a product reached.

    Attributes:
        counted: What was counted: copies sent, participants.
        on: The day; today by default.
    """

    number: int
    counted: str
    on: date | None = None


def count_reach(
    store: Store, which: str, *, count: Count, dry_run: bool = False
) -> Outcome:
    """Note how many a product reached, by what was counted.

    What was counted twice of one day is corrected; a later day is one line more.

    Raises:
        CountedBeforeError: The product was not out yet.
        NotYetError: The day is still to come.
    """
    with store.working("product reach", dry_run=dry_run) as work:
        session = work.session
        product = product_named(session, which)
        today = settings.today(session)
        day = count.on or today
        refuse_future(day, today=today)
        if day < product.made_on:
            raise CountedBeforeError(
                name=product.name,
                made=formats.full_date(product.made_on),
                day=formats.full_date(day),
            )
        what = checked_name(count.counted)
        for it in product.reaches:
            if (folded(it.counted), it.counted_on) == (folded(what), day):
                it.number = count.number
                break
        else:
            product.reaches.append(
                ProductReach(number=count.number, counted=what, counted_on=day)
            )
        slug, name = product.slug, product.name
    return outcome(work, slug=slug, name=name)


def remove_product(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a product on which nothing depends.

    Raises:
        StillUsedError: Something depends on it.
    """
    with store.working("product remove", dry_run=dry_run) as work:
        product = product_named(work.session, which)
        slug, name = product.slug, product.name
        refuse_if_used(work.session, product, name=name)
        work.session.delete(product)
    return outcome(work, slug=slug, name=name)


def _apply(
    session: Session, product: Product, changes: ProductChanges, *, name: str
) -> None:
    product.kind = changes.kind or product.kind
    product.made_on = changes.made_on or product.made_on
    for it in product.reaches:
        if it.counted_on < product.made_on:
            raise CountedBeforeError(
                name=product.name,
                made=formats.full_date(product.made_on),
                day=formats.full_date(it.counted_on),
            )
    _set_name(session, product, name)
    product.audience = settled(product.audience, changes.audience)
    product.place = settled(product.place, changes.place)
    product.notes = settled(product.notes, changes.notes)
    product.function = settled(product.function, changes.function)
    product.carrier = settled(product.carrier, changes.carrier)
    set_themes(
        session, product.themes, changes.themes, link=lambda it: ProductTheme(theme=it)
    )
    _set_needs(session, product, changes.needs)
    _set_strategies(session, product, changes.strategies)


def _set_name(session: Session, product: Product, name: str) -> None:
    written = checked_name(name)
    query = (
        select(Product)
        .where(Product.name_key == folded(written))
        .where(Product.made_on == product.made_on)
        .order_by(Product.key)
    )
    for other in session.scalars(query):
        if other is not product:
            raise ProductExistsError(name=other.name, slug=other.slug)
    product.name, product.name_key = written, folded(written)


def _set_needs(session: Session, product: Product, typed: Sequence[str] | None) -> None:
    if typed is None:
        return

    def target(it: ProductNeed) -> Need:
        return it.need

    replace_links(
        product.needs,
        [need_meant(session, it) for it in typed],
        target=target,
        link=lambda it: ProductNeed(need=it),
    )


def _set_strategies(
    session: Session, product: Product, names: Sequence[str] | None
) -> None:
    if names is None:
        return

    def target(it: ProductStrategy) -> Strategy:
        return it.strategy

    replace_links(
        product.strategies,
        [strategy_named(session, it) for it in names],
        target=target,
        link=lambda it: ProductStrategy(strategy=it),
    )
