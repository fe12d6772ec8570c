"""Find anything: one box over actors, committees, interactions, themes, places."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.names import tidy
from reseau.domain.phrases import Phrase, excerpt, masked, spans
from reseau.domain.search_query import SearchQuery, read_query
from reseau.domain.terms import sequence
from reseau.domain.vocabulary import Diffusion
from reseau.store import search_index, settings
from reseau.store.hidden_names import hidden_names
from reseau.store.search_parts import PARTS, Kind
from reseau.store.search_units import Wanted, wanted
from reseau.store.searching import MILLION, Postings, idf, scored
from reseau.store.session import Store
from reseau.store.thesaurus import Thesaurus, thesaurus
from reseau.store.veil import Veil, veil
from reseau.usecases.search_filters import Filters, Owner, filters
from reseau.usecases.search_reading import (
    hide,
    owners_of,
    parts_for,
    query_terms,
    seen_guesses,
    tagged,
)
from reseau.usecases.search_records import Record, records

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
    """

    query: str
    found: tuple[Found, ...]
    counts: dict[str, int]
    guessed: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """What one record is worth: the best of each unit in each part."""

    scores: dict[tuple[int, int], int] = field(default_factory=dict)
    covers: set[int] = field(default_factory=set)
    themes: list[int] = field(default_factory=list)

    @property
    def score(self) -> int:
        return sum(self.scores.values())

    def add(self, unit: int, part: int, score: int, covers: Collection[int]) -> None:
        self.scores[unit, part] = max(score, self.scores.get((unit, part), 0))
        self.covers.update(covers)


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
    make_fresh(store)
    with store.reading() as session:
        query = read_query(text, today=settings.today(session))
        look = Look.at(session, query, shown_to=shown_to, neighbours=neighbours)
        ranked = look.ranked()
        return look.result(ranked, limit=limit, lang=lang)


def make_fresh(store: Store) -> None:
    """Make the index again when another version of the program made it."""
    with store.reading() as session:
        fresh = search_index.fresh(session)
    if not fresh:
        with store.working("index") as work:
            search_index.rebuild(work.session)


@dataclass(slots=True)
class Look:
    """One look at the store for one search; it keeps what was read."""

    session: Session
    query: SearchQuery
    shown_to: Diffusion
    known: Thesaurus
    names: Sequence[Phrase]
    postings: Postings
    asked: Wanted
    allowed: Filters
    tallies: dict[Owner, _Tally] = field(default_factory=dict)
    veil: Veil | None = None

    def clean(self, text: str) -> str:
        """Give a text as the audience may read it: hidden people are masked."""
        if self.veil is None:
            self.veil = veil(self.session, shown_to=self.shown_to)
        return tidy(masked(self.veil.over(text), self.names))

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
        names = hidden_names(session, shown_to=shown_to)
        postings = Postings(session, parts=parts_for(shown_to))
        hide(postings, query_terms(query), names=names)
        asked = wanted(
            session, query, thesaurus=known, postings=postings, neighbours=neighbours
        )
        # What was guessed may be a hidden name: its guess is kept quiet too.
        terms = {it for phrase in asked.phrases for word in phrase for it in word}
        hide(postings, terms, names=names)
        asked = replace(asked, guessed=seen_guesses(asked, postings))
        allowed = filters(session, query, shown_to=shown_to)
        return cls(session, query, shown_to, known, names, postings, asked, allowed)

    def ranked(self) -> list[Owner]:
        """Give all that is found, in order."""
        if self.asked.units:
            self._tally_texts()
            self._tally_tags()
        else:
            everything = self.allowed.everything(self.session)
            self.tallies = {it: _Tally() for it in everything}
        self._exclude()
        kept = self.allowed.kept(self.session, self.tallies)
        return sorted(self._whole(kept), key=self._place)

    def _whole(self, kept: Sequence[Owner]) -> list[Owner]:
        """Leave out names with some of the words where one has them all.

        Interactions stay: half of the words in a note may be what is looked for.
        """
        whole = {
            kind
            for kind, key in kept
            if len(self.tallies[kind, key].covers) == self.asked.words
        } - {Kind.INTERACTION}
        return [
            it
            for it in kept
            if it[0] not in whole or len(self.tallies[it].covers) == self.asked.words
        ]

    def _place(self, owner: Owner) -> tuple[int, int, Owner]:
        tally = self.tallies[owner]
        return -len(tally.covers), -tally.score, owner

    def _tally_texts(self) -> None:
        hits = scored(self.postings, self.asked.units)
        owners = owners_of(self.session, hits)
        for place, hit in hits.items():
            owner = owners.get(place)
            if owner is None:
                continue
            tally = self.tallies.setdefault(owner, _Tally())
            for unit, score in hit.scores.items():
                tally.add(unit, place[0], score, self.asked.units[unit].covers)

    def _tally_tags(self) -> None:
        """Count the themes that people put on lines, and on actors."""
        first = len(self.asked.units)
        for number, concept in enumerate(self.asked.concepts, start=first):
            weights = dict(concept.themes)
            for kind, keys in tagged(self.session, weights).items():
                rarity = idf(max(self._size(kind), len(keys)), len(keys))
                for key, theme in keys.items():
                    tally = self.tallies.setdefault((kind, key), _Tally())
                    score = round(MILLION * _TAG * weights[theme] * rarity)
                    tally.add(number, 0, score, concept.covers)
                    tally.themes.append(theme)

    def _size(self, kind: Kind) -> int:
        part = next(it for it in PARTS if it.kind is kind)
        return self.postings.sizes().get(part.number, (0, 1.0))[0]

    def _exclude(self) -> None:
        """Leave out the records that have a word that may not be there."""
        for text in self.query.excluded:
            phrase = sequence(text)
            self.postings.read({term for word in phrase for term in word})
            places = self.postings.found(phrase)
            for owner in owners_of(self.session, places).values():
                self.tallies.pop(owner, None)

    def result(self, ranked: Sequence[Owner], *, limit: int, lang: str) -> SearchResult:
        """Give the best of each kind, with what is shown of them."""
        taken: Counter[Kind] = Counter()
        best = []
        for owner in ranked:
            taken[owner[0]] += 1
            if taken[owner[0]] <= limit:
                best.append(owner)
        shown = records(
            self.session, best, known=self.known, lang=lang, shown_to=self.shown_to
        )
        named = dict.fromkeys(it.theme for it in self.asked.concepts)
        return SearchResult(
            self.query.text,
            tuple(self._found(it, shown[it], lang) for it in best),
            {kind.value: taken[kind] for kind in Kind if taken[kind]},
            self.asked.guessed,
            tuple(self.known.label(it, lang) for it in named),
        )

    def _found(self, owner: Owner, record: Record, lang: str) -> Found:
        kind, key = owner
        phrases = self.asked.phrases
        name = self.clean(record.name)
        marks = spans(name, phrases)
        where, cut, cut_marks = self._excerpt(record, marked=bool(marks))
        tally = self.tallies[owner]
        themes = dict.fromkeys(tally.themes) if not marks and not cut_marks else {}
        return Found(
            kind.value, key, record.slug, name, record.detail, record.held_on,
            where, cut, ", ".join(self.known.label(it, lang) for it in themes),
            tuple(marks), tuple(cut_marks), tally.score,
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
