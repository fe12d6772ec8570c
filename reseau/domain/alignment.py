"""How well a typed name and a known name agree, word by word.

Each typed word takes the best known word that is still free. A word can be the same,
begun, mistyped, an initial, or run together with its neighbours.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cache

from reseau.domain.cleaning import CleanName
from reseau.domain.closed_words import Word
from reseau.domain.name_units import INITIAL, Form, Shape, Unit

BEGINNING = 0.88
MISTYPED = 0.9  # times the similarity
LIKE_ENOUGH = 0.75  # similarity of two words, 1 for the same
LEFT_OVER = 0.25  # taken off for a name of which nothing was typed
DOUBTFUL = 0.85  # the most that a doubtful agreement is worth

_SHORTEST_BEGINNING = 3


class Reason(Word):
    """Why a known name agrees, or not quite, with what was typed."""

    SAME = "same", "same words", "mêmes mots"
    CODE = "code", "short code", "code court"
    ALIAS = "alias", "also known as", "aussi connu sous"
    ACRONYM = "acronym", "acronym", "sigle"
    BEGINNING = "beginning", "beginning of a word", "début de mot"
    INITIAL = "initial", "initials", "initiales"
    MISTYPED = "mistyped", "nearly the same letters", "presque les mêmes lettres"
    EXTRA = "extra", "a typed word is not in the name", "un mot tapé n'y est pas"
    MISSING = "missing", "only a part of the name", "une partie du nom"
    HOMONYM = "homonym", "another one has this name", "homonyme"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two names agree.

    Attributes:
        score: 0 for nothing in common, 1 for the same words.
        reasons: Without repetition, in the order of ``Reason``.
    """

    score: float
    reasons: tuple[Reason, ...]


def agreement(
    typed: Form, known: Form, *, vocabulary: Container[str] = frozenset()
) -> Agreement:
    """Say how well a typed name agrees with a known one.

    The score is the mean worth of the matches, by the weights of the typed words or
    of the known ones, whichever is lower, less a little for known words left over.
    Doubt sets a ceiling to it: a person named in part or by the beginning of a word,
    a typed word that is somebody else's as it stands, other words in parentheses.

    Args:
        typed: Read as the same kind of actor as the known name.
        known: The name it may mean.
        vocabulary: Words that names have: a word like another one but in there was
            hardly mistyped.

    Returns:
        The score and its reasons; 0 when either has no word.
    """
    taken = _taken(typed, known)
    if not taken:
        return Agreement(0.0, ())
    by_typed = sum(it.worth * it.typed.weight for it in taken) / typed.weight
    covered = sum(it.known.weight for it in taken)
    by_known = sum(it.worth * it.known.weight for it in taken) / covered
    left_over = max(0.0, known.weight - covered) / known.weight
    score = min(by_typed, by_known) - LEFT_OVER * left_over
    reasons = {it.reason for it in taken}
    if left_over > _ROUNDING:
        reasons.add(Reason.MISSING)
    if sum(it.typed.weight for it in taken) < typed.weight - _ROUNDING:
        reasons.add(Reason.EXTRA)
    if _doubtful(typed.name, known.name, reasons=reasons) or any(
        it.reason in _INEXACT and it.typed.text in vocabulary for it in taken
    ):
        score = min(score, DOUBTFUL)
    return Agreement(
        max(0.0, score), tuple(reason for reason in Reason if reason in reasons)
    )


def likeness(typed: Unit, known: Unit) -> tuple[float, Reason] | None:
    """Say what a match of two units is worth, and why; None when they do not match."""
    if typed.text[0] != known.text[0]:
        return None
    if typed.text == known.text:
        return _same(typed, known)
    if typed.shape is Shape.INITIALS or known.shape is Shape.INITIALS:
        return None
    if typed.shape is known.shape is Shape.WORD:
        if len(typed.text) == 1 or len(known.text) == 1:
            return INITIAL, Reason.INITIAL
        if begins(typed.text, known.text):
            return BEGINNING, Reason.BEGINNING
    alike = similarity(typed.text, known.text)
    return (MISTYPED * alike, Reason.MISTYPED) if alike else None


def begins(typed: str, word: str) -> bool:
    """Tell whether what was typed is enough of the beginning of a word."""
    return len(typed) >= _SHORTEST_BEGINNING and word.startswith(typed)


def similarity(one: str, other: str) -> float:
    """Measure how alike two words are, forgetting swapped neighbours.

    Returns:
        At least ``LIKE_ENOUGH``, or 0: also for figures, which are not mistyped
        into one another but mean another thing.
    """
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    return _measure()(one, other)


_ROUNDING = 1e-9
_INEXACT = frozenset({Reason.BEGINNING, Reason.MISTYPED})


@cache
def _measure() -> Callable[[str, str], float]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms, for doubt only

    def measured(one: str, other: str) -> float:
        return OSA.normalized_similarity(one, other, score_cutoff=LIKE_ENOUGH)

    return measured


def _same(typed: Unit, known: Unit) -> tuple[float, Reason] | None:
    worth = min(typed.worth, known.worth)
    if Shape.INITIALS not in {typed.shape, known.shape}:
        return worth, Reason.SAME
    if Shape.WORD not in {typed.shape, known.shape}:
        return None
    return worth, Reason.INITIAL if worth == INITIAL else Reason.ACRONYM


@dataclass(frozen=True, slots=True)
class _Match:
    typed: Unit
    known: Unit
    worth: float
    reason: Reason


def _taken(typed: Form, known: Form) -> list[_Match]:
    """Take the best matches first, each word once."""
    free_typed = free_known = -1  # every bit set
    taken = []
    for match in sorted(_matches(typed, known), key=_best_first):
        if (
            match.typed.places & free_typed == match.typed.places
            and match.known.places & free_known == match.known.places
        ):
            free_typed &= ~match.typed.places
            free_known &= ~match.known.places
            taken.append(match)
    return taken


def _matches(typed: Form, known: Form) -> Iterator[_Match]:
    for one in typed.units:
        first = one.text[0]
        for other in known.units:
            # Asked here too: most pairs stop here, and a call costs more than that.
            found = likeness(one, other) if other.text[0] == first else None
            if found is not None:
                yield _Match(one, other, *found)


def _best_first(match: _Match) -> tuple[float, float, int, int]:
    together = match.typed.weight + match.known.weight
    return -match.worth, -together, match.typed.places, match.known.places


def _doubtful(typed: CleanName, known: CleanName, *, reasons: set[Reason]) -> bool:
    if typed.person:
        in_part = {Reason.BEGINNING, Reason.MISSING} & reasons
        return bool(in_part) or typed.aside != known.aside
    both = bool(typed.aside and known.aside)
    return both and typed.aside.isdisjoint(known.aside)
