"""``reseau network compare``."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, option
from reseau.cli.network.network_question import (
    CommitteeOption,
    FollowOption,
    HalfLifeOption,
    KindOption,
    LayerOption,
    TerritoryOption,
    ThemeOption,
    app,
    question,
)
from reseau.cli.options import FormatOption
from reseau.cli.state import store
from reseau.i18n import N_

First = Annotated[
    str,
    argument(
        text=N_("A year, a quarter (2025-q1), a month, or two ends: 2025-01..2025-06."),
        metavar=N_("PERIOD"),
    ),
]
Second = Annotated[
    str,
    argument(text=N_("The period to compare with it."), metavar=N_("OTHER-PERIOD")),
]
Listed = Annotated[
    int,
    option("--limit", text=N_("How many actors and ties of each list; 0 for none.")),
]
Permutations = Annotated[
    int | None,
    option(
        "--permutations",
        text=N_(
            "How many times QAP shuffles the actors: 5000 by default, fewer when there "
            "are many ties."
        ),
        min=1,
    ),
]


@command(
    app,
    "compare",
    text=N_("Two periods: ties formed, kept, dissolved; who came, left, moved."),
    example=N_("reseau network compare 2025-01..2025-06 2025-07..2025-12"),
)
def compare(
    first: First, second: Second, layer: LayerOption = "copresence",
    theme: ThemeOption = None, territory: TerritoryOption = None,
    committee: CommitteeOption = None, kind: KindOption = None,
    half_life: HalfLifeOption = "180",
    follow_successors: FollowOption = False, limit: Listed = 5,
    permutations: Permutations = None,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli.network.compare_figures import print_comparison
    from reseau.domain.spans import read_period
    from reseau.usecases.network.comparing import compare_periods

    chosen = output.read_format(form)
    asked = question(
        layer=layer, theme=theme, territory=territory, committee=committee, kind=kind,
        half_life=half_life, follow=follow_successors,
    )  # fmt: skip
    today = words.today()
    found = compare_periods(
        store(), read_period(first, today=today), read_period(second, today=today),
        question=asked, top=limit, permutations=permutations,
    )  # fmt: skip
    print_comparison(found, form=chosen, limit=limit)
