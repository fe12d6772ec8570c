"""``reseau person``: people, and their roles in organizations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, team_only, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, Begins, DryRun, Ends, FormatOption, Yes
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.actors.actor_lists import ActorLine
    from reseau.usecases.actors.people import NewRole

app = new_group(N_("People, and their roles in organizations."))

Person = Annotated[str, argument(text=N_("Name or short code."), metavar=N_("PERSON"))]
Home = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("ORGANIZATION"))
]
Create = Annotated[
    bool,
    option(
        "--create-organization", text=N_("Add the organization if it is not known.")
    ),
]


@command(
    app,
    "add",
    text=N_("Add a person, with a role in an organization."),
    example=N_(
        'reseau person add "Nadia Tremblay" --organization cdc-rosemont '
        "--title Coordination --since 2024-09-01"
    ),
)
def add(
    *,
    name: of.NewName,
    organization: Annotated[
        str | None, option("--organization", text=N_("Where the person has a role."))
    ] = None,
    title: of.Title = None,
    since: Begins = None,
    create: Create = False,
    territory: of.Territories = None,
    told: of.Told,
    apart: of.Apart = "",
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import people

    changes = told.changes(territory=territory)
    role = _role(organization, title=title, since=since, create=create)
    done = people.add_person(
        store(), name, changes=changes, apart=apart, role=role, dry_run=dry_run
    )
    report(done, _("{name} is added, as {slug}."))


def _role(
    organization: str | None, *, title: str | None, since: str | None, create: bool
) -> "NewRole | None":
    """Gather the options that describe a role.

    Raises:
        NoOrganizationError: They are there, and the organization is not.
    """
    from reseau.usecases.actors.people import NewRole, NoOrganizationError

    if organization is not None:
        return NewRole(organization, title, words.day(since), create)
    if title is not None or since is not None or create:
        raise NoOrganizationError
    return None


@command(
    app,
    "edit",
    text=N_("Change a person. The former name stays as an alias."),
    example=N_('reseau person edit nadia-tremblay --name "Nadia Tremblay-Roy"'),
)
def edit(
    *,
    who: Person,
    name: of.Renamed = None,
    territory: of.NewTerritories = None,
    told: of.Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors import actors

    changes = told.changes(name=name, territory=territory)
    done = actors.edit_actor(
        store(), who, changes=changes, kind=ActorKind.PERSON, dry_run=dry_run
    )
    report(done, _("{name} ({slug}) is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a person on whom nothing depends."),
    example=N_("reseau person remove nadia-tremblay"),
)
def remove(who: Person, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors import actors

    question = _("Remove {name}?").format(name=who)
    if dry_run or output.confirm(question, yes=yes):
        done = actors.remove_actor(store(), who, kind=ActorKind.PERSON, dry_run=dry_run)
        report(done, _("{name} ({slug}) is removed."))


@command(
    app,
    "join",
    text=N_("Give a person a role in an organization."),
    example=N_("reseau person join nadia-tremblay cdc-rosemont --title Direction"),
)
def join(
    who: Person,
    organization: Home,
    title: of.Title = None,
    since: Begins = None,
    create: Create = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import people

    role = people.NewRole(organization, title, words.day(since), create)
    done = people.join_organization(store(), who, role=role, dry_run=dry_run)
    report(done, _("{name} ({slug}) has a new role."))


@command(
    app,
    "leave",
    text=N_("End a person's roles in an organization."),
    example=N_("reseau person leave nadia-tremblay cdc-rosemont --on 2026-06-30"),
)
def leave(
    who: Person, organization: Home, on: Ends = None, dry_run: DryRun = False
) -> None:
    from reseau.usecases.actors import people

    done = people.leave_organization(
        store(), who, organization=organization, on=words.day(on), dry_run=dry_run
    )
    report(done, _("The role of {name} ({slug}) is ended."))


@command(
    app,
    "list",
    text=N_("List people, with the organizations where they have a role today."),
    example=N_("reseau person list --organization cdc-rosemont"),
)
def list_(
    organization: Annotated[
        str | None,
        option("--organization", text=N_("Only those who have a role there today.")),
    ] = None,
    territory: of.ActiveIn = None,
    name: of.Containing = "",
    sort: of.SortActors = "name",
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors import actor_lists

    wanted = actor_lists.ActorFilter(
        kind=ActorKind.PERSON,
        territory=territory,
        organization=organization,
        containing=name,
    )
    sort = words.one_of(sort, actor_lists.SORTS, option="--sort")
    found = actor_lists.list_actors(store(), wanted, sort=sort, at=words.day(at))
    _print(found, form=output.read_format(form))


@command(
    app,
    "show",
    text=N_("Show everything known of a person."),
    example=N_("reseau person show nadia-tremblay"),
)
def show(who: Person, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.actors.actor_card import print_actor
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors.actor_cards import actor_card

    printed = output.read_format(form)
    card = actor_card(
        store_to_show(),
        who,
        lang=language(),
        kind=ActorKind.PERSON,
        at=words.day(at),
    )
    print_actor(card, form=printed)


def _print(found: "Sequence[ActorLine]", *, form: output.Format) -> None:
    from reseau.usecases.actors.actor_lists import ActorLine

    print_list(
        found,
        [
            output.Column("slug", _("code")),
            output.Column("name", _("name")),
            output.Column("organizations", _("organizations")),
            output.Column("interactions", _("interactions"), right=True),
            output.Column("last", _("last")),
        ],
        of=ActorLine,
        form=form,
        empty=_("No person. “reseau person add” adds one."),
        total=ngettext("{n} person", "{n} people", len(found)).format(n=len(found)),
    )
    team_only.note_actors(it.slug for it in found)
