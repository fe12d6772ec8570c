"""Keep territories: add, edit, remove."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.vocabulary import TerritoryKind
from reseau.errors import ConflictError
from reseau.i18n import N_
from reseau.store.models import Territory
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.edits import Clear, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.trees import refuse_loop


class TerritoryExistsError(ConflictError):
    """A territory of that name and kind is there already."""

    message = N_(
        "“{name}” ({kind}) is known already at the same place, with the code {slug}. "
        "Give another name, or another --kind or --parent."
    )


@dataclass(frozen=True, slots=True)
class TerritoryChanges:
    """What is to be set on a territory; None leaves a thing as it is.

    Attributes:
        code: The official code, of whoever draws the boundaries.
    """

    name: str | None = None
    kind: TerritoryKind | None = None
    parent: str | Clear | None = None
    code: str | Clear | None = None


def add_territory(
    store: Store,
    name: str,
    *,
    kind: TerritoryKind,
    changes: TerritoryChanges,
    dry_run: bool = False,
) -> Outcome:
    """Add a territory, without a shape.

    Raises:
        TerritoryExistsError: One of that kind has that name, under the same parent.
    """
    with store.working("territory add", dry_run=dry_run) as work:
        session = work.session
        written = checked_name(name)
        slug = finding.free_slug(session, Territory, written)
        territory = Territory(
            slug=slug, name=written, name_key=folded(written), kind=kind
        )
        _apply(session, territory, changes)
        session.add(territory)
    return outcome(work, slug=slug, name=written)


def edit_territory(
    store: Store, which: str, *, changes: TerritoryChanges, dry_run: bool = False
) -> Outcome:
    """Change a territory; its short code and its shape stay.

    Raises:
        TerritoryExistsError: Another of that kind has that name, under that parent.
        LoopError: It would stand under itself.
    """
    with store.working("territory edit", dry_run=dry_run) as work:
        territory = finding.territory_named(work.session, which)
        _apply(work.session, territory, changes)
        slug, name = territory.slug, territory.name
    return outcome(work, slug=slug, name=name)


def remove_territory(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a territory on which nothing depends.

    Raises:
        StillUsedError: Actors, interactions, committees or territories refer to it.
    """
    with store.working("territory remove", dry_run=dry_run) as work:
        territory = finding.territory_named(work.session, which)
        slug, name = territory.slug, territory.name
        refuse_if_used(work.session, territory, name=name)
        work.session.delete(territory)
    return outcome(work, slug=slug, name=name)


def _apply(session: Session, territory: Territory, changes: TerritoryChanges) -> None:
    parent = settled_record(
        territory.parent,
        changes.parent,
        find=lambda name: finding.territory_named(session, name),
    )
    if parent is not None and territory.key is not None:
        refuse_loop(session, territory, parent, names=(territory.name, parent.name))
    name = territory.name if changes.name is None else checked_name(changes.name)
    kind = changes.kind or territory.kind
    refuse_same(session, territory, name=name, kind=kind, parent=parent)
    territory.name, territory.name_key = name, folded(name)
    territory.kind, territory.parent = kind, parent
    territory.official_code = settled(territory.official_code, changes.code)


def refuse_same(
    session: Session,
    territory: Territory,
    *,
    name: str,
    kind: TerritoryKind,
    parent: Territory | None,
) -> None:
    """See that no other territory of the same kind and parent has a name.

    Raises:
        TerritoryExistsError: One has it.
    """
    query = (
        select(Territory)
        .where(Territory.name_key == folded(name), Territory.kind == kind)
        .where(Territory.parent_key == (None if parent is None else parent.key))
        .order_by(Territory.key)
    )
    for other in session.scalars(query):
        if other is not territory:
            raise TerritoryExistsError(
                name=other.name, kind=kind.label(), slug=other.slug
            )
