"""Options that strategies, products, missions and outcomes share."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli._base import argument, option
from reseau.i18n import N_

if TYPE_CHECKING:
    pass

Many = list[str]

NewTitle = Annotated[str, argument(text=N_("What it is called."), metavar=N_("TITLE"))]
Renamed = Annotated[str | None, option("--name", text=N_("The new title."))]
Themes = Annotated[Many | None, option("--theme", text=N_("A theme; may be repeated."))]
OnlyTheme = Annotated[
    str | None, option("--theme", text=N_("Only those about it, or a narrower theme."))
]
OnlyStrategy = Annotated[
    str | None, option("--strategy", text=N_("Only those of this strategy."))
]
Start = Annotated[
    str | None,
    option("--start", text=N_("First day; today by default."), metavar=N_("DATE")),
]
Due = Annotated[
    str | None, option("--due", text=N_("The deadline."), metavar=N_("DATE"))
]
Lesson = Annotated[str | None, option("--lesson", text=N_("What was learned."))]
Note = Annotated[str | None, option("--note", text=N_("What it brought."))]
FunctionOption = Annotated[
    str | None,
    option(
        "--function",
        text=N_("watch, analysis or dissemination; inferred when it is not said."),
    ),
]
CarrierOption = Annotated[
    str | None,
    option(
        "--carrier",
        text=N_("advisory-group, members or staff; inferred when it is not said."),
    ),
]
Interactions = Annotated[
    Many,
    argument(text=N_("Numbers of interactions."), metavar=N_("INTERACTION")),
]
Detach = Annotated[
    bool, option("--detach", text=N_("Detach them: they stay in the log."))
]
All = Annotated[bool, option("--all", text=N_("Those that are over, too."))]
