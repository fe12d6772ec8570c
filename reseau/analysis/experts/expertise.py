"""Who knows about a query, from documents and their authors: the published models.

A document is a sequence of words, already cut, as is a query; a text is cut at its
blanks and nothing more, so that “Housing,” is no “housing”. The authors are a table
of documents and authors, in one of these forms:

- pairs ``(document, author)``, or triples ``(document, author, weight)``;
- a mapping of each author to their documents: ``{"Ana": ["d1", "d2"]}``;
- a mapping of each author to documents and weights: ``{"Ana": {"d1": 0.5}}``.

An author whose documents are all unknown has no document, and is scored as such.
"""

import math
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

D = TypeVar("D", bound=Hashable)
A = TypeVar("A", bound=Hashable)
Words = Sequence[str]
Documents = Mapping[D, Words]
Authorship = (
    Mapping[A, Collection[D]]
    | Mapping[A, Mapping[D, float]]
    | Iterable[tuple[D, A] | tuple[D, A, float]]
)


class Voting(StrEnum):
    """How documents vote for their authors, by the names of the paper."""

    VOTES = "Votes"
    RR = "RR"
    BORDA_FUSE = "BordaFuse"
    COMB_SUM = "CombSUM"
    COMB_MNZ = "CombMNZ"
    COMB_MAX = "CombMAX"
    COMB_MIN = "CombMIN"
    COMB_ANZ = "CombANZ"
    EXP_COMB_SUM = "expCombSUM"
    EXP_COMB_MNZ = "expCombMNZ"


class Share(StrEnum):
    """How the weight of an author in a document is normalised.

    ``CANDIDATE`` makes an author's documents sum to 1, as in the paper; ``DOCUMENT``
    shares each document among its authors; ``NONE`` leaves the weights.
    """

    CANDIDATE = "candidate"
    DOCUMENT = "document"
    NONE = "none"


def associations(
    authors: "Authorship[A, D]", *, share: Share | str = Share.CANDIDATE
) -> dict[A, dict[D, float]]:
    """Weigh each author's documents: p(d|ca), or another share.

    Args:
        authors: The table, in any of its forms; a weight is 1 when none is given.
        share: How weights are normalised.

    Returns:
        Author to document to weight, in the order of the table; an author without a
        document of positive weight has an empty mapping.

    Raises:
        ValueError: A weight is negative or not finite.
    """
    table = _table(authors)
    for documents in table.values():
        for weight in documents.values():
            if not (math.isfinite(weight) and weight >= 0):
                raise ValueError(weight)
    chosen = Share(share)
    if chosen is Share.CANDIDATE:
        return {
            author: _normalised(documents, math.fsum(documents.values()))
            for author, documents in table.items()
        }
    if chosen is Share.NONE:
        return {it: _normalised(documents, 1.0) for it, documents in table.items()}
    totals: dict[D, float] = {}
    for documents in table.values():
        for document, weight in documents.items():
            totals[document] = totals.get(document, 0.0) + weight
    return {
        author: {it: weight / totals[it] for it, weight in documents.items() if weight}
        for author, documents in table.items()
    }


def _table(authors: "Authorship[A, D]") -> dict[A, dict[D, float]]:
    if isinstance(authors, Mapping):
        return {
            author: {
                it: float(found[it]) if isinstance(found, Mapping) else 1.0
                for it in found
            }
            for author, found in authors.items()
        }
    table: dict[A, dict[D, float]] = {}
    for row in authors:
        weight = float(row[2]) if len(row) > 2 else 1.0  # noqa: PLR2004  # A pair or a triple.
        table.setdefault(row[1], {})[row[0]] = weight
    return table


def _normalised(documents: Mapping[D, float], total: float) -> dict[D, float]:
    return {it: weight / total for it, weight in documents.items() if weight}


def _cut(words: Words) -> Words:
    """Cut a text at its blanks; a sequence of words stays as it is."""
    return words.split() if isinstance(words, str) else words


def word_probabilities(documents: "Documents[D]") -> dict[str, float]:
    """Give p(t), the share of each word in the whole collection.

    Returns:
        Word to probability, summing to 1; empty for a collection without a word.
    """
    counts: Counter[str] = Counter()
    for words in documents.values():
        counts.update(_cut(words))
    total = counts.total()
    return {word: n / total for word, n in counts.items()}


def document_likelihoods(
    documents: "Documents[D]", query: Sequence[str], *, smoothing: float = 0.5
) -> dict[D, float]:
    """Score each document by p(q|d), smoothed by the whole collection.

    ``p(q|d) = Π_t [(1−λ) p(t|d) + λ p(t)]^n(t,q)``, with λ the smoothing.

    Args:
        documents: Document to its words.
        query: Its words; a repeated one counts as often.
        smoothing: λ, from 0 to 1.

    Returns:
        Document to likelihood, 0 to 1, in the order given. A word that no document
        has gives 0 to all; an empty query gives 1 to all.

    Raises:
        ValueError: The smoothing is not between 0 and 1.

    References:
        Balog, K., Azzopardi, L., & de Rijke, M. (2006). Formal models for expert
        finding in enterprise corpora. SIGIR 2006, eq. 7.
    """
    asked = _cut(query)
    background = _background(documents, asked, smoothing)
    return {
        it: _likelihood(_shares(_cut(words)), asked, background, smoothing)
        for it, words in documents.items()
    }


def _background(
    documents: "Documents[D]", query: Sequence[str], smoothing: float
) -> dict[str, float]:
    if not 0 <= smoothing <= 1:
        raise ValueError(smoothing)
    every = word_probabilities(documents)
    return {word: every.get(word, 0.0) for word in query}


def _shares(words: Sequence[str]) -> dict[str, float]:
    return {word: n / len(words) for word, n in Counter(words).items()}


def _likelihood(
    shares: Mapping[str, float],
    query: Sequence[str],
    background: Mapping[str, float],
    smoothing: float,
) -> float:
    return math.prod(
        (1 - smoothing) * shares.get(word, 0.0) + smoothing * background[word]
        for word in query
    )


def balog_model1(
    documents: "Documents[D]",
    authors: "Authorship[A, D]",
    query: Sequence[str],
    *,
    smoothing: float = 0.5,
) -> dict[A, float]:
    """Score authors by the words of all their documents together (Model 1).

    ``p(q|ca) = Π_t [(1−λ) Σ_d p(t|d) p(d|ca) + λ p(t)]^n(t,q)``, where
    ``p(d|ca) = a(d,ca) / Σ_d' a(d',ca)``. Also called the profile or candidate model.

    Args:
        documents: Document to its words.
        authors: Who wrote what; see the module.
        query: Its words.
        smoothing: λ, from 0 to 1.

    Returns:
        Author to p(q|ca), 0 to 1, in the order of the table. An author without a
        document has only the collection's part; see ``document_likelihoods`` for
        empty queries and words that no document has.

    Raises:
        ValueError: The smoothing or a weight is out of its range.

    References:
        Balog, K., Azzopardi, L., & de Rijke, M. (2006). Formal models for expert
        finding in enterprise corpora. SIGIR 2006; (2009) Information Processing &
        Management 45:1–19.
    """
    asked = _cut(query)
    background = _background(documents, asked, smoothing)
    shares = {it: _shares(_cut(words)) for it, words in documents.items()}
    scores = {}
    for author, written in associations(authors).items():
        profile = {
            word: math.fsum(
                weight * shares[it].get(word, 0.0)
                for it, weight in written.items()
                if it in shares
            )
            for word in asked
        }
        scores[author] = _likelihood(profile, asked, background, smoothing)
    return scores


def balog_model2(
    documents: "Documents[D]",
    authors: "Authorship[A, D]",
    query: Sequence[str],
    *,
    smoothing: float = 0.5,
    share: Share | str = Share.CANDIDATE,
) -> dict[A, float]:
    """Score authors by the documents that answer the query (Model 2).

    ``p(q|ca) = Σ_d p(d|ca) Π_t [(1−λ) p(t|d) + λ p(t)]^n(t,q)``.

    Args:
        documents: Document to its words.
        authors: Who wrote what; see the module.
        query: Its words.
        smoothing: λ, from 0 to 1.
        share: ``candidate`` is the paper's p(d|ca); ``document`` gives each of n
            authors 1/n of a document, and favours those who wrote much of it.

    Returns:
        Author to score, at least 0, in the order of the table; 0 for an author
        without a document.

    Raises:
        ValueError: The smoothing or a weight is out of its range.

    References:
        Balog, K., Azzopardi, L., & de Rijke, M. (2006). Formal models for expert
        finding in enterprise corpora. SIGIR 2006; (2009) Information Processing &
        Management 45:1–19.
    """
    found = document_likelihoods(documents, query, smoothing=smoothing)
    return {
        author: math.fsum(
            weight * found[it] for it, weight in written.items() if it in found
        )
        for author, written in associations(authors, share=share).items()
    }


def voting_scores(
    document_scores: Mapping[D, float],
    authors: "Authorship[A, D]",
    *,
    method: Voting | str = Voting.COMB_SUM,
    top: int | None = None,
) -> dict[A, float]:
    """Score authors by the votes of the documents found.

    Each document of the ranking R votes for its authors; s is its score, rank its
    place from 1. Votes = the number of them; RR = Σ 1/rank; BordaFuse =
    Σ (|R| − rank); CombSUM = Σ s; CombMNZ = Votes · CombSUM; CombMAX, CombMIN = the
    best and the worst s; CombANZ = CombSUM / Votes; expCombSUM = Σ exp(s);
    expCombMNZ = Votes · expCombSUM.

    Args:
        document_scores: Document to score, of those found; equal scores are ranked
            in the order given.
        authors: Who wrote what; see the module. Weights above 0 all count as 1.
        method: One of ``Voting``, by its name in the paper.
        top: How many of the best documents vote; None for all.

    Returns:
        Author to score, in the order of the table; 0 for one whom no document names.

    Raises:
        ValueError: The method is none of ``Voting``.

    References:
        Macdonald, C., & Ounis, I. (2006). Voting for candidates: adapting data
        fusion techniques for an expert search task. CIKM 2006.
    """
    chosen = Voting(method)
    ranking = sorted(document_scores, key=lambda it: -document_scores[it])[:top]
    place = {it: number for number, it in enumerate(ranking, start=1)}
    scores: dict[A, float] = {}
    for author, written in associations(authors, share=Share.NONE).items():
        votes = [(place[it], document_scores[it]) for it in written if it in place]
        scores[author] = _fused(chosen, votes, len(ranking)) if votes else 0.0
    return scores


def _fused(method: Voting, votes: Sequence[tuple[int, float]], found: int) -> float:
    """Fuse the votes for one author: place and score of each document."""
    scores = [score for _place, score in votes]
    summed = math.fsum(scores)
    raised = math.fsum(_exp(it) for it in scores)
    return {
        Voting.VOTES: float(len(votes)),
        Voting.RR: math.fsum(1 / place for place, _score in votes),
        Voting.BORDA_FUSE: float(sum(found - place for place, _score in votes)),
        Voting.COMB_SUM: summed,
        Voting.COMB_MNZ: len(votes) * summed,
        Voting.COMB_MAX: max(scores),
        Voting.COMB_MIN: min(scores),
        Voting.COMB_ANZ: summed / len(votes),
        Voting.EXP_COMB_SUM: raised,
        Voting.EXP_COMB_MNZ: len(votes) * raised,
    }[method]


def _exp(score: float) -> float:
    """Raise e to a score; a score too large for a float gives infinity."""
    try:
        return math.exp(score)
    except OverflowError:
        return math.inf
