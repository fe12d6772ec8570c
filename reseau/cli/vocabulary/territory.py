"""``reseau territory``: boroughs, cities, neighbourhoods."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Yes
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Territories: boroughs, cities, neighbourhoods."))

Which = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("TERRITORY"))
]
_KINDS = N_("city, borough, neighbourhood, zone or other.")
Parent = Annotated[
    str | None, option("--parent", text=N_("The territory it is a part of."))
]
Code = Annotated[str | None, option("--code", text=N_("Official code."))]


@command(
    app,
    "add",
    text=N_("Add a territory."),
    example=N_(
        'reseau territory add "Angus" --kind neighbourhood '
        "--parent rosemont-la-petite-patrie"
    ),
)
def add(
    name: of.NewName,
    kind: Annotated[str, option("--kind", text=_KINDS)],
    parent: Parent = None,
    code: Code = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import TerritoryKind
    from reseau.usecases.vocabulary import territories

    changes = territories.TerritoryChanges(
        parent=words.text_change(parent), code=words.text_change(code)
    )
    read = TerritoryKind.read(kind)
    done = territories.add_territory(
        store(), name, kind=read, changes=changes, dry_run=dry_run
    )
    report(done, _("{name} is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_("Change a territory. An empty text clears --parent or --code."),
    example=N_('reseau territory edit angus --name "Technopôle Angus"'),
)
def edit(
    which: Which,
    name: of.Renamed = None,
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    parent: Parent = None,
    code: Code = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import TerritoryKind
    from reseau.usecases.vocabulary import territories

    changes = territories.TerritoryChanges(
        name=name,
        kind=words.read_word(TerritoryKind, kind),
        parent=words.text_change(parent),
        code=words.text_change(code),
    )
    done = territories.edit_territory(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("{name} ({slug}) is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a territory on which nothing depends."),
    example=N_("reseau territory remove angus"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.vocabulary import territories

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = territories.remove_territory(store(), which, dry_run=dry_run)
        report(done, _("{name} ({slug}) is removed."))


@command(
    app,
    "list",
    text=N_("List territories."),
    example=N_(
        "reseau territory list --kind neighbourhood --parent rosemont-la-petite-patrie"
    ),
)
def list_(
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    parent: Annotated[
        str | None, option("--parent", text=N_("Only the parts of it."))
    ] = None,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import TerritoryKind
    from reseau.usecases.vocabulary import territory_lists

    read = words.read_word(TerritoryKind, kind)
    found = territory_lists.list_territories(
        store(), kind=read, parent=parent, at=words.day(at)
    )
    print_list(
        found,
        [
            output.Column("slug", _("code")),
            output.Column("name", _("name")),
            output.Column("kind", _("kind")),
            output.Column("parent", _("part of")),
            output.Column("actors", _("actors"), right=True),
            output.Column("interactions", _("interactions"), right=True),
        ],
        of=territory_lists.TerritoryLine,
        form=output.read_format(form),
        empty=_("No territory. “reseau territory add” adds one."),
        total=ngettext("{n} territory", "{n} territories", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "show",
    text=N_("Show a territory: its parts, who is active there, what happened."),
    example=N_("reseau territory show rosemont-la-petite-patrie"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.vocabulary.territory_card import print_territory
    from reseau.usecases.vocabulary.territory_lists import territory_card

    printed = output.read_format(form)
    card = territory_card(store_to_show(), which, lang=language(), at=words.day(at))
    print_territory(card, form=printed)
