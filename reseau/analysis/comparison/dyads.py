"""Networks read as tables of dyads: graphs or square matrices, their actors aligned.

NumPy only, imported with this module: import it where it is used.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Floats: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]
Relation: TypeAlias = "nx.Graph[Any] | ArrayLike"
"""A NetworkX graph of any nodes, or a square matrix."""

Nodes: TypeAlias = Literal["common", "union"] | Collection[Hashable]
"""Which actors are looked at: those of all the graphs, of any, or these."""


class NotSquareError(UsageError):
    """A matrix has not as many columns as rows."""

    message = N_("A matrix has {shape}: it needs as many columns as rows.")


class SizesDifferError(UsageError):
    """Two networks do not have as many actors."""

    message = N_(
        "One network has {one} actors and another {other}: give the same actors, in "
        "the same order, or graphs whose nodes tell who is who."
    )


class NotFiniteError(UsageError):
    """A matrix holds something that is no number."""

    message = N_("A matrix holds values that are not finite numbers.")


class AsymmetricError(UsageError):
    """A directed network was given as undirected."""

    message = N_(
        "A network is not the same in both directions: give directed=True, or make it "
        "symmetric first."
    )


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one network that are not 0, self-ties left out.

    Attributes:
        keys: For each, row × number of actors + column, increasing; the row is below
            the column in an undirected network.
        values: In the order of the keys.
    """

    keys: Places
    values: Floats


@dataclass(frozen=True, slots=True)
class Aligned:
    """Several networks on the same actors.

    Attributes:
        nodes: The actors, in the order of the rows; numbers from 0 for matrices.
        tables: One per network.
        directed: Whether a dyad counts once in each direction.
    """

    nodes: tuple[Any, ...]  # Any: the nodes of a graph may be anything hashable.
    tables: tuple[Values, ...]
    directed: bool

    @property
    def size(self) -> int:
        """Count the actors."""
        return len(self.nodes)

    @property
    def dyads(self) -> int:
        """Count the pairs of actors."""
        pairs = self.size * (self.size - 1)
        return pairs if self.directed else pairs // 2

    def matrix(self, table: Values) -> Floats:
        """Write one of the tables in full; symmetric when undirected."""
        found: Floats = np.zeros((self.size, self.size))
        found.ravel()[table.keys] = table.values
        return found if self.directed else found + found.T


def aligned(
    relations: Sequence[Relation],
    *,
    nodes: Nodes = "union",
    weight: str | None = "weight",
    directed: bool | None = None,
) -> Aligned:
    """Put networks on the same actors.

    Args:
        relations: Graphs, whose nodes tell who is who; or square matrices, whose rows
            are the same actors in the same order.
        nodes: Who is looked at, when there are graphs: those of every graph, those of
            any (an actor that a graph does not know has no tie in it), or a list.
        weight: The edge attribute of the values; an edge without it counts for 1;
            None for 1 everywhere.
        directed: None to look at the networks themselves.

    Raises:
        NotSquareError, SizesDifferError, NotFiniteError: Of a matrix.
        AsymmetricError: ``directed`` is False and a network has a direction.
    """
    order = node_order([it for it in relations if is_graph(it)], nodes=nodes)
    if order is None:
        order = tuple(range(_rows(relations[0])))
    found = [
        _from_graph(it, order, weight=weight)
        if is_graph(it)
        else _from_matrix(it, len(order), weight=weight)
        for it in relations
    ]
    both_ways = all(_symmetric(it, len(order)) for it in found)
    if directed is False and not both_ways:
        raise AsymmetricError
    if directed is None:
        directed = not both_ways or any(_points(it) for it in relations)
    if not directed:
        found = [_upper(it, len(order)) for it in found]
    return Aligned(order, tuple(found), directed)


def is_graph(relation: object) -> bool:
    """Tell a NetworkX graph from a matrix."""
    return hasattr(relation, "is_directed") and hasattr(relation, "adj")


def node_order(graphs: Sequence[Any], *, nodes: Nodes) -> tuple[Any, ...] | None:
    """Put the nodes of several graphs in one order: that of the first, then the next.

    Returns:
        None when there is no graph.
    """
    if not graphs:
        return None
    every = dict.fromkeys(node for graph in graphs for node in graph)
    if nodes == "union":
        return tuple(every)
    if nodes == "common":
        return tuple(it for it in every if all(it in graph for graph in graphs))
    return tuple(dict.fromkeys(nodes))


def dyad_places(size: int, *, directed: bool) -> tuple[Places, Places]:
    """Give the row and the column of each dyad, row by row."""
    if directed:
        rows, columns = np.nonzero(~np.eye(size, dtype=bool))
    else:
        rows, columns = np.triu_indices(size, k=1)
    return rows.astype(np.int64), columns.astype(np.int64)


def _points(relation: Any) -> bool:  # Any: a graph or a matrix.
    return is_graph(relation) and bool(relation.is_directed())


def _rows(relation: Any) -> int:  # Any: arrays of every kind.
    """Count the rows of a matrix, sparse ones included."""
    shape = np.shape(relation) or relation.shape
    return int(shape[0])


def _from_matrix(relation: Any, size: int, *, weight: str | None) -> Values:
    """Read a matrix; Any because arrays of every kind are taken."""
    full = relation.toarray() if hasattr(relation, "toarray") else relation
    found = np.asarray(full, dtype=np.float64)
    if not found.size:
        found = found.reshape(0, 0)
    if found.ndim != 2 or found.shape[0] != found.shape[1]:  # noqa: PLR2004
        raise NotSquareError(shape=" × ".join(map(str, found.shape)))
    if not np.isfinite(found).all():
        raise NotFiniteError
    if len(found) != size:
        raise SizesDifferError(one=size, other=len(found))
    rows, columns = np.nonzero(found)
    off = rows != columns
    rows, columns = rows[off], columns[off]
    values = found[rows, columns] if weight is not None else np.ones(len(rows))
    return Values((rows * size + columns).astype(np.int64), values)


def _from_graph(graph: Any, order: tuple[Any, ...], *, weight: str | None) -> Values:
    """Read a graph; several edges of a multigraph between two nodes add up."""
    place = {node: index for index, node in enumerate(order)}
    size = len(order)
    found: dict[int, float] = {}
    for one, other, data in graph.edges(data=True):
        a, b = place.get(one), place.get(other)
        if a is None or b is None or a == b:
            continue
        value = float(data.get(weight, 1.0)) if weight is not None else 1.0
        for key in (
            (a * size + b,) if graph.is_directed() else (a * size + b, b * size + a)
        ):
            found[key] = 1.0 if weight is None else found.get(key, 0.0) + value
    keys = np.array(sorted(key for key, value in found.items() if value), np.int64)
    values = np.array([found[key] for key in keys.tolist()], np.float64)
    if not np.isfinite(values).all():
        raise NotFiniteError
    return Values(keys, values)


def _symmetric(table: Values, size: int) -> bool:
    rows, columns = np.divmod(table.keys, max(size, 1))
    mirrored = columns * size + rows
    order = np.argsort(mirrored, kind="stable")
    return bool(
        np.array_equal(mirrored[order], table.keys)
        and np.array_equal(table.values[order], table.values)
    )


def _upper(table: Values, size: int) -> Values:
    rows, columns = np.divmod(table.keys, max(size, 1))
    kept = rows < columns
    return Values(table.keys[kept], table.values[kept])
