"""A plan as programs read it; names are a promise."""

from typing import TYPE_CHECKING

from reseau.cli.network.structure_frame import frame_json

if TYPE_CHECKING:
    from reseau.cli import output
    from reseau.usecases.network.network import Named
    from reseau.usecases.planning.plan_answers import Plan, PlannedContact, Reach

COLUMNS = (
    "rank", "target", "target_name", "kind", "member", "member_name", "cost", "heard",
    "gain", "gain_itself", "gain_actors", "relevance", "met", "last_met", "last_line",
    "introduced_by", "asked_lately", "accepts", "accepts_said", "left", "overlap",
)  # fmt: skip


def flat(it: "PlannedContact") -> "dict[str, output.Cell]":
    """Give a contact as one row."""
    met = it.met
    return {
        "rank": it.rank,
        "target": it.target.slug,
        "target_name": it.target.name,
        "kind": it.kind.value,
        "member": it.member.slug,
        "member_name": it.member.name,
        "cost": it.cost,
        "heard": it.heard,
        "gain": it.gain,
        "gain_itself": it.itself,
        "gain_actors": it.actors,
        "relevance": it.relevance,
        "met": 0 if met is None else met.times,
        "last_met": None if met is None else met.last,
        "last_line": None if met is None else met.line,
        "introduced_by": None if it.introduced_by is None else it.introduced_by.slug,
        "asked_lately": it.reception.lately,
        "accepts": it.reception.accepts,
        "accepts_said": it.reception.said,
        "left": max(0, it.reception.left - it.here),
        "overlap": 0 if it.overlap is None else len(it.overlap.lines),
    }


def plan_json(found: "Plan") -> dict[str, object]:
    """Give a plan with its reasons, its reach and what it takes for granted."""
    question = found.question
    return {
        **frame_json(found.frame, None, weighted=True),
        "theme": found.theme or None,
        "budget": question.budget,
        "carried_by": found.carriers.value,
        "members": [_named(it) for it in found.members],
        "staff": [_named(it) for it in found.staff],
        "without_staff": question.without_staff,
        "shortfall": None if found.shortfall is None else found.shortfall.value,
        "lines_on_theme": found.lines,
        "capped": found.capped,
        "concerned": found.concerned,
        "concerned_full": found.full,
        "whole": found.whole,
        "assumed": {
            "heard": question.heard,
            "passed_on": question.passed_on,
            "steps": question.steps,
            "seed": question.seed,
        },
        "reach": None if found.reach is None else _reach(found.reach),
        "reach_if_half_passed_on": found.less,
        "reach_if_twice_passed_on": found.more,
        "reach_without_staff": None if found.without is None else _reach(found.without),
        "contacts": [_contact(it) for it in found.contacts],
    }


def _named(it: "Named") -> dict[str, object]:
    return {"actor": it.slug, "name": it.name}


def _reach(it: "Reach") -> dict[str, object]:
    low, high = it.interval
    return {
        "spread": it.spread,
        "error": it.error,
        "interval": [low, high],
        "actors": it.actors,
        "actors_error": it.actors_error,
        "bound": it.bound,
        "certified_share_of_best": it.ratio,
        "draws": it.runs,
        "draws_are": "reverse-reachable-sets" if it.sampled else "snapshots",
        "cost": it.cost,
        "contacts": it.contacts,
    }


def _contact(it: "PlannedContact") -> dict[str, object]:
    overlap, why = it.overlap, it.reason
    return {
        **flat(it),
        "lines_together": [] if it.met is None else list(it.met.lines),
        "passes_to": [_named(one) for one in it.passes_to],
        "away_until": it.reception.away_until,
        "member_asked_lately": it.member_lately,
        "reason": None if why is None else {
            "kind": why.kind.value,
            "line": why.number,
            "day": why.day,
            "theme": why.theme,
            "role": why.role,
        },
        "overlaps": None if overlap is None else {
            "lines": list(overlap.lines),
            "last": overlap.last,
            "others": [{**_named(who), "times": n} for who, n in overlap.others],
        },
    }  # fmt: skip
