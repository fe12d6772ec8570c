"""Ties of co-presence: one interaction ties every pair of actors who were there."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple, assert_never

from reseau.domain.closed_words import Word
from reseau.domain.evidence import ParticipationRow
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Role
from reseau.errors import UsageError
from reseau.i18n import N_

HALF_LIFE_DAYS = 180.0
"""After this many days a meeting counts for half, unless asked otherwise."""

Pair = tuple[int, int]
"""Two actors' keys, the smaller first."""

_PRESENT = frozenset(role for role in Role if role.present)
_ALONE = 1


class HalfLifeError(UsageError):
    """A half-life is not a number of days above zero."""

    message = N_(
        "A half-life of {days} days cannot be used. Give a number of days above "
        "zero, or none so that nothing fades with time."
    )


class Weighting(Word):
    """How much one interaction adds to the tie of each pair that was there."""

    NEWMAN = (
        "newman",
        "corrected for the size of the interaction",
        "corrigée selon la taille de l’interaction",
    )
    SIMPLE = "simple", "number of interactions", "nombre d’interactions"
    HYPERBOLIC = (
        "hyperbolic",
        "divided by the size of the interaction",
        "divisée par la taille de l’interaction",
    )
    EQUAL_EVENT = (
        "equal-event",
        "same total for every interaction",
        "même total pour chaque interaction",
    )

    def share(self, present: int) -> float:
        """Give what one interaction adds to the tie of each pair of its actors.

        With ``newman`` an actor's strength is the number of interactions at which
        it had company, so that an assembly of sixty is not 1,770 strong ties.

        Args:
            present: How many actors were there.

        Returns:
            At least 0, in interactions, before time has made it fade; 0 with
            fewer than two actors. 1/(N-1) for ``newman``, 1 for ``simple``, 1/N
            for ``hyperbolic``, 2/(N(N-1)) for ``equal-event``.

        References:
            Newman, M. E. J. (2001). Scientific collaboration networks II.
            Physical Review E 64, 016132.
        """
        if present <= _ALONE:
            return 0.0
        match self:
            case Weighting.NEWMAN:
                return 1 / (present - 1)
            case Weighting.SIMPLE:
                return 1.0
            case Weighting.HYPERBOLIC:
                return 1 / present
            case Weighting.EQUAL_EVENT:
                return 2 / (present * (present - 1))
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class TieRule:
    """How rows become ties: what to say beside every figure.

    Attributes:
        as_of: The day from which ages are counted; what came after it is left out.
        half_life: Days after which an interaction counts for half; None for never.
        weighting: How the size of an interaction is taken into account.
        period: The days to look at; by default all until ``as_of``.
        over: How many organizations that are over by ``as_of`` are shown under their
            own names; said beside the figures, and used by none.
        followed: How many have their lines counted with what they became; likewise.

    Raises:
        HalfLifeError: The half-life is not a finite number above zero.
    """

    as_of: date
    half_life: float | None = HALF_LIFE_DAYS
    weighting: Weighting = Weighting.NEWMAN
    period: Period = field(default_factory=Period)
    over: int = 0
    followed: int = 0

    def __post_init__(self) -> None:
        """Refuse a half-life that gives no number."""
        days = self.half_life
        if days is not None and not (days > 0 and math.isfinite(days)):
            raise HalfLifeError(days=days)

    def covers(self, day: date) -> bool:
        """Tell whether a day is in the period and not after the as-of day."""
        return day <= self.as_of and day in self.period

    def recency(self, day: float) -> float:
        """Give what is left on the as-of day of something that was 1 on a day.

        Args:
            day: A proleptic ordinal, as ``date.toordinal`` gives.

        Returns:
            2^(-age/half-life): 1 on the as-of day, 1/2 a half-life earlier; always
            1 without a half-life.
        """
        if self.half_life is None:
            return 1.0
        return float(2.0 ** ((day - self.as_of.toordinal()) / self.half_life))


class Line(NamedTuple):
    """One thing behind a tie, and what it adds to the tie's weight.

    Attributes:
        keys: The interaction; or the memberships of both in a committee; or the
            affiliations that follow each other; or the collaborations on a theme.
        first: Its first day; None when it is not known.
        last: Its last day, not after the as-of day.
        present: How many actors were there, or the most who sat together.
        contribution: What it adds to the weight of each of its pairs.
    """

    keys: tuple[int, ...]
    first: date | None
    last: date
    present: int
    contribution: float


class Attendance(NamedTuple):
    """Who was at one interaction, each actor once, in the order of the keys."""

    interaction: int
    held_on: date
    actors: tuple[int, ...]


def attendances(rows: Iterable[ParticipationRow]) -> list[Attendance]:
    """Gather who was at each interaction.

    Args:
        rows: In any order. Invited and absent actors were not there; an actor with
            two roles was there once.

    Returns:
        One entry per interaction of the rows, even when nobody was there, ordered
        by date then key.
    """
    days: dict[int, date] = {}
    present: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows:
        days[row.interaction] = row.held_on
        if row.role in _PRESENT:
            present[row.interaction].add(row.actor)
    ordered = sorted(days, key=lambda key: (days[key], key))
    return [Attendance(key, days[key], tuple(sorted(present[key]))) for key in ordered]


def copresence(
    rows: Iterable[ParticipationRow], rule: TieRule
) -> dict[Pair, list[Line]]:
    """Find every pair that was somewhere together, with the interactions.

    w_ij = sum over the interactions of share(N) * 2^(-age/half-life).

    Args:
        rows: Participations, in any order.
        rule: The period, the as-of day, the half-life and the weighting.

    Returns:
        Pair to its lines, by date then key; their contributions, in interactions,
        add up to the weight of the tie. Empty when no two actors ever met. An
        interaction with fewer than two actors present ties nobody.
    """
    lines: defaultdict[Pair, list[Line]] = defaultdict(list)
    for interaction, held_on, actors in attendances(rows):
        if not rule.covers(held_on):
            continue
        share = rule.weighting.share(len(actors)) * rule.recency(held_on.toordinal())
        line = Line((interaction,), held_on, held_on, len(actors), share)
        for pair in combinations(actors, 2):
            lines[pair].append(line)
    return dict(lines)
