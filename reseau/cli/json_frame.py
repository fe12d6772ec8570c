"""What every look at the network or at influences says of itself in JSON.

The same fields, under the same names, in each of them; names are a promise.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reseau.analysis.positions.overview import Overview
    from reseau.analysis.ties.projection import TieRule


def frame(
    *,
    days: tuple[date | None, date | None],
    as_of: date | None,
    n: Mapping[str, int],
    missing: Mapping[str, object],
    weighted: bool,
    half_life: float | None = None,
    layer: str | None = None,
    weighting: str | None = None,
) -> dict[str, object]:
    """Give the fields that are in every answer.

    Args:
        days: First and last day looked at, both included; None when nothing was logged.
        as_of: The day of which it is true.
        n: How many there are of each thing that was looked at.
        missing: How many of each thing are left out, or not known.
        weighted: Whether weights count, or only whether there is a tie.
        half_life: Days in which a weight is halved; None when nothing fades.
        layer: Code of the ties; None when no tie is looked at, or all are.
        weighting: Code of the rule that gives weights; None without one.
    """
    return {
        "period": {"since": days[0], "until": days[1]},
        "as_of": as_of,
        "half_life_days": half_life,
        "layer": layer,
        "weighting": weighting,
        "weighted": weighted,
        "n": dict(n),
        "missing": dict(missing),
    }


def days_of(
    rule: "TieRule", first: date | None = None, last: date | None = None
) -> tuple[date | None, date | None]:
    """Give the first and last day looked at: those asked for, else of the log."""
    until = rule.period.until
    return (
        rule.period.since or first,
        last if until is None else until - timedelta(days=1),
    )


def counted(figures: "Overview") -> dict[str, int]:
    """Count what a network is made of."""
    return {
        "actors": figures.actors,
        "ties": figures.ties,
        "interactions": figures.interactions,
    }
