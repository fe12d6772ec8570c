"""What is asked about experts, and what is answered."""

from dataclasses import dataclass
from datetime import date

from reseau.domain.expert_evidence import EvidenceKind
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.usecases.experts.expert_load import Load

ALL = 1_000_000
"""A limit that leaves nobody out."""
LEAST = 2
"""How many lines of evidence an actor needs who declared nothing."""
FEWEST = 5
"""People held back for privacy are counted from so many on, else not at all."""


@dataclass(frozen=True, slots=True)
class ExpertQuestion:
    """What is asked.

    Attributes:
        text: A theme or words, as in a search.
        near: Name of a territory.
        asker: Name of the actor who would be introduced.
        organization: Name of the only organization wanted, with its people.
        kind: The only kind of actor wanted.
        available: Whether only those who may be asked now are wanted.
        language: Code of a language that they must speak.
        limit: How many are given.
        least: How many lines of evidence are needed without a declaration.
        neighbours: Whether related themes count too.
    """

    text: str
    near: str | None = None
    asker: str | None = None
    organization: str | None = None
    kind: ActorKind | None = None
    available: bool = False
    language: str | None = None
    limit: int = 5
    least: int = LEAST
    neighbours: bool = False
    shown_to: Diffusion = Diffusion.INTERNAL


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a score, to be read and opened.

    Attributes:
        kind: What it is.
        number: Of the interaction or the need; None for what is neither.
        day: As of which it ages; None for what still holds.
        name: Title of the interaction, question of the need, name of the committee or
            the organization.
        theme: Label; empty when words alone answer.
        role: Code of the role, the level, the seat or the state of the need.
        weight: kind × match × age × role, in ten-thousandths.
        rank: Its place among evidence of its sort: it counts for 1/rank, and the
            words of notes for a share that they have in common.
        points: What it adds, in ten-thousandths.
        match, age, role_weight: The factors, each 0 or more.
        share: What it counts for: points is weight × share.
    """

    kind: EvidenceKind
    number: int | None
    day: date | None
    name: str
    theme: str
    role: str
    weight: int
    rank: int
    points: int
    match: float
    age: float
    role_weight: float
    share: float


@dataclass(frozen=True, slots=True)
class Link:
    """One step of an introduction."""

    slug: str
    name: str
    layer: str
    times: int
    number: int | None
    day: date | None
    through: str


@dataclass(frozen=True, slots=True)
class Expert:
    """An actor who knows, with the reasons.

    Attributes:
        score: In ten-thousandths: the sum of the points of all the reasons.
        reasons: The heaviest first, all of them.
        last: Day of the last interaction; ``last_line`` is its number.
        free: Whether they may be asked today.
        near: What ties them to the territory asked for.
        way: Steps from the one who asks; None when nobody asks or none leads there.
    """

    rank: int
    slug: str
    name: str
    kind: ActorKind
    score: int
    reasons: tuple[Reason, ...]
    last: date | None
    last_line: int | None
    load: Load
    free: bool
    near: tuple[str, ...]
    way: tuple[Link, ...] | None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Who is not listed, counted and never named.

    Attributes:
        private: People whom the audience may not be shown; None under five.
        elsewhere: Not tied to the territory, not of the organization or the kind.
        busy: Not available now, or who do not speak the language.
        thin: With too little evidence.
        beyond: After the last one listed.
    """

    private: int | None
    elsewhere: int
    busy: int
    thin: int
    beyond: int


@dataclass(frozen=True, slots=True)
class ExpertsFound:
    """The answer.

    Attributes:
        themes: Labels of the themes that the words name.
        alike: Labels of other themes that hold the words, which count for a part:
            those of some evidence.
        untold: Whether no evidence has one of the themes: words alone answer.
        near_themes: Labels that look like the words, when they name no theme.
        thin: Whether those listed have less evidence than was asked for.
        lines: How many lines of the log answer; ``capped`` when more would.
    """

    query: str
    today: date
    asker: str | None
    themes: tuple[str, ...]
    alike: tuple[str, ...]
    near_themes: tuple[str, ...]
    guessed: tuple[tuple[str, str], ...]
    experts: tuple[Expert, ...]
    held_back: HeldBack
    thin: bool
    lines: int
    capped: bool
    untold: bool = False
