"""``reseau committee``: committees, and who sits in them."""

from typing import Annotated

from reseau.cli import output, words
from reseau.cli._base import argument, command, new_group, option
from reseau.cli.actors import actor_options as of
from reseau.cli.actors import committee_mandates, committee_reserved, committee_rules
from reseau.cli.done import report
from reseau.cli.lists import print_list
from reseau.cli.options import At, Begins, Create, DryRun, End, Ends, FormatOption, Yes
from reseau.cli.state import store, store_to_show
from reseau.i18n import N_, language, ngettext
from reseau.i18n import gettext as _

app = new_group(N_("Committees, and who sits in them."))
app.add_typer(committee_mandates.app, name="mandate")
app.add_typer(committee_rules.app, name="rule")
app.add_typer(committee_reserved.app, name="seats")

Which = Annotated[
    str, argument(text=N_("Name or short code."), metavar=N_("COMMITTEE"))
]
_KINDS = N_("advisory-group, working, staff, table or other.")
Mandate = Annotated[str | None, option("--mandate", text=N_("What it is to do."))]
Parent = Annotated[
    str | None, option("--parent", text=N_("The committee it reports to."))
]
Territory = Annotated[
    str | None, option("--territory", text=N_("The territory it is about."))
]
Start = Annotated[
    str | None, option("--start", text=N_("First day."), metavar=N_("DATE"))
]


@command(
    app,
    "add",
    text=N_("Add a committee."),
    example=N_(
        'reseau committee add "Comité logement" --kind working --start 2025-09-01'
    ),
)
def add(
    name: of.NewName,
    kind: Annotated[str, option("--kind", text=_KINDS)],
    mandate: Mandate = None,
    parent: Parent = None,
    territory: Territory = None,
    start: Start = None,
    end: End = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import CommitteeKind
    from reseau.usecases.actors import committees

    changes = committees.CommitteeChanges(
        mandate=words.text_change(mandate),
        parent=words.text_change(parent),
        territory=words.text_change(territory),
        started_on=words.day_change(start),
        ended_on=words.day_change(end),
    )
    read = CommitteeKind.read(kind)
    done = committees.add_committee(
        store(), name, kind=read, changes=changes, dry_run=dry_run
    )
    report(done, _("“{name}” is added, as {slug}."))


@command(
    app,
    "edit",
    text=N_("Change a committee. An empty text clears an option."),
    example=N_("reseau committee edit comite-logement --end 2026-06-30"),
)
def edit(
    which: Which,
    name: of.Renamed = None,
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    mandate: Mandate = None,
    parent: Parent = None,
    territory: Territory = None,
    start: Start = None,
    end: End = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import CommitteeKind
    from reseau.usecases.actors import committees

    changes = committees.CommitteeChanges(
        name=name,
        kind=words.read_word(CommitteeKind, kind),
        mandate=words.text_change(mandate),
        parent=words.text_change(parent),
        territory=words.text_change(territory),
        started_on=words.day_change(start),
        ended_on=words.day_change(end),
    )
    done = committees.edit_committee(store(), which, changes=changes, dry_run=dry_run)
    report(done, _("“{name}” ({slug}) is changed."))


@command(
    app,
    "remove",
    text=N_("Remove a committee on which nothing depends."),
    example=N_("reseau committee remove comite-logement"),
)
def remove(which: Which, yes: Yes = False, dry_run: DryRun = False) -> None:
    from reseau.usecases.actors import committees

    question = _("Remove {name}?").format(name=which)
    if dry_run or output.confirm(question, yes=yes):
        done = committees.remove_committee(store(), which, dry_run=dry_run)
        report(done, _("“{name}” ({slug}) is removed."))


@command(
    app,
    "join",
    text=N_("Give an actor a seat in a committee."),
    example=N_(
        'reseau committee join comite-logement "Nadia Tremblay" --role chair '
        "--on-behalf-of cdc-rosemont --since 2025-09-01"
    ),
)
def join(
    which: Which,
    who: of.Who,
    role: Annotated[
        str, option("--role", text=N_("chair, member, secretary or observer."))
    ] = "member",
    on_behalf_of: Annotated[
        str | None, option("--on-behalf-of", text=N_("The organization represented."))
    ] = None,
    since: Begins = None,
    end: End = None,
    create: Create = None,
    dry_run: DryRun = False,
) -> None:
    from reseau.domain.vocabulary import ActorKind, CommitteeRole
    from reseau.usecases.actors import seats

    seat = seats.NewSeat(
        role=CommitteeRole.read(role),
        on_behalf_of=on_behalf_of,
        since=words.day(since),
        until=words.day(end, prefer="next"),
        create=words.read_word(ActorKind, create),
    )
    done = seats.join_committee(store(), which, who, seat=seat, dry_run=dry_run)
    report(done, _("{name} sits in {slug}."))


@command(
    app,
    "leave",
    text=N_("End an actor's seat in a committee."),
    example=N_("reseau committee leave comite-logement nadia-tremblay --on 2026-06-30"),
)
def leave(which: Which, who: of.Who, on: Ends = None, dry_run: DryRun = False) -> None:
    from reseau.usecases.actors import seats

    ended = words.day(on)
    done = seats.leave_committee(store(), which, who, on=ended, dry_run=dry_run)
    report(done, _("The seat of {name} in {slug} is ended."))


@command(
    app,
    "list",
    text=N_("List committees, with how many sit in each today."),
    example=N_("reseau committee list --kind working --sort members"),
)
def list_(
    kind: Annotated[str | None, option("--kind", text=_KINDS)] = None,
    territory: Annotated[
        str | None,
        option("--territory", text=N_("Only those of it, or of a part of it.")),
    ] = None,
    ended: Annotated[
        bool, option("--all", text=N_("Those that are over, too."))
    ] = False,
    sort: Annotated[
        str, option("--sort", text=N_("name, members, interactions or last."))
    ] = "name",
    at: At = None,
    form: FormatOption = "table",
) -> None:
    from reseau.domain.vocabulary import CommitteeKind
    from reseau.usecases.actors import committees

    found = committees.list_committees(
        store(),
        at=words.day(at),
        kind=words.read_word(CommitteeKind, kind),
        territory=territory,
        ended=ended,
        sort=words.one_of(sort, committees.SORTS, option="--sort"),
    )
    print_list(
        found,
        [
            output.Column("slug", _("code")),
            output.Column("name", _("name")),
            output.Column("kind", _("kind")),
            output.Column("parent", _("under")),
            output.Column("started_on", _("since")),
            output.Column("ended_on", _("until")),
            output.Column("members", _("members"), right=True),
            output.Column("interactions", _("interactions"), right=True),
            output.Column("last", _("last")),
        ],
        of=committees.CommitteeLine,
        form=output.read_format(form),
        empty=_("No committee. “reseau committee add” adds one."),
        total=ngettext("{n} committee", "{n} committees", len(found)).format(
            n=len(found)
        ),
    )


@command(
    app,
    "show",
    text=N_("Show a committee: mandates, rule, seats, decisions, interactions."),
    example=N_("reseau committee show comite-logement"),
)
def show(which: Which, at: At = None, form: FormatOption = "table") -> None:
    from reseau.cli.actors.committee_card import print_committee
    from reseau.usecases.governance.committee_cards import committee_card

    printed = output.read_format(form)
    day = words.day(at)
    card = committee_card(store_to_show(), which, lang=language(), at=day)
    print_committee(card, form=printed, dated=day is not None)
