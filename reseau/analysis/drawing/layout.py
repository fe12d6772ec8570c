"""Where each actor stands on the map: the same network, the same places.

Groups are told apart by LinLog forces started from a spectral drawing; connected
parts are then set beside each other, and actors without a tie stand in rows below.
"""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from reseau.analysis.drawing.forces import Floats, Ints, Web, resettled, settled

if TYPE_CHECKING:
    import networkx as nx

RADIUS_LEAST = 3.0
RADIUS_MOST = 16.0
_GAP = 3.0  # Between two discs.
_AISLE = 36.0  # Between two connected parts; a label fits in it.
_RATIO = 1.5  # Width over height of a sheet and of most screens.
_CROWD = 250  # Above it, a connected part is drawn tighter.


def radii(sizes: Iterable[float]) -> list[float]:
    """Give the radius of each disc, so that areas compare as the sizes do.

    Args:
        sizes: Any measure, not negative; what is not a number counts for nothing.

    Returns:
        Map units, from 3 (nothing) to 16 (the largest); as many as sizes.
    """
    values = [size if math.isfinite(size) and size > 0 else 0.0 for size in sizes]
    most = max(values, default=0.0) or 1.0
    span = RADIUS_MOST - RADIUS_LEAST
    return [RADIUS_LEAST + span * math.sqrt(size / most) for size in values]


def positions(
    graph: "nx.Graph[int]",
    *,
    seed: int = 0,
    previous: Mapping[int, tuple[float, float]] | None = None,
) -> dict[int, tuple[float, float]]:
    """Place every actor so that those who work together stand together.

    Distances are a drawing, not a measure. Discs never overlap.

    Args:
        graph: Undirected; ``weight`` is the strength of a tie (1 when absent), and
            ``size`` on a node is what its disc will show (its number of ties when
            absent). Self-ties are ignored.
        seed: Breaks the symmetries of regular networks.
        previous: Places of an earlier map; parts with a known actor stay there, so
            that readers find their way from one map to the next.

    Returns:
        Actor key to (x, y), y downwards, rounded to two decimals; a disc of `radii`
        fits there. Empty for an empty graph.

    References:
        Noack, A. (2007). Energy models for graph clustering. JGAA 11(2).
        Jacomy, M. et al. (2014). ForceAtlas2. PLoS ONE 9(6).
    """
    keys = sorted(graph)
    radius = _radius_of(graph, keys)
    known = _known(keys, previous or {})
    places = np.zeros((len(keys), 2))
    parts, alone = _parts(graph, keys)
    anchored: list[Ints] = []
    loose: list[Ints] = []
    for members, web in parts:
        drawn, has_anchor = _drawn(web, radius[members], known[members], seed)
        places[members] = drawn
        (anchored if has_anchor else loose).append(members)
    _pack(places, radius, anchored, loose)
    if anchored:
        tied = np.concatenate([members for members, _ in parts])
        places[tied] = _apart(places[tied], radius[tied])
    _line_up(places, radius, alone)
    rounded = np.round(places, 2) + 0.0
    return {
        key: (float(x), float(y)) for key, (x, y) in zip(keys, rounded, strict=True)
    }


def _radius_of(graph: "nx.Graph[int]", keys: list[int]) -> Floats:
    """Read the size of each disc from the graph."""
    ties = {key: len(set(graph[key]) - {key}) for key in keys}
    sizes = (float(graph.nodes[key].get("size", ties[key])) for key in keys)
    return np.array(radii(sizes), dtype=np.float64)


def _known(keys: list[int], previous: Mapping[int, tuple[float, float]]) -> Floats:
    """Give the earlier place of each actor, NaN for a new one."""
    return np.array(
        [previous.get(key, (np.nan, np.nan)) for key in keys], dtype=np.float64
    ).reshape(-1, 2)


def _parts(
    graph: "nx.Graph[int]", keys: list[int]
) -> tuple[list[tuple[Ints, Web]], Ints]:
    """Split into connected parts, the largest first, and actors without a tie."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    row = {key: position for position, key in enumerate(keys)}
    lines = sorted(
        (*sorted((row[a], row[b])), float(weight))
        for a, b, weight in graph.edges(data="weight", default=1.0)
        if a != b
    )
    a = np.array([line[0] for line in lines], dtype=np.int64)
    b = np.array([line[1] for line in lines], dtype=np.int64)
    weight = np.array([line[2] for line in lines], dtype=np.float64)
    if not keys:
        return [], a
    matrix = coo_array((np.ones(len(a)), (a, b)), shape=(len(keys), len(keys)))
    _, label = connected_components(matrix, directed=False)
    counts = np.bincount(label)
    order = sorted(np.flatnonzero(counts > 1).tolist(), key=lambda it: -counts[it])
    parts = []
    for part in order:
        members = np.flatnonzero(label == part)
        inside = label[a] == part
        web = Web.of(
            len(members),
            np.searchsorted(members, a[inside]),
            np.searchsorted(members, b[inside]),
            weight[inside],
        )
        parts.append((members, web))
    return parts, np.flatnonzero(counts[label] == 1)


def _drawn(web: Web, radius: Floats, known: Floats, seed: int) -> tuple[Floats, bool]:
    """Draw one connected part; tell whether it was held by earlier places."""
    held = ~np.isnan(known[:, 0])
    if held.sum() > 1 and held.mean() > 1 / 2:
        places = resettled(web, _completed(web, known, held), held=held)
        return _apart(_laid_over(places, known, held), radius), True
    places = _landscape(settled(web, seed=seed))
    scaled = _scaled(places, radius)
    return _apart(scaled, radius), False


def _completed(web: Web, known: Floats, held: NDArray[np.bool_]) -> Floats:
    """Start a new actor in the middle of its known neighbours."""
    start = np.where(held[:, None], known, 0.0)
    count = web.neighbour_sum(held.astype(np.float64)[:, None])
    middle = web.neighbour_sum(start) / np.maximum(count, 1.0)
    middle = np.where(count > 0, middle, start[held].mean(axis=0))
    # New actors with the same neighbours must not start on the same spot.
    turn = np.arange(len(known))[:, None] * 2.4
    nudge = np.hstack([np.cos(turn), np.sin(turn)])
    return np.where(held[:, None], known, middle + nudge)


def _laid_over(places: Floats, known: Floats, held: NDArray[np.bool_]) -> Floats:
    """Scale and shift, never turn, so that known actors fall where they were."""
    here, there = places[held], known[held]
    here_middle, there_middle = here.mean(axis=0), there.mean(axis=0)
    spread = float(((here - here_middle) ** 2).sum()) or 1.0
    scale = float(((here - here_middle) * (there - there_middle)).sum()) / spread
    moved = (places - here_middle) * max(scale, 1e-6) + there_middle
    return np.asarray(moved, dtype=np.float64)


def _gathered(places: Floats) -> Floats:
    """Bring strays nearer: a few far actors must not make all the rest small."""
    spread = places.std(axis=0)
    away = np.hypot(*(places / np.where(spread > 0, spread, 1.0)).T)
    limit = float(np.quantile(away, 0.85))
    nearer = np.where(away > limit, limit + (away - limit) / 3, away)
    return cast("Floats", places * (nearer / np.maximum(away, 1e-9))[:, None])


def _landscape(places: Floats) -> Floats:
    """Turn the long side level and stretch a little towards a sheet's shape."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    # An axis has no direction of its own: its largest part is made positive.
    strongest = np.abs(axes).argmax(axis=1)
    axes = axes * np.sign(axes[np.arange(len(axes)), strongest])[:, None]
    turned = _gathered(centred @ axes.T)
    width, height = np.ptp(turned, axis=0)
    stretch = math.sqrt(_RATIO * height / width) if height and width else 1.0
    stretch = min(max(stretch, 1.0), 1.25)
    return cast("Floats", turned * np.array([stretch, 1 / stretch]))


def _scaled(places: Floats, radius: Floats) -> Floats:
    """Scale so that the discs fill a readable share of the picture."""
    share = 0.16 if len(places) > _CROWD else 0.055
    discs = float((np.pi * (radius + _GAP / 2) ** 2).sum())
    width, height = (float(side) for side in np.ptp(places, axis=0))
    longest = max(width, height, 1e-9)
    area = max(width, longest / 4) * max(height, longest / 4)
    return places * math.sqrt(discs / share / area)


def _apart(places: Floats, radius: Floats) -> Floats:
    """Push discs apart until none touches another, moving each as little as may be."""
    from scipy.spatial import cKDTree

    moved = places.copy()
    reach = 2 * float(radius.max()) + _GAP
    for attempt in range(1, 601):
        pairs = cKDTree(moved).query_pairs(reach, output_type="ndarray")
        a, b = pairs[:, 0], pairs[:, 1]
        delta = moved[b] - moved[a]
        distance = np.hypot(delta[:, 0], delta[:, 1])
        short = radius[a] + radius[b] + _GAP - distance
        close = short > 0.02  # noqa: PLR2004  # Lost when rounding; a gap stays.
        if not close.any():
            break
        a, b, delta, distance = a[close], b[close], delta[close], distance[close]
        same = distance < 1e-9  # noqa: PLR2004  # One on the other: any way apart.
        delta[same] = np.column_stack([np.cos(a[same] + b[same]), np.sin(b[same])])
        distance = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9)
        push = delta * (0.5 * (short[close] + 0.05) / distance)[:, None]
        np.add.at(moved, a, -push)
        np.add.at(moved, b, push)
        if attempt % 60 == 0:  # A crowd that finds no room is given more.
            moved = moved.mean(axis=0) + (moved - moved.mean(axis=0)) * 1.1
    return moved


def _box(places: Floats, radius: Floats) -> tuple[Floats, Floats]:
    """Give the corners of what a part covers, discs included."""
    return (
        (places - radius[:, None]).min(axis=0),
        (places + radius[:, None]).max(axis=0),
    )


def _pack(
    places: Floats, radius: Floats, anchored: list[Ints], loose: list[Ints]
) -> None:
    """Set loose parts in rows under the held ones, or under the largest."""
    if not anchored and loose:
        members, *loose = loose
        low, high = _box(places[members], radius[members])
        places[members] -= (low + high) / 2
        anchored = [members]
    if not loose:
        return
    fixed = np.concatenate(anchored)
    low, high = _box(places[fixed], radius[fixed])
    x, y, row_height = float(low[0]), float(high[1]) + _AISLE, 0.0
    for members in loose:
        corner, far = _box(places[members], radius[members])
        width, height = (float(side) for side in far - corner)
        if x > low[0] and x + width > high[0]:
            x, y, row_height = float(low[0]), y + row_height + _AISLE, 0.0
        places[members] += np.array([x, y]) - corner
        x, row_height = x + width + _AISLE, max(row_height, height)


def _line_up(places: Floats, radius: Floats, alone: Ints) -> None:
    """Stand actors without a tie in rows, under all the rest."""
    if not len(alone):
        return
    step = 2 * float(radius[alone].max()) + 3 * _GAP
    rest = np.setdiff1d(np.arange(len(places)), alone)
    columns = max(1, math.ceil(math.sqrt(len(alone) * _RATIO)))
    corner = np.zeros(2)
    if len(rest):
        low, high = _box(places[rest], radius[rest])
        columns = max(columns, int((high[0] - low[0]) // step))
        corner = np.array([low[0] + step / 2, high[1] + _AISLE + step / 2])
    rank = np.arange(len(alone))
    places[alone] = corner + step * np.column_stack([rank % columns, rank // columns])
