"""Print the reasons of a tie, and a way from an actor to another."""

import math
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.figures import rule_json
from reseau.cli.json_frame import days_of, frame
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.analysis.ties.projection import TieRule
    from reseau.analysis.ties.why import Reason
    from reseau.domain.vocabulary import Layer
    from reseau.usecases.network.network import TieReasons, Way


_MEETINGS = frozenset({"copresence"})  # Of the layers, those made of presences.


def _present(n: int) -> str:
    text = ngettext("{n} present", "{n} present", n)
    return f"({text.format(n=formats.number(n))})  "


def print_why(found: "TieReasons", *, form: output.Format, limit: int) -> None:
    """Print every line behind a tie, and its share of the weight."""
    if form is output.Format.JSON:
        output.data(why_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _LINE]
        output.rows(columns, _line_rows(found), form=form, empty="")
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
            present = _present(reason.line.present) if layer in _MEETINGS else ""
            output.line(
                f"  {share:>7}  {keys}  {day}  {present}{output.safe(texts)}".rstrip()
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
    _print_rule(found.rule, [*tied])


def _print_rule(rule: "TieRule", layers: "Sequence[Layer]") -> None:
    """Print which days were looked at, what ties two actors, and as of when."""
    from reseau.domain.vocabulary import Layer
    from reseau.usecases.common import facts

    output.line()
    output.line(facts.asked(rule))
    methods = [
        facts.method(rule, it, first=None, last=None)[1:]
        for it in layers or [Layer.COPRESENCE]
    ]
    if layers:
        for ties, *_others in methods:
            output.line(ties)
    output.line(max((it[1] for it in methods), key=len))  # With half-life.
    for sentence in methods[0][2:]:
        output.line(sentence)
    output.line(_("What nobody logged is not seen."))


def _text(found: "TieReasons", layer: "Layer", reason: "Reason") -> str:
    """Write what stands behind a line, each text once."""
    texts = (found.texts.get((layer, it), "") for it in reason.line.keys)
    return " / ".join(dict.fromkeys(texts))


def why_json(found: "TieReasons") -> dict[str, object]:
    """Give the reasons of a tie as JSON takes them."""
    tied = [it for it in found.layers.values() if it.reasons]
    rule = found.rule
    return {
        **frame(
            days=days_of(rule), as_of=rule.as_of, half_life=rule.half_life,
            weighting=rule.weighting.value, weighted=True,
            n={
                "actors": 2,
                "layers": len(tied),
                "lines": sum(len(it.reasons) for it in tied),
            },
            missing={},
        ),
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
                        "text": _text(found, layer, reason),
                    }
                    for reason in evidence.reasons
                ],
            }
            for layer, evidence in found.layers.items()
            if evidence.reasons
        ],
    }  # fmt: skip


_LINE = (
    "layer", "keys", "first", "last", "present", "contribution", "share", "text",
)  # fmt: skip


def _line_rows(found: "TieReasons") -> "list[dict[str, output.Cell]]":
    """Give the lines behind a tie, one a row."""
    return [
        {
            "layer": layer.value,
            "keys": " ".join(str(it) for it in reason.line.keys),
            "first": reason.line.first,
            "last": reason.line.last,
            "present": reason.line.present,
            "contribution": reason.line.contribution,
            "share": reason.share,
            "text": _text(found, layer, reason),
        }
        for layer, evidence in found.layers.items()
        for reason in evidence.reasons
    ]


def print_way(found: "Way", *, form: output.Format) -> None:
    """Print how to get from an actor to another."""
    if form is output.Format.JSON:
        output.data(_way_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in ("step", "actor", "name", "weight")]
        output.rows(columns, _step_rows(found), form=form, empty="")
        return
    output.heading(f"{found.first.name} → {found.second.name}")
    if found.path is None:
        output.line(_("Nothing links them."))
        _print_rule(found.rule, [found.layer])
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
        "No other way is as short.",
        "{n} ways are as short; the strongest is shown.",
        found.path.ways,
    )
    output.line(ways.format(n=formats.number(found.path.ways)))
    _print_rule(found.rule, [found.layer])


def _way_json(found: "Way") -> dict[str, object]:
    rule = found.rule
    return {
        **frame(
            days=days_of(rule), as_of=rule.as_of, half_life=rule.half_life,
            layer=found.layer.value, weighting=rule.weighting.value, weighted=True,
            n={"actors": len(found.actors)}, missing={},
        ),
        "from": found.first.slug,
        "to": found.second.slug,
        "actors": [it.slug for it in found.actors],
        "weights": list(found.strengths),
        "ways": None if found.path is None else found.path.ways,
    }  # fmt: skip


def _step_rows(found: "Way") -> "list[dict[str, output.Cell]]":
    """Give the way, one actor a row, with the weight of the tie that leads to it."""
    weights = (None, *found.strengths)
    return [
        {"step": step, "actor": it.slug, "name": it.name, "weight": weight}
        for step, (it, weight) in enumerate(zip(found.actors, weights, strict=False))
    ]
