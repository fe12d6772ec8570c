"""The portrait of a territory: what it holds, and how it is told in words.

Other pages show portraits too: give ``_portrait.html.j2`` a ``Told`` made by ``told``
(``{% import "_portrait.html.j2" as portrait with context %}``, then
``{{ portrait.show(it) }}``). A portrait names organizations only, and counts people;
whoever makes one leaves out what the readers may not see.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a territory, or of the whole, on a day.

    Attributes:
        organizations: Of which it is a territory.
        alone: Those of which it is the only one of its layer.
        people: Who are of here and of nowhere else; None when the number is hidden,
            for it is small, or would give a small one away. Likewise for interactions
            and ties, in a portrait for the public.
        committees: Of this territory, or where one of its organizations sits.
        interactions: Of the twelve months before: about it, or with one of its
            organizations.
        inside: Ties between its organizations.
        across: Ties of its organizations with others.
        themes: Of the top themes, those of its interactions or declared by its
            organizations.
    """

    organizations: int
    alone: int
    people: int | None
    committees: int
    interactions: int | None
    inside: int | None
    across: int | None
    themes: int


@dataclass(frozen=True, slots=True)
class Resident:
    """An organization of a territory.

    Attributes:
        also: Names of its other territories of the layer.
        interactions: At which it was, in the twelve months.
        across: Its ties with organizations from elsewhere.
    """

    slug: str
    name: str
    sector: str | None
    also: tuple[str, ...]
    interactions: int
    across: int


@dataclass(frozen=True, slots=True)
class Sector:
    """How many organizations have a sector; None for an unknown one."""

    name: str | None
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Body:
    """A committee that matters here.

    Attributes:
        kind: In words.
        here: Whether it is of this territory.
        table: Whether it is a table, as a round table of the neighbourhood.
        ends: Day when its mandate ends; None when nobody said.
        members: Names of the organizations of here that sit in it.
    """

    slug: str
    name: str
    kind: str
    here: bool
    table: bool
    ends: date | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Ties with another territory of the layer.

    Attributes:
        slug: Its anchor in the atlas; empty for those of no territory of the layer.
        name: None for those of no territory of the layer; others may be together.
    """

    slug: str
    name: str | None
    now: int
    before: int


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme at the top of the thesaurus.

    Attributes:
        here: Interactions of the territory about it, or about a narrower one.
        before: Likewise, in the twelve months before the earlier day.
        city: Interactions of the whole. Each of the three is None when it is hidden.
        declared: Organizations of here that declare to know it.
    """

    slug: str
    name: str
    here: int | None
    before: int | None
    city: int | None
    declared: int

    @property
    def silent(self) -> bool:
        """Whether nothing of here is about it; a number that is hidden is not 0."""
        return self.here == 0 and not self.declared


@dataclass(frozen=True, slots=True)
class Dependence:
    """On whom the ties across the border depend.

    Attributes:
        ties: Ties across.
        first: Name of who has most of them; None without any.
        first_ties: How many are its own.
        lost: Names of the territories that only it is tied with.
        lines: Numbers of the interactions behind its ties across, in order.
        paths: Ways in two steps across, between organizations that are not tied.
        middle: Name of who is in the middle of most of them; None without any.
        middle_paths: How many pass through it.
        middle_here: Whether it is of here.
    """

    ties: int
    first: str | None
    first_ties: int
    lost: tuple[str, ...]
    lines: tuple[int, ...]
    paths: int
    middle: str | None
    middle_paths: int
    middle_here: bool


NOBODY = Dependence(0, None, 0, (), (), 0, None, 0, middle_here=False)
"""Without ties across; also where nobody is named."""


@dataclass(frozen=True, slots=True)
class Step:
    """One quarter of the trend: interactions, and organizations of here at them.

    Attributes:
        organizations: None when it is not told.
    """

    since: date
    until: date
    interactions: int
    organizations: int | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything an atlas says of one territory.

    Attributes:
        slug: Its anchor, unique in the atlas.
        kind: In words; empty for a zone of a layer from a file.
        parent: Name of the territory around it.
        table: The round table that the Ville named in 2014; empty without one.
        trend: By quarter, the oldest first.
        places: Family of places of interest to how many; empty when not asked for.
        holds: Names of the store's territories that make it up, for a zone of a layer
            from a file.
    """

    slug: str
    name: str
    kind: str
    parent: str | None
    table: str
    now: Figures
    before: Figures
    sectors: tuple[Sector, ...]
    residents: tuple[Resident, ...]
    bodies: tuple[Body, ...]
    links: tuple[Link, ...]
    subjects: tuple[Subject, ...]
    dependence: Dependence
    earlier: Dependence
    trend: tuple[Step, ...]
    places: tuple[tuple[str, int], ...]
    holds: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether nothing of the store is of here: a line says it all."""
        return not any(
            it.organizations
            or it.committees
            or it.interactions != 0
            or (it.people != 0 and self.kind)  # Nobody is counted for a file's zone.
            for it in (self.now, self.before)
        )
