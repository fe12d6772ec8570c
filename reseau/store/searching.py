"""Rank what the store holds by a search: one index, one ranking, on both databases.

BM25 over the postings, worked out here and not by the database, in whole millionths,
so that the same search gives the same order everywhere.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from reseau.domain.phrases import Phrase, occurrences
from reseau.domain.terms import read_places
from reseau.store.models import indexed_text, posting
from reseau.store.search_parts import BY_NUMBER, PARTS, Part

MILLION = 1_000_000
_K1 = 1.2
_B = 0.75
_BATCH = 400
MOST_POSTINGS = 10_000
"""How many texts of a part are looked at for one term, the latest added first."""
Place = tuple[int, int]
"""A text: the number of its part, and the key of its row."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a text may answer: a phrase, and what it is worth.

    Attributes:
        phrase: Of each word, its terms.
        weight: 1 for what was typed.
        theme: Key of the theme whose label it is; None for what was typed.
        label: What it says.
    """

    phrase: Phrase
    weight: float
    theme: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the search: any of its ways will do, the best one counts.

    Attributes:
        covers: Places of the words of the search that it answers.
    """

    covers: frozenset[int]
    ways: tuple[Way, ...]


@dataclass(slots=True)
class Hit:
    """What a text is worth for a search.

    Attributes:
        scores: Number of the unit to its best way, in millionths.
        ways: Number of the unit to that way.
    """

    scores: dict[int, int] = field(default_factory=dict)
    ways: dict[int, Way] = field(default_factory=dict)

    @property
    def score(self) -> int:
        """Add up what the units give."""
        return sum(self.scores.values())


class Postings:
    """The postings of some terms, read once; it keeps what it has read."""

    def __init__(self, session: Session, *, parts: Sequence[Part] = PARTS) -> None:
        self._session = session
        self._parts = [it.number for it in parts]
        self._rows: dict[str, dict[Place, tuple[str, int]]] = {}
        self._hidden: dict[Place, frozenset[int]] = {}
        self._sizes: dict[int, tuple[int, float]] | None = None

    def read(self, terms: Collection[str]) -> None:
        """Read the postings of terms that were not read yet."""
        wanted = sorted(set(terms) - set(self._rows))
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            self._rows.update((it, {}) for it in batch)
            often = self._often(batch)
            for term, part in often:
                one = (posting.c.term == term, posting.c.part == part)
                latest = self._query(*one).order_by(posting.c.record.desc())
                self._keep(latest.limit(MOST_POSTINGS))
            rest = tuple_(posting.c.term, posting.c.part).not_in(often)
            self._keep(self._query(posting.c.term.in_(batch), *([rest] * bool(often))))

    def _often(self, terms: Sequence[str]) -> list[tuple[str, int]]:
        """Find the terms that more texts of a part have than are looked at."""
        query = (
            select(posting.c.term, posting.c.part)
            .where(posting.c.term.in_(terms), posting.c.part.in_(self._parts))
            .group_by(posting.c.term, posting.c.part)
            .having(func.count() > MOST_POSTINGS)
            .order_by(posting.c.term, posting.c.part)
        )
        return [(term, part) for term, part in self._session.execute(query).all()]

    def _query(
        self, *conditions: ColumnElement[bool]
    ) -> Select[str, int, int, str, int]:
        return select(
            posting.c.term,
            posting.c.part,
            posting.c.record,
            posting.c.places,
            posting.c.words,
        ).where(posting.c.part.in_(self._parts), *conditions)

    def _keep(self, query: Select[str, int, int, str, int]) -> None:
        for term, part, record, places, words in self._session.execute(query).all():
            self._rows[term][part, record] = places, words

    def sizes(self) -> dict[int, tuple[int, float]]:
        """Give how many texts each part has, and how long they are on average."""
        if self._sizes is None:
            query = select(
                indexed_text.c.part, func.count(), func.sum(indexed_text.c.words)
            ).group_by(indexed_text.c.part)
            self._sizes = {
                part: (texts, max(int(words), 1) / texts)
                for part, texts, words in self._session.execute(query)
            }
        return self._sizes

    def hide(self, phrases: Iterable[Phrase]) -> None:
        """Read texts as if phrases were not in them: names that are not shown."""
        names = list(phrases)
        self.read({term for it in names for word in it for term in word})
        gone: dict[Place, set[int]] = defaultdict(set)
        before, self._hidden = self._hidden, {}  # Names are looked for as they are.
        for place, places in before.items():
            gone[place].update(places)
        for phrase in names:
            for place, (found, _words) in self.found(phrase).items():
                gone[place].update(it for run in found for it in run)
        self._hidden = {place: frozenset(it) for place, it in gone.items()}

    def found(self, phrase: Phrase) -> dict[Place, tuple[list[tuple[int, ...]], int]]:
        """Find a phrase: its occurrences in each text, and the text's length."""
        rows = [
            _joined([self._rows[term] for term in word if term in self._rows])
            for word in phrase
        ]
        if not rows or not all(rows):
            return {}
        rarest = min(rows, key=len)
        result = {}
        for place in rarest:
            if len(rows) > 1 and not all(place in it for it in rows):
                continue
            gone = self._hidden.get(place, frozenset())
            runs = occurrences([set(self._read(it[place])) - gone for it in rows])
            if runs:
                result[place] = runs, next(iter(rarest[place]))[1]
        return result

    def times(self, phrase: Phrase) -> dict[Place, tuple[int, int]]:
        """Count a phrase in each text that has it, and give the text's length."""
        if len(phrase) == 1 and not self._hidden:
            word = _joined([self._rows[it] for it in phrase[0] if it in self._rows])
            return {place: (_count(it), it[0][1]) for place, it in word.items()}
        found = self.found(phrase)
        return {place: (len(runs), words) for place, (runs, words) in found.items()}

    @staticmethod
    def _read(found: list[tuple[str, int]]) -> Iterator[int]:
        for places, _words in found:
            yield from read_places(places)


def _count(found: list[tuple[str, int]]) -> int:
    """Count the places of a word; those of its two stems are often the same."""
    first = found[0][0]
    if all(places == first for places, _words in found):
        return first.count(" ") + 1
    return len({it for places, _words in found for it in places.split()})


def _joined(
    rows: Sequence[Mapping[Place, tuple[str, int]]],
) -> dict[Place, list[tuple[str, int]]]:
    joined: dict[Place, list[tuple[str, int]]] = {}
    for some in rows:
        for place, it in some.items():
            joined.setdefault(place, []).append(it)
    return joined


def scored(postings: Postings, units: Sequence[Unit]) -> dict[Place, Hit]:
    """Score every text that answers a part of a search.

    A way's worth in a text is ``weight × part's weight × idf × tf (k1 + 1) / (tf +
    k1 (1 − b + b · length / mean length))`` with k1 = 1.2 and b = 0.75, rounded to a
    millionth; ``idf = ln(1 + (N − n + 0.5) / (n + 0.5))``, where n of the N texts of
    the part have it. The best way of each unit counts.
    """
    postings.read(
        {
            term
            for it in units
            for way in it.ways
            for word in way.phrase
            for term in word
        }
    )
    hits: dict[Place, Hit] = {}
    for number, unit in enumerate(units):
        for way in unit.ways:
            for place, score in _worth(postings, way).items():
                hit = hits.setdefault(place, Hit())
                if score > hit.scores.get(number, 0):
                    hit.scores[number] = score
                    hit.ways[number] = way
    return hits


def _worth(postings: Postings, way: Way) -> dict[Place, int]:
    """Say what one way is worth in each text that has it."""
    found = postings.times(way.phrase)
    having: dict[int, int] = defaultdict(int)
    for part, _record in found:
        having[part] += 1
    rarity = {
        part: idf(postings.sizes()[part][0], count) for part, count in having.items()
    }
    worth = {}
    sizes = postings.sizes()
    for (part, record), (times, words) in found.items():
        _texts, mean = sizes[part]
        saturated = times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * words / mean))
        weight = way.weight * BY_NUMBER[part].weight
        worth[part, record] = round(MILLION * weight * rarity[part] * saturated)
    return worth


def idf(texts: int, having: int) -> float:
    """Measure how rare something is: that n of the N texts have it; above 0."""
    return math.log(1 + (texts - having + 0.5) / (having + 0.5))
