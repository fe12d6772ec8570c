"""Draw one connected part: a spectral start, then forces until it settles."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from reseau.analysis.drawing.forces_grid import repulsion_on_grid

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_REPULSION = 10.0
_GRAVITY = 0.05
_HOLD = 3.0  # How much an earlier place counts against all forces together.
_STEP = 0.5
_MOMENTUM = 0.9
_ROUNDS = 100
_ROUNDS_AGAIN = 30  # From earlier places.
_BLOCK = 1_000_000  # Distances held at once.
_MANY = 1_000  # Above it, repulsion is summed on a grid.
_DENSE = 500  # Up to here all eigenvectors are quicker than a few.


@dataclass(frozen=True, slots=True)
class Web:
    """One connected part: tie i pulls ``a[i]`` and ``b[i]`` with ``pull[i]``.

    Attributes:
        size: Number of actors, at least 2.
        a: Rows of the first ends.
        b: Rows of the second ends.
        pull: Square root of the weight over the mean weight.
        mass: Pull of all its ties, plus one: what repels.
    """

    size: int
    a: Ints
    b: Ints
    pull: Floats
    mass: Floats

    @classmethod
    def of(cls, size: int, a: Ints, b: Ints, weight: Floats) -> Self:
        """Make a web from ties; weights that are not positive count for little."""
        useful = np.where(np.isfinite(weight) & (weight > 0), weight, 0.0)
        mean = float(useful.mean()) or 1.0
        pull = np.sqrt(np.maximum(useful / mean, 0.01)).astype(np.float64)
        mass = np.ones(size)
        mass += np.bincount(a, pull, size) + np.bincount(b, pull, size)
        return cls(size, a, b, pull, mass)

    def neighbour_sum(self, values: Floats) -> Floats:
        """Sum the rows of each actor's neighbours."""
        total = np.zeros((self.size, values.shape[1]))
        np.add.at(total, self.a, values[self.b])
        np.add.at(total, self.b, values[self.a])
        return total


def settled(web: Web, *, seed: int) -> Floats:
    """Give places where attraction and repulsion balance, centred, in no unit.

    Args:
        web: One connected part.
        seed: Breaks symmetries.

    Returns:
        One row (x, y) per actor; the same for the same input.
    """
    start = _spectral(web, seed)
    return _relaxed(web, start, hold=np.zeros(web.size), rounds=_ROUNDS)


def resettled(web: Web, start: Floats, *, held: NDArray[np.bool_]) -> Floats:
    """Bring an earlier drawing up to date; held actors move only a little.

    Args:
        web: One connected part.
        start: One row (x, y) per actor, in any unit.
        held: Who stood there already.

    Returns:
        One row (x, y) per actor, centred, in no unit.
    """
    hold = np.where(held, _HOLD, 0.0)
    return _relaxed(web, start, hold=hold, rounds=_ROUNDS_AGAIN)


def _relaxed(web: Web, start: Floats, *, hold: Floats, rounds: int) -> Floats:
    """Follow the forces; ``hold`` ties an actor to its start, in stiffness."""
    start = start - start.mean(axis=0)
    start = start * _balance(web, start)
    places, motion = start, np.zeros_like(start)
    for _ in range(rounds):
        push, push_slope = _repulsion(web, places)
        pull, pull_slope = _attraction(web, places)
        # A step is a force over its stiffness, so that no speed has to be tuned.
        step = (push + pull) / (push_slope + pull_slope)[:, None]
        step = (step + hold[:, None] * (start - places)) / (1.0 + hold)[:, None]
        motion = _MOMENTUM * motion + _STEP * step
        places = places + motion
    return np.asarray(places - places.mean(axis=0), dtype=np.float64)


def _spectral(web: Web, seed: int) -> Floats:
    """Start from the second and third eigenvectors, evened out by rank."""
    random = np.random.default_rng(seed)
    if web.size > 3:  # noqa: PLR2004  # Three vectors of a matrix need four rows.
        vectors = _eigenvectors(web, random)
    else:
        vectors = np.column_stack([np.arange(web.size), np.zeros(web.size)])
    ranks = np.argsort(np.argsort(np.round(vectors, 9), axis=0, kind="stable"), axis=0)
    even = 2.0 * ranks / max(web.size - 1, 1) - 1.0
    return np.asarray(
        even + random.normal(scale=0.01, size=even.shape), dtype=np.float64
    )


def _eigenvectors(web: Web, random: np.random.Generator) -> Floats:
    """Give two eigenvectors of the normalized matrix, each with a fixed sign."""
    from scipy.sparse import coo_array
    from scipy.sparse.linalg import eigsh

    rows, columns = np.concatenate([web.a, web.b]), np.concatenate([web.b, web.a])
    pull = np.concatenate([web.pull, web.pull])
    degree = np.bincount(rows, weights=pull, minlength=web.size)
    pull = pull / np.sqrt(degree[rows] * degree[columns])
    matrix = coo_array((pull, (rows, columns)), shape=(web.size, web.size))
    if web.size <= _DENSE:
        _, vectors = np.linalg.eigh(matrix.toarray())
    else:
        first = random.uniform(0.5, 1.5, size=web.size)
        values, vectors = eigsh(matrix.tocsr(), k=3, which="LA", v0=first)
        vectors = vectors[:, np.argsort(values)]
    chosen = vectors[:, [-2, -3]] / np.sqrt(degree)[:, None]
    strongest = np.abs(chosen).argmax(axis=0)
    return chosen * np.sign(chosen[strongest, [0, 1]])


def _balance(web: Web, places: Floats) -> float:
    """Find the scale at which pulling in and pushing out are worth the same."""
    lengths = np.hypot(*(places[web.a] - places[web.b]).T)
    radial = float((web.mass * np.hypot(*places.T)).sum())
    total = float(web.mass.sum())
    push = _REPULSION * (total**2 - float((web.mass**2).sum())) / 2
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        scaled = lengths * np.exp(middle)
        pull = float((web.pull * np.log1p(scaled) * scaled).sum())
        pull += _GRAVITY * radial * float(np.exp(middle))
        low, high = (middle, high) if pull < push else (low, middle)
    return float(np.exp((low + high) / 2))


def _repulsion(web: Web, places: Floats) -> tuple[Floats, Floats]:
    """Push every actor from every other; nearly, by a grid, in a large web.

    Returns:
        The force on each actor, and its stiffness.
    """
    if web.size > _MANY:
        field, square = repulsion_on_grid(places, web.mass)
        strength = _REPULSION * web.mass
        return field * strength[:, None], square * strength
    return _exact_repulsion(web, places)


def _exact_repulsion(web: Web, places: Floats) -> tuple[Floats, Floats]:
    """Push every actor from every other, exactly, as products of blocks."""
    xy = places.astype(np.float32)
    mass = web.mass.astype(np.float32)
    square = (xy**2).sum(axis=1)
    force, stiffness = np.empty_like(xy), np.empty_like(square)
    rows = max(1, _BLOCK // web.size)
    for first in range(0, web.size, rows):
        block = slice(first, first + rows)
        distance = square[block, None] + square[None, :] - 2 * (xy[block] @ xy.T)
        np.maximum(distance, 1e-2, out=distance)
        share = (_REPULSION * mass)[None, :] / distance
        itself = np.arange(len(share))
        share[itself, first + itself] = 0.0
        whole = share.sum(axis=1)
        force[block] = (xy[block] * whole[:, None] - share @ xy) * mass[block, None]
        stiffness[block] = whole * mass[block]
    return force.astype(np.float64), stiffness.astype(np.float64)


def _attraction(web: Web, places: Floats) -> tuple[Floats, Floats]:
    """Pull tied actors together by the logarithm of their distance, and inwards.

    Returns:
        The force on each actor, and its stiffness.
    """
    delta = places[web.b] - places[web.a]
    length = np.maximum(np.hypot(*delta.T), 1e-9)
    stretch = web.pull * np.log1p(length) / length
    inwards = _GRAVITY * web.mass / np.maximum(np.hypot(*places.T), 1e-9)
    force = -places * inwards[:, None]
    for axis in (0, 1):
        pull = delta[:, axis] * stretch
        force[:, axis] += np.bincount(web.a, pull, web.size)
        force[:, axis] -= np.bincount(web.b, pull, web.size)
    stiffness = np.bincount(web.a, stretch, web.size) + inwards
    return force, stiffness + np.bincount(web.b, stretch, web.size)
