"""``reseau influence rank``, ``dematel`` and ``opinion``."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, option
from reseau.cli.influence import influence_tables as tables
from reseau.cli.influence.influence_question import Look, app
from reseau.cli.options import AudienceOption, FormatOption
from reseau.cli.state import store
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.influence.influence_measures import Forecast, PassedOn, Ranking


@command(
    app,
    "rank",
    text=N_("Who influences most, the influence of those influenced counted in."),
    example=N_("reseau influence rank --theme housing"),
)
def rank(
    look: Look,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.influence.influence_json import ranking_json
    from reseau.cli.influence.influence_rows import print_rank_rows
    from reseau.usecases.influence.influence_measures import influence_ranking

    chosen = output.read_format(form)
    asked = look.question(audience=audience)
    found = influence_ranking(store(), asked)
    if chosen is output.Format.JSON:
        output.data(ranking_json(found))
        return
    if chosen is output.Format.CSV:
        print_rank_rows(found)
        return
    _print_ranking(found)


def _print_ranking(found: "Ranking") -> None:
    from reseau.usecases.influence import influence_facts

    output.heading(_("Who influences most"))
    tables.sentences([influence_facts.combination(found.view)])
    columns = [
        output.Column("name", _("actor")),
        output.Column("rank", _("influence rank"), right=True),
        output.Column("hub", _("hub"), right=True),
        output.Column("authority", _("authority"), right=True),
    ]
    order = sorted(found.ranks, key=lambda it: (-round(found.ranks[it], 12), it))
    lines: list[dict[str, output.Cell]] = [
        {
            "name": found.view.actors[i].name,
            "rank": formats.percent(found.ranks[i]),
            "hub": formats.percent(found.hits.hubs[i]),
            "authority": formats.percent(found.hits.authorities[i]),
        }
        for i in order
    ]
    output.rows(columns, lines, form=output.Format.TABLE, empty="")
    tables.sentences(
        [
            _(
                "Influence rank: PageRank on the reversed graph, damping {d}; one who "
                "influences influential actors ranks high. Shares of 100%."
            ).format(d=formats.number(found.damping, decimals=2)),
            _(
                "Hub: influences many who are much influenced. Authority: is "
                "influenced by many who influence much."
            ),
        ]
    )
    tables.basis(found.view)


@command(
    app,
    "dematel",
    text=N_("DEMATEL: causes and effects, what is passed on through others added up."),
    example=N_("reseau influence dematel --theme housing"),
)
def dematel(
    look: Look,
    scale: Annotated[
        str,
        option(
            "--scale",
            text=N_("What influences are divided by: max-row-column, or row."),
        ),
    ] = "max-row-column",
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.influence.influence_json import passed_on_json
    from reseau.cli.influence.influence_rows import print_passed_on_rows
    from reseau.usecases.influence.influence_measures import SCALES, passed_on

    chosen = output.read_format(form)
    asked = look.question(audience=audience)
    rule = SCALES[words.one_of(scale, tuple(SCALES), option="--scale")]
    found = passed_on(store(), asked, scale=rule)
    if chosen is output.Format.JSON:
        output.data(passed_on_json(found))
        return
    if chosen is output.Format.CSV:
        print_passed_on_rows(found)
        return
    _print_passed_on(found)


def _print_passed_on(found: "PassedOn") -> None:
    from reseau.usecases.influence import influence_facts
    from reseau.usecases.influence.assertions import signed

    sums, ranks = found.dematel, found.micmac
    output.heading(_("DEMATEL: what influences pass on"))
    tables.sentences([influence_facts.combination(found.view)])
    columns = [
        output.Column("name", _("actor")),
        output.Column("prominence", _("prominence"), right=True),
        output.Column("relation", _("relation"), right=True),
        output.Column("role", _("is rather")),
        output.Column("influence_rank", _("influence, rank"), right=True),
        output.Column("dependence_rank", _("dependence, rank"), right=True),
    ]
    lines: list[dict[str, output.Cell]] = [
        {
            "name": f"{i + 1}. {it.name}",
            "prominence": formats.number(sums.prominence[i], decimals=2),
            "relation": signed(round(sums.relation[i], 2), decimals=2),
            "role": _role(sums.relation[i]),
            "influence_rank": ranks.influence_rank[i],
            "dependence_rank": ranks.dependence_rank[i],
        }
        for i, it in enumerate(found.view.actors)
    ]
    output.rows(columns, lines, form=output.Format.TABLE, empty="")
    tables.sentences(
        [
            _(
                "Prominence: all that goes through an actor. Relation: what it gives "
                "minus what it receives. Influences were divided by {scale}."
            ).format(scale=tables.number(sums.scale)),
            _(
                "Ranks: MICMAC, by influences of {n} steps; they no longer change."
            ).format(n=ranks.power)
            if ranks.stable
            else _("Ranks: MICMAC; they keep changing, so read them with care."),
        ]
    )
    names = [it.name for it in found.view.actors]
    title = _("T: direct influences and those passed on; above {threshold}, drawn")
    shown = title.format(threshold=formats.number(sums.threshold, decimals=2))
    tables.square(
        names, sums.total, title=shown, diagonal=True,
        write=lambda it: formats.number(it, decimals=2),
    )  # fmt: skip
    tables.basis(found.view)


def _role(relation: float) -> str:
    if abs(relation) < 0.005:  # noqa: PLR2004  # Shown as 0.00.
        return _("neither")
    return _("a cause") if relation > 0 else _("an effect")


@command(
    app,
    "opinion",
    text=N_("Where stances on an objective would end if people listened as asserted."),
    example=N_("reseau influence opinion rent-freeze --openness 0.5"),
)
def opinion(
    *,
    objective: Annotated[
        str, argument(text=N_("The objective."), metavar=N_("OBJECTIVE"))
    ],
    openness: Annotated[
        str | None,
        option(
            "--openness",
            text=N_(
                "Share of their opinion that people leave to others, 0 to 0.99; 0.5 "
                "by default."
            ),
            metavar=N_("NUMBER"),
        ),
    ] = None,
    look: Look,
    audience: AudienceOption = "internal",
    form: FormatOption = "table",
) -> None:
    from reseau.cli.influence.influence_json import forecast_json
    from reseau.cli.influence.influence_rows import print_forecast_rows
    from reseau.usecases.influence.influence_measures import (
        opinion_forecast,
        read_openness,
    )

    chosen = output.read_format(form)
    asked = look.question(audience=audience)
    found = opinion_forecast(
        store(), objective, question=asked, openness=read_openness(openness or "0.5")
    )
    if chosen is output.Format.JSON:
        output.data(forecast_json(found))
        return
    if chosen is output.Format.CSV:
        print_forecast_rows(found)
        return
    _print_forecast(found)


def _print_forecast(found: "Forecast") -> None:
    from reseau.usecases.influence.assertions import signed

    ends = found.opinions
    output.heading(
        _("Stances on “{objective}”, first and last").format(objective=found.objective)
    )
    columns = [
        output.Column("name", _("actor")),
        output.Column("first", _("first"), right=True),
        output.Column("last", _("would end at"), right=True),
        output.Column("share", _("weighs on the outcome"), right=True),
    ]
    lines: list[dict[str, output.Cell]] = [
        {
            "name": it.name,
            "first": signed(round(ends.initial[i], 1)),
            "last": signed(round(ends.equilibrium[i], 1)),
            "share": formats.percent(ends.social_power[i], decimals=0),
        }
        for i, it in enumerate(found.actors)
    ]
    output.rows(columns, lines, form=output.Format.TABLE, empty="")
    said = [
        _(
            "A model (Friedkin and Johnsen), not a forecast: each keeps {own} of its "
            "first stance and gives the rest to those who influence it, as asserted. "
            "The share is an assumption; change it with “--openness”."
        ).format(own=formats.percent(1 - found.openness, decimals=0))
    ]
    if found.unknown:
        names = ", ".join(it.name for it in found.unknown)
        said.append(_("Without a known stance, left out: {names}.").format(names=names))
    tables.sentences(said)
    tables.basis(found.view)
