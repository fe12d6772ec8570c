"""``reseau network communities``, ``core``, ``backbone``, ``brokers`` and more."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import command, option
from reseau.cli._groups import Fixed
from reseau.cli.network.network_question import Look, app
from reseau.cli.options import FormatOption
from reseau.cli.state import store
from reseau.i18n import N_

Named = Annotated[int, option("--limit", text=N_("How many names are shown."))]
Lines = Annotated[int, option("--limit", text=N_("How many lines are shown."))]
Members = Annotated[
    int, option("--limit", text=N_("How many members of each group are named."))
]
Size = Annotated[int, option("--size", text=N_("How many actors in the set."))]


@command(
    app,
    "communities",
    text=N_("Groups of actors more tied among themselves than with the others."),
    example=N_("reseau network communities --since 2026 --limit 8"),
)
def communities(
    look: Look,
    limit: Members = 5,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_figures import print_groups
    from reseau.usecases.network.structure import network_groups

    chosen = output.read_format(form)
    asked = look.question()
    print_groups(network_groups(store(), asked), form=chosen, limit=limit)


@command(
    app,
    "core",
    text=N_("The core that holds together, the periphery, and the depth of the ties."),
    example=N_("reseau network core --since 2025 --variant or"),
)
def core(
    look: Look,
    variant: Annotated[
        str,
        option(
            "--variant",
            text=N_("Core to periphery: blank (nothing is expected) or “or” (a tie)."),
        ),
    ] = "blank",
    limit: Named = 30,
    form: FormatOption = "table",
) -> None:
    from reseau.analysis.groups.core_search import VARIANTS
    from reseau.cli.network.structure_figures import print_core
    from reseau.usecases.network.structure import network_core

    chosen = output.read_format(form)
    pattern = words.one_of(variant, VARIANTS, option="--variant")
    asked = look.question()
    found = network_core(store(), asked, variant="or" if pattern == "or" else "blank")
    print_core(found, form=chosen, limit=limit)


@command(
    app,
    "backbone",
    text=N_("The ties that chance does not explain."),
    example=N_("reseau network backbone --since 2025 --alpha 0.01"),
)
def backbone(
    look: Look,
    alpha: Annotated[
        str, option("--alpha", text=N_("Ties less likely than this are kept."))
    ] = "0.05",
    correction: Annotated[
        str | None,
        option(
            "--correction",
            text=N_("For the number of pairs: holm, bh (false discoveries) or none."),
        ),
    ] = None,
    limit: Lines = 20,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_ties import (
        print_backbone,
        read_alpha,
        read_correction,
    )
    from reseau.usecases.network.backbone import network_backbone

    chosen = output.read_format(form)
    asked = look.question()
    found = network_backbone(
        store(),
        asked,
        alpha=read_alpha(alpha),
        correction=read_correction(correction),
    )
    print_backbone(found, form=chosen, limit=limit)


@command(
    app,
    "brokers",
    text=N_("Who stands between others, and between sectors, territories or kinds."),
    example=N_("reseau network brokers --between territory --since 2025"),
)
def brokers(
    *,
    between: Annotated[
        str, option("--between", text=N_("Groups: sector, territory or kind."))
    ] = "sector",
    look: Look,
    limit: Lines = 15,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_brokers import print_brokers
    from reseau.usecases.network.brokers import Between, find_brokers

    chosen = output.read_format(form)
    asked = look.question()
    found = find_brokers(store(), asked, between=Between.read(between))
    print_brokers(found, form=chosen, limit=limit)


@command(
    app,
    "key-players",
    text=N_("Who, removed, breaks the network most; who, engaged, reaches the most."),
    example=N_("reseau network key-players --size 3 --since 2025"),
)
def key_players(
    *,
    size: Size = 3,
    look: Annotated[Look, Fixed(half_life="0")],
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_players import print_players
    from reseau.usecases.network.key_players import find_key_players

    chosen = output.read_format(form)
    asked = look.question()
    print_players(find_key_players(store(), asked, size=size), form=chosen)


@command(
    app,
    "isolated",
    text=N_("Who is tied to nobody, and who has not been seen for long."),
    example=N_("reseau network isolated --days 365"),
)
def isolated(
    *,
    days: Annotated[
        int,
        option("--days", text=N_("Days without being seen after which one is silent.")),
    ] = 180,
    look: Annotated[Look, Fixed(half_life="0")],
    limit: Lines = 30,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_apart import print_apart
    from reseau.usecases.network.apart import find_apart

    chosen = output.read_format(form)
    asked = look.question()
    print_apart(find_apart(store(), asked, silent_days=days), form=chosen, limit=limit)


@command(
    app,
    "overlap",
    text=N_("Who works on the same theme, in the same place, for the same purpose."),
    example=N_("reseau network overlap --theme housing --since 2025"),
)
def overlap(
    look: Annotated[Look, Fixed(layer="copresence", half_life="0")],
    limit: Lines = 15,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_overlaps import print_overlaps
    from reseau.i18n import language
    from reseau.usecases.network.overlaps import find_overlaps

    chosen = output.read_format(form)
    asked = look.question()
    found = find_overlaps(store(), asked, lang=language())
    print_overlaps(found, form=chosen, limit=limit)


@command(
    app,
    "autonomy",
    text=N_("What is left of the network without the collective’s own staff."),
    example=N_("reseau network autonomy --since 2025 --without cdc-rosemont"),
)
def autonomy(
    *,
    without: Annotated[
        list[str] | None,
        option(
            "--without",
            text=N_("Also remove this actor; can be given several times."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    look: Look,
    limit: Named = 20,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.structure_autonomy import print_autonomy
    from reseau.usecases.network.autonomy import network_autonomy

    chosen = output.read_format(form)
    asked = look.question()
    found = network_autonomy(store(), asked, without=without or ())
    print_autonomy(found, form=chosen, limit=limit)
