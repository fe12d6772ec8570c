"""``reseau actor``: organizations and people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from reseau.cli import output, team_only, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, DryRun, FormatOption, Yes
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.actors.actor_lists import ActorLine

app = new_group(N_("Actors: organizations and people."))


@command(
    app,
    "add",
    text=N_("Add an organization or a person."),
    example=N_(
        'reseau actor add "CDC de Rosemont" --territory rosemont-la-petite-patrie'
    ),
)
def add(
    *,
    name: of.NewName,
    kind: Annotated[
        str, option("--kind", text=N_("organization or person."))
    ] = "organization",
    sector: of.Sector = None,
    territory: of.Territories = None,
    told: of.Told,
    apart: of.Apart = "",
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors import actors

    changes = told.changes(territory=territory, sector=sector)
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
    *,
    who: of.Who,
    name: of.Renamed = None,
    sector: of.Sector = None,
    territory: of.NewTerritories = None,
    told: of.Told,
    dry_run: DryRun = False,
) -> None:
    from reseau.usecases.actors import actors

    changes = told.changes(name=name, territory=territory, sector=sector)
    done = actors.edit_actor(store(), who, changes=changes, dry_run=dry_run)
    report(done, _("{name} ({slug}) is changed."))


@command(
    app,
    "remove",
    text=N_("Remove an actor on whom nothing depends."),
    example=N_("reseau actor remove cdc-rosemont"),
)
def remove(who: of.Who, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.actors import actors

    question = _("Remove {name}?").format(name=who)
    if dry_run or output.confirm(question, yes=yes):
        done = actors.remove_actor(store(), who, dry_run=dry_run)
        report(done, _("{name} ({slug}) is removed."))


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
    territory: of.ActiveIn = None,
    name: of.Containing = "",
    sort: of.SortActors = "name",
    ended: Annotated[
        bool, option("--all", text=N_("Organizations that are over, too."))
    ] = False,
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors import actor_lists

    wanted = actor_lists.ActorFilter(
        kind=words.read_word(ActorKind, kind),
        territory=territory,
        containing=name,
        everything=ended,
    )
    sort = words.one_of(sort, actor_lists.SORTS, option="--sort")
    found = actor_lists.list_actors(store(), wanted, sort=sort, at=words.day(at))
    _print(found, form=output.read_format(form))


@command(
    app,
    "show",
    text=N_("Show everything known of an actor."),
    example=N_("reseau actor show cdc-rosemont"),
)
def show(who: of.Who, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.actors.actor_card import print_actor
    from reseau.usecases.actors.actor_cards import actor_card

    printed = output.read_format(form)
    card = actor_card(store_to_show(), who, lang=language(), at=words.day(at))
    print_actor(card, form=printed)


@command(
    app,
    "duplicates",
    text=N_("List actors that may be the same, or say that two are not."),
    example=N_("reseau actor duplicates --distinct marie-roy marie-roy-2"),
)
def duplicates(
    kind: Annotated[
        str | None, option("--kind", text=N_("organization or person."))
    ] = None,
    limit: Annotated[int, option("--limit", text=N_("How many pairs to show."))] = 20,
    distinct: Annotated[
        tuple[str, str] | None,
        option(
            "--distinct",
            text=N_("These two are not the same: do not list them again."),
            metavar=N_("ACTOR ACTOR"),
        ),
    ] = None,
    dry_run: DryRun = False,
    form: FormatOption = "table",
) -> None:
    from reseau.cli.actors.merging import print_duplicates
    from reseau.domain.vocabulary import ActorKind
    from reseau.usecases.actors.duplicates import declare_distinct, list_duplicates

    if distinct is not None:
        done = declare_distinct(store(), *distinct, dry_run=dry_run)
        report(done, _("{name} are not the same: they are not listed together again."))
        return
    printed = output.read_format(form)
    wanted = words.read_word(ActorKind, kind)
    found, total = list_duplicates(store(), kind=wanted, limit=limit)
    print_duplicates(found, total=total, form=printed)


@command(
    app,
    "merge",
    text=N_("Make one actor of two that are the same, after showing the result."),
    example=N_("reseau actor merge cdc-rosemont cdc-de-rosemont --dry-run"),
)
def merge(
    keep: Annotated[
        str, argument(text=N_("The actor that stays."), metavar=N_("STAYS"))
    ],
    lose: Annotated[
        str,
        argument(
            text=N_("The one that goes: its names then lead to the other one."),
            metavar=N_("GOES"),
        ),
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    from reseau.cli.actors.merging import print_merge
    from reseau.usecases.actors.merging import merge_actors

    done, shown = merge_actors(store(), keep, lose, dry_run=True)
    print_merge(shown)
    if not dry_run:
        question = _("Merge {lose} into {keep}?")
        named = question.format(lose=shown.lose[1], keep=shown.keep[1])
        if not output.confirm(output.safe(named), yes=yes):
            return
        done, _merged = merge_actors(store(), keep, lose, shown=shown)
    report(done, _("The two are one actor now: {name} ({slug})."))


def _print(found: "Sequence[ActorLine]", *, form: output.Format) -> None:
    from reseau.usecases.actors.actor_lists import ActorLine

    over = []
    if any(it.ended_on for it in found):
        over = [
            output.Column("ended_on", _("ended on")),
            output.Column("became", _("became")),
        ]
    print_list(
        found,
        [
            output.Column("slug", _("code")),
            output.Column("name", _("name")),
            output.Column("kind", _("kind")),
            output.Column("partner", _("partner")),
            output.Column("interactions", _("interactions"), right=True),
            output.Column("last", _("last")),
            *over,
        ],
        of=ActorLine,
        form=form,
        empty=_("No actor. “reseau actor add” adds one."),
        total=ngettext("{n} actor", "{n} actors", len(found)).format(n=len(found)),
    )
    team_only.note_actors(it.slug for it in found)
