"""``reseau workbook``: every table, for Excel."""

from pathlib import Path
from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_single
from reseau.cli.options import AudienceOption
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

app = new_single()


@command(
    app,
    "workbook",
    text=N_(
        "Every table as an Excel workbook: dates, filters, names beside numbers.\n\n"
        "Its first sheets say what it holds and what each column means. Beyond the "
        "team, it has neither notes nor titles nor addresses."
    ),
    example=N_("reseau workbook collective.xlsx"),
)
def workbook(
    file: Annotated[
        str, argument(text=N_("The file to write (.xlsx)."), metavar=N_("FILE"))
    ],
    audience: AudienceOption = "internal",
) -> None:
    from reseau.domain.vocabulary import Diffusion
    from reseau.usecases.workbook import export_workbook

    shown_to = words.audience(Diffusion.read(audience))
    out = Path(file)
    if not out.suffix:
        out = out.with_suffix(".xlsx")
    made = export_workbook(store(), out, shown_to=shown_to)
    said = ngettext("{file}: {n} row,", "{file}: {n} rows,", made.rows).format(
        file=output.safe(str(out)), n=formats.number(made.rows)
    )
    tables = ngettext("{n} table.", "{n} tables.", made.tables)
    output.line(f"{said} {tables.format(n=formats.number(made.tables))}")
    if made.left_out:
        left = ngettext(
            "{n} row is left out: it is about somebody who may not be shown.",
            "{n} rows are left out: they are about people who may not be shown.",
            made.left_out,
        )
        output.note(left.format(n=formats.number(made.left_out)))
    output.note(_("This file holds personal data: keep it private."))
