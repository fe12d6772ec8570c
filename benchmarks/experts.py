"""How well experts are found, beside the published models, on a judged collection.

``python -m benchmarks.experts FOLDER`` reads four tables of that folder, in CSV with a
header, in UTF-8, separated by commas (or by semicolons, or tabs, throughout):

    documents.csv   document, text            and, when known: title, date, theme
    authors.csv     document, author          and, when known: role
    queries.csv     query, text               and, when known: document
    judged.csv      query, author             and, when known: relevance

For example:

    documents.csv                             authors.csv
    document,text,date                        document,author
    d1,A garden on the roof,2026-01-02        d1,Ana
    d2,The budget of the city,2025-12-01      d2,Ana|Ben

    queries.csv                               judged.csv
    query,text                                query,author,relevance
    q1,roof gardens                           q1,Ana,1

Identifiers are any text; documents, authors and queries are matched by them alone. A
document of several authors has a row for each, or one row with ``|`` between them;
without authors.csv, they are read from a column ``author`` of documents.csv. ``date``
is ISO 8601. ``theme`` holds labels separated by ``|``: they become themes of a
thesaurus, and of the lines. ``role`` is one of Réseau's (host, speaker, participant…).
``document`` names a document that is left out of the query, because it is where the
query comes from: leaving it in would inflate every figure. ``relevance`` is a number:
0 or less is “no expert”, more is how much of one, 1 when it is not given.

It prints, for each way of ranking, the mean over the queries that have at least one
expert of average precision (MAP), nDCG@5, P@10, and in how many the first is right.
They are those of trec_eval: whoever is not judged is wrong, an expert beside no
document is missed, P@10 divides by 10 even if there are fewer authors, and the
relevance is the gain of nDCG (1/log2(i + 1) of it at place i); for the other figures
every relevance above 0 is right. Queries without an expert have no figure and are in
no mean; how many is told. All authors are ranked: those whom a way of ranking does
not list come after the others, and equals are in the order of their names.

What is odd is told on the standard error, and so is what cannot be used, with the
exit code 2. ``python -m benchmarks.expert_collections`` prepares two collections from
public data.
"""

import argparse
import math
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from benchmarks.crowd import insert
from benchmarks.expert_reading import (
    Collection,
    CollectionError,
    Query,
    day,
    read,
    split,
)
from reseau import analysis
from reseau.domain import terms
from reseau.domain.closed_words import UnknownWordError
from reseau.domain.names import folded, slug
from reseau.domain.search_query import SearchQuery
from reseau.domain.vocabulary import ActorKind, Diffusion, InteractionKind, Origin, Role
from reseau.store.models import (
    Actor,
    Interaction,
    InteractionTheme,
    Participation,
    Theme,
    ThemeLabel,
)
from reseau.store.place.address import address_of
from reseau.store.safety.upgrade import create_store
from reseau.store.session import Store
from reseau.usecases.experts.expert_lines import answers
from reseau.usecases.experts.experts import ranked_by
from reseau.usecases.experts.searches import Look

_ADDED = datetime(2026, 1, 1, tzinfo=UTC)
_TITLE = 400
_TOP = 1000
_SMOOTHING = 0.5


def words_in(collection: Collection) -> dict[str, list[str]]:
    """Cut every document into terms, as the index does."""
    return {
        key: bag(f"{row.get('title', '')} {row['text']}")
        for key, row in collection.documents.items()
    }


def bag(text: str) -> list[str]:
    """Give the first term of each word: what the published models are run on."""
    return [it[0] for it in terms.sequence(text)]


# The product


def filled(collection: Collection, folder: str) -> Store:
    """Make a store of a collection: documents are lines, authors take part."""
    store = create_store(address_of(str(Path(folder, "experts.sqlite"))))
    with store.working("benchmark") as work:
        session = work.session
        names = collection.names
        known = insert(session, Actor, [_actor(it, n) for n, it in enumerate(names)])
        actors = dict(zip(names, known, strict=True))
        order = list(collection.documents)
        days = days_of(collection)
        rows = [_line(it, collection.documents[it], days[it]) for it in order]
        lines = dict(zip(order, insert(session, Interaction, rows), strict=True))
        _add_parts(session, collection, actors=actors, lines=lines)
        _add_themes(session, collection, lines)
    return store


def days_of(collection: Collection) -> dict[str, date]:
    """Give the day of each document; one without a day has the last of the others."""
    known = {key: day(it.get("date", "")) for key, it in collection.documents.items()}
    last = max((it for it in known.values() if it is not None), default=_ADDED.date())
    return {key: it or last for key, it in known.items()}


def _actor(name: str, number: int) -> dict[str, Any]:
    return {
        "uid": uuid.UUID(int=number + 1), "slug": f"{slug(name)[:60]}-{number}",
        "kind": ActorKind.PERSON, "name": name[:_TITLE],
        "name_key": folded(name)[:_TITLE],
        "apart": "", "diffusion": Diffusion.INTERNAL, "origin": Origin.PUBLIC,
        "added_at": _ADDED,
    }  # fmt: skip


def _line(key: str, row: Mapping[str, str], held_on: date) -> dict[str, Any]:
    return {
        "uid": uuid.uuid5(uuid.NAMESPACE_OID, key), "kind": InteractionKind.ACTIVITY,
        "title": row.get("title", "")[:_TITLE], "notes": row["text"],
        "held_on": held_on,
        "precision": "day", "repeat": 0, "added_at": _ADDED,
    }  # fmt: skip


def _role(text: str) -> Role:
    """Read a role; one that Réseau does not know is that of somebody present."""
    try:
        return Role.read(text)
    except UnknownWordError:
        return Role.PARTICIPANT


def _add_parts(
    session: Session,
    collection: Collection,
    *,
    actors: Mapping[str, int],
    lines: Mapping[str, int],
) -> None:
    rows = {
        (document, author): {
            "interaction_key": lines[document],
            "actor_key": actors[author],
            "role": _role(role),
        }
        for document, author, role in collection.authors
    }
    insert(session, Participation, list(rows.values()))


def _add_themes(
    session: Session, collection: Collection, lines: Mapping[str, int]
) -> None:
    themes: dict[str, Theme] = {}
    for key, row in collection.documents.items():
        for label in split(row.get("theme", "")):
            name = folded(label)
            if name not in themes:
                themes[name] = Theme(slug=f"{slug(label)[:60]}-{len(themes)}")
                themes[name].labels = [
                    ThemeLabel(language="en", kind="pref", label=label, label_key=name)
                ]
                session.add(themes[name])
                session.flush()
            session.add(
                InteractionTheme(interaction_key=lines[key], theme_key=themes[name].key)
            )


def product(
    session: Session,
    query: Query,
    *,
    lines: Mapping[str, int],
    names: Mapping[int, str],
    today: date,
) -> list[str]:
    """Rank authors as ``reseau expert find`` does, without the least of two lines."""
    words = tuple(
        dict.fromkeys(it for it in terms.words_of(query.text) if terms.terms_of(it))
    )
    asked = SearchQuery(query.text, words)
    look = Look.at(session, asked, shown_to=Diffusion.INTERNAL)
    left_out = [lines[query.left_out]] if query.left_out in lines else []
    found = answers(session, look, today=today, without=left_out)
    return [names[it.actor] for it in ranked_by(session, found, today=today)]


# The published models


Ranker = Callable[[Query], list[str]]


def baselines(collection: Collection) -> dict[str, Ranker]:
    """Give the published models, run on the same terms as the product."""
    words = words_in(collection)
    pairs = [(document, author) for document, author, _role in collection.authors]

    def best(scores: Mapping[str, float]) -> list[str]:
        return sorted(scores, key=lambda it: (-scores[it], it))

    def without(query: Query) -> dict[str, list[str]]:
        return {it: some for it, some in words.items() if it != query.left_out}

    def profile(query: Query) -> list[str]:
        return best(analysis.balog_model1(
            without(query), pairs, known(query), smoothing=_SMOOTHING
        ))  # fmt: skip

    def model2(query: Query, share: str) -> list[str]:
        return best(analysis.balog_model2(
            without(query), pairs, known(query), smoothing=_SMOOTHING, share=share
        ))  # fmt: skip

    def voting(query: Query, method: str) -> list[str]:
        scores = bm25(without(query), known(query))
        return best(analysis.voting_scores(scores, pairs, method=method, top=_TOP))

    everyone = {word for some in words.values() for word in some}

    def known(query: Query) -> list[str]:
        return [it for it in bag(query.text) if it in everyone]

    return {
        "profile (Model 1)": profile,
        "Model 2": lambda query: model2(query, "candidate"),
        "Model 2, 1/authors": lambda query: model2(query, "document"),
        "voting, CombSUM": lambda query: voting(query, "CombSUM"),
        "voting, expCombMNZ": lambda query: voting(query, "expCombMNZ"),
        "voting, RR": lambda query: voting(query, "RR"),
    }


def bm25(
    documents: Mapping[str, Sequence[str]], query: Sequence[str]
) -> dict[str, float]:
    """Score the documents that have a word of the query, by BM25 as it is published."""
    wanted = set(query)
    mean = sum(map(len, documents.values())) / max(len(documents), 1)
    counts = {
        key: {it: words.count(it) for it in wanted & set(words)}
        for key, words in documents.items()
    }
    having: dict[str, int] = defaultdict(int)
    for found in counts.values():
        for word in found:
            having[word] += 1
    scores = {}
    for key, found in counts.items():
        if found:
            length = 1.2 * (0.25 + 0.75 * len(documents[key]) / mean)
            scores[key] = math.fsum(
                math.log(1 + (len(documents) - having[it] + 0.5) / (having[it] + 0.5))
                * n * 2.2 / (n + length)
                for it, n in sorted(found.items())
            )  # fmt: skip
    return scores


# The figures


def completed(ranking: Sequence[str], names: Sequence[str]) -> list[str]:
    """Put the authors who are not listed after the others, by name."""
    listed = set(ranking)
    return [*ranking, *(it for it in names if it not in listed)]


def figures(rankings: Iterable[tuple[Query, list[str]]]) -> tuple[float, ...]:
    """Give MAP, nDCG@5, P@10 and the share of queries whose first is right."""
    rows = [
        (
            analysis.average_precision(ranking, query.experts),
            analysis.ndcg_at(ranking, query.gains, k=5),
            analysis.precision_at(ranking, query.experts, k=10),
            analysis.precision_at(ranking, query.experts, k=1),
        )
        for query, ranking in rankings
    ]
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def evaluate(collection: Collection) -> list[tuple[str, tuple[float, ...], float]]:
    """Run every way of ranking; give its figures and its seconds a query."""
    found = []
    queries = collection.queries
    with tempfile.TemporaryDirectory() as folder:
        store = filled(collection, folder)
        names = collection.names
        keys = dict(enumerate(names, start=1))
        lines = {it: n for n, it in enumerate(collection.documents, start=1)}
        today = max(days_of(collection).values())
        with store.reading() as session:
            began = time.process_time()
            rankings = [
                (
                    it,
                    completed(
                        product(session, it, lines=lines, names=keys, today=today),
                        names,
                    ),
                )
                for it in queries
            ]
            spent = time.process_time() - began
        store.dispose()
    found.append(("Réseau", figures(rankings), spent / len(queries)))
    for name, ranker in baselines(collection).items():
        began = time.process_time()
        rankings = [(it, completed(ranker(it), names)) for it in queries]
        spent = time.process_time() - began
        found.append((name, figures(rankings), spent / len(queries)))
    return found


def main(typed: Sequence[str] | None = None) -> None:
    """Read a collection and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.experts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="where the four tables are")
    chosen = parser.parse_args(typed)
    try:
        collection = read(chosen.folder)
    except CollectionError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    for note in collection.notes:
        print(note, file=sys.stderr)
    print(
        f"{len(collection.documents):,} documents, "
        f"{len(collection.names):,} authors, "
        f"{len(collection.queries):,} judged queries\n"
    )
    print("| ranking | MAP | nDCG@5 | P@10 | first right | ms a query |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (ap, ndcg, precision, first), spent in evaluate(collection):
        print(
            f"| {name} | {ap:.3f} | {ndcg:.3f} | {precision:.3f} | {first:.3f} "
            f"| {1000 * spent:,.0f} |"
        )


if __name__ == "__main__":
    main()
