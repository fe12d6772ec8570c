"""Print the figures of a network, and what they rest on as JSON."""

from datetime import timedelta
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.json_frame import counted, days_of
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from reseau.analysis.positions.overview import Missing
    from reseau.analysis.ties.projection import TieRule
    from reseau.domain.vocabulary import Layer
    from reseau.usecases.network.network import NetworkFigures


def print_overview(found: "NetworkFigures", *, form: output.Format) -> None:
    """Print the figures, each with what it rests on."""
    if form is output.Format.JSON:
        output.data(overview_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in ("figure", "actor", "name", "value")]
        output.rows(columns, _overview_rows(found), form=form, empty="")
        return
    from reseau.analysis.positions.centrality import MEASURES
    from reseau.usecases.common import facts

    figures = found.overview
    output.heading(_("Network: {layer}").format(layer=figures.layer.label()))
    output.pairs(
        [
            (_("actors"), _with_isolates(found)),
            (_("ties"), formats.number(figures.ties)),
            (_("density"), _density(figures.density)),
            (_("components"), _components(found)),
            (_("interactions"), _interactions(found)),
            (_("heaviest interaction"), _heaviest(found)),
        ]
    )
    for code, leaders in figures.leaders.items():
        if leaders:
            output.line()
            output.line(f"{MEASURES[code].label} — {MEASURES[code].definition}")
            for rank, leader in enumerate(leaders, start=1):
                value = formats.number(leader.value, decimals=_decimals(leader.value))
                output.line(f"  {rank}. {output.safe(leader.name)}  {value}")
    output.line()
    if figures.betweenness_error:
        output.line(
            _("Betweenness is estimated from {n} actors, within {error}.").format(
                n=formats.number(figures.betweenness_sources or 0),
                error=formats.number(figures.betweenness_error, decimals=4),
            )
        )
    method = facts.method(
        figures.rule, figures.layer, first=found.first, last=found.last
    )
    for sentence in [*method, *facts.missing(figures, hidden=found.hidden)]:
        output.line(sentence)


def _interactions(found: "NetworkFigures") -> str:
    """Count the interactions, in the layer that is made of them."""
    figures = found.overview
    made = figures.layer.value == "copresence"
    return formats.number(figures.interactions) if made else ""


def _decimals(value: float) -> int:
    """Show three digits or more that mean something."""
    return 0 if float(value).is_integer() else 1 if value >= 10 else 3  # noqa: PLR2004


def _density(density: float | None) -> str:
    if density is None:
        return ""
    return _("{share} of the possible ties").format(share=formats.percent(density))


def _with_isolates(found: "NetworkFigures") -> str:
    figures = found.overview
    text = ngettext(
        "{n}, of whom {alone} has no tie",
        "{n}, of whom {alone} have no tie",
        figures.isolates,
    )
    return text.format(
        n=formats.number(figures.actors), alone=formats.number(figures.isolates)
    )


def _components(found: "NetworkFigures") -> str:
    sizes = found.overview.components
    if not sizes:
        return ""
    several = [it for it in sizes if it > 1]
    text = ngettext(
        "{n} of two or more; the largest has {size} actors ({share})",
        "{n} of two or more; the largest has {size} actors ({share})",
        len(several),
    )
    return text.format(
        n=formats.number(len(several)),
        size=formats.number(sizes[0]),
        share=formats.percent(found.overview.largest_share or 0),
    )


def _heaviest(found: "NetworkFigures") -> str:
    heaviest = found.overview.concentration
    if heaviest is None:
        return ""
    return _("#{number} of {day}, {present} present: {share} of all tie weight").format(
        number=heaviest.interaction,
        day=formats.full_date(heaviest.held_on),
        present=heaviest.present,
        share=formats.percent(heaviest.share),
    )


def overview_json(found: "NetworkFigures") -> dict[str, object]:
    """Give the figures as JSON takes them; names are a promise."""
    figures = found.overview
    heaviest = figures.concentration
    return {
        **rule_json(figures.rule, figures.layer),
        "period": period_json(
            figures.rule, found.first, found.last, layer=figures.layer
        ),
        "n": counted(figures),
        "first_interaction": found.first,
        "last_interaction": found.last,
        "interactions": figures.interactions,
        "interactions_logged": found.logged,
        "actors": figures.actors,
        "ties": figures.ties,
        "isolates": figures.isolates,
        "density": figures.density,
        "components": list(figures.components),
        "largest_component_share": figures.largest_share,
        "weight": figures.weight,
        "betweenness_error": figures.betweenness_error,
        "betweenness_sources": figures.betweenness_sources,
        "betweenness_tie_length": "1/weight",
        "leaders": {
            code: [
                {"actor": found.slugs[it.actor], "name": it.name, "value": it.value}
                for it in leaders
            ]
            for code, leaders in figures.leaders.items()
        },
        "heaviest_interaction": None if heaviest is None else {
            "interaction": heaviest.interaction,
            "held_on": heaviest.held_on,
            "present": heaviest.present,
            "share": heaviest.share,
            "half_of_the_weight": heaviest.half,
        },
        "missing": missing_json(figures.missing, hidden=found.hidden),
    }  # fmt: skip


def _overview_rows(found: "NetworkFigures") -> "list[dict[str, output.Cell]]":
    """Give the figures, then the leaders of each centrality, one a row."""
    figures = found.overview
    whole: dict[str, output.Cell] = {
        **counted(figures),
        "isolates": figures.isolates,
        "density": figures.density,
        "components": len(figures.components),
        "largest_component_share": figures.largest_share,
        "weight": figures.weight,
    }
    return [{"figure": name, "value": value} for name, value in whole.items()] + [
        {
            "figure": code,
            "actor": found.slugs[it.actor],
            "name": it.name,
            "value": it.value,
        }
        for code, leaders in figures.leaders.items()
        for it in leaders
    ]


def missing_json(gaps: "Missing", *, hidden: int) -> dict[str, object]:
    """Say what figures leave out, as JSON takes it."""
    return {
        "alone": gaps.alone,
        "after": gaps.after,
        "outside": gaps.outside,
        "not_there": gaps.not_there,
        "seats_without_start": gaps.seats_without_start,
        "hidden": hidden,
    }


def period_json(
    rule: "TieRule", first: "date | None", last: "date | None", *, layer: "Layer"
) -> dict[str, object]:
    """Give the first and last day looked at, both included.

    The days of the log tell it of co-presence alone; what lasts is looked at on the
    as-of day, seats until then, unless a period was asked for.
    """
    if layer.value != "copresence":
        first = None if layer.value == "committee" else rule.as_of
        last = rule.as_of
    since, until = days_of(rule, first, last)
    return {"since": since, "until": until}


def rule_json(rule: "TieRule", layer: "Layer") -> dict[str, object]:
    """Say how figures were obtained, as JSON takes it.

    ``until`` is the day after the last one looked at, as it was asked; ``last_day`` is
    that one, as ``period.until`` is. Both are None for a period without an end.
    """
    end = rule.period.until
    return {
        "layer": layer.value,
        "since": rule.period.since,
        "until": end,
        "last_day": None if end is None else end - timedelta(days=1),
        "as_of": rule.as_of,
        "half_life_days": rule.half_life,
        "weighting": rule.weighting.value,
        "weighted": True,
        "over": rule.over,
        "followed": rule.followed,
    }
