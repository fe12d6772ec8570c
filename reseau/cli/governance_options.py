"""Options that the commands of governance share."""

from typing import Annotated

from reseau.cli._base import argument, option
from reseau.i18n import N_

Number = Annotated[
    str, argument(text=N_("Its number, as “list” shows it."), metavar=N_("NUMBER"))
]
OnlyOf = Annotated[
    str | None, option("--committee", text=N_("Only those of this committee."))
]
End = Annotated[
    str | None,
    option("--end", text=N_("First day on which it is over."), metavar=N_("DATE")),
]
At = Annotated[
    str | None,
    option("--at", text=N_("As things were on that day."), metavar=N_("DATE")),
]
Everything = Annotated[
    bool, option("--all", text=N_("Those that do not hold that day, too."))
]
Meeting = Annotated[
    str | None,
    option(
        "--interaction",
        text=N_("Number of the meeting where it was decided."),
        metavar=N_("NUMBER"),
    ),
]
DecidedOn = Annotated[
    str | None,
    option("--decided-on", text=N_("The day it was decided."), metavar=N_("DATE")),
]
RecordedIn = Annotated[
    str | None,
    option("--recorded-in", text=N_("Where it can be read: minutes, an address.")),
]
