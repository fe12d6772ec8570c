"""Print operations of the history."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from reseau.cli import output
from reseau.cli.done import undo_hint
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _
from reseau.store.dependents import counted, noun
from reseau.store.field_words import field_word
from reseau.usecases.common.outcome import Outcome
from reseau.usecases.log.memory import Done, RowChange

COMMAND_WORDS: dict[str, str] = {
    "init": N_("store created"),
    "actor add": N_("actor added"),
    "actor edit": N_("actor changed"),
    "actor remove": N_("actor removed"),
    "actor duplicates": N_("two actors told apart"),
    "actor merge": N_("actors merged"),
    "actor collaboration add": N_("collaboration declared"),
    "actor collaboration edit": N_("collaboration changed"),
    "actor collaboration remove": N_("collaboration removed"),
    "person add": N_("person added"),
    "person edit": N_("person changed"),
    "person remove": N_("person removed"),
    "person join": N_("role begun"),
    "person leave": N_("role ended"),
    "partner add": N_("partnership begun"),
    "partner edit": N_("partnership changed"),
    "partner remove": N_("partnership ended"),
    "committee add": N_("committee added"),
    "committee edit": N_("committee changed"),
    "committee remove": N_("committee removed"),
    "committee join": N_("seat taken"),
    "committee leave": N_("seat left"),
    "theme add": N_("theme added"),
    "theme edit": N_("theme changed"),
    "theme remove": N_("theme removed"),
    "territory add": N_("territory added"),
    "territory edit": N_("territory changed"),
    "territory remove": N_("territory removed"),
    "interaction edit": N_("interaction changed"),
    "interaction remove": N_("interaction removed"),
    "follow-up done": N_("follow-up closed"),
    "follow-up move": N_("deadline moved"),
    "log": N_("interaction logged"),
    "privacy retention": N_("retention rule set"),
    "import": N_("files imported"),
    "import store": N_("whole store imported"),
    "undo": N_("undone"),
    "redo": N_("redone"),
}


def what(done: Done) -> str:
    """Say in words what an operation was."""
    words = COMMAND_WORDS.get(done.command)
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
            "done_at": formats.full_moment(it.done_at) if person else it.done_at,
            "author": it.author,
            "command": what(it) if person else it.command,
            "changes": counts(it.counts) if person else _numbers(it),
            "undoes": it.undoes,
            "undone_by": it.undone_by,
        }
        for it in found
    ]
    output.rows(columns, values, form=form, empty=_("Nothing was done yet."))


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
