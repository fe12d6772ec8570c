"""What a comparison of two periods holds, and why to read it with care."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reseau.analysis.comparison.changes import TieChanges
from reseau.analysis.comparison.moves import Move
from reseau.analysis.positions.overview import Overview
from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.projection import TieRule
from reseau.domain.closed_words import Word
from reseau.usecases.network.network import Named, Question

if TYPE_CHECKING:
    from reseau.analysis.comparison.correlation import Qap


class Caution(Word):
    """Why a comparison is to be read with care."""

    OVERLAP = "overlap", "periods overlap", "périodes qui se chevauchent"
    REVERSED = "reversed", "second period earlier", "seconde période antérieure"
    LENGTHS = "lengths", "periods of different lengths", "périodes de durées inégales"
    UNFINISHED = "unfinished", "period not over", "période en cours"
    FEW_EVENTS = "few-events", "few interactions", "peu d’interactions"
    NO_TIES = "no-ties", "period without ties", "période sans liens"
    LOW = "low-jaccard", "few ties lasted", "peu de liens ont duré"
    VERY_LOW = "very-low-jaccard", "hardly the same network", "réseau presque autre"


@dataclass(frozen=True, slots=True)
class Observed:
    """The network of one period.

    Attributes:
        network: Its nodes are who took part, or was tied, in the period.
        overview: Its figures.
        rule: How it was made; counted as of the last day of the period.
        first: Day of the first interaction that was looked at.
        last: Day of the last one.
    """

    network: Network
    overview: Overview
    rule: TieRule
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the two networks are on one roster.

    Attributes:
        changes: Ties formed, dissolved and kept.
        presence: Correlation of who is tied; None when it was not measured.
        weights: Correlation of how strongly; likewise.
    """

    changes: TieChanges
    presence: "Qap | None"
    weights: "Qap | None"


@dataclass(frozen=True, slots=True)
class ChangedTie:
    """A tie of one period only.

    Attributes:
        weight: In the period that has it.
        count: Lines behind it in that period.
        first: Day of the first of them; None when unknown.
        last: Day of the last.
        evidence: Keys of the lines.
    """

    one: Named
    other: Named
    weight: float
    count: int
    first: date | None
    last: date
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two periods of one network.

    Attributes:
        question: What was asked, without its period.
        before: The first period.
        after: The second one.
        common: On the actors of both.
        union: On the actors of either.
        came: Actors of the second period only, the most tied first.
        left: Actors of the first period only, likewise.
        gained: Actors of both who won most ties.
        lost: Those who lost most ties.
        stronger: Those who won most strength.
        weaker: Those who lost most strength.
        formed: The strongest ties of the second period only.
        dissolved: The strongest ties of the first period only.
        cautions: Why to read with care, in the order of ``Caution``.
        hidden: How many actors may not be shown.
        names: Actor key to its name.
    """

    question: Question
    before: Observed
    after: Observed
    common: Likeness
    union: Likeness
    came: tuple[Move, ...]
    left: tuple[Move, ...]
    gained: tuple[Move, ...]
    lost: tuple[Move, ...]
    stronger: tuple[Move, ...]
    weaker: tuple[Move, ...]
    formed: tuple[ChangedTie, ...]
    dissolved: tuple[ChangedTie, ...]
    cautions: tuple[Caution, ...]
    hidden: int
    names: Mapping[int, Named]
