"""``reseau actor rename``, ``succeed``, ``split``, ``end``: organizations change."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.actors.actor import app
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import DryRun, Ends, FormatOption, Number, Since, Until, Yes
from reseau.cli.state import store
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.actors.succession_lists import ChangeLine
    from reseau.usecases.actors.successions import When

changes = new_group(N_("What changed in organizations: list, correct."))

Many = list[str]
Organization = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("ORGANIZATION"))
]
On = Annotated[
    str | None,
    option(
        "--on", text=N_("First day of the new; today by default."), metavar=N_("DATE")
    ),
]
Note = Annotated[
    str | None, option("--note", text=N_("Why, and where that can be read."))
]
Create = Annotated[
    bool, option("--create", text=N_("Add the new organizations; they begin then."))
]
KeepOpen = Annotated[
    bool,
    option("--keep-open", text=N_("Leave roles, seats and partnerships as they are.")),
]


def _when(
    on: str | None, note: str | None, *, create: bool = False, keep_open: bool = False
) -> "When":
    from reseau.usecases.actors.successions import When

    return When(words.day(on), note, create, keep_open)


@command(
    app,
    "rename",
    text=N_(
        "Give an organization a new name from a day on. Before it, lists and maps "
        "show the former one."
    ),
    example=N_('reseau actor rename cdc-rosemont "CDC Rosemont" --on 2025-03-01'),
)
def rename(
    which: Organization,
    name: Annotated[
        str | None, argument(text=N_("The new name."), metavar=N_("NAME"))
    ] = None,
    on: On = None,
    was: Annotated[
        str | None,
        option(
            "--was",
            text=N_("What it was called until then, to write an older name."),
        ),
    ] = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import successions

    done = successions.rename(
        store(), which, name, was=was, when=_when(on, note), dry_run=dry_run
    )
    report(done, _("{name} ({slug}) has its name from that day on."))


@command(
    app,
    "succeed",
    text=N_(
        "Say that organizations merged into one, or were taken over, on a day. "
        "Their past stays theirs."
    ),
    example=N_(
        'reseau actor succeed cdc-nord cdc-sud --into "CDC Unie" --create --on '
        "2025-03-01"
    ),
)
def succeed(
    which: Annotated[
        Many, argument(text=N_("Those that end."), metavar=N_("ORGANIZATION"))
    ],
    into: Annotated[str, option("--into", text=N_("The one that goes on."))],
    on: On = None,
    create: Create = False,
    keep_open: KeepOpen = False,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import successions

    when = _when(on, note, create=create, keep_open=keep_open)
    done = successions.succeed(store(), which, into=into, when=when, dry_run=dry_run)
    report(done, _("What ended goes on as {name} ({slug})."))


@command(
    app,
    "split",
    text=N_("Say that an organization was split, or gave rise to another one."),
    example=N_(
        'reseau actor split cdc-unie --into "CDC Nord" --into "CDC Sud" --create '
        "--on 2026-04-01"
    ),
)
def split(
    which: Organization,
    into: Annotated[
        Many, option("--into", text=N_("What came of it; may be repeated."))
    ],
    goes_on: Annotated[
        bool, option("--goes-on", text=N_("It goes on beside what came of it."))
    ] = False,
    on: On = None,
    create: Create = False,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import successions

    done = successions.split(
        store(), which, into=into, when=_when(on, note, create=create),
        goes_on=goes_on, dry_run=dry_run,
    )  # fmt: skip
    report(done, _("What came of {name} ({slug}) is written."))


@command(
    app,
    "end",
    text=N_("Say that an organization ended; its past stays in all figures."),
    example=N_("reseau actor end cdc-nord --on 2025-03-01"),
)
def end(
    which: Organization,
    on: Ends = None,
    keep_open: KeepOpen = False,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import successions

    when = _when(on, note, keep_open=keep_open)
    done = successions.end(store(), which, when=when, dry_run=dry_run)
    report(done, _("{name} ({slug}) is over from that day on."))


@command(
    changes,
    "list",
    text=N_("List what changed in organizations, the latest first."),
    example=N_("reseau actor change list --since 2025"),
)
def list_(
    which: Annotated[
        str | None,
        argument(text=N_("Only of this organization."), metavar=N_("ORGANIZATION")),
    ] = None,
    since: Since = None,
    until: Until = None,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.actors.succession_lists import ChangeLine, list_changes

    chosen = output.read_format(form)
    found = list_changes(store(), which=which, period=words.period(since, until))
    print_list(
        found,
        [
            output.Column("number", "#", right=True),
            output.Column("happened_on", _("on")),
            output.Column("kind", _("what")),
            output.Column("before", _("before")),
            output.Column("after", _("after")),
        ],
        of=ChangeLine,
        form=chosen,
        empty=_("No organization changed, as far as was said."),
        total=ngettext("{n} change", "{n} changes", len(found)).format(n=len(found)),
    )


@command(
    changes,
    "show",
    text=N_("Show what changed in an organization."),
    example=N_("reseau actor change show 3"),
)
def show(number: Number, form: FormatOption = "table") -> None:
    from reseau.usecases.actors.succession_lists import change_shown

    chosen = output.read_format(form)
    it = change_shown(store(), words.number(number))
    if not cards.printed_as_data(it, chosen):
        _print(it)


def _print(it: "ChangeLine") -> None:
    output.heading(_("Change {n}: {kind}").format(n=it.number, kind=it.kind.label()))
    output.pairs(
        [
            (_("on"), formats.full_date(it.happened_on)),
            (_("before"), f"{it.before} ({it.slug})"),
            (_("after"), it.after or ""),
            (_("note"), it.note or ""),
        ]
    )


@command(
    changes,
    "edit",
    text=N_("Correct the day or the note of a change."),
    example=N_("reseau actor change edit 3 --on 2025-03-02"),
)
def edit(
    number: Number,
    on: Annotated[
        str | None,
        option("--on", text=N_("First day of the new."), metavar=N_("DATE")),
    ] = None,
    note: Note = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors.succession_lists import edit_change

    done = edit_change(
        store(), words.number(number), on=words.day(on), note=words.text_change(note),
        dry_run=dry_run,
    )  # fmt: skip
    report(done, _("Change {slug}, of {name}, is corrected."))


@command(
    changes,
    "remove",
    text=N_("Remove a change that did not happen. Names, roles and seats stay."),
    example=N_("reseau actor change remove 3"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.actors.succession_lists import remove_change

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = remove_change(store(), which, dry_run=dry_run)
        report(done, _("Change {slug}, of {name}, is removed."))
