"""How fast whom to tell first is found, beside others, at equal spread.

``python -m benchmarks.plan [--sizes 1000 10000 100000]`` draws a network for each size
(preferential attachment, three ties an actor, each actor listening alike to all its
neighbours), looks for 50 actors in every way in the same run, and judges all of them
on the same simulations: processor time, the laying out of the network apart. A way
that would take minutes at a size is left out there, and so is a peer that is not
installed. A spread within 1 % of the widest counts as equal: of these, the quickest of
ours is set against the quickest of the peers.
"""

import argparse
import importlib
import importlib.util
import random
import time
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any

import networkx as nx

from reseau.analysis import contact_plan, independent_cascade, weighted_cascade
from reseau.analysis.diffusion.opim import Search
from reseau.analysis.diffusion.reverse_sets import ReverseGraph
from reseau.analysis.diffusion.seeding import influence_maximization

SIZES = (1_000, 10_000, 100_000)
SEEDS = 50
_SIMULATIONS = 100
_FEW = 1_000
_MANY = 10_000
_EPSILON = 0.05
_EQUAL = 0.99

Way = Callable[[], Iterable[Hashable]]


def plain(graph: "nx.DiGraph[int]", k: int) -> list[int]:
    """Choose greedily, each spread simulated anew: what anybody would write first."""
    dice = random.Random(1)  # noqa: S311  # A simulation, not a secret.
    ties = {
        a: [(b, data["probability"]) for b, data in graph[a].items()] for a in graph
    }

    def reached(seeds: list[int]) -> float:
        total = 0
        for _run in range(_SIMULATIONS):
            seen, front = set(seeds), list(seeds)
            while front:
                node = front.pop()
                for other, chance in ties[node]:
                    if other not in seen and dice.random() < chance:
                        seen.add(other)
                        front.append(other)
            total += len(seen)
        return total / _SIMULATIONS

    seeds: list[int] = []
    for _seed in range(k):
        seeds.append(max((it for it in graph if it not in seeds),
                         key=lambda it: reached([*seeds, it])))  # fmt: skip
    return seeds


def ways(graph: "nx.DiGraph[int]", network: ReverseGraph) -> dict[str, Way]:
    """Give the ways that a size allows, by name."""
    n = len(graph)

    def search(epsilon: float, ratio: float | None = None) -> Search:
        return Search(
            network, SEEDS, epsilon=epsilon, delta=1 / n, total=n, ratio=ratio
        )

    found: dict[str, Way] = {
        "Réseau, opim_c, ε = 0.1": lambda: search(0.1).opim_c()[0],
        "Réseau, opim_c, ε = 0.05": lambda: search(_EPSILON).opim_c()[0],
        "Réseau, opim_c, ratio = 0.7": lambda: search(_EPSILON, 0.7).opim_c()[0],
        "Réseau, contact_plan, one contact each": lambda: [
            it.target
            for it in contact_plan(
                graph, {("a", it): 1.0 for it in graph}, SEEDS, per_target=1,
                sampled=True,
            ).contacts
        ],
    }  # fmt: skip
    if n <= _MANY:
        found["Réseau, imm, ε = 0.1"] = lambda: search(0.1).imm()[0]
    if n <= _FEW:
        found["Réseau, influence_maximization (CELF, 2,000 snapshots)"] = lambda: (
            influence_maximization(graph, SEEDS).seeds
        )
    return found | _peers(graph)


def _peers(graph: "nx.DiGraph[int]") -> dict[str, Way]:
    """Give the peers that are installed."""
    if importlib.util.find_spec("pynetim") is None:
        print("pynetim is not installed: left out")
        return {}
    peer: Any = importlib.import_module("pynetim")
    theirs = peer.from_networkx(graph, weight_attr="probability")

    def opim(epsilon: float) -> Iterable[Hashable]:
        found: set[int] = peer.OPIMCAlgorithm(theirs, "IC", 1).run(SEEDS, epsilon)
        return found

    def imm(epsilon: float) -> Iterable[Hashable]:
        found: set[int] = peer.IMMAlgorithm(theirs, "IC", epsilon, 1, 1).run(SEEDS)
        return found

    return {
        "pynetim (C++), OPIM-C, ε = 0.1": partial(opim, 0.1),
        "pynetim (C++), OPIM-C, ε = 0.05": partial(opim, _EPSILON),
        **{f"pynetim (C++), IMM, ε = {it}": partial(imm, it) for it in (0.1, 0.3, 0.5)},
    }


def judge(graph: "nx.DiGraph[int]") -> Callable[[Iterable[Hashable]], float]:
    """Give what tells the spread of seeds, by the same means for all."""
    if importlib.util.find_spec("cynetdiff") is None or len(graph) <= _FEW:
        return lambda seeds: independent_cascade(graph, seeds, runs=500, seed=99).spread
    utils: Any = importlib.import_module("cynetdiff.utils")
    copy: nx.DiGraph[int] = nx.DiGraph()
    copy.add_nodes_from(graph)
    copy.add_edges_from(
        (a, b, {"activation_prob": data["probability"]})
        for a, b, data in graph.edges(data=True)
    )
    runs = 1_000 if len(graph) <= _MANY else 300
    model, _numbers = utils.networkx_to_ic_model(copy, rng=99)

    def spread(seeds: Iterable[Hashable]) -> float:
        model.set_seeds(set(seeds))
        total = 0
        for _run in range(runs):
            model.reset_model()
            model.advance_until_completion()
            total += model.get_num_activated_nodes()
        return total / runs

    return spread


def compare(found: list[tuple[str, float, float]]) -> None:
    """Set the quickest of ours against the quickest peer, at equal spread."""
    least = _EQUAL * max(spread for _name, _spent, spread in found)
    equal = [it for it in found if it[2] >= least]
    peers = [it for it in equal if it[0].startswith("pynetim")]
    own = min((it for it in equal if it not in peers), key=lambda it: it[1])
    if peers:
        best = min(peers, key=lambda it: it[1])
        ratio = own[1] / best[1]
        print(f"| | {own[0]} / {best[0]} | {ratio:.2f} × | equal |")


def main() -> None:
    """Print a row for each way and size."""
    parser = argparse.ArgumentParser(description="Choose whom to tell first.")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--plain", type=int, default=5, help="seeds of the plain way")
    asked = parser.parse_args()
    print("| actors | way | s | spread |\n| --- | --- | --- | --- |")
    for size in asked.sizes:
        graph = weighted_cascade(nx.barabasi_albert_graph(size, 3, seed=1))
        start = time.process_time()
        network = ReverseGraph.of(graph, "probability")
        print(f"| {size:,} | laying out | {time.process_time() - start:.2f} | |")
        spread = judge(graph)
        found = []
        for name, way in ways(graph, network).items():
            start = time.process_time()
            seeds = list(way())
            spent = time.process_time() - start
            found.append((name, spent, spread(seeds)))
            print(f"| {size:,} | {name} | {spent:.2f} | {found[-1][2]:,.0f} |")
        compare(found)
        if size <= _FEW and asked.plain:
            start = time.process_time()
            seeds = list(plain(graph, asked.plain))
            spent = time.process_time() - start
            name = f"plain greedy, {_SIMULATIONS} simulations, {asked.plain} seeds only"
            print(f"| {size:,} | {name} | {spent:.2f} | {spread(seeds):,.0f} |")


if __name__ == "__main__":
    main()
