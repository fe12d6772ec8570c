"""The atlas: what it holds, and its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reseau.analysis.shapes import Outline
from reseau.domain.vocabulary import Diffusion
from reseau.i18n import Language
from reseau.publish.portrait.portrait import Figures, Portrait


@dataclass(frozen=True, slots=True)
class Sum:
    """How the figures of the territories add up to the whole.

    Attributes:
        rows: The sum over the territories.
        repeats: What is counted in several of them, once too many each time.
        outside: What is of none of them. ``rows - repeats + outside`` is ``whole``.
        whole: All of it. Each is None when it cannot be shown.
    """

    rows: int | None
    repeats: int
    outside: int | None
    whole: int | None


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of what can be added up.

    Attributes:
        between: Ties between organizations of territories that they do not share.
        half: Ties of which one end is of no territory.
        neither: Ties of which both are. With those inside, all ties.
    """

    organizations: Sum
    people: Sum
    committees: Sum
    interactions: Sum
    inside: Sum
    between: int
    half: int
    neither: int
    ties: int


@dataclass(frozen=True, slots=True)
class Fallen:
    """Places of interest, by where they lie.

    Attributes:
        named: Whether the places say in which territory they are.
        agree: Those that lie in the territory that they name.
        differ: Those that lie in another.
        outside: Those that lie in none of the territories that they could name.
        off: Those that lie in no territory of this atlas.
    """

    source: str
    total: int
    named: bool
    agree: int
    differ: int
    outside: int
    off: int


@dataclass(frozen=True, slots=True)
class Layer:
    """What was read of a layer from a file.

    Attributes:
        mended: How many outlines crossed themselves, and were mended.
        refused: A sentence for each zone that was refused.
    """

    file: str
    encoding: str
    mended: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything an atlas says.

    Attributes:
        name: Of the collective; empty when it has none.
        kind: Code of the kind of the territories; empty for those of a file.
        chosen: The slug of the only territory to portray; None for all.
        before: The earlier day; both days count the twelve months up to them.
        since: First day of the twelve months up to the day.
        portraits: All territories, by name.
        whole: The figures of the whole; those of ties are all of them.
        earlier: The same on the earlier day; None where the log did not reach.
        mute: Names of the top themes that nobody speaks of nor declares.
        hidden: How many people and organizations the readers may not be shown.
        later: How many interactions are after the day.
        outlines: Slug to its shape, coarse enough for a sheet.
        small: Slug to its shape, coarser, for the small maps.
        attributions: What must be said of the shapes and the places.
        actors: Keys of the organizations that may be named.
    """

    language: Language
    name: str
    audience: Diffusion
    day: date
    before: date
    since: date
    since_before: date
    chosen: str | None
    kind: str
    portraits: tuple[Portrait, ...]
    whole: Figures
    earlier: Figures
    sums: Sums
    mute: tuple[str, ...]
    hidden: int
    later: int
    first: date | None
    fallen: Fallen | None
    layer: Layer | None
    outlines: Mapping[str, Outline]
    small: Mapping[str, Outline]
    attributions: tuple[str, ...]
    actors: tuple[int, ...]

    @property
    def shown(self) -> tuple[Portrait, ...]:
        """The portraits in full: the one chosen, else all that are not bare."""
        if self.chosen is not None:
            return tuple(it for it in self.portraits if it.slug == self.chosen)
        return tuple(it for it in self.portraits if not it.bare)

    @property
    def bare(self) -> tuple[Portrait, ...]:
        """Those of which nothing is known, said in a line each."""
        if self.chosen is not None:
            return ()
        return tuple(it for it in self.portraits if it.bare)
