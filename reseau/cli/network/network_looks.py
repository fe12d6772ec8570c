"""``reseau network overview``, ``why`` and ``path``."""

from typing import Annotated

from reseau.cli import output
from reseau.cli._base import argument, command, option
from reseau.cli._groups import Fixed
from reseau.cli.network.network_question import Look, app
from reseau.cli.options import FormatOption
from reseau.cli.state import store
from reseau.i18n import N_

Leaders = Annotated[
    int, option("--limit", text=N_("How many actors of each centrality."))
]
Lines = Annotated[int, option("--limit", text=N_("How many lines are shown."))]


@command(
    app,
    "overview",
    text=N_("The network in figures, with how they were obtained."),
    example=N_("reseau network overview --since 2026 --theme housing"),
)
def overview(
    look: Look,
    limit: Leaders = 5,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.figures import print_overview
    from reseau.usecases.network.network import network_overview

    chosen = output.read_format(form)
    asked = look.question()
    print_overview(network_overview(store(), asked, top=limit), form=chosen)


One = Annotated[str, argument(text=N_("An actor."), metavar=N_("ACTOR"))]
Other = Annotated[str, argument(text=N_("Another one."), metavar=N_("OTHER"))]


@command(
    app,
    "why",
    text=N_("Every line behind the tie of two actors, and its share of the weight."),
    example=N_('reseau network why cdc-rosemont "Marie-Ève L\'Écuyer"'),
)
def why(
    one: One,
    other: Other,
    look: Annotated[Look, Fixed(layer="copresence")],
    limit: Lines = 20,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.tie_figures import print_why
    from reseau.usecases.network.network import why_tied

    chosen = output.read_format(form)
    asked = look.question()
    print_why(why_tied(store(), one, other, question=asked), form=chosen, limit=limit)


@command(
    app,
    "path",
    text=N_(
        "The shortest way from an actor to another, the strongest of the shortest."
    ),
    example=N_("reseau network path cdc-rosemont ville-de-montreal"),
)
def path(
    one: One,
    other: Other,
    look: Look,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.network.tie_figures import print_way
    from reseau.usecases.network.network import path_between

    chosen = output.read_format(form)
    asked = look.question()
    print_way(path_between(store(), one, other, question=asked), form=chosen)
