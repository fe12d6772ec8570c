"""``reseau interaction``: list, show and correct the log."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import DryRun, FormatOption, Since, Until, Yes
from reseau.cli.state import store
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.interaction_lists import Latest

app = new_group(N_("Interactions: list, show, correct, remove."))

Number = Annotated[
    str,
    argument(text=N_("Its number, as “list” shows it."), metavar=N_("NUMBER")),
]
_KINDS = N_("meeting, call, message, visit, event or activity.")


@command(
    app,
    "list",
    text=N_("List interactions, newest first."),
    example=N_("reseau interaction list --since 2026-01 --committee gpa --limit 50"),
)
def list_(
    since: Since = None,
    until: Until = None,
    committee: Annotated[
        str | None, option("--committee", text=N_("Only those of this committee."))
    ] = None,
    theme: Annotated[
        str | None,
        option("--theme", text=N_("Only those about it, or a narrower theme.")),
    ] = None,
    territory: Annotated[
        str | None,
        option("--territory", text=N_("Only those about it, or a part of it.")),
    ] = None,
    actor: Annotated[
        str | None, option("--actor", text=N_("Only those it has a part in."))
    ] = None,
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    limit: Annotated[
        int, option("--limit", text=N_("How many at most; 0 for all."), min=0)
    ] = 20,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import InteractionKind
    from reseau.usecases import interaction_lists

    wanted = interaction_lists.InteractionFilter(
        period=words.period(since, until),
        committee=committee,
        theme=theme,
        territory=territory,
        actor=actor,
        kind=words.read_word(InteractionKind, kind),
    )
    printed = output.read_format(form)
    found = interaction_lists.list_interactions(
        store(), wanted, limit=limit, lang=language()
    )
    _print(found, form=printed)


def _print(found: "Latest", *, form: output.Format) -> None:
    from reseau.usecases.interaction_lists import InteractionLine

    shown = len(found.lines)
    total = ngettext("{n} interaction", "{n} interactions", shown).format(n=shown)
    if shown < found.total:
        total = _("{shown} of {n} interactions; --limit shows more").format(
            shown=shown, n=found.total
        )
    print_list(
        found.lines,
        [
            output.Column("number", "#", right=True),
            output.Column("day", _("day")),
            output.Column("kind", _("kind")),
            output.Column("title", _("title")),
            output.Column("committee", _("committee")),
            output.Column("themes", _("themes")),
            output.Column("present", _("present"), right=True),
        ],
        of=InteractionLine,
        form=form,
        empty=_("No interaction. “reseau log” adds one."),
        total=total,
    )


@command(
    app,
    "show",
    text=N_("Show everything known of an interaction."),
    example=N_("reseau interaction show 12"),
)
def show(number: Number, form: FormatOption = "table") -> None:
    from reseau.cli.interaction_card import print_interaction
    from reseau.usecases.interaction_cards import interaction_card

    printed = output.read_format(form)
    card = interaction_card(store(), words.number(number), lang=language())
    print_interaction(card, form=printed)


@command(
    app,
    "edit",
    text=N_(
        "Correct an interaction. Themes and territories replace the list; an empty "
        "text clears an option."
    ),
    example=N_("reseau interaction edit 12 --on 2026-11-03 --theme habitation"),
)
def edit(
    number: Number,
    title: Annotated[str | None, option("--title", text=N_("The new title."))] = None,
    on: Annotated[
        str | None, option("--on", text=N_("The day."), metavar=N_("DATE"))
    ] = None,
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    committee: Annotated[
        str | None, option("--committee", text=N_("The committee that met."))
    ] = None,
    theme: Annotated[
        list[str] | None, option("--theme", text=N_("A theme; may be repeated."))
    ] = None,
    territory: Annotated[
        list[str] | None,
        option("--territory", text=N_("A territory; may be repeated.")),
    ] = None,
    function: Annotated[
        str | None, option("--function", text=N_("watch, analysis or dissemination."))
    ] = None,
    carrier: Annotated[
        str | None, option("--carrier", text=N_("advisory-group, members or staff."))
    ] = None,
    notes: Annotated[
        str | None, option("--notes", text=N_("Notes, never shown on maps."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import Carrier, Function, InteractionKind
    from reseau.usecases import interactions

    changes = interactions.InteractionChanges(
        title=title,
        kind=words.read_word(InteractionKind, kind),
        held_on=words.day(on),
        notes=words.text_change(notes),
        committee=words.text_change(committee),
        themes=words.listed(theme),
        territories=words.listed(territory),
        function=words.word_change(Function, function),
        carrier=words.word_change(Carrier, carrier),
    )
    done = interactions.edit_interaction(
        store(), words.number(number), changes=changes, dry_run=dry_run
    )
    report(done, _("Interaction {slug} is changed: {name}."))


@command(
    app,
    "remove",
    text=N_("Remove an interaction, with its participations and follow-ups."),
    example=N_("reseau interaction remove 12"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases import interactions

    key = words.number(number)
    question = _("Remove interaction {number}?").format(number=key)
    if dry_run or output.confirm(question, yes=yes):
        done = interactions.remove_interaction(store(), key, dry_run=dry_run)
        report(done, _("Interaction {slug} is removed: {name}."))
