"""What folding, stems, the thesaurus and learned words each bring to a search.

``python -m benchmarks.recall lieux_interet.csv.gz`` takes Montréal's places of
interest: the queries are the labels of their types and categories, in French, that
two places at least have; what is right are the places that the city tagged so; what
is searched are the names of the places, without their tags. Each query is also typed
without accents, and with its number swapped. Words are learned from the places of
half of the boroughs, and tried on the other half, both ways.

The figures are means over the queries: recall of any of the words, precision of the
first ten by BM25, and how many queries find nothing.
"""

import csv
import dataclasses
import gzip
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.experts import bm25
from reseau import analysis
from reseau.domain import terms
from reseau.domain.folding import folded
from reseau.domain.learning import Tagged, learned_words
from reseau.domain.phrases import occurrences
from reseau.domain.seeds import theme_seeds

_FEWEST = 2
Analyser = Callable[[str], list[str]]


@dataclasses.dataclass(frozen=True)
class Place:
    """A place: its name, its borough, its tags."""

    name: str
    borough: str
    tags: frozenset[str]


def read(path: Path) -> list[Place]:
    """Read the places of interest."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return [
            Place(
                row["Nom français"],
                row["Arrondissement"],
                frozenset({row["Type"], row["Catégorie"]}),
            )
            for row in csv.DictReader(file)
        ]


def case_only(text: str) -> list[str]:
    """Cut a text into words, small letters only."""
    return [it.casefold() for it in terms.words_of(text) if terms.terms_of(it)]


def fold_only(text: str) -> list[str]:
    """Cut a text into words without accents."""
    return [folded(it) for it in terms.words_of(text) if terms.terms_of(it)]


def stemmed(text: str) -> list[str]:
    """Cut a text into the terms of the product's index, both stems of each word."""
    return [term for word in terms.sequence(text) for term in word]


def unaccented(text: str) -> str:
    """Type a query without its accents."""
    return folded(text)


def swapped(text: str) -> str:
    """Type a plural for a singular, and the reverse."""
    return " ".join(map(_swapped, terms.words_of(text)))


def _swapped(word: str) -> str:
    if not terms.terms_of(word):
        return word
    if word.endswith("aux"):
        return f"{word[:-3]}al"
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return word[:-1] if word[-1] in "sx" else f"{word}s"


def synonyms() -> dict[tuple[str, ...], list[str]]:
    """Give the labels of each starter theme, by each of its labels."""
    found: dict[tuple[str, ...], list[str]] = {}
    for seed in theme_seeds():
        labels = [seed.pref_fr, seed.pref_en, *seed.alt_fr, *seed.alt_en, *seed.hidden]
        for label in labels:
            found.setdefault(terms.label_words(label), []).extend(labels)
    return found


def phrases_in(text: str, labels: Mapping[tuple[str, ...], list[str]]) -> list[str]:
    """Give the labels of the themes that a query names, whole or in part."""
    words = [it for it in terms.words_of(text) if terms.terms_of(it)]
    found: list[str] = []
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            key = tuple(
                it for word in words[start:end] for it in terms.label_words(word)
            )
            found += labels.get(key, [])
    return list(dict.fromkeys(found))


def with_phrases(
    names: Sequence[str], found: Mapping[int, float], labels: Iterable[str]
) -> dict[int, float]:
    """Add the places whose name has a label, as a phrase."""
    scores = dict(found)
    sequences = [terms.sequence(it) for it in labels]
    for number, name in enumerate(names):
        places, _words = terms.indexed(name)
        for sequence in sequences:
            runs = [
                set().union(*(places.get(it, []) for it in word)) for word in sequence
            ]
            if sequence and occurrences(runs):
                scores[number] = scores.get(number, 0.0) + 1.0
    return scores


def figures(
    places: Sequence[Place],
    queries: Sequence[str],
    search: Callable[[str, str], Mapping[int, float]],
    typed: Callable[[str], str],
) -> tuple[float, float, int]:
    """Give mean recall, mean P@10 and how many queries find nothing."""
    recall, precision, empty = 0.0, 0.0, 0
    for query in queries:
        right = {n for n, it in enumerate(places) if query in it.tags}
        found = search(query, typed(query))
        ranking = sorted(found, key=lambda it: (-found[it], it))
        recall += len(right & set(found)) / len(right)
        precision += analysis.precision_at(ranking, right, k=10)
        empty += not found
    return recall / len(queries), precision / len(queries), empty


def learner(places: Sequence[Place]) -> Callable[[str], dict[int, list[str]]]:
    """Learn words of a tag from half of the boroughs, for the places of the other."""
    halves = sorted({it.borough for it in places})
    half = {borough: number % 2 for number, borough in enumerate(halves)}

    def learn(query: str) -> dict[int, list[str]]:
        words = {}
        for part in (0, 1):
            texts: dict[bool, list[Tagged]] = defaultdict(list)
            for it in places:
                if half[it.borough] != part:
                    tagged = Tagged(it.name, frozenset({it.borough}))
                    texts[query in it.tags].append(tagged)
            found = learned_words(texts[True], texts[False], known=[query])
            words[part] = [it.word for it in found]
        return words

    return learn


Search = Callable[[str, str], Mapping[int, float]]


def ways(places: Sequence[Place]) -> dict[str, Search]:
    """Give the ways of searching, each with one thing more than the last."""
    names = [it.name for it in places]
    labels, learn = synonyms(), learner(places)
    halves = sorted({it.borough for it in places})
    half = {borough: number % 2 for number, borough in enumerate(halves)}

    def plainly(analyse: Analyser) -> Search:
        documents = {str(n): analyse(it) for n, it in enumerate(names)}

        def search(_query: str, typed: str) -> Mapping[int, float]:
            return {int(k): v for k, v in bm25(documents, analyse(typed)).items()}

        return search

    stems = plainly(stemmed)

    def thesaurus(query: str, typed: str) -> Mapping[int, float]:
        return with_phrases(names, stems(query, typed), phrases_in(typed, labels))

    def learned(query: str, typed: str) -> Mapping[int, float]:
        scores = dict(thesaurus(query, typed))
        for part, words in learn(query).items():
            for number, score in stems(query, " ".join(words)).items():
                if half[places[number].borough] == part:
                    scores[number] = scores.get(number, 0.0) + score / 2
        return scores

    return {
        "case only": plainly(case_only),
        "+ accents folded": plainly(fold_only),
        "+ stems, French and English": stems,
        "+ starter thesaurus": thesaurus,
        "+ words learned from tags": learned,
    }


def main() -> None:
    """Read the places and print the table."""
    if len(sys.argv) != 2:  # noqa: PLR2004  # The program and the file.
        sys.exit(__doc__)
    places = read(Path(sys.argv[1]))
    tags = sorted({tag for it in places for tag in it.tags})
    queries = [it for it in tags if sum(it in one.tags for one in places) >= _FEWEST]
    print(f"{len(queries)} queries, {len(places):,} places\n")
    print("| analysis | as is | without accents | number swapped |")
    print("| --- | --- | --- | --- |")
    for name, search in ways(places).items():
        cells = []
        for typed in (str, unaccented, swapped):
            recall, precision, empty = figures(places, queries, search, typed)
            cells.append(f"{recall:.3f} / {precision:.3f} / {empty}")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
