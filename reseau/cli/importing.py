"""``reseau import``: CSV and Excel files through a profile, and whole stores."""

from typing import Annotated

from reseau.cli import imported, output
from reseau.cli._base import argument, command, leave, new_group, option
from reseau.cli.options import DryRun, FormatOption, Yes
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

app = new_group(N_("Import CSV and Excel files through a profile."))

Files = Annotated[
    list[str], argument(text=N_("CSV or Excel files."), metavar=N_("FILE"))
]
ProfileOption = Annotated[
    str | None,
    option(
        "--profile",
        text=N_("A shipped profile, or a TOML file."),
        metavar=N_("PROFILE"),
    ),
]
Partial = Annotated[
    bool, option("--partial", text=N_("Import what is good, report the rest."))
]
DateOrderOption = Annotated[
    str | None,
    option("--date-order", text=N_("What comes first in dates: ymd, dmy or mdy.")),
]


def _run(
    files: list[str], kind: str, profile: str, *, order: str | None,
    partial: bool, yes: bool, dry_run: bool, form: str,
) -> None:  # fmt: skip
    """Read, show the plan, ask, write: what the four imports share."""
    from reseau.cli.words import one_of
    from reseau.usecases import importing

    chosen = output.read_format(form)
    if not (yes or dry_run):
        imported.check_can_ask()
    orders = importing.DATE_ORDERS
    sources = importing.read_sources(
        files,
        profile=profile,
        kind=kind,
        date_order=None
        if order is None
        else orders[one_of(order, tuple(orders), option="--date-order")],
        progress=imported.progress,
    )
    if not (yes or dry_run):
        plan = importing.run_import(store(), sources, dry_run=True)
        imported.print_report(plan, form=chosen)
        if not plan.worth_writing(partial=partial):
            leave(imported.refused(plan))
        if not output.confirm(_("Import this?"), yes=False):
            output.note(_("Nothing was written."))
            return
    report = importing.run_import(store(), sources, partial=partial, dry_run=dry_run)
    imported.print_report(report, form=chosen)
    if not report.worth_writing(partial=partial):
        leave(imported.refused(report))


def _declare(kind: str, *, text: str, example: str) -> None:
    """Declare the import of a kind of record: all take the same options."""

    @command(app, kind, text=text, example=example)
    def import_(
        files: Files, profile: ProfileOption = None, date_order: DateOrderOption = None,
        partial: Partial = False, yes: Yes = False, dry_run: DryRun = False,
        form: FormatOption = "table",
    ) -> None:  # fmt: skip
        _run(
            files, kind, profile or kind, order=date_order, partial=partial, yes=yes,
            dry_run=dry_run, form=form,
        )  # fmt: skip


_declare(
    "interactions",
    text=N_("Import interactions: meetings, calls, messages."),
    example=N_(
        "reseau import interactions meetings.xlsx --profile interactions --dry-run"
    ),
)
_declare(
    "memberships",
    text=N_("Import seats in committees."),
    example=N_("reseau import memberships committees.csv --profile memberships"),
)
_declare(
    "actors",
    text=N_("Import actors: organizations and people."),
    example=N_("reseau import actors partners.xlsx --profile actors"),
)
_declare(
    "ties",
    text=N_("Import declared ties: collaborations, affiliations, influences."),
    example=N_("reseau import ties collaborations.csv --profile ties"),
)


@command(
    app,
    "profiles",
    text=N_("List the profiles that come with Réseau."),
    example=N_("reseau import profiles"),
)
def profiles(form: FormatOption = "table") -> None:
    from reseau.usecases.importing import known_profiles

    imported.print_profiles(known_profiles(), form=output.read_format(form))


@command(
    app,
    "json",
    text=N_("Import a whole store, from “reseau export json”, into an empty one."),
    example=N_("reseau import json store.json --yes"),
)
def json(
    file: Annotated[
        str, argument(text=N_("The file of a whole store."), metavar=N_("FILE"))
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.done import report
    from reseau.usecases.whole_store import import_store

    if dry_run or output.confirm(_("Import the whole store?"), yes=yes):
        report(import_store(store(), file, dry_run=dry_run), _("{name} is imported."))
