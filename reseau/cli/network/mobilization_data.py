"""Give figures on mobilization as JSON and CSV take them; names are a promise."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.json_frame import frame

if TYPE_CHECKING:
    from reseau.analysis.mobilizing.trend import TrendStep
    from reseau.usecases.network.mixing import Mixing
    from reseau.usecases.network.mobilization import Mobilized, Seen
    from reseau.usecases.network.mobilization_groups import GroupLine


def frame_json(found: "Mobilized") -> dict[str, object]:
    """Say how figures were obtained, and what they do not see."""
    figures, missing = found.figures, found.missing
    rejected = [
        {
            "interaction": it.interaction,
            "actor": _slug(found, it.recruit),
            "brought_by": _slug(found, it.recruiter),
            "reason": it.reason.value,
        }
        for it in missing.rejected
    ]
    return {
        **frame(
            days=(figures.since, figures.until), as_of=figures.as_of,
            half_life=figures.half_life, weighted=False,
            n={
                "actors": len(figures.active),
                "interactions": figures.meetings,
                "presences": figures.attendances,
            },
            missing={
                "later": missing.later,
                "nobody_present": missing.nobody,
                "hidden": missing.hidden,
                "followed": missing.followed,
                "without_sector": missing.without_sector,
                "recruiters_rejected": rejected,
            },
        ),
        "since": figures.since,
        "until": figures.until,
        "previous_since": figures.previous[0] if figures.previous else None,
        "previous_until": figures.previous[1] if figures.previous else None,
        "first_interaction": found.first,
        "last_interaction": found.last,
    }  # fmt: skip


def mobilization_json(found: "Mobilized") -> dict[str, object]:
    """Give everything that is known of the mobilization of a period."""
    figures = found.figures
    enough = found.enough
    return {
        **frame_json(found),
        "interactions": figures.meetings,
        "presences": figures.attendances,
        "active": len(figures.active),
        "presences_per_active_actor": figures.mean_attendance_of_active,
        "roster": figures.roster_size,
        "reach": figures.reach,
        "expected_presences": figures.expected_attendances,
        "participation_rate": figures.participation_rate,
        "sectors": {
            str(it): {"roster": of.roster, "active": of.active, "reach": of.reach}
            for it, of in figures.sectors.items()
        },
        "coverage_gap": [str(it) for it in figures.coverage_gap],
        "retention": figures.retention,
        "churn": figures.churn,
        "gini": figures.gini if enough else None,
        "lorenz": figures.lorenz if enough else [],
        "half_of_the_presences": (
            [_slug(found, it) for it in figures.half] if enough else []
        ),
        "enough_interactions": enough,
        "new": _actors(found.named(figures.newcomers)),
        "back": _actors(found.named(figures.reactivated)),
        "not_seen_again": _actors(found.named(figures.lapsed)),
        "silent": _actors(found.named(found.silent)),
        "never_seen": _actors(found.named(figures.never_active)),
        "actors": _actors(found.named(found.seen)),
        "by": found.unit.value,
        "trend": [step_row(it) for it in found.trend],
        "recruitment": _recruitment(found),
        "mixing": mixing_json(found.mixing),
    }


def _slug(found: "Mobilized", key: int) -> str:
    return found.actors[key].slug


def _actors(some: Iterable["Seen"]) -> list[dict[str, object]]:
    return [{**actor_row(it), "lines": list(it.lines)} for it in some]


def actor_row(it: "Seen") -> dict[str, output.Cell]:
    """Give what is known of an actor's presences."""
    return {
        "actor": it.actor.slug,
        "name": it.actor.name,
        "kind": it.actor.kind.value,
        "sector": it.actor.sector,
        "expected": it.expected,
        "presences": it.times,
        "presences_before": it.before,
        "presences_ever": it.ever,
        "first": it.first,
        "first_line": it.lines[0] if it.lines else None,
        "last": it.last,
        "last_line": it.lines[-1] if it.lines else None,
        "silent_days": it.silence.days,
        "usual_gap_days": it.silence.usual,
        "silent": it.silence.unusual,
        "regularity": it.regularity,
        "regularity_meetings": it.meetings,
        "recency_weight": it.weight,
        "brought_by": it.brought_by.slug if it.brought_by else None,
    }


def step_row(it: "TrendStep") -> dict[str, output.Cell]:
    """Give one period of a trend."""
    return {
        "since": it.since,
        "until": it.until,
        "interactions": it.meetings,
        "presences": it.attendances,
        "active": it.active,
        "new": it.newcomers,
        "back": it.reactivated,
        "not_seen_again": it.lapsed,
        "retention": it.retention,
    }


def _recruitment(found: "Mobilized") -> dict[str, object] | None:
    recruitment = found.figures.recruitment
    if recruitment is None:
        return None
    return {
        "recruiters": {_slug(found, it): n for it, n in recruitment.recruiters.items()},
        "recruits_per_active_actor": recruitment.recruits_per_member,
        "share_of_new_with_recruiter": found.figures.share_of_newcomers_with_recruiter,
        "trees": [
            {
                "root": _slug(found, tree.root),
                "size": tree.size,
                "depth": tree.depth,
                "max_breadth": tree.max_breadth,
                "structural_virality": tree.structural_virality,
                "brought": {
                    _slug(found, it): [_slug(found, one) for one in some]
                    for it, some in tree.children.items()
                },
            }
            for tree in recruitment.trees
        ],
    }


def mixing_json(mixing: "Mixing") -> dict[str, object]:
    """Give the mixing of sectors, or the code of why it is not told."""
    test = mixing.test
    return {
        "reason": mixing.reason.value if mixing.reason else None,
        "edge_rule": "co-presence",
        "actors": mixing.actors,
        "ei": test.value if test else None,
        "ei_weighted": mixing.weighted,
        "external": test.external if test else None,
        "internal": test.internal if test else None,
        "expected": test.expected if test else None,
        "rescaled": test.rescaled if test else None,
        "p": test.p if test else None,
        "permutations": test.permutations if test else 0,
        "assortativity": mixing.assortativity,
    }


def group_row(it: "GroupLine") -> dict[str, output.Cell]:
    """Give one committee, theme, territory or sector."""
    return {
        "code": it.code,
        "name": it.name,
        "interactions": it.meetings,
        "interactions_before": it.before,
        "presences": it.attendances,
        "active": it.active,
        "new": it.newcomers,
        "not_seen_again": it.lapsed,
        "half_of_the_presences": it.half,
        "roster": it.roster,
        "reach": it.reach,
        "participation_rate": it.participation_rate,
        "last": it.last,
        "last_line": it.last_line,
    }


def print_csv(found: "Mobilized", *, actors: bool) -> None:
    """Print the trend, or every actor, one a row."""
    values = (
        [actor_row(it) for it in found.named(found.seen)]
        if actors
        else [step_row(it) for it in found.trend]
    )
    print_rows(values, empty=_ACTOR if actors else _STEP)


def print_groups_data(
    found: "Mobilized", lines: Sequence["GroupLine"], *, by: str, form: output.Format
) -> None:
    """Print the groups, with how they were obtained in JSON."""
    values = [group_row(it) for it in lines]
    if form is output.Format.JSON:
        output.data({**frame_json(found), "by": by, "groups": values})
    else:
        print_rows(values, empty=_GROUP)


def print_rows(
    values: Sequence[dict[str, output.Cell]], *, empty: Sequence[str]
) -> None:
    """Print rows as CSV; the names of the columns stand even without a row."""
    names = list(values[0]) if values else list(empty)
    columns = [output.Column(it, it) for it in names]
    output.rows(columns, values, form=output.Format.CSV, empty="")


_ACTOR = ("actor", "name", "kind", "presences")
_STEP = ("since", "until", "interactions", "presences", "active")
_GROUP = ("code", "name", "interactions", "presences")
