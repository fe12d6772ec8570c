"""``reseau interaction list`` and ``show``: read the log again."""

from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, team_only, words
from reseau.cli._base import command, new_group, option
from reseau.cli.lists import print_list
from reseau.cli.options import FormatOption, Number, Since, Until
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.log.interaction_lists import Latest

app = new_group(N_("Interactions: list, show, correct, remove."))

KINDS = N_("meeting, call, message, visit, event or activity.")


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
    kind: Annotated[str | None, option("--kind", text=KINDS)] = None,
    limit: Annotated[
        int, option("--limit", text=N_("How many at most; 0 for all."), min=0)
    ] = 20,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import InteractionKind
    from reseau.usecases.log import interaction_lists

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
    from reseau.usecases.log.interaction_lists import InteractionLine

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
    team_only.note_texts(it.title for it in found.lines)


@command(
    app,
    "show",
    text=N_("Show everything known of an interaction."),
    example=N_("reseau interaction show 12"),
)
def show(number: Number, form: FormatOption = "table") -> None:
    from reseau.cli.log.interaction_card import print_interaction
    from reseau.usecases.log.interaction_cards import interaction_card

    printed = output.read_format(form)
    card = interaction_card(store_to_show(), words.number(number), lang=language())
    print_interaction(card, form=printed)
