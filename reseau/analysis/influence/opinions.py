"""Friedkin and Johnsen's model: where opinions end when people listen to each other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reseau.analysis.influence import matrices
from reseau.analysis.influence.matrices import MatrixError, Rows, Table, Vector
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.analysis.influence.matrices import Floats

_CLOSE = 0.005
_MARGIN = 1e-10
_TWO = 2


class RowSumError(MatrixError):
    """The weights that somebody gives do not add up to 1."""

    message = N_("Row {row} of the weights adds up to {sum}, not to 1.")


class SusceptibilityError(MatrixError):
    """A susceptibility is no share."""

    message = N_("A susceptibility goes from 0 to 1, not {value}.")


class NoEquilibriumError(MatrixError):
    """Opinions need not settle."""

    message = N_(
        "Opinions have no single end here: some actors listen only to each other and "
        "nobody among them keeps to a first opinion (spectral radius {radius})."
    )


@dataclass(frozen=True, slots=True)
class Opinions:
    """Where opinions end, and what each owes to whom; in the order of the input.

    Attributes:
        initial: What each thought at first.
        equilibrium: What each ends up thinking, in the same unit.
        total_influence: V: how much of the row's final opinion comes from the column's
            first one; each row adds up to 1.
        social_power: The mean of each column of V: the share of everybody's final
            opinion that comes from each; they add up to 1.
        susceptibility: How open each was to others, 0 to 1.
    """

    initial: list[float]
    equilibrium: list[float]
    total_influence: Rows
    social_power: list[float]
    susceptibility: list[float]


def friedkin_johnsen(
    weights: Table,
    initial: Vector,
    susceptibility: Vector | float | Table | None = None,
) -> Opinions:
    """Find where opinions end when each mixes those of others with its own first one.

    At each round, y becomes LWy + (I-L)y(0), where L holds the susceptibilities on its
    diagonal.

    Args:
        weights: W, square, each row adding up to 1: the weight that the row gives to
            the column's opinion (the reverse of “row influences column”), its own on
            the diagonal. A gap of .005 is taken for rounding, and left as it is.
        initial: y(0), one opinion per actor, in any unit.
        susceptibility: L: how open each is to others, 0 (keeps its first opinion) to 1;
            one for all, one each, or a diagonal table. By default I - diag(W): who
            gives itself little weight is open.

    Returns:
        The end of the process, y = (I-LW)^-1 (I-L) y(0), and V = (I-LW)^-1 (I-L).

    Raises:
        RowSumError: A row of the weights does not add up to 1, rounding aside.
        SusceptibilityError: One is out of 0 to 1.
        NoEquilibriumError: The spectral radius of LW is 1: opinions need not settle.
        MatrixError: The sizes differ, or something is not a finite number. All are
            also a ``ValueError``.

    References:
        Friedkin, N. E., Johnsen, E. C. (1999). Social influence networks and opinion
        change. Advances in Group Processes 16, 1-29.

    Example:
        >>> found = friedkin_johnsen([[0.5, 0.5], [0.25, 0.75]], [0, 10])
        >>> [round(it, 3) for it in found.equilibrium]
        [3.158, 9.474]
    """
    import numpy as np

    given = matrices.square(weights, what="W")
    size = len(given)
    first = matrices.vector(initial, what="y(0)", length=size)
    for row, sum_ in enumerate(given.sum(axis=1).tolist(), start=1):
        if abs(sum_ - 1) > _CLOSE:
            raise RowSumError(row=row, sum=round(sum_, 6))
    openness = _openness(susceptibility, given)
    passed = openness[:, None] * given
    radius = matrices.spectral_radius(passed)
    if radius >= 1 - _MARGIN:
        raise NoEquilibriumError(radius=round(radius, 6))
    total = np.linalg.solve(np.eye(size) - passed, np.diag(1 - openness))
    return Opinions(
        first.tolist(), (total @ first).tolist(), total.tolist(),
        total.mean(axis=0).tolist() if size else [], openness.tolist(),
    )  # fmt: skip


def listening(mdi: Table) -> Rows:
    """Turn direct influences into the weights that opinions get.

    Args:
        mdi: Square, actors by actors: how much the row influences the column.

    Returns:
        W: the row gives the column its share of the influences on the row, and itself
        nothing; one whom nobody influences gives itself all.
    """
    import numpy as np

    direct = matrices.square(mdi, what="MDI", hollow=True)
    heard = direct.T
    sums = heard.sum(axis=1)
    weights = heard / np.where(sums > 0, sums, 1.0)[:, None]
    np.fill_diagonal(weights, np.where(sums > 0, 0.0, 1.0))
    found: Rows = weights.tolist()
    return found


def _openness(
    susceptibility: Vector | float | Table | None, weights: "Floats"
) -> "Floats":
    """Read the susceptibilities, one per actor.

    Raises:
        SusceptibilityError, MatrixError
    """
    import numpy as np

    if susceptibility is None:
        found = 1 - weights.diagonal()
    else:
        values = np.array(susceptibility, dtype=float)
        if values.ndim == 0:
            values = np.full(len(weights), float(values))
        if values.ndim == _TWO:
            values = matrices.square(values.tolist(), what="L").diagonal()
        found = matrices.vector(values.tolist(), what="L", length=len(weights))
    for value in found.tolist():
        if not 0 <= value <= 1:
            raise SusceptibilityError(value=value)
    return found
