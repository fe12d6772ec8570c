"""Narrow rows that the analysis reads, and the keys that answer “why?”.

They come straight from SELECTs; an actor, an interaction or a committee is
referred to by its integer key, never by its name.
"""

from datetime import date
from typing import NamedTuple

from reseau.domain.vocabulary import ActorKind, Role


class ActorRow(NamedTuple):
    """One actor, as a node of the network."""

    actor: int
    slug: str
    name: str
    kind: ActorKind


class ParticipationRow(NamedTuple):
    """One actor's part in one dated interaction."""

    interaction: int
    actor: int
    held_on: date
    role: Role


class MembershipRow(NamedTuple):
    """One actor's dated seat in a committee: [since, until), open when None."""

    membership: int
    actor: int
    committee: int
    since: date | None
    until: date | None


class AffiliationRow(NamedTuple):
    """A person's dated role in an organization: [since, until), open when None."""

    affiliation: int
    person: int
    organization: int
    since: date | None
    until: date | None


class CollaborationRow(NamedTuple):
    """A declared collaboration between two actors: [since, until), open when None."""

    collaboration: int
    source: int
    target: int
    strength: int
    since: date | None
    until: date | None
    theme: int | None = None


class InfluenceRow(NamedTuple):
    """That one actor influences another, as somebody asserted on a day."""

    influence: int
    source: int
    target: int
    theme: int | None
    strength: int
    asserted_by: int | None
    asserted_on: date | None


class PositionRow(NamedTuple):
    """An actor's stance on an objective, as somebody asserted on a day."""

    position: int
    actor: int
    objective: int
    stance: int
    priority: int | None
    asserted_by: int | None
    asserted_on: date | None
