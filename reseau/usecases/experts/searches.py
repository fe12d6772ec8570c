"""Find anything: one box over actors, committees, interactions, themes, places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from reseau.domain.names import tidy
from reseau.domain.phrases import Hidden, excerpt, spans
from reseau.domain.search_query import SearchQuery, read_query
from reseau.domain.terms import sequence
from reseau.domain.vocabulary import Diffusion
from reseau.store.privacy.betrayal import concealed
from reseau.store.privacy.hidden_names import hidden_names
from reseau.store.privacy.veil import Veil, veil
from reseau.store.rows import settings
from reseau.store.search.search_parts import BY_NUMBER, PARTS, Kind
from reseau.store.search.search_state import fresh
from reseau.store.search.search_units import Wanted, wanted
from reseau.store.search.searching import (
    MILLION,
    MOST_POSTINGS,
    Postings,
    idf,
    scored,
)
from reseau.store.search.thesaurus import Thesaurus, thesaurus
from reseau.store.session import Store
from reseau.usecases.experts.search_filters import Filters, Owner, filters
from reseau.usecases.experts.search_reading import (
    hide,
    owners_of,
    parts_for,
    query_terms,
    seen_guesses,
    tagged,
)
from reseau.usecases.experts.search_records import Record, records

if TYPE_CHECKING:
    from reseau.store.models import Actor

_TAG = 1.5
"""How much a theme that somebody put on a line counts, beside a word of a note."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    Attributes:
        kind: actor, committee, interaction, theme or territory.
        number: Its number in its list.
        slug: Its short code; empty for an interaction.
        name: Its name or title; in the reader's language for a theme.
        detail: What kind of actor, committee or interaction it is.
        held_on: Day of an interaction.
        where: Column in which the words were found, when that is not the name.
        excerpt: Of that column.
        theme: Label of the theme by which it was found, when no word was.
        marks: Start and end of what was found in the name.
        excerpt_marks: Likewise in the excerpt.
        score: In millionths; the same on every machine.
    """

    kind: str
    number: int
    slug: str
    name: str
    detail: str
    held_on: date | None
    where: str
    excerpt: str
    theme: str
    marks: tuple[tuple[int, int], ...]
    excerpt_marks: tuple[tuple[int, int], ...]
    score: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    Attributes:
        found: The best first, so many of each kind as were asked for.
        counts: Kind to how many were found in all.
        guessed: Word typed to the one that was looked for in its place.
        themes: Labels of the themes that the words name.
        capped: Kinds of which more may be found: a word or a theme is in too many
            for all to be looked at.
    """

    query: str
    found: tuple[Found, ...]
    counts: dict[str, int]
    guessed: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    capped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What the records of one kind are worth: the best of each unit in each part.

    Attributes:
        scores: Key of the record to its score.
        answered: Place of a word of the search to the keys that answer it.
    """

    scores: dict[int, int] = field(default_factory=dict)
    answered: dict[int, set[int]] = field(default_factory=dict)

    def add(self, worth: Mapping[int, int], covers: Iterable[int]) -> None:
        """Add what one unit gives."""
        scores = self.scores
        if scores:
            for key, score in worth.items():
                scores[key] = scores.get(key, 0) + score
        else:
            scores.update(worth)
        for word in covers:
            self.answered.setdefault(word, set()).update(worth)

    def words(self) -> Counter[int]:
        """Count the words of the search that each record answers."""
        return Counter(chain.from_iterable(self.answered.values()))

    def best(self, keys: Iterable[int], limit: int) -> list[tuple[int, int, int]]:
        """Give the first records: more of the words, a higher score, a lower key.

        Returns:
            Their places in the list of every kind, to be sorted together.
        """
        words, scores = self.words(), self.scores
        first = nlargest(limit, keys, key=lambda it: (words[it], scores[it], -it))
        return [(-words[it], -scores[it], it) for it in first]


def search(
    store: Store,
    text: str,
    *,
    lang: str,
    shown_to: Diffusion = Diffusion.INTERNAL,
    limit: int = 10,
    neighbours: bool = False,
) -> SearchResult:
    """Find anything by its words, by what the thesaurus says they mean, by filters.

    Records that answer more of the words come first, then those that answer them
    better; equals are in the order of their kind and their number.

    Args:
        store: The store.
        text: What was typed, see ``read_query``.
        lang: Language of the labels that are given.
        shown_to: Whom it is for: notes are for the team alone, and a person whom the
            audience may not be shown is neither found nor named.
        limit: How many of each kind are given.
        neighbours: Whether related themes count too.

    Raises:
        EmptyQueryError, CommonWordsError, LongQueryError, DateError
        UnknownTypeError, UnknownThemeError, UnknownTerritoryError
    """
    with indexed(store) as session:
        query = read_query(text, today=settings.today(session))
        look = Look.at(session, query, shown_to=shown_to, neighbours=neighbours)
        return look.result(look.ranked(), limit=limit, lang=lang)


@contextmanager
def indexed(store: Store) -> Iterator[Session]:
    """Read a store in one transaction, with an index that can be searched.

    It is made again first, when another version of the program made it.
    """
    with store.reading() as session:
        if fresh(session):
            yield session
            return
    from reseau.store.search import search_index  # Rarely needed.

    with store.working("index") as work:
        search_index.rebuild(work.session)
    with store.reading() as session:
        yield session


@dataclass(slots=True)
class Look:
    """One look at the store for one search; it keeps what was read."""

    session: Session
    query: SearchQuery
    shown_to: Diffusion
    known: Thesaurus
    people: "Mapping[Actor, Diffusion]"
    names: Hidden
    postings: Postings
    asked: Wanted
    allowed: Filters
    tallies: dict[Kind, _Tally] = field(default_factory=dict)
    tags: list[tuple[Kind, Mapping[int, int]]] = field(default_factory=list)
    cut: set[Kind] = field(default_factory=set)
    veil: Veil | None = None

    def clean(self, text: str) -> str:
        """Give a text as the audience may read it: hidden people are masked."""
        return tidy(self._over().over(text))

    def code(self, slug: str) -> str:
        """Give a short code likewise."""
        return self._over().over_code(slug)

    def _over(self) -> Veil:
        if self.veil is None:
            shown_to, people = self.shown_to, self.people
            self.veil = veil(
                self.session, shown_to=shown_to, hidden=self.names, people=people
            )
        return self.veil

    @classmethod
    def at(
        cls,
        session: Session,
        query: SearchQuery,
        *,
        shown_to: Diffusion,
        neighbours: bool = False,
    ) -> "Look":
        """Read what a search needs."""
        known = thesaurus(session)
        people = concealed(session, shown_to=shown_to)
        names = hidden_names(session, shown_to=shown_to, people=people)
        postings = Postings(session, parts=parts_for(shown_to), period=query.period)
        hide(postings, query_terms(query), names=names)
        asked = wanted(
            session, query, thesaurus=known, postings=postings, neighbours=neighbours
        )
        # What was guessed may be a hidden name: its guess is kept quiet too.
        terms = {it for phrase in asked.phrases for word in phrase for it in word}
        hide(postings, terms, names=names)
        asked = replace(asked, guessed=seen_guesses(asked, postings))
        allowed = filters(session, query, shown_to=shown_to)
        return cls(
            session, query, shown_to, known, people, names, postings, asked, allowed
        )

    def ranked(self) -> dict[Kind, list[int]]:
        """Give all that is found of each kind, in no order."""
        if self.asked.units:
            self._tally_texts()
            self._tally_tags()
        else:
            for kind, key in self.allowed.everything(self.session):
                self._tally(kind).add({key: 0}, ())
        self._exclude()
        kept = {
            kind: self.allowed.kept(self.session, kind, tally.scores)
            for kind, tally in self.tallies.items()
        }
        return {kind: self._whole(kind, keys) for kind, keys in kept.items()}

    def _tally(self, kind: Kind) -> _Tally:
        return self.tallies.setdefault(kind, _Tally())

    def _whole(self, kind: Kind, keys: list[int]) -> list[int]:
        """Leave out names with some of the words where one has them all.

        Interactions stay: half of the words in a note may be what is looked for.
        """
        if kind is Kind.INTERACTION:
            return keys
        words = self.tallies[kind].words()
        whole = [it for it in keys if words[it] == self.asked.words]
        return whole or keys

    def _tally_texts(self) -> None:
        answered = scored(self.postings, self.asked.units)
        for unit, found in zip(self.asked.units, answered, strict=True):
            for part, worth in found.scores.items():
                kind = BY_NUMBER[part].kind
                self._tally(kind).add(self._owned(part, worth), unit.covers)
                if self.postings.cut(part):
                    self.cut.add(kind)

    def _owned(self, part: int, worth: Mapping[int, int]) -> Mapping[int, int]:
        """Give what the best row of each record is worth."""
        if BY_NUMBER[part].owner == "key":
            return worth
        best: dict[int, int] = {}
        for row, owner in owners_of(self.session, BY_NUMBER[part], worth).items():
            best[owner] = max(worth[row], best.get(owner, 0))
        return best

    def _tally_tags(self) -> None:
        """Count the themes that people put on lines, and on actors."""
        for concept in self.asked.concepts:
            weights = dict(concept.themes)
            for kind, tags in tagged(self.session, weights).items():
                rarity = idf(max(self._size(kind), tags.count), tags.count)
                each = {
                    it: round(MILLION * _TAG * weight * rarity)
                    for it, weight in weights.items()
                }
                worth = {key: each[theme] for key, theme in tags.themes.items()}
                self._tally(kind).add(worth, concept.covers)
                self.tags.append((kind, tags.themes))
                if tags.count > len(worth) >= MOST_POSTINGS:
                    self.cut.add(kind)

    def _size(self, kind: Kind) -> int:
        part = next(it for it in PARTS if it.kind is kind)
        return self.postings.sizes().get(part.number, (0, 1.0))[0]

    def _exclude(self) -> None:
        """Leave out the records that have a word that may not be there."""
        for text in self.query.excluded:
            phrase = sequence(text)
            self.postings.read([phrase])
            for number, texts in self.postings.times(phrase).items():
                part = BY_NUMBER[number]
                tally = self._tally(part.kind)
                for owner in owners_of(self.session, part, texts).values():
                    tally.scores.pop(owner, None)

    def result(
        self, found: Mapping[Kind, list[int]], *, limit: int, lang: str
    ) -> SearchResult:
        """Give the best of each kind, with what is shown of them."""
        places = sorted(
            (*place[:2], (kind, place[2]))
            for kind, keys in found.items()
            for place in self.tallies[kind].best(keys, limit)
        )
        best = [owner for _words, _score, owner in places]
        shown = records(
            self.session, best, known=self.known, lang=lang, shown_to=self.shown_to
        )
        named = dict.fromkeys(it.theme for it in self.asked.concepts)
        return SearchResult(
            self.query.text,
            tuple(self._found(it, shown[it], lang) for it in best),
            {kind.value: len(found[kind]) for kind in Kind if found.get(kind)},
            self.asked.guessed,
            tuple(self.known.label(it, lang) for it in named),
            tuple(sorted(it.value for it in self.cut if found.get(it))),
        )

    def _found(self, owner: Owner, record: Record, lang: str) -> Found:
        kind, key = owner
        phrases = self.asked.phrases
        name = self.clean(record.name)
        marks = spans(name, phrases)
        where, cut, cut_marks = self._excerpt(record, marked=bool(marks))
        themes: dict[int, None] = {}
        if not marks and not cut_marks:
            tags = (some for of, some in self.tags if of is kind and key in some)
            themes = dict.fromkeys(some[key] for some in tags)
        return Found(
            kind.value, key, self.code(record.slug), name, record.detail,
            record.held_on, where, cut,
            ", ".join(self.known.label(it, lang) for it in themes),
            tuple(marks), tuple(cut_marks), self.tallies[kind].scores[key],
        )  # fmt: skip

    def _excerpt(
        self, record: Record, *, marked: bool
    ) -> tuple[str, str, list[tuple[int, int]]]:
        """Cut the first text, beside the name, in which something was found."""
        for column, text in record.texts.items():
            clean = self.clean(text)
            found = spans(clean, self.asked.phrases)
            if found and not (marked and column in {"alias", "label"}):
                cut = excerpt(clean, found)
                return column, cut, spans(cut, self.asked.phrases)
        return "", "", []
