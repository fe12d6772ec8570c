"""Options that many commands share."""

from typing import Annotated

from reseau.cli._base import argument, option
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
AudienceOption = Annotated[
    str, option("--audience", text=N_("Who it is for: internal, group or public."))
]
WithoutStaff = Annotated[
    bool, option("--without-staff", text=N_("Leave out the collective’s own staff."))
]
