"""The columns of a regression of networks, and how they are permuted: MRQAP's core.

NumPy only, imported with this module: import it where it is used.
"""

from collections.abc import Callable

import numpy as np

from reseau.analysis.comparison.correlation import NoFigure
from reseau.analysis.comparison.dyads import Aligned, Floats, dyad_places
from reseau.analysis.comparison.permutations import shuffles, tails
from reseau.analysis.comparison.regressions import (
    Fit,
    collinear,
    least_squares,
    logistic,
    many_logistic,
    partial_t,
)
from reseau.errors import UsageError
from reseau.i18n import N_

INTERCEPT = "intercept"
"""The name of the coefficient of a pair for which every predictor is 0."""


class NotPresenceError(UsageError):
    """A logistic regression was asked of a network that is not of 0 and 1."""

    message = N_(
        "A logistic regression explains a network of 0 and 1: give weight=None, or "
        "family=“linear”."
    )


class Model:
    """The columns of a regression, and how they are permuted.

    It has a state because every step looks at the same columns.
    """

    def __init__(
        self, every: Aligned, names: tuple[str, ...], *, logistic: bool
    ) -> None:

        self.names = (INTERCEPT, *names)
        self.size, self.directed = every.size, every.directed
        self.places = dyad_places(every.size, directed=every.directed)
        columns = [every.matrix(table)[self.places] for table in every.tables]
        self.y = columns[0]
        self.design: Floats = np.column_stack([np.ones(every.dyads), *columns[1:]])
        self.logistic = logistic
        if logistic and not np.isin(self.y, (0.0, 1.0)).all():
            raise NotPresenceError

    def reason(self) -> NoFigure | None:
        """Say why there is nothing to fit, if there is not."""
        if len(self.y) <= self.design.shape[1]:
            return NoFigure.FEW_ACTORS
        if self.y.min() == self.y.max():
            return NoFigure.CONSTANT
        return NoFigure.COLLINEAR if collinear(self.design) else None

    def fit(self) -> Fit:
        """Fit the networks as they are."""
        return (logistic if self.logistic else least_squares)(self.y, self.design)

    def by_name(self, values: Floats) -> dict[str, float]:
        """Give the value of each predictor, the intercept first."""
        return dict(zip(self.names, values.tolist(), strict=True))

    def semi_partialled(self, times: int, seed: int) -> list[Floats]:
        """Permute what each predictor tells beyond the others: t's, one array each."""
        drawn = []
        for index in range(len(self.names)):
            column = self.design[:, index]
            others = np.delete(self.design, index, axis=1)
            basis, _ = np.linalg.qr(others)
            left = column - basis @ (basis.T @ column)

            def statistic(some: Floats, others: Floats = others) -> Floats:
                if not self.logistic:
                    return partial_t(self.y, others, some)
                designs = np.concatenate(
                    [
                        np.broadcast_to(others, (len(some), *others.shape)),
                        some[:, :, None],
                    ],
                    axis=2,
                )
                return self._z(self.y[None, :], designs)[:, -1]

            drawn.append(self._over_shuffles(left, statistic, times, seed + index))
        return drawn

    def permuted(self, times: int, seed: int) -> list[Floats]:
        """Permute what is explained: t's, one array per predictor."""
        inverse = np.linalg.inv(self.design.T @ self.design)
        free = len(self.y) - self.design.shape[1]

        def statistics(some: Floats) -> Floats:
            if self.logistic:
                return self._z(some, self.design[None, :, :])
            slopes = some @ self.design @ inverse
            rest = ((some - slopes @ self.design.T) ** 2).sum(axis=1) / free
            return np.asarray(slopes / np.sqrt(np.outer(rest, np.diag(inverse))))

        drawn = self._over_shuffles(self.y, statistics, times, seed)
        return list(drawn.T)

    def _z(self, ys: Floats, designs: Floats) -> Floats:

        coefficients, errors, _ = many_logistic(ys, designs)
        return np.asarray(coefficients / errors)

    def _over_shuffles(
        self,
        column: Floats,
        statistic: Callable[[Floats], Floats],
        times: int,
        seed: int,
    ) -> Floats:
        """Take a statistic of one column of dyads, its actors shuffled many times."""
        matrix: Floats = np.zeros((self.size, self.size))
        matrix[self.places] = column
        if not self.directed:
            matrix += matrix.T
        flat, (rows, columns) = matrix.ravel(), self.places
        width = len(rows) * (self.design.shape[1] ** 2 if self.logistic else 1)
        return np.concatenate(
            [
                statistic(flat[order[:, rows] * self.size + order[:, columns]])
                for order in shuffles(self.size, times=times, width=width, seed=seed)
            ]
        )

    def tails(
        self, found: Fit, drawn: list[Floats]
    ) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
        """Compare each statistic with those of the permutations."""
        three = [
            tails(float(one), many)
            for one, many in zip(found.statistics, drawn, strict=True)
        ]
        greater, less, far = (
            {name: it[side] for name, it in zip(self.names, three, strict=True)}
            for side in range(3)
        )
        return greater, less, far

    def explained(self, found: Fit) -> tuple[float, float | None, float | None]:
        """Give R squared, the adjusted one, and the log-likelihood."""
        mean = float(self.y.mean())
        if not self.logistic:
            whole = float(((self.y - mean) ** 2).sum())
            share = 1 - float(((self.y - found.fitted) ** 2).sum()) / whole
            free = len(self.y) - self.design.shape[1]
            return share, 1 - (1 - share) * (len(self.y) - 1) / free, None
        chosen = np.where(self.y == 1, found.fitted, 1 - found.fitted)
        likelihood = float(np.log(chosen).sum())
        alone = len(self.y) * (mean * np.log(mean) + (1 - mean) * np.log(1 - mean))
        return 1 - likelihood / float(alone), None, likelihood

    def standardized(self, found: Fit) -> dict[str, float]:
        """Give the coefficients of a linear regression in standard deviations."""
        if self.logistic:
            return {}
        betas = found.coefficients * self.design.std(axis=0) / self.y.std()
        return {
            name: it for name, it in self.by_name(betas).items() if name != INTERCEPT
        }
