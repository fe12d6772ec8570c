"""``reseau network``: figures, why a tie exists, paths."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.options import FormatOption, Since, Until
from reseau.cli.state import store
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.usecases.network import Question

app = new_group(N_("The network: figures, why a tie exists, paths."))

LayerOption = Annotated[
    str,
    option("--layer", text=N_("copresence, committee, affiliation or collaboration.")),
]
ThemeOption = Annotated[
    str | None, option("--theme", text=N_("Only about this theme, or a narrower one."))
]
TerritoryOption = Annotated[
    str | None,
    option("--territory", text=N_("Only about this territory, or one in it.")),
]
CommitteeOption = Annotated[
    str | None, option("--committee", text=N_("Only meetings of this committee."))
]
KindOption = Annotated[
    str | None,
    option(
        "--kind",
        text=N_("Only meetings, or calls, messages, visits…"),
    ),
]
AtOption = Annotated[
    str | None,
    option("--at", text=N_("Count recency as of that day."), metavar=N_("DATE")),
]
HalfLifeOption = Annotated[
    str,
    option(
        "--half-life",
        text=N_("Days in which a weight is halved; 0 counts old and new alike."),
    ),
]
AudienceOption = Annotated[
    str, option("--audience", text=N_("Who it is for: internal, group or public."))
]

Leaders = Annotated[
    int, option("--limit", text=N_("How many actors of each centrality."))
]
Lines = Annotated[int, option("--limit", text=N_("How many lines are shown."))]


def question(
    *, layer: str = "copresence", since: str | None = None, until: str | None = None,
    theme: str | None = None, territory: str | None = None,
    committee: str | None = None, kind: str | None = None, at: str | None = None,
    half_life: str = "180", audience: str = "internal",
) -> "Question":  # fmt: skip
    """Turn the options of a look at the network into a question."""
    from reseau.domain.vocabulary import Diffusion, InteractionKind, Layer
    from reseau.usecases.network import Question

    return Question(
        layer=Layer.read(layer),
        period=words.period(since, until),
        theme=theme,
        territory=territory,
        committee=committee,
        kind=None if kind is None else InteractionKind.read(kind),
        at=words.day(at),
        half_life=words.days(half_life),
        shown_to=words.audience(Diffusion.read(audience)),
    )


@command(
    app,
    "overview",
    text=N_("The network in figures, with how they were obtained."),
    example=N_("reseau network overview --since 2026 --theme housing"),
)
def overview(
    layer: LayerOption = "copresence", since: Since = None, until: Until = None,
    theme: ThemeOption = None, territory: TerritoryOption = None,
    committee: CommitteeOption = None, kind: KindOption = None, at: AtOption = None,
    half_life: HalfLifeOption = "180",
    limit: Leaders = 5,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli.figures import print_overview
    from reseau.usecases.network import network_overview

    chosen = output.read_format(form)
    asked = question(
        layer=layer, since=since, until=until, theme=theme, territory=territory,
        committee=committee, kind=kind, at=at, half_life=half_life,
    )  # fmt: skip
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
    one: One, other: Other, since: Since = None, until: Until = None,
    theme: ThemeOption = None, territory: TerritoryOption = None,
    committee: CommitteeOption = None, kind: KindOption = None, at: AtOption = None,
    half_life: HalfLifeOption = "180",
    limit: Lines = 20,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli.figures import print_why
    from reseau.usecases.network import why_tied

    chosen = output.read_format(form)
    asked = question(
        since=since, until=until, theme=theme, territory=territory, committee=committee,
        kind=kind, at=at, half_life=half_life,
    )  # fmt: skip
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
    one: One, other: Other, layer: LayerOption = "copresence", since: Since = None,
    until: Until = None, theme: ThemeOption = None, territory: TerritoryOption = None,
    committee: CommitteeOption = None, kind: KindOption = None, at: AtOption = None,
    half_life: HalfLifeOption = "180", form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli.figures import print_way
    from reseau.usecases.network import path_between

    chosen = output.read_format(form)
    asked = question(
        layer=layer, since=since, until=until, theme=theme, territory=territory,
        committee=committee, kind=kind, at=at, half_life=half_life,
    )  # fmt: skip
    print_way(path_between(store(), one, other, question=asked), form=chosen)
