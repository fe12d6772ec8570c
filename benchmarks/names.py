"""How well names are resolved, and how fast: `python -m benchmarks.names`.

The same queries go through RapidFuzz's WRatio on folded names, which is what a
tutorial would do. It links when its best score is high enough and far enough above
the next; both limits are the ones that link most without a wrong link, chosen on
these very queries, so that the peer is given every chance.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

from reseau.domain.name_index import Entry, index_of
from reseau.domain.names import folded
from reseau.domain.resolution import Ask, Resolution, resolve
from tests.name_cases import Query, known_names, queries, verdict

_Answer = TypeVar("_Answer")
_LARGE = 20_000


def peer_figures(known: Sequence[Entry], asked: Sequence[Query]) -> tuple[int, int]:
    """Count what WRatio on folded names ranks first, and links without a wrong link."""
    names = [folded(it.name) for it in known]
    tops: list[tuple[float, float, bool, bool]] = []
    for query in asked:
        best = process.extract(folded(query.typed), names, scorer=fuzz.WRatio, limit=2)
        (_, first, number), (_, second, _) = best
        right = known[number].slug == query.right
        tops.append((first, first - second, right, query.right is not None))
    ranked_first = sum(right for _, _, right, one in tops if one)
    linked = 0
    for least in {score for score, _, _, _ in tops}:
        for margin in {gap for _, gap, _, _ in tops}:
            links = [it[2] for it in tops if it[0] >= least and it[1] >= margin]
            if all(links):
                linked = max(linked, len(links))
    return ranked_first, linked


def timed(
    answer: Callable[[str], _Answer], asked: Iterable[Query]
) -> tuple[list[_Answer], list[float]]:
    """Answer every query; give the answers and the milliseconds of processor time."""
    answers, times = [], []
    for query in asked:
        start = time.process_time()
        answers.append(answer(query.typed))
        times.append(1000 * (time.process_time() - start))
    return answers, times


def main() -> None:
    """Print the figures."""
    known, asked = known_names(), queries()
    start = time.process_time()
    index = index_of(known)
    built = 1000 * (time.process_time() - start)
    resolve(index, "Warm Up")  # RapidFuzz is imported by the first doubt.
    answers, times = timed(lambda typed: resolve(index, typed), asked)
    names = [folded(it.name) for it in known]
    _, peer_times = timed(
        lambda typed: process.extract(folded(typed), names, scorer=fuzz.WRatio), asked
    )
    _print_verdicts(known, asked, answers)
    _print_peer(known, asked)
    print(f"\n{len(known):,} names; index made in {built:.0f} ms")
    print(f"  alignment: {_spread(times)}")
    print(f"  WRatio:    {_spread(peer_times)}")
    _print_large(known, asked)


def _spread(times: list[float]) -> str:
    high = statistics.quantiles(times, n=20)[-1]
    return (
        f"mean {statistics.mean(times):.1f} ms, 95 % under {high:.1f} ms, "
        f"longest {max(times):.1f} ms"
    )


def _print_verdicts(
    known: Sequence[Entry], asked: Sequence[Query], answers: Sequence[Resolution]
) -> None:
    slugs = {it.key: it.slug for it in known}
    counts = {answer: Counter[str]() for answer in ("one", "several", "nobody")}
    for query, answer in zip(asked, answers, strict=True):
        word = verdict(query, answer, slugs=slugs)
        counts["one" if query.right else query.answer][word] += 1
        if word.isupper() or (query.right and word != "linked"):
            print(f"  {word}: {query.typed!r} ({query.trap}){_first(answer)}")
    for wanted, words in counts.items():
        figures = ", ".join(f"{count} {word}" for word, count in words.most_common())
        print(f"{wanted:>8} ({words.total()}): {figures}")


def _first(answer: Resolution) -> str:
    if not isinstance(answer, Ask):
        return ""
    best = answer.candidates[0]
    return f": {best.entry.name}, {best.score:.2f}"


def _print_peer(known: Sequence[Entry], asked: Sequence[Query]) -> None:
    one = sum(query.right is not None for query in asked)
    ranked_first, linked = peer_figures(known, asked)
    print(f"WRatio on folded names: right one first {ranked_first} of {one},", end=" ")
    print(f"linked with no wrong link {linked} of {one}")


def _print_large(known: Sequence[Entry], asked: Sequence[Query]) -> None:
    """Time the queries in a larger crowd: the same names with other endings."""
    endings = ("", "bert", "dan", "lor", "mond", "nac", "vil")
    crowd = [
        Entry(
            key=len(known) * turn + it.key,
            slug=f"{it.slug}-{turn}",
            name=it.name + ending,
            kind=it.kind,
        )
        for turn, ending in enumerate(endings)
        for it in known
    ][:_LARGE]
    start = time.process_time()
    index = index_of(crowd)
    built = 1000 * (time.process_time() - start)
    print(f"{len(crowd):,} names; index made in {built:.0f} ms")
    _, times = timed(lambda typed: resolve(index, typed), asked)
    print(f"  alignment: {_spread(times)}")


if __name__ == "__main__":
    main()
