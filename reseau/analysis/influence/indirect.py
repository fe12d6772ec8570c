"""DEMATEL and MICMAC: what influences pass on, through any number of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from reseau.analysis.influence import matrices
from reseau.analysis.influence.matrices import MatrixError, Rows, Table
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.analysis.influence.matrices import Floats

Scale: TypeAlias = Literal["max-row-column", "row"]
Method: TypeAlias = Literal["power", "reachability"]

_CLOSE = 1e-9
_DIGITS = 12


class NoTotalError(MatrixError):
    """Influences would add up without end."""

    message = N_(
        "DEMATEL has no answer here: influences passed on by ever more actors add up "
        "without end. The scale, {scale}, must be above the spectral radius, {radius}."
    )


@dataclass(frozen=True, slots=True)
class Dematel:
    """What DEMATEL says of actors or factors, in the order of the input.

    Attributes:
        normalized: X, the direct influences over the scale.
        total: T, direct influences and those passed on by any number of others.
        given: r, the sum of each row of T.
        received: c, the sum of each column of T.
        prominence: r + c: how much goes through.
        relation: r - c: positive for a cause, negative for an effect.
        threshold: The mean of T: above it, a cell counts as an influence to draw.
        scale: s, by which the influences were divided.
        rule: “max-row-column” or “row”, how s was chosen.
    """

    normalized: Rows
    total: Rows
    given: list[float]
    received: list[float]
    prominence: list[float]
    relation: list[float]
    threshold: float
    scale: float
    rule: Scale


def dematel(z: Table, *, scale: Scale = "max-row-column") -> Dematel:
    """Add up direct influences and all that they pass on.

    Args:
        z: Square: how much the row influences the column, from 0 up. Usually 0 to 4,
            the mean of several judges.
        scale: The largest sum of a row or of a column (“max-row-column”), or of a row
            (“row”); papers use one or the other without always saying which.

    Returns:
        X = z/s, T = X(I-X)^-1 and what follows from it.

    Raises:
        NoTotalError: s is not above the spectral radius of z: nobody influences
            anybody, or every row (and column) has the same sum.
        MatrixError: The table is not square, or holds something else than numbers
            from 0 up. Both are also a ``ValueError``.

    References:
        Gabus, A., Fontela, E. (1973). Perceptions of the World Problematique. Battelle
        Institute, Geneva.

    Example:
        >>> found = dematel([[0, 2], [1, 0]])
        >>> found.scale, found.total
        (2.0, [[1.0, 2.0], [1.0, 1.0]])
    """
    import numpy as np

    matrices.check_choice(scale, get_args(Scale), what="scale")
    direct = matrices.square(z, what="Z")
    sums = direct.sum(axis=1)
    if scale == "max-row-column":
        sums = np.concatenate([sums, direct.sum(axis=0)])
    divisor = float(sums.max(initial=0.0))
    radius = matrices.spectral_radius(direct)
    if divisor <= radius * (1 + _CLOSE):
        raise NoTotalError(scale=round(divisor, 6), radius=round(radius, 6))
    normalized = direct / divisor
    # T(I-X) = X, solved on the transposes.
    total = np.linalg.solve((np.eye(len(direct)) - normalized).T, normalized.T).T
    given, received = total.sum(axis=1), total.sum(axis=0)
    return Dematel(
        normalized.tolist(), total.tolist(), given.tolist(), received.tolist(),
        (given + received).tolist(), (given - received).tolist(),
        float(total.mean()), divisor, scale,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Micmac:
    """Indirect influence and dependence, in the order of the input.

    Attributes:
        method: “power” for Godet's, “reachability” for that of interpretive
            structural modelling: two measures that bear one name.
        influence: Sum of each row of the table in which they are read; for “power”
            as a share of the whole, which the ranks do not depend on.
        dependence: Sum of each column, likewise.
        influence_rank: 1 for the most influential; equals have the same rank.
        dependence_rank: 1 for the most dependent.
        power: At which power of the table they were read; None for “reachability”.
        stable: Whether one more power gives the same ranks; always for “reachability”.
    """

    method: Method
    influence: list[float]
    dependence: list[float]
    influence_rank: list[int]
    dependence_rank: list[int]
    power: int | None
    stable: bool


def micmac(m: Table, *, method: Method = "power", max_power: int = 30) -> Micmac:
    """Rank actors or variables by the influences that pass through others.

    Args:
        m: Square: how much the row influences the column, from 0 up; the diagonal
            counts for nothing.
        method: “power”: the sums of the rows and columns of m^k, k = 1, 2, … until the
            ranks no longer change from one power to the next (Godet). “reachability”:
            the sums of the table of who can reach whom, oneself included, which the
            literature on structural modelling calls driving power and dependence.
        max_power: Where “power” stops when the ranks keep changing, as they do where
            influences run in circles of two.

    Returns:
        The sums and ranks. When m^k is zero, those of the last power that is not, said
        not to be stable.

    Raises:
        MatrixError: The table is not square, or holds something else than numbers
            from 0 up. It is also a ``ValueError``.

    References:
        Godet, M. (1994). From Anticipation to Action. UNESCO, ch. 5. Warfield, J.
        (1974), for the reachability matrix.
    """
    import numpy as np

    matrices.check_choice(method, get_args(Method), what="method")
    direct = matrices.square(m, what="M")
    np.fill_diagonal(direct, 0.0)
    if method == "reachability":
        reach = _reachable(direct)
        return _sums(reach, method=method, power=None, stable=True)
    current = _share(direct)
    found = _sums(current, method=method, power=1, stable=False)
    for power in range(2, max_power + 1):
        current = _share(current @ direct)
        if not current.any():
            return found
        following = _sums(current, method=method, power=power, stable=True)
        if _ranks_of(following) == _ranks_of(found):
            return _sums(current, method=method, power=power - 1, stable=True)
        found = _sums(current, method=method, power=power, stable=False)
    return found


def _share(values: "Floats") -> "Floats":
    """Scale to a sum of 1, so that powers neither explode nor vanish."""
    total = values.sum()
    return values / total if total else values


def _reachable(direct: "Floats") -> "Floats":
    """Tell who reaches whom by any number of steps, oneself included."""
    import numpy as np

    reach = (direct > 0) | np.eye(len(direct), dtype=bool)
    for _step in range(max(1, len(direct).bit_length())):
        reach = (reach.astype(np.int64) @ reach.astype(np.int64)) > 0
    return reach.astype(float)


def _sums(
    values: "Floats", *, method: Method, power: int | None, stable: bool
) -> Micmac:
    rows, columns = values.sum(axis=1).tolist(), values.sum(axis=0).tolist()
    return Micmac(method, rows, columns, _ranks(rows), _ranks(columns), power, stable)


def _ranks_of(found: Micmac) -> tuple[list[int], list[int]]:
    return found.influence_rank, found.dependence_rank


def _ranks(values: Sequence[float]) -> list[int]:
    """Rank from the largest; rounding noise makes no difference."""
    rounded = [round(it, _DIGITS) for it in values]
    return [1 + sum(other > it for other in rounded) for it in rounded]
