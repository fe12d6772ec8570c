"""Known actors in the order in which a typed name may mean them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reseau.domain.alignment import Reason, agreement
from reseau.domain.name_index import Entry, Index, Side
from reseau.domain.names import sort_key
from reseau.domain.shortlist import worth_comparing
from reseau.domain.vocabulary import ActorKind

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a typed name may mean.

    Attributes:
        entry: The actor.
        score: 0 to 1.
        reasons: What agrees and what does not.
    """

    entry: Entry
    score: float
    reasons: tuple[Reason, ...]


def ranked(
    index: Index,
    typed: str,
    *,
    least: float,
    kind: ActorKind | None = None,
    everyone: bool = False,
) -> tuple[Candidate, ...]:
    """Rank the actors by how well their best name agrees with a typed one.

    Args:
        index: Of all the actors.
        typed: A name.
        least: The least score that counts, above 0.
        kind: The only kind wanted.
        everyone: Compare every name instead of a shortlist. The answer is the same,
            and slower: it is how the shortlist is checked.

    Returns:
        The likeliest first, then by name; each actor once.
    """
    best: dict[int, Candidate] = {}
    for side in index.sides:
        if kind not in {None, side.kind}:
            continue
        for found in _compared(side, typed, least=least, everyone=everyone):
            other = best.get(found.entry.key)
            if other is None or likeliest_first(found) < likeliest_first(other):
                best[found.entry.key] = found
    return tuple(sorted(best.values(), key=likeliest_first))


def likeliest_first(
    candidate: Candidate,
) -> tuple[float, tuple[str, str], str, tuple[Reason, ...]]:
    """Order candidates by score, then by name."""
    entry = candidate.entry
    score = round(candidate.score, 9)  # sums in another order differ by a hair
    return -score, sort_key(entry.name), entry.slug, candidate.reasons


def _compared(
    side: Side, typed: str, *, least: float, everyone: bool
) -> Iterator[Candidate]:
    """Give the names of one kind that agree enough."""
    text = side.read(typed)
    numbers: Iterable[int] = range(len(side.known))
    if not everyone:
        numbers = worth_comparing(side.shortlist, text, least=least)
    for number in numbers:
        known = side.known[number]
        found = agreement(text, known.form, vocabulary=side.vocabulary)
        if found.score >= least - _ROUNDING:
            alias = (Reason.ALIAS,) if known.alias else ()
            yield Candidate(known.entry, found.score, (*alias, *found.reasons))
