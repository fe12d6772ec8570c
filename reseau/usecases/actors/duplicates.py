"""Find actors that may be the same, and remember those that are not."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.duplicates import Described, Pair, Sign, duplicates
from reseau.domain.vocabulary import ActorKind, ContactKind
from reseau.i18n import gettext
from reseau.store.models import Actor, Affiliation, Alias, ContactField, Distinct
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.actors.merging import SameActorError
from reseau.usecases.common.outcome import Outcome, outcome


@dataclass(frozen=True, slots=True)
class DuplicateLine:
    """Two actors that may be the same.

    Attributes:
        first: Short code of the one that was added first.
        second: Short code of the other one.
        score: 0 to 1.
        doubtful: Whether they may well be two.
        signs: What speaks for it, then what speaks against it.
    """

    first: str
    first_name: str
    second: str
    second_name: str
    kind: ActorKind
    score: float
    doubtful: bool
    signs: tuple[Sign, ...]


def list_duplicates(
    store: Store, *, kind: ActorKind | None = None, limit: int | None = 20
) -> tuple[list[DuplicateLine], int]:
    """List actors that may be the same, the likeliest first; nothing is merged.

    Archived actors are looked at, former records and pairs declared distinct not.

    Args:
        store: The store.
        kind: Only organizations or only people.
        limit: How many pairs at most; None for all.

    Returns:
        The pairs, and how many there are in all.
    """
    with store.reading() as session:
        query = select(Actor).where(Actor.merged_into.is_(None)).order_by(Actor.key)
        if kind is not None:
            query = query.where(Actor.kind == kind)
        actors = {it.key: it for it in session.scalars(query)}
        pairs = session.execute(select(Distinct.first_key, Distinct.second_key))
        found = duplicates(
            _described(session, actors.values()),
            distinct={(first, second) for first, second in pairs},
        )
        most = len(found) if limit is None else max(limit, 0)
        return [_line(it, actors) for it in found[:most]], len(found)


def declare_distinct(
    store: Store, one: str, other: str, *, dry_run: bool = False
) -> Outcome:
    """Remember that two actors are not the same, so that nobody is asked again.

    Raises:
        SameActorError: Both names lead to one actor.
    """
    with store.working("actor duplicates", dry_run=dry_run) as work:
        session = work.session
        actors = actor_meant(session, one), actor_meant(session, other)
        first, second = sorted(actors, key=lambda it: it.key)
        if first is second:
            raise SameActorError(one=one, other=other, name=first.name, slug=first.slug)
        known = session.scalars(
            select(Distinct)
            .where(Distinct.first_key == first.key)
            .where(Distinct.second_key == second.key)
        ).first()
        if known is None:
            session.add(Distinct(first_key=first.key, second_key=second.key))
        names = [f"{it.name} ({it.slug})" for it in actors]
    name = gettext("{one} and {other}").format(one=names[0], other=names[1])
    return outcome(work, slug="", name=name)


def _line(pair: Pair, actors: dict[int, Actor]) -> DuplicateLine:
    first, second = actors[pair.first.key], actors[pair.second.key]
    return DuplicateLine(
        first.slug, first.name, second.slug, second.name, first.kind,
        pair.score, pair.doubtful, pair.signs,
    )  # fmt: skip


def _described(session: Session, actors: Iterable[Actor]) -> list[Described]:
    """Read what tells actors apart, one query a table."""
    names: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in session.execute(
        select(Alias.actor_key, Alias.name).order_by(Alias.key)
    ):
        names[key].append(name)
    reached: defaultdict[tuple[int, ContactKind], list[str]] = defaultdict(list)
    for key, kind, value in session.execute(
        select(ContactField.actor_key, ContactField.kind, ContactField.value).order_by(
            ContactField.key
        )
    ):
        reached[key, kind].append(value)
    homes: defaultdict[int, set[int]] = defaultdict(set)
    for person, home in session.execute(
        select(Affiliation.person_key, Affiliation.organization_key)
    ):
        homes[person].add(home)
    return [
        Described(
            it.key,
            it.kind,
            (it.name, *names[it.key]),
            tuple(reached[it.key, ContactKind.EMAIL]),
            tuple(reached[it.key, ContactKind.PHONE]),
            frozenset(homes[it.key]),
            it.apart,
        )
        for it in actors
    ]
