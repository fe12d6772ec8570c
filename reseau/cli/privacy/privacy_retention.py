"""``reseau privacy retention``: how long each kind of data is kept."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import DryRun, FormatOption, Yes
from reseau.cli.privacy.privacy_group import app as privacy
from reseau.cli.privacy.privacy_group import say_held_open
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.domain.retention import DataKind
    from reseau.usecases.privacy.retention import DueLines

app = new_group(
    N_("How long each kind of data is kept, what is due, and applying it for good.")
)
privacy.add_typer(app, name="retention")

_FEW = 5

Kind = Annotated[
    str, argument(text=N_("A kind, as the list shows it."), metavar=N_("KIND"))
]
Only = Annotated[
    str | None,
    option("--only", text=N_("Only this kind of data."), metavar=N_("KIND")),
]


@command(
    app,
    "list",
    text=N_("List the kinds of data, with the rule of each or what is usual."),
    example=N_("reseau privacy retention list"),
)
def list_(form: FormatOption = "table") -> None:
    from reseau.domain.retention import DataKind, Fate
    from reseau.usecases.privacy.retention import RuleLine, list_rules

    chosen = output.read_format(form)
    lines = list_rules(store())
    if chosen is not output.Format.TABLE:
        print_list(lines, [], of=RuleLine, form=chosen, empty="", total="")
        return
    values: list[dict[str, output.Cell]] = [
        {
            "kind": it.kind,
            "what": DataKind(it.kind).label(),
            "kept": _months(it.months)
            or _("no rule; usual: {months}").format(months=_months(it.usual)),
            "fate": "" if it.fate is None else Fate(it.fate).label(),
            "purpose": it.purpose,
            "applied_on": it.applied_on,
        }
        for it in lines
    ]
    columns = [
        output.Column("kind", _("kind")),
        output.Column("what", _("what")),
        output.Column("kept", _("kept")),
        output.Column("fate", _("then")),
        output.Column("purpose", _("what for")),
        output.Column("applied_on", _("applied on")),
    ]
    output.rows(columns, values, form=chosen, empty="")


def _months(months: int | None) -> str:
    if months is None:
        return ""
    text = ngettext("{n} month", "{n} months", months)
    return text.format(n=formats.number(months))


@command(
    app,
    "set",
    text=N_(
        "Say how long a kind of data is kept, and what becomes of it then. “all” gives "
        "what is usual to every kind without a rule."
    ),
    example=N_('reseau privacy retention set notes 36 --purpose "follow up"'),
)
def set_(
    kind: Annotated[
        str,
        argument(text=N_("A kind, as the list shows it, or all."), metavar=N_("KIND")),
    ],
    months: Annotated[
        int | None,
        argument(
            text=N_("How many months; what is usual by default."), metavar=N_("MONTHS")
        ),
    ] = None,
    then: Annotated[
        str | None,
        option(
            "--then",
            text=N_("erase, or for interactions anonymize: only counts are kept."),
        ),
    ] = None,
    purpose: Annotated[
        str | None, option("--purpose", text=N_("What it is kept for."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.names import folded
    from reseau.domain.retention import DataKind, Fate
    from reseau.usecases.privacy.retention import list_rules, set_rule

    fate = None if then is None else Fate.read(then)
    if folded(kind) in {"all", "tout"}:
        kinds = [DataKind(it.kind) for it in list_rules(store()) if it.months is None]
    else:
        kinds = [DataKind.read(kind)]
    if not kinds:
        output.line(_("Nothing to change."))
    for it in kinds:
        done = set_rule(
            store(), it, months=months, fate=fate, purpose=purpose, dry_run=dry_run
        )
        report(done, _("Rule of retention: {name}."), undoable=False)


@command(
    app,
    "remove",
    text=N_("Remove the rule of a kind of data, which is then kept without an end."),
    example=N_("reseau privacy retention remove follow-up"),
)
def remove(kind: Kind, dry_run: DryRun = False) -> None:
    from reseau.domain.retention import DataKind
    from reseau.usecases.privacy.retention import remove_rule

    done = remove_rule(store(), DataKind.read(kind), dry_run=dry_run)
    report(done, _("No rule of retention any more: {name}."), undoable=False)


@command(
    app,
    "plan",
    text=N_("Show what the rules make due today; nothing is written."),
    example=N_("reseau privacy retention plan"),
)
def plan_(
    only: Only = None,
    whole: Annotated[
        bool, option("--all", text=N_("Every record, not the oldest only."))
    ] = False,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.privacy.retention import plan

    chosen = output.read_format(form)
    found = plan(store(), only=_kind(only))
    if chosen is output.Format.TABLE:
        print_due(found, most=None if whole else _FEW)
    else:
        _print_lines(found, form=chosen)


def _kind(only: str | None) -> "DataKind | None":
    from reseau.domain.retention import DataKind

    return None if only is None else DataKind.read(only)


def _print_lines(found: "Sequence[DueLines]", *, form: output.Format) -> None:
    columns = [
        output.Column(it, it)
        for it in ("kind", "fate", "cutoff", "table", "key", "last", "said")
    ]
    values: list[dict[str, output.Cell]] = [
        {
            "kind": it.kind.value,
            "fate": it.fate.value,
            "cutoff": it.cutoff,
            "table": one.table,
            "key": one.key,
            "last": one.last,
            "said": one.said,
        }
        for it in found
        for one in it.lines
    ]
    output.rows(columns, values, form=form, empty="")


def print_due(found: "Sequence[DueLines]", *, most: int | None) -> None:
    """Print what is due, kind by kind, with the oldest records.

    Args:
        found: What the rules make due.
        most: How many records of each kind; None for all of them.
    """
    from reseau.store.past.dependents import noun

    for it in found:
        text = _("{what}: {n} due ({fate}), older than {day} ({months})")
        output.line(
            text.format(
                what=it.kind.label(),
                n=formats.number(len(it.lines)),
                fate=it.fate.label(),
                day=formats.full_date(it.cutoff),
                months=_months(it.months),
            )
        )
        for one in it.lines[:most]:
            day = formats.full_date(one.last)
            said = output.safe(one.said)
            output.line(f"  {noun(one.table)} #{one.key} · {day} · {said}", hang=4)
        left = len(it.lines) - len(it.lines[:most])
        if left:
            text = ngettext("  … and {n} other", "  … and {n} others", left)
            output.line(text.format(n=formats.number(left)))


@command(
    app,
    "apply",
    text=N_(
        "Remove for good what the rules make due. It cannot be undone, and is done "
        "again after a backup is put back."
    ),
    example=N_("reseau privacy retention apply --dry-run"),
)
def apply_(only: Only = None, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.privacy.retaining import apply_rules

    kind = _kind(only)
    opened = store()
    planned = apply_rules(opened, only=kind, dry_run=True)
    total = sum(len(it.lines) for it in planned)
    if dry_run or not yes or not total:
        print_due(planned, most=_FEW)
    if not total:
        output.note(_("Nothing is due."))
        return
    if dry_run:
        output.note(_("Dry run: nothing was written."))
        return
    question = ngettext(
        "Remove {n} record for good?", "Remove {n} records for good?", total
    )
    if not output.confirm(question.format(n=formats.number(total)), yes=yes):
        output.note(_("Nothing was changed."))
        return
    done = apply_rules(opened, only=kind, held_open=say_held_open)
    for it in done:
        if it.lines:
            text = ngettext(
                "{what}: {n} record removed.",
                "{what}: {n} records removed.",
                len(it.lines),
            )
            count = formats.number(len(it.lines))
            output.line(text.format(what=it.kind.label(), n=count))
    output.note(_("Backups made before still hold it; they leave in their turn."))


@command(
    app,
    "history",
    text=N_("List when the rules were applied, by whom and to how much."),
    example=N_("reseau privacy retention history"),
)
def history(form: FormatOption = "table") -> None:
    from reseau.domain.retention import DataKind, Fate
    from reseau.usecases.privacy.retention import RunLine, list_runs

    chosen = output.read_format(form)
    lines = list_runs(store())
    if chosen is not output.Format.TABLE:
        print_list(lines, [], of=RunLine, form=chosen, empty="", total="")
        return
    values: list[dict[str, output.Cell]] = [
        {
            "number": it.number,
            "done_at": formats.full_moment(it.done_at),
            "author": it.author,
            "what": DataKind(it.kind).label(),
            "fate": Fate(it.fate).label(),
            "cutoff": it.cutoff,
            "count": it.count,
        }
        for it in lines
    ]
    columns = [
        output.Column("number", "#", right=True),
        output.Column("done_at", _("when")),
        output.Column("author", _("who")),
        output.Column("what", _("what")),
        output.Column("fate", _("became")),
        output.Column("cutoff", _("older than")),
        output.Column("count", _("records"), right=True),
    ]
    output.rows(columns, values, form=chosen, empty=_("The rules were never applied."))
