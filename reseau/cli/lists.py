"""Print lists of records: a table for a person, every field for a program."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.domain.closed_words import Word

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def print_list(
    lines: "Sequence[DataclassInstance]",
    columns: Sequence[output.Column],
    *,
    of: "type[DataclassInstance]",
    form: output.Format,
    empty: str,
    total: str,
) -> None:
    """Print records, one a line.

    Args:
        lines: The records, in order.
        columns: Those of the table; JSON and CSV give every field.
        of: What the lines are, which says the fields when there is none.
        form: How to print.
        empty: What a person reads when there is no line.
        total: What a person reads after the table.
    """
    if form is output.Format.JSON:
        output.data([asdict(it) for it in lines])
        return
    if form is output.Format.CSV:
        columns = [output.Column(it.name, it.name) for it in fields(of)]
    values = [
        {it.key: cell(getattr(line, it.key), form) for it in columns} for line in lines
    ]
    output.rows(columns, values, form=form, empty=empty)
    if total and form is output.Format.TABLE and lines:
        output.note(total)


def cell(value: output.Cell | tuple[str, ...], form: output.Format) -> output.Cell:
    """Give what one cell shows: words for a person, codes for a program."""
    if isinstance(value, tuple):
        return ", ".join(str(cell(it, form)) for it in value)
    if isinstance(value, Word):
        return value.label() if form is output.Format.TABLE else value.value
    return value
