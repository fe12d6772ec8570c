"""``reseau import``: tables, calendars, contacts, records and whole stores."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output
from reseau.cli._base import argument, command, leave, new_group, option
from reseau.cli.exchanging import imported, importing_records
from reseau.cli.options import Create, DryRun, FormatOption, Since, Until, Yes
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.exchanging.import_calendar import CalendarReport
    from reseau.usecases.exchanging.importing import ImportReport

app = new_group(N_("Import tables, calendars and contacts."))

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


def _carry_out(
    run: Callable[[bool], "ImportReport"], *, asks: bool, dry_run: bool, partial: bool,
    form: output.Format,
) -> None:  # fmt: skip
    """Show the plan, which is ``run(True)``, and ask; then do it and tell."""
    if asks:
        plan = run(True)
        _show(plan, partial=partial, form=form)
        if plan.changes_nothing or not output.confirm(_("Import this?"), yes=False):
            output.note(_("Nothing was written."))
            return
    _show(run(dry_run), partial=partial, form=form)


def _show(report: "ImportReport", *, partial: bool, form: output.Format) -> None:
    """Print a report; leave when something in it is refused."""
    imported.print_report(report, form=form)
    if not report.worth_writing(partial=partial):
        leave(imported.refused(report))


def _run(
    files: list[str], kind: str, profile: str | None, *, order: str | None,
    partial: bool, yes: bool, dry_run: bool, form: str,
) -> None:  # fmt: skip
    """Read, show the plan, ask, write: what the four imports of tables share."""
    from reseau.cli.words import one_of
    from reseau.usecases.exchanging import importing

    chosen = output.read_format(form)
    asks = not (yes or dry_run)
    if asks:
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

    def run(dry: bool) -> "ImportReport":
        return importing.run_import(store(), sources, partial=partial, dry_run=dry)

    _carry_out(run, asks=asks, dry_run=dry_run, partial=partial, form=chosen)


def _declare(kind: str, *, text: str, example: str) -> None:
    """Declare the import of a kind of record: all take the same options."""

    @command(app, kind, text=text, example=example)
    def import_(
        files: Files, profile: ProfileOption = None, date_order: DateOrderOption = None,
        partial: Partial = False, yes: Yes = False, dry_run: DryRun = False,
        form: FormatOption = "table",
    ) -> None:  # fmt: skip
        _run(
            files, kind, profile, order=date_order, partial=partial, yes=yes,
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
    "calendar",
    text=N_("Import the meetings of calendars: files .ics, or a folder of them."),
    example=N_("reseau import calendar meetings.ics --since 2026-01-01 --dry-run"),
)
def calendar(
    files: Annotated[
        list[str], argument(text=N_("Calendars (.ics)."), metavar=N_("FILE"))
    ],
    since: Since = None, until: Until = None, create: Create = None,
    private: Annotated[
        list[str] | None,
        option(
            "--private",
            text=N_("A word of titles to leave out; may be repeated."),
            metavar=N_("TITLE"),
        ),
    ] = None,
    with_description: Annotated[
        bool,
        option("--with-description", text=N_("Import descriptions, as notes.")),
    ] = False,
    partial: Partial = False, yes: Yes = False, dry_run: DryRun = False,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.cli import words
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.exchanging.calendar_reading import read_calendars
    from reseau.usecases.exchanging.import_calendar import import_calendars

    chosen, asks = output.read_format(form), not (yes or dry_run)
    kind = words.read_word(ActorKind, create)
    if asks:
        imported.check_can_ask()
    sources = read_calendars(
        store(), files, window=words.period(since, until),
        private_titles=private or (), with_description=with_description,
        progress=imported.progress,
    )  # fmt: skip

    def run(dry: bool) -> "CalendarReport":
        return import_calendars(
            store(), sources, create=kind, partial=partial, dry_run=dry
        )

    _carry_out(run, asks=asks, dry_run=dry_run, partial=partial, form=chosen)


@command(
    app,
    "contacts",
    text=N_("Import contacts: cards (.vcf), exports of Google or Outlook (CSV)."),
    example=N_("reseau import contacts contacts.vcf --dry-run"),
)
def contacts(
    files: Annotated[
        list[str],
        argument(text=N_("Cards (.vcf), or CSV exports."), metavar=N_("FILE")),
    ],
    partial: Partial = False, yes: Yes = False, dry_run: DryRun = False,
    form: FormatOption = "table",
) -> None:  # fmt: skip
    from reseau.usecases.exchanging.import_contacts import read_contact_files
    from reseau.usecases.exchanging.importing import run_import

    chosen, asks = output.read_format(form), not (yes or dry_run)
    if asks:
        imported.check_can_ask()
    sources = read_contact_files(files, progress=imported.progress)

    def run(dry: bool) -> "ImportReport":
        return run_import(store(), sources, partial=partial, dry_run=dry)

    _carry_out(run, asks=asks, dry_run=dry_run, partial=partial, form=chosen)


@command(
    app,
    "influence",
    text=N_("Import influences and positions: a filled workbook, a matrix or a list."),
    example=N_(
        'reseau import influence workshop.xlsx --by "Nadia Tremblay" --theme housing '
        "--dry-run"
    ),
)
def influence(
    file: Annotated[
        str, argument(text=N_("A workbook, or a CSV file."), metavar=N_("FILE"))
    ],
    by: Annotated[
        str | None,
        option(
            "--by",
            text=N_("Who asserts, where the file does not say."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    on: Annotated[
        str | None,
        option(
            "--on", text=N_("The day, where the file does not say."), metavar=N_("DATE")
        ),
    ] = None,
    theme: Annotated[
        str | None, option("--theme", text=N_("On what, where the file does not say."))
    ] = None,
    create: Create = None,
    create_objectives: Annotated[
        bool,
        option("--create-objectives", text=N_("Add objectives that are not known.")),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: FormatOption = "table",
) -> None:
    from reseau.cli import words
    from reseau.cli.influence.influence_import import carry_out
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.influence.import_influence import InfluenceDefaults

    chosen = output.read_format(form)
    if not (yes or dry_run):
        imported.check_can_ask()
    defaults = InfluenceDefaults(
        by, words.day(on), theme, words.read_word(ActorKind, create), create_objectives
    )
    carry_out(file, defaults, asks=not (yes or dry_run), dry_run=dry_run, form=chosen)


importing_records.declare(app)


@command(
    app,
    "profiles",
    text=N_("List the profiles that come with Réseau."),
    example=N_("reseau import profiles"),
)
def profiles(form: FormatOption = "table") -> None:
    from reseau.usecases.exchanging.importing import known_profiles

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
    from reseau.usecases.exchanging.whole_store import import_store

    if dry_run or output.confirm(_("Import the whole store?"), yes=yes):
        report(import_store(store(), file, dry_run=dry_run), _("{name} is imported."))
