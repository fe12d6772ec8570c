"""``reseau actor``: organizations and people."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.done import report
from reseau.cli.options import DryRun, FormatOption, Yes
from reseau.cli.state import store
from reseau.i18n import N_, language
from reseau.i18n import gettext as _

app = new_group(N_("Actors: organizations and people."))

Who = Annotated[str, argument(text=N_("Name or short code."), metavar=N_("ACTOR"))]
Many = list[str]


@command(
    app,
    "add",
    text=N_("Add an organization or a person."),
    example=N_(
        'reseau actor add "CDC de Rosemont" --territory rosemont-la-petite-patrie'
    ),
)
def add(
    name: Annotated[
        str, argument(text=N_("The name, as it is written."), metavar=N_("NAME"))
    ],
    kind: Annotated[
        str, option("--kind", text=N_("organization or person."))
    ] = "organization",
    sector: Annotated[
        str | None, option("--sector", text=N_("Sector of activity."))
    ] = None,
    territory: Annotated[
        Many | None,
        option("--territory", text=N_("Where it is active; may be repeated.")),
    ] = None,
    alias: Annotated[
        Many | None,
        option("--alias", text=N_("Another name or acronym; may be repeated.")),
    ] = None,
    theme: Annotated[
        Many | None, option("--theme", text=N_("A theme it knows; may be repeated."))
    ] = None,
    email: Annotated[
        Many | None, option("--email", text=N_("Professional e-mail."))
    ] = None,
    phone: Annotated[
        Many | None, option("--phone", text=N_("Professional telephone."))
    ] = None,
    web: Annotated[Many | None, option("--web", text=N_("Web page."))] = None,
    diffusion: Annotated[
        str | None,
        option(
            "--diffusion",
            text=N_("Who may be shown it: internal, group, public, forbidden."),
        ),
    ] = None,
    notes: Annotated[
        str | None, option("--notes", text=N_("Notes, never shown on maps."))
    ] = None,
    apart: Annotated[
        str, option("--apart", text=N_("What tells it apart from a homonym."))
    ] = "",
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases import actors

    changes = words.actor_changes(
        None, sector=sector, territory=territory, alias=alias, theme=theme, email=email,
        phone=phone, web=web, diffusion=diffusion, notes=notes,
    )  # fmt: skip
    done = actors.add_actor(
        store(),
        name,
        kind=ActorKind.read(kind),
        changes=changes,
        apart=apart,
        dry_run=dry_run,
    )
    report(done, _("{name} is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_("Change an actor. Its former name stays as an alias."),
    example=N_('reseau actor edit cdc-rosemont --name "CDC Rosemont" --alias CDCR'),
)
def edit(
    who: Who,
    name: Annotated[str | None, option("--name", text=N_("The new name."))] = None,
    sector: Annotated[
        str | None, option("--sector", text=N_("Sector of activity."))
    ] = None,
    territory: Annotated[
        Many | None,
        option("--territory", text=N_("Where it is active; replaces the list.")),
    ] = None,
    alias: Annotated[
        Many | None,
        option("--alias", text=N_("Another name or acronym; may be repeated.")),
    ] = None,
    theme: Annotated[
        Many | None, option("--theme", text=N_("A theme it knows; may be repeated."))
    ] = None,
    email: Annotated[
        Many | None, option("--email", text=N_("Professional e-mail."))
    ] = None,
    phone: Annotated[
        Many | None, option("--phone", text=N_("Professional telephone."))
    ] = None,
    web: Annotated[Many | None, option("--web", text=N_("Web page."))] = None,
    diffusion: Annotated[
        str | None,
        option(
            "--diffusion",
            text=N_("Who may be shown it: internal, group, public, forbidden."),
        ),
    ] = None,
    notes: Annotated[
        str | None, option("--notes", text=N_("Notes, never shown on maps."))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases import actors

    changes = words.actor_changes(
        name, sector=sector, territory=territory, alias=alias, theme=theme, email=email,
        phone=phone, web=web, diffusion=diffusion, notes=notes,
    )  # fmt: skip
    report(
        actors.edit_actor(store(), who, changes=changes, dry_run=dry_run),
        _("{name} ({slug}) is changed."),
    )


@command(
    app,
    "remove",
    text=N_("Remove an actor on whom nothing depends."),
    example=N_("reseau actor remove cdc-rosemont"),
)
def remove(who: Who, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases import actors

    question = _("Remove {name}?").format(name=who)
    if dry_run or output.confirm(question, yes=yes):
        report(
            actors.remove_actor(store(), who, dry_run=dry_run),
            _("{name} ({slug}) is removed."),
        )


@command(
    app,
    "list",
    text=N_("List actors."),
    example=N_("reseau actor list --kind organization --sort interactions"),
)
def list_(
    kind: Annotated[
        str | None, option("--kind", text=N_("organization or person."))
    ] = None,
    territory: Annotated[
        str | None, option("--territory", text=N_("Only those active there."))
    ] = None,
    name: Annotated[
        str, option("--name", text=N_("Only names that contain this."))
    ] = "",
    sort: Annotated[
        str, option("--sort", text=N_("name, interactions or last."))
    ] = "name",
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases import actors

    found = actors.list_actors(
        store(),
        kind=ActorKind.read(kind) if kind else None,
        territory=territory,
        containing=name,
        sort=words.one_of(sort, actors.SORTS, option="--sort"),
    )
    words.print_actors(found, form=output.read_format(form))


@command(
    app,
    "show",
    text=N_("Show everything known of an actor."),
    example=N_("reseau actor show cdc-rosemont"),
)
def show(who: Who, form: FormatOption = "table") -> None:
    from reseau.cli.cards import print_actor
    from reseau.usecases.actor_cards import actor_card

    print_actor(
        actor_card(store(), who, lang=language()), form=output.read_format(form)
    )
