"""Turn a search into what is looked for: words, phrases, concepts in two languages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.folding import folded
from reseau.domain.search_query import SearchQuery
from reseau.domain.terms import sequence, terms_of
from reseau.store.models import indexed_term
from reseau.store.search.searching import Postings, Unit, Way
from reseau.store.search.thesaurus import Thesaurus

_BEGUN = 0.6
_MISTYPED = 0.5
_ALIKE = 0.75
_SHORTEST = 4
_MOST = 20


@dataclass(frozen=True, slots=True)
class Concept:
    """A theme that the search names, and the themes it covers with their weights."""

    theme: int
    covers: frozenset[int]
    themes: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search looks for.

    Attributes:
        units: Words and phrases one by one, then the concepts that they name.
        concepts: These concepts.
        words: How many words and phrases there are.
        guessed: Word typed to the term that stands for it, when no text has it.
    """

    units: tuple[Unit, ...]
    concepts: tuple[Concept, ...]
    words: int
    guessed: tuple[tuple[str, str], ...] = ()

    @property
    def phrases(self) -> list[tuple[tuple[str, ...], ...]]:
        """Give all that may be marked in a text."""
        return [way.phrase for unit in self.units for way in unit.ways]


def wanted(
    session: Session,
    query: SearchQuery,
    *,
    thesaurus: Thesaurus,
    postings: Postings,
    neighbours: bool = False,
    forgiving: bool = True,
) -> Wanted:
    """Make a search out of what was typed.

    Args:
        session: Where to read.
        query: What was typed.
        thesaurus: Its concepts and their labels.
        postings: What has been read of the index.
        neighbours: Whether related themes count too.
        forgiving: Whether a word that no text has may be one begun or mistyped.
    """
    pieces = [*query.words, *query.phrases]
    concepts = list(_concepts(query, thesaurus, neighbours=neighbours))
    named = {it for concept in concepts for it in concept.covers}
    postings.read(map(sequence, pieces))
    units: list[Unit] = []
    guessed: list[tuple[str, str]] = []
    for place, piece in enumerate(pieces):
        ways = [Way(sequence(piece), 1.0, label=piece)]
        if forgiving and place not in named and not postings.has(ways[0].phrase):
            near = list(_near(session, piece))
            ways += near
            guessed += [(piece, near[0].label)] if near else []
        units.append(Unit(frozenset({place}), tuple(ways)))
    for concept in concepts:
        ways = list(_labels(concept, thesaurus))
        if ways:
            units.append(Unit(concept.covers, tuple(ways)))
    return Wanted(tuple(units), tuple(concepts), len(pieces), tuple(guessed))


def _concepts(
    query: SearchQuery, thesaurus: Thesaurus, *, neighbours: bool
) -> Iterator[Concept]:
    """Find the concepts that the words name, then those that each phrase names."""
    count = len(query.words)
    for named in thesaurus.named(list(query.words)):
        covers = frozenset(range(named.first, named.last + 1))
        yield from _covering(named.themes, covers, thesaurus, neighbours)
    for place, phrase in enumerate(query.phrases, start=count):
        words = phrase.split()
        for named in thesaurus.named(words):
            if (named.first, named.last) == (0, len(words) - 1):
                yield from _covering(
                    named.themes, frozenset({place}), thesaurus, neighbours
                )


def _covering(
    themes: Iterable[int],
    covers: frozenset[int],
    thesaurus: Thesaurus,
    neighbours: bool,  # noqa: FBT001  # One of four that are passed on.
) -> Iterator[Concept]:
    for theme in themes:
        found = thesaurus.covered(theme, neighbours=neighbours)
        yield Concept(theme, covers, tuple(found.items()))


def _labels(concept: Concept, thesaurus: Thesaurus) -> Iterator[Way]:
    seen: set[object] = set()
    for theme, level in concept.themes:
        for label, weight in thesaurus.weighed(theme):
            phrase = sequence(label)
            if phrase and phrase not in seen:
                seen.add(phrase)
                yield Way(phrase, round(weight * level, 9), theme, label)


def _near(session: Session, word: str) -> Iterator[Way]:
    """Find the terms that a word begins, else the one that it may be mistyped for."""
    plain = folded(word)
    if len(plain) < _SHORTEST or not plain.isalnum():
        return
    begun = _beginning(session, plain)
    for term in begun[:_MOST]:
        yield Way(((term,),), _BEGUN, label=term)
    if begun:
        return
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 20 ms, for a typing error.

    forms = (plain, *terms_of(word))
    alike = [
        (-max(OSA.normalized_similarity(it, term) for it in forms), term)
        for term in _beginning(session, plain[0])
        if abs(len(term) - len(plain)) <= _SHORTEST
    ]
    for score, term in sorted(alike)[:1]:
        if -score >= _ALIKE:
            yield Way(((term,),), _MISTYPED, label=term)


def _beginning(session: Session, start: str) -> list[str]:
    """List the terms that begin so; the index answers where it can be used."""
    term = indexed_term.c.term
    query = select(term).distinct()
    if session.get_bind().dialect.name == "postgresql":  # Its collation is unknown.
        query = query.where(term.like(f"{start}%"))
    else:
        query = query.where(term >= start, term < f"{start}\uffff")
    return sorted(session.scalars(query))
