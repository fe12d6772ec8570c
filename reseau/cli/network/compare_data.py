"""Give the comparison of two periods to programs: JSON and CSV; names are a promise."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.figures import missing_json, period_json, rule_json
from reseau.cli.json_frame import counted, days_of, frame

if TYPE_CHECKING:
    from datetime import date

    from reseau.analysis.comparison.correlation import Qap
    from reseau.analysis.comparison.moves import Move
    from reseau.usecases.network.comparison import (
        ChangedTie,
        Compared,
        Likeness,
        Observed,
    )


def comparison_json(found: "Compared") -> dict[str, object]:
    """Give the comparison as JSON takes it."""
    who = found.union.changes
    asked = found.question
    before, after = found.before, found.after
    return {
        **frame(
            days=(_days(before)[0], _days(after)[1]), as_of=after.rule.as_of,
            half_life=after.rule.half_life, layer=asked.layer.value,
            weighting=after.rule.weighting.value, weighted=True,
            n={
                "actors": len(who.stayed) + len(who.came) + len(who.left),
                "ties": found.union.changes.formed
                + found.union.changes.dissolved
                + found.union.changes.kept,
                "interactions": before.overview.interactions
                + after.overview.interactions,
            },
            missing={
                "first": missing_json(before.overview.missing, hidden=found.hidden),
                "second": missing_json(after.overview.missing, hidden=found.hidden),
                "hidden": found.hidden,
            },
        ),
        "theme": asked.theme,
        "territory": asked.territory,
        "committee": asked.committee,
        "kind": None if asked.kind is None else asked.kind.value,
        "first": _observed_json(found, found.before),
        "second": _observed_json(found, found.after),
        "actors_stayed": len(who.stayed),
        "actors_came": len(who.came),
        "actors_left": len(who.left),
        "node_turnover": who.node_turnover,
        "common": _likeness_json(found.common),
        "union": _likeness_json(found.union),
        "came": _moves_json(found, found.came),
        "left": _moves_json(found, found.left),
        "most_ties_gained": _moves_json(found, found.gained),
        "most_ties_lost": _moves_json(found, found.lost),
        "most_strength_gained": _moves_json(found, found.stronger),
        "most_strength_lost": _moves_json(found, found.weaker),
        "ties_formed": [_tie_json(it) for it in found.formed],
        "ties_dissolved": [_tie_json(it) for it in found.dissolved],
        "cautions": [it.value for it in found.cautions],
        "hidden": found.hidden,
    }  # fmt: skip


def _days(seen: "Observed") -> "tuple[date | None, date | None]":
    return days_of(seen.rule, seen.first, seen.last)


def _observed_json(found: "Compared", seen: "Observed") -> dict[str, object]:
    figures = seen.overview
    return {
        **rule_json(seen.rule, found.question.layer),
        "period": period_json(
            seen.rule, seen.first, seen.last, layer=found.question.layer
        ),
        "n": counted(figures),
        "first_interaction": seen.first,
        "last_interaction": seen.last,
        "interactions": figures.interactions,
        "actors": figures.actors,
        "ties": figures.ties,
        "density": figures.density,
        "missing": missing_json(figures.missing, hidden=found.hidden),
    }


def _likeness_json(likeness: "Likeness") -> dict[str, object]:
    changes, measured = likeness.changes, likeness.presence is not None
    return {
        "actors": changes.nodes,
        "formed": changes.formed,
        "dissolved": changes.dissolved,
        "kept": changes.kept,
        "absent": changes.absent,
        "jaccard": changes.jaccard if measured else None,
        "persistence": changes.persistence if measured else None,
        "formation_rate": changes.formation_rate if measured else None,
        "qap": _test_json(likeness.presence, weighted=False),
        "qap_weights": _test_json(likeness.weights, weighted=True),
    }


def _test_json(test: "Qap | None", *, weighted: bool) -> dict[str, object] | None:
    if test is None:
        return None
    return {
        "weighted": weighted,
        "r": test.correlation,
        "p": test.p,
        "p_two_sided": test.p_two_sided,
        "permutations": test.permutations,
        "seed": test.seed,
        "reason": None if test.reason is None else test.reason.value,
    }


def _moves_json(found: "Compared", moved: "Iterable[Move]") -> list[object]:
    return [
        {
            "actor": found.names[it.node].slug,
            "name": found.names[it.node].name,
            "ties_before": it.ties_before,
            "ties_after": it.ties_after,
            "strength_before": it.strength_before,
            "strength_after": it.strength_after,
            "mostly_with": None if it.other is None else found.names[it.other].slug,
            "weight_before": it.weight_before,
            "weight_after": it.weight_after,
        }
        for it in moved
    ]


def _tie_json(tie: "ChangedTie") -> dict[str, object]:
    return {
        "actor": tie.one.slug,
        "name": tie.one.name,
        "other": tie.other.slug,
        "other_name": tie.other.name,
        "weight": tie.weight,
        "lines": tie.count,
        "first": tie.first,
        "last": tie.last,
        "evidence": list(tie.evidence),
    }


_CSV = (
    "change", "actor", "name", "other", "other_name", "weight_before", "weight_after",
    "lines_before", "lines_after", "first", "last",
)  # fmt: skip


def csv_columns() -> list[output.Column]:
    """Name the columns of the CSV."""
    return [output.Column(it, it) for it in _CSV]


def every_tie(found: "Compared") -> Iterable[dict[str, output.Cell]]:
    """Give one row per tie of either period, by name of its change, then in order."""
    changes = found.union.changes
    for change, pairs in (
        ("formed", changes.formed_ties),
        ("dissolved", changes.dissolved_ties),
        ("kept", changes.kept_ties),
    ):
        for a, b in pairs:
            was, now = (
                it.network.get_edge_data(a, b, default={})
                for it in (found.before, found.after)
            )
            one, other = found.names[a], found.names[b]
            yield {
                "change": change,
                "actor": one.slug,
                "name": one.name,
                "other": other.slug,
                "other_name": other.name,
                "weight_before": was.get("weight"),
                "weight_after": now.get("weight"),
                "lines_before": was.get("count", 0),
                "lines_after": now.get("count", 0),
                "first": (was or now)["first"],
                "last": (now or was)["last"],
            }
