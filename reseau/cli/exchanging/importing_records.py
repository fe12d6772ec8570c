"""``reseau import records``: tables of records that come back from Excel."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output
from reseau.cli._base import argument, command, leave, option
from reseau.cli.done import undo_hint
from reseau.cli.exchanging import imported
from reseau.cli.options import DryRun, FormatOption, Yes
from reseau.cli.state import store
from reseau.errors import ExitCode
from reseau.i18n import N_, formats, gettext, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    import typer

    from reseau.usecases.exchanging.importing_records import Done, RecordsReport

_SHOWN = 12


def declare(app: "typer.Typer") -> None:
    """Declare the command on the group of imports."""

    @command(
        app,
        "records",
        text=N_(
            "Import records back, from a table that “reseau export records” wrote."
        ),
        example=N_("reseau import records needs needs.xlsx --dry-run"),
    )
    def records(
        kind: Annotated[
            str,
            argument(
                text=N_("Which kind of record; “all” for every sheet."),
                metavar=N_("RECORDS"),
            ),
        ],
        file: Annotated[
            str,
            argument(text=N_("A .csv, .xlsx, .ods or .json file."), metavar=N_("FILE")),
        ],
        date_order: Annotated[
            str | None,
            option(
                "--date-order", text=N_("What comes first in dates: ymd, dmy or mdy.")
            ),
        ] = None,
        partial: Annotated[
            bool, option("--partial", text=N_("Import what is good, report the rest."))
        ] = False,
        yes: Yes = False,
        dry_run: DryRun = False,
        form: FormatOption = "table",
    ) -> None:
        from reseau.cli.words import one_of
        from reseau.usecases.exchanging.importing import DATE_ORDERS
        from reseau.usecases.exchanging.importing_records import import_records
        from reseau.usecases.exchanging.record_sheets import read_sheets

        chosen = output.read_format(form)
        if not (yes or dry_run):
            imported.check_can_ask()
        order = None
        if date_order is not None:
            order = DATE_ORDERS[
                one_of(date_order, tuple(DATE_ORDERS), option="--date-order")
            ]
        sheets = read_sheets(Path(file), name=kind, order=order)
        if not (yes or dry_run):
            plan = import_records(store(), sheets, partial=partial, dry_run=True)
            _show(plan, partial=partial, form=chosen)
            if plan.changes_nothing or not output.confirm(_("Import this?"), yes=False):
                output.note(_("Nothing was written."))
                return
        done = import_records(store(), sheets, partial=partial, dry_run=dry_run)
        _show(done, partial=partial, form=chosen)


def _show(report: "RecordsReport", *, partial: bool, form: output.Format) -> None:
    """Print a report; leave when something in it is refused."""
    if form is output.Format.TABLE:
        _print(report)
    else:
        output.data(report.as_json())
    if report.problems and not partial:
        _say_refused(len(report.problems))
        leave(_code(report))


def _code(report: "RecordsReport") -> int:
    """Answer as a command refused for the same reason would; usage for several."""
    codes = {it.error.exit_code for it in report.problems}
    return int(codes.pop() if len(codes) == 1 else ExitCode.USAGE)


def _say_refused(count: int) -> None:
    text = ngettext(
        "{n} problem: nothing was written. Correct it, or add --partial to import the "
        "rest.",
        "{n} problems: nothing was written. Correct them, or add --partial to import "
        "the rest.",
        count,
    )
    output.note(text.format(n=formats.number(count)))


def _print(report: "RecordsReport") -> None:
    if report.dry_run:
        output.note(_("Dry run: nothing was written."))
    output.pairs(
        [
            (_("rows read"), formats.number(report.rows_read)),
            (_("new"), formats.number(len(report.created))),
            (_("changed"), formats.number(len(report.changed))),
            (_("known already"), formats.number(report.known)),
        ]
    )
    _print_rows(_("{kind}, row {row}, new: {name}"), report.created)
    _print_rows(_("{kind}, row {row}, changed: {name}"), report.changed)
    _print_problems(report)
    if report.operation is not None:
        output.line(_("Imported."))
        output.note(undo_hint(report.operation))
    elif report.changes_nothing and not report.problems:
        output.line(_("0 changes: all of it is known already."))


def _print_rows(sentence: str, rows: "list[Done]") -> None:
    """Name the first rows: what each is about, and which columns change."""
    for it in rows[:_SHOWN]:
        kind = gettext(it.kind)
        said = sentence.format(
            kind=kind[:1].upper() + kind[1:], row=it.row, name=it.name
        )
        columns = f" ({', '.join(it.fields)})" if it.fields else ""
        output.note(output.safe(said + columns))
    left = len(rows) - _SHOWN
    if left > 0:
        text = ngettext("… and {n} other row", "… and {n} other rows", left)
        output.note(text.format(n=formats.number(left)))


def _print_problems(report: "RecordsReport") -> None:
    for problem in report.problems[: _SHOWN * 4]:
        place = f"{problem.file}:{problem.row}" if problem.row else problem.file
        column = f" [{problem.column}]" if problem.column else ""
        output.note(output.safe(f"{place}{column} {problem.error}"))
    left = len(report.problems) - _SHOWN * 4
    if left > 0:
        text = ngettext("… and {n} other problem", "… and {n} other problems", left)
        output.note(text.format(n=formats.number(left)))
