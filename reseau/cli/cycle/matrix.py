"""``reseau matrix``: what was done, by function and carrier."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import command, new_single, option
from reseau.cli.options import FormatOption, Since, Until
from reseau.cli.state import store
from reseau.i18n import N_

app = new_single()


@command(
    app,
    "matrix",
    text=N_(
        "What was done, by function and by who carried it: a 3 × 3.\n\n"
        "It counts interactions, signals, products, strategies and missions. What "
        "nobody said is inferred, and shown as such; --explain gives the rules."
    ),
    example=N_("reseau matrix --since 2026-01 --cell watch,members"),
)
def matrix(
    since: Since = None,
    until: Until = None,
    against: Annotated[
        str | None,
        option(
            "--against",
            text=N_("Another period to set beside: 2025, 2025-q1, 2025-01..2025-06."),
            metavar=N_("PERIOD"),
        ),
    ] = None,
    cell: Annotated[
        str | None,
        option(
            "--cell",
            text=N_("Open a cell, a row or a column to its lines: watch,members."),
            metavar=N_("CELL"),
        ),
    ] = None,
    explain: Annotated[
        bool, option("--explain", text=N_("Say how function and carrier are inferred."))
    ] = False,
    limit: Annotated[
        int, option("--limit", text=N_("How many lines of a cell; 0 for all."), min=0)
    ] = 50,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.cycle import matrix_lines, matrix_table
    from reseau.domain.spans import read_period
    from reseau.usecases.cycle import matrix as cells

    chosen = output.read_format(form)
    other = None if against is None else read_period(against, today=words.today())
    wanted = None if cell is None else cells.read_cell(cell)
    found = cells.matrix(store(), words.period(since, until), against=other)
    if wanted is not None:
        matrix_lines.print_lines(found, wanted, form=chosen, limit=limit)
    else:
        matrix_table.print_matrix(found, form=chosen)
    if explain and chosen is output.Format.TABLE:
        matrix_table.print_rules()
