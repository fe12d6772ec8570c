"""Looks at influences as CSV takes them, an actor a row: names are a promise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reseau.cli import output

if TYPE_CHECKING:
    from reseau.usecases.influence.influence_measures import (
        Forecast,
        MactorReport,
        PassedOn,
        Ranking,
    )

Row = dict[str, output.Cell]


def print_rows(rows: Sequence[Row], names: Sequence[str]) -> None:
    """Print rows as CSV, their columns in a stated order."""
    columns = [output.Column(it, it) for it in names]
    output.rows(columns, rows, form=output.Format.CSV, empty="")


def print_mactor_rows(report: "MactorReport") -> None:
    """Print what MACTOR says of each actor, for each assessor and combined."""
    cases = [*([report.main] if report.main else []), *report.cases]
    rows: list[Row] = [
        {
            "assessor": "" if case.assessor is None else case.assessor.slug,
            "actor": it.slug,
            "name": it.name,
            "influence": case.tables.influence[i],
            "dependence": case.tables.dependence[i],
            "balance": None if not case.tables.balance else case.tables.balance[i],
            "place": "" if case.places is None else case.places[i].value,
        }
        for case in cases
        for i, it in enumerate(report.view.actors)
    ]
    print_rows(
        rows,
        ("assessor", "actor", "name", "influence", "dependence", "balance", "place"),
    )


def print_rank_rows(found: "Ranking") -> None:
    """Print the ranks."""
    rows: list[Row] = [
        {
            "actor": it.slug,
            "name": it.name,
            "influence_rank": found.ranks[i],
            "hub": found.hits.hubs[i],
            "authority": found.hits.authorities[i],
        }
        for i, it in enumerate(found.view.actors)
    ]
    print_rows(rows, ("actor", "name", "influence_rank", "hub", "authority"))


def print_passed_on_rows(found: "PassedOn") -> None:
    """Print what DEMATEL and MICMAC say of each actor."""
    sums, ranks = found.dematel, found.micmac
    rows: list[Row] = [
        {
            "actor": it.slug,
            "name": it.name,
            "given": sums.given[i],
            "received": sums.received[i],
            "prominence": sums.prominence[i],
            "relation": sums.relation[i],
            "influence_rank": ranks.influence_rank[i],
            "dependence_rank": ranks.dependence_rank[i],
        }
        for i, it in enumerate(found.view.actors)
    ]
    print_rows(
        rows,
        (
            "actor", "name", "given", "received", "prominence", "relation",
            "influence_rank", "dependence_rank",
        ),
    )  # fmt: skip


def print_forecast_rows(found: "Forecast") -> None:
    """Print where each stance would end."""
    ends = found.opinions
    rows: list[Row] = [
        {
            "actor": it.slug,
            "name": it.name,
            "initial": ends.initial[i],
            "final": ends.equilibrium[i],
            "share_of_the_outcome": ends.social_power[i],
        }
        for i, it in enumerate(found.actors)
    ]
    print_rows(rows, ("actor", "name", "initial", "final", "share_of_the_outcome"))
