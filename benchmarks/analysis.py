"""How fast the measures are, beside NetworkX and the fastest peer, with their values.

``python -m benchmarks.analysis [--sizes 1000 10000 100000]`` draws a log for each size,
makes its network, and measures each figure in every way in the same run: processor
time, the conversion from NetworkX included for all. It stops when values differ. A way
that would take minutes at a size is left out there, and so is a peer or a measure that
is not installed.
"""

import argparse
import importlib
import importlib.util
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from scipy.sparse import csr_matrix

from benchmarks.affiliations import Affiliations, affiliations
from reseau import analysis
from reseau.analysis.positions.centrality import pagerank
from reseau.analysis.ties.shortest_paths import betweenness_estimate

SIZES = (1_000, 10_000, 100_000)
SOURCES = 64
_ALWAYS = 10**9
_ENOUGH = 0.2


class Subject:
    """A network to measure, and what the peers make of it, each made once."""

    def __init__(self, log: Affiliations) -> None:
        self.log = log
        self.graph = log.graph
        self.size = len(self.graph)
        self.drawn = sorted(
            random.Random(1).sample(range(self.size), SOURCES)  # noqa: S311  # A sample, not a secret.
        )

    @cached_property
    def igraph(self) -> tuple[Any, list[float]]:
        """Give igraph's graph and the weights of its ties."""
        found = importlib.import_module("igraph").Graph.from_networkx(self.graph)
        return found, found.es["weight"]

    @cached_property
    def lengths(self) -> list[float]:
        """Give the lengths of igraph's ties."""
        return [1 / weight for weight in self.igraph[1]]

    @cached_property
    def sparse(self) -> Any:
        """Give the matrix that scikit-network wants."""
        return csr_matrix(nx.to_scipy_sparse_array(self.graph))


Way: TypeAlias = Callable[[Subject], Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One measure in several ways.

    Attributes:
        name: What is measured.
        ways: By name, the first being ours.
        up_to: The size above which a way is left out; always there by default.
        within: How much two values may differ, over the largest.
        peer: Which way the target is about.
        target: The most that ours should take of its time; None when none was set.
    """

    name: str
    ways: Mapping[str, Way]
    up_to: Mapping[str, int]
    within: float = 1e-6
    peer: str = "igraph"
    target: float | None = None


_CONVERTED = {"igraph": "igraph", "scikit-network": "sparse"}
_MODULES = {"igraph": "igraph", "scikit-network": "sknetwork"}


def _sknetwork_pagerank(it: Subject) -> Any:
    ranking = importlib.import_module("sknetwork.ranking")
    peer = ranking.PageRank(damping_factor=0.85, tol=1e-10, n_iter=200)
    return peer.fit_predict(it.sparse)


def _sampled(it: Subject) -> list[float]:
    found = betweenness_estimate(it.graph, exact_up_to=0, sources=len(it.drawn))
    return list(found.values.values())


def _sampled_by_igraph(it: Subject) -> Any:
    values = it.igraph[0].betweenness(weights=it.lengths, sources=it.drawn)
    size = it.size
    return 2 * np.array(values) / len(it.drawn) * size / ((size - 1) * (size - 2))


def _betweenness_by_networkx(it: Subject) -> Any:
    graph = it.graph.copy()
    for _, _, tie in graph.edges(data=True):
        tie["length"] = 1 / tie["weight"]
    return nx.betweenness_centrality(graph, weight="length", normalized=False)


def _closeness_by_igraph(it: Subject) -> list[float]:
    """Correct igraph's closeness as Wasserman and Faust do, which NetworkX does."""
    graph = it.igraph[0]
    parts = graph.connected_components()
    sizes = [len(parts[number]) - 1 for number in parts.membership]
    others = it.size - 1
    values = zip(graph.closeness(normalized=True), sizes, strict=True)
    return [value * size / others if size else 0.0 for value, size in values]


def _share(values: Any) -> list[float]:
    """Write an eigenvector with 1 as its largest value, whatever its sign."""
    found = np.abs(np.array(list(values)))
    return list(found / found.max())


def _one_by_one(values: Mapping[int, Any]) -> list[Any]:
    return list(values.values())


def _ours(name: str, **options: Any) -> dict[str, Way]:
    """Give our way when the package has it."""
    measure = getattr(analysis, name, None)
    if not callable(measure):  # Not in this version, or only a module of that name.
        return {}
    return {"Réseau": lambda it: _one_by_one(measure(it.graph, **options))}


def cases() -> Iterator[Case]:
    """List what is measured."""
    yield Case(
        "PageRank",
        {
            "Réseau": lambda it: _one_by_one(pagerank(it.graph)),
            "NetworkX": lambda it: _one_by_one(nx.pagerank(it.graph, tol=1e-10)),
            "igraph": lambda it: it.igraph[0].pagerank(weights=it.igraph[1]),
            "scikit-network": _sknetwork_pagerank,
        },
        {},
        within=1e-4,
        target=0.5,
    )
    yield Case(
        "eigenvector",
        {
            **_ours("eigenvector"),
            "NetworkX": lambda it: _share(
                nx.eigenvector_centrality(
                    it.graph, weight="weight", max_iter=1000, tol=1e-10
                ).values()
            ),
            "igraph": lambda it: _share(
                it.igraph[0].eigenvector_centrality(weights=it.igraph[1])
            ),
        },
        {"NetworkX": 20_000},
        within=1e-4,
        target=0.5,
    )
    yield Case(
        "harmonic",
        {
            **_ours("harmonic"),
            "NetworkX": lambda it: (
                np.array(_one_by_one(nx.harmonic_centrality(it.graph))) / (it.size - 1)
            ),
            "igraph": lambda it: it.igraph[0].harmonic_centrality(),
        },
        {"Réseau": 20_000, "NetworkX": 2_000, "igraph": 20_000},
        target=0.25,
    )
    yield Case(
        "closeness",
        {
            **_ours("closeness"),
            "NetworkX": lambda it: _one_by_one(nx.closeness_centrality(it.graph)),
            "igraph": _closeness_by_igraph,
        },
        {"Réseau": 20_000, "NetworkX": 2_000, "igraph": 20_000},
        target=0.25,
    )
    yield Case(
        "betweenness, weighted",
        {
            **_ours("betweenness", normalized=False),
            "NetworkX": lambda it: _one_by_one(_betweenness_by_networkx(it)),
            "igraph": lambda it: it.igraph[0].betweenness(weights=it.lengths),
        },
        {"Réseau": 2_000, "NetworkX": 1_000, "igraph": 2_000},
        target=1.5,
    )
    yield Case(
        f"betweenness, weighted, {SOURCES} sources",
        {"Réseau": _sampled, "igraph": _sampled_by_igraph},
        {},
        within=_ENOUGH,
        target=1.5,
    )
    yield Case(
        "constraint",
        {
            **_ours("constraint"),
            "NetworkX": lambda it: _one_by_one(
                nx.constraint(it.graph, weight="weight")
            ),
            "igraph": lambda it: it.igraph[0].constraint(weights="weight"),
        },
        {"NetworkX": 1_000},
        target=1.2,
    )
    yield Case(
        "coreness",
        {
            **_ours("coreness"),
            "NetworkX": lambda it: _one_by_one(nx.core_number(it.graph)),
            "igraph": lambda it: it.igraph[0].coreness(),
        },
        {},
    )
    yield Case(
        "communities, by their modularity",
        {
            **_communities(),
            "NetworkX": lambda it: _modularity(
                it, nx.community.louvain_communities(it.graph, seed=0)
            ),
            "igraph": lambda it: [
                it.igraph[0]
                .community_leiden("modularity", weights=it.igraph[1], n_iterations=5)
                .recalculate_modularity()
            ],
        },
        {"Réseau": 20_000, "NetworkX": 20_000, "igraph": 20_000},
        within=0.1,
        target=0.5,
    )
    yield Case(
        "projection, as graphs",
        {
            "Réseau": lambda it: _weights(analysis.project(it.log.pairs)),
            "NetworkX": lambda it: _weights(_projected_by_networkx(it)),
        },
        {"NetworkX": 10_000},
        peer="NetworkX",
    )


def _communities() -> dict[str, Way]:
    """Give our way when the package has it, its search begun once."""
    found = getattr(analysis, "communities", None)
    if not callable(found):
        return {}
    return {"Réseau": lambda it: [found(it.graph, seeds=1).modularity]}


def _modularity(it: Subject, groups: Any) -> list[float]:
    return [nx.community.modularity(it.graph, groups, weight="weight")]


def _projected_by_networkx(it: Subject) -> Any:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edges_from((("actor", a), ("event", e)) for a, e in it.log.pairs)
    actors = [node for node in graph if node[0] == "actor"]
    return nx.bipartite.collaboration_weighted_projected_graph(graph, actors)


def _weights(graph: Any) -> list[float]:
    return sorted(weight for _, _, weight in graph.edges(data="weight"))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Measure the measures.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    for size in parser.parse_args().sizes:
        subject = Subject(affiliations(size))
        ties = subject.graph.number_of_edges()
        print(f"\n{subject.size:,} actors, {ties:,} ties")
        converting = {
            peer: _once(partial(getattr, subject, attribute))
            for peer, attribute in _CONVERTED.items()
            if _installed(peer)
        }
        for case in cases():
            print(_line(case, subject, converting), flush=True)


def _installed(name: str) -> bool:
    return name not in _MODULES or importlib.util.find_spec(_MODULES[name]) is not None


def _once(act: Callable[[], Any]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """Do something, again while it is short; give what came and the best seconds."""
    best, spent = float("inf"), 0.0
    found = None
    while spent < _ENOUGH:
        start = time.process_time()
        found = act()
        took = time.process_time() - start
        best, spent = min(best, took), spent + max(took, 1e-6)
    return found, best


def _line(case: Case, subject: Subject, converting: Mapping[str, float]) -> str:
    """Measure one case, and say what each way took."""
    if "Réseau" not in case.ways:
        return f"  {case.name:<36} not in this version"
    found: dict[str, Any] = {}
    times: dict[str, float] = {}
    for name, way in case.ways.items():
        if subject.size <= case.up_to.get(name, _ALWAYS) and _installed(name):
            found[name], taken = timed(partial(way, subject))
            times[name] = taken + converting.get(name, 0.0)
    if "Réseau" not in times:
        return f"  {case.name:<36} left out at this size"
    for name, values in found.items():
        _check(case, name, np.array(found["Réseau"]), np.array(values))
    text = "".join(f"{name} {taken:8.3f} s   " for name, taken in times.items())
    return f"  {case.name:<36}{text}{_verdict(case, times)}"


def _verdict(case: Case, times: Mapping[str, float]) -> str:
    ratios = [
        f"{times['Réseau'] / taken:.2f} x {name}"
        for name, taken in times.items()
        if name != "Réseau"
    ]
    if case.target is not None and case.peer in times:
        kept = times["Réseau"] / times[case.peer] <= case.target
        ratios.append(
            f"(at most {case.target} x {case.peer}: {'kept' if kept else 'MISSED'})"
        )
    return ", ".join(ratios)


def _check(case: Case, name: str, ours: Any, theirs: Any) -> None:
    """Stop when two ways do not give the same values; NaN is that of both."""
    largest = max(np.nanmax(np.abs(ours), initial=0.0), 1e-300)
    off = np.nanmax(np.abs(ours - theirs), initial=0.0) / largest
    if off > case.within:
        message = f"{case.name}: {name} differs by {off:.2g}"
        raise SystemExit(message)


if __name__ == "__main__":
    main()
