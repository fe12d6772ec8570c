"""Print operations of the history."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from reseau.cli import output
from reseau.cli.done import undo_hint
from reseau.cli.history.operation_words import OPERATION_WORDS
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _
from reseau.store.past.dependents import counted, noun
from reseau.store.past.field_words import field_word
from reseau.usecases.common.outcome import Outcome
from reseau.usecases.log.memory import Done, RowChange


def what(done: Done) -> str:
    """Say in words what an operation was."""
    words = OPERATION_WORDS.get(done.command)
    said = done.command if words is None else _(words)
    return f"{said} (#{done.undoes})" if done.undoes is not None else said


def counts(done: Mapping[str, tuple[int, int, int]]) -> str:
    """Say how many records of each table were added, changed, removed."""
    forms = (N_("+{records}"), N_("~{records}"), N_("−{records}"))
    return ", ".join(
        _(form).format(records=counted(table, number))
        for table, numbers in done.items()
        for form, number in zip(forms, numbers, strict=True)
        if number
    )


def print_history(found: Sequence[Done], *, form: output.Format) -> None:
    """Print a list of operations, the latest first."""
    person = form is output.Format.TABLE
    columns = [
        output.Column("number", "#", right=True),
        output.Column("done_at", _("when")),
        output.Column("author", _("who")),
        output.Column("command", _("what")),
        output.Column("changes", _("records")),
        output.Column("undone_by", _("undone by"), right=True),
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "number": it.number,
            "done_at": _short(it.done_at) if person else it.done_at,
            "author": it.author,
            "command": what(it) if person else it.command,
            "changes": counts(it.counts) if person else _numbers(it),
            "undoes": it.undoes,
            "undone_by": it.undone_by,
        }
        for it in found
    ]
    output.rows(columns, values, form=form, empty=_("Nothing was done yet."))


def _short(moment: datetime) -> str:
    """Write a moment as lists write days, so that a row of it stays one line."""
    return f"{moment.date().isoformat()}, {formats.clock(moment)}"


def _numbers(done: Done) -> str:
    return " ".join(
        f"{table}:{'/'.join(map(str, it))}" for table, it in done.counts.items()
    )


def print_operation(
    done: Done, rows: Sequence[RowChange], *, form: output.Format
) -> None:
    """Print one operation, field by field."""
    if form is not output.Format.TABLE:
        output.data({"operation": asdict(done), "records": [_json(it) for it in rows]})
        return
    output.heading(f"#{done.number} {what(done)}")
    output.pairs(
        [
            (_("when"), formats.full_moment(done.done_at)),
            (_("who"), f"{done.author} ({done.host})"),
            (_("records"), counts(done.counts)),
            (_("undone by"), "" if done.undone_by is None else f"#{done.undone_by}"),
        ]
    )
    output.line()
    for row in rows:
        output.line(output.safe(_row(row)))
    left = sum(map(sum, done.counts.values())) - len(rows)
    if left > 0:
        text = ngettext("… and {n} other record", "… and {n} other records", left)
        output.line(text.format(n=left))


_FOLDED = frozenset({"name_key", "label_key"})  # What names are compared by.


def _json(row: RowChange) -> dict[str, object]:
    """Give a record without what is written for a person."""
    whole = asdict(row)
    del whole["said"]
    return whole


def _row(row: RowChange) -> str:
    named = formats.quoted(row.name) if row.name else f"#{row.key}"
    of = f" ({row.of})" if row.of else ""
    what = f"{noun(row.table)} {named}{of}"
    if row.before is None and row.after is None:
        return _("{what}: no longer kept").format(what=what)
    if row.before is None:
        return f"+ {what}"
    if row.after is None:
        return f"− {what}"
    fields = ", ".join(
        f"{field_word(name)} ({before} → {after})"
        for name, before, after in row.said
        if name not in _FOLDED
    )
    return _("~ {what}: {fields}").format(what=what, fields=fields)


def report_reversal(result: tuple[Outcome, Done], sentence: str) -> None:
    """Say which operation was taken back, and what that changed."""
    done, operation = result
    if done.dry_run:
        output.note(_("Dry run: nothing was written."))
    output.line(
        output.safe(
            sentence.format(
                number=operation.number, what=what(operation), author=operation.author
            )
        )
    )
    output.line(f"  {counts(operation.counts)}")
    if done.operation is not None and not done.dry_run:
        output.note(undo_hint(done.operation))
