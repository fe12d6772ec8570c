"""MRQAP: what networks explain of another one, each beside the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from reseau.analysis.comparison.correlation import (
    PERMUTATIONS,
    NoFigure,
    PermutationsError,
)
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.analysis.comparison.dyads import Nodes, Relation
    from reseau.analysis.comparison.regressions import Fit


class MrqapMethodError(UsageError):
    """A way of permuting is not known."""

    message = N_("method is “dsp” or “y”, not “{text}”.")


class FamilyError(UsageError):
    """A kind of regression is not known."""

    message = N_("family is “linear” or “logistic”, not “{text}”.")


class NoPredictorError(UsageError):
    """Nothing was given to explain with."""

    message = N_("At least one network is needed to explain with.")


@dataclass(frozen=True, slots=True)
class Mrqap:
    """A regression of one network on others.

    Every mapping has one entry per predictor, ``intercept`` first; all are empty when
    the regression has no meaning, and ``reason`` says why.

    Attributes:
        coefficients: What one unit more of a predictor adds to the value of a pair,
            the others staying the same; to the logarithm of its odds for a logistic
            regression.
        statistics: Each coefficient over its usual error: t, or z when logistic.
        p_greater: Share of the permutations whose statistic is as large,
            (1 + those)/(R + 1).
        p_less: Share whose statistic is as small.
        p_two_sided: Share whose statistic is as far from 0.
        r_squared: Share of the variance that is explained, 0 to 1; for a logistic
            regression McFadden's, 1 - log-likelihood/that of the intercept alone.
        adjusted_r_squared: The same, corrected for the number of predictors; None
            when logistic.
        log_likelihood: Of a logistic regression; None when linear.
        method: How permutations were made: ``dsp`` or ``y``.
        family: ``linear`` or ``logistic``.
        permutations: R.
        seed: Of the permutations.
        nodes: How many actors.
        dyads: How many pairs.
        directed: Whether a pair counts once in each direction.
        standardized: The coefficients in standard deviations of ``y`` for one standard
            deviation of the predictor, without the intercept; empty when logistic.
        reason: Why there is nothing; None when there is something.
    """

    coefficients: dict[str, float]
    method: str
    family: str
    permutations: int
    seed: int
    nodes: int
    dyads: int
    directed: bool
    statistics: dict[str, float] = field(default_factory=dict)
    p_greater: dict[str, float] = field(default_factory=dict)
    p_less: dict[str, float] = field(default_factory=dict)
    p_two_sided: dict[str, float] = field(default_factory=dict)
    r_squared: float | None = None
    adjusted_r_squared: float | None = None
    log_likelihood: float | None = None
    standardized: dict[str, float] = field(default_factory=dict)
    reason: NoFigure | None = None


def mrqap(  # noqa: PLR0913  # What the field lets one choose.
    y: "Relation",
    xs: "Mapping[str, Relation] | Sequence[Relation] | Relation",
    *,
    method: Literal["dsp", "y"] = "dsp",
    permutations: int = PERMUTATIONS,
    seed: int = 1,
    directed: bool | None = None,
    family: Literal["linear", "logistic"] = "linear",
    weight: str | None = "weight",
    nodes: "Nodes" = "union",
) -> Mrqap:
    """Explain one network by others, and compare with networks that are shuffled.

    With double semi-partialling, each predictor is first freed from what the others
    tell of it; what is left is permuted, rows and columns together, and put back in
    its place: the others keep their ties with one another and with ``y``. The
    statistic compared is t (z when logistic), not the coefficient.

    Args:
        y: What is explained: a NetworkX graph of any nodes, or a square matrix.
        xs: What it is explained by: names and networks; or networks, then called
            ``x1``, ``x2``…; or one network. Node attributes become networks first:
            for instance a matrix whose row i repeats the attribute of actor i
            (sender), or 1 where two actors are of the same sector.
        method: ``"dsp"``, double semi-partialling; or ``"y"``, permuting ``y``.
        permutations: R; a p-value cannot be below 1/(R + 1).
        seed: Of the permutations.
        directed: Whether A→B and B→A are two pairs; by default when a graph is
            directed or a matrix is not symmetric.
        family: ``"linear"``, ordinary least squares; or ``"logistic"``, when ``y``
            only tells who is tied.
        weight: The edge attribute of the values; 1 for an edge without it; None for
            tied or not.
        nodes: ``"union"``, the actors of any graph; ``"common"``; or a collection.

    Returns:
        The regression with its permutation tests.

    Raises:
        NoPredictorError: ``xs`` is empty.
        MrqapMethodError, FamilyError, PermutationsError: An option cannot be used.
        NotPresenceError: Logistic, and ``y`` is not of 0 and 1.
        NotSquareError, SizesDifferError, NotFiniteError: Of a matrix.
        AsymmetricError: ``directed`` is False and a network has a direction.

    References:
        Dekker, D., Krackhardt, D., Snijders, T. A. B. (2007). Sensitivity of MRQAP
        tests to collinearity and autocorrelation conditions. Psychometrika 72,
        563-581.
    """
    from reseau.analysis.comparison import dyads
    from reseau.analysis.comparison.mrqap_model import Model

    if permutations < 1:
        raise PermutationsError(n=permutations)
    if method not in {"dsp", "y"}:
        raise MrqapMethodError(text=method)
    if family not in {"linear", "logistic"}:
        raise FamilyError(text=family)
    named = _named(xs)
    every = dyads.aligned(
        (y, *named.values()), nodes=nodes, weight=weight, directed=directed
    )
    model = Model(every, tuple(named), logistic=family == "logistic")
    found: Fit | None = None
    reason = model.reason()
    if reason is None:
        found = model.fit()
        reason = None if found.settled else NoFigure.SEPARATED
    asked = Mrqap(
        coefficients={},
        method=method,
        family=family,
        permutations=permutations,
        seed=seed,
        nodes=every.size,
        dyads=every.dyads,
        directed=every.directed,
        reason=reason,
    )
    if found is None or reason is not None:
        return asked
    draw = model.semi_partialled if method == "dsp" else model.permuted
    greater, less, far = model.tails(found, draw(permutations, seed))
    share, adjusted, likelihood = model.explained(found)
    return replace(
        asked,
        coefficients=model.by_name(found.coefficients),
        statistics=model.by_name(found.statistics),
        p_greater=greater,
        p_less=less,
        p_two_sided=far,
        r_squared=share,
        adjusted_r_squared=adjusted,
        log_likelihood=likelihood,
        standardized=model.standardized(found),
    )


def _named(xs: Any) -> dict[str, Any]:  # Any: graphs and arrays of every kind.
    """Give a name to each predictor."""
    import numpy as np

    from reseau.analysis.comparison.dyads import is_graph

    if isinstance(xs, Mapping):
        found = {str(name): it for name, it in xs.items()}
    else:
        several = [xs] if is_graph(xs) else list(xs)
        if several and not is_graph(several[0]) and np.ndim(several[0]) == 1:
            several = [xs]  # Rows: it was one matrix.
        found = {f"x{n}": it for n, it in enumerate(several, start=1)}
    if not found:
        raise NoPredictorError
    return found
