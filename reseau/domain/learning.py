"""Which words a team uses for a theme, learned from what it tagged with it.

A word is kept when it is in texts of the theme far more than in the others, by the
log-likelihood ratio, and when several actors use it, so that one's own vocabulary is
not taken for everybody's. Nothing learned is added anywhere by itself.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reseau.domain.folding import folded
from reseau.domain.terms import terms_of, words_of

MOST = 6
GROUPS = 2
TEXTS = 2
"""How many texts must have a word: one line of a meeting has words of all kinds."""
LEAST = 3.84
"""The log-likelihood that chance alone passes once in twenty."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text, and who wrote it or was there: an organization or a borough."""

    text: str
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Learned:
    """A word that speaks of a theme.

    Attributes:
        word: Its most frequent spelling.
        score: Log-likelihood ratio, above 3.84.
        texts: How many texts of the theme have it, of how many in all.
        groups: How many actors use it so.
    """

    word: str
    score: float
    texts: int
    everywhere: int
    groups: int


def learned_words(
    tagged: Iterable[Tagged],
    others: Iterable[Tagged],
    *,
    known: Collection[str] = (),
    aside: Collection[str] = (),
    most: int = MOST,
    groups: int = GROUPS,
) -> list[Learned]:
    """Find the words that tell the texts of a theme from the others.

    Args:
        tagged: Texts of the theme.
        others: All the others.
        known: Labels that the theme has already: their words are left out.
        aside: Terms that are no word of a theme, such as those of people's names.
        most: How many words at most.
        groups: How many actors must use a word in texts of the theme.

    Returns:
        The most telling first, then by spelling; empty without texts on both sides.

    References:
        Dunning, T. (1993). Accurate methods for the statistics of surprise and
        coincidence. Computational Linguistics 19:61–74.
    """
    inside, outside = list(tagged), list(others)
    if not (inside and outside):
        return []
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    users: dict[str, set[str]] = defaultdict(set)
    within = _counts(inside, spellings, users)
    without = _counts(outside, defaultdict(Counter), defaultdict(set))
    out = set(aside) | {
        term for label in known for word in words_of(label) for term in terms_of(word)
    }
    found = []
    for term, times in within.items():
        score = _likelihood(times, len(inside), without[term], len(outside))
        often = times >= TEXTS and len(users[term]) >= groups
        if often and score > LEAST and term not in out:
            word = min(spellings[term], key=lambda it: (-spellings[term][it], it))
            everywhere = times + without[term]
            found.append(
                Learned(word, round(score, 3), times, everywhere, len(users[term]))
            )
    found.sort(key=lambda it: (-it.score, it.word))
    return found[:most]


def _counts(
    texts: Iterable[Tagged],
    spellings: dict[str, Counter[str]],
    users: dict[str, set[str]],
) -> Counter[str]:
    """Count in how many texts each word is, by its first term."""
    counts: Counter[str] = Counter()
    for it in texts:
        seen = set()
        for word in words_of(it.text):
            terms = terms_of(word)
            if not terms or len(word) < _SHORTEST or word.isdigit():
                continue
            seen.add(terms[0])
            spellings[terms[0]][folded(word)] += 1
        counts.update(seen)
        for term in seen:
            users[term] |= it.groups
    return counts


def _likelihood(inside: int, all_inside: int, outside: int, all_outside: int) -> float:
    """Give the log-likelihood ratio of a word more frequent inside; else 0."""
    if inside * all_outside <= outside * all_inside:
        return 0.0
    rate = (inside + outside) / (all_inside + all_outside)
    expected = ((inside, all_inside * rate), (outside, all_outside * rate))
    return 2 * math.fsum(it * math.log(it / mean) for it, mean in expected if it)
