"""Looks at influences as JSON takes them: names are a promise."""

from typing import TYPE_CHECKING, Any

from reseau.analysis.influence.assessors import spread
from reseau.cli.json_frame import frame

if TYPE_CHECKING:
    from reseau.analysis.influence.assessors import Assessor, Ratings
    from reseau.cli.output import Cell
    from reseau.usecases.influence.influence_measures import (
        Case,
        Forecast,
        MactorReport,
        PassedOn,
        Ranking,
    )
    from reseau.usecases.influence.influence_view import InfluenceView, Thing

Json = dict[str, object]


def view_json(found: "InfluenceView") -> Json:
    """Give what every figure rests on."""
    days = found.days or (None, None)
    rated = len(found.influences.values)
    replaced = found.influences.replaced + found.positions.replaced
    return {
        **frame(
            days=days, as_of=found.as_of, layer="influence", weighted=True,
            n={
                "actors": len(found.actors),
                "assessors": len(found.assessors),
                "assertions": found.counted,
                "pairs": found.pairs,
                "pairs_rated": rated,
            },
            missing={
                "pairs_not_rated": found.pairs - rated,
                "replaced": replaced,
                "merged": found.influences.merged,
                "other_themes": found.other_themes,
                "hidden": found.hidden,
                "followed": found.followed,
                "inside_mergers": found.inside,
            },
        ),
        "since": days[0],
        "until": days[1],
        "half_life": None,
        "theme": found.theme,
        "themes": found.themes,
        "combined_by": found.question.how,
        "audience": found.question.shown_to.value,
        "assertions": found.counted,
        "assertions_replaced": replaced,
        "assertions_on_other_themes": found.other_themes,
        "pairs": found.pairs,
        "pairs_rated": rated,
        "pairs_rated_by_fewer_than_3": found.influences.thin(),
        "actors_hidden": found.hidden,
        "actors": _things(found.actors),
        "objectives": _things(found.objectives),
        "assessors": _things(found.assessors),
    }  # fmt: skip


def matrix_json(found: "InfluenceView") -> Json:
    """Give the matrix, pair by pair, with what each assessor says."""
    return {
        **view_json(found),
        "influences": _cells(found, found.influences, ("source", "target")),
        "positions": _cells(found, found.positions, ("actor", "objective")),
    }


def pairs(found: "InfluenceView") -> "list[dict[str, Cell]]":
    """Give the matrix pair by pair, for a table of a spreadsheet."""
    keys = ("source", "target", "n", "value", "lowest", "highest", "spread")
    cells: Any = _cells(found, found.influences, ("source", "target"))
    return [{key: it[key] for key in keys} for it in cells]  # Any: as JSON has it.


def mactor_json(report: "MactorReport") -> Json:
    """Give every table of MACTOR, for each assessor and combined."""
    found = report.view
    return {
        **view_json(found),
        "variant": report.variant,
        "combined": None if report.main is None else _case(report.main),
        "by_assessor": [_case(it) for it in report.cases],
        "disagreements": [
            it
            for it in _cells(found, found.influences, ("source", "target"))
            if it["spread"]
        ],
        "disagreements_on_stances": [
            it
            for it in _cells(found, found.positions, ("actor", "objective"))
            if it["spread"]
        ],
    }


def ranking_json(found: "Ranking") -> Json:
    """Give the ranks, actor by actor."""
    return {
        **view_json(found.view),
        "damping": found.damping,
        "ranks": [
            {
                "actor": it.slug,
                "name": it.name,
                "influence_rank": found.ranks[i],
                "hub": found.hits.hubs[i],
                "authority": found.hits.authorities[i],
            }
            for i, it in enumerate(found.view.actors)
        ],
    }


def passed_on_json(found: "PassedOn") -> Json:
    """Give DEMATEL's tables and MICMAC's ranks."""
    sums, ranks = found.dematel, found.micmac
    return {
        **view_json(found.view),
        "scale": sums.scale,
        "scale_rule": sums.rule,
        "total": sums.total,
        "given": sums.given,
        "received": sums.received,
        "prominence": sums.prominence,
        "relation": sums.relation,
        "threshold": sums.threshold,
        "micmac": {
            "method": ranks.method,
            "power": ranks.power,
            "stable": ranks.stable,
            "influence_rank": ranks.influence_rank,
            "dependence_rank": ranks.dependence_rank,
        },
    }


def forecast_json(found: "Forecast") -> Json:
    """Give where stances would end."""
    ends = found.opinions
    return {
        **view_json(found.view),
        "objective": found.objective,
        "openness": found.openness,
        "without_a_stance": [it.slug for it in found.unknown],
        "stances": [
            {
                "actor": it.slug,
                "name": it.name,
                "initial": ends.initial[i],
                "final": ends.equilibrium[i],
                "share_of_the_outcome": ends.social_power[i],
            }
            for i, it in enumerate(found.actors)
        ],
        "total_influence": ends.total_influence,
    }


def _case(case: "Case") -> Json:
    return {
        "assessor": None if case.assessor is None else case.assessor.slug,
        "places": None if case.places is None else [it.value for it in case.places],
        "tables": case.tables.tables(),
    }


def _things(things: "tuple[Thing, ...]") -> list[Json]:
    """Name things; an assessor without a code has no name but a translated one."""
    return [{"slug": it.slug, "name": it.name if it.slug else None} for it in things]


def _cells(
    found: "InfluenceView", ratings: "Ratings", names: tuple[str, str]
) -> list[Json]:
    slugs: dict[Assessor, str | None] = {
        it.key: it.slug for it in (*found.actors, *found.assessors)
    }
    columns = found.actors if names[1] == "target" else found.objectives
    seconds = {it.key: it.slug for it in columns}
    combined = ratings.combined(found.question.how)
    return [
        {
            names[0]: slugs[cell[0]],
            names[1]: seconds[cell[1]],
            "n": len(by),
            "value": combined[cell] if len(by) >= 3 or not spread(by) else None,  # noqa: PLR2004  # As in ENOUGH.
            "lowest": min(by.values()),
            "highest": max(by.values()),
            "spread": spread(by),
            "by": [{"assessor": slugs.get(key), "value": it} for key, it in by.items()],
        }
        for cell, by in sorted(ratings.values.items())
    ]
