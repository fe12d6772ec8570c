"""A network ready to leave: what every graph format is written from.

Nothing leaves but the declared columns. Who may be in it, and under which name, is
decided before; the formats only write.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from reseau.errors import IntegrityError
from reseau.exchange.graphs.xmlfile import xml_text
from reseau.i18n import N_

Scalar = str | int | float | bool | date | None
FieldType = Literal["string", "integer", "double", "boolean", "date"]

# What the formats or the programs that read them already mean by these names.
NODE_NAMES = frozenset({"id", "label"})
EDGE_NAMES = frozenset(
    {"id", "label", "type", "kind", "weight", "start", "end"}
    | {"source", "target", "from", "to", "direction", "directed"}
)


class GraphFileError(IntegrityError):
    """The network to export contradicts itself."""


class BadIdError(GraphFileError):
    """An id is not made of ASCII letters, digits, dots, hyphens and underscores."""

    message = N_(
        "“{id}” cannot be the id of anything in a file. "
        "Look for it with “reseau check”."
    )


class RepeatedIdError(GraphFileError):
    """Two nodes, or two ties, have the same id."""

    message = N_(
        "The id “{id}” is used twice, so the network cannot be exported. "
        "Look for it with “reseau check”."
    )


class UnknownEndError(GraphFileError):
    """A tie leads to a node that is not in the network."""

    message = N_(
        "The tie “{edge}” leads to “{node}”, which is not in the export. "
        "Widen the filters, or look for it with “reseau check”."
    )


class DatesReversedError(GraphFileError):
    """A tie ends before it starts."""

    message = N_("The tie “{edge}” ends before it starts. Correct its dates.")


class BadColumnError(GraphFileError):
    """A column is declared twice, or its name is empty or taken."""

    message = N_("No column of an export can be named “{column}”. Rename it.")


class BadValueError(GraphFileError):
    """A value has no declared column, or is not what its column holds."""

    message = N_(
        "The column “{column}” cannot hold what “{id}” has in it. "
        "Look for it with “reseau check”."
    )


@dataclass(frozen=True, slots=True)
class Field:
    """A column that nodes or ties have, and what it holds."""

    name: str
    type: FieldType


@dataclass(frozen=True, slots=True)
class GraphNode:
    """An actor, or whatever else is tied.

    Attributes:
        id: A slug or a key: homonyms stay apart by it.
        label: The name to show; any text.
        attributes: Column name to value; None is left out of the file.
    """

    id: str
    label: str
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A tie between two nodes; several may join the same two.

    Attributes:
        id: Unique among the ties.
        source: Id of a node; for an undirected tie, either end.
        target: Id of a node; the same one for a tie with itself.
        weight: None when there is none; left out of the file when not finite.
        label: What kind of tie, for instance the word for its layer: programs keep
            parallel ties apart by it. Empty for none.
        directed: Whether it goes from source to target only.
        start: First day, included; None when unknown or always.
        end: Last day, included; None when unknown or still going on.
        attributes: Column name to value; None is left out of the file.
    """

    id: str
    source: str
    target: str
    weight: float | None = None
    label: str = ""
    directed: bool = False
    start: date | None = None
    end: date | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A network with its columns, checked and put in the order of its ids.

    Attributes:
        title: What the network is, for a person.
        nodes: In the order of their ids, whatever the order given.
        edges: Likewise.
        node_fields: The columns of the nodes, in the order to show.
        edge_fields: The columns of the ties, likewise.

    Raises:
        BadIdError: An id has characters that some format refuses.
        RepeatedIdError: Two nodes or two ties have the same id.
        UnknownEndError: A tie leads to no node.
        DatesReversedError: A tie ends before it starts.
        BadColumnError: A column is declared twice, or has a name that is taken.
        BadValueError: A value is in no declared column, or of another type.
    """

    title: str
    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = ()
    node_fields: tuple[Field, ...] = ()
    edge_fields: tuple[Field, ...] = ()

    def __post_init__(self) -> None:
        """Check everything once, so that the formats have nothing left to refuse."""
        _check_ids(it.id for it in self.nodes)
        _check_ids(it.id for it in self.edges)
        _check_fields(self.node_fields, NODE_NAMES)
        _check_fields(self.edge_fields, EDGE_NAMES)
        _check_ends(self)
        for things, fields in (
            (self.nodes, self.node_fields),
            (self.edges, self.edge_fields),
        ):
            types = {it.name: it.type for it in fields}
            for thing in things:
                _check_values(thing, types)
        # Frozen, so set the long way: the same data are the same file.
        object.__setattr__(self, "nodes", tuple(sorted(self.nodes, key=_id)))
        object.__setattr__(self, "edges", tuple(sorted(self.edges, key=_id)))

    @property
    def dated(self) -> bool:
        """Tell whether any tie has a date."""
        return any(it.start or it.end for it in self.edges)

    @property
    def directed(self) -> bool:
        """Tell whether there are ties and all of them are directed."""
        return bool(self.edges) and all(it.directed for it in self.edges)


def present(
    fields: Sequence[Field], attributes: Mapping[str, Scalar]
) -> Iterator[tuple[int, Field, str | int | float | bool | date]]:
    """Give the columns that have something to write, with their places.

    None and numbers that are not finite have nothing: no format writes them.
    """
    for place, column in enumerate(fields):
        value = attributes.get(column.name)
        if value is not None and not _not_finite(value):
            yield place, column, value


def number(weight: float | None) -> float | None:
    """Give a weight that can be written; None when there is none or not finite."""
    return None if weight is None or not math.isfinite(weight) else float(weight)


def plain(value: str | float | bool | date) -> str | int | float | bool:  # noqa: FBT001  # A value, not a flag.
    """Write a value the way JSON holds it: dates as ISO 8601, text as ``xml_text``."""
    if isinstance(value, str):
        return xml_text(value)
    return value.isoformat() if isinstance(value, date) else value


def written(value: str | float | bool | date) -> str:  # noqa: FBT001  # A value, not a flag.
    """Write a value as the text of an XML file: ``true``, ``0.5``, ``2026-11-24``."""
    simple = plain(value)
    return str(simple).lower() if isinstance(simple, bool) else str(simple)


_ID = re.compile(r"[A-Za-z0-9._-]+")
_PYTHON: dict[FieldType, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "double": (float, int),
    "boolean": (bool,),
    "date": (date,),
}
_LARGEST = 2**63  # Integers are 64 bits wide in the programs that read them.


def _id(thing: GraphNode | GraphEdge) -> str:
    return thing.id


def _not_finite(value: Scalar) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _check_ids(ids: Iterable[str]) -> None:
    """Refuse what some format could not hold, and what two would share."""
    for each, times in Counter(ids).items():
        if not _ID.fullmatch(each):
            raise BadIdError(id=each)
        if times > 1:
            raise RepeatedIdError(id=each)


def _check_fields(fields: Sequence[Field], taken: frozenset[str]) -> None:
    """Refuse a name given twice, whatever its case: Kumu and Gephi ignore case."""
    seen = set(taken)
    for each in fields:
        name = each.name.casefold()
        if not name.strip() or xml_text(each.name) != each.name or name in seen:
            raise BadColumnError(column=each.name)
        seen.add(name)


def _check_ends(graph: GraphFile) -> None:
    """Refuse a tie that leads nowhere, or that ends before it starts."""
    known = {it.id for it in graph.nodes}
    for edge in graph.edges:
        for end in (edge.source, edge.target):
            if end not in known:
                raise UnknownEndError(edge=edge.id, node=end)
        if edge.start and edge.end and edge.end < edge.start:
            raise DatesReversedError(edge=edge.id)


def _check_values(thing: GraphNode | GraphEdge, types: Mapping[str, FieldType]) -> None:
    """Refuse a value that nobody declared, or that is not of the declared type."""
    for name, value in thing.attributes.items():
        if name not in types or not _fits(value, types[name]):
            raise BadValueError(column=name, id=thing.id)


def _fits(value: Scalar, expected: FieldType) -> bool:
    """Tell whether a column can hold a value; a bool is no number, a moment no date."""
    if value is None:
        return True
    if isinstance(value, bool):
        return expected == "boolean"
    if isinstance(value, datetime) or not isinstance(value, _PYTHON[expected]):
        return False
    return not isinstance(value, int) or -_LARGEST <= value < _LARGEST
