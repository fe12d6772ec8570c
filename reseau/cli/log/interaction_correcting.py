"""``reseau interaction edit`` and ``remove``: correct the log."""

from dataclasses import replace
from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import command, option
from reseau.cli.done import report
from reseau.cli.log.interaction import KINDS, app
from reseau.cli.options import Create, DryRun, Number, Yes
from reseau.cli.state import store
from reseau.i18n import N_
from reseau.i18n import gettext as _

Many = list[str] | None


@command(
    app,
    "edit",
    text=N_(
        "Correct an interaction, and who was there. Themes and territories replace "
        "the list; an empty text clears an option."
    ),
    example=N_(
        'reseau interaction edit 12 --remove cdc-rosemont --add "Luc Roy=speaker" '
        "--on 2026-11-03"
    ),
)
def edit(
    number: Number,
    add: Annotated[
        Many,
        option(
            "--add",
            text=N_("Who was there too, as NAME or NAME=ROLE; repeated."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    remove_: Annotated[
        Many,
        option(
            "--remove",
            text=N_("Who was not there after all; may be repeated."),
            metavar=N_("ACTOR"),
        ),
    ] = None,
    role: Annotated[
        Many,
        option(
            "--role",
            text=N_("The part of one who was there, as NAME=ROLE; repeated."),
            metavar=N_("NAME=ROLE"),
        ),
    ] = None,
    brought_by: Annotated[
        Many,
        option(
            "--brought-by",
            text=N_("WHO=BROUGHT BY WHOM; WHO= clears it; may be repeated."),
        ),
    ] = None,
    on_behalf_of: Annotated[
        Many,
        option(
            "--on-behalf-of",
            text=N_("WHO=ORGANIZATION; WHO= clears it; may be repeated."),
        ),
    ] = None,
    title: Annotated[str | None, option("--title", text=N_("The new title."))] = None,
    on: Annotated[
        str | None, option("--on", text=N_("The day."), metavar=N_("DATE"))
    ] = None,
    kind: Annotated[str | None, option("--kind", text=KINDS)] = None,
    committee: Annotated[
        str | None, option("--committee", text=N_("The committee that met."))
    ] = None,
    theme: Annotated[
        Many, option("--theme", text=N_("A theme; may be repeated."))
    ] = None,
    territory: Annotated[
        Many,
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
    create: Create = None,
    create_anyway: Annotated[
        bool,
        option("--create-anyway", text=N_("Even when a known name is near.")),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.log.asking import settle_presences
    from reseau.domain.vocabulary import ActorKind, Carrier, Function, InteractionKind
    from reseau.usecases.log import interactions, presence_changes

    key, opened = words.number(number), store()
    typed = presence_changes.read_changes(
        add=add or (), remove=remove_ or (), role=role or (),
        brought_by=brought_by or (), on_behalf_of=on_behalf_of or (),
    )  # fmt: skip
    presences = replace(
        typed, create=words.read_word(ActorKind, create), near_too=create_anyway
    )
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
        presences=settle_presences(opened, key, presences),
    )
    done = interactions.edit_interaction(opened, key, changes=changes, dry_run=dry_run)
    report(done, _("Interaction {slug} is changed: {name}."))


@command(
    app,
    "remove",
    text=N_("Remove an interaction, with its participations and follow-ups."),
    example=N_("reseau interaction remove 12"),
)
def remove(number: Number, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.log import interactions

    key = words.number(number)
    question = _("Remove interaction {number}?").format(number=key)
    if dry_run or output.confirm(question, yes=yes):
        done = interactions.remove_interaction(store(), key, dry_run=dry_run)
        report(done, _("Interaction {slug} is removed: {name}."))
