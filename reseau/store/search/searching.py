"""Rank what the store holds by a search: one index, one ranking, on both databases.

BM25 over the postings, worked out here and not by the database, in whole millionths,
so that the same search gives the same order everywhere.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.domain.phrases import Phrase, occurrences
from reseau.domain.terms import read_places
from reseau.store.models import indexed_term, posting
from reseau.store.rows.narrow_tables import interaction as _log
from reseau.store.search.search_parts import BY_NUMBER, PARTS, Kind, Part
from reseau.store.search.search_state import counted_sizes, kept_sizes

MILLION = 1_000_000
_K1 = 1.2
_B = 0.75
_BATCH = 400
MOST_POSTINGS = 3_000
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
class Answered:
    """What texts answer one unit of a search.

    Attributes:
        scores: Part to the key of each row to its best way's worth, in millionths.
        ways: Likewise, to that way.
    """

    scores: dict[int, dict[int, int]] = field(default_factory=dict)
    ways: dict[int, dict[int, Way]] = field(default_factory=dict)


_Texts = dict[int, dict[int, tuple[str, int]]]
"""Part to the key of each row to the places of a word, and the length of the text."""


Times = dict[int, dict[int, tuple[int, int]]]
"""Part to the key of each row to how often a phrase is there, and the text's length."""


def days_in(
    held_on: Any, period: Period
) -> list[ColumnElement[bool]]:  # Any: a column.
    """Say in SQL that a day is in a period."""
    since, end = period.since, period.until
    return [
        *([] if since is None else [held_on >= since]),
        *([] if end is None else [held_on < end]),
    ]


class Postings:
    """The postings of some terms, read once; it keeps what it has read."""

    def __init__(
        self,
        session: Session,
        *,
        parts: Sequence[Part] = PARTS,
        period: Period | None = None,
    ) -> None:
        """Say what is read.

        Args:
            session: Where to read.
            parts: Which texts.
            period: Of a word in too many lines of the log, those of these days are
                read, and not the last of all.
        """
        self._session = session
        self._period = period or Period()
        self._parts = [it.number for it in parts]
        self._rows: dict[str, _Texts] = {}
        self._often: dict[str, dict[int, int]] = {}
        self._twins: dict[str, str] = {}
        self._times: dict[Phrase, Times] = {}
        self._hidden: dict[Place, frozenset[int]] = {}
        self._sizes: dict[int, tuple[int, float]] | None = None

    def read(self, phrases: Iterable[Phrase]) -> None:
        """Read the postings of the terms of phrases that were not read yet.

        Of a term that very many texts have, those added last are read, and those that
        have another one of the terms. Two stems of one word that as many texts have
        are in the same ones, and are read once.
        """
        words = {word for phrase in phrases for word in phrase}
        self._twins |= {it: word[0] for word in words for it in word[1:]}
        terms = {term for word in words for term in word}
        wanted = sorted(terms - set(self._rows), key=lambda it: (it in self._twins, it))
        if wanted:
            self._times.clear()
        for start in range(0, len(wanted), _BATCH):
            self._read_rare(wanted[start : start + _BATCH])
        for term in wanted:
            twin = self._twins.get(term, term)
            for part, count in self._often.get(term, {}).items():
                same = self._rows.get(twin, {}).get(part)
                if same and self._often.get(twin, {}).get(part) == count:
                    self._rows[term][part] = same
                else:
                    self._read_some(term, part, self._others(terms, part, count))

    def _others(self, terms: Collection[str], part: int, count: int) -> list[str]:
        """Leave out the term itself and its other stem, which the same texts have."""
        often = self._often
        return sorted(it for it in terms if often.get(it, {}).get(part) != count)

    def _read_rare(self, terms: Sequence[str]) -> None:
        """Read all the texts of terms, where no more have them than are looked at.

        Of a term that too many texts of some part have, the other parts are named: to
        pass over those texts takes a database as long as to read them.
        """
        self._rows.update((it, {}) for it in terms)
        self._count(terms)
        found = [
            *self._rare([it for it in terms if it not in self._often], set()),
            *(
                row
                for term in terms
                if term in self._often
                for row in self._rare([term], self._often[term])
            ),
        ]
        for term, part, record, places, words in found:
            self._rows[term].setdefault(part, {})[record] = places, words

    def _rare(
        self, terms: Sequence[str], often: Collection[int]
    ) -> Sequence[Row[str, int, int, str, int]]:
        query = select(posting).where(
            posting.c.term.in_(terms),
            posting.c.part.in_([it for it in self._parts if it not in often]),
        )
        return self._session.connection().execute(query).all()

    def _count(self, terms: Sequence[str]) -> None:
        """Find the terms that more texts of a part have than are looked at."""
        query = (
            select(indexed_term)
            .where(
                indexed_term.c.term.in_(terms),
                indexed_term.c.part.in_(self._parts),
                indexed_term.c.texts > MOST_POSTINGS,
            )
            .order_by(indexed_term.c.term, indexed_term.c.part)
        )
        for term, part, count in self._session.connection().execute(query).all():
            self._often.setdefault(term, {})[part] = count

    def _read_some(self, term: str, part: int, others: Sequence[str]) -> None:
        """Read the texts added last that have a term, and those that have another."""
        then = self._then(part)
        self._keep(term, part, *then, latest=MOST_POSTINGS)
        if others:
            with_another = (
                select(posting.c.record)
                .where(posting.c.term.in_(others), posting.c.part == part, *then)
                .order_by(posting.c.record.desc())
                .limit(MOST_POSTINGS)
            )
            self._keep(
                term, part, posting.c.record.in_(with_another.subquery().select())
            )

    def _then(self, part: int) -> list[ColumnElement[bool]]:
        """Keep to the days that are looked for, in the parts that have a day."""
        days = days_in(_log.held_on, self._period)
        if not days or BY_NUMBER[part].kind is not Kind.INTERACTION:
            return []
        return [posting.c.record.in_(select(_log.key).where(*days))]

    def _keep(
        self, term: str, part: int, *conditions: ColumnElement[bool], latest: int = 0
    ) -> None:
        """Read texts of one part that have a term: narrow rows, quickly."""
        query = select(posting.c.record, posting.c.places, posting.c.words).where(
            posting.c.term == term, posting.c.part == part, *conditions
        )
        if latest:
            query = query.order_by(posting.c.record.desc()).limit(latest)
        found = self._session.connection().execute(query).all()
        texts = {record: (places, words) for record, places, words in found}
        if texts:
            self._rows[term].setdefault(part, {}).update(texts)

    def sizes(self) -> dict[int, tuple[int, float]]:
        """Give how many texts each part has, and how long they are on average."""
        if self._sizes is None:
            sizes = kept_sizes(self._session) or counted_sizes(self._session)
            self._sizes = {
                part: (texts, max(words, 1) / texts)
                for part, (texts, words) in sizes.items()
            }
        return self._sizes

    def hide(self, phrases: Iterable[Phrase]) -> None:
        """Read texts as if phrases were not in them: names that are not shown."""
        names = list(phrases)
        self.read(names)
        self._times.clear()
        gone: dict[Place, set[int]] = defaultdict(set)
        before, self._hidden = self._hidden, {}  # Names are looked for as they are.
        for place, places in before.items():
            gone[place].update(places)
        for phrase in names:
            for part, texts in self.found(phrase).items():
                for record, (found, _words) in texts.items():
                    gone[part, record].update(it for run in found for it in run)
        self._hidden = {place: frozenset(it) for place, it in gone.items()}

    def found(
        self, phrase: Phrase
    ) -> dict[int, dict[int, tuple[list[tuple[int, ...]], int]]]:
        """Find a phrase: its occurrences in each text, and the text's length.

        Returns:
            Part to the key of each row to its occurrences; parts without one are
            left out.
        """
        words = [self._word(it) for it in phrase]
        result: dict[int, dict[int, tuple[list[tuple[int, ...]], int]]] = {}
        for part in sorted(set(self._parts).intersection(*words)) if words else ():
            rows = [it[part] for it in words]
            rarest = min(rows, key=len)
            for record, (_places, length) in rarest.items():
                if len(rows) > 1 and not all(record in it for it in rows):
                    continue
                gone = self._hidden.get((part, record), frozenset())
                runs = occurrences(
                    [set(read_places(it[record][0])) - gone for it in rows]
                )
                if runs:
                    result.setdefault(part, {})[record] = runs, length
        return result

    def has(self, phrase: Phrase) -> bool:
        """Tell whether any text has a phrase."""
        if len(phrase) == 1 and not self._hidden:
            return any(self._rows.get(it) for it in phrase[0])
        return bool(self.times(phrase))

    def times(self, phrase: Phrase) -> Times:
        """Count a phrase in each text that has it, and give the text's length."""
        if phrase not in self._times:
            self._times[phrase] = self._counted(phrase)
        return self._times[phrase]

    def _counted(self, phrase: Phrase) -> Times:
        if len(phrase) == 1 and not self._hidden:
            return {
                part: {
                    record: (places.count(" ") + 1, words)
                    for record, (places, words) in texts.items()
                }
                for part, texts in self._word(phrase[0]).items()
            }
        return {
            part: {
                record: (len(runs), words) for record, (runs, words) in texts.items()
            }
            for part, texts in self.found(phrase).items()
        }

    def having(self, phrase: Phrase, part: int, found: int) -> int:
        """Say how many texts of a part have a phrase, of which some were found."""
        if len(phrase) != 1:
            return found
        counts = (self._often.get(it, {}).get(part, 0) for it in phrase[0])
        return max(found, *counts)

    def cut(self, part: int) -> bool:
        """Tell whether a term that was read is in more texts of a part than read."""
        return any(part in it for it in self._often.values())

    def _word(self, terms: Sequence[str]) -> _Texts:
        """Put together the texts that have any of the terms of one word."""
        known = [self._rows[it] for it in terms if self._rows.get(it)]
        if len(known) < 2:  # noqa: PLR2004  # Nothing to put together.
            return known[0] if known else {}
        joined = {part: dict(texts) for part, texts in known[0].items()}
        for more in known[1:]:
            for part, texts in more.items():
                if texts is not known[0].get(part):
                    _join(joined.setdefault(part, {}), texts)
        return joined


def _join(
    into: dict[int, tuple[str, int]], more: Mapping[int, tuple[str, int]]
) -> None:
    """Add texts that have another stem of a word; its places are often the same."""
    for record, it in more.items():
        own = into.get(record)
        if own is None:
            into[record] = it
        elif own[0] != it[0]:
            places = {*read_places(own[0]), *read_places(it[0])}
            into[record] = " ".join(map(str, sorted(places))), it[1]


def scored(postings: Postings, units: Sequence[Unit]) -> list[Answered]:
    """Score every text that answers a part of a search, unit by unit.

    A way's worth in a text is ``weight × part's weight × idf × tf (k1 + 1) / (tf +
    k1 (1 − b + b · length / mean length))`` with k1 = 1.2 and b = 0.75, rounded to a
    millionth; ``idf = ln(1 + (N − n + 0.5) / (n + 0.5))``, where n of the N texts of
    the part have it. The best way of each unit counts.
    """
    postings.read(way.phrase for it in units for way in it.ways)
    return [_answered(postings, unit) for unit in units]


def _answered(postings: Postings, unit: Unit) -> Answered:
    found = Answered()
    for way in unit.ways:
        for part, worth in _worth(postings, way).items():
            if part not in found.scores:
                found.scores[part] = worth
                found.ways[part] = dict.fromkeys(worth, way)
                continue
            scores, ways = found.scores[part], found.ways[part]
            for record, score in worth.items():
                if score > scores.get(record, 0):
                    scores[record] = score
                    ways[record] = way
    return found


def _worth(postings: Postings, way: Way) -> dict[int, dict[int, int]]:
    """Say what one way is worth in each text that has it."""
    found = {}
    for part, texts in postings.times(way.phrase).items():
        size, mean = postings.sizes()[part]
        rarity = idf(size, postings.having(way.phrase, part, len(texts)))
        weight = way.weight * BY_NUMBER[part].weight
        known: dict[tuple[int, int], int] = {}
        worth = {}
        for record, it in texts.items():
            score = known.get(it)
            if score is None:
                times, words = it
                length = 1 - _B + _B * words / mean
                saturated = times * (_K1 + 1) / (times + _K1 * length)
                score = known[it] = round(MILLION * weight * rarity * saturated)
            worth[record] = score
        found[part] = worth
    return found


def idf(texts: int, having: int) -> float:
    """Measure how rare something is: that n of the N texts have it; above 0."""
    return math.log(1 + (texts - having + 0.5) / (having + 0.5))
