"""Regressions of one column of dyads on others, many at once: the core of MRQAP.

NumPy only, imported with this module: import it where it is used. A design is a
matrix with a row per dyad and a column per predictor.
"""

from dataclasses import dataclass

import numpy as np

from reseau.analysis.comparison.dyads import Floats

_ROUNDS = 50
_SETTLED = 1e-10
_FARTHEST = 30.0
_SINGULAR = 1e-10


@dataclass(frozen=True, slots=True)
class Fit:
    """One regression.

    Attributes:
        coefficients: One per column of the design.
        errors: Their usual standard errors.
        fitted: One value per dyad: a mean, or a probability.
        settled: False when the search did not end, or a probability is 0 or 1.
    """

    coefficients: Floats
    errors: Floats
    fitted: Floats
    settled: bool

    @property
    def statistics(self) -> Floats:
        """Give t, or z: each coefficient over its error."""
        return self.coefficients / self.errors


def collinear(design: Floats) -> bool:
    """Tell whether a column can be made from the others."""
    scales = np.sqrt((design**2).sum(axis=0))
    if not scales.all():
        return True
    singular = np.linalg.svd(design / scales, compute_uv=False)
    return bool(len(singular) < design.shape[1] or singular[-1] < _SINGULAR)


def least_squares(y: Floats, design: Floats) -> Fit:
    """Fit a line by ordinary least squares."""
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ (design.T @ y)
    fitted = design @ coefficients
    free = len(y) - design.shape[1]
    variance = float(((y - fitted) ** 2).sum()) / free
    errors = np.sqrt(variance * np.diag(inverse))
    return Fit(coefficients, errors, fitted, settled=True)


def logistic(y: Floats, design: Floats) -> Fit:
    """Fit the logarithm of the odds by maximum likelihood, in Newton's steps."""
    found = many_logistic(y[None, :], design[None, :, :])
    coefficients, errors = found[0][0], found[1][0]
    linear = design @ coefficients
    settled = bool(found[2][0]) and bool(np.abs(linear).max() < _FARTHEST)
    return Fit(coefficients, errors, _odds(linear), settled=settled)


def many_logistic(ys: Floats, designs: Floats) -> tuple[Floats, Floats, Floats]:
    """Fit several logistic regressions at once.

    Args:
        ys: Regressions by dyads; 0 and 1. One row stands for all.
        designs: Regressions by dyads by columns; one of them stands for all.

    Returns:
        The coefficients and their errors, regressions by columns; and for each
        regression 1 when the search ended, else 0.
    """
    count, width = max(len(ys), len(designs)), designs.shape[2]
    found = np.zeros((count, width))
    turned = designs.transpose(0, 2, 1)
    moved = np.full(count, np.inf)
    errors = np.full((count, width), np.inf)
    for _ in range(_ROUNDS):
        linear = (designs @ found[:, :, None])[:, :, 0]
        odds = _odds(np.clip(linear, -_FARTHEST, _FARTHEST))
        weights = odds * (1 - odds)
        curve = turned @ (designs * weights[:, :, None])
        inverse = np.linalg.pinv(curve, hermitian=True)
        slope = (turned @ (ys - odds)[:, :, None])[:, :, 0]
        step = (inverse @ slope[:, :, None])[:, :, 0]
        step = np.clip(step, -_FARTHEST, _FARTHEST)
        diagonal = np.einsum("kii->ki", inverse)
        errors = np.sqrt(np.maximum(diagonal, np.finfo(float).tiny))
        found += step
        moved = np.abs(step).max(axis=1)
        if (moved < _SETTLED * (1 + np.abs(found).max(axis=1))).all():
            break
    settled = moved < np.sqrt(_SETTLED) * (1 + np.abs(found).max(axis=1))
    return found, errors, settled.astype(np.float64)


def _odds(linear: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-linear)))


def partial_t(y: Floats, others: Floats, candidates: Floats) -> Floats:
    """Give the t of a last predictor, for many candidates to its place.

    Args:
        y: What is explained.
        others: Dyads by columns: the predictors that stay.
        candidates: One per row.

    Returns:
        The t of each, in the regression of y on the others and it.
    """
    basis, _ = np.linalg.qr(others)
    rest = y - basis @ (basis.T @ y)
    inside = candidates @ basis
    squares = (candidates**2).sum(axis=1) - (inside**2).sum(axis=1)
    squares = np.maximum(squares, np.finfo(float).tiny)
    slopes = candidates @ rest / squares
    residual = np.maximum(float(rest @ rest) - slopes**2 * squares, 0.0)
    free = len(y) - others.shape[1] - 1
    errors = np.sqrt(np.maximum(residual, np.finfo(float).tiny) / free / squares)
    return np.asarray(slopes / errors)
