"""Repulsion of many actors at once: masses laid on a grid, summed by Fourier."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIDE = 256
"""Cells on a side of the grid; two actors in one cell hardly repel each other."""
_STRAYS = 0.002  # Share of actors who may stand out of the grid, on each side.


def repulsion_on_grid(places: Floats, mass: Floats) -> tuple[Floats, Floats]:
    """Push every actor from every other, nearly, whatever their number.

    Each mass is shared among the four corners of its cell, the field of all corners
    is one product of Fourier transforms, and is read back from the four corners.

    Args:
        places: One row (x, y) per actor.
        mass: What repels, positive, one per actor.

    Returns:
        For each actor, the sum over the others of their mass times the vector from
        them over its square, and the sum of their mass over the squared distance.

    References:
        Hockney, R. W., Eastwood, J. W. (1981). Computer Simulation Using Particles.
        McGraw-Hill, ch. 5 and 6.
    """
    from scipy import fft

    low = np.quantile(places, _STRAYS, axis=0)
    high = np.quantile(places, 1 - _STRAYS, axis=0)
    cell = max(float((high - low).max()), 1e-9) * 1.05 / (SIDE - 1)
    middle = (low + high) / 2
    at = (places - middle) / cell + (SIDE - 1) / 2
    at = np.clip(at, 0.0, SIDE - 1.001)
    corner = at.astype(np.int64)
    share = at - corner
    flat, weights = _corners(corner, share)
    double = 2 * SIDE
    laid = np.zeros(double * double)
    for index, weight in zip(flat, weights, strict=True):
        laid += np.bincount(index, weight * mass, double * double)
    waves = fft.rfft2(laid.reshape(double, double).astype(np.float32))
    fields = [
        fft.irfft2(waves * kernel, s=(double, double)).reshape(-1)
        for kernel in _kernels(cell)
    ]
    read = [
        sum(field[index] * weight for index, weight in zip(flat, weights, strict=True))
        for field in fields
    ]
    force = np.column_stack(read[:2]).astype(np.float64)
    square = np.asarray(read[2], np.float64) - mass * _own(weights) / cell**2
    return force, np.maximum(square, 0.0)


def _own(weights: list[Floats]) -> Floats:
    """Give what the four corners of one actor do to each other, in cells."""
    a, b, c, d = weights  # Left up, left down, right up, right down.
    return 2 * (a * b + c * d + a * c + b * d) + a * d + b * c


def _corners(
    corner: NDArray[np.int64], share: Floats
) -> tuple[list[NDArray[np.int64]], list[Floats]]:
    """Give the four corners of each actor's cell, and the share of each."""
    flat, weights = [], []
    for right in (0, 1):
        for down in (0, 1):
            x = share[:, 0] if right else 1 - share[:, 0]
            y = share[:, 1] if down else 1 - share[:, 1]
            flat.append((corner[:, 1] + down) * 2 * SIDE + corner[:, 0] + right)
            weights.append(x * y)
    return flat, weights


def _kernels(cell: float) -> list[NDArray[np.complexfloating]]:
    """Transform what a mass at the origin does: rightwards, downwards, as stiffness."""
    from scipy import fft

    double = 2 * SIDE
    steps = ((np.arange(double) + SIDE) % double - SIDE) * cell
    x, y = steps[None, :], steps[:, None]
    square = np.maximum(x**2 + y**2, (0.7 * cell) ** 2)
    inverse = 1 / square
    alone = inverse.copy()
    alone[0, 0] = 0.0  # Nobody repels itself.
    fields = (x * inverse, y * inverse, alone)
    return [fft.rfft2(it.astype(np.float32)) for it in fields]
