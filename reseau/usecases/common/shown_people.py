"""Actors as the records of the cycle name them: whom nobody may be shown is counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Actor
from reseau.store.rows import rows


@dataclass(frozen=True, slots=True)
class Who:
    """One actor; without a code and a name when nobody may be shown them."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Whom:
    """Some actors.

    Attributes:
        actors: Those who may be shown, by name.
        hidden: How many others.
    """

    actors: tuple[Who, ...]
    hidden: int

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names alone."""
        return tuple(it.name for it in self.actors)


NOBODY = Who("", "")


def may_be_named(actor: Actor) -> bool:
    """Tell whether the team may be shown an actor."""
    return actor.diffusion is not Diffusion.FORBIDDEN


def who(actor: Actor) -> Who:
    """Describe one actor."""
    return Who(actor.slug, actor.name) if may_be_named(actor) else NOBODY


def whom(actors: Iterable[Actor]) -> Whom:
    """Describe some actors."""
    given = list(actors)
    shown = [who(it) for it in given if may_be_named(it)]
    by_name = sorted(shown, key=lambda it: (sort_key(it.name), it.slug))
    return Whom(tuple(by_name), len(given) - len(shown))


def shown_names(
    session: Session,
    keys: Collection[int],
    *,
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> dict[int, str]:
    """Give the names of some actors; those who may not be shown are left out.

    Former records, merged or archived, keep their name: a line of the past names them.
    """
    if not keys:
        return {}
    query = select(Actor.key, Actor.name).where(
        Actor.key.in_(sorted(keys)), rows.may_be_shown(session, shown_to)
    )
    return {key: name for key, name in session.execute(query)}  # noqa: C416  # A Result is no mapping.
