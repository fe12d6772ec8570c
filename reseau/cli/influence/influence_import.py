"""Show the plan of an import of assertions, ask, write, tell."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli._base import leave
from reseau.cli.done import undo_hint
from reseau.cli.state import store
from reseau.errors import ExitCode
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.influence.import_influence import (
        InfluenceDefaults,
        InfluenceReport,
    )

_SHOWN = 48
_HOW = ("new", "changed", "known")


def carry_out(
    file: str, defaults: "InfluenceDefaults", *, asks: bool, dry_run: bool,
    form: output.Format,
) -> None:  # fmt: skip
    """Import a file, showing first what it would do when a person is there."""
    from reseau.exchange.influence.influence_sheets import read_assertions
    from reseau.usecases.influence.import_influence import import_influences

    read = read_assertions(file)
    if asks:
        plan = import_influences(store(), read, defaults=defaults, dry_run=True)
        _show(plan, form=form)
        if not plan.changes or not output.confirm(_("Import this?"), yes=False):
            output.note(_("Nothing was written."))
            return
    done = import_influences(store(), read, defaults=defaults, dry_run=dry_run)
    _show(done, form=form)


def _show(report: "InfluenceReport", *, form: output.Format) -> None:
    """Print a report; leave when something in it is refused."""
    if form is output.Format.TABLE:
        _print(report)
    else:
        output.data(report.as_json())
    if report.blocked:
        n = len(report.problems)
        text = ngettext(
            "{n} problem: nothing was written. Correct it and import again.",
            "{n} problems: nothing was written. Correct them and import again.",
            n,
        )
        output.note(text.format(n=formats.number(n)))
        leave(int(ExitCode.USAGE))


def _print(report: "InfluenceReport") -> None:
    if report.dry_run:
        output.note(_("Dry run: nothing was written."))
    words = {"influences": _("influences"), "positions": _("positions")}
    rows: list[dict[str, output.Cell]] = [
        {"what": word, **{it: report.counts[code, it] for it in _HOW}}
        for code, word in words.items()
    ]
    columns = [
        output.Column("what", _("what")),
        output.Column("new", _("are new"), right=True),
        output.Column("changed", _("are changed"), right=True),
        output.Column("known", _("are known already"), right=True),
    ]
    output.rows(columns, rows, form=output.Format.TABLE, empty="")
    for said in report.added:
        output.note(output.safe(said))
    for it in report.problems[:_SHOWN]:
        output.note(output.safe(f"{it.file} {it.column}  {it.error}"))
    if report.operation is not None:
        output.line(_("Imported."))
        output.note(undo_hint(report.operation))
    elif not report.changes and not report.problems:
        output.line(_("0 changes: all of it is known already."))
