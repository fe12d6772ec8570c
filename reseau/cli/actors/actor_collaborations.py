"""``reseau actor collaboration``: what two actors do together, as declared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from reseau.cli import cards, output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import (
    At,
    Begins,
    Create,
    DryRun,
    End,
    Everything,
    FormatOption,
    Number,
    Yes,
)
from reseau.cli.state import store
from reseau.i18n import N_, formats, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.actors.collaborations import TieChanges, TieLine

app = new_group(N_("Collaborations that two actors declare: on what, since when."))

Other = Annotated[
    str,
    argument(text=N_("The other one; the order means nothing."), metavar=N_("OTHER")),
]
Theme = Annotated[str | None, option("--theme", text=N_("What it is about."))]
Strength = Annotated[
    int | None, option("--strength", text=N_("How strong, from 1 to 4."))
]
Evidence = Annotated[str | None, option("--evidence", text=N_("What shows it."))]
From = Annotated[
    str | None,
    option("--origin", text=N_("Who says so: person, third-party, public, inferred.")),
]


@dataclass(frozen=True, slots=True)
class Told:
    """What “add” and “edit” say of a collaboration, in the order of their help."""

    theme: Theme = None
    strength: Strength = None
    since: Begins = None
    end: End = None
    evidence: Evidence = None
    origin: From = None

    def changes(self) -> "TieChanges":
        """Gather what changes."""
        from reseau.domain.vocabulary import Origin
        from reseau.usecases.actors.collaborations import TieChanges

        return TieChanges(
            theme=words.text_change(self.theme),
            strength=self.strength,
            since=words.day_change(self.since),
            until=words.day_change(self.end, prefer="next"),
            evidence=words.text_change(self.evidence),
            origin=words.read_word(Origin, self.origin),
        )


@command(
    app,
    "add",
    text=N_("Say that two actors collaborate. It is not a meeting: “reseau log” is."),
    example=N_(
        "reseau actor collaboration add cdc-rosemont cssdm --theme habitation --since "
        "2026-01-15"
    ),
)
def add(
    who: of.Who,
    other: Other,
    told: Told,
    create: Create = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors import collaborations

    changes = told.changes()
    made = words.read_word(ActorKind, create)
    done = collaborations.add_collaboration(
        store(), who, other, changes=changes, create=made, dry_run=dry_run
    )
    report(done, _("{name} collaborate, number {slug}."))


@command(
    app,
    "edit",
    text=N_("Correct or end a collaboration. An empty text clears."),
    example=N_("reseau actor collaboration edit 2 --end 2026-12-31"),
)
def edit(
    number: Number,
    told: Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import collaborations

    changes = told.changes()
    which = words.number(number)
    done = collaborations.edit_collaboration(
        store(), which, changes=changes, dry_run=dry_run
    )
    report(done, _("Number {slug}, {name}, is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a collaboration written by mistake; one that ended has an --end."),
    example=N_("reseau actor collaboration remove 2"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.actors import collaborations

    which = words.number(number)
    if dry_run or output.confirm(_("Remove number {n}?").format(n=which), yes=yes):
        done = collaborations.remove_collaboration(store(), which, dry_run=dry_run)
        report(done, _("Number {slug}, {name}, is removed."))


@command(
    app,
    "list",
    text=N_("List declared collaborations, as they stand today or on a day."),
    example=N_("reseau actor collaboration list --actor cdc-rosemont"),
)
def list_(
    actor: Annotated[
        str | None, option("--actor", text=N_("Only those of this actor."))
    ] = None,
    theme: Annotated[
        str | None, option("--theme", text=N_("Only those about this theme."))
    ] = None,
    at: At = None,
    all_: Everything = False,
    form: FormatOption = "table",
) -> None:
    from reseau.usecases.actors import collaborations

    chosen = output.read_format(form)
    wanted = collaborations.TieFilter(actor=actor, theme=theme, everything=all_)
    found = collaborations.list_collaborations(
        store(), wanted, at=words.day(at), lang=language()
    )
    number = len(found.lines)
    print_list(
        found.lines,
        [
            output.Column("number", "#", right=True),
            output.Column("name", _("who")),
            output.Column("other_name", _("with")),
            output.Column("theme", _("theme")),
            output.Column("strength", _("strength"), right=True),
            output.Column("since", _("since")),
            output.Column("until", _("until")),
        ],
        of=collaborations.TieLine,
        form=chosen,
        empty=_(
            "No collaboration is declared then. “reseau actor collaboration add” "
            "adds one."
        ),
        total=ngettext("{n} collaboration", "{n} collaborations", number).format(
            n=formats.number(number)
        ),
    )
    if found.hidden:
        text = ngettext(
            "{n} collaboration with somebody who may not be shown is left out.",
            "{n} collaborations with somebody who may not be shown are left out.",
            found.hidden,
        )
        output.note(text.format(n=formats.number(found.hidden)))


@command(
    app,
    "show",
    text=N_("Show a declared collaboration, and what shows it."),
    example=N_("reseau actor collaboration show 2"),
)
def show(number: Number, at: At = None, form: FormatOption = "table") -> None:
    from reseau.usecases.actors.collaborations import collaboration_shown

    chosen = output.read_format(form)
    it = collaboration_shown(
        store(), words.number(number), lang=language(), at=words.day(at)
    )
    if not cards.printed_as_data(it, chosen):
        _print(it)


def _print(it: "TieLine") -> None:
    output.heading(_("{one} and {other}").format(one=it.name, other=it.other_name))
    output.pairs(
        [
            (_("theme"), it.theme or ""),
            (_("strength"), _("{n} of 4").format(n=formats.number(it.strength))),
            (_("dates"), formats.span(it.since, it.until)),
            (_("evidence"), it.evidence or ""),
            (_("origin"), it.origin.label()),
        ]
    )
