"""What betrays people: their names, addresses and numbers, and nobody else's."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from reseau.domain.traces import Traces, traces_of
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store import models
from reseau.store.rows import settings
from reseau.store.rows.narrow_tables import actor as _actor
from reseau.store.rows.rows import may_be_shown

if TYPE_CHECKING:
    from reseau.store.models import Actor


def traces_of_people(
    session: Session, people: "Sequence[Actor]", *, names: bool = True
) -> Traces:
    """Gather what betrays some people and nobody else.

    Args:
        session: Open for reading.
        people: All of them, as one.
        names: Whether by their names as well as by their contacts.
    """
    keys = [it.key for it in people]
    own = [it.name for it in people] if names else []
    if names:
        own += [f"{it.family_name} {it.given_name}" for it in people if it.family_name]
        own += session.scalars(
            select(models.Alias.name).where(models.Alias.actor_key.in_(keys))
        )
    contacts = session.scalars(
        select(models.ContactField.value).where(models.ContactField.actor_key.in_(keys))
    )
    return traces_of(own, contacts, others=_other_names(session, keys))


def _other_names(session: Session, keys: list[int]) -> Iterator[str]:
    yield from session.scalars(
        select(models.Actor.name).where(models.Actor.key.not_in(keys))
    )
    yield from session.scalars(
        select(models.Alias.name).where(models.Alias.actor_key.not_in(keys))
    )
    for column in (
        models.ThemeLabel.label,
        models.Territory.name,
        models.Committee.name,
    ):
        yield from session.scalars(select(column))
    yield settings.setting(session, settings.NAME)


def concealed(session: Session, *, shown_to: Diffusion) -> "dict[Actor, Diffusion]":
    """Give the people whom an audience may not be shown, with who may be shown them.

    The records that turned out to be one of them follow, whatever was said of them
    before; people who were erased have nothing left to hide.
    """
    if not _any_concealed(session, shown_to):
        return {}
    hidden = select(models.Actor).where(
        models.Actor.kind == ActorKind.PERSON, not_(may_be_shown(session, shown_to))
    )
    found = {it.key: it for it in session.scalars(hidden.order_by(models.Actor.key))}
    found = {key: it for key, it in found.items() if it.slug != erased_slug(key)}
    if not found:
        return {}
    merged = {
        it.key: it
        for it in session.scalars(
            select(models.Actor)
            .where(models.Actor.merged_into.is_not(None))
            .order_by(models.Actor.key)
        )
    }
    said = {it: it.diffusion for it in found.values()}
    for it in merged.values():
        root = _root(it, merged)
        if root in found:
            said[it] = found[root].diffusion
    return said


def _any_concealed(session: Session, shown_to: Diffusion) -> bool:
    """Tell whether there is anybody: in most stores, for the team, there is nobody."""
    query = select(_actor.key, _actor.slug).where(
        _actor.kind == ActorKind.PERSON, not_(may_be_shown(session, shown_to))
    )
    return any(slug != erased_slug(key) for key, slug in session.execute(query).all())


def _root(record: "Actor", merged: "Mapping[int, Actor]") -> int:
    """Follow a merged record to what it turned out to be."""
    seen = {record.key}
    into = record.merged_into or 0
    while into in merged and into not in seen:
        seen.add(into)
        into = merged[into].merged_into or 0
    return into


def erased_slug(key: int) -> str:
    """Give the short code of a record whose person was erased."""
    return f"x-{key}"
