"""Options that many commands share."""

from typing import Annotated

from reseau.cli._base import option
from reseau.i18n import N_

DryRun = Annotated[
    bool, option("--dry-run", "-n", text=N_("Do all of it, then write nothing."))
]
Yes = Annotated[bool, option("--yes", "-y", text=N_("Do not ask."))]
FormatOption = Annotated[
    str, option("--format", text=N_("table, json or csv."), metavar=N_("FORMAT"))
]
Since = Annotated[
    str | None,
    option("--since", text=N_("First day, month or year."), metavar=N_("DATE")),
]
Until = Annotated[
    str | None,
    option(
        "--until", text=N_("Last day, month or year, included."), metavar=N_("DATE")
    ),
]
Begins = Annotated[
    str | None, option("--since", text=N_("First day."), metavar=N_("DATE"))
]
Ends = Annotated[
    str | None,
    option(
        "--on",
        text=N_("First day on which it is over; today by default."),
        metavar=N_("DATE"),
    ),
]
Create = Annotated[
    str | None,
    option(
        "--create",
        text=N_("Add those that are not known, as organization or person."),
        metavar=N_("KIND"),
    ),
]
