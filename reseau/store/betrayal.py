"""What betrays people: their names, addresses and numbers, and nobody else's."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.traces import Traces, traces_of
from reseau.store.models import (
    Actor,
    Alias,
    Committee,
    ContactField,
    Territory,
    ThemeLabel,
)


def traces_of_people(
    session: Session, people: Sequence[Actor], *, names: bool = True
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
        own += session.scalars(select(Alias.name).where(Alias.actor_key.in_(keys)))
    contacts = session.scalars(
        select(ContactField.value).where(ContactField.actor_key.in_(keys))
    )
    return traces_of(own, contacts, others=_other_names(session, keys))


def _other_names(session: Session, keys: list[int]) -> Iterator[str]:
    yield from session.scalars(select(Actor.name).where(Actor.key.not_in(keys)))
    yield from session.scalars(select(Alias.name).where(Alias.actor_key.not_in(keys)))
    for column in (ThemeLabel.label, Territory.name, Committee.name):
        yield from session.scalars(select(column))


def erased_slug(key: int) -> str:
    """Give the short code of a record whose person was erased."""
    return f"x-{key}"
