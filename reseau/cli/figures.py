"""Print the figures of a network, the reasons of a tie, a way."""

import math
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.overview import Missing
    from reseau.analysis.projection import TieRule
    from reseau.domain.vocabulary import Layer
    from reseau.usecases.network import NetworkFigures, TieReasons, Way

_COMPONENTS = 5


def print_overview(found: "NetworkFigures", *, form: output.Format) -> None:
    """Print the figures, each with what it rests on."""
    if form is not output.Format.TABLE:
        output.data(overview_json(found))
        return
    from reseau.analysis.centrality import MEASURES
    from reseau.usecases import facts

    figures = found.overview
    output.heading(_("Network: {layer}").format(layer=figures.layer.label()))
    output.pairs(
        [
            (_("actors"), _with_isolates(found)),
            (_("ties"), formats.number(figures.ties)),
            (_("density"), _density(figures.density)),
            (_("components"), _components(found)),
            (_("interactions"), formats.number(figures.interactions)),
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


def _decimals(value: float) -> int:
    """Show three digits or more that mean something."""
    return 0 if float(value).is_integer() else 1 if value >= 100 else 3  # noqa: PLR2004


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


def rule_json(rule: "TieRule", layer: "Layer") -> dict[str, object]:
    """Say how figures were obtained, as JSON takes it."""
    return {
        "layer": layer.value,
        "since": rule.period.since,
        "until": rule.period.until,
        "as_of": rule.as_of,
        "half_life_days": rule.half_life,
        "weighting": rule.weighting.value,
        "weighted": True,
    }


def print_why(found: "TieReasons", *, form: output.Format, limit: int) -> None:
    """Print every line behind a tie, and its share of the weight."""
    if form is not output.Format.TABLE:
        output.data(why_json(found))
        return
    output.heading(f"{found.first.name} — {found.second.name}")
    tied = {layer: it for layer, it in found.layers.items() if it.reasons}
    if not tied:
        output.line(_("Nothing ties them: no line of the log, no seat, no role."))
    for layer, evidence in tied.items():
        text = ngettext(
            "{layer}: weight {weight}, {n} line",
            "{layer}: weight {weight}, {n} lines",
            len(evidence.reasons),
        )
        output.line(
            text.format(
                layer=layer.label(),
                weight=formats.number(evidence.weight, decimals=3),
                n=formats.number(len(evidence.reasons)),
            )
        )
        shown = evidence.reasons[:limit]
        for reason in shown:
            keys = ", ".join(f"#{key}" for key in reason.line.keys)
            texts = " / ".join(
                dict.fromkeys(
                    found.texts.get((layer, it), "") for it in reason.line.keys
                )
            )
            share = formats.percent(reason.share)
            day = formats.full_date(reason.line.last)
            present = _("{n} present").format(n=reason.line.present)
            output.line(
                f"  {share:>7}  {keys}  {day}  ({present})  {output.safe(texts)}"
            )
        left = evidence.reasons[limit:]
        if left:
            rest = formats.percent(math.fsum(it.share for it in left))
            text = ngettext(
                "… and {n} other line ({share})",
                "… and {n} other lines ({share})",
                len(left),
            )
            output.line("  " + text.format(n=formats.number(len(left)), share=rest))
    _print_rule(found.rule)


def _print_rule(rule: "TieRule") -> None:
    from reseau.domain.vocabulary import Layer
    from reseau.usecases import facts

    output.line()
    for sentence in facts.method(rule, Layer.COPRESENCE, first=None, last=None)[1:]:
        output.line(sentence)


def why_json(found: "TieReasons") -> dict[str, object]:
    """Give the reasons of a tie as JSON takes them."""
    return {
        "actors": [found.first.slug, found.second.slug],
        "layers": [
            {
                **rule_json(found.rule, layer),
                "weight": evidence.weight,
                "lines": [
                    {
                        "keys": list(reason.line.keys),
                        "first": reason.line.first,
                        "last": reason.line.last,
                        "present": reason.line.present,
                        "contribution": reason.line.contribution,
                        "share": reason.share,
                        "text": " / ".join(
                            dict.fromkeys(
                                found.texts.get((layer, it), "")
                                for it in reason.line.keys
                            )
                        ),
                    }
                    for reason in evidence.reasons
                ],
            }
            for layer, evidence in found.layers.items()
            if evidence.reasons
        ],
    }


def print_way(found: "Way", *, form: output.Format) -> None:
    """Print how to get from an actor to another."""
    if form is not output.Format.TABLE:
        output.data(
            {
                "from": found.first.slug,
                "to": found.second.slug,
                "actors": [it.slug for it in found.actors],
                "weights": list(found.strengths),
                "ways": None if found.path is None else found.path.ways,
                "as_of": found.rule.as_of,
            }
        )
        return
    output.heading(f"{found.first.name} → {found.second.name}")
    if found.path is None:
        output.line(_("Nothing links them."))
        return
    output.line(f"  {output.safe(found.actors[0].name)}")
    for actor, weight in zip(found.actors[1:], found.strengths, strict=True):
        strength = formats.number(weight, decimals=3)
        output.line(
            _("  → {name} (weight {n})").format(
                name=output.safe(actor.name), n=strength
            )
        )
    ways = ngettext(
        "{n} way is as short.",
        "{n} ways are as short; the strongest is shown.",
        found.path.ways,
    )
    output.line(ways.format(n=formats.number(found.path.ways)))
